"""Why an actor is not among those who are informed: the first condition that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samspil.answers.informed import informed
from samspil.answers.model import Answer, Gap, Informed, Note, Ref, Row
from samspil.answers.rows import Reached, tell
from samspil.answers.session import Session
from samspil.model.terms import EXTERNAL, LAW, MUST_NOT


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of the document, `accepted` or `rejected` (`decision`), and why."""

    id: str
    claim: str
    decision: str
    why: str


@dataclass(frozen=True, slots=True)
class WhyNot(Answer):
    """Why not: `reason` is the first condition that fails, or `is-recipient` if none does.

    Reasons, in the order they are tried:
    `is-recipient`     the actor is among the recipients of the document's own answer;
    `forbidden`        the document says that it must not be told;
    `only-beside`      it is a recipient, but only by a reading, the law or another source;
    `acts`             it is the one who informs;
    `channel`          what is told passes through it;
    `only-by-roll-up`  its parent or one of its units is a recipient, it isn't itself;
    `only-a-seat`      it takes part in a forum that is a recipient;
    `only-party-to-aim`  it is a party to what such a forum is for, and isn't said to take part;
    `no-norm`          the document states no information norm for the situation;
    `elsewhere`        it is a recipient, but in other situations;
    `never`            no norm of the document names it as a recipient.
    `through` is the other actor or forum that a reason speaks of, and `rests_on` what that tie
    rests on; `nearest` are the norms that come nearest; `here` are the situation's own norms, where
    the actor has no part in them. Beside the document stand `by_reading` and `law`, the norms that
    a reading or the law has for the situation, and `readings`, what was read of the two of them and
    what was refused. `gaps` say where the document is silent: first that no way to the actor is
    stated, then on both; else on the actor, or at last on the situation.
    """

    reason: str
    dataset: str
    as_of: str
    actor: Ref
    situation: Ref
    through: tuple[Ref, ...]
    rests_on: tuple[str, ...]
    nearest: tuple[Row, ...]
    here: tuple[Row, ...]
    by_reading: tuple[Row, ...]
    law: tuple[Row, ...]
    readings: tuple[Reading, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]
    dataset_label: str = field(default="", metadata={"private": True})
    language: str = field(default="da", metadata={"private": True})


def why_not(session: Session, actor: str, situation: str) -> WhyNot:
    """Why `actor` (IRI) isn't informed when `situation` (IRI) happens; never a guess."""
    answer = informed(replace(session, roll_up=False), situation)
    facts = session.ask("why-not", actor=actor, situation=situation)[0]
    found = _first_failure(session, answer, facts)
    nearest = [row for row in facts["gaps"] if row["here"]] or facts["gaps"]
    gaps = (
        tuple(Gap(row["id"], row["text"], in_short=row["in_short"]) for row in nearest)
        or answer.gaps
    )
    by_reading, law = (
        tuple(row for row in rows if row.recipients and row not in found.nearest)
        for rows in (answer.beside.interpretation, answer.beside.law)
    )
    return WhyNot(
        reason=found.reason,
        dataset=session.dataset,
        as_of=answer.as_of,
        actor=Ref(facts["actor"], facts["actor_label"]),
        situation=answer.situation,
        through=found.through,
        rests_on=found.rests_on,
        nearest=found.nearest,
        here=found.here,
        by_reading=by_reading,
        law=law,
        readings=tuple(_readings(session, actor, situation, answer)),
        gaps=() if found.reason == "is-recipient" else gaps,
        notes=_law_note((*found.nearest, *law), answer),
        dataset_label=answer.dataset_label,
    )


@dataclass(frozen=True, slots=True)
class _Reason:
    reason: str
    nearest: tuple[Row, ...]
    through: tuple[Ref, ...] = ()
    rests_on: tuple[str, ...] = ()
    here: tuple[Row, ...] = ()


def reason_of(
    session: Session, answer: Informed, facts: dict[str, Any]
) -> tuple[str, tuple[Ref, ...]]:
    """The reason why an actor isn't informed, and through whom, of an answer and the actor's ties.

    `facts` are a row of the question `why-not`; of its gaps nothing is used.
    """
    found = _first_failure(session, answer, facts)
    return found.reason, found.through


def _first_failure(session: Session, answer: Informed, facts: dict[str, Any]) -> _Reason:
    own = facts["actor"]
    norms = [row for row in answer.rows if row.recipients]
    # A ban informs nobody, so it is no norm that nearly reaches anyone.
    informing = [row for row in norms if row.modality != MUST_NOT]
    beside = [
        row
        for shelf in (answer.beside.interpretation, answer.beside.law, answer.beside.external)
        for row in shelf
        if row.modality != MUST_NOT
    ]
    tried = [
        _Reason("is-recipient", _receiving(informing, own)),
        _Reason("forbidden", _receiving((row for row in norms if row.modality == MUST_NOT), own)),
        _Reason("only-beside", _receiving(beside, own)),
        _Reason("acts", tuple(row for row in informing if own in _ids(row.bearers))),
        _Reason("channel", tuple(row for row in informing if own in _ids(row.channels))),
    ]
    # A seat that another source gives is told by the forum; here the document answers.
    shown = set(session.layers) - {EXTERNAL, LAW}
    seats = [seat for seat in facts["seats"] if seat["layer"] in shown]
    for reason, others in (
        ("only-by-roll-up", (*facts["parents"], *facts["units"])),
        ("only-a-seat", [seat for seat in seats if not seat["by_aim"]]),
        ("only-party-to-aim", [seat for seat in seats if seat["by_aim"]]),
    ):
        tried += [
            _Reason(
                reason,
                _receiving(informing, one["id"]),
                through=(Ref(one["id"], one["label"]),),
                rests_on=tuple(sorted(set(one["rests_on"]))),
            )
            for one in others
        ]
    for one in tried:
        if one.nearest:
            return one
    elsewhere = tuple(
        told.row for told in tell(session, [Reached(one["iri"]) for one in facts["elsewhere"]])
    )
    if not norms:
        return _Reason("no-norm", elsewhere)
    return _Reason("elsewhere" if elsewhere else "never", elsewhere, here=tuple(norms))


def _readings(session: Session, actor: str, situation: str, answer: Informed) -> Iterator[Reading]:
    """The readings of what the document says of the situation: the refused, and the actor's own."""
    if "interpretation" not in session.layers:
        return
    rows_here = {row.id for row in (*answer.rows, *answer.described)}
    said_here = rows_here | _sentences(session, situation)
    of_actor = {row["id"] for row in session.ask("actor", actor=actor)} | _sentences(session, actor)
    for row in session.ask("readings"):
        grounds = set(row["derived_from"])
        refused = row["decision"] == "rejected"
        if (refused and grounds & rows_here) or (grounds & said_here and grounds & of_actor):
            why = row["rejected_because"] if refused else row["why"]
            yield Reading(row["id"], row["claim"], row["decision"], why)


def _sentences(session: Session, thing: str) -> set[str]:
    return set(session.ask("names", thing=thing)[0]["sentences"])


def _receiving(rows: Iterable[Row], actor: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if actor in _ids(row.recipients))


def _ids(things: Iterable[Ref]) -> set[str]:
    return {thing.id for thing in things}


def _law_note(rows: Sequence[Row], answer: Informed) -> tuple[Note, ...]:
    if any(row.layer == LAW for row in rows):
        return (Note("law-not-advice", params={"as_of": answer.as_of}),)
    return ()
