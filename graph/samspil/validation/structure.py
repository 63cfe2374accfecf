"""Rules about links between statements: loops, alternatives, rejected interpretations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.term import Node

from samspil.validation.data import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.terms import ORG, PROV, SAM, SKOS

Edge = tuple[Node, Node, Node]
"""From, to, and what says so."""


def _stated(data: CheckedData, *relations: URIRef) -> list[Edge]:
    """The links of some relations: as statements, and as plain triples."""
    graph = data.graph
    edges: list[Edge] = []
    for relation in relations:
        edges += [(one, other, one) for one, other in graph.subject_objects(relation)]
        for statement in graph.subjects(SAM.predicate, relation):
            edges += [
                (one, other, statement)
                for one in graph.objects(statement, SAM.subject)
                for other in graph.objects(statement, SAM.object)
            ]
    return sorted(edges, key=lambda edge: tuple(map(str, edge)))


def find_loops(edges: Iterable[Edge]) -> Iterator[tuple[Node, list[Node]]]:
    """Each loop once: what closes it, and the way round from its first node back to it."""
    following: dict[Node, list[tuple[Node, Node]]] = {}
    for one, other, by in edges:
        following.setdefault(one, []).append((other, by))
    done: set[Node] = set()
    for start in sorted(following, key=str):
        if start in done:
            continue
        way: list[Node] = [start]
        stack = [iter(following.get(start, ()))]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                done.add(way.pop())
                continue
            node, by = step
            if node in way:
                yield by, [*way[way.index(node) :], node]
            elif node not in done:
                way.append(node)
                stack.append(iter(following.get(node, ())))


def loops(data: CheckedData) -> Iterator[Finding]:
    """Loops among broader situations, units, and interpretations that rest on each other."""
    for relations in (
        (SKOS.broader,),
        (ORG.unitOf, SAM.departmentOf),
        (SAM.partOfStructure,),
        (SAM.restsOn, PROV.wasDerivedFrom),
    ):
        for by, way in find_loops(_stated(data, *relations)):
            round_trip = " → ".join(data.short(node) for node in way)
            yield data.finding("loop", by, used=data.short(relations[0]), way=round_trip)


def alternatives(data: CheckedData) -> Iterator[Finding]:
    """Alternatives that stand one way only, point to themselves, or to another situation."""
    graph = data.graph
    for one, other in sorted(graph.subject_objects(SAM.alternativeTo)):
        if one == other:
            yield data.finding("alternative-self", one)
        elif other in data.homes and (other, SAM.alternativeTo, one) not in graph:
            yield data.finding("alternative-one-way", one, found=other)
        elif set(graph.objects(one, SAM.trigger)) != set(graph.objects(other, SAM.trigger)):
            yield data.finding("alternative-other-situation", one, found=other)


def rejected(data: CheckedData) -> Iterator[Finding]:
    """What rests on, or was derived from, an interpretation that was rejected."""
    graph = data.graph
    for used in (SAM.restsOn, PROV.wasDerivedFrom):
        for one, other in sorted(graph.subject_objects(used)):
            if (other, SAM.decision, SAM.rejected) in graph:
                yield data.finding("rests-on-rejected", one, found=other, used=used)


def evidence(data: CheckedData) -> Iterator[Finding]:
    """Quotations and paraphrases that nothing uses, or that another dataset uses."""
    graph = data.graph
    for node in data.instances(SAM.Evidence):
        users = sorted(set(graph.subjects(SAM.evidence, node)), key=str)
        if not users:
            yield data.finding("evidence-unused", node)
        homes = {file.dataset for file in data.homes[node]}
        for user in users:
            if not homes & {file.dataset for file in data.homes[user]}:
                yield data.finding("evidence-foreign", user, found=node)
