"""Turns a page into HTML: a piece for a notebook, or a whole document that needs no network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from samspil.model.characters import visible
from samspil.render.blocks import Page

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("samspil.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    return made.get_template(name)


def html(page: Page) -> str:
    """The page as an `<article>` without styles or scripts; every text in it is escaped."""
    blocks = [(type(block).__name__, block) for block in page.blocks]
    return _template("answer.html").render(blocks=blocks)


def document(page: Page, title: str, language: str) -> str:
    """The page as a whole document, to be opened, sent or printed; it fetches nothing."""
    return _template("document.html").render(title=title, language=language, article=html(page))
