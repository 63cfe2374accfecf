"""The labelled logs, and logs written for one test in each form."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from samspil import open_model
from samspil.conformance.reading import Checked, check
from samspil.conformance.settings import Book
from samspil.eventlog.columns import PARTS
from samspil.eventlog.opening import open_log
from tests.program import DATA

if TYPE_CHECKING:
    from samspil.api import Model

LOGS = DATA / "logs"
PLANS = {"ishoej": None, "askevig": DATA / "plans/askevig", "havelund": DATA / "plans/havelund"}
HEADS = ("sag", "tidspunkt", "fra", "til", "handling", "situation", "kanal")
COLUMNS = {part: number for number, part in enumerate(PARTS)}

Rows = Sequence[Sequence[str]]


def rows_of_log(name: str) -> list[list[str]]:
    """The events of a labelled log."""
    with (LOGS / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))[1:]


def labels_of(name: str, which: str) -> list[dict[str, str]]:
    """What a labelled log must give: its `labels`, or the findings of its cases (`steps`)."""
    with (LOGS / f"{name}.{which}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def checked(
    path: Path, plan: Path | None = None, model: Model | None = None, language: str = "da"
) -> Checked:
    """A log with our own columns, judged by a plan."""
    with open_log(path) as table:
        if model is not None:
            return check(table, COLUMNS, Book(model.session))
        with open_model(plan, language=language) as opened:
            return check(table, COLUMNS, Book(opened.session))


def write_csv(path: Path, rows: Rows, heads: Sequence[str] = HEADS, between: str = ",") -> Path:
    """A log as CSV."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=between).writerows([heads, *rows])
    return path


def write_xlsx(path: Path, rows: Rows, formula: tuple[int, int] | None = None) -> Path:
    """A log as a workbook; it begins in C3. A formula may stand in a cell (row, column)."""
    from xlsxwriter import Workbook

    book = Workbook(str(path))
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADS, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number + 2, column + 2, text)
    if formula:
        sheet.write_formula(formula[0], formula[1], "=1+1")
    book.close()
    return path


def write_docx(path: Path, rows: Rows) -> Path:
    """A log as two tables of a document."""
    from docx import Document

    made = Document()
    half = len(rows) // 2
    for part in (rows[:half], rows[half:]):
        made.add_paragraph("Log")
        grid = made.add_table(rows=0, cols=len(HEADS))
        for row in (HEADS, *part):
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    made.save(str(path))
    return path


def write_xes(path: Path, rows: Rows) -> Path:
    """A log as XES, the events of a case together, in the order of the rows."""
    keys = ("time:timestamp", "org:resource", "recipient", "concept:name", "situation", "channel")
    cases: dict[str, list[Sequence[str]]] = {}
    for row in rows:
        cases.setdefault(row[0], []).append(row[1:])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<log xes.version="1.0">']
    for case, events in cases.items():
        lines.append(f'<trace><string key="concept:name" value={quoteattr(case)}/>')
        for when, *texts in events:
            told = [f'<date key="{keys[0]}" value="{when.replace(" ", "T")}:00.000+00:00"/>']
            told += [
                f'<string key="{key}" value={quoteattr(text)}/>'
                for key, text in zip(keys[1:], texts, strict=True)
            ]
            lines.append(f"<event>{''.join(told)}</event>")
        lines.append("</trace>")
    path.write_text("\n".join([*lines, "</log>"]), encoding="utf-8")
    return path
