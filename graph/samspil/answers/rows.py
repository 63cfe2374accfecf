"""Turns the rows of the question `assertions` into the rows of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samspil.answers.model import Act, ContactPoint, Evidence, Recipient, Ref, Row
from samspil.answers.session import Session
from samspil.model.terms import DESCRIPTIVE, NORM


@dataclass(frozen=True, slots=True)
class Reached:
    """How an assertion came into an answer: its depth, what it follows and rests on.

    `through` are the IRIs of the situations by which it came.
    """

    iri: str
    step: int = 1
    follows: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """An assertion as it is shown: the row of the contract, and what the contract leaves out."""

    row: Row
    iri: str
    kind: str
    dataset: str
    objects: tuple[Ref, ...]
    forums: tuple[str, ...]
    """IRIs of the forums among its recipients, or that the statement is about."""
    text: str | None
    note: str | None
    why: str | None


def tell(session: Session, reached: Sequence[Reached]) -> list[Told]:
    """All about some assertions, in the order given; unknown ones are left out."""
    if not reached:
        return []
    found = {
        row["iri"]: row
        for row in session.ask("assertions", assertions=sorted({one.iri for one in reached}))
    }
    several = any(
        row["id"] == session.dataset and len(row["sources"]) > 1 for row in session.ask("datasets")
    )
    return [_told(found[one.iri], one, several) for one in reached if one.iri in found]


def _told(data: Mapping[str, Any], reached: Reached, several: bool) -> Told:
    recipients = tuple(
        Recipient(one["id"], one["label"], one["kind"]) for one in data["recipients"]
    )
    is_norm = data["kind"] == NORM
    situations = refs(data["situations"])
    through = refs(one for one in data["situations"] if one["iri"] in reached.through)
    row = Row(
        id=data["id"],
        modality=data["modality"] or DESCRIPTIVE,
        situation=next(iter(through or situations), None),
        step=reached.step,
        follows=reached.follows,
        rests_on=tuple(sorted({*reached.rests_on, *data["rests_on"]})),
        bearers=refs(data["bearers"]),
        act=Act(**data["act"], tells=tuple(data["tells"])) if data["act"] else None,
        recipients=recipients,
        channels=refs(data["channels"]),
        urgency=data["urgency"],
        alternatives=tuple(data["alternatives"]),
        layer=data["layer"],
        confidence=data["confidence"],
        approved=data["approved"],
        valid_from=data["valid_from"],
        valid_to=data["valid_to"],
        evidence=tuple(evidence(data["evidence"], several=several)),
        order=data["order"],
        condition=data["condition"],
        exception=data["exception"],
        deadline=data["deadline"],
        manner=data["manner"],
        audience=refs(data["audience"]),
        anonymity=data["anonymity"],
        contacts=tuple(
            ContactPoint(one["type"], one["telephone"], one["email"], one["hours"], one["id"])
            for one in data["contacts"]
        ),
        objects=() if is_norm else refs(data["objects"]),
        words=None if is_norm else data["text"],
        subject=", ".join(data["subjects"]) or None,
        note=data["note"],
        situations=situations,
        is_norm=is_norm,
        in_short=data["in_short"],
        legal_basis=refs(data["legal_basis"]),
        section=data["section"],
        known_before=data["known_before"],
    )
    forums = (
        [one["iri"] for one in data["recipients"] if one["kind"] == "forum"]
        if is_norm
        else [one["iri"] for one in (*data["bearers"], *data["objects"]) if one["forum"]]
    )
    return Told(
        row=row,
        iri=data["iri"],
        kind=data["kind"],
        dataset=data["dataset"],
        objects=refs(data["objects"]),
        forums=tuple(forums),
        text=data["text"],
        note=data["note"],
        why=data["why"],
    )


def refs(items: Iterable[Mapping[str, Any]]) -> tuple[Ref, ...]:
    """Things with their labels, as the questions return them."""
    return tuple(Ref(item["id"], item["label"]) for item in items)


def evidence(items: Iterable[Mapping[str, Any]], *, several: bool = False) -> Iterable[Evidence]:
    """Pieces of evidence; one told from several addresses counts once for each.

    `several`: the municipality has several sources, so that each must be told.
    """
    for item in items:
        for address in item["addresses"] or [None]:
            yield Evidence(
                source=item["source"],
                sentence=item["sentence"],
                sentence_text=item["sentence_text"],
                quote=item["quote"],
                start=item["start"],
                end=item["end"],
                paraphrase=item["paraphrase"],
                address=address,
                issued=item["issued"],
                is_one_of_many=several and item["source"] is not None,
                read_on=item["read_on"],
                text_read=item["text_read"],
            )
