"""All about one actor, or one forum: every assertion that touches it, in parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samspil.answers.differences import differences
from samspil.answers.find import claims, gaps_about, reading_notes, rooms
from samspil.answers.model import Answer, Difference, Gap, Note, Ref, Room, Row
from samspil.answers.rows import Reached, tell
from samspil.answers.session import Session
from samspil.model.terms import BESIDE, LAW, STATED

ACTOR_PARTS = (
    "is", "does", "gives", "receives", "carries", "forbidden", "attends", "by-aim", "seats",
    "mentioned",
)  # fmt: skip
FORUM_PARTS = (
    "party", "by-aim", "is", "receives", "carries", "gives", "forbidden", "mentioned",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion as a profile shows it: the row, and what it is said of (things, or words)."""

    row: Row
    objects: tuple[Ref, ...]
    text: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a profile (`is`, `gives`, `receives`, `attends`, …), empty ones too."""

    part: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a layer other than the document's own says, in the same parts; none of them empty."""

    layer: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Another name, in a language, and the layer that it comes from.

    Of another source also our note on it, the addresses where it was read, and the day.
    """

    text: str
    language: str
    layer: str
    note: str | None = None
    addresses: tuple[str, ...] = ()
    read_on: str | None = None
    id: str = field(default="", metadata={"private": True})
    """The id of the naming that says so; none where the thing itself does. No part of the JSON."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach an actor, where a source says it."""

    type: str | None
    telephone: str | None
    email: str | None
    layer: str
    words: tuple[str, ...]
    addresses: tuple[str, ...]
    hours: str | None = None
    id: str = field(default="", metadata={"private": True})


@dataclass(frozen=True, slots=True)
class Profile(Answer):
    """All about an actor or a forum.

    `parts` hold what the document itself says, `beside` what the other layers say.
    """

    dataset: str
    as_of: str
    id: str
    label: str
    label_da: str
    label_en: str
    kind: str | None
    count: int | None
    names: tuple[Name, ...]
    note: str | None
    sentences: tuple[str, ...]
    parts: tuple[Part, ...]
    beside: tuple[Shelf, ...]
    in_the_room: tuple[Room, ...]
    contacts: tuple[Contact, ...]
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    notes: tuple[Note, ...]
    dataset_label: str = field(default="", metadata={"private": True})
    language: str = field(default="da", metadata={"private": True})


def actor(session: Session, iri: str) -> Profile:
    """All that an actor is, gives, receives and attends."""
    return _profile(session, iri, session.ask("actor", actor=iri), ACTOR_PARTS, ())


def forum(session: Session, iri: str) -> Profile:
    """Who sits in a forum, its purpose, place and rhythm, and what may come to it."""
    return _profile(
        session,
        iri,
        session.ask("forum", forum=iri),
        FORUM_PARTS,
        tuple(rooms(session, [iri]).values()),
    )


def _profile(
    session: Session,
    iri: str,
    touching: Sequence[Mapping[str, Any]],
    parts: Sequence[str],
    in_the_room: tuple[Room, ...],
) -> Profile:
    shown = [row for row in touching if row["layer"] in session.layers]
    told = {one.iri: one for one in tell(session, [Reached(row["iri"]) for row in shown])}
    known = session.ask("names", thing=iri)[0]

    def statement(row: Mapping[str, Any]) -> Statement:
        one = told[row["iri"]]
        rests_on = tuple(sorted({*one.row.rests_on, *(row.get("rests_on") or ())}))
        return Statement(replace(one.row, rests_on=rests_on), one.objects, one.text, one.note)

    def of(layer: str) -> tuple[Part, ...]:
        rows = [row for row in shown if row["layer"] == layer]
        return tuple(
            Part(part, tuple(statement(row) for row in rows if row["part"] == part))
            for part in parts
        )

    layers = {row["layer"] for row in shown}
    notes = [Note("silence-is-not-no")]
    if session.roll_up:
        notes.append(Note("roll-up"))
    own = [statement(row).row for row in shown if row["layer"] == STATED]
    readings = {one for row in own for one in row.rests_on}
    notes += reading_notes(claims(session, readings), "rests-on", readings)
    # Where else one may read: ours, and never counted as what is said of the actor itself.
    notes += [
        Note(
            "see-also",
            params={
                "id": one["id"],
                "label": one["label"],
                "why": one["why"],
                "assertion": one["assertion"],
            },
        )
        for one in session.ask("see-also", actor=iri)
        if one["layer"] in session.layers
    ]
    if LAW in layers:
        notes.append(Note("law-not-advice", params={"as_of": session.as_of.isoformat()}))
    return Profile(
        dataset=session.dataset,
        as_of=session.as_of.isoformat(),
        id=known["id"],
        label=known[session.language] or known["da"],
        label_da=known["da"],
        label_en=known["en"],
        kind=known["kind"],
        count=known["count"],
        names=tuple(_names(known, session.layers)),
        note=known["note"],
        sentences=tuple(known["sentences"]),
        parts=of(STATED),
        beside=tuple(
            Shelf(layer, tuple(part for part in of(layer) if part.statements))
            for layer in BESIDE
            if layer in layers
        ),
        in_the_room=in_the_room,
        contacts=tuple(
            _contact(row)
            for row in session.ask("contacts", actor=iri)
            if row["layer"] in session.layers
        ),
        gaps=gaps_about(session, iri),
        differences=differences(session, iri),
        notes=tuple(notes),
        dataset_label=session.dataset_label,
    )


def _names(known: Mapping[str, Any], layers: Sequence[str]) -> list[Name]:
    own = [Name(text, "da", known["layer"]) for text in known["also"] or ()]
    for naming in known["namings"]:
        if naming["layer"] in layers:
            own += [
                Name(
                    text,
                    language,
                    naming["layer"],
                    naming["note"],
                    tuple(naming["addresses"] or ()),
                    naming["read_on"],
                    naming["id"],
                )
                for language in ("da", "en")
                for text in naming[language] or ()
            ]
    return own


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(
        type=row["type"],
        telephone=row["telephone"],
        email=row["email"],
        layer=row["layer"],
        words=(*row["quotes"], *row["paraphrases"]),
        addresses=tuple(address for some in row["addresses"] for address in some or ()),
        hours=row["hours"],
        id=row["id"],
    )
