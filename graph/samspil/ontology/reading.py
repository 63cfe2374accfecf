"""Parses Turtle into one graph a file, each with its layer and its dataset.

Nothing is fetched: `owl:imports` and remote contexts are never followed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.errors import DataError, Place
from samspil.model import names
from samspil.ontology.folders import DataFile, DataFolder, read_text
from samspil.ontology.turtle import parse_turtle

LAYER_GRAPH = URIRef(names.SAM + "LayerGraph")
LAYER = URIRef(names.SAM + "layer")
SOURCE_FILE = URIRef(names.SAM + "file")
NAMING = frozenset({RDF.type, URIRef(names.SAM + "predicate")})
"""The properties that name a term of a vocabulary, maybe another's, and so link to nothing."""
VOCABULARY_LAYER = "vocabulary"
WORDS_LAYER = "words"
"""What a municipality adds to the vocabulary for itself."""

Statement = tuple[str, Node]
"""The IRI of a property, as text, and its value."""

_NAMING = frozenset(map(str, NAMING))
_SUBJECT = re.compile(r"(?:<([^<>\s]+)>|([A-Za-z][\w.-]*)?:([\w.%-]+))(?=\s|$)")
_PREFIX = re.compile(r"\s*@?prefix\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)


@dataclass(frozen=True)
class ParsedFile:
    """One Turtle file: its graph, the dataset and layer its header names, its text."""

    file: DataFile
    graph: Graph
    dataset: str
    layer: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> dict[str, int]:
        """The line (from 1) on which each subject's block begins."""
        return subject_lines(self.text)

    @cached_property
    def repeated(self) -> dict[str, list[int]]:
        """The lines on which the blocks of a subject begin that has several, by IRI."""
        return {iri: lines for iri, lines in _all_lines(self.text).items() if len(lines) > 1}

    @cached_property
    def statements(self) -> Mapping[Node, Sequence[Statement]]:
        """What the file says of each thing: property and value.

        All that reads whole files reads them here: to go through a graph is what takes the time.
        """
        found: dict[Node, list[Statement]] = {}
        texts: dict[Node, str] = {}
        for (subject, used, value), _ in self.graph.store.triples((None, None, None)):
            text = texts.get(used)
            if text is None:
                text = texts[used] = str(used)
            said = found.get(subject)
            if said is None:
                said = found[subject] = []
            said.append((text, value))
        return found

    @property
    def subjects(self) -> Set[Node]:
        """All that the file describes."""
        return self.statements.keys()

    @cached_property
    def linked(self) -> frozenset[Node]:
        """All IRIs that the file's statements lead to."""
        return frozenset(
            value
            for said in self.statements.values()
            for used, value in said
            if type(value) is URIRef and used not in _NAMING
        )

    @cached_property
    def used(self) -> frozenset[Node]:
        """All properties that the file's statements have."""
        return frozenset(
            map(URIRef, {used for said in self.statements.values() for used, _ in said})
        )

    def place(self, iri: str) -> Place:
        """Where a subject stands in this file."""
        return Place(file=self.file.name, line=self.lines.get(iri), iri=iri)


@dataclass(frozen=True)
class ParsedOntology:
    """Everything that was read: the vocabulary, then a file a layer."""

    folder: DataFolder
    vocabulary: ParsedFile
    files: tuple[ParsedFile, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    """The raw text of each source document, by its IRI."""

    @property
    def datasets(self) -> tuple[str, ...]:
        """The municipalities, sorted; what all share isn't among them."""
        found = {file.dataset for file in self.files}
        return tuple(sorted(found - {names.SHARED_DATASET}))


def subject_lines(text: str) -> dict[str, int]:
    """The line on which each subject that begins a line stands, by IRI."""
    return {iri: lines[0] for iri, lines in _all_lines(text).items()}


def _all_lines(text: str) -> dict[str, list[int]]:
    prefixes: dict[str, str] = {}
    found: dict[str, list[int]] = {}
    # Not splitlines, for which more ends a line than for an editor.
    for number, line in enumerate(text.split("\n"), start=1):
        declared = _PREFIX.match(line)
        if declared:
            prefixes[declared.group(1)] = declared.group(2)
            continue
        begun = _SUBJECT.match(line)
        if begun:
            full, prefix, local = begun.groups()
            iri = full if full is not None else prefixes.get(prefix or "", "") + local
            found.setdefault(iri, []).append(number)
    return found


def read_file(file: DataFile, known: Mapping[str, ParsedFile] | None = None) -> ParsedFile:
    """A layer file, parsed, its header understood; one of `known`, by text, isn't parsed again.

    Raises:
        DataError: unreadable, not Turtle, or not exactly one layer header.
    """
    text = read_text(file)
    if known and (same := known.get(text)):
        return replace(same, file=file)
    graph = parse_turtle(text, file.name)
    headers = [str(header) for header in graph.subjects(RDF.type, LAYER_GRAPH)]
    if len(headers) != 1:
        raise DataError("layer-header", place=Place(file=file.name), found=len(headers))
    layer = graph.value(URIRef(headers[0]), LAYER)
    if not isinstance(layer, URIRef):
        raise DataError("layer-missing", place=Place(file=file.name, iri=headers[0]))
    return ParsedFile(file, graph, names.dataset_of(headers[0]), names.local_name(str(layer)), text)


def read_vocabulary(file: DataFile) -> ParsedFile:
    """The vocabulary, a layer of its own in what all share."""
    text = read_text(file)
    return ParsedFile(
        file, parse_turtle(text, file.name), names.SHARED_DATASET, VOCABULARY_LAYER, text
    )


def parse(folder: DataFolder, known: Iterable[ParsedFile] = ()) -> ParsedOntology:
    """All files of a folder, parsed; what another folder's files say word for word only once.

    Raises:
        DataError: a file can't be read; `others` holds the errors of the other files.
    """
    errors: list[DataError] = []
    files: list[ParsedFile] = []
    by_text = {file.text: file for file in known}
    for file in folder.graph_files:
        try:
            files.append(read_file(file, by_text))
        except DataError as error:
            errors.append(error)
    if errors:
        first = errors[0]
        first.others = tuple(errors[1:])
        raise first
    vocabulary = read_vocabulary(folder.vocabulary)
    return ParsedOntology(folder, vocabulary, tuple(files), read_sources(files))


def read_sources(files: Iterable[ParsedFile]) -> dict[str, str]:
    """The texts of the source documents that the files name, by the source's IRI.

    A source is a file in the folder of the Turtle that names it, nowhere else.

    Raises:
        DataError: the text isn't there, or its name leads out of the folder.
    """
    texts: dict[str, str] = {}
    for file in files:
        for source, value in file.graph.subject_objects(SOURCE_FILE):
            text = source_file(file, str(value))
            if text is None:
                raise DataError("source-missing", place=file.place(str(source)), name=str(value))
            texts[str(source)] = read_text(text)
    return texts


def source_file(home: ParsedFile, name: str) -> DataFile | None:
    """The source text of that name beside the Turtle that names it; None where there is none."""
    if PurePath(name).name != name or "\0" in name:
        return None
    file = home.file.beside(name)
    return file if os.path.lexists(file.path) else None
