"""A log as a table: its columns, and its rows as they come from the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samspil.errors import DataError, Place

LONGEST_CELL = 2_000
"""Characters of a cell; who needs more has put a text where a name belongs."""
LARGEST_UNPACKED = 600_000_000
"""Bytes of a workbook's or document's parts; a small file can hold far more than memory does."""


@dataclass(frozen=True, slots=True)
class LogTable:
    """A log: the names of its columns, and its rows with their numbers in the file.

    `sheet` says that columns have letters; `part` how much of the file is read, from 0 to 1.
    """

    file: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[str]]]
    sheet: bool
    part: Callable[[], float]
    size: int
    first_column: int = 0

    def column(self, number: int) -> str:
        """How a column is called in a message: by letter in a sheet, else by its name or number."""
        return column_letters(self.first_column + number) if self.sheet else str(number + 1)

    def wrong(
        self, code: str, row: int | None, **params: str | int | list[str] | list[int]
    ) -> DataError:
        """An error at a row of the file."""
        return DataError(code, place=Place(self.file, row), others=(), **params)


def column_letters(number: int) -> str:
    """The letters of a column of a spreadsheet, from 0: A, B, …, Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def size_of(path: Path) -> int:
    """The size of a file in bytes.

    Raises:
        DataError: it isn't there, is no plain file, can't be read or is empty.
    """
    place = Place(path.name)
    try:
        if path.is_dir():
            raise DataError("log-folder", place=place)
        if path.exists() and not path.is_file():
            raise DataError("file-not-regular", place=place)  # A pipe would be waited for.
        with path.open("rb") as opened:
            opened.read(1)
        size = path.stat().st_size
    except OSError as error:
        raise DataError("log-unreadable", place=place, reason=error.strerror) from error
    if not size:
        raise DataError("log-empty", place=place)
    return size
