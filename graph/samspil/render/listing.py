"""Pages of lists: situations, gaps, the rows of any question, the questions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samspil.messages import Messages
from samspil.queries import Query
from samspil.render.blocks import Heading, Page, Text, cell, table


def rows_page(
    say: Messages,
    title: str,
    rows: Sequence[dict[str, Any]],
    under: str | None = None,
    empty: str = "rows.empty",
) -> Page:
    """Rows with their own columns, under a title; no rows are said in words (code `empty`)."""
    columns = list(rows[0]) if rows else []
    shown = table(
        [say(f"column.{name}") if say.knows(f"column.{name}") else name for name in columns],
        [[_told(say, name, row[name]) for name in columns] for row in rows],
    )
    head = [Heading(title, 1)] + ([Text(under, faint=True)] if under else [])
    return Page((*head, shown if rows else Text(say(empty))), lambda: shown)


def _told(say: Messages, column: str, value: object) -> str:
    """A cell; what is a word of the model there is told in the reader's language."""
    return cell(_worded(say, column, value))


def _worded(say: Messages, column: str, value: object) -> object:
    """The value, with the names and words of the model in it told, however deep they stand."""
    if isinstance(value, str):
        code = f"{column}.{value}"
        return say(code) if say.knows(code) else value
    if isinstance(value, list | tuple):
        return [_worded(say, column, one) for one in value]
    if isinstance(value, dict) and "label" not in value:
        return {
            say(f"column.{name}") if say.knows(f"column.{name}") else name: _worded(say, name, one)
            for name, one in value.items()
        }
    return value


def queries_page(say: Messages, queries: Sequence[Query]) -> Page:
    """The questions, what they answer, and their parameters."""
    rows = [
        {
            "name": query.name,
            "help": query.help[say.language],
            "parameters": [
                one.name if one.default is None else f"[{one.name}]" for one in query.parameters
            ],
        }
        for query in queries
    ]
    return rows_page(say, say("queries.title"), rows)
