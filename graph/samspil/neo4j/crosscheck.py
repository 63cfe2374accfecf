"""Answers read straight from the RDF, without rows and without Cypher: a second opinion.

Each function does what a question of the same name does, by another way. Where the two differ,
the mapping or the engine is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.model import names
from samspil.ontology.reading import ParsedFile

_STATED = "stated"


def _sam(name: str) -> URIRef:
    return URIRef(names.SAM + name)


_ORGANIZATION = URIRef(names.ORG + "organization")


def direct_answers(files: Iterable[ParsedFile]) -> dict[str, list[str]]:
    """What the files of one municipality say, by question and thing, each a sorted list of ids.

    `situations`, `gaps`, `informed <situation>` (the norms of its own that the document states)
    and `forum <forum>` (the seats in it).
    """
    files = tuple(files)
    answers = {
        "situations": sorted(_slugs(_of_class(files, "Situation"))),
        "gaps": sorted(_slugs(_of_class(files, "KnowledgeGap"))),
    }
    for situation in _of_class(files, "Situation"):
        answers[f"informed {situation}"] = sorted(
            names.local_name(str(norm))
            for file in files
            if file.layer == _STATED
            for norm in file.graph.subjects(_sam("trigger"), situation)
            if (norm, RDF.type, _sam("InformationNorm")) in file.graph
        )
    for forum in _of_class(files, "Forum"):
        answers[f"forum {forum}"] = sorted(
            names.local_name(str(seat))
            for file in files
            for seat in file.graph.subjects(_ORGANIZATION, forum)
            if (seat, RDF.type, _sam("Participation")) in file.graph
        )
    return answers


def _of_class(files: Iterable[ParsedFile], name: str) -> Iterator[Node]:
    for file in files:
        graph: Graph = file.graph
        yield from graph.subjects(RDF.type, _sam(name))


def _slugs(things: Iterable[Node]) -> Iterator[str]:
    return (names.local_name(str(thing)) for thing in things)
