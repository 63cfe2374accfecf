"""Who must be informed when X happens: the document's answer, and what stands beside it.

Three steps: `find` asks the store, `narrow` keeps what one actor may do, `answer` arranges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from samspil.answers.find import Found, find, reading_notes, shelf
from samspil.answers.model import Beside, Group, Informed, Note, Room, Row, Status
from samspil.answers.narrow import acting, narrow
from samspil.answers.session import Session
from samspil.model.terms import BESIDE, GROUPS, INTERPRETATION, LAW, MUST, NORM
from samspil.store.base import Row as Answered


def informed(session: Session, situation: str, by: str | None = None) -> Informed:
    """The answer for a situation (IRI), narrowed to what an actor (IRI) may or should do.

    The groups hold what the document itself states; a step that rests on a reading of it, or on
    a unit counted as its parent, stands under `beside`.
    """
    whole = find(session, situation)
    if by is None:
        return answer(session, whole, whole)
    narrowed = answer(session, whole, narrow(whole, acting(session, by)))
    facts = session.ask("why-not", actor=by, situation=situation)[0]
    return nearest_first(narrowed, near(facts))


def near(facts: Answered) -> frozenset[str]:
    """The ids of an actor's units, and of what it belongs to, by the document or our reading."""
    return frozenset(one["id"] for one in (*facts["parents"], *facts["units"]))


def nearest_first(narrowed: Informed, near: frozenset[str]) -> Informed:
    """A narrowed answer in which the rows of some actors are told apart from those of others."""
    nearest = tuple(row for row in narrowed.others if near & {one.id for one in row.bearers})
    others = tuple(row for row in narrowed.others if row not in nearest)
    return replace(narrowed, nearest=nearest, others=others)


def answer(session: Session, whole: Found, found: Found) -> Informed:
    """What was found, arranged; nothing is asked.

    What the document doesn't have at all is judged on the `whole`, the rest on what is left of it.
    """
    rows = [told.row for told in found.stated]
    forums = dict.fromkeys(iri for told in found.stated for iri in told.forums)
    in_the_room = tuple(found.rooms[iri] for iri in forums if iri in found.rooms)
    beside = Beside(
        *(tuple(told.row for told in found.beside if shelf(told) == layer) for layer in BESIDE)
    )
    return Informed(
        status=_status(whole, found),
        dataset=session.dataset,
        as_of=session.as_of.isoformat(),
        situation=found.situation,
        groups=tuple(
            Group(modality, tuple(row for row in rows if row.modality == modality))
            for modality in GROUPS
        ),
        in_the_room=in_the_room,
        beside=beside,
        general=tuple(told.row for told in found.general),
        related=found.related,
        gaps=found.gaps,
        differences=found.differences,
        notes=(
            *_document_notes(whole, found),
            *_reading_notes(session, found, in_the_room, beside),
            *_law_notes(session, found, beside.law),
            *_unreviewed(beside),
            *found.same_sentence,
            *(() if found.gaps_are_read else (Note("gaps-unread"),)),
            *found.notes,
        ),
        dataset_label=session.dataset_label,
        by=found.by,
        described=tuple(row for row in rows if row.modality not in GROUPS),
        others=tuple(_others(whole, found)),
        law=tuple(told.row for told in whole.beside if shelf(told) == LAW),
    )


def _others(whole: Found, found: Found) -> Iterator[Row]:
    """What a narrowed answer left out of the groups, group by group."""
    kept = {told.iri for told in found.stated}
    for modality in GROUPS:
        for told in whole.stated:
            if told.row.modality == modality and told.iri not in kept:
                yield told.row


def _in_groups(found: Found) -> bool:
    return any(told.row.modality in GROUPS for told in found.stated)


def _status(whole: Found, found: Found) -> Status:
    """Of a narrowed answer too, it tells what the document says, not what is left of it."""
    if _in_groups(found):
        return "answered"
    return "not-stated" if found.gaps or _in_groups(whole) else "nothing-found"


def _document_notes(whole: Found, found: Found) -> Iterator[Note]:
    if not any(told.row.modality == MUST for told in whole.stated):
        yield Note("must-empty")
    for told in found.stated:
        if told.row.modality not in GROUPS:
            quote = told.row.evidence[0].quote if told.row.evidence else told.text
            yield Note("describes", params={"id": told.row.id, "quote": quote})
    if not any(told.kind == NORM for told in whole.stated):
        yield Note("no-norm")


def _reading_notes(
    session: Session, found: Found, in_the_room: Iterable[Room], beside: Beside
) -> Iterator[Note]:
    readings = {one for told in found.stated for one in told.row.rests_on}
    readings |= {one for room in in_the_room for seat in room.parties for one in seat.rests_on}
    yield from reading_notes(found.claims, "rests-on", readings)
    if session.roll_up:
        yield Note("roll-up")
    others = {one for row in beside.interpretation for one in row.rests_on}
    others |= {one for room in in_the_room for seat in room.beside for one in seat.rests_on}
    yield from reading_notes(found.claims, "beside-rests-on", others - readings)


def _law_notes(session: Session, found: Found, laws: Sequence[Row]) -> Iterator[Note]:
    if laws:
        yield Note("law-not-advice", params={"as_of": session.as_of.isoformat()})
    for link in sorted({one for row in laws for one in row.rests_on}):
        if link in found.claims:
            yield Note("law-link", params={"id": link, "why": found.claims[link]["why"]})
    if laws and found.law_read:
        yield Note("law-read", params={"date": found.law_read})
    if LAW not in session.layers:
        return
    if not found.law_linked:
        yield Note("law-not-linked")
    elif found.by is None and not laws and not found.law_begins:
        yield Note("law-not-that-day")
    if found.law_older:
        yield Note("law-older", params={"rules": list(found.law_older)})
    if found.law_begins:
        yield Note("law-before", params={"date": found.law_begins})


def _unreviewed(beside: Beside) -> Iterator[Note]:
    if any(row.approved is False and row.layer == INTERPRETATION for row in beside.interpretation):
        yield Note("reading-not-reviewed")
