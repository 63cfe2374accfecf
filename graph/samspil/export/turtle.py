"""Turtle, a file a layer, and TriG, all layers in one file: the data as they were, in order.

Written here and not by rdflib, whose writer changes some numbers (`1` as a decimal becomes `1.0`)
and has no order that a person expects.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from samspil.export.layers import Layer, Prefixes, layers
from samspil.model.characters import SIGNS
from samspil.model.names import SHARED_DATASET
from samspil.ontology.folders import PLACES, TESTS, read_text
from samspil.ontology.reading import ParsedOntology

_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_NOT_IN_IRI = re.compile(rf'[\x00-\x20<>"{{}}|^`\\{SIGNS}]')
_NOT_IN_STRING = re.compile(rf'[\t\n\r\\"{SIGNS}]')
_SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\\": r"\\", '"': r"\""}


def turtle_files(ontology: ParsedOntology) -> dict[str, str]:
    """A Turtle text a layer, the source documents and the places of figures, by path in a folder.

    The folder is one that samspil reads: `vocabulary.ttl`, `national/`, a folder a municipality.

    Raises:
        DataError: two files name the same graph, or the places can't be read.
    """
    files = _kept_beside(ontology)
    for layer in layers(ontology):
        files.update(layer.texts)
        files[layer.path] = turtle(layer)
    return dict(sorted(files.items()))


def _kept_beside(ontology: ParsedOntology) -> dict[str, str]:
    """What is kept beside the files that were read: places of the figure, expected answers.

    None of it for data that come from elsewhere.
    """
    read = set(ontology.folder.graph_files)
    kept = {
        f"{file.dataset}/{name}": file.file.beside(name)
        for file in ontology.files
        for name in (PLACES, TESTS)
        if file.file in read and file.dataset != SHARED_DATASET
    }
    return {path: read_text(file) for path, file in kept.items() if os.path.lexists(file.path)}


def turtle(layer: Layer) -> str:
    """One layer as Turtle."""
    prefixes = Prefixes([layer])
    return "\n".join([*_declarations(prefixes), *_blocks(layer, prefixes, "")])


def trig(ontology: ParsedOntology) -> str:
    """All layers as TriG, each a named graph.

    Raises:
        DataError: two files name the same graph.
    """
    graphs = layers(ontology)
    prefixes = Prefixes(graphs)
    lines = [*_declarations(prefixes)]
    for layer in graphs:
        lines += [f"{_iri(layer.iri, prefixes)} {{", *_blocks(layer, prefixes, "    "), "}", ""]
    return "\n".join(lines)


def _declarations(prefixes: Prefixes) -> Iterable[str]:
    return [*(f"@prefix {name}: <{iri}> ." for name, iri in prefixes.declared.items()), ""]


def _blocks(layer: Layer, prefixes: Prefixes, indent: str) -> Iterator[str]:
    for subject, properties in layer.subjects():
        lines = [
            f"{_predicate(predicate, prefixes)} {_objects(values, prefixes, indent)}"
            for predicate, values in properties.items()
        ]
        joined = f" ;\n{indent}    ".join(lines)
        yield f"{indent}{_term(subject, prefixes)} {joined} .\n"


def _objects(values: Iterable[Node], prefixes: Prefixes, indent: str) -> str:
    return f",\n{indent}        ".join(_term(value, prefixes) for value in values)


def _predicate(predicate: Node, prefixes: Prefixes) -> str:
    return "a" if predicate == RDF.type else _term(predicate, prefixes)


def _term(term: Node, prefixes: Prefixes) -> str:
    if isinstance(term, Literal):
        return _literal(term, prefixes)
    if isinstance(term, BNode):
        return f"_:{term}"
    return _iri(str(term), prefixes)


def _iri(iri: str, prefixes: Prefixes) -> str:
    return prefixes.short(iri) or f"<{_NOT_IN_IRI.sub(_escaped, iri)}>"


def _literal(literal: Literal, prefixes: Prefixes) -> str:
    text = str(literal)
    # The bare forms only where a reader gives exactly this literal back.
    if literal.datatype == XSD.boolean and text in {"true", "false"}:
        return text
    if literal.datatype == XSD.integer and _INTEGER.fullmatch(text):
        return text
    quoted = f'"{_NOT_IN_STRING.sub(_escaped, text)}"'
    if literal.language:
        return f"{quoted}@{literal.language}"
    if isinstance(literal.datatype, URIRef):
        return f"{quoted}^^{_iri(str(literal.datatype), prefixes)}"
    return quoted


def _escaped(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found.group()) or f"\\u{ord(found.group()):04X}"
