"""What differs between two contents of one dataset, thing by thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samspil.model.dataset import Content
from samspil.model.rows import EdgeRow, NodeRow, Value


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing that isn't the same; `kind` is node, relationship, note or answer.

    `what` is missing, extra, changed (then `keys` are the properties that differ), differs, or
    stranger: made by others, but of a kind that the questions follow.
    """

    kind: str
    what: str
    name: str
    keys: tuple[str, ...] = ()


def differences(own: Content, held: Content) -> Iterator[Differing]:
    """What must be said so that someone who knows `own` can tell what `held` holds."""
    yield from _rows(own, held)
    yield from _edges(own, held)


def _rows(own: Content, held: Content) -> Iterator[Differing]:
    for kind, ours, theirs in (("node", own.nodes, held.nodes), ("note", own.layers, held.layers)):
        for iri in sorted(ours.keys() | theirs.keys()):
            if iri not in theirs:
                yield Differing(kind, "missing", iri)
            elif iri not in ours:
                yield Differing(kind, "extra", iri)
            elif found := _node_keys(ours[iri], theirs[iri]):
                yield Differing(kind, "changed", iri, found)


def _edges(own: Content, held: Content) -> Iterator[Differing]:
    for identity in sorted(own.edges.keys() | held.edges.keys()):
        ours, theirs = own.edges.get(identity), held.edges.get(identity)
        if theirs is None:
            yield Differing("relationship", "missing", _edge_name(own.edges[identity]))
        elif ours is None:
            yield Differing("relationship", "extra", _edge_name(theirs))
        elif found := _keys(ours.properties, theirs.properties):
            yield Differing("relationship", "changed", _edge_name(ours), found)


def _edge_name(edge: EdgeRow) -> str:
    return f"{edge.source} -{edge.type}-> {edge.target}"


def _node_keys(own: NodeRow, held: NodeRow) -> tuple[str, ...]:
    labels = () if set(own.labels) == set(held.labels) else (":",)
    return (*labels, *_keys(own.properties, held.properties))


def _keys(own: Mapping[str, Value], held: Mapping[str, Value]) -> tuple[str, ...]:
    return tuple(
        key for key in sorted(own.keys() | held.keys()) if repr(own.get(key)) != repr(held.get(key))
    )
