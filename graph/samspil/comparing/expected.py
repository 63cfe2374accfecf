"""Model tests: what a municipality expects of its answers, beside what is answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from samspil.answers import resolving
from samspil.answers.informed import informed
from samspil.answers.model import Informed, Ref
from samspil.answers.session import Session
from samspil.errors import DataError, NotUnderstoodError, Place, SamspilError
from samspil.model.terms import MAY, MUST, MUST_NOT, PRACTICE, SHOULD

BINDING = (MUST, SHOULD, MAY, PRACTICE, MUST_NOT)
"""The modalities that a message may have."""
SILENT = ("not-stated", "nothing-found")
"""What is expected where nobody is told; `not-stated` is a silence that was written down."""


@dataclass(frozen=True, slots=True)
class Written:
    """A test as it stands in a file; `silence` where nobody is to be told.

    `recipients` are (name, modality, line).
    """

    situation: str
    by: str | None
    as_of: date
    recipients: tuple[tuple[str, str, int], ...]
    silence: str | None
    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """Who is told, and how binding."""

    id: str
    label: str
    modality: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Recipients with their modality, or the silence."""

    recipients: tuple[Told, ...]
    silence: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A test and what came of it."""

    situation: Ref
    by: Ref | None
    as_of: str
    expected: Outcome
    got: Outcome
    file: str
    line: int
    passed: bool
    text: str = ""
    """What was expected and got, as a sentence; made at the edge."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whose answer can be written down as a test."""

    situation: Ref
    by: Ref | None
    outcome: Outcome = field(compare=False)


def outcome(answer: Informed) -> Outcome:
    """Whom an answer's own groups tell, or forbid to tell, and how binding; else its silence.

    That the document tells a task, or what others do, isn't that anybody is told.
    """
    found = {
        Told(one.id, one.label, row.modality)
        for row in answer.rows
        if row.is_norm and row.modality in BINDING
        for one in row.recipients
    }
    if found:
        return Outcome(tuple(sorted(found)))
    return Outcome((), "not-stated" if answer.gaps or answer.others else "nothing-found")


def tried(session: Session, tests: Iterable[Written]) -> tuple[Tried, ...]:
    """Each test with what is answered on its day.

    Raises:
        DataError: a test names what the data doesn't know; the place is its line.
    """
    return tuple(_tried(session, test) for test in tests)


def _tried(session: Session, test: Written) -> Tried:
    that_day = replace(session, as_of=test.as_of)
    place = Place(file=test.file, line=test.line)
    situation = _meant(that_day, test.situation, "Situation", place)
    actor = _meant(that_day, test.by, "Actor", place) if test.by is not None else None
    answer = informed(that_day, situation, actor)
    expected = Outcome(
        tuple(sorted(_told(that_day, test, *one) for one in test.recipients)), test.silence
    )
    got = outcome(answer)
    return Tried(
        answer.situation, answer.by, test.as_of.isoformat(), expected, got, test.file, test.line,
        passed=(_set(expected), expected.silence) == (_set(got), got.silence),
    )  # fmt: skip


def _told(session: Session, test: Written, name: str, modality: str, line: int) -> Told:
    iri = _meant(session, name, "Actor", Place(file=test.file, line=line))
    known = session.ask("names", thing=iri)[0]
    return Told(known["id"], known[session.language] or known["da"], modality)


def _set(one: Outcome) -> set[tuple[str, str]]:
    return {(told.id, told.modality) for told in one.recipients}


def _meant(session: Session, text: str, kind: str, place: Place) -> str:
    try:
        return resolving.resolve(session, text, kind)
    except SamspilError as error:
        near = ", ".join(getattr(error, "suggestions", ())) or "–"
        unknown = isinstance(error, NotUnderstoodError)
        code = f"tests-unknown-{kind.lower()}" if unknown else f"tests-unsure-{kind.lower()}"
        raise DataError(code, place=place, text=text, near=near) from None


def todays(session: Session) -> tuple[Asked, ...]:
    """What is answered on the day of the session: of each situation, and of each who acts in it."""
    found: dict[Asked, None] = {}
    for row in session.ask("situations"):
        answer = informed(session, session.find(row["id"], "Situation"))
        found[Asked(answer.situation, None, outcome(answer))] = None
        actors = {one.id: one for line in answer.rows if line.is_norm for one in line.bearers}
        for actor in actors.values():
            own = informed(
                session, session.find(row["id"], "Situation"), session.find(actor.id, "Actor")
            )
            found[Asked(answer.situation, actor, outcome(own))] = None
    return tuple(found)
