"""What a case lacks: a step that must or should be taken is missing, late or out of order.

The ideas are those of DECLARE: a response (the situation calls for the step), a time limit on it,
and a precedence between two steps; held to what the document says. A step is looked for only where
the case has its situation, a deadline only where one is stated, an order only where the plan gives
one. A *kan* is never looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samspil.answers.model import Row
from samspil.conformance.judging import NEEDED
from samspil.conformance.ledger import Kind, Ledger
from samspil.conformance.model import (
    BINDING,
    LATE,
    MISSING,
    OUT_OF_ORDER,
    STEP_UNDECIDED,
    Setting,
    StepFinding,
)
from samspil.language.deadlines import Moment, Span, is_past, read_deadline
from samspil.model.terms import MUST, SHOULD


@dataclass(frozen=True, slots=True)
class _Case:
    """The events of a case by moment, and which follow each norm."""

    number: int
    events: Sequence[int]
    followed: dict[str, list[int]]
    unclear: list[int]
    """Those of its events that may be a step, if one knew what stands there."""
    deadlines: dict[str, str]

    def span(self, row: Row) -> Span | None:
        """How long a norm's deadline gives, where that can be counted."""
        words = self.deadlines.get(row.id, row.deadline)
        return read_deadline(words) if words else None


def look_at(
    ledger: Ledger,
    setting_of: Callable[[str, int], Setting],
    tell: Callable[[int], None] = lambda _case: None,
) -> Iterator[StepFinding]:
    """All that is wrong with the steps of all cases.

    It also notes in the ledger which events stand beside a step that was taken as it should.
    """
    end = max(ledger.moments, default=0)
    last = Moment(end >> 1, has_time=bool(end & 1))
    unclear = [_is_unclear(kind) for kind in ledger.kinds]
    steps: dict[tuple[str, int], tuple[Row, ...]] = {}
    deadlines: dict[str, str] = {}
    for number in range(len(ledger.cases)):
        tell(number)
        case = _Case(number, ledger.events(number), {}, [], deadlines)
        begun: dict[str, int] = {}
        for event in case.events:
            place = ledger.kind_of[event]
            kind = ledger.kinds[place]
            if unclear[place]:
                case.unclear.append(event)
            for norm in kind.judgement.follows:
                case.followed.setdefault(norm, []).append(event)
            if kind.flow.situation.state == "known":
                begun.setdefault(kind.flow.situation.id, kind.span)
        _note_beside(ledger, case)
        for held in begun.items():
            if held not in steps:
                setting = setting_of(*held)
                steps[held] = _steps(setting)
                deadlines |= setting.deadlines
            if steps[held]:
                yield from _in_situation(ledger, case, held[0], steps[held], last)


def _note_beside(ledger: Ledger, case: _Case) -> None:
    for event in case.events:
        kind = ledger.kinds[ledger.kind_of[event]]
        if kind.judgement.otherwise and any(
            row.id in case.followed or _maybe_taken(ledger, case, row, kind.flow.situation.id)
            for row in kind.judgement.rows
        ):
            ledger.beside.add(event)


def _is_unclear(kind: Kind) -> bool:
    parts = kind.flow.parts()
    return bool(kind.judgement.maybe) or any(parts[name].state != "known" for name in NEEDED)


def _maybe_taken(ledger: Ledger, case: _Case, row: Row, situation: str) -> list[int]:
    """The events that may be the step, for no part of them that is known is another."""
    return [
        event
        for event in case.unclear
        if _may_be(ledger.kinds[ledger.kind_of[event]], row, situation)
    ]


def _may_be(kind: Kind, row: Row, situation: str) -> bool:
    flow = kind.flow
    if all(flow.parts()[name].state == "known" for name in NEEDED):
        return row.id in kind.judgement.maybe and flow.situation.id == situation
    said = (
        (flow.sender, {one.id for one in row.bearers}),
        (flow.receiver, {one.id for one in row.recipients}),
        (flow.act, {row.act.id} if row.act else set()),
        (flow.situation, {situation}),
    )
    return all(part.state != "known" or not ids or part.id in ids for part, ids in said)


def _steps(setting: Setting) -> tuple[Row, ...]:
    rows = setting.stated if setting.in_plan else ()
    return tuple(row for row in rows if row.modality in BINDING)


def _in_situation(
    ledger: Ledger, case: _Case, situation: str, rows: Sequence[Row], last: Moment
) -> Iterator[StepFinding]:
    own = [
        event
        for event in case.events
        if ledger.kinds[ledger.kind_of[event]].flow.situation.id == situation
    ]
    taken: dict[str, int] = {}
    for row in rows:
        events = [event for event in case.followed.get(row.id, ()) if event in own]
        if events:
            taken[row.id] = events[0]
            yield from _lateness(ledger, case, row, own, events[0], situation)
        elif row.modality in {MUST, SHOULD} and _is_called_for(case, row):
            yield from _absence(ledger, case, row, own, situation, last)
    yield from _disorder(ledger, case, rows, taken, situation)


def _is_called_for(case: _Case, row: Row) -> bool:
    """A later step only after one before it; none where an alternative was taken."""
    if any(other in case.followed for other in row.alternatives):
        return False
    return row.step == 1 or any(before in case.followed for before in row.follows)


def _is_there(ledger: Ledger, row: Row, own: Sequence[int]) -> bool:
    """Whether one who must act, and one whom the plan speaks to there, are in the case at all."""
    flows = [ledger.kinds[ledger.kind_of[event]].flow for event in own]
    there = {one for flow in flows for one in (flow.sender.id, flow.receiver.id)}
    needed = (row.bearers, row.audience)
    return all(not some or there & {one.id for one in some} for some in needed)


def _absence(
    ledger: Ledger, case: _Case, row: Row, own: Sequence[int], situation: str, last: Moment
) -> Iterator[StepFinding]:
    if row.condition or row.exception:
        yield StepFinding(STEP_UNDECIDED, row, case.number, reason="terms")
        return
    if maybe := _maybe_taken(ledger, case, row, situation):
        yield StepFinding(STEP_UNDECIDED, row, case.number, maybe[0], "unclear")
        return
    if not _is_there(ledger, row, own):
        yield StepFinding(STEP_UNDECIDED, row, case.number, reason="absent")
        return
    span = case.span(row)
    start = _start(ledger, row, own, None)
    if span is not None and not is_past(ledger.moment(start), last, span):
        return  # The log ends before the time is up.
    yield StepFinding(MISSING, row, case.number)


def _lateness(
    ledger: Ledger, case: _Case, row: Row, own: Sequence[int], done: int, situation: str
) -> Iterator[StepFinding]:
    if not row.deadline:
        return
    span = case.span(row)
    if span is None:
        yield StepFinding(STEP_UNDECIDED, row, case.number, done, "deadline")
        return
    start = _start(ledger, row, own, done)
    if is_past(ledger.moment(start), ledger.moment(done), span):
        if _maybe_before(ledger, case, row, situation, done):
            yield StepFinding(STEP_UNDECIDED, row, case.number, done, "unclear-time")
        else:
            yield StepFinding(LATE, row, case.number, done)


def _maybe_before(ledger: Ledger, case: _Case, row: Row, situation: str, event: int) -> bool:
    """Whether the step may have been taken before an event, or at the same moment."""
    return any(
        ledger.moments[one] <= ledger.moments[event]
        for one in _maybe_taken(ledger, case, row, situation)
    )


def _start(ledger: Ledger, row: Row, own: Sequence[int], done: int | None) -> int:
    """From when a deadline runs: the first message to whoever must act, else the first of all."""
    bearers = {one.id for one in row.bearers}
    for event in own:
        if done is not None and ledger.moments[event] > ledger.moments[done]:
            break
        told = ledger.kinds[ledger.kind_of[event]].flow.receiver.id
        if event != done and told in bearers:
            return event
    return own[0]


def _disorder(
    ledger: Ledger, case: _Case, rows: Sequence[Row], taken: dict[str, int], situation: str
) -> Iterator[StepFinding]:
    ordered = sorted(
        (row for row in rows if row.order is not None and row.id in taken),
        key=lambda row: row.order or 0,
    )
    for before, after in pairwise(ordered):
        first, second = ledger.moment(taken[before.id]), ledger.moment(taken[after.id])
        timed = first.has_time and second.has_time
        earlier = second.seconds < first.seconds if timed else second.day < first.day
        if before.order != after.order and before.audience == after.audience and earlier:
            done = taken[after.id]
            unclear = _maybe_before(ledger, case, before, situation, done)
            yield StepFinding(
                STEP_UNDECIDED if unclear else OUT_OF_ORDER, after, case.number, done,
                "unclear-order" if unclear else "", before,
            )  # fmt: skip
