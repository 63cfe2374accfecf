"""The pages of an answer and of a profile for a screen that folds: the point, then named sections.

The point is at most `WORDS` words; what finds no room in it is named by its id, and stands whole in
the sections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from samspil.answers.model import Informed
from samspil.answers.profiles import Profile
from samspil.messages import Messages
from samspil.render.blocks import Block, Heading, Item, Text
from samspil.render.informed import sections
from samspil.render.profiles import profile_page
from samspil.render.short import Room, point
from samspil.render.short_others import profile_point

WORDS = 60
"""The most words of a point, its marks and ids among them."""

_ROOMS = (
    Room(0, 0),
    Room(0, 0, asides=False),
    *(Room(0, 0, others=others, asides=False) for others in (2, 1, 0)),
    *(
        Room(0, 0, rows=rows, others=0, asides=False)
        for rows in (6, 5, 4, 3, 2, 1, 0, -1, -2, -3, -4, -6, -8, -12, -99)
    ),
)
"""What gives way first: remarks, what others do, then rows, and at last what binds, one by one."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A title, its point in less and less room (from 0 to `steps`), and all that is known of it."""

    title: str
    tell: Callable[[int], Iterable[Block]]
    steps: int
    sections: tuple[Block, ...]


def informed_panel(say: Messages, answer: Informed) -> Panel:
    """The answer for a situation."""
    return Panel(
        say("informed.title", situation=answer.situation.label),
        lambda step: point(say, answer, _ROOMS[step]),
        len(_ROOMS) - 1,
        tuple(sections(say, answer)),
    )


def profile_panel(say: Messages, profile: Profile) -> Panel:
    """All about an actor or a forum; what the document doesn't say of it stands in one section."""
    _, *blocks = profile_page(say, profile).blocks
    told, silent = _apart([Heading(say("section.names")), *blocks])
    if silent:
        told += [Heading(say("section.silent")), Text(" ".join(one.text for one in silent))]
    whole = tuple(profile_point(say, profile, Room(0, 0)))
    return Panel(
        profile.label,
        lambda step: _first(say, whole, len(whole) - step),
        len(whole),
        tuple(told),
    )


def shortest(panel: Panel) -> tuple[Block, ...]:
    """The fullest of a panel's points that is short enough."""
    told: tuple[Block, ...] = ()
    for step in range(panel.steps + 1):
        told = tuple(panel.tell(step))
        if word_count(told) <= WORDS:
            break
    return told


def _first(say: Messages, blocks: Sequence[Block], count: int) -> list[Block]:
    """The first blocks; of the others their ids."""
    rest = [one.about.id for one in blocks[count:] if isinstance(one, Item) and one.about]
    more = [Text(say("short.more-rows", ids=rest))] if rest else []
    return [*blocks[:count], *more]


def word_count(blocks: Iterable[Block]) -> int:
    """How many words are shown; a mark is one, and so is an id."""
    return sum(len(text.split()) for block in blocks for text in _texts(block))


def _texts(block: Block) -> list[str]:
    match block:
        case Item(head, lines, _, mark):
            return [mark, head, *map(str, lines)]
        case Heading(text) | Text(text):
            return [text]
    return []


def _apart(blocks: Sequence[Block]) -> tuple[list[Block], list[Text]]:
    """The blocks without the sections that only say that they are empty; and what those say."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading):
            parts.append([])
        parts[-1].append(block)
    told: list[Block] = []
    silent: list[Text] = []
    for part in parts:
        said = [one for one in part[1:] if isinstance(one, Text) and one.faint]
        if len(part) > 1 and len(said) == len(part) - 1 and isinstance(part[0], Heading):
            silent += said
        else:
            told += part
    return told, silent
