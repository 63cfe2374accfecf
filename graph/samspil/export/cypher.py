"""A Cypher script that builds the property graph in an empty Neo4j 5.

A script has no parameters, so every text is written into it, escaped. No statement is longer than
some hundred rows, and none holds a line break but between rows: `;` at the end of a line ends it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from samspil.errors import DataError
from samspil.model.rows import EdgeRow, GraphRows, NodeRow, Value

_COMMON = "SamspilEntity"
_BATCH = 100
_INT64 = 2**63
_HEAD = (
    "// samspil: the property graph, for an empty Neo4j 5.",
    "// The first statement divides by zero on purpose where samspil's nodes are there already.",
    f"MATCH (n:{_COMMON}) WITH count(n) AS n WHERE n > 0 RETURN 1 / (n - n) AS not_empty;",
    f"CREATE CONSTRAINT samspil_iri IF NOT EXISTS FOR (n:{_COMMON}) REQUIRE n.iri IS UNIQUE;",
    f"CREATE INDEX samspil_dataset IF NOT EXISTS FOR (n:{_COMMON}) ON (n.dataset);",
)
_SHORT_ESCAPES = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_NOT_IN_STRING = re.compile(r"[\x00-\x1f\x7f-\x9f\\'\u2028\u2029\ufeff]")
_NOT_IN_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ufeff]")


def cypher_script(rows: GraphRows) -> str:
    """The whole script; it fails, and changes nothing, where the graph is there already.

    Raises:
        DataError: a name or a number that Neo4j can't hold.
    """
    by_labels: dict[tuple[str, ...], list[NodeRow]] = defaultdict(list)
    for node in rows.nodes:
        by_labels[node.labels].append(node)
    by_type: dict[str, list[EdgeRow]] = defaultdict(list)
    for edge in rows.edges:
        by_type[edge.type].append(edge)
    statements = [*_HEAD]
    for labels, nodes in sorted(by_labels.items()):
        named = ":".join(cypher_name(label) for label in labels)
        statements += _statements(
            (cypher_map(node.properties) for node in nodes),
            f"CREATE (n:{named}) SET n = row",
        )
    for kind, edges in sorted(by_type.items()):
        statements += _statements(
            (_edge(edge) for edge in edges),
            f"MATCH (a:{_COMMON} {{iri: row.source}}) MATCH (b:{_COMMON} {{iri: row.target}}) "
            f"CREATE (a)-[r:{cypher_name(kind)}]->(b) SET r = row.properties",
        )
    return "\n".join(statements) + "\n"


def _edge(edge: EdgeRow) -> str:
    return (
        f"{{source: {cypher_string(edge.source)}, target: {cypher_string(edge.target)}, "
        f"properties: {cypher_map(edge.properties)}}}"
    )


def _statements(rows: Iterable[str], what: str) -> Iterator[str]:
    for batch in _batches(list(rows)):
        listed = ",\n  ".join(batch)
        yield f"UNWIND [\n  {listed}\n] AS row {what};"


def _batches(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))


def cypher_map(properties: Mapping[str, Value]) -> str:
    """Properties as a Cypher map, sorted by name."""
    inner = ", ".join(
        f"{cypher_name(name)}: {cypher_value(value)}" for name, value in sorted(properties.items())
    )
    return f"{{{inner}}}"


def cypher_value(value: Value) -> str:
    """A value as a Cypher literal.

    Raises:
        DataError: a whole number beyond 64 bits.
    """
    if isinstance(value, list):
        return f"[{', '.join(cypher_value(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, float):
        return _float(value)
    return cypher_string(value)


def _integer(value: int) -> str:
    if not -_INT64 < value < _INT64:
        raise DataError("export-number-too-large", number=value)
    return str(value)


def _float(value: float) -> str:
    if math.isnan(value):
        return "(0.0 / 0.0)"
    if math.isinf(value):
        return "(1.0 / 0.0)" if value > 0 else "(-1.0 / 0.0)"
    return repr(value)


def cypher_string(text: str) -> str:
    """A text as a Cypher expression on one line."""
    escaped = _NOT_IN_STRING.sub(_escaped, text)
    # Neo4j 5 turns \uXXXX into a character before it looks at anything else, so an escaped
    # backslash must not stand before a "u".
    return "'" + escaped.replace(r"\\u", r"\\' + 'u") + "'"


def _escaped(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found.group()) or f"\\u{ord(found.group()):04X}"


def cypher_name(name: str) -> str:
    """A label, relationship type or property name in backticks.

    Raises:
        DataError: an empty name, or one with a backslash or a control character.
    """
    if not name or _NOT_IN_NAME.search(name):
        raise DataError("export-name-refused", name=name)
    return "`" + name.replace("`", "``") + "`"
