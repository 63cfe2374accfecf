"""A judged log in few entries: what is alike is told once, with how often and where first."""

from __future__ import annotations

from dataclasses import dataclass, field

from samspil.conformance.ledger import Kind
from samspil.conformance.model import STEPS, VERDICTS, Flow, Judgement, StepFinding
from samspil.conformance.reading import Checked

_FIRST = 5


@dataclass(slots=True)
class Entry:
    """Events that say the same and are judged alike; the rows of the first of them."""

    flow: Flow
    judgement: Judgement
    events: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class StepEntry:
    """The same finding in several cases; the names of the first of them, the rows where it has."""

    finding: StepFinding
    cases: int = 0
    names: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def entries(checked: Checked) -> list[Entry]:
    """The events of a log, the worst first, then the most frequent."""
    found: dict[tuple[object, ...], Entry] = {}
    for event, kind, judgement in checked.ledger.judged():
        entry = found.get(key := _key(kind, judgement))
        if entry is None:
            entry = found[key] = Entry(kind.flow, judgement)
        entry.events += 1
        if len(entry.rows) < _FIRST:
            entry.rows.append(checked.ledger.rows[event])
    return sorted(
        found.values(),
        key=lambda one: (VERDICTS.index(one.judgement.verdict), -one.events, one.rows[0]),
    )


def _key(kind: Kind, judgement: Judgement) -> tuple[object, ...]:
    parts = tuple((one.state, one.id) for one in kind.flow.parts().values())
    return (*parts, judgement.verdict, judgement.reason, tuple(row.id for row in judgement.rows))


def step_entries(checked: Checked) -> list[StepEntry]:
    """The findings of steps, the worst first, then those of most cases."""
    found: dict[tuple[str, ...], StepEntry] = {}
    for one in checked.steps:
        entry = found.setdefault((one.kind, one.row.id, one.reason, one.before), StepEntry(one))
        entry.cases += 1
        if len(entry.names) < _FIRST:
            entry.names.append(checked.ledger.cases[one.case])
            if one.event is not None:
                entry.rows.append(checked.ledger.rows[one.event])
    return sorted(
        found.values(), key=lambda one: (STEPS.index(one.finding.kind), -one.cases, one.names[0])
    )
