"""Turns a page into a tagged PDF (PDF/UA-1), by WeasyPrint, where that and Pango are there."""

from __future__ import annotations

import importlib
import logging
from typing import Any, NoReturn

from samspil.errors import UsageError
from samspil.render.blocks import Page
from samspil.render.html import document as html_document


def document(page: Page, language: str) -> bytes:
    """The page as the bytes of a PDF in a language (da, en), with its title and tags.

    Raises:
        UsageError: WeasyPrint or Pango isn't there.
    """
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise UsageError("pdf-missing") from error
    # It warns of each property of the style that only browsers have.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    made = weasyprint.HTML(string=html_document(page, language), url_fetcher=_refuse)
    content: bytes = made.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=True)
    return content


def _refuse(address: str, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401  (WeasyPrint's own)
    """Nothing is fetched, whatever a page names."""
    raise ValueError(address)
