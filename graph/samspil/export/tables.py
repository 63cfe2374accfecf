"""CSV: a table of nodes and a table of edges, safe to open in a spreadsheet.

Commas between cells and CRLF after rows (RFC 4180), UTF-8 with a byte order mark: without the mark
Excel shows `Ishøj` as `IshÃ¸j`. A Danish Excel expects semicolons when a file is double-clicked;
there the file is opened by Data → From Text/CSV.

A cell that a spreadsheet would take for a formula gets an apostrophe, which `plain_cell` takes away
again. The same holds after a semicolon, tab or line break inside a cell, where a spreadsheet set to
another separator would begin a new cell.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from samspil.model.rows import GraphRows, Value

BYTE_ORDER_MARK = "\ufeff"
NODE_COLUMNS = ("iri", "labels", "dataset", "layer", "slug", "label_da", "label_en")
EDGE_COLUMNS = ("source", "type", "target", "layer", "derived")
RESERVED = frozenset({"labels", "type", "source", "target"})

# Signs that begin a formula, their full-width twins, and the apostrophe that we add ourselves.
_RISKY = "=+\\-@'＝＋－＠"
_START = r'((?:^|[;\t\r\n])[\s\x00-\x1f"\u200b\ufeff]*)'
_NEEDS_APOSTROPHE = re.compile(rf"{_START}(?=[{_RISKY}])")
_HAS_APOSTROPHE = re.compile(rf"{_START}'")


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `plain_cell` gives the text back."""
    return _NEEDS_APOSTROPHE.sub(r"\1'", text)


def plain_cell(cell: str) -> str:
    """The text that `safe_cell` made a cell of."""
    return _HAS_APOSTROPHE.sub(r"\1", cell)


def list_text(value: Value) -> Value:
    """A list as JSON text, for formats that know no lists; anything else as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def renamed(properties: Mapping[str, Value]) -> dict[str, Value]:
    """Properties by column, sorted; one named as a column of ours gets `_property` after it."""
    return {
        f"{name}_property" if name in RESERVED else name: value
        for name, value in sorted(properties.items())
    }


def csv_files(rows: GraphRows) -> dict[str, str]:
    """The two tables, `nodes.csv` and `edges.csv`, by name."""
    nodes = [{**renamed(node.properties), "labels": list(node.labels)} for node in rows.nodes]
    edges = [
        {
            **renamed(edge.properties),
            "source": edge.source,
            "type": edge.type,
            "target": edge.target,
        }
        for edge in rows.edges
    ]
    return {"edges.csv": _table(EDGE_COLUMNS, edges), "nodes.csv": _table(NODE_COLUMNS, nodes)}


def _table(first: Sequence[str], rows: Sequence[Mapping[str, Value]]) -> str:
    others = sorted({name for row in rows for name in row} - set(first))
    columns = [*first, *others]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(safe_cell(column) for column in columns)
    writer.writerows(_cells(row, columns) for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def _cells(row: Mapping[str, Value], columns: Iterable[str]) -> list[str]:
    return [_cell(row[column]) if column in row else "" for column in columns]


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A number is no text: an apostrophe would only spoil it.
    if isinstance(value, int | float):
        return repr(value)
    return safe_cell(str(list_text(value)))
