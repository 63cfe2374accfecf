"""Who must be informed when X happens: the document's answer, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samspil.answers.model import (
    GROUPS,
    Beside,
    Gap,
    Group,
    Informed,
    Note,
    Party,
    Ref,
    Related,
    Room,
    Row,
    Status,
)
from samspil.answers.narrowing import Found, narrowed
from samspil.answers.rows import Reached, Told, tell
from samspil.answers.session import Session
from samspil.store.base import Row as Answered

_STATED = "stated"


def informed(session: Session, situation: str, by: str | None = None) -> Informed:
    """The answer for a situation (IRI), narrowed to what an actor (IRI) may or should do.

    The groups hold what the document itself states; a step that rests on a reading of it, or on
    a unit counted as its parent, stands under `beside`.
    """
    whole = found = _find(session, situation)
    actor = _label(session, by) if by else None
    notes: list[Note] = []
    if by and actor:
        found, notes = narrowed(session, whole, by, actor)
    rows = [told.row for told in found.stated]
    groups = tuple(
        Group(modality, tuple(row for row in rows if row.modality == modality))
        for modality in GROUPS
    )
    gaps = tuple(Gap(row["id"], row["text"]) for row in session.ask("gaps", about=situation))
    in_the_room = rooms(session, _forums(found.stated))
    beside = Beside(
        *(
            tuple(told.row for told in found.beside if _shelf(told) == shelf)
            if shelf in session.layers
            else ()
            for shelf in ("interpretation", "law", "external")
        )
    )
    return Informed(
        status=_status(whole, found, gaps),
        dataset=session.dataset,
        as_of=session.as_of.isoformat(),
        situation=_label(session, situation),
        groups=groups,
        in_the_room=in_the_room,
        beside=beside,
        related=_related(session, situation),
        gaps=gaps,
        notes=(
            *_notes(session, whole, found, in_the_room, beside),
            *_same_sentence(session, situation),
            *(() if gaps or session.ask("gaps", about=None) else (Note("gaps-unread"),)),
            *notes,
        ),
        dataset_label=session.dataset_label,
        by=actor,
        described=tuple(row for row in rows if row.modality not in GROUPS),
    )


def _shown(found: Found) -> tuple[Told, ...]:
    return tuple(told for told in found.stated if told.row.modality in GROUPS)


def _status(whole: Found, found: Found, gaps: Sequence[Gap]) -> Status:
    """Of a narrowed answer too, it tells what the document says, not what is left of it."""
    if _shown(found):
        return "answered"
    return "not-stated" if gaps or _shown(whole) else "nothing-found"


def _find(session: Session, situation: str) -> Found:
    steps = session.ask("informed", situation=situation)
    stated_ids = {row["iri"] for row in steps if row["basis"] == _STATED}
    own: list[Reached] = []
    others: list[Reached] = []
    for row in steps:
        is_stated = row["iri"] in stated_ids
        reached = Reached(
            iri=row["iri"],
            step=row["step"],
            follows=tuple(
                before["id"]
                for before in row["follows"]
                if not is_stated or (before["basis"] == _STATED and before["iri"] in stated_ids)
                if before["iri"] in {step["iri"] for step in steps}
            ),
            rests_on=tuple(row["rests_on"]),
            through=(situation,),
        )
        (own if is_stated else others).append(reached)
    known = {row["iri"] for row in steps}
    besides = session.ask("beside", situation=situation)
    for row in besides:
        if row["iri"] not in known and row["in_force"]:
            reached = Reached(
                row["iri"], rests_on=tuple(row["rests_on"]), through=tuple(row["through"])
            )
            (own if row["layer"] == _STATED else others).append(reached)
    told = {one.iri: one for one in tell(session, [*own, *others])}
    stated, beside = (
        tuple(told[one.iri] for one in part if one.iri in told) for part in (own, others)
    )
    return Found(stated, beside, _law_begins(session, besides), _law_read(session, besides))


def _law_begins(session: Session, besides: Iterable[Answered]) -> str | None:
    """The first later day of a rule beside, where the answer's day lies before the plan.

    How the law was before the plan was written was not looked into; what is later was.
    """
    days = [row["valid_from"] for row in besides if row["layer"] == "law" and row["valid_from"]]
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


def _law_read(session: Session, besides: Iterable[Answered]) -> str | None:
    days = [row["read_on"] for row in besides if row["layer"] == "law" and row["read_on"]]
    last = max(days, default=None)
    return last if last and last < session.as_of.isoformat() else None


def _shelf(told: Told) -> str:
    """Under what a row stands beside: a stated norm that a reading brought in is a reading."""
    return "interpretation" if told.row.layer == _STATED else told.row.layer


def _label(session: Session, thing: str) -> Ref:
    row = session.ask("names", thing=thing)[0]
    return Ref(row["id"], str(row[session.language] or row["da"]))


def _forums(stated: Sequence[Told]) -> list[str]:
    """The forums that receive something, or that a statement about the situation speaks of."""
    return list(dict.fromkeys(iri for told in stated for iri in told.forums))


def rooms(session: Session, forums: Sequence[str]) -> tuple[Room, ...]:
    """Who sits in some forums (IRIs), in their order: seats of the layers that may be shown."""
    if not forums:
        return ()
    found = {row["iri"]: row for row in session.ask("room", forums=list(forums))}
    return tuple(
        Room(
            forum=Ref(found[iri]["id"], found[iri]["label"]),
            parties=tuple(
                Party(
                    one["id"],
                    one["label"],
                    one["role"],
                    one["layer"],
                    tuple(one["rests_on"]),
                    one["assertion"],
                    tuple(Ref(said["id"], said["text"]) for said in one["sentences"]),
                )
                for one in found[iri]["parties"]
                if one["layer"] in session.layers
            ),
        )
        for iri in forums
        if iri in found
    )


def _related(session: Session, situation: str) -> tuple[Related, ...]:
    return tuple(
        Related(row["id"], row["label"], row["layer"])
        for row in session.ask("related", situation=situation)
        if row["layer"] in session.layers
    )


def _same_sentence(session: Session, situation: str) -> Iterable[Note]:
    """»… kan tages op her, men der bør i akutte tilfælde …«: who asks of one half needs both."""
    for row in session.ask("same-sentence", situation=situation):
        yield Note(
            "same-sentence",
            params={"id": row["id"], "label": row["label"], "sentences": row["sentences"]},
        )


def _notes(
    session: Session, whole: Found, found: Found, in_the_room: Sequence[Room], beside: Beside
) -> Iterable[Note]:
    """Remarks; what the document doesn't have at all is judged on the `whole` answer."""
    if not any(told.row.modality == "must" for told in whole.stated):
        yield Note("must-empty")
    shown = _shown(found)
    for told in found.stated:
        if told not in shown:
            quote = told.row.evidence[0].quote if told.row.evidence else told.text
            yield Note("describes", params={"id": told.row.id, "quote": quote})
    if not any(told.kind == "InformationNorm" for told in whole.stated):
        yield Note("no-norm")
    seats = [party for room in in_the_room for party in room.parties]
    readings = sorted(
        {one for told in found.stated for one in told.row.rests_on}
        | {one for party in seats for one in party.rests_on}
    )
    yield from _readings(session, "rests-on", readings)
    if session.roll_up:
        yield Note("roll-up")
    others = {one for row in beside.interpretation for one in row.rests_on}
    yield from _readings(session, "beside-rests-on", sorted(others.difference(readings)))
    yield from _law_notes(session, whole, beside.law)
    if any(
        row.approved is False and row.layer == "interpretation" for row in beside.interpretation
    ):
        yield Note("reading-not-reviewed")


def _readings(session: Session, code: str, ids: Sequence[str]) -> Iterable[Note]:
    """What some readings claim, how sure and why; what else a row rests on is told elsewhere."""
    for claim in session.ask("claims", slugs=list(ids)) if ids else ():
        if claim["claim"]:
            told = {key: claim[key] for key in ("id", "claim", "why", "confidence")}
            yield Note(code, params=told)


def _law_notes(session: Session, whole: Found, laws: Sequence[Row]) -> Iterable[Note]:
    if laws:
        yield Note("law-not-advice", params={"as_of": session.as_of.isoformat()})
    links = sorted({one for row in laws for one in row.rests_on})
    for link in session.ask("claims", slugs=links) if links else ():
        yield Note("law-link", params={"id": link["id"], "why": link["why"]})
    if laws and whole.law_read:
        yield Note("law-read", params={"date": whole.law_read})
    if whole.law_begins and "law" in session.layers:
        yield Note("law-before", params={"date": whole.law_begins})
