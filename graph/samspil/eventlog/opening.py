"""Opens a log by what its name ends in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samspil.errors import UsageError
from samspil.eventlog.table import LogTable, size_of

SUFFIXES = (".csv", ".xlsx", ".docx", ".xes")


@contextmanager
def open_log(path: Path) -> Iterator[LogTable]:
    """A log as a table.

    Raises:
        UsageError: its name ends in something else.
        DataError: it can't be read as what it says it is.
    """
    from samspil.eventlog import office, text, xes

    readers = {
        ".csv": text.open_csv, ".xlsx": office.open_xlsx, ".docx": office.open_docx,
        ".xes": xes.open_xes,
    }  # fmt: skip
    size_of(path)
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError("log-form", file=path.name, known=SUFFIXES)
    with reader(path) as table:
        yield table
