"""The rows of the property graph, between RDF and a store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Scalar = str | int | float | bool
Value = Scalar | list[str] | list[int] | list[float] | list[bool]


class NodeRow(NamedTuple):
    """One node: its IRI, its labels in alphabetical order, its properties.

    `properties` always holds `iri`, `dataset`, `slug` and `layer`.
    """

    iri: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]


class EdgeRow(NamedTuple):
    """One relationship between two nodes, named by their IRIs."""

    source: str
    target: str
    type: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class GraphRows:
    """A whole property graph, nodes sorted by IRI, relationships by their ends and type."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]


ALWAYS = frozenset({"vocabulary", "words", "gaps"})
"""The layers that belong to every choice: the words, and what the document doesn't say."""


def of_layers(rows: GraphRows, layers: Collection[str]) -> GraphRows:
    """What some layers say; an actor that they name is kept, with its kind, whoever tells it."""
    shown = ALWAYS.union(layers)
    said = [edge for edge in rows.edges if edge.properties["layer"] in shown]
    named = {iri for edge in said for iri in (edge.source, edge.target)}
    layer_of = {node.iri: node.properties["layer"] for node in rows.nodes}
    nodes = {
        node.iri: node
        for node in rows.nodes
        if layer_of[node.iri] in shown or ("Actor" in node.labels and node.iri in named)
    }

    def is_kept(edge: EdgeRow) -> bool:
        if edge.source not in nodes or edge.target not in nodes:
            return False
        of_its_kind = layer_of[edge.source] not in shown and layer_of[edge.target] in ALWAYS
        return edge.properties["layer"] in shown or of_its_kind

    return GraphRows(tuple(nodes.values()), tuple(filter(is_kept, rows.edges)))
