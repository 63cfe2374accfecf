"""The page of the answers to "who must be informed" and "why not"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from samspil.answers.model import Informed, Note, Row
from samspil.answers.why_not import WhyNot
from samspil.messages import Messages
from samspil.model.terms import (
    ALWAYS_SAID,
    EXTERNAL,
    GROUPS,
    INTERPRETATION,
    LAW,
    MUST,
    MUST_NOT,
    SECRECY,
    STATED,
)
from samspil.render.blocks import About, Block, Heading, Item, Page, Table, Text
from samspil.render.differences import difference_blocks, difference_remarks
from samspil.render.rows import (
    Remark,
    flat,
    gap_blocks,
    labels,
    law_in_short,
    row_item,
    sentences,
)

if TYPE_CHECKING:
    from samspil.answers.reach import Reach

# The notes that a page says elsewhere: an empty group says so itself, the rest stands at the top.
_SAID_ALREADY = frozenset(
    {"must-empty", "nothing-by-actor", "no-norm", "describes", "same-sentence"}
)
_IN_ROWS = frozenset({"must-empty", "describes"})
_OF_READINGS = frozenset({"rests-on", "beside-rests-on"})
_ALSO_BY_LAW = (MUST, MUST_NOT)
NEAREST = {"is-recipient": "why-not.these", "only-beside": "why-not.beside"}


def informed_page(say: Messages, answer: Informed) -> Page:
    """The whole answer, group by group; empty groups are said in words."""
    beside = (*answer.beside.interpretation, *answer.beside.law, *answer.beside.external)
    return Page(
        blocks=tuple(_informed(say, answer)),
        make_flat=lambda: flat(
            say, (*answer.rows, *answer.described, *beside), _told_beside(say, answer)
        ),
    )


def _told_beside(say: Messages, answer: Informed) -> Iterator[Remark]:
    """For a sheet: what the document doesn't say, and the notes."""
    for group in answer.groups:
        if group.modality in ALWAYS_SAID and not group.rows:
            yield "silence", "", _empty(say, answer, group.modality)
    yield from (("general", row.id, row.text) for row in answer.general)
    yield from (("gap", gap.id, gap.text) for gap in answer.gaps)
    yield from difference_remarks(say, answer.differences)
    yield from (("note", "", note.text) for note in answer.notes if note.code not in _IN_ROWS)


def _informed(say: Messages, answer: Informed) -> Iterator[Block]:
    yield Heading(say("informed.title", situation=answer.situation.label), 1)
    yield under(say, answer)
    narrowed = [note.text for note in answer.notes if note.code == "nothing-by-actor"]
    if answer.status != "answered":
        yield Text(narrowed[0] if narrowed else say(f"informed.{answer.status}"))
    else:
        yield from (Text(note.text) for note in answer.notes if note.code == "no-norm")
    yield from _groups(say, answer)
    yield from _below(say, answer)


def under(say: Messages, answer: Informed | WhyNot | Reach) -> Text:
    """What stands under the title of an answer about a situation: whose it is, and its day."""
    label, ident = answer.dataset_label, answer.situation.id
    return Text(say("informed.under", dataset=label, id=ident, as_of=answer.as_of), faint=True)


def sections(say: Messages, answer: Informed) -> Iterator[Block]:
    """The parts of an answer below its point: what is empty was said there, in one line.

    Of a narrowed answer it holds what the document says of others too, and all of the law: whether
    the law speaks of who asks must be judged.
    """
    among = {row.id: row for row in answer.rows}
    for group in answer.groups:
        if group.rows:
            yield Heading(say(f"group.{group.modality}"))
            yield from (_step_item(say, row, among) for row in group.rows)
    yield from _below(say, answer)


def _below(say: Messages, answer: Informed) -> Iterator[Block]:
    """What stands below the groups; of a narrowed answer what the document says of others first."""
    if answer.by is None:
        yield from _after_groups(say, answer, answer.rows)
        return
    shown = (*answer.rows, *answer.nearest, *answer.others)
    among = {row.id: row for row in shown}
    for code, rows in (("nearest", answer.nearest), ("others", answer.others)):
        if rows:
            yield Heading(say(f"section.{code}", actor=answer.by.label))
            yield from (_step_item(say, row, among, [say(f"group.{row.modality}")]) for row in rows)
    beside = replace(answer.beside, law=answer.law)
    yield from _after_groups(say, replace(answer, beside=beside), shown)


def _after_groups(say: Messages, answer: Informed, shown: Sequence[Row]) -> Iterator[Block]:
    described = [note for note in answer.notes if note.code == "describes"]
    if described:
        yield Heading(say("section.describes"))
        yield from (Item(note.text) for note in described)
    if answer.general:
        yield Heading(say("section.general"))
        yield from (_norm_item(say, row) for row in answer.general)
    yield from _rooms(say, answer)
    yield from gap_blocks(say, answer.gaps, answer.differences)
    yield from difference_blocks(say, answer.differences)
    yield from _beside(say, answer)
    same = [note for note in answer.notes if note.code == "same-sentence"]
    if answer.related or same:
        yield Heading(say("section.related"))
        for note in same:
            yield Item(note.text, about=About("situation", str(note.params["id"])))
        for one in answer.related:
            told = say("related", label=one.label, id=one.id, layer=say(f"layer.{one.layer}"))
            yield Item(told, about=About("situation", one.id))
    notes = remarks(answer)
    if notes:
        yield Heading(say("section.notes"))
        yield from (noted(say, note) for note in notes)
    seats = [
        one for room in answer.in_the_room for party in room.parties for one in party.sentences
    ]
    rows = (*shown, *answer.beside.interpretation, *answer.described, *answer.general)
    yield from sentences(say, rows, seats)


def remarks(answer: Informed) -> list[Note]:
    """The notes that stand at the end of the page: those that nothing before them has said."""
    return [
        note
        for note in answer.notes
        if note.code not in _SAID_ALREADY and note.params.get("modality") not in GROUPS
    ]


def _groups(say: Messages, answer: Informed) -> Iterator[Block]:
    among = {row.id: row for row in answer.rows}
    for group in answer.groups:
        notes = [note for note in answer.notes if note.params.get("modality") == group.modality]
        always = group.modality in ALWAYS_SAID
        if not (group.rows or notes or always):
            continue
        yield Heading(say(f"group.{group.modality}"))
        for row in group.rows:
            yield _step_item(say, row, among)
        if always and not group.rows:
            yield Text(_empty(say, answer, group.modality), faint=True)
            # Who reads no further than this must not take it for the law's own answer.
            rules = [row for row in answer.beside.law if row.modality == group.modality]
            if rules and group.modality in _ALSO_BY_LAW:
                yield Text(say(f"group-law.{group.modality}"))
                yield from (Item(law_in_short(say, row)) for row in rules)
        yield from (Text(note.text) for note in notes)


def _empty(say: Messages, answer: Informed, modality: str) -> str:
    """That a group is empty: of a narrowed answer no more than it shows."""
    if answer.by is None:
        return say(f"group-empty.{modality}")
    return say(f"group-empty-by.{modality}", actor=answer.by.label)


def _rooms(say: Messages, answer: Informed) -> Iterator[Block]:
    for room in answer.in_the_room:
        yield Heading(say("section.room", forum=room.forum.label))
        if not room.parties:
            yield Text(say("room.empty"), faint=True)
        for party in (*room.parties, *room.beside):
            layer = "" if party.layer == STATED else f" [{say(f'layer.{party.layer}')}]"
            said = " · ".join([party.assertion, *(one.id for one in party.sentences)])
            on = f" ({party.condition})" if party.condition else ""
            told = f"{party.label} – {party.role} {room.forum.label}{on}{layer}  [{said}]"
            yield Item(told, about=About("thing", party.id))


def _beside(say: Messages, answer: Informed) -> Iterator[Block]:
    among = {row.id: row for row in answer.rows}
    for shelf, rows in (
        (INTERPRETATION, answer.beside.interpretation),
        (LAW, answer.beside.law),
        (EXTERNAL, answer.beside.external),
    ):
        silent = [row for row in rows if row.modality == SECRECY]
        for code, own in (
            (f"section.beside-{shelf}", [row for row in rows if row not in silent]),
            ("section.secrecy", silent),
        ):
            if own:
                yield Heading(say(code))
            yield from (_step_item(say, row, among) for row in own)


def _norm_item(say: Messages, row: Row) -> Item:
    """A norm by itself, with how binding it is."""
    told = say("profile.modality", modality=say(f"modality.{row.modality}"))
    return row_item(say, row, extra=[told])


def _step_item(
    say: Messages, row: Row, among: Mapping[str, Row], before: Sequence[str] = ()
) -> Item:
    own = (
        [say("row.situation", situation=row.situation.label)]
        if row.step > 1 and row.situation
        else []
    )
    if row.layer == LAW and row.recipients and row.situation:
        own = [say("row.situation-law", situation=row.situation.label)]
    return row_item(say, row, extra=(*before, *own), among=among)


def noted(say: Messages, note: Note) -> Item:
    """A remark as an entry; what a reading claims, and why, in lines of their own."""
    if note.code not in _OF_READINGS:
        return Item(note.text)
    # In lines of their own, word for word: the explorer's page has both already.
    lines = str(note.params["claim"]), str(note.params["why"])
    return Item(say.note(f"reading.{note.code}", note.params), lines)


def why_not_page(say: Messages, answer: WhyNot) -> Page:
    """Why an actor isn't informed: the reason, what comes nearest, where there is silence."""
    rows = (*answer.nearest, *answer.here, *answer.by_reading, *answer.law)
    told = [("gap", gap.id, gap.text) for gap in answer.gaps]
    told += [("note", "", note.text) for note in answer.notes]

    def sheet() -> Table:
        head = flat(say, (), [("answer", "", reason(say, answer))])
        return Table(head.columns, head.rows + flat(say, rows, told).rows)

    return Page(tuple(_why_not(say, answer)), sheet)


def reason(say: Messages, answer: WhyNot) -> str:
    """Why an actor isn't informed, in a sentence or two."""
    return say(
        f"why-not.{answer.reason}",
        actor=answer.actor.label,
        situation=answer.situation.label,
        through=labels(answer.through),
    )


def _why_not(say: Messages, answer: WhyNot) -> Iterator[Block]:
    yield Heading(
        say("why-not.title", actor=answer.actor.label, situation=answer.situation.label), 1
    )
    yield under(say, answer)
    yield Text(reason(say, answer))
    if answer.rests_on:
        yield Text(say("row.rests-on", ids=answer.rests_on), faint=True)
    yield from _norms(say, NEAREST.get(answer.reason, "why-not.nearest"), answer.nearest)
    yield from _norms(say, "why-not.here", answer.here)
    if answer.gaps:
        yield from gap_blocks(say, answer.gaps)
    if answer.readings:
        yield Heading(say("why-not.readings"))
    for one in answer.readings:
        told = say(f"why-not.reading-{one.decision}", why=one.why)
        yield Item(f"{one.claim}  [{one.id}]", (told,))
    yield from _norms(say, "section.beside-interpretation", answer.by_reading)
    for code, is_secrecy in (("section.beside-law", False), ("section.secrecy", True)):
        rules = [row for row in answer.law if (row.modality == SECRECY) == is_secrecy]
        yield from _norms(say, code, rules)
    for note in answer.notes:
        yield Text(note.text, faint=True)
    yield from sentences(say, (*answer.nearest, *answer.here, *answer.by_reading))


def _norms(say: Messages, heading: str, rows: Sequence[Row]) -> Iterator[Block]:
    if rows:
        yield Heading(say(heading))
    among = {row.id: row for row in rows}
    for row in rows:
        where = row.situation.label if row.situation else "–"
        if row.layer == LAW:  # A law's row says its modality itself.
            told = say("row.situation-law", situation=where)
        else:
            modality = say(f"modality.{row.modality}")
            told = say("why-not.norm", situation=where, modality=modality)
        yield row_item(say, row, extra=[told], among=among)
