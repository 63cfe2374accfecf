"""Rules about links between statements: loops, alternatives, rejected interpretations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.term import Node

from samspil.model.terms import STATED
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.namespaces import ORG, PROV, SAM, SKOS

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


def find_loops(edges: Iterable[Edge]) -> Iterator[list[Edge]]:
    """Each loop once, as its links in order; the last leads back to where the first begins."""
    following: dict[Node, list[Edge]] = {}
    for edge in edges:
        following.setdefault(edge[0], []).append(edge)
    done: set[Node] = set()
    for start in sorted(following, key=str):
        if start in done:
            continue
        way: list[Edge] = []
        on_way = [start]
        stack = [iter(following[start])]
        while stack:
            try:
                edge = next(stack[-1])
            except StopIteration:
                stack.pop()
                done.add(on_way.pop())
                way = way[:-1]
                continue
            if edge[1] in on_way:
                yield [*way[on_way.index(edge[1]) :], edge]
            elif edge[1] not in done:
                way.append(edge)
                on_way.append(edge[1])
                stack.append(iter(following.get(edge[1], ())))


def loops(data: CheckedData) -> Iterator[Finding]:
    """Loops among broader situations, units, parts, and interpretations that rest on each other."""
    for relations in (
        (SKOS.broader,),
        (ORG.unitOf, SAM.departmentOf),
        (SAM.partOfStructure,),
        (SAM.restsOn, PROV.wasDerivedFrom),
    ):
        for loop in find_loops(_stated(data, *relations)):
            way = [data.short(edge[0]) for edge in [*loop, loop[0]]]
            said = sorted({edge[2] for edge in loop}, key=str)
            # What the document says is the last to be doubted.
            blamed = min(said, key=lambda node: (STATED in data.layers(node), str(node)))
            statements = ", ".join(data.short(node) for node in said)
            yield data.finding("loop", blamed, way=" → ".join(way), statements=statements)


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
    for node in data.instances(SAM.Evidence):
        users = dict.fromkeys(data.pointing(SAM.evidence).get(node, ()))
        if not users:
            yield data.finding("evidence-unused", node)
        homes = {file.dataset for file in data.homes[node]}
        for user in users:
            if not homes & {file.dataset for file in data.homes[user]}:
                yield data.finding("evidence-foreign", user, found=node)
