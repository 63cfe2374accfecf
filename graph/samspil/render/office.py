"""Pages as files of office programs: a workbook of the sheet, a document of the blocks."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from samspil.model.characters import visible
from samspil.render.blocks import Heading, Item, Page, Table, Text

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Written into the files as when they were made: equal pages give equal files."""
_NARROW, _WIDE = 12, 50
"""Columns of a sheet, in characters."""


def workbook(page: Page) -> bytes:
    """The sheet of a page as XLSX, its head row frozen and filtered; all cells are text."""
    from xlsxwriter import Workbook

    sheet = page.flat
    out = io.BytesIO()
    # Nothing in a text is a formula, a link or a number.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, {"in_memory": True, **plain})
    book.set_properties({"created": _EPOCH})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    made = book.add_worksheet()
    made.write_row(0, 0, [visible(one) for one in sheet.columns], head)
    for number, row in enumerate(sheet.rows, start=1):
        made.write_row(number, 0, [visible(cell) for cell in row], body)
    for column, name in enumerate(sheet.columns):
        longest = max([len(name), *(len(row[column]) for row in sheet.rows)])
        made.set_column(column, column, min(max(longest, _NARROW), _WIDE))
    made.freeze_panes(1, 0)
    if sheet.rows:
        made.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    made.set_landscape()
    made.set_paper(9)  # A4
    made.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def document(page: Page, language: str) -> bytes:
    """The blocks of a page as DOCX on A4, in a language (`da-DK`), with Word's own styles."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm

    made = Document()
    about = made.core_properties
    about.created = about.modified = _EPOCH
    about.author = "samspil"
    about.title = next((block.text for block in page.blocks if isinstance(block, Heading)), "")
    for section in made.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
    # Else Word takes it for American English, and underlines every word.
    styles = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    styles.find(qn("w:rPr")).find(qn("w:lang")).set(qn("w:val"), language)
    for block in page.blocks:
        match block:
            case Heading(text, level):
                made.add_heading(visible(text), level=level)
            case Text(text):
                made.add_paragraph(visible(text))
            case Item(head, lines):
                entry = made.add_paragraph(style="List Bullet")
                entry.add_run(visible(head)).bold = True
                for line in lines:
                    made.add_paragraph(visible(str(line)), style="List Continue")
            case Table(columns, rows):
                grid = made.add_table(rows=1, cols=len(columns), style="Table Grid")
                for cells, texts in (
                    (grid.rows[0].cells, columns),
                    *((grid.add_row().cells, row) for row in rows),
                ):
                    for cell, text in zip(cells, texts, strict=True):
                        cell.text = visible(text)
    out = io.BytesIO()
    made.save(out)
    return _undated(out.getvalue())


def _undated(archive: bytes) -> bytes:
    """The same archive, its members as of one day: python-docx writes when it was saved."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            dated = zipfile.ZipInfo(member.filename, _EPOCH.timetuple()[:6])
            new.writestr(dated, old.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
