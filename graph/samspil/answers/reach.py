"""How far what somebody knows of a situation may travel, norm by norm; what stops it there.

Only an information norm carries anything on: its bearer has it, its recipient gets it. A seat in a
forum and a place in an organisation carry nothing (docs/how-it-works.md, rule 4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samspil.answers.find import label
from samspil.answers.informed import informed
from samspil.answers.model import Answer, Gap, Informed, Note, Ref, Row
from samspil.answers.resolving import resolve
from samspil.answers.session import Session
from samspil.model.terms import (
    LAYERS,
    MAY,
    MUST,
    MUST_NOT,
    PRACTICE,
    SHOULD,
    STATED,
)

CARRIES = (MUST, SHOULD, MAY, PRACTICE)
"""The modalities by which a message goes on, the most binding first; an aim or a ban is none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One norm by which it goes on: `number` steps from the start, after the norms `after` (ids).

    `shelf` is on whose word the whole way so far rests: its weakest link. `weakest` is the least
    binding modality on that way.
    """

    number: int
    row: Row
    after: tuple[str, ...]
    shelf: str
    weakest: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """One that isn't reached, and what stops it there.

    Reasons, in the order they are tried:
    `forbidden`        it must not be told;
    `only-from-others` it is told, but by those whom nothing of this reaches;
    `sender-not-stated` it is told, but by whom isn't stated;
    `channel`          what is told passes through it, it isn't told itself;
    `only-a-seat`      it sits in a forum (`through`) that is reached;
    `elsewhere`        it is told, but in other situations;
    `never`            no norm of the document tells it anything.
    `rows` are the ids of the norms that the reason rests on, `gaps` where the document is silent.
    """

    reason: str
    actor: Ref
    through: tuple[Ref, ...]
    rows: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Reach(Answer):
    """How far it travels: `steps` in their order; `unsaid` are norms that name nobody who acts.

    `bans` forbid something in this situation. `law` are the rules whose bearer isn't among those
    reached by that name: whether one of them is meant, nobody here can say. `stopped` are all
    actors and forums of the document that aren't reached.
    """

    dataset: str
    as_of: str
    actor: Ref
    situation: Ref
    steps: tuple[Step, ...]
    unsaid: tuple[Row, ...]
    bans: tuple[Row, ...]
    law: tuple[Row, ...]
    stopped: tuple[Stopped, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]
    dataset_label: str = field(default="", metadata={"private": True})
    language: str = field(default="da", metadata={"private": True})

    @property
    def reached(self) -> dict[Ref, Step]:
        """Who is reached, each by the first step that does it, on the best word there is."""
        return _first(self.steps, self.actor.id)


@dataclass(frozen=True, slots=True)
class Way:
    """A line of the table of all by all: in a situation, from one actor, to another."""

    situation: Ref
    start: Ref
    end: Ref
    steps: int
    weakest: str
    shelf: str
    rows: tuple[str, ...]


def asked(session: Session, actor: str, situation: str) -> Reach:
    """How far it travels from an actor (id or free text) in a situation (id or free text).

    Raises:
        NotUnderstoodError, AmbiguousError: a text names nothing, or several things.
    """
    return reach(
        session, resolve(session, actor, "Actor"), resolve(session, situation, "Situation")
    )


def reach(session: Session, actor: str, situation: str) -> Reach:
    """How far it travels from an actor (IRI) in a situation (IRI)."""
    # A unit that counts as its parent would carry on what only the unit has.
    session = replace(session, roll_up=False)
    answer = informed(session, situation)
    start = label(session, actor)
    steps = tuple(travelled(start.id, tuple(carrying(answer))))
    told = {one.id for step in steps for one in step.row.recipients} | {start.id}
    return Reach(
        dataset=session.dataset,
        as_of=answer.as_of,
        actor=start,
        situation=answer.situation,
        steps=steps,
        unsaid=tuple(
            row for shelf, row in carrying(answer) if shelf == STATED and row.unsaid_bearer
        ),
        bans=tuple(row for row in answer.rows if row.is_norm and row.modality == MUST_NOT),
        law=tuple(row for row in answer.law if not told & {one.id for one in row.bearers}),
        stopped=tuple(_stopped(session, situation, answer, told)),
        gaps=answer.gaps,
        notes=tuple(note for note in answer.notes if note.code.startswith("law-")),
        dataset_label=answer.dataset_label,
    )


def ways(session: Session) -> Iterator[Way]:
    """All by all: who is reached from whom, in each situation of the document."""
    session = replace(session, roll_up=False)
    known = {row["id"] for row in session.ask("situations")}
    for found in _things(session, "Situation"):
        if found["id"] not in known:
            continue
        answer = informed(session, found["iri"])
        bearers = {one for _, row in carrying(answer) for one in row.bearers}
        for start in sorted(bearers, key=lambda one: (one.label, one.id)):
            steps = list(travelled(start.id, tuple(carrying(answer))))
            for end, step in _first(steps, start.id).items():
                yield Way(
                    situation=answer.situation,
                    start=start,
                    end=end,
                    steps=step.number,
                    weakest=step.weakest,
                    shelf=step.shelf,
                    rows=tuple(_back(steps, step)),
                )


def carrying(answer: Informed) -> Iterator[tuple[str, Row]]:
    """The norms that carry a message on, with whose word each is."""
    shelves = (
        answer.rows,
        answer.beside.interpretation,
        answer.beside.law,
        answer.beside.external,
    )
    for shelf, rows in zip(LAYERS, shelves, strict=True):
        for row in rows:
            if row.is_norm and row.recipients and row.modality in CARRIES:
                yield shelf, row


def travelled(start: str, norms: Sequence[tuple[str, Row]]) -> Iterator[Step]:
    """The steps from a start (id) over norms, each with its shelf; pure.

    On the document's word alone as far as that goes, then beyond it.

    A norm is used once: by the way that rests on the best word, and is the shortest of those.
    """
    used: dict[str, Step] = {}
    for most in range(len(LAYERS)):
        allowed = [row for shelf, row in norms if LAYERS.index(shelf) <= most]
        number = 1
        while True:
            found = [
                step
                for row in allowed
                if row.id not in used and (step := _next(row, start, used, number, LAYERS[most]))
            ]
            if not found and number > len(used):
                break
            used |= {step.row.id: step for step in found}
            number += 1
    yield from sorted(
        used.values(),
        key=lambda step: (
            LAYERS.index(step.shelf), step.number, CARRIES.index(step.row.modality), step.row.id,
        ),
    )  # fmt: skip


def _next(row: Row, start: str, used: Mapping[str, Step], number: int, shelf: str) -> Step | None:
    """The norm as a step of that number, where the message has come to one of its bearers."""
    bearers = {one.id for one in row.bearers}
    if number == 1:
        if start not in bearers:
            return None
        return Step(1, row, (), shelf, row.modality)
    before = [
        used[ident]
        for ident in row.follows
        if ident in used
        and used[ident].number == number - 1
        and bearers & {one.id for one in used[ident].row.recipients}
    ]
    if not before:
        return None
    # Of several ways the most binding: what it is worth is what its weakest norm is.
    weakest = min((max(step.weakest, row.modality, key=CARRIES.index) for step in before),
                  key=CARRIES.index)  # fmt: skip
    return Step(number, row, tuple(step.row.id for step in before), shelf, weakest)


def _first(steps: Iterable[Step], start: str) -> dict[Ref, Step]:
    found: dict[Ref, Step] = {}
    for step in steps:
        for one in step.row.recipients:
            if one.id != start:
                found.setdefault(Ref(one.id, one.label), step)
    return found


def _back(steps: Sequence[Step], last: Step) -> list[str]:
    """The norms of one way to a step, the first of them first."""
    by_row = {step.row.id: step for step in steps}
    way = [last]
    while way[0].after:
        way.insert(0, by_row[way[0].after[0]])
    return [step.row.id for step in way]


def _stopped(
    session: Session, situation: str, answer: Informed, told: set[str]
) -> Iterator[Stopped]:
    """Why each other actor and forum that the document names isn't reached."""
    named = {row["id"] for row in (*session.ask("actors"), *session.ask("forums", forums=[]))}
    things = {row["id"]: row for row in _things(session, "Actor")}
    carried = [row for _, row in carrying(answer)]
    norms = [row for row in answer.rows if row.is_norm]
    for ident in sorted(named & things.keys() - told):
        facts = session.ask("why-not", actor=things[ident]["iri"], situation=situation)[0]
        reason, through, rows = _reason(ident, facts, (carried, norms), told)
        near = [row for row in facts["gaps"] if row["here"]]
        yield Stopped(
            reason=reason,
            actor=Ref(ident, facts["actor_label"]),
            through=through,
            rows=rows,
            gaps=tuple(Gap(row["id"], row["text"], in_short=row["in_short"]) for row in near),
        )


def _reason(
    ident: str,
    facts: Mapping[str, Any],
    among: tuple[Sequence[Row], Sequence[Row]],
    told: Collection[str],
) -> tuple[str, tuple[Ref, ...], tuple[str, ...]]:
    """The first reason that holds, through whom, and the norms that it rests on.

    `among` are what carries a message on here, and all of the document's own norms.
    """
    carried, norms = among
    telling = [row for row in carried if _names(row.recipients, ident)]
    banned = [row for row in norms if row.modality == MUST_NOT and _names(row.recipients, ident)]
    others = [row for row in telling if not row.unsaid_bearer]
    senders = tuple({one: None for row in others for one in row.bearers})
    seats = tuple(
        Ref(seat["id"], seat["label"])
        for seat in facts["seats"]
        if seat["id"] in told and not seat["by_aim"] and seat["layer"] == STATED
    )
    tried: list[tuple[str, tuple[Ref, ...], tuple[str, ...]]] = [
        ("forbidden", (), _ids(banned)),
        ("only-from-others", senders, _ids(others)),
        ("sender-not-stated", (), _ids(row for row in telling if row.unsaid_bearer)),
        ("channel", (), _ids(row for row in norms if _names(row.channels, ident))),
        ("only-a-seat", seats, ()),
        ("elsewhere", (), tuple(sorted({one["id"] for one in facts["elsewhere"]}))),
    ]
    return next((one for one in tried if one[1] or one[2]), ("never", (), ()))


def _names(things: Iterable[Ref], ident: str) -> bool:
    return any(one.id == ident for one in things)


def _ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({row.id for row in rows}))


def _things(session: Session, kind: str) -> list[Mapping[str, Any]]:
    return list(session.ask("identify", **{"class": kind}))
