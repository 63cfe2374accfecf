"""The Cypher script in a real Neo4j: the graph it builds is the graph that was exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from samspil.export.cypher import cypher_script
from samspil.model.rows import EdgeRow, GraphRows, NodeRow, Value
from tests.integration.neo4j_server import Neo4jServer
from tests.unit.export_data import DATA, rows_of

pytestmark = pytest.mark.neo4j

# As cypher-shell and the Neo4j Browser do: one statement after the other.
STATEMENT_END = ";\n"

HARD = [
    "it's",
    'a "quote"',
    "\\",
    "\\\\",
    "\\u0027",
    "\\\\u0041",
    "C:\\users\\u",
    "line\nline\r\n\ttab",
    "`backtick`",
    "a; b;\nc;",
    "// no comment /* at all */",
    "$parameter {x: 1}",
    "æøå ÆØÅ é 日本 😀",
    "\u2028\u2029\u0085\ufeff\u00a0\x00\x01\x7f",
    "",
    " ",
]


def _run(server: Neo4jServer, script: str) -> None:
    with server.driver() as driver, driver.session(database=server.database) as session:
        for statement in script.removesuffix(STATEMENT_END).split(STATEMENT_END):
            session.run(neo4j.Query(statement)).consume()


def _plain(properties: Mapping[str, Value]) -> str:
    return repr(sorted(properties.items()))


def _read(server: Neo4jServer) -> tuple[Counter[object], Counter[object]]:
    with server.driver() as driver:
        nodes, _, _ = driver.execute_query(
            "MATCH (n) RETURN n.iri AS iri, labels(n) AS labels, properties(n) AS properties"
        )
        edges, _, _ = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN a.iri AS a, b.iri AS b, type(r) AS type, "
            "properties(r) AS properties"
        )
    return (
        Counter((n["iri"], tuple(sorted(n["labels"])), _plain(n["properties"])) for n in nodes),
        Counter((e["a"], e["b"], e["type"], _plain(e["properties"])) for e in edges),
    )


def _expected(rows: GraphRows) -> tuple[Counter[object], Counter[object]]:
    return (
        Counter((n.iri, n.labels, _plain(n.properties)) for n in rows.nodes),
        Counter((e.source, e.target, e.type, _plain(e.properties)) for e in rows.edges),
    )


@pytest.mark.parametrize("data", DATA)
def test_the_script_builds_the_same_graph(neo4j_server: Neo4jServer, data: str) -> None:
    neo4j_server.clear()
    rows = rows_of(data)
    _run(neo4j_server, cypher_script(rows))
    assert _read(neo4j_server) == _expected(rows)


def test_every_text_and_number_arrives_as_it_was(neo4j_server: Neo4jServer) -> None:
    neo4j_server.clear()
    nodes = tuple(
        NodeRow(
            f"urn:{number}",
            ("SamspilEntity", "odd `label`"),
            {"iri": f"urn:{number}", "text": text, "all `of` them": HARD},
        )
        for number, text in enumerate(HARD)
    )
    numbers: dict[str, Value] = {
        "most": 2**63 - 1,
        "least": -(2**63) + 1,
        "small": 1e-300,
        "large": 1e300,
        "round": 1e16,
        "infinite": float("-inf"),
        "yes": True,
        "none": [],
        "some": [1, 2],
    }
    rows = GraphRows(nodes, (EdgeRow("urn:0", "urn:1", "ODD `TYPE`", numbers),))
    _run(neo4j_server, cypher_script(rows))
    assert _read(neo4j_server) == _expected(rows)


def test_a_database_that_holds_the_graph_is_left_as_it_is(neo4j_server: Neo4jServer) -> None:
    neo4j_server.clear()
    script = cypher_script(rows_of("lilleby"))
    _run(neo4j_server, script)
    before = _read(neo4j_server)
    with pytest.raises(Neo4jError, match="by zero"):
        _run(neo4j_server, script)
    assert _read(neo4j_server) == before
