"""Reads what a database holds of one dataset: its hashes, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from samspil.errors import StoreError
from samspil.model.dataset import (
    HASH,
    LAYER_LABEL,
    MODULUS,
    Content,
    Hashes,
    content_of,
    hashes_of,
)
from samspil.model.rows import EdgeRow, NodeRow
from samspil.neo4j.schema import CERTIFICATE, RETIRED
from samspil.store.base import COMMON_LABEL, Parameters, Row, quoted

Read = Callable[[str, Parameters], list[Row]]
"""Runs one statement: in a transaction of a loader, or as a question of its own."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the last load of a dataset wrote down.

    `source` is the hash of the files it was made from, `load` names that one load, `foreign` are
    the types of its relationships that begin at another dataset's node, and `kept` counts the
    nodes that are no longer in the data but were left.
    """

    dataset: str
    hash: str = ""
    source: str = ""
    load: str = ""
    nodes: int = 0
    relationships: int = 0
    kept: int = 0
    foreign: tuple[str, ...] = field(default=())
    tally: tuple[int, ...] = field(default=())


_TOLD = (
    "RETURN d.dataset AS dataset, d.hash AS hash, d.source AS source, d.load AS load, "
    "d.nodes AS nodes, d.relationships AS relationships, d.kept AS kept, "
    "coalesce(d.foreign, []) AS foreign, coalesce(d.tally, []) AS tally ORDER BY dataset"
)


def certificates(read: Read) -> dict[str, Certificate]:
    """The certificates of all datasets, by name; nodes of that label that others made are not."""
    rows = read(f"MATCH (d:{CERTIFICATE}) {_TOLD}", {})
    return {row["dataset"]: _certificate(row) for row in rows if _is_ours(row)}


def certificate(read: Read, dataset: str) -> Certificate:
    """The certificate of one dataset; an empty one where it was never loaded.

    Raises:
        StoreError: what stands in its place is other people's.
    """
    rows = read(f"MATCH (d:{CERTIFICATE} {{dataset: $dataset}}) {_TOLD}", {"dataset": dataset})
    if not all(map(_is_ours, rows)):
        raise StoreError("load-foreign", dataset=dataset)
    return _certificate(rows[0]) if rows else Certificate(dataset)


def _is_ours(row: Row) -> bool:
    """Whether it names a dataset and a load; the label alone may be anybody's."""
    return all(isinstance(row[key], str) and row[key] for key in ("dataset", "load", "hash"))


def _certificate(row: Row) -> Certificate:
    lists = {key: tuple(row[key]) for key in ("foreign", "tally")}
    return Certificate(**{**row, **lists})


def _edge_patterns(foreign: Iterable[str]) -> Iterator[str]:
    """Where a dataset's relationships begin: at its own nodes, or, by type, at others'.

    What isn't ours has no `derived`; relationships of other people are never looked at.
    """
    yield f"MATCH (a:{COMMON_LABEL} {{dataset: $dataset}})-[r]->(b) "
    for kind in foreign:
        yield (
            f"MATCH (a)-[r:{quoted(kind)} {{dataset: $dataset}}]->(b) "
            "WITH a, r, b WHERE a.dataset <> $dataset WITH a, r, b "
        )


NO_HASH = -1
"""What stands for the hash, or the identity, of a row that has none."""
_Key = TypeVar("_Key", str, int)
_OURS = "WHERE r.dataset = $dataset AND r.derived IS NOT NULL "


_NODE, _EDGE, _LAYER = range(3)


def _of_all_rows(foreign: Iterable[str], told: Mapping[int, str]) -> str:
    """One statement that tells something of all rows of a dataset, by their kind."""
    parts = [
        (f"MATCH (n:{COMMON_LABEL} {{dataset: $dataset}}) ", _NODE),
        *((f"{pattern}{_OURS}", _EDGE) for pattern in _edge_patterns(foreign)),
        (f"MATCH (n:{LAYER_LABEL} {{dataset: $dataset}}) ", _LAYER),
    ]
    # Each statement costs a way to the server and back; a load of many datasets feels it.
    return " UNION ALL ".join(
        f"{pattern}RETURN {kind} AS kind, {told[kind]}" for pattern, kind in parts
    )


def read_hashes(read: Read, dataset: str, foreign: Iterable[str]) -> Hashes:
    """The hashes of a dataset as its last load wrote them.

    What has none, for another hand made it, gets one that no row has.
    """
    node = f"collect([n.iri, coalesce(n.hash, {NO_HASH})]) AS rows"
    edge = f"collect([coalesce(r.id, {NO_HASH}), coalesce(r.hash, {NO_HASH})]) AS rows"
    statement = _of_all_rows(foreign, {_NODE: node, _EDGE: edge, _LAYER: node})
    nodes: dict[str, int] = {}
    edges: dict[int, int] = {}
    layers: dict[str, int] = {}
    for found in read(statement, {"dataset": dataset}):
        if found["kind"] == _NODE:
            nodes |= found["rows"]
        elif found["kind"] == _LAYER:
            layers |= found["rows"]
        else:
            for identity, content in found["rows"]:
                # Two of the same name can't both be what the loader made.
                edges[identity] = NO_HASH if identity in edges else content
    return Hashes(nodes, edges, layers)


def count(read: Read, dataset: str, foreign: Iterable[str]) -> tuple[int, ...]:
    """The tally of a dataset's rows, made by the server."""
    told = {
        kind: f"count({name}) AS rows, "
        f"sum(coalesce(toIntegerOrNull({name}.hash), {NO_HASH}) % $modulus) AS hashes"
        for kind, name in ((_NODE, "n"), (_EDGE, "r"), (_LAYER, "n"))
    }
    given = {"dataset": dataset, "modulus": MODULUS}
    found = read(_of_all_rows(foreign, told), given)
    return tuple(
        sum(row[column] for row in found if row["kind"] == kind)
        for kind in (_NODE, _EDGE, _LAYER)
        for column in ("rows", "hashes")
    )


def read_content(read: Read, dataset: str, foreign: Iterable[str]) -> Content:
    """All rows of a dataset as they stand in the database, without their hashes."""
    given = {"dataset": dataset}

    def rows(label: str) -> Iterator[NodeRow]:
        for row in read(
            f"MATCH (n:{label} {{dataset: $dataset}}) "
            "RETURN labels(n) AS labels, properties(n) AS properties",
            given,
        ):
            own = {key: value for key, value in row["properties"].items() if key != HASH}
            yield NodeRow(own["iri"], tuple(sorted(row["labels"])), own)

    edges = []
    for pattern in _edge_patterns(foreign):
        for row in read(
            f"{pattern}{_OURS}RETURN a.iri AS source, type(r) AS type, b.iri AS target, "
            "properties(r) AS properties",
            given,
        ):
            own = {k: v for k, v in row["properties"].items() if k not in {HASH, "id"}}
            edges.append(EdgeRow(row["source"], row["target"], row["type"], own))
    return content_of(dataset, rows(COMMON_LABEL), edges, rows(LAYER_LABEL))


def deep_hashes(read: Read, dataset: str, foreign: Iterable[str]) -> Hashes:
    """The hashes of a dataset, made anew from all that the database holds of it.

    A row whose own hash tells otherwise was changed by another hand; so was one that has none.
    """
    told = read_hashes(read, dataset, foreign)
    found = hashes_of(read_content(read, dataset, foreign))

    def truly(own: Mapping[_Key, int], other: Mapping[_Key, int]) -> dict[_Key, int]:
        seen = {key: value if other.get(key) == value else NO_HASH for key, value in own.items()}
        return {**dict.fromkeys(other, NO_HASH), **seen}

    return Hashes(
        truly(found.nodes, told.nodes),
        truly(found.edges, told.edges),
        truly(found.layers, told.layers),
    )


def retired(read: Read, dataset: str) -> set[str]:
    """The nodes of a dataset that were set aside because others' relationships hold on to them."""
    rows = read(
        f"MATCH (n:{RETIRED} {{dataset: $dataset}}) RETURN n.iri AS iri", {"dataset": dataset}
    )
    return {row["iri"] for row in rows}
