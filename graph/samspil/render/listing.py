"""Pages of lists: situations, gaps, the rows of any question, the questions themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    more: Sequence[dict[str, Any]] = (),
) -> Page:
    """Rows with their own columns, under a title; no rows are said in words (code `empty`).

    `more` are rows of `no-route`: what is known where there is none.
    """
    columns = list(rows[0]) if rows else []
    shown = table(
        [say(f"column.{name}") if say.knows(f"column.{name}") else name for name in columns],
        [[_told(say, name, row[name]) for name in columns] for row in rows],
    )
    head = [Heading(title, 1)] + ([Text(under, faint=True)] if under else [])
    if rows:
        return Page((*head, shown), lambda: shown)
    told = [Text(text) for row in more for text in _no_route(say, row)]
    return Page((*head, Text(say(empty)), *told), lambda: shown)


def _no_route(say: Messages, row: dict[str, Any]) -> Iterator[str]:
    """Why no route is stated, as far as the document's silence is noted, and how far one gets."""
    for gap in row["gaps"]:
        yield f"{gap['text']} [{gap['id']}]"
    start = row["actor"]["label"]
    if row["reached"]:
        reached = [one["label"] for one in row["reached"]]
        yield say("no-route.reached", actor=start, reached="; ".join(reached))
    else:
        yield say("no-route.nowhere", actor=start)


def _told(say: Messages, column: str, value: object) -> str:
    """A cell; what is a word of the model there is told in the reader's language."""
    return cell(_worded(say, column, value))


def _worded(say: Messages, column: str, value: object) -> object:
    """The value, with the names and words of the model in it told, however deep they stand."""
    if isinstance(value, bool):
        return say("cell.yes" if value else "cell.no")
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
