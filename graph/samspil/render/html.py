"""Turns a page into a piece of HTML, for a notebook or a page of somebody else's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from samspil.model.characters import visible
from samspil.render.blocks import Heading, Page

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


def html(page: Page, top: int = 2) -> str:
    """The page as an `<article>` without styles or scripts; every text in it is escaped.

    `top` is the level of its title among the headings around it.
    """
    blocks = [(type(block).__name__, block) for block in page.blocks]
    return _template("answer.html").render(blocks=blocks, under=top - 1)


def document(page: Page, language: str) -> str:
    """The page as a file of its own that opens anywhere, without network, and can be printed."""
    title = next((block.text for block in page.blocks if isinstance(block, Heading)), "")
    body = html(page, top=1)
    return _template("document.html").render(title=title, language=language, body=body)
