"""What an answer is made of, and what is left of it for one who asks as an actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samspil.answers.asking import Asker
from samspil.answers.model import Note, Ref, Row
from samspil.answers.rows import Told


@dataclass(frozen=True, slots=True)
class Found:
    """All assertions that an answer is made of, before they are grouped."""

    stated: tuple[Told, ...]
    beside: tuple[Told, ...]
    law_begins: str | None = None
    """The day from which the law beside is known, where the answer's day lies before it."""
    law_read: str | None = None
    """The day on which the law beside was read last, where the answer's day lies after it."""
    law_older: tuple[str, ...] = ()
    """Rules that are shown from a later day on but are known to be older."""
    law_linked: bool = True
    """Whether anybody linked a rule of law, of any day, to the situation."""


def narrowed(asker: Asker, found: Found, by: str, actor: Ref) -> tuple[Found, list[Note]]:
    """Only what an actor (IRI, and as it is shown) may do; what may concern it is told in notes."""
    units: dict[str, tuple[str, ...]] = {}
    for row in asker.ask("units", actor=by):
        units.setdefault(row["id"], tuple(row["rests_on"]))

    def kept(rows: Iterable[Told]) -> tuple[Told, ...]:
        result = []
        for told in rows:
            bearers = {bearer.id for bearer in told.row.bearers}
            if actor.id in bearers:
                result.append(told)
            elif asker.roll_up and (via := sorted(bearers & units.keys())):
                rests_on = {*told.row.rests_on, *units[via[0]]}
                result.append(
                    replace(told, row=replace(told.row, rests_on=tuple(sorted(rests_on))))
                )
        return tuple(result)

    left = Found(kept(found.stated), kept(found.beside))
    notes = [*_unsaid(found.stated, actor)]
    if "law" in asker.layers:
        notes += _wider_law(found.beside, left.beside, actor)
    before = {told.iri for told in (*found.stated, *found.beside)}
    if before and not left.stated:
        notes.append(Note("nothing-by-actor", params={"actor": actor.label}))
    return left, notes


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


def _wider_law(beside: Sequence[Told], kept: Sequence[Told], by: Ref) -> Iterator[Note]:
    """The duties and bans of the law that speak of others than `by`, who may be one of them."""
    shown = {told.iri for told in kept}
    for modality in ("must", "must-not"):
        others = [
            f"{', '.join(bearer.label for bearer in told.row.bearers) or '–'} ({told.row.id})"
            for told in beside
            if told.row.layer == "law" and told.row.modality == modality and told.iri not in shown
        ]
        if others:
            params = {"modality": modality, "bearers": others, "actor": by.label}
            yield Note(f"law-wider-{modality}", params=params)
