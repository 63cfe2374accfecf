"""All events of a log in a few bytes each, and the cases they make.

An event is kept as four numbers: its kind (one number for each combination of cells and span of
days), its case, its moment and its row. So a log of a million events takes some tens of megabytes,
in whatever order its rows stand.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from samspil.conformance.model import Flow, Judgement
from samspil.language.deadlines import Moment

FIRST = 5
"""How many rows or cases are named of those that are alike."""


@dataclass(slots=True)
class Kind:
    """Events that are alike: what they say, what is said of them, and how many there are."""

    flow: Flow
    span: int
    judgement: Judgement


@dataclass(slots=True)
class Tally:
    """Events that say the same and are judged alike: how many, and the rows of the first."""

    flow: Flow
    judgement: Judgement
    events: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Ledger:
    """The events, by number from 0 in the order of the file."""

    kinds: list[Kind] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    kind_of: array[int] = field(default_factory=lambda: array("i"))
    case_of: array[int] = field(default_factory=lambda: array("i"))
    moments: array[int] = field(default_factory=lambda: array("q"))
    """Seconds, doubled; odd where the time of the day is known too."""
    rows: array[int] = field(default_factory=lambda: array("i"))
    beside: set[int] = field(default_factory=set)
    """Events whose case follows the norm they would deviate from; filled in last."""
    _case_numbers: dict[str, int] = field(default_factory=dict)
    _before: array[int] = field(default_factory=lambda: array("i"))
    _last: array[int] = field(default_factory=lambda: array("i"))

    def add(self, kind: int, case: str, moment: int, row: int) -> None:
        """One more event."""
        number = self._case_numbers.get(case)
        if number is None:
            number = self._case_numbers[case] = len(self.cases)
            self.cases.append(case)
            self._last.append(-1)
        self._before.append(self._last[number])
        self._last[number] = len(self.rows)
        self.kind_of.append(kind)
        self.case_of.append(number)
        self.moments.append(moment)
        self.rows.append(row)

    def __len__(self) -> int:
        return len(self.rows)

    def knows(self, case: str) -> bool:
        """Whether a case has an event already."""
        return case in self._case_numbers

    def moment(self, event: int) -> Moment:
        """When an event was."""
        kept = self.moments[event]
        return Moment(kept >> 1, has_time=bool(kept & 1))

    def events(self, case: int) -> list[int]:
        """The events of a case by their moment; those of one moment in the order of the file."""
        found = []
        event = self._last[case]
        while event >= 0:
            found.append(event)
            event = self._before[event]
        found.reverse()
        if len(found) > 1:
            found.sort(key=self.moments.__getitem__)
        return found

    def judgement(self, kind: int, *, beside: bool) -> Judgement:
        """What is said of events of a kind, whether or not their case follows the norm."""
        made = self.kinds[kind].judgement
        return made.otherwise if made.otherwise and beside else made

    def judged(self) -> Iterator[tuple[int, Kind, Judgement]]:
        """Each event with its kind and judgement, in the order of the file."""
        for event, kind in enumerate(self.kind_of):
            yield event, self.kinds[kind], self.judgement(kind, beside=event in self.beside)

    def tallies(self) -> Iterator[Tally]:
        """How many events of each kind there are, and the rows of the first of them."""
        found: dict[int, Tally] = {}
        for event, kind in enumerate(self.kind_of):
            beside = event in self.beside
            tally = found.get(kind * 2 + beside)
            if tally is None:
                judgement = self.judgement(kind, beside=beside)
                tally = found[kind * 2 + beside] = Tally(self.kinds[kind].flow, judgement)
            tally.events += 1
            if len(tally.rows) < FIRST:
                tally.rows.append(self.rows[event])
        yield from found.values()
