"""The short page of an answer: the point first, on one screen, and where the rest is to be found.

It is a selection of the blocks that a whole page is made of. What gives way for want of room is
named by its id; silence, and the duties and bans of the law, never go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from samspil.answers.model import Gap, Informed, Note, Row
from samspil.answers.sentences import choices, merged, sentence
from samspil.messages import Messages
from samspil.model.terms import ALWAYS_SAID, GROUPS, MUST, MUST_NOT, PRACTICE, SECRECY
from samspil.render.blocks import About, Block, Heading, Item, Page, Table, Text
from samspil.render.formats import terminal
from samspil.render.informed import informed_page
from samspil.render.rows import gap_text, law_in_short, marked_sentences, place_in_law, practical

HEIGHT, WIDTH = 25, 80
BINDING = (MUST, MUST_NOT, SECRECY)
_ALL = 99
_Room = TypeVar("_Room")
_IDS_ON_A_LINE = 5
_OF_LAW = frozenset({"law-not-linked", "law-older", "law-before"})


@dataclass(frozen=True, slots=True)
class Room:
    """How much is told: rules and gaps in full, rows of a group, what is near; words, labels.

    `others` are the rows of others in a narrowed answer, `asides` the remarks that add no rule;
    with fewer than no `rows` even of what binds so many are told by their ids.
    """

    rules: int
    gaps: int
    words: bool = True
    rows: int = _ALL
    near: int = _ALL
    labels: bool = True
    readings: bool = False
    """Whether what the readings claim is told, or only which they are."""
    others: int = _ALL
    asides: bool = True


# What gives way first: gaps beyond the nearest ones, then rules, then the document's words.
ROOMS = (
    *(Room(9, gaps) for gaps in (4, 3, 2, 1)),
    *(Room(rules, gaps) for rules in range(8, 0, -1) for gaps in (2, 1)),
    *(
        Room(rules, 0, near=near)
        for rules, near in ((2, _ALL), (1, _ALL), (0, _ALL), (0, 2), (0, 0))
    ),
    *(Room(rules, gaps, words=False) for rules in (2, 1, 0) for gaps in (1, 0)),
    *(Room(0, 0, words=False, near=near) for near in (2, 0)),
    *(Room(0, 0, words=False, near=near, labels=False) for near in (_ALL, 0)),
    *(Room(0, 0, words=False, rows=rows, near=0, labels=False) for rows in (6, 5, 4, 3, 2, 1, 0)),
)
# Whoever asks for one role is told in words what the law may ask of it, before all that is near.
ROOMS_OF_ONE = (
    *(room for room in ROOMS if room.rules),
    *(
        Room(rules, 0, words=False, near=0, labels=False, asides=asides)
        for asides in (True, False)
        for rules in (3, 2, 1)
    ),
    *(room for room in ROOMS if not room.rules),
)


def short_page(say: Messages, answer: Informed) -> Page:
    """As much of an answer as one screen holds; its sheet is the whole one."""
    whole = informed_page(say, answer)
    rooms = ROOMS_OF_ONE if answer.by else ROOMS
    return fitted(lambda room: _blocks(say, answer, room), whole.make_flat, rooms)


def fitted(
    tell: Callable[[_Room], Iterable[Block]],
    make_flat: Callable[[], Table],
    rooms: Iterable[_Room],
) -> Page:
    """The page that tells most and yet fits on one screen, of those a room each makes.

    What a room is, the teller says: how much gives way, the widest first.
    """
    for room in rooms:
        page = Page(tuple(tell(room)), make_flat)
        if terminal(page, WIDTH, colour=False).count("\n") <= HEIGHT:
            break
    return page


def _blocks(say: Messages, answer: Informed, room: Room) -> Iterator[Block]:
    by = say("short.by", actor=answer.by.label) if answer.by else ""
    yield Heading(f"{answer.situation.label.upper()} · {answer.dataset_label}{by}", 1)
    yield from point(say, answer, room)
    told = (*answer.rows, *answer.nearest, *(answer.others if answer.by else ()))
    yield from words(say, told, room)
    # What is noted of few things is nearest to the one asked about.
    yield from missing(say, sorted(answer.gaps, key=lambda gap: gap.scope), room)
    notes = [note for note in answer.notes if note.code in _OF_LAW]
    by = answer.by.label if answer.by else ""
    scarce = room.near < _ALL
    yield from rules(say, answer.law, answer.as_of, room, notes, by, told_below=scarce)
    yield from _more(say, answer, room)


def point(say: Messages, answer: Informed, room: Room) -> Iterator[Block]:
    """What the document says, who is told by whom; then, in a line, what it doesn't say."""
    codes = {note.code: note.text for note in answer.notes}
    answered = "no-norm" not in codes and answer.status == "answered"
    if not answered:
        first = codes.get("nothing-by-actor") or codes.get("no-norm")
        yield Text(first or say(f"informed.{answer.status}"))
    for group in answer.groups:
        yield from entries(say, group.rows, room)
    yield from _others(say, answer, room)
    under = [_silence(say, answer, room)] if answered or (answer.by and room.asides) else []
    if any(row.modality in BINDING for row in answer.law):
        under.append(say("short.law-may-bind"))
    if said := " ".join(one for one in under if one):
        yield Text(said)
    if not room.asides:
        return
    if described := answer.described:
        told = [f"{sentence(say, row)} [{row.id}]" for row in described]
        if not room.rows:
            told = [f"[{', '.join(row.id for row in described)}]."]
        yield Text(say("short.describes", told=" ".join(told)))
    if answer.general:
        few = len(answer.general) <= _IDS_ON_A_LINE
        ids = [row.id for row in answer.general]
        yield Text(say("short.general" if few else "short.general-many", ids=ids, n=len(ids)))
    if kept := [row.id for row in answer.beside.interpretation]:
        yield Text(say("short.by-reading", ids=kept))


def _others(say: Messages, answer: Informed, room: Room) -> Iterator[Block]:
    """Of a narrowed answer, what the document says of others: the nearest ones first."""
    by = answer.by.label if answer.by else ""
    for lead, rows in (
        (say("short.nearest", actor=by), answer.nearest),
        (say("short.others"), answer.others),
    ):
        if by and rows:
            yield Text(lead)
            for modality in GROUPS:
                own = [row for row in rows if row.modality == modality]
                yield from entries(say, own, replace(room, rows=min(room.rows, room.others)))


def entries(say: Messages, rows: Sequence[Row], room: Room) -> Iterator[Item]:
    """The norms of one modality; those that find no room by their ids, at last what binds."""
    told = merged(rows)
    binds = bool(rows) and rows[0].modality in BINDING
    most = max(0, len(told) + min(room.rows, 0) if binds else room.rows)
    for together in told[:most]:
        yield entry(say, together)
    if rest := [row.id for together in told[most:] for row in together]:
        rest_code = "short.more-rows" if most else "short.rows-only"
        yield Item(say(rest_code, ids=rest), mark=say(f"mark.{rows[0].modality}"))


def entry(say: Messages, rows: Sequence[Row]) -> Item:
    """Norms that belong together: one sentence; or, where one may choose, a list of choices."""
    first = rows[0]
    mark = say(f"mark.{first.modality}")
    about = About("row", first.id)
    if len(rows) == 1:
        head = f"{sentence(say, first)}  [{first.id}]"
        return Item(head, tuple(_under(say, rows)), about, mark)
    lead, each = choices(say, rows)
    lines = (
        f"{n}. {one}  [{row.id}]" for n, (one, row) in enumerate(zip(each, rows, strict=True), 1)
    )
    return Item(lead, (*lines, *_under(say, rows)), about, mark)


def _under(say: Messages, rows: Sequence[Row]) -> Iterator[str]:
    if rows[0].step > 1:
        yield say("row.step", step=rows[0].step, follows=rows[0].follows or "–")
    for row in rows:
        yield from practical(say, row)
    if rests_on := sorted({one for row in rows for one in row.rests_on}):
        yield say("row.rests-on", ids=rests_on)


def _silence(say: Messages, answer: Informed, room: Room) -> str:
    """The groups that the document says nothing in, in one line."""
    empty = [one.modality for one in answer.groups if one.modality in ALWAYS_SAID and not one.rows]
    words = [say(f"silent.{one}") for one in empty if one != PRACTICE]
    if not words:
        return ""
    first, last = ", ".join(words[:-1]), words[-1]
    told = say("silent.or", first=first, last=last) if first else last
    if answer.by is not None:
        return say("silent.says-nothing-by", actor=answer.by.label, modals=told)
    happens = say("silent.practice") if PRACTICE in empty else ""
    ban = f" {say('silent.no-ban')}" if MUST_NOT in empty and room.asides else ""
    return say("silent.says-nothing", modals=told, practice=happens) + ban


def words(say: Messages, rows: Sequence[Row], room: Room) -> Iterator[Block]:
    """The sentences that rows quote from, with their date; or which they are."""
    found = marked_sentences(rows)
    quoted = {one.sentence: one for row in rows for one in row.evidence if one.quote}
    if room.words:
        for ident, text in found:
            one = quoted[ident]
            undated = [say("explorer.undated")] if one.is_one_of_many else []
            day = [one.issued] if one.issued else undated
            yield Text(say("short.words", where=[*day, ident], text=text))
    elif found:
        yield Text(say("short.words-elsewhere", ids=[ident for ident, _ in found]))


def missing(say: Messages, gaps: Sequence[Gap], room: Room) -> Iterator[Block]:
    """What the document doesn't say: the first ones in full, of the others what is missing."""
    if not gaps:
        yield Text(say("gaps.empty"), faint=True)
        return
    told, rest = gaps[: room.gaps], gaps[room.gaps :]
    others = _in_few_words(sorted(rest, key=lambda gap: gap.id), room)
    if not told:
        yield Text(say("short.gaps-only", gaps=others))
        return
    yield Heading(say("short.gaps"))
    yield from (Text(f"{gap_text(say, gap)} [{gap.id}]") for gap in told)
    if rest:
        yield Text(say("short.gaps-more", gaps=others))


def _in_few_words(gaps: Sequence[Gap], room: Room) -> str:
    """What is missing, in a few words each; by its id alone where no words or no room is."""
    return " · ".join(
        f"{gap.in_short} [{gap.id}]" if gap.in_short and room.labels else gap.id for gap in gaps
    )


def rules(
    say: Messages,
    law: Sequence[Row],
    as_of: str,
    room: Room,
    notes: Sequence[Note] = (),
    by: str = "",
    *,
    told_below: bool = False,
) -> Iterator[Block]:
    """The law: every duty and ban, in full or by its place; how many rules there are besides.

    `told_below`: how many there are is told by what follows.
    """
    if not (law or notes):
        return
    yield Heading(say("short.law", as_of=as_of))
    binding = sorted(
        (row for row in law if row.modality in BINDING),
        # Who is to be told comes before what else is to be done.
        key=lambda row: (BINDING.index(row.modality), not row.is_norm, _natural(row.id)),
    )
    told = [row for row in binding if row.is_norm] + [row for row in binding if not row.is_norm]
    shown = {row.id for row in told[: room.rules]}
    for modality in BINDING:
        mark = say(f"mark.{modality}")
        own = [row for row in binding if row.modality == modality]
        for row in own:
            if row.id in shown:
                yield Item(law_in_short(say, row), about=About("row", row.id), mark=mark)
        rest = [row for row in own if row.id not in shown]
        if rest:
            code = "short.law-also" if len(rest) < len(own) else "short.law-only"
            yield Item(say(code, rules=_places(rest)), mark=mark)
    under = _other_rules(say, law, by)
    if under and not told_below:
        yield Text(under)
    yield from (Text(note.text) for note in notes)


def _other_rules(say: Messages, law: Sequence[Row], by: str) -> str:
    """How many rules there are that neither bind nor forbid, and of whom all are."""
    binding = sum(row.modality in BINDING for row in law)
    under = []
    if binding < len(law):
        under.append(say.count("short.law-other", len(law) - binding))
    if by and binding:
        under.append(say("short.law-by", actor=by))
    return " ".join(under)


def _natural(ident: str) -> list[tuple[int, str]]:
    """An id as people order it: C6 before C12."""
    return [(int(digits or 0), text) for text, digits in re.findall(r"(\D*)(\d*)", ident)]


def _places(rows: Sequence[Row]) -> str:
    """Where some rules stand, act by act."""
    by_act: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        acts, section = place_in_law(row)
        by_act.setdefault(acts, {}).setdefault(section, []).append(row.id)
    return " · ".join(
        f"{acts} {', '.join(f'{section} {ids}'.strip() for section, ids in told)}".strip()
        for acts, sections in by_act.items()
        for told in [[(section, f"[{', '.join(some)}]") for section, some in sections.items()]]
    )


def _more(say: Messages, answer: Informed, room: Room) -> Iterator[Block]:
    near = [str(note.params["id"]) for note in answer.notes if note.code == "same-sentence"]
    near = list(dict.fromkeys([*near, *(one.id for one in answer.related)]))
    lead = say("short.near", situations=near[: room.near]) if near and room.near else ""
    forums = "".join(f" · samspil forum {room.forum.id}" for room in answer.in_the_room)
    sources = say("short.sources", n=len(answer.beside.external)) if answer.beside.external else ""
    why_not = ""
    if answer.by is not None:
        why_not = f" · samspil why-not {answer.by.id} --when {answer.situation.id}"
    more = f"samspil gaps {answer.situation.id}{forums}{why_not}"
    told = say("short.more", sources=sources, commands=more)
    # Where room is scarce, all of it shares its lines.
    others = _other_rules(say, answer.law, answer.by.label if answer.by else "")
    shared = " ".join(one for one in (others, f"{lead}." if lead else "", told) if one)
    joined = (shared,) if room.near < _ALL else (lead, told)
    yield from (Text(one) for one in joined if one)
    yield Text(say("short.danger"))
