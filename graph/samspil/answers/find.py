"""Finds all that an answer about a situation is made of: the only step that asks the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samspil.answers.differences import differences_of
from samspil.answers.model import Difference, Gap, Note, Party, Ref, Related, Room
from samspil.answers.rows import Reached, Told, tell
from samspil.answers.session import Session
from samspil.model.terms import INTERPRETATION, LAW, STATED
from samspil.store.base import Row as Answered


@dataclass(frozen=True, slots=True)
class Found:
    """All that an answer about a situation is made of, whoever it is for."""

    situation: Ref
    stated: tuple[Told, ...]
    beside: tuple[Told, ...]
    rooms: Mapping[str, Room]
    """Who sits in each forum that the stated part speaks of, by IRI."""
    claims: Mapping[str, Answered]
    """The readings and links that anything here rests on, by id."""
    general: tuple[Told, ...]
    """What the plan demands or forbids without tying it to a situation: not of this one."""
    related: tuple[Related, ...]
    same_sentence: tuple[Note, ...]
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    gaps_are_read: bool
    """Whether anybody wrote down what the document is silent on."""
    law_begins: str | None = None
    """The day from which the law beside is known, where the answer's day lies before it."""
    law_read: str | None = None
    """The day on which the law beside was read last, where the answer's day lies after it."""
    law_older: tuple[str, ...] = ()
    """Rules that are shown from a later day on but are known to be older."""
    law_linked: bool = True
    """Whether anybody linked a rule of law, of any day, to the situation."""
    by: Ref | None = None
    """Whose acts it is narrowed to."""
    notes: tuple[Note, ...] = field(default=())
    """What is to be said of the narrowing."""


def find(session: Session, situation: str, *, alone: bool = False) -> Found:
    """All about a situation (IRI) that the layers and the day of the session let be shown.

    `alone` leaves out what stands around the rows: claims of readings, the plan's general rules and
    differences between sources; to ask for those goes through the whole graph.
    """
    steps = session.ask("informed", situation=situation)
    besides = session.ask("beside", situation=situation)
    own, others = _reached(situation, steps, besides)
    told = {one.iri: one for one in tell(session, [*own, *others])}
    stated, beside = (
        tuple(told[one.iri] for one in part if one.iri in told) for part in (own, others)
    )
    beside = tuple(one for one in beside if shelf(one) in session.layers)
    seated = rooms(session, list(dict.fromkeys(iri for one in stated for iri in one.forums)))
    gaps = gaps_about(session, situation)
    return Found(
        situation=label(session, situation),
        stated=stated,
        beside=beside,
        rooms=seated,
        claims={} if alone else claims(session, rests_on((*stated, *beside), seated)),
        general=() if alone else _general(session),
        related=tuple(
            Related(row["id"], row["label"], row["layer"])
            for row in session.ask("related", situation=situation)
            if row["layer"] in session.layers
        ),
        # »… kan tages op her, men der bør i akutte tilfælde …«: who asks of one half needs both.
        same_sentence=tuple(
            Note(
                "same-sentence",
                params={"id": row["id"], "label": row["label"], "sentences": row["sentences"]},
            )
            for row in session.ask("same-sentence", situation=situation)
        ),
        gaps=gaps,
        differences=() if alone else differences_of(session, {situation, *seated}),
        gaps_are_read=bool(gaps or session.ask("gaps", about=None)),
        law_begins=_law_begins(session, besides),
        law_read=_law_read(session, besides),
        law_older=_law_older(session, besides),
        law_linked=any(row["layer"] == LAW for row in besides),
    )


def rests_on(rows: Iterable[Told], seated: Mapping[str, Room]) -> frozenset[str]:
    """The ids of the readings and links that rows and seats in forums rest on."""
    seats = (seat for room in seated.values() for seat in (*room.parties, *room.beside))
    return frozenset(
        (
            *(one for told in rows for one in told.row.rests_on),
            *(one for seat in seats for one in seat.rests_on),
        )
    )


def _general(session: Session) -> tuple[Told, ...]:
    return tuple(tell(session, [Reached(row["iri"]) for row in session.ask("general")]))


def shelf(told: Told) -> str:
    """Under what a row stands beside: a stated norm that a reading brought in is a reading."""
    return INTERPRETATION if told.row.layer == STATED else told.row.layer


def label(session: Session, thing: str) -> Ref:
    """What a thing (IRI) is called."""
    row = session.ask("names", thing=thing)[0]
    return Ref(row["id"], str(row[session.language] or row["da"]))


def claims(session: Session, ids: Iterable[str]) -> dict[str, Answered]:
    """What some readings and links claim, why, and how sure they are, by id."""
    slugs = sorted(ids)
    return {row["id"]: row for row in session.ask("claims", slugs=slugs)} if slugs else {}


def reading_notes(known: Mapping[str, Answered], code: str, ids: Iterable[str]) -> Iterator[Note]:
    """What some readings claim, how sure and why; what else a row rests on is told elsewhere."""
    for claim in (known[one] for one in sorted(ids) if one in known):
        if claim["claim"]:
            told = {key: claim[key] for key in ("id", "claim", "why", "confidence")}
            yield Note(code, params=told)


def gaps_about(session: Session, thing: str) -> tuple[Gap, ...]:
    """What the document doesn't say about a thing (IRI)."""
    return tuple(
        Gap(row["id"], row["text"], len(row["about"]), row["in_short"])
        for row in session.ask("gaps", about=thing)
    )


def rooms(session: Session, forums: Sequence[str]) -> dict[str, Room]:
    """Who sits in some forums, by IRI, in their order: seats of the layers that may be shown."""
    if not forums:
        return {}
    found = {row["iri"]: row for row in session.ask("room", forums=list(forums))}
    return {
        iri: Room(
            forum=Ref(found[iri]["id"], found[iri]["label"]),
            parties=_seated(session, found[iri]["parties"]),
            beside=_seated(session, found[iri]["beside"]),
        )
        for iri in forums
        if iri in found
    }


def _seated(session: Session, seats: Iterable[Answered]) -> tuple[Party, ...]:
    return tuple(
        Party(
            one["id"],
            one["label"],
            one["role"],
            one["layer"],
            tuple(one["rests_on"]),
            one["assertion"],
            tuple(Ref(said["id"], said["text"]) for said in one["sentences"]),
            one["condition"],
        )
        for one in seats
        if one["layer"] in session.layers
    )


def _reached(
    situation: str, steps: Sequence[Answered], besides: Sequence[Answered]
) -> tuple[list[Reached], list[Reached]]:
    """What is the document's own answer, and what stands beside it."""
    own: list[Reached] = []
    others: list[Reached] = []
    known = {row["iri"] for row in steps}
    stated = {row["iri"] for row in steps if row["basis"] == STATED}
    for row in steps:
        is_stated = row["iri"] in stated
        follows = tuple(
            before["id"]
            for before in row["follows"]
            if before["iri"] in known
            and not (is_stated and (before["basis"] != STATED or before["iri"] not in stated))
        )
        (own if is_stated else others).append(
            Reached(row["iri"], row["step"], follows, tuple(row["rests_on"]), (situation,))
        )
    for row in besides:
        if row["iri"] not in known and row["in_force"]:
            reached = Reached(
                row["iri"], rests_on=tuple(row["rests_on"]), through=tuple(row["through"])
            )
            (own if row["layer"] == STATED else others).append(reached)
    return own, others


def _law_begins(session: Session, besides: Iterable[Answered]) -> str | None:
    """The first later day of a rule beside, where the answer's day lies before the plan.

    How the law was before the plan was written was not looked into; what is later was.
    """
    days = [row["valid_from"] for row in besides if row["layer"] == LAW and row["valid_from"]]
    today = session.as_of.isoformat()
    coming = [day for day in days if day > today]
    if not coming:
        return None
    plans = [
        source["issued"]
        for row in session.ask("datasets")
        if row["id"] == session.dataset
        for source in row["sources"]
        if source["issued"]
    ]
    return min(coming) if today < min(plans, default=min(days)) else None


def _law_older(session: Session, besides: Iterable[Answered]) -> tuple[str, ...]:
    today = session.as_of.isoformat()
    return tuple(
        sorted(
            f"{row['id']} ({row['valid_from']})"
            for row in besides
            if row["layer"] == LAW and row["known_before"] and today < row["valid_from"]
        )
    )


def _law_read(session: Session, besides: Iterable[Answered]) -> str | None:
    days = [row["read_on"] for row in besides if row["layer"] == LAW and row["read_on"]]
    last = max(days, default=None)
    return last if last and last < session.as_of.isoformat() else None
