"""Turns a page into the bytes of a file, by the ending that the file is to have."""

from __future__ import annotations

from samspil.messages import Messages
from samspil.render import formats, html, office
from samspil.render.blocks import Page


def as_file(say: Messages, page: Page, suffix: str) -> bytes:
    """The page as `.html`, `.pdf`, `.xlsx`, `.docx`, `.csv` or `.md`.

    Raises:
        UsageError: what makes the PDF isn't installed.
        KeyError: no such ending, which is a fault of samspil.
    """
    match suffix:
        case ".html":
            return html.document(page, say.language).encode()
        case ".pdf":
            from samspil.render import pdf

            return pdf.document(page, say.language)
        case ".xlsx":
            return office.workbook(page)
        case ".docx":
            return office.document(page, say.locale)
        case ".csv":
            return formats.as_csv(page).encode()
        case ".md":
            return formats.markdown(page).encode()
    raise KeyError(suffix)
