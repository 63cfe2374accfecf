"""Reads a log in a workbook (XLSX) or in the tables of a document (DOCX)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from samspil.errors import DataError, Place
from samspil.eventlog.table import LARGEST_UNPACKED, LogTable, size_of

_FORMULA = re.compile(rb"<f[ />]")
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]+)(\d+)"')
_CHUNK = 1 << 20
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@contextmanager
def open_xlsx(path: Path) -> Iterator[LogTable]:
    """The first sheet of a workbook that is shown; it is read whole.

    Raises:
        DataError: it can't be read, is cut short, is empty, or holds formulas.
    """
    from python_calamine import CalamineError, SheetVisibleEnum, load_workbook

    size = size_of(path)
    _refuse_formulas(path)
    try:
        with load_workbook(path) as book:
            names = [
                one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
            ]
            sheet = book.get_sheet_by_name(names[0])
            start = sheet.start
    except (CalamineError, IndexError, OSError) as error:
        raise DataError("log-broken", place=Place(path.name)) from error
    if start is None:
        raise DataError("log-empty", place=Place(path.name))
    top, left = start
    # The rows above the first are given, empty; the columns before it aren't.
    found = islice(sheet.iter_rows(), top, None)
    columns = tuple(_text(value).strip() for value in next(found))
    height, done = max(sheet.height - 1, 1), [0]

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        for number, values in enumerate(found, start=top + 2):
            done[0] += 1
            yield number, [_text(value) for value in values]

    yield LogTable(
        path.name, columns, rows(), sheet=True, part=lambda: done[0] / height, size=size,
        first_column=left,
    )  # fmt: skip


def _text(value: object) -> str:
    match value:
        case datetime() if value.time() == time():
            return value.date().isoformat()  # Somebody wrote the day alone.
        case datetime() | date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
                most = LARGEST_UNPACKED // 1_000_000
                raise DataError("log-too-large", place=Place(path.name), most=most)
            yield archive
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, RuntimeError) as error:
        raise DataError("log-broken", place=Place(path.name)) from error


def _refuse_formulas(path: Path) -> None:
    """What a formula shows can be another thing tomorrow, and isn't what somebody wrote down."""
    with _archive(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                with archive.open(name) as opened:
                    before = b""
                    while chunk := opened.read(_CHUNK):
                        piece = before + chunk
                        if found := _FORMULA.search(piece):
                            raise _formula(path, piece[: found.start()])
                        before = piece[-500:]


def _formula(path: Path, before: bytes) -> DataError:
    cells = _CELL.findall(before)
    column, row = (cells[-1][0].decode(), int(cells[-1][1])) if cells else ("?", 0)
    return DataError("log-formula", place=Place(path.name, row or None), column=column)


@contextmanager
def open_docx(path: Path) -> Iterator[LogTable]:
    """The tables of a document that have the columns of its first one, as one table.

    The number of a row counts the rows of all tables.

    Raises:
        DataError: it can't be read, is cut short, or has no table.
    """
    from lxml import etree

    size = size_of(path)
    with _archive(path) as archive:
        body = archive.read("word/document.xml")
    found = _table_rows(path, io.BytesIO(body), etree)
    _, columns = next(found, (0, ()))
    if not columns:
        raise DataError("log-no-table", place=Place(path.name))
    head = tuple(one.strip() for one in columns)
    rows = (
        (number, cells)
        for number, cells in found
        if tuple(one.strip() for one in cells) != head and any(cells)
    )
    yield LogTable(
        path.name, head, _of_width(path, rows, len(head)), sheet=True, part=lambda: 0.0, size=size
    )


def _table_rows(path: Path, opened: object, etree: object) -> Iterator[tuple[int, list[str]]]:
    number = 0
    parser = etree.iterparse(  # type: ignore[attr-defined]
        opened, tag=f"{_WORD}tr", resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, row in parser:
            number += 1
            yield (
                number,
                [
                    "\n".join(
                        "".join(run.text or "" for run in paragraph.iter(f"{_WORD}t"))
                        for paragraph in cell.iter(f"{_WORD}p")
                    )
                    for cell in row.iter(f"{_WORD}tc")
                ],
            )
            row.clear()
    except etree.XMLSyntaxError as error:  # type: ignore[attr-defined]
        raise DataError("log-broken", place=Place(path.name, number or None)) from error


def _of_width(
    path: Path, rows: Iterator[tuple[int, list[str]]], width: int
) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in rows:
        if len(cells) != width:
            place = Place(path.name, number)
            raise DataError("log-row-width", place=place, cells=len(cells), columns=width)
        yield number, cells
