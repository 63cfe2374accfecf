"""Reads a log into a ledger, event by event, and judges it; a row that can't be used ends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from samspil.conformance.binding import Unbound, unbound
from samspil.conformance.cases import look_at
from samspil.conformance.ledger import Kind, Ledger, Tally
from samspil.conformance.model import WRONG, Flow, Named, StepFinding
from samspil.conformance.settings import Book
from samspil.errors import DataError
from samspil.eventlog.columns import PARTS
from samspil.eventlog.moments import moment
from samspil.eventlog.privacy import SUSPECT, is_eight, personal, wrong_case
from samspil.eventlog.table import LONGEST_CELL, LogTable

FLOW = PARTS[2:]
_MOST_VALUES = 2_000
_MOST_KINDS = 50_000
_MOST_TOLD = 20
_DAY = 2 * 86_400


@dataclass(slots=True)
class Value:
    """What a value of a column was understood as, where it stood first, and how often it stands."""

    column: str
    named: Named
    row: int
    events: int = 0


@dataclass(frozen=True)
class Checked:
    """A log that was read and judged."""

    file: str
    ledger: Ledger
    values: tuple[Value, ...]
    steps: tuple[StepFinding, ...]
    unbound: tuple[Unbound, ...]
    """The situations of the log in which nobody can deviate."""
    situations: int
    """How many situations the log has that the model knows."""

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The events, those of one kind together."""
        return tuple(self.ledger.tallies())

    @cached_property
    def verdicts(self) -> Counter[str]:
        """How many events got each verdict."""
        found: Counter[str] = Counter()
        for one in self.tallies:
            found[one.judgement.verdict] += one.events
        return found

    @cached_property
    def eights(self) -> int:
        """How many cases have as many digits as a telephone number, and so may be one."""
        return sum(map(is_eight, self.ledger.cases))

    @property
    def is_wrong(self) -> bool:
        """Whether anything deviates, is forbidden, or is missing, late or out of order."""
        return bool(WRONG & (self.verdicts.keys() | {step.kind for step in self.steps}))


def check(
    table: LogTable,
    columns: Mapping[str, int],
    book: Book,
    tell: Callable[[int], None] = lambda _row: None,
) -> Checked:
    """All events of a log judged, and the steps of its cases; `tell` hears of every row.

    Raises:
        DataError: a row can't be used, or holds personal data; nothing of it is told.
    """
    reader = _Reader(table, columns, book)
    for number, cells in table.rows:
        reader.take(number, cells)
        tell(number)
    reader.refuse_personal()
    if not reader.ledger:
        raise table.wrong("log-empty", None)
    for kind, count in Counter(reader.ledger.kind_of).items():
        for value in reader.values_of[kind]:
            value.events += count
    steps = tuple(look_at(reader.ledger, book.setting))
    values = tuple(reader.values.values())
    return Checked(
        table.file, reader.ledger, values, steps, *unbound(reader.ledger.kinds, book.setting)
    )


class _Reader:
    """Takes rows into a ledger."""

    def __init__(self, table: LogTable, columns: Mapping[str, int], book: Book) -> None:
        self.table = table
        self.book = book
        self.ledger = Ledger()
        self.values: dict[tuple[str, str], Value] = {}
        self.values_of: list[list[Value]] = []
        self._columns = columns
        self._case, self._time = columns["case"], columns["time"]
        self._told = [part for part in FLOW if part in columns]
        self._cells = itemgetter(*(columns[part] for part in self._told))
        self._rest = [
            number for number in range(len(table.columns)) if number not in columns.values()
        ]
        self._kinds: dict[tuple[tuple[str, ...], int], int] = {}
        self._spans: dict[int, int] = {}
        self._personal: dict[tuple[int, str], list[int]] = {}

    def take(self, row: int, cells: Sequence[str]) -> None:
        """One row, unless it is empty or holds personal data."""
        if self._rest and self._refused_any(row, cells, self._rest):
            return
        case = cells[self._case].strip()
        if not self.ledger.knows(case):
            if not case and not any(map(str.strip, cells)):
                return
            if self._refused_case(row, case):
                return
        when = moment(cells[self._time])
        if when is None:
            raise self._wrong("log-time", row, self._time)
        day = when // _DAY
        span = self._spans.get(day)
        if span is None:
            span = self._spans[day] = self.book.span(day)
        key = self._cells(cells), span
        kind = self._kinds.get(key)
        if kind is None:
            if self._refused_any(row, cells, [self._columns[part] for part in self._told]):
                return
            kind = self._kinds[key] = self._new_kind(row, *key)
        self.ledger.add(kind, case, when, row)

    def _new_kind(self, row: int, texts: tuple[str, ...], span: int) -> int:
        if len(self.ledger.kinds) >= _MOST_KINDS:
            raise self.table.wrong("log-too-many-kinds", row, most=_MOST_KINDS)
        values = {
            part: self._value(row, part, text) for part, text in zip(self._told, texts, strict=True)
        }
        named = {part: values[part].named if part in values else Named("empty") for part in FLOW}
        flow = Flow(*(named[part] for part in FLOW))
        setting = None
        if flow.situation.state == "known":
            setting = self.book.setting(flow.situation.id, span)
        self.ledger.kinds.append(Kind(flow, span, self.book.judge.judge(flow, setting)))
        self.values_of.append(list(values.values()))
        return len(self.ledger.kinds) - 1

    def _value(self, row: int, part: str, text: str) -> Value:
        key = part, text.strip().casefold()
        if key not in self.values:
            if sum(one == part for one, _ in self.values) >= _MOST_VALUES:
                column = self._columns[part]
                raise self._wrong("log-too-many-values", row, column, most=_MOST_VALUES)
            self.values[key] = Value(part, self.book.understand(part, text), row)
        return self.values[key]

    def _refused_any(self, row: int, cells: Sequence[str], columns: Sequence[int]) -> bool:
        for column in columns:
            text = cells[column]
            if text:
                self._refuse_strange(row, column, text)
                if SUSPECT.search(text) and (found := personal(text)):
                    self._note_personal(row, column, found)
                    return True
        return False

    def _refuse_strange(self, row: int, column: int, text: str) -> None:
        if text.startswith("="):
            raise self._wrong("log-formula", row, column)
        if len(text) > LONGEST_CELL:
            raise self._wrong("log-cell-long", row, column, most=LONGEST_CELL)

    def _refused_case(self, row: int, case: str) -> bool:
        if not case:
            raise self._wrong("log-no-case", row, self._case)
        self._refuse_strange(row, self._case, case)
        found = wrong_case(case)
        if found:
            self._note_personal(row, self._case, found)
        return bool(found)

    def _wrong(
        self, code: str, row: int | None, column: int, **params: int | list[int]
    ) -> DataError:
        return self.table.wrong(code, row, column=self.table.column(column), **params)

    def _note_personal(self, row: int, column: int, kind: str) -> None:
        self._personal.setdefault((column, kind), []).append(row)
        if sum(map(len, self._personal.values())) >= _MOST_TOLD:
            self.refuse_personal()

    def refuse_personal(self) -> None:
        """Ends it where any row held personal data.

        Raises:
            DataError: with the places of the first twenty.
        """
        errors = [
            self._wrong(f"log-personal-{kind}", None, column, rows=rows)
            for (column, kind), rows in self._personal.items()
        ]
        if errors:
            errors[0].others = tuple(errors[1:])
            raise errors[0]
