"""What a database holds, or should hold, of one dataset, and the hashes that tell them apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from samspil.model.graph import EdgeRow, NodeRow, Value

HASH = "hash"
LAYER_LABEL = "SamspilLayer"
_SIZE = 12
_STATE = frozenset({HASH})


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of one dataset by their identity.

    Nodes are named by their IRI, relationships by `edge_identity`; `layers` are the notes that
    make the way back to RDF exact, one a graph.
    """

    dataset: str
    nodes: Mapping[str, NodeRow]
    edges: Mapping[str, EdgeRow]
    layers: Mapping[str, NodeRow]
    source: str = ""
    """A hash of the files, and of the code, that the rows were made from."""


@dataclass(frozen=True, slots=True)
class Hashes:
    """The content hashes of a dataset's rows, by their identity; `extra` counts rows doubled."""

    nodes: Mapping[str, str] = field(default_factory=dict)
    edges: Mapping[str, str] = field(default_factory=dict)
    layers: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> str:
        """One hash of them all: the same wherever the dataset's rows are the same."""
        digest = hashlib.blake2b(digest_size=20)
        for kind, rows in (("n", self.nodes), ("r", self.edges), ("l", self.layers)):
            for identity, content in sorted(rows.items()):
                digest.update(f"{kind}\0{identity}\0{content}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def content_of(
    dataset: str,
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    layers: Iterable[NodeRow],
    source: str = "",
) -> Content:
    """Rows by their identity; equal relationships count once."""
    return Content(
        dataset,
        {node.iri: node for node in nodes},
        {edge_identity(edge): edge for edge in edges},
        {layer.iri: layer for layer in layers},
        source,
    )


def hashes_of(content: Content) -> Hashes:
    """The hashes of all rows of a dataset."""
    return Hashes(
        {iri: node_hash(node) for iri, node in content.nodes.items()},
        {identity: edge_hash(edge) for identity, edge in content.edges.items()},
        {iri: node_hash(layer) for iri, layer in content.layers.items()},
    )


def node_hash(node: NodeRow) -> str:
    """What a node's labels and properties are, in a few letters; its own hash is not counted."""
    return _digest(",".join(sorted(node.labels)), _told(node.properties))


def edge_identity(edge: EdgeRow) -> str:
    """What makes a relationship itself: ends, type, and the assertion, layer and predicate."""
    own = edge.properties
    parts = [
        str(own.get(key, "")) for key in ("dataset", "layer", "assertion", "predicate", "graph")
    ]
    derived = str(own.get("derived", ""))
    return _digest(edge.source, edge.type, edge.target, derived, *parts)


def edge_hash(edge: EdgeRow) -> str:
    """What a relationship's properties are, in a few letters."""
    return _digest(_told(edge.properties))


def _told(properties: Mapping[str, Value]) -> str:
    """Properties as text: Python's own way of writing tells 1 from 1.0, and both from true."""
    return repr([(key, properties[key]) for key in sorted(properties.keys() - _STATE)])


def _digest(*parts: str) -> str:
    digest = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()
