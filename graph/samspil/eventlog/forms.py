"""Empty forms for a log: a workbook with lists to choose from, a document, a CSV."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.eventlog.columns import PARTS

FORMS = ("csv", "xlsx", "docx")
_LINES = 500
_ROWS_ON_PAPER = 12
_WIDTHS = {"case": 14, "time": 18, "from": 32, "to": 32, "act": 28, "situation": 44, "channel": 24}


@dataclass(frozen=True, slots=True)
class Form:
    """What a form says: its name, the heads of its columns, what may stand in each, and a hint."""

    title: str
    heads: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    lists: str
    """The name of the sheet that the choices stand on."""
    case_hint: str
    time_hint: str


def csv_form(form: Form) -> bytes:
    """The heads alone, between semicolons as a Danish Excel expects them."""
    return ("\ufeff" + ";".join(form.heads[part] for part in PARTS) + "\r\n").encode()


def xlsx_form(form: Form) -> bytes:
    """A workbook whose cells offer the model's own names; the lists stand on a hidden sheet."""
    from xlsxwriter import Workbook
    from xlsxwriter.utility import xl_col_to_name

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(form.title)
    lists = book.add_worksheet(form.lists)
    lists.hide()
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.add_table(
        0, 0, _LINES, len(PARTS) - 1,
        {"columns": [{"header": form.heads[part]} for part in PARTS], "name": "log"},
    )  # fmt: skip
    for column, part in enumerate(PARTS):
        sheet.set_column(column, column, _WIDTHS[part], day if part == "time" else text)
        choices = form.choices.get(part, ())
        if choices:
            lists.write_column(0, column, choices)
            letter = xl_col_to_name(column)
            # A name that isn't on the list is told, and may stand: a log says what happened.
            sheet.data_validation(1, column, _LINES, column, {
                "validate": "list", "error_type": "warning",
                "source": f"='{form.lists}'!${letter}$1:${letter}${len(choices)}",
            })  # fmt: skip
        elif part in ("case", "time"):
            hint = form.case_hint if part == "case" else form.time_hint
            sheet.data_validation(
                1, column, _LINES, column,
                {"validate": "any", "input_title": form.heads[part], "input_message": hint},
            )  # fmt: skip
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def docx_form(form: Form, language: str) -> bytes:
    """A table on a page on its side, with what may stand in it below."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    defaults.find(qn("w:rPr")).find(qn("w:lang")).set(qn("w:val"), language)
    made.core_properties.title = form.title
    made.add_heading(form.title, level=1)
    made.add_paragraph(form.case_hint)
    made.add_paragraph(form.time_hint)
    grid = made.add_table(rows=1 + _ROWS_ON_PAPER, cols=len(PARTS), style="Table Grid")
    for cell, part in zip(grid.rows[0].cells, PARTS, strict=True):
        cell.text = form.heads[part]
    for part in ("from", "act", "situation", "channel"):
        made.add_heading(form.heads[part], level=2)
        made.add_paragraph("; ".join(form.choices[part]) or "–")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
