"""The same questions to the embedded engine and to Neo4j: the same rows, in the same order."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from samspil import queries
from samspil.mapping import map_ontology
from samspil.ontology.folders import find_data
from samspil.ontology.reading import parse
from samspil.store.bolt import BoltStore
from samspil.store.embedded import EmbeddedStore, build
from tests.integration.loading import load, municipalities, target_of
from tests.integration.parameters import sets_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samspil.model.rows import GraphRows
    from samspil.store.base import Row
    from tests.integration.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j

_SCANS = {
    f"{partitioned}{kind}"
    for partitioned in ("", "Partitioned")
    for kind in (
        "AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan",
        "SubtractionNodeByLabelsScan", "NodeIndexScan", "DirectedAllRelationshipsScan",
        "UndirectedAllRelationshipsScan", "DirectedRelationshipTypeScan",
        "UndirectedRelationshipTypeScan", "DirectedUnionRelationshipTypesScan",
        "UndirectedUnionRelationshipTypesScan",
    )
}  # fmt: skip
PLANS = ("havelund", "mosedal")
"""Several sources, one undated; words of one's own; all that a plan ties to a norm."""
MUNICIPALITIES = ("ishoej", "lilleby", *PLANS)


@dataclass(frozen=True)
class Both:
    """The graph of some municipalities, in both engines."""

    rows: GraphRows
    embedded: EmbeddedStore
    neo4j: BoltStore
    server: Neo4jServer


@pytest.fixture(scope="module")
def both(
    neo4j_server: Neo4jServer, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("parity")
    data = municipalities(root, folder / "data")
    for plan in PLANS:
        shutil.copytree(root / "tests" / "data" / "plans" / plan, data / plan)
    rows = map_ontology(parse(find_data(data)))
    build(folder / "graph", rows)
    neo4j_server.clear()
    with (
        EmbeddedStore(folder / "graph") as embedded,
        BoltStore(target_of(neo4j_server)) as neo4j,
    ):
        load(neo4j, data)
        yield Both(rows, embedded, neo4j, neo4j_server)


@pytest.mark.parametrize("name", queries.names())
def test_both_engines_give_the_same_rows(both: Both, name: str) -> None:
    statement = queries.load_bundled(name).statement
    asked = answered = 0
    for dataset in MUNICIPALITIES:
        for parameters in sets_of(name, both.rows, dataset, own_only=dataset in PLANS):
            ours = both.embedded.read(statement, parameters)
            theirs = both.neo4j.read(statement, parameters)
            assert _exact(theirs) == _exact(ours), parameters
            asked += 1
            answered += bool(ours)
    assert answered, f"{asked} parameter sets, and not one row to compare"


def _exact(rows: list[Row]) -> list[str]:
    """The rows as text: Python takes true for 1, and 1 for 1.0; JSON doesn't."""
    return [json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows]


def test_neo4j_holds_exactly_the_rows(both: Both) -> None:
    nodes = both.neo4j.read(
        "MATCH (n:SamspilEntity) RETURN labels(n) AS labels, properties(n) AS properties "
        "ORDER BY n.iri",
        {},
    )
    assert [(tuple(sorted(one["labels"])), _plain(one["properties"])) for one in nodes] == [
        (node.labels, dict(node.properties)) for node in both.rows.nodes
    ]
    edges = both.neo4j.read(
        "MATCH (a:SamspilEntity)-[r]->(b:SamspilEntity) RETURN a.iri AS source, "
        "type(r) AS type, b.iri AS target, properties(r) AS properties",
        {},
    )
    found = Counter(repr((e["source"], e["type"], e["target"], _sorted(e))) for e in edges)
    wanted = Counter(
        repr((edge.source, edge.type, edge.target, sorted(edge.properties.items())))
        for edge in both.rows.edges
    )
    assert found == wanted


def _sorted(edge: dict[str, dict[str, object]]) -> list[tuple[str, object]]:
    return sorted(_plain(edge["properties"]).items())


def _plain(properties: dict[str, object]) -> dict[str, object]:
    """Without what the loader adds for itself and for the way back to RDF."""
    added = {"hash", "id", "types", "graph", "rdf"}
    return {key: value for key, value in properties.items() if key not in added}


def test_every_question_starts_at_an_index(both: Both) -> None:
    """No question looks at all nodes, or at all of a label: what it costs stays with one plan."""
    looks = {
        name: found
        for name in queries.names()
        if (found := [one for one in _operators(both, name) if one in _SCANS])
    }
    # The list of municipalities is the one question about all of them.
    assert looks.pop("datasets", ["NodeIndexScan"]) == ["NodeIndexScan"]
    assert not looks
    assert all("Seek" in " ".join(_operators(both, name)) for name in queries.names())


def _operators(both: Both, name: str) -> list[str]:
    query = queries.load_bundled(name)
    given = next(iter(sets_of(name, both.rows, MUNICIPALITIES[0])))
    with both.server.driver() as driver:
        summary = driver.execute_query(
            f"EXPLAIN {query.statement}", given, database_=both.server.database
        ).summary
    assert summary.plan is not None
    waiting, found = [summary.plan], []
    while waiting:
        plan = waiting.pop()
        found.append(str(plan["operatorType"]).partition("@")[0])
        waiting.extend(plan.get("children", ()))
    return found
