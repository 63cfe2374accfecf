"""What was read, arranged for the rules: who is described where, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from samspil.model import names
from samspil.ontology.folders import DataFile
from samspil.ontology.reading import WORDS_LAYER, ParsedFile
from samspil.validation.findings import Finding
from samspil.validation.namespaces import DCT, OA, OWL, SKOS
from samspil.validation.union_graph import JoinedGraph

_Made = TypeVar("_Made")
_LABELS = (SKOS.prefLabel, RDFS.label, DCT.title)
_PROPERTY_CLASSES = frozenset(
    {RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
)


@dataclass(frozen=True)
class SourceText:
    """A source document: its node, the file that names it, its text."""

    iri: URIRef
    home: ParsedFile
    file: DataFile
    text: str


@dataclass(frozen=True)
class CheckedData:
    """The files of a folder, parsed, with the texts of their sources."""

    vocabulary: ParsedFile
    files: Sequence[ParsedFile]
    shapes_text: str
    sources: Mapping[URIRef, SourceText]

    @property
    def all_files(self) -> tuple[ParsedFile, ...]:
        """The vocabulary and the data files."""
        return (self.vocabulary, *self.files)

    @cached_property
    def words_files(self) -> tuple[ParsedFile, ...]:
        """The vocabulary, and what municipalities add to it for themselves."""
        own = (file for file in self.files if file.layer == WORDS_LAYER)
        return (self.vocabulary, *own)

    @cached_property
    def graph(self) -> Graph:
        """Everything as one graph to read, for rules that look across files."""
        return JoinedGraph(self.all_files, self.homes)

    @cached_property
    def triples(self) -> list[tuple[ParsedFile, list[tuple[Node, Node, Node]]]]:
        """The triples of each data file, sorted, so that findings come in an order."""
        return [(file, sorted(file.graph, key=_text)) for file in self.files]

    @cached_property
    def homes(self) -> dict[Node, list[ParsedFile]]:
        """The files in which each subject is described; one, if all is well."""
        homes: dict[Node, list[ParsedFile]] = {}
        for file in self.all_files:
            for subject in file.subjects:
                homes.setdefault(subject, []).append(file)
        return homes

    @cached_property
    def properties(self) -> frozenset[Node]:
        """The properties that the vocabulary, or a municipality's own words, declare."""
        found = {RDF.type}
        for kind in _PROPERTY_CLASSES:
            found.update(
                subject
                for file in self.words_files
                for subject in file.graph.subjects(RDF.type, kind)
                if isinstance(subject, URIRef)
            )
        return frozenset(found)

    @cached_property
    def classes(self) -> frozenset[Node]:
        """The classes that the vocabulary declares."""
        return frozenset(self.vocabulary.graph.subjects(RDF.type, OWL.Class))

    @cached_property
    def places(self) -> Mapping[Node, tuple[int, int]]:
        """From which character to which each sentence and quotation says that it goes."""
        ends = dict(self.graph.subject_objects(OA.end))
        found = {
            node: (whole_number(start), whole_number(ends.get(node)))
            for node, start in self.graph.subject_objects(OA.start)
        }
        return {
            node: (start, end)
            for node, (start, end) in found.items()
            if start is not None and end is not None
        }

    def is_a(self, node: Node, kind: URIRef) -> bool:
        """Whether a node is of a class or of one below it."""
        graph = self.vocabulary.graph
        return any(
            kind in graph.transitive_objects(found, RDFS.subClassOf)
            for found in self.graph.objects(node, RDF.type)
        )

    def instances(self, kind: URIRef) -> tuple[URIRef, ...]:
        """All nodes of a class or of one below it, sorted by IRI, each once."""
        if kind not in self._instances:
            below = self.vocabulary.graph.transitive_subjects(RDFS.subClassOf, kind)
            found = {
                node
                for each in below
                for node in self.graph.subjects(RDF.type, each)
                if isinstance(node, URIRef)
            }
            self._instances[kind] = tuple(sorted(found))
        return self._instances[kind]

    @cached_property
    def _instances(self) -> dict[URIRef, tuple[URIRef, ...]]:
        return {}

    def pointing(self, link: URIRef) -> Mapping[Node, Sequence[Node]]:
        """What points to each thing by a property, sorted."""
        if link not in self._pointing:
            found: dict[Node, list[Node]] = {}
            for node, thing in self.graph.subject_objects(link):
                found.setdefault(thing, []).append(node)
            self._pointing[link] = {thing: sorted(nodes, key=str) for thing, nodes in found.items()}
        return self._pointing[link]

    @cached_property
    def _pointing(self) -> dict[URIRef, Mapping[Node, Sequence[Node]]]:
        return {}

    def once(self, make: Callable[[CheckedData], _Made]) -> _Made:
        """What a function makes of the data; many rules ask for it, and it is made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[object, Any]:
        return {}

    def layers(self, node: Node) -> set[str]:
        """The layers of the files in which a node is described."""
        return {file.layer for file in self.homes.get(node, ())}

    def name(self, node: Node, language: str) -> str | None:
        """What the data calls a node in a language."""
        for label in _LABELS:
            for value in self.graph.objects(node, label):
                if isinstance(value, Literal) and value.language == language:
                    return str(value)
        return None

    def short(self, node: Node) -> str:
        """An IRI as people write it in a file: `ishoej:A28`."""
        if not isinstance(node, URIRef):
            return str(node)
        for file in (*self.homes.get(node, ()), self.vocabulary, *self.files):
            for prefix, namespace in file.graph.namespaces():
                if prefix and str(node).startswith(str(namespace)) and str(node) != str(namespace):
                    return f"{prefix}:{str(node)[len(str(namespace)) :]}"
        return str(node)

    def finding(
        self, code: str, node: Node, home: ParsedFile | None = None, **params: object
    ) -> Finding:
        """A finding about a node, with its place and its name.

        Args:
            code: the message, and the rule.
            node: what is wrong.
            home: the file, where the node is described in several.
            params: blanks of the message; nodes are written short.
        """
        file = home or next(iter(self.homes.get(node, ())), None)
        iri = str(node) if isinstance(node, URIRef) else None
        return Finding(
            code,
            code,
            file=file.file.name if file else None,
            line=file.lines.get(iri) if file and iri else None,
            iri=iri,
            label=(self.name(node, "da") or names.local_name(iri)) if iri else None,
            label_en=(self.name(node, "en") or names.local_name(iri)) if iri else None,
            params={key: self._shown(value) for key, value in params.items()},
        )

    def finding_in(self, source: SourceText, finding: Finding) -> Finding:
        """A finding in the text of a source, as one about the source."""
        danish, english = (self.name(source.iri, language) for language in ("da", "en"))
        return replace(finding, iri=str(source.iri), label=danish, label_en=english)

    def _shown(self, value: object) -> str:
        return self.short(value) if isinstance(value, URIRef) else str(value)


def _text(triple: tuple[Node, Node, Node]) -> tuple[str, str, str]:
    return (str(triple[0]), str(triple[1]), str(triple[2]))


def whole_number(value: Node | None) -> int | None:
    """A whole number, or None where the data doesn't hold one (then a shape complains)."""
    if not isinstance(value, Literal):
        return None
    try:
        return int(str(value))
    except ValueError:
        return None
