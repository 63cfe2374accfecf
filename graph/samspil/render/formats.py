"""Turns a page into text: for a terminal, as Markdown, or as CSV."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from samspil.export.tables import csv_text, safe_cell
from samspil.model.characters import visible
from samspil.render.blocks import Block, Heading, Item, Page, Table, Text

if TYPE_CHECKING:
    from rich.console import Console

_MARKED = 8
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def terminal(page: Page, width: int, *, colour: bool) -> str:
    """The page for a terminal of that many columns."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=False,
    )
    for block in page.blocks:
        _print(console, block)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _print(console: Console, block: Block) -> None:
    from rich.padding import Padding
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

    def shown(text: str, style: str = "") -> RichText:
        return RichText(visible(text), style=style, overflow="fold")

    match block:
        case Heading(text, level):
            if level > 1:
                console.print()
            console.print(shown(text, "bold underline" if level == 1 else "bold"))
        case Text(text, faint):
            console.print(Padding(shown(text, "dim" if faint else ""), (0, 0, 0, 2)))
        case Item(head, lines, _, mark):
            # A grid, so that a long line goes on under its own beginning.
            entry = RichTable.grid(padding=(0, 1))
            entry.add_column(min_width=_MARKED if mark else 1, no_wrap=True)
            entry.add_column(overflow="fold")
            entry.add_row(shown(mark or "•", "bold" if mark else ""), shown(head))
            console.print(Padding(entry, (0, 0, 0, 0 if mark else 2)))
            for line in lines:
                console.print(
                    Padding(shown(str(line), "dim"), (0, 0, 0, _MARKED + 1 if mark else 6))
                )
        case Table(columns, rows):
            _print_table(console, columns, rows)


def _print_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table; or, where its columns would be too narrow for their words, an entry for each row."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

    if _is_crowded(columns, rows, console.width):
        for row in rows:
            told = [(name, cell) for name, cell in zip(columns, row, strict=True) if cell]
            # As a rule the id, and what is called so.
            head = " · ".join(cell for _, cell in told[:2])
            _print(console, Item(head, tuple(f"{name}: {cell}" for name, cell in told[2:])))
        return
    grid = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        grid.add_column(RichText(visible(column)), overflow="fold")
    for row in rows:
        grid.add_row(*(RichText(visible(cell), overflow="fold") for cell in row))
    console.print(grid)


def _is_crowded(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the words of a table would be cut to pieces in columns of that many signs in all."""
    longest = [
        max((len(word) for row in rows for word in row[number].split()), default=0)
        for number in range(len(columns))
    ]
    needed = sum(max(len(name), word) for name, word in zip(columns, longest, strict=True))
    return bool(rows) and needed + 3 * len(columns) > width


def markdown(page: Page) -> str:
    """The page as Markdown."""
    lines: list[str] = []
    for block in page.blocks:
        match block:
            case Heading(text, level):
                lines += [f"{'#' * level} {_escaped(text)}", ""]
            case Text(text):
                lines += [_escaped(text), ""]
            case Item(head, under, _, mark):
                lines.append(f"- {f'**{_escaped(mark)}** ' if mark else ''}{_escaped(head)}")
                lines += [f"  - {_escaped(str(line))}" for line in under]
                lines.append("")
            case Table(columns, rows):
                lines.append(f"| {' | '.join(_escaped(column) for column in columns)} |")
                lines.append(f"|{' --- |' * len(columns)}")
                lines += [f"| {' | '.join(map(_cell, row))} |" for row in rows]
                lines.append("")
    return visible("\n".join(lines).rstrip() + "\n")


def _cell(text: str) -> str:
    """A table may be pasted into a spreadsheet too."""
    return _escaped(safe_cell(text))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def as_csv(page: Page) -> str:
    """The flat table of the page as CSV, safe to open in a spreadsheet."""
    # Line feeds alone: where standard output wants others, it makes them itself.
    return csv_text([page.flat.columns, *page.flat.rows], "\n")
