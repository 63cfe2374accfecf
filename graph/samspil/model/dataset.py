"""What a database holds, or should hold, of one dataset, and the hashes that tell them apart."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from samspil.model.rows import EdgeRow, NodeRow, Value

HASH = "hash"
LAYER_LABEL = "SamspilLayer"
MODULUS = 2**40
"""Sums of hashes are made of their last 40 bits, for a sum of eight million stays a number."""
_STATE = frozenset({HASH})
_ITSELF = ("dataset", "layer", "assertion", "predicate", "graph")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of one dataset by their identity.

    Nodes are named by their IRI, relationships by `edge_identity`; `layers` are the notes that
    make the way back to RDF exact, one a graph.
    """

    dataset: str
    nodes: Mapping[str, NodeRow]
    edges: Mapping[int, EdgeRow]
    layers: Mapping[str, NodeRow]
    source: str = ""
    """A hash of the files, and of the code, that the rows were made from."""


@dataclass(frozen=True, slots=True)
class Hashes:
    """The content hashes of a dataset's rows, by their identity: whole numbers of 63 bits."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    edges: Mapping[int, int] = field(default_factory=dict)
    layers: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> str:
        """One hash of them all: the same wherever the dataset's rows are the same."""
        digest = hashlib.blake2b(digest_size=20)
        for kind, rows in (("n", self.nodes), ("r", self.edges), ("l", self.layers)):
            for identity, content in sorted(rows.items(), key=str):
                digest.update(f"{kind}\0{identity}\0{content}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    @property
    def tally(self) -> tuple[int, ...]:
        """How many rows of each kind, and the sum of their hashes.

        A server can count this without sending a row; one row more, less or other changes it.
        """
        return tuple(
            number
            for rows in (self.nodes, self.edges, self.layers)
            for number in (len(rows), sum(one % MODULUS for one in rows.values()))
        )


class Once(Generic[_Made]):
    """Something made of the properties of relationships, once for all that share theirs.

    Almost all do: what the triples of one file say of themselves is one mapping. All of them must
    live as long as this does.
    """

    def __init__(self, make: Callable[[Mapping[str, Value]], _Made]) -> None:
        self._make = make
        self._made: dict[int, _Made] = {}

    def of(self, properties: Mapping[str, Value]) -> _Made:
        """What is made of these properties."""
        known = id(properties)
        if known not in self._made:
            self._made[known] = self._make(properties)
        return self._made[known]


def content_of(
    dataset: str,
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    layers: Iterable[NodeRow],
    source: str = "",
) -> Content:
    """Rows by their identity; equal relationships count once."""
    tails = Once(_tail)
    return Content(
        dataset,
        {node.iri: node for node in nodes},
        # Of ten thousand relationships, two have the same 63 bits once in 10^11 loads.
        {edge_identity(edge, tails): edge for edge in edges},
        {layer.iri: layer for layer in layers},
        source,
    )


def hashes_of(content: Content) -> Hashes:
    """The hashes of all rows of a dataset."""
    telling = Once(told)
    return Hashes(
        {iri: node_hash(node) for iri, node in content.nodes.items()},
        {
            identity: edge_hash(identity, telling.of(edge.properties))
            for identity, edge in content.edges.items()
        },
        {iri: node_hash(layer) for iri, layer in content.layers.items()},
    )


def node_hash(node: NodeRow) -> int:
    """What a node's labels and properties are, as a number; its own hash is not counted."""
    return _digest(",".join(sorted(node.labels)), told(node.properties))


def edge_identity(edge: EdgeRow, tails: Once[str]) -> int:
    """What makes a relationship itself: ends, type, and the assertion, layer and predicate."""
    return _digest(edge.source, edge.type, edge.target, tails.of(edge.properties))


def _tail(properties: Mapping[str, Value]) -> str:
    return "\0".join(str(properties.get(key, "")) for key in ("derived", *_ITSELF))


def edge_hash(identity: int, telling: str) -> int:
    """What a relationship is and what its properties are, as a number."""
    return _digest(str(identity), telling)


def told(properties: Mapping[str, Value]) -> str:
    """Properties as text: Python's own way of writing tells 1 from 1.0, and both from true."""
    return repr([(key, properties[key]) for key in sorted(properties.keys() - _STATE)])


def _digest(*parts: str) -> int:
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(told, digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # A server's numbers have a sign.
