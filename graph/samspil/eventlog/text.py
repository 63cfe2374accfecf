"""Reads a log in CSV: comma, semicolon or tab between cells, UTF-8."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from samspil.errors import DataError, Place
from samspil.eventlog.table import LONGEST_CELL, LogTable, size_of

_BETWEEN = ",;\t"
_LONGEST_LINE = 1_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def open_csv(path: Path) -> Iterator[LogTable]:
    """A CSV file as a table, its rows read one by one.

    Raises:
        DataError: it can't be read, is empty, isn't UTF-8, or another sign stands between cells.
    """
    size = size_of(path)
    with path.open("rb") as raw:
        lines = _Lines(path, raw)
        head = lines.head()
        between = max(_BETWEEN, key=head.count)
        if not head.count(between):
            raise DataError("log-delimiter", place=Place(path.name, 1))
        csv.field_size_limit(LONGEST_CELL)
        rows = _rows(path, lines, between)
        _, columns = next(rows)
        yield LogTable(
            file=path.name,
            columns=tuple(one.strip() for one in columns),
            rows=_whole(path, rows, len(columns)),
            sheet=False,
            part=lambda: lines.read / size,
            size=size,
        )


class _Lines:
    """The lines of a file as text; how many bytes were read."""

    def __init__(self, path: Path, raw: BinaryIO) -> None:
        self._path = path
        self._raw = raw
        self.read = 0
        self.number = 0
        self._first: str | None = None

    def head(self) -> str:
        """The first line; it is given again with the others."""
        self._first = next(self._all(), "")
        return self._first

    def __iter__(self) -> Iterator[str]:
        if self._first is not None:
            yield self._first
        yield from self._all()

    def _all(self) -> Iterator[str]:
        while line := self._raw.readline(_LONGEST_LINE):
            self.number += 1
            self.read += len(line)
            if self.number == 1:
                if line.startswith(_UTF16):
                    raise DataError("log-encoding", place=Place(self._path.name, 1))
                line = line.removeprefix(b"\xef\xbb\xbf")
            if len(line) == _LONGEST_LINE:
                raise DataError(
                    "log-line-long", place=Place(self._path.name, self.number), most=LONGEST_CELL
                )
            try:
                yield line.decode()
            except UnicodeDecodeError:
                place = Place(self._path.name, self.number)
                raise DataError("log-encoding", place=place) from None


def _rows(path: Path, lines: _Lines, between: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=between, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        place = Place(path.name, reader.line_num)
        if "field limit" in str(error):
            raise DataError("log-line-long", place=place, most=LONGEST_CELL) from None
        raise DataError("log-cut-short", place=place) from None


def _whole(
    path: Path, rows: Iterator[tuple[int, list[str]]], width: int
) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in rows:
        if len(cells) != width:
            if not any(cells):
                continue
            if len(cells) < width or any(cells[width:]):
                place = Place(path.name, number)
                raise DataError("log-row-width", place=place, cells=len(cells), columns=width)
        yield number, cells
