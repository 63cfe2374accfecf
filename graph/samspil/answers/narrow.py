"""What is left of an answer for one who asks as an actor: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from samspil.answers.find import Found, claims, label
from samspil.answers.model import Note, Ref, Row
from samspil.answers.rows import Told
from samspil.answers.session import Session
from samspil.model.terms import LAW, MUST, MUST_NOT, SECRECY
from samspil.store.base import Row as Answered


@dataclass(frozen=True, slots=True)
class Acting:
    """One who asks, with the units that count as it, each by what that rests on."""

    actor: Ref
    units: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, Answered]


def acting(session: Session, actor: str) -> Acting:
    """Who asks (IRI); it has units only where the session rolls them up."""
    units: dict[str, tuple[str, ...]] = {}
    if session.roll_up:
        for row in session.ask("units", actor=actor):
            units.setdefault(row["id"], tuple(row["rests_on"]))
    rests_on = {one for some in units.values() for one in some}
    return Acting(label(session, actor), units, claims(session, rests_on))


def narrow(found: Found, acting: Acting) -> Found:
    """Only what an actor may do; what else may concern it is told in notes."""
    actor = acting.actor
    stated, beside = (tuple(_kept(part, acting)) for part in (found.stated, found.beside))
    notes = [*_unsaid(found.stated, actor), *_wider_law(found.beside, beside, actor)]
    if (found.stated or found.beside) and not stated:
        notes.append(Note("nothing-by-actor", params={"actor": actor.label}))
    return replace(
        found,
        stated=stated,
        beside=beside,
        claims={**found.claims, **acting.claims},
        by=actor,
        notes=tuple(notes),
    )


def _kept(rows: Iterable[Told], acting: Acting) -> Iterator[Told]:
    for told in rows:
        bearers = {bearer.id for bearer in told.row.bearers}
        if acting.actor.id in bearers:
            yield told
        elif units := sorted(bearers & acting.units.keys()):
            rests_on = {*told.row.rests_on, *acting.units[units[0]]}
            yield replace(told, row=replace(told.row, rests_on=tuple(sorted(rests_on))))


def _unsaid(stated: Iterable[Told], by: Ref) -> Iterator[Note]:
    """What the document says without saying who: it may be `by`, unless that is told itself."""
    rows: dict[str, list[Row]] = {}
    for told in stated:
        if told.row.unsaid_bearer and by.id not in {one.id for one in told.row.recipients}:
            rows.setdefault(told.row.modality, []).append(told.row)
    for modality, own in rows.items():
        quotes = [
            f"»{row.evidence[0].quote}« ({row.id})" if row.evidence else row.id for row in own
        ]
        yield Note(
            "bearer-not-stated",
            params={"modality": modality, "quotes": quotes, "actor": by.label},
        )


def _wider_law(beside: Iterable[Told], kept: Iterable[Told], by: Ref) -> Iterator[Note]:
    """The duties and bans of the law that speak of others than `by`, who may be one of them."""
    shown = {told.iri for told in kept}
    rest = [told.row for told in beside if told.row.layer == LAW and told.iri not in shown]
    for modality in (MUST, MUST_NOT, SECRECY):
        others = [
            f"{', '.join(bearer.label for bearer in row.bearers) or '–'} ({row.id})"
            for row in rest
            if row.modality == modality
        ]
        if others:
            params = {"modality": modality, "bearers": others, "actor": by.label}
            yield Note(f"law-wider-{modality}", params=params)
