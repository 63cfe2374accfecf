"""Turns a page into text: for a terminal, as Markdown, or as CSV."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from samspil.render.blocks import Block, Heading, Item, Page, Table, Text

if TYPE_CHECKING:
    from rich.console import Console

_FORMULA = re.compile(r"[=+\-@\t\r]")
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
    from rich.box import SIMPLE_HEAD
    from rich.padding import Padding
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

    match block:
        case Heading(text, level):
            if level > 1:
                console.print()
            console.print(RichText(text, style="bold underline" if level == 1 else "bold"))
        case Text(text, faint):
            console.print(Padding(RichText(text, style="dim" if faint else ""), (0, 0, 0, 2)))
        case Item(head, lines):
            # A grid, so that a long line goes on under its own beginning.
            entry = RichTable.grid(padding=(0, 1))
            entry.add_column()
            entry.add_column(overflow="fold")
            entry.add_row("•", RichText(head))
            console.print(Padding(entry, (0, 0, 0, 2)))
            for line in lines:
                console.print(
                    Padding(RichText(str(line), style="dim", overflow="fold"), (0, 0, 0, 6))
                )
        case Table(columns, rows):
            shown = RichTable(box=SIMPLE_HEAD, pad_edge=False)
            for column in columns:
                shown.add_column(column, overflow="fold")
            for row in rows:
                shown.add_row(*(RichText(value) for value in row))
            console.print(shown)


def markdown(page: Page) -> str:
    """The page as Markdown."""
    lines: list[str] = []
    for block in page.blocks:
        match block:
            case Heading(text, level):
                lines += [f"{'#' * level} {_escaped(text)}", ""]
            case Text(text):
                lines += [_escaped(text), ""]
            case Item(head, under):
                lines.append(f"- {_escaped(head)}")
                lines += [f"  - {_escaped(str(line))}" for line in under]
                lines.append("")
            case Table(columns, rows):
                lines.append(f"| {' | '.join(_escaped(column) for column in columns)} |")
                lines.append(f"|{' --- |' * len(columns)}")
                lines += [f"| {' | '.join(_escaped(value) for value in row)} |" for row in rows]
                lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def as_csv(page: Page) -> str:
    """The flat table of the page as CSV; a cell never begins a formula of a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(page.flat.columns)
    writer.writerows([_harmless(value) for value in row] for row in page.flat.rows)
    return out.getvalue()


def _harmless(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value
