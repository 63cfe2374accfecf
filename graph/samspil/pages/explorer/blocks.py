"""Turns the pages of answers, as the command line shows them, into blocks for the script.

The text is that of `samspil.render`, block for block, in both languages; what is added is only
what each entry is about, so that the script can link it to the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from samspil.answers.model import Informed, Row
from samspil.answers.profiles import Profile
from samspil.messages import Messages
from samspil.pages.explorer.texts import Pair, Texts
from samspil.render.blocks import Heading, Item, Page, Table, Text
from samspil.render.informed import remarks
from samspil.render.rows import quotation, row_item, situations

ACTOR = "\x02"
"""Stands for the label of the actor that an answer is narrowed to; the script puts it back."""


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: kind is row, thing, gap, sentence or text; `row` for a row."""

    kind: str
    id: str = ""
    row: Row | None = None


_TEXT = About("text")


def abouts_of_informed(answer: Informed) -> Iterator[About]:
    """What each entry of the page of an answer is about, in its order."""
    yield from (_row(row) for row in answer.rows)
    yield from (_TEXT for note in answer.notes if note.code == "describes")
    for room in answer.in_the_room:
        yield from (About("thing", party.id) for party in room.parties)
    yield from (About("gap", gap.id) for gap in answer.gaps)
    beside = answer.beside
    yield from (_row(row) for row in (*beside.interpretation, *beside.law, *beside.external))
    same = [note for note in answer.notes if note.code == "same-sentence"]
    yield from (About("situation", str(note.params["id"])) for note in same)
    yield from (About("situation", one.id) for one in answer.related)
    yield from (_TEXT for _ in remarks(answer))
    seats = [
        one.id for room in answer.in_the_room for party in room.parties for one in party.sentences
    ]
    yield from _sentences((*answer.rows, *beside.interpretation, *answer.described), seats)


def abouts_of_profile(profile: Profile) -> Iterator[About]:
    """What each entry of the page of an actor or forum is about, in its order."""
    yield from (_TEXT for _ in profile.names)
    rows = [statement.row for part in profile.parts for statement in part.statements]
    yield from (_row(row) for row in rows)
    yield from (_TEXT for _ in profile.contacts)
    yield from (About("gap", gap.id) for gap in profile.gaps)
    yield from _sentences(rows)


def _row(row: Row) -> About:
    return About("row", row.id, row)


def _sentences(rows: Iterable[Row], others: Iterable[str] = ()) -> Iterator[About]:
    found = {*others} | {
        one.sentence for row in rows for one in row.evidence if one.sentence and one.sentence_text
    }
    yield from (About("sentence", sentence) for sentence in sorted(found))


def sections(
    texts: Texts,
    say: Messages,
    pages: tuple[Page, Page],
    abouts: Iterable[About],
    actor: Pair = ("", ""),
) -> list[int]:
    """A page, given in Danish and English, as the numbers of its sections.

    `say` speaks Danish. A section begins at each heading. Where `actor` is given, its label is
    replaced in what speaks of it, so that the same is kept once for all actors.
    """

    def general(*said: str) -> Pair:
        danish, english = (
            one.replace(label, ACTOR) if label else one
            for one, label in zip(said, actor, strict=True)
        )
        return danish, english

    found: list[list[int]] = []
    rest = iter(abouts)
    for danish, english in zip(pages[0].blocks, pages[1].blocks, strict=True):
        match danish, english:
            case Heading(da, level), Heading(en, _):
                found.append([texts.block(["h", level, texts.text(da, en)])])
            case Text(da, faint), Text(en, _):
                found[-1].append(texts.block(["p", texts.text(*general(da, en)), int(faint)]))
            case Item(), Item():
                about = next(rest)
                items = danish, english
                if about == _TEXT:
                    da, en = general(danish.head, english.head)
                    items = replace(danish, head=da), replace(english, head=en)
                found[-1].append(item(texts, say, items, about))
            case _:
                message = f"a page of {Table.__name__}s has no sections"
                raise TypeError(message)
    if next(rest, None) is not None:
        message = "more entries expected than the page has"
        raise ValueError(message)
    return [texts.section(blocks) for blocks in found]


def item(texts: Texts, say: Messages, items: tuple[Item, Item], about: About) -> int:
    """An entry, given in Danish and English, as the number of its block."""
    danish, english = items
    known = _lines_of(say, about.row) if about.row else {}
    lines = [
        [texts.text(da, en), *known.get(da, ())]
        for da, en in zip_longest(danish.lines, english.lines, fillvalue="")
    ]
    if about.kind == "sentence" and danish.head == texts.sentences.get(about.id):
        head = -1
    else:
        head = texts.text(danish.head, english.head)
    return texts.block(["i", about.kind, about.id, head, lines])


def statement_item(say: Messages, row: Row) -> Item:
    """An assertion by itself, told as the page of an actor tells it."""
    extra = [say("profile.modality", modality=say(f"modality.{row.modality}"))]
    extra += situations(say, row)
    return row_item(say, row, extra=extra)


def _lines_of(say: Messages, row: Row) -> Mapping[str, Sequence[str]]:
    """What is behind a line of a row: a quote and its sentence, or an address."""
    known: dict[str, Sequence[str]] = {}
    for one in row.evidence:
        if one.quote:
            known[quotation(say, one)] = ("q", one.sentence or "")
        if one.address:
            known[say("row.address", address=one.address)] = ("a",)
    return known
