"""The rows of the property graph, between RDF and a store."""

from __future__ import annotations

from collections.abc import Mapping
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
