"""Holds the data against the shapes, and says what they say in Danish and English."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from samspil.model import names
from samspil.ontology.reading import LAYER, VOCABULARY_LAYER, ParsedFile
from samspil.validation.context import CheckedData
from samspil.validation.engine import ShapeResult, ShapesUnusableError, validate
from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM
from samspil.validation.turtle import syntax_findings

_INVALID = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_CLASS = str(SH.ClassConstraintComponent)
_CLOSED = str(SH.ClosedConstraintComponent)


def layered(data: CheckedData) -> str:
    """Everything as N-Triples, each subject with the layer of its file, as the shapes expect.

    What isn't a valid IRI is left out: it is a finding of its own, and no engine reads it.
    """
    parts = []
    for file in data.all_files:
        graph = _valid(file)
        if file.layer != VOCABULARY_LAYER:
            layers = Graph()
            for subject in set(graph.subjects()):
                layers.add((subject, LAYER, SAM[file.layer]))
            parts.append(layers.serialize(format="nt"))
        parts.append(graph.serialize(format="nt"))
    return "".join(parts)


def _valid(file: ParsedFile) -> Graph:
    terms = {term for triple in file.graph for term in triple if isinstance(term, URIRef)}
    wrong = {term for term in terms if not is_valid(str(term))}
    if not wrong:
        return file.graph
    kept = Graph()
    for triple in file.graph:
        if wrong.isdisjoint(triple):
            kept.add(triple)
    return kept


def is_valid(iri: str) -> bool:
    """Whether an IRI has no character that can't stand in one."""
    return _INVALID.search(iri) is None


def shape_findings(data: CheckedData, engine: str | None = None) -> list[Finding]:
    """What the data breaks of the shapes, one finding for a rule and a thing.

    Left out is what another rule says better: a link to something that doesn't exist, and a
    property that no vocabulary declares.
    """
    try:
        results = validate(layered(data), data.shapes_text, engine)
    except ShapesUnusableError as error:
        params = {"reason": str(error)}
        unusable = Finding("shapes-unusable", "shapes-unusable", "shapes.ttl", params=params)
        return syntax_findings(data.shapes_text, "shapes.ttl") or [unusable]
    found: dict[tuple[str, str], Finding] = {}
    for result in results:
        if _said_elsewhere(result, data):
            continue
        finding = _finding(result, data)
        found.setdefault((finding.rule, result.focus), finding)
    return list(found.values())


def _said_elsewhere(result: ShapeResult, data: CheckedData) -> bool:
    if URIRef(result.focus) not in data.homes:
        return True  # a blank node, which has no place to show
    if result.component == _CLASS:
        return bool(result.value) and URIRef(result.value or "") not in data.homes
    if result.component == _CLOSED:
        return URIRef(result.path or "") not in data.properties
    return False


def _finding(result: ShapeResult, data: CheckedData) -> Finding:
    node = URIRef(result.focus)
    texts = _texts(data.shapes_text).get(result.shape, {})
    finding = data.finding("shape", node)
    about = data.short(URIRef(result.path)) if result.path else ""
    value = _value(result, data)
    params = {
        "text_da": texts.get("da", ""),
        "text_en": texts.get("en", ""),
        "detail": f" ({place})" if (place := " ".join(filter(None, (about, value)))) else "",
    }
    return replace(finding, rule=names.local_name(result.shape), params=params)


def _value(result: ShapeResult, data: CheckedData) -> str:
    if not result.value or result.value == result.focus:
        return ""
    node = URIRef(result.value)
    return data.short(node) if "://" in result.value else f"»{result.value[:80]}«"


@cache
def _texts(shapes: str) -> dict[str, dict[str, str]]:
    """The messages of each named shape, by language."""
    texts: dict[str, dict[str, str]] = {}
    for shape, message in Graph().parse(data=shapes, format="turtle").subject_objects(SH.message):
        if isinstance(message, Literal) and message.language:
            texts.setdefault(str(shape), {})[message.language] = str(message)
    return texts
