"""Turns a page into HTML: a piece for somebody else's page, or a document of its own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from samspil.model.characters import visible
from samspil.render.blocks import Block, Heading, Item, Page, Table

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_NARROWEST, _WIDEST = 18, 45
"""Columns of a table, in characters."""


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
    made.filters["printed"] = _printed
    made.filters["widths"] = _widths
    return made.get_template(name)


def _printed(text: str) -> str:
    """The text as it is set in a document: a § stays with its number."""
    return visible(text).replace("§ ", "§\u00a0")


def _widths(table: Table) -> list[int]:
    """How much of the width each column gets, in percent: by its texts, none too narrow."""
    lengths = [
        min(max(_NARROWEST, len(name), *(len(row[number]) for row in table.rows)), _WIDEST)
        for number, name in enumerate(table.columns)
    ]
    return [round(100 * one / sum(lengths)) for one in lengths]


def html(page: Page) -> str:
    """The page as an `<article>` without styles or scripts; every text in it is escaped."""
    blocks = [(type(block).__name__, block) for block in page.blocks]
    return _template("answer.html").render(blocks=blocks)


def document(page: Page, language: str) -> str:
    """The page as a document in a language (da, en), to be read, printed or sent.

    Nothing in it is fetched or run; every text in it is escaped.
    """
    folder = resources.files("samspil.render") / "templates"
    style = (folder / "document.css").read_text("utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = next((block.text for block in page.blocks if isinstance(block, Heading)), "")
    return _template("document.html").render(
        blocks=list(_together(page)),
        language=language,
        title=title,
        linked=_linking(page),
        contents=[one for one in page.blocks if isinstance(one, Heading) and one.anchor],
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
    )


def _linking(page: Page) -> Callable[..., Markup]:
    """What sets a text in a document, each id that has an anchor there as a link to it."""
    from markupsafe import Markup

    ids = {one.anchor for one in page.blocks if isinstance(one, Item)}
    ids |= {each for one in page.blocks if isinstance(one, Table) for each in one.anchors}
    known = "|".join(re.escape(one) for one in sorted(ids - {""}, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({known})(?![\w-])") if known else None

    def linked(text: str, own: str = "") -> Markup:
        if pattern is None:
            return Markup.escape(_printed(text))
        parts = pattern.split(_printed(text))
        link = Markup('<a href="#{0}">{0}</a>')
        return Markup().join(
            link.format(part) if number % 2 and part != own else part
            for number, part in enumerate(parts)
        )

    return linked


def _together(page: Page) -> Iterator[tuple[str, Block | list[Item]]]:
    """The blocks with their kinds, entries in a row as one list."""
    for kind, blocks in groupby(page.blocks, key=lambda block: type(block).__name__):
        if kind == "Item":
            yield kind, [block for block in blocks if isinstance(block, Item)]
        else:
            yield from ((kind, block) for block in blocks)
