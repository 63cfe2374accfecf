"""A judged log in few entries: what is alike is told once, with how often and where first."""

from __future__ import annotations

from dataclasses import dataclass, field

from samspil.conformance.ledger import FIRST, Tally
from samspil.conformance.model import STEPS, VERDICTS, StepFinding
from samspil.conformance.reading import Checked


@dataclass(slots=True)
class StepEntry:
    """The same finding in several cases; the names of the first of them, the rows where it has."""

    finding: StepFinding
    cases: int = 0
    names: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def entries(checked: Checked) -> list[Tally]:
    """The events of a log, the worst first, then the most frequent."""
    found: dict[tuple[object, ...], Tally] = {}
    for one in checked.tallies:
        key = _key(one)
        same = found.setdefault(key, Tally(one.flow, one.judgement))
        same.events += one.events
        same.rows = sorted([*same.rows, *one.rows])[:FIRST]
    return sorted(
        found.values(),
        key=lambda one: (VERDICTS.index(one.judgement.verdict), -one.events, one.rows[0]),
    )


def _key(one: Tally) -> tuple[object, ...]:
    parts = tuple((part.state, part.id, part.exact) for part in one.flow.parts().values())
    judgement = one.judgement
    return (*parts, judgement.verdict, judgement.reason, tuple(row.id for row in judgement.rows))


def step_entries(checked: Checked) -> list[StepEntry]:
    """The findings of steps, the worst first, then those of most cases."""
    found: dict[tuple[str, ...], StepEntry] = {}
    for one in checked.steps:
        key = one.kind, one.row.id, one.reason, one.before.id if one.before else ""
        entry = found.setdefault(key, StepEntry(one))
        entry.cases += 1
        if len(entry.names) < FIRST:
            entry.names.append(checked.ledger.cases[one.case])
            if one.event is not None:
                entry.rows.append(checked.ledger.rows[one.event])
    return sorted(
        found.values(), key=lambda one: (STEPS.index(one.finding.kind), -one.cases, one.names[0])
    )
