"""Which norm follows which: the links of the cascade, derived once for both engines.

Norm B follows norm A when a recipient of A is a bearer of B and B's situation is A's or a broader
one. Each link says what it rests on: the document alone (`stated`), a reading of it
(`interpretation`), or a unit counted as its parent (`roll-up`, never part of an answer unless it
is asked for). What only another source says leads nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samspil.model.rows import EdgeRow, NodeRow, Value
from samspil.model.terms import INTERPRETATION, NORM, STATED

FOLLOWED_BY = "FOLLOWED_BY"
INFORMS = "INFORMS"
ROLL_UP = "roll-up"
_RANK = {STATED: 0, INTERPRETATION: 1, ROLL_UP: 2}
_COUNTED = frozenset({STATED, INTERPRETATION})
_FORBIDS = "#must-not"
_UNIT_TYPES = frozenset({"UNIT_OF", "DEPARTMENT_OF"})


@dataclass(frozen=True, slots=True)
class _Way:
    """How one thing leads to another: the weakest ground on the way, and the ids it rests on."""

    target: str
    basis: str
    rests_on: frozenset[str]

    @property
    def order(self) -> tuple[int, int, list[str]]:
        return _RANK[self.basis], len(self.rests_on), sorted(self.rests_on)


@dataclass(frozen=True, slots=True)
class _Norm:
    iri: str
    dataset: str
    layer: str
    informs: bool
    triggers: frozenset[str]
    bearers: frozenset[str]
    recipients: frozenset[str]


def follow_edges(nodes: Mapping[str, NodeRow], edges: Iterable[EdgeRow]) -> Iterator[EdgeRow]:
    """The links of the cascade between the norms that a plan states or that a reading adds."""
    edges = list(edges)
    broader = _ways(edges, frozenset({"BROADER"}))
    parents = _ways(edges, _UNIT_TYPES)
    norms = _norms(nodes, edges)
    by_bearer: dict[str, list[_Norm]] = defaultdict(list)
    for norm in norms:
        for bearer in norm.bearers:
            by_bearer[bearer].append(norm)
    sources = _sources(edges)
    for norm in norms:
        if not norm.informs:
            continue
        best: dict[str, _Way] = {}
        for way in _next_steps(norm, by_bearer, broader, parents):
            held = best.get(way.target)
            own, other = sources.get(norm.iri), sources.get(way.target)
            if own and other and own.isdisjoint(other):
                continue  # No document states what two of them say one after the other.
            if way.target != norm.iri and (held is None or way.order < held.order):
                best[way.target] = way
        for way in best.values():
            yield EdgeRow(
                source=norm.iri,
                target=way.target,
                type=FOLLOWED_BY,
                properties={
                    "layer": nodes[way.target].properties["layer"],
                    "dataset": nodes[way.target].properties["dataset"],
                    "derived": True,
                    "basis": way.basis,
                    "rests_on": sorted(way.rests_on),
                },
            )


def _sources(edges: Iterable[EdgeRow]) -> dict[str, set[str]]:
    """The documents that each assertion quotes."""
    quoted: dict[str, list[str]] = defaultdict(list)
    source_of: dict[str, str] = {}
    for edge in edges:
        if edge.type == "EVIDENCE":
            quoted[edge.source].append(edge.target)
        elif edge.type == "HAS_SOURCE":
            source_of[edge.source] = edge.target
    return {
        assertion: {source_of[one] for one in quotes if one in source_of}
        for assertion, quotes in quoted.items()
    }


def inform_edges(nodes: Mapping[str, NodeRow], edges: Iterable[EdgeRow]) -> Iterator[EdgeRow]:
    """A shortcut from each bearer of an information norm to each recipient it may tell."""
    ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        if edge.type in {"BEARER", "RECIPIENT", "MODALITY", "TRIGGER"}:
            ends[edge.source][edge.type].append(edge.target)
    for iri, norm in sorted(ends.items()):
        forbids = any(one.endswith(_FORBIDS) for one in norm["MODALITY"])
        if NORM not in nodes[iri].labels or forbids:
            continue
        own = nodes[iri].properties
        shown = {
            "layer": own["layer"],
            "dataset": own["dataset"],
            "derived": True,
            "assertion": own["slug"],
            "modality": _slug(nodes, norm["MODALITY"]),
            "situation": _slug(nodes, norm["TRIGGER"]),
        }
        for bearer in norm["BEARER"]:
            for recipient in norm["RECIPIENT"]:
                yield EdgeRow(bearer, recipient, INFORMS, shown)


def _slug(nodes: Mapping[str, NodeRow], iris: list[str]) -> Value:
    return nodes[min(iris)].properties["slug"] if iris else ""


def _next_steps(
    norm: _Norm,
    by_bearer: Mapping[str, list[_Norm]],
    broader: Mapping[str, list[_Way]],
    parents: Mapping[str, list[_Way]],
) -> Iterator[_Way]:
    situations = [
        way
        for trigger in norm.triggers
        for way in (_Way(trigger, STATED, frozenset()), *broader.get(trigger, ()))
    ]
    for recipient in norm.recipients:
        acting = [_Way(recipient, STATED, frozenset())]
        acting += [_Way(way.target, ROLL_UP, way.rests_on) for way in parents.get(recipient, ())]
        for actor in acting:
            for following in by_bearer.get(actor.target, ()):
                if following.dataset != norm.dataset:
                    continue  # One municipality's plan binds nobody in another.
                for situation in situations:
                    if situation.target in following.triggers:
                        yield _joined(following, actor, situation)


def _joined(norm: _Norm, actor: _Way, situation: _Way) -> _Way:
    own = INTERPRETATION if norm.layer == INTERPRETATION else STATED
    basis = max((actor.basis, situation.basis, own), key=_RANK.__getitem__)
    return _Way(norm.iri, basis, actor.rests_on | situation.rests_on)


def _ways(edges: Iterable[EdgeRow], types: frozenset[str]) -> dict[str, list[_Way]]:
    """For each thing, all that is reached from it over these relationships, the best way each.

    A way that only the document supports rests on nothing that must be told: its links are
    named only where a reading, or a unit counted as its parent, is needed.
    """
    direct: dict[str, list[_Way]] = defaultdict(list)
    for edge in edges:
        layer = edge.properties["layer"]
        if edge.type in types and "assertion" in edge.properties and layer in _COUNTED:
            stated = layer == STATED
            direct[edge.source].append(
                _Way(
                    edge.target,
                    STATED if stated else INTERPRETATION,
                    frozenset()
                    if stated and "BROADER" in types
                    else frozenset({str(edge.properties["assertion"])}),
                )
            )
    reached: dict[str, list[_Way]] = {}
    for start, first in direct.items():
        best: dict[str, _Way] = {}
        waiting = list(first)
        while waiting:
            way = waiting.pop()
            held = best.get(way.target)
            if way.target == start or (held is not None and held.order <= way.order):
                continue
            best[way.target] = way
            waiting.extend(
                _Way(
                    onward.target,
                    max(way.basis, onward.basis, key=_RANK.__getitem__),
                    way.rests_on | onward.rests_on,
                )
                for onward in direct.get(way.target, ())
            )
        reached[start] = [best[target] for target in sorted(best)]
    return reached


def _norms(nodes: Mapping[str, NodeRow], edges: Iterable[EdgeRow]) -> list[_Norm]:
    ends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for edge in edges:
        if edge.type in {"TRIGGER", "BEARER", "RECIPIENT", "MODALITY"}:
            ends[edge.source][edge.type].add(edge.target)
    return [
        _Norm(
            iri=iri,
            dataset=str(node.properties["dataset"]),
            layer=str(node.properties["layer"]),
            # Who must not be told has not been told, so nothing follows.
            informs=not any(one.endswith(_FORBIDS) for one in ends[iri]["MODALITY"]),
            triggers=frozenset(ends[iri]["TRIGGER"]),
            bearers=frozenset(ends[iri]["BEARER"]),
            recipients=frozenset(ends[iri]["RECIPIENT"]),
        )
        for iri, node in sorted(nodes.items())
        if NORM in node.labels and node.properties["layer"] in _COUNTED
    ]
