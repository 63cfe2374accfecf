"""Brings the rows of a graph into Neo4j: one transaction, the same graph however often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from samspil.model.graph import EdgeRow, GraphRows, NodeRow
from samspil.store.base import COMMON_LABEL, quoted
from samspil.store.bolt import BoltStore, Run

_SCHEMA = (
    f"CREATE CONSTRAINT samspil_iri IF NOT EXISTS FOR (n:{COMMON_LABEL}) REQUIRE n.iri IS UNIQUE",
    f"CREATE INDEX samspil_dataset IF NOT EXISTS FOR (n:{COMMON_LABEL}) ON (n.dataset)",
    f"CREATE INDEX samspil_slug IF NOT EXISTS FOR (n:{COMMON_LABEL}) ON (n.slug)",
)


def load(rows: GraphRows, store: BoltStore) -> None:
    """Makes a database hold exactly these rows of the datasets that they belong to.

    Nodes and relationships of other datasets, and of other people, stay as they are.

    Raises:
        StoreError: the server can't be reached, or refuses; nothing has changed then.
    """
    for statement in _SCHEMA:
        # The schema can't be changed in the transaction that changes data.
        store.write(partial(_change_schema, statement))
    store.write(lambda run: _replace(run, rows))


def _change_schema(statement: str, run: Run) -> None:
    run(statement, {})


def _replace(run: Run, rows: GraphRows) -> None:
    datasets = sorted({str(node.properties["dataset"]) for node in rows.nodes})
    run(
        f"MATCH (a:{COMMON_LABEL})-[r]->(:{COMMON_LABEL}) "
        "WHERE a.dataset IN $datasets AND r.dataset IN $datasets DELETE r",
        {"datasets": datasets},
    )
    run(
        f"MATCH (n:{COMMON_LABEL}) WHERE n.dataset IN $datasets AND NOT n.iri IN $iris "
        "DETACH DELETE n",
        {"datasets": datasets, "iris": [node.iri for node in rows.nodes]},
    )
    _write_nodes(run, rows.nodes, datasets)
    _write_edges(run, rows.edges)


def _write_nodes(run: Run, nodes: Iterable[NodeRow], datasets: list[str]) -> None:
    by_labels: dict[tuple[str, ...], list[NodeRow]] = defaultdict(list)
    for node in nodes:
        by_labels[node.labels].append(node)
    for labels, some in by_labels.items():
        run(
            f"UNWIND $rows AS row MERGE (n:{COMMON_LABEL} {{iri: row.iri}}) "
            f"SET n = row SET n:{':'.join(quoted(label) for label in labels)}",
            {"rows": [dict(node.properties) for node in some]},
        )
    wanted = {node.iri: set(node.labels) for some in by_labels.values() for node in some}
    stale: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in run(
        f"MATCH (n:{COMMON_LABEL}) WHERE n.dataset IN $datasets "
        "RETURN n.iri AS iri, labels(n) AS labels",
        {"datasets": datasets},
    ):
        extra = set(row["labels"]) - wanted[row["iri"]]
        if extra:
            stale[tuple(sorted(extra))].append(row["iri"])
    for labels, iris in stale.items():
        run(
            f"UNWIND $iris AS iri MATCH (n:{COMMON_LABEL} {{iri: iri}}) "
            f"REMOVE n:{':'.join(quoted(label) for label in labels)}",
            {"iris": iris},
        )


def _write_edges(run: Run, edges: Iterable[EdgeRow]) -> None:
    by_type: dict[str, list[EdgeRow]] = defaultdict(list)
    for edge in edges:
        by_type[edge.type].append(edge)
    for kind, some in by_type.items():
        run(
            f"UNWIND $rows AS row MATCH (a:{COMMON_LABEL} {{iri: row.source}}) "
            f"MATCH (b:{COMMON_LABEL} {{iri: row.target}}) "
            f"CREATE (a)-[r:{quoted(kind)}]->(b) SET r += row.properties",
            {
                "rows": [
                    {
                        "source": edge.source,
                        "target": edge.target,
                        "properties": dict(edge.properties),
                    }
                    for edge in some
                ]
            },
        )
