"""Carries a plan out, in an open transaction, a few thousand rows a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from samspil.errors import StoreError
from samspil.model.dataset import HASH, LAYER_LABEL, Content, Hashes, Once, told
from samspil.neo4j.plan import LoadPlan
from samspil.neo4j.schema import CERTIFICATE, LOCK, RETIRED
from samspil.neo4j.state import retired
from samspil.store.base import COMMON_LABEL, quoted
from samspil.store.bolt import Run

_BATCH = 5_000
_T = TypeVar("_T")
# Ends by their place in a list: to look each up by its IRI would be nearly half of all the work.
# One text for all loads, whatever their labels and types, so that the server plans it once.
_CREATE = f"""
UNWIND $nodes AS row CREATE (n:$(row[0])) SET n = row[1]
WITH collect(n) AS made
CALL () {{
  UNWIND range(0, size($others) - 1) AS place
  MATCH (n:{COMMON_LABEL} {{iri: $others[place]}})
  WITH n, place ORDER BY place
  RETURN collect(n) AS others
}}
WITH made + others AS ends, size(others) AS found
CALL (ends, found) {{
  WITH ends, found WHERE found = size($others)
  UNWIND $groups AS these UNWIND these.rows AS row
  WITH these, row, ends[row[0]] AS a, ends[row[1]] AS b
  CREATE (a)-[r:$(these.type)]->(b)
  SET r = these.properties, r.id = row[2], r.hash = row[3]
  RETURN count(r) AS relationships
}}
RETURN found
"""


def wait_for_others(run: Run, load: str) -> None:
    """Waits until no other loader is at work; until the transaction ends, others wait for this."""
    run(f"MERGE (lock:{LOCK} {{name: 'load'}}) SET lock.load = $load", {"load": load})


def carry_out(
    run: Run, todo: LoadPlan, wanted: Content, target: Hashes, foreign: Sequence[str]
) -> None:
    """Changes the database as planned.

    Args:
        run: runs a statement in the open transaction.
        todo: the plan.
        wanted: the rows that the dataset is to have.
        target: their hashes.
        foreign: the types of relationship that the database may hold of this dataset from another
            dataset's nodes.

    Raises:
        StoreError: a relationship has an end that isn't there.
    """
    _remove_edges(run, todo, foreign)
    _remove_nodes(run, todo)
    aside = _still_held(run, todo.dataset) & set(todo.nodes.added)
    _change_nodes(run, todo, wanted, target, aside)
    _create(run, todo, wanted, target, aside)
    _write_layers(run, todo, wanted, target)


def _remove_edges(run: Run, todo: LoadPlan, foreign: Sequence[str]) -> None:
    given: dict[str, Any] = {"dataset": todo.dataset}
    for ids in _batches((*todo.edges.removed, *todo.edges.changed)):
        for start in (f"(:{COMMON_LABEL} {{dataset: $dataset}})-[r]->", *_foreign(foreign)):
            run(
                f"MATCH {start}() "
                "WHERE r.dataset = $dataset AND r.derived IS NOT NULL "
                "AND coalesce(r.id, -1) IN $ids DELETE r",
                {**given, "ids": ids},
            )


def _foreign(types: Iterable[str]) -> Iterator[str]:
    return (f"()-[r:{quoted(kind)} {{dataset: $dataset}}]->" for kind in types)


def _remove_nodes(run: Run, todo: LoadPlan) -> None:
    """Removes nodes; one that others' relationships hold on to is set aside instead.

    It loses all that was ours and can't be found by any question, and comes back to life if the
    data name it again. So nobody else's relationship is ever removed.
    """
    for iris in _batches(todo.nodes.removed):
        run(
            f"UNWIND $iris AS iri MATCH (n:{COMMON_LABEL} {{iri: iri}}) "
            "WHERE NOT EXISTS { (n)--() } DELETE n",
            {"iris": iris},
        )
        run(
            f"UNWIND $iris AS iri MATCH (n:{COMMON_LABEL} {{iri: iri}}) "
            "WITH n, n.iri AS iri, n.dataset AS dataset, labels(n) AS labels "
            f"REMOVE n:$(labels) SET n:{RETIRED} SET n = {{iri: iri, dataset: dataset}}",
            {"iris": iris},
        )


def _change_nodes(
    run: Run, todo: LoadPlan, wanted: Content, target: Hashes, aside: set[str]
) -> None:
    for some in _batches(todo.nodes.changed):
        run(
            f"UNWIND $rows AS row MATCH (n:{COMMON_LABEL} {{iri: row[1].iri}}) "
            "WITH n, row, [label IN labels(n) WHERE NOT label IN row[0]] AS stale "
            "SET n = row[1] SET n:$(row[0]) REMOVE n:$(stale)",
            {"rows": _node_rows(some, wanted, target)},
        )
    if aside:
        run(
            f"MATCH (n:{RETIRED} {{dataset: $dataset}}) UNWIND $rows AS row "
            f"WITH n, row WHERE n.iri = row[1].iri "
            f"SET n = row[1] SET n:$(row[0]) REMOVE n:{RETIRED}",
            {"dataset": todo.dataset, "rows": _node_rows(sorted(aside), wanted, target)},
        )


def _node_rows(iris: Iterable[str], wanted: Content, target: Hashes) -> list[list[object]]:
    return [
        [
            list(wanted.nodes[iri].labels),
            {**wanted.nodes[iri].properties, HASH: target.nodes[iri]},
        ]
        for iri in iris
    ]


def _create(run: Run, todo: LoadPlan, wanted: Content, target: Hashes, aside: set[str]) -> None:
    """Creates nodes and relationships, as many of both in one statement as it can take."""
    nodes = list(_batches([iri for iri in todo.nodes.added if iri not in aside])) or [[]]
    edges = list(_batches((*todo.edges.added, *todo.edges.changed), 4 * _BATCH)) or [[]]
    steps: list[tuple[list[str], list[int]]] = [(some, []) for some in nodes[:-1]]
    steps += [(nodes[-1], edges[0]), *(([], some) for some in edges[1:])]
    for iris, identities in steps:
        if not iris and not identities:
            continue
        places = {iri: place for place, iri in enumerate(iris)}
        groups = _edge_groups(identities, wanted, target, places)
        others = list(places)[len(iris) :]
        made = run(
            _CREATE,
            {"nodes": _node_rows(iris, wanted, target), "others": others, "groups": groups},
        )
        missing = len(others) - (made[0]["found"] if made else 0)
        if missing:
            raise StoreError("load-ends", dataset=todo.dataset, missing=missing)


def _edge_groups(
    some: Iterable[int], wanted: Content, target: Hashes, places: dict[str, int]
) -> list[dict[str, object]]:
    """Relationships by what most have in common: to send it once saves half the work.

    An end that has no place yet gets the next one.
    """
    groups: dict[tuple[str, str], dict[str, object]] = {}
    rows: dict[tuple[str, str], list[tuple[int, int, int, int]]] = {}
    telling = Once(told)
    for identity in some:
        source, end, kind, properties = wanted.edges[identity]
        key = (kind, telling.of(properties))
        if key not in groups:
            rows[key] = []
            groups[key] = {"type": kind, "properties": dict(properties), "rows": rows[key]}
        start = places.setdefault(source, len(places))
        rows[key].append(
            (start, places.setdefault(end, len(places)), identity, target.edges[identity])
        )
    return list(groups.values())


def _still_held(run: Run, dataset: str) -> set[str]:
    """The nodes that were set aside and that others still hold on to; the rest goes for good."""
    held = retired(run, dataset)
    if held:
        run(
            f"MATCH (n:{RETIRED} {{dataset: $dataset}}) WHERE NOT EXISTS {{ (n)--() }} DELETE n",
            {"dataset": dataset},
        )
        held = retired(run, dataset)
    return held


def _write_layers(run: Run, todo: LoadPlan, wanted: Content, target: Hashes) -> None:
    if not todo.layers:
        return
    if todo.layers.held:
        run(f"MATCH (n:{LAYER_LABEL} {{dataset: $dataset}}) DELETE n", {"dataset": wanted.dataset})
    run(
        f"UNWIND $rows AS row CREATE (n:{LAYER_LABEL}) SET n = row",
        {
            "rows": [
                {**layer.properties, HASH: target.layers[iri]}
                for iri, layer in wanted.layers.items()
            ]
        },
    )


def certify(run: Run, todo: LoadPlan, source: str, load: str, foreign: Iterable[str]) -> None:
    """Writes the certificate of a dataset: what it holds now, and which load made it so."""
    run(
        f"MERGE (d:{CERTIFICATE} {{dataset: $row.dataset}}) SET d = $row",
        {
            "row": {
                "dataset": todo.dataset,
                "hash": todo.hash,
                "tally": list(todo.tally),
                "source": source,
                "load": load,
                "nodes": todo.nodes.after,
                "relationships": todo.edges.after,
                "foreign": sorted(foreign),
                "kept": todo.kept,
            }
        },
    )


def _batches(rows: Sequence[_T], size: int = _BATCH) -> Iterator[list[_T]]:
    return (list(rows[start : start + size]) for start in range(0, len(rows), size))
