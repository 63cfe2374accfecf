"""Who must be informed when X happens: the document's answer, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samspil.answers.asking import Asker
from samspil.answers.found import Found, narrowed
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
from samspil.answers.rows import Reached, Told, tell
from samspil.store.base import Row as Answered

_STATED = "stated"


def informed(asker: Asker, situation: str, by: str | None = None) -> Informed:
    """The answer for a situation (IRI), narrowed to what an actor (IRI) may or should do.

    The groups hold what the document itself states; a step that rests on a reading of it, or on
    a unit counted as its parent, stands under `beside`.
    """
    whole = found = _find(asker, situation)
    actor = _label(asker, by) if by else None
    notes: list[Note] = []
    if by and actor:
        found, notes = narrowed(asker, whole, by, actor)
    rows = [told.row for told in found.stated]
    groups = tuple(
        Group(modality, tuple(row for row in rows if row.modality == modality))
        for modality in GROUPS
    )
    gaps = tuple(Gap(row["id"], row["text"]) for row in asker.ask("gaps", about=situation))
    in_the_room = rooms(asker, _forums(found.stated))
    beside = Beside(
        *(
            tuple(told.row for told in found.beside if _shelf(told) == shelf)
            if shelf in asker.layers
            else ()
            for shelf in ("interpretation", "law", "external")
        )
    )
    return Informed(
        status=_status(whole, found, gaps),
        dataset=asker.dataset,
        as_of=asker.as_of.isoformat(),
        situation=_label(asker, situation),
        groups=groups,
        in_the_room=in_the_room,
        beside=beside,
        related=_related(asker, situation),
        gaps=gaps,
        notes=(
            *_notes(asker, whole, found, in_the_room, beside),
            *_same_sentence(asker, situation),
            *(() if gaps or asker.ask("gaps", about=None) else (Note("gaps-unread"),)),
            *notes,
        ),
        dataset_label=asker.dataset_label,
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


def _find(asker: Asker, situation: str) -> Found:
    steps = asker.ask("informed", situation=situation)
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
    besides = asker.ask("beside", situation=situation)
    for row in besides:
        if row["iri"] not in known and row["in_force"]:
            reached = Reached(
                row["iri"], rests_on=tuple(row["rests_on"]), through=tuple(row["through"])
            )
            (own if row["layer"] == _STATED else others).append(reached)
    told = {one.iri: one for one in tell(asker, [*own, *others])}
    stated, beside = (
        tuple(told[one.iri] for one in part if one.iri in told) for part in (own, others)
    )
    laws = [row for row in besides if row["layer"] == "law"]
    today = asker.as_of.isoformat()
    older = sorted(
        f"{row['id']} ({row['valid_from']})"
        for row in laws
        if row["known_before"] and today < row["valid_from"]
    )
    return Found(
        stated,
        beside,
        _law_begins(asker, besides),
        _law_read(asker, besides),
        tuple(older),
        bool(laws),
    )


def _law_begins(asker: Asker, besides: Iterable[Answered]) -> str | None:
    """The first later day of a rule beside, where the answer's day lies before the plan.

    How the law was before the plan was written was not looked into; what is later was.
    """
    days = [row["valid_from"] for row in besides if row["layer"] == "law" and row["valid_from"]]
    today = asker.as_of.isoformat()
    coming = [day for day in days if day > today]
    if not coming:
        return None
    plans = [
        source["issued"]
        for row in asker.ask("datasets")
        if row["id"] == asker.dataset
        for source in row["sources"]
        if source["issued"]
    ]
    return min(coming) if today < min(plans, default=min(days)) else None


def _law_read(asker: Asker, besides: Iterable[Answered]) -> str | None:
    days = [row["read_on"] for row in besides if row["layer"] == "law" and row["read_on"]]
    last = max(days, default=None)
    return last if last and last < asker.as_of.isoformat() else None


def _shelf(told: Told) -> str:
    """Under what a row stands beside: a stated norm that a reading brought in is a reading."""
    return "interpretation" if told.row.layer == _STATED else told.row.layer


def _label(asker: Asker, thing: str) -> Ref:
    row = asker.ask("names", thing=thing)[0]
    return Ref(row["id"], str(row[asker.language] or row["da"]))


def _forums(stated: Sequence[Told]) -> list[str]:
    """The forums that receive something, or that a statement about the situation speaks of."""
    return list(dict.fromkeys(iri for told in stated for iri in told.forums))


def rooms(asker: Asker, forums: Sequence[str]) -> tuple[Room, ...]:
    """Who sits in some forums (IRIs), in their order: seats of the layers that may be shown."""
    if not forums:
        return ()
    found = {row["iri"]: row for row in asker.ask("room", forums=list(forums))}
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
                if one["layer"] in asker.layers
            ),
        )
        for iri in forums
        if iri in found
    )


def _related(asker: Asker, situation: str) -> tuple[Related, ...]:
    return tuple(
        Related(row["id"], row["label"], row["layer"])
        for row in asker.ask("related", situation=situation)
        if row["layer"] in asker.layers
    )


def _same_sentence(asker: Asker, situation: str) -> Iterable[Note]:
    """»… kan tages op her, men der bør i akutte tilfælde …«: who asks of one half needs both."""
    for row in asker.ask("same-sentence", situation=situation):
        yield Note(
            "same-sentence",
            params={"id": row["id"], "label": row["label"], "sentences": row["sentences"]},
        )


def _notes(
    asker: Asker, whole: Found, found: Found, in_the_room: Sequence[Room], beside: Beside
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
    yield from _readings(asker, "rests-on", readings)
    if asker.roll_up:
        yield Note("roll-up")
    others = {one for row in beside.interpretation for one in row.rests_on}
    yield from _readings(asker, "beside-rests-on", sorted(others.difference(readings)))
    yield from _law_notes(asker, whole, beside.law)
    if any(
        row.approved is False and row.layer == "interpretation" for row in beside.interpretation
    ):
        yield Note("reading-not-reviewed")


def _readings(asker: Asker, code: str, ids: Sequence[str]) -> Iterable[Note]:
    """What some readings claim, how sure and why; what else a row rests on is told elsewhere."""
    for claim in asker.ask("claims", slugs=list(ids)) if ids else ():
        if claim["claim"]:
            told = {key: claim[key] for key in ("id", "claim", "why", "confidence")}
            yield Note(code, params=told)


def _law_notes(asker: Asker, whole: Found, laws: Sequence[Row]) -> Iterable[Note]:
    if laws:
        yield Note("law-not-advice", params={"as_of": asker.as_of.isoformat()})
    links = sorted({one for row in laws for one in row.rests_on})
    for link in asker.ask("claims", slugs=links) if links else ():
        yield Note("law-link", params={"id": link["id"], "why": link["why"]})
    if laws and whole.law_read:
        yield Note("law-read", params={"date": whole.law_read})
    if "law" not in asker.layers:
        return
    if not whole.law_linked:
        yield Note("law-not-linked")
    if whole.law_older:
        yield Note("law-older", params={"rules": list(whole.law_older)})
    if whole.law_begins:
        yield Note("law-before", params={"date": whole.law_begins})
