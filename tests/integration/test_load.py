"""What is loaded is exactly the rows, however often, and nobody else's data changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from samspil.errors import StoreError
from samspil.mapping import map_ontology
from samspil.model.graph import GraphRows
from samspil.ontology.folders import find_data
from samspil.ontology.reading import parse
from samspil.store.bolt import BoltStore
from samspil.store.bolt_loading import load
from samspil.store.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
EDGES = (
    "MATCH (a)-[r]->(b) "
    "RETURN properties(a) AS a, type(r) AS type, properties(r) AS r, properties(b) AS b"
)
OTHERS = (
    "CREATE (a:Person {name: 'Ada', dataset: 'lilleby', iri: 'urn:ada'})"
    "-[:KNOWS {dataset: 'lilleby'}]->(:Actor {name: 'Bo', dataset: 'dk'})"
)


@pytest.fixture(scope="module")
def rows(root: Path) -> GraphRows:
    return map_ontology(parse(find_data(root / "tests" / "data" / "lilleby")))


@pytest.fixture
def store(neo4j_server: Neo4jServer) -> Iterator[BoltStore]:
    neo4j_server.clear()
    own = Target(neo4j_server.uri, neo4j_server.database, neo4j_server.user, neo4j_server.password)
    with BoltStore(own) as opened:
        yield opened
    neo4j_server.clear()


def _held(store: BoltStore) -> list[str]:
    """Every node and relationship of the database, as text."""
    nodes, edges = store.read(NODES, {}), store.read(EDGES, {})
    for node in nodes:
        node["labels"].sort()
    return sorted(repr(sorted(_flat(row))) for row in (*nodes, *edges))


def _flat(row: dict[str, object]) -> list[tuple[str, object]]:
    return [
        (key, sorted(value.items()) if isinstance(value, dict) else value)
        for key, value in row.items()
    ]


def test_twice_gives_the_same_graph(store: BoltStore, rows: GraphRows) -> None:
    load(rows, store)
    once = _held(store)
    load(rows, store)
    assert _held(store) == once
    assert len(once) == len(rows.nodes) + len(rows.edges)


def test_what_is_gone_or_changed_goes_and_changes(store: BoltStore, rows: GraphRows) -> None:
    load(rows, store)
    wanted = _held(store)
    first, second = rows.nodes[0], rows.nodes[1]
    added = replace(second, iri="urn:new", properties={**second.properties, "iri": "urn:new"})
    changed = replace(
        first,
        labels=tuple(sorted((*first.labels, "Changed"))),
        properties={**first.properties, "more": ["æ", "`"]},
    )
    load(GraphRows((changed, *rows.nodes[1:], added), rows.edges[1:]), store)
    assert _held(store) != wanted
    load(rows, store)
    assert _held(store) == wanted


def test_other_peoples_data_stay_as_they_are(store: BoltStore, rows: GraphRows) -> None:
    store.write(lambda run: run(OTHERS, {}))
    before = _held(store)
    load(rows, store)
    own = [node for node in rows.nodes if node.properties["dataset"] == "lilleby"]
    load(GraphRows((*rows.nodes[:8], own[0]), ()), store)
    held = _held(store)
    assert set(before) <= set(held)
    assert len(held) == len(before) + 9


def test_a_load_that_fails_changes_nothing(store: BoltStore, rows: GraphRows) -> None:
    load(rows, store)
    before = _held(store)
    broken = replace(rows.edges[-1], type="NOT A` NAME")
    with pytest.raises(StoreError) as caught:
        load(GraphRows(rows.nodes[:-1], (*rows.edges[:-9], broken)), store)
    assert caught.value.code == "name-refused"
    assert _held(store) == before
