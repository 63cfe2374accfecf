"""What a page is made of, whatever the format it ends in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the page. Others can link to its anchor."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the headings of a long document are listed, for what can link to them."""

    title: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `faint` for what is said in words about something empty."""

    text: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about, for those who link it: row, thing, situation, gap or sentence."""

    kind: Literal["row", "thing", "situation", "gap", "sentence"]
    id: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that leads on: to the sentence (id) that it quotes, or to an address."""

    text: str
    sentence: str | None = None
    address: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: a head line, lines under it, what it is about; its mark or a dot.

    In a document, each place where its anchor (an id) is written leads to it.
    """

    head: str
    lines: tuple[Line | str, ...] = ()
    about: About | None = None
    mark: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of text; an anchor for each row, or none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...] = ()


Block = Heading | Text | Item | Table | Contents


@dataclass(frozen=True, slots=True)
class Page:
    """An answer ready to be shown: as blocks to read, and as one flat table for a sheet."""

    blocks: tuple[Block, ...]
    make_flat: Callable[[], Table]

    @property
    def flat(self) -> Table:
        """The sheet; made when it is asked for, since most pages are only read."""
        return self.make_flat()


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """A table from any values; nothing is shown for `None`, lists are joined."""
    return Table(tuple(columns), tuple(tuple(cell(value) for value in row) for row in rows))


def cell(value: object) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if "label" in value:
            return f"{value['label']} ({value['id']})" if "id" in value else str(value["label"])
        return ", ".join(f"{key}: {cell(one)}" for key, one in value.items() if one is not None)
    if isinstance(value, list | tuple):
        return "; ".join(cell(one) for one in value)
    return str(value)
