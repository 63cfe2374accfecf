"""Reads what a database holds of one dataset: its hashes, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from samspil.loading.content import HASH, LAYER_LABEL, Content, Hashes, content_of, hashes_of
from samspil.loading.schema import CERTIFICATE, RETIRED
from samspil.model.graph import EdgeRow, NodeRow
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


def certificates(read: Read) -> dict[str, Certificate]:
    """The certificates of all datasets, by name."""
    rows = read(
        f"MATCH (d:{CERTIFICATE}) RETURN d.dataset AS dataset, d.hash AS hash, d.source AS source, "
        "d.load AS load, d.nodes AS nodes, d.relationships AS relationships, d.foreign AS foreign, "
        "d.kept AS kept "
        "ORDER BY dataset",
        {},
    )
    return {
        row["dataset"]: Certificate(**{**row, "foreign": tuple(row["foreign"] or ())})
        for row in rows
    }


def certificate(read: Read, dataset: str) -> Certificate:
    """The certificate of one dataset; an empty one where it was never loaded."""
    return certificates(read).get(dataset, Certificate(dataset))


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


_OURS = "WHERE r.dataset = $dataset AND r.derived IS NOT NULL "


def read_hashes(read: Read, dataset: str, foreign: Iterable[str]) -> Hashes:
    """The hashes of a dataset as its last load wrote them.

    What has none, for another hand made it, gets one that no row has.
    """
    given = {"dataset": dataset}
    nodes = read(
        f"MATCH (n:{COMMON_LABEL} {{dataset: $dataset}}) "
        "RETURN collect([n.iri, coalesce(n.hash, '')]) AS rows",
        given,
    )
    layers = read(
        f"MATCH (n:{LAYER_LABEL} {{dataset: $dataset}}) "
        "RETURN collect([n.iri, coalesce(n.hash, '')]) AS rows",
        given,
    )
    edges: dict[str, str] = {}
    for pattern in _edge_patterns(foreign):
        found = read(
            f"{pattern}{_OURS}RETURN collect([coalesce(r.id, '-'), coalesce(r.hash, '')]) AS rows",
            given,
        )
        for identity, content in found[0]["rows"]:
            # Two of the same name can't both be what the loader made.
            edges[identity] = "" if identity in edges else content
    return Hashes(dict(nodes[0]["rows"]), edges, dict(layers[0]["rows"]))


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

    def truly(own: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
        seen = {key: value if other.get(key) == value else "" for key, value in own.items()}
        return {**dict.fromkeys(other, ""), **seen}

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
