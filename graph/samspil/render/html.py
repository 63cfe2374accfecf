"""Turns a page into a piece of HTML, for a notebook or a page of somebody else's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from samspil.model.characters import visible
from samspil.render.blocks import Page

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("samspil.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    return made.get_template("answer.html")


def html(page: Page) -> str:
    """The page as an `<article>` without styles or scripts; every text in it is escaped."""
    blocks = [(type(block).__name__, block) for block in page.blocks]
    return _template().render(blocks=blocks)
