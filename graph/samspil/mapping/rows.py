"""Turns parsed layers into node and edge rows.

Every subject of a layer becomes one node in the layer of its file, and so does each concept of
the vocabulary, and whatever else of it the layers name; every triple between two of them becomes
one relationship, typed by its property; literals become properties. Shortcuts (`derived: true`)
are added for structure and for the cascade, each with the id of the assertion it stands on. A
relationship belongs to the dataset that states it, which may be that of neither end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Node

from samspil.mapping.cascade import follow_edges, inform_edges
from samspil.mapping.schema import Schema, read_schema
from samspil.model import names
from samspil.model.rows import EdgeRow, GraphRows, NodeRow, Scalar, Value
from samspil.ontology.reading import ParsedFile, ParsedOntology, Statement

ENTITY = "SamspilEntity"
_LABELS = frozenset({str(SKOS.prefLabel), str(RDFS.label), str(DCTERMS.title)})
_STRUCTURE = URIRef(names.SAM + "StructureStatement")
_SUBJECT, _PREDICATE, _OBJECT = (URIRef(names.SAM + n) for n in ("subject", "predicate", "object"))


_TYPE, _PART_OF = str(RDF.type), str(DCTERMS.isPartOf)
_START, _END = names.OA + "start", names.OA + "end"
_PROPERTY = re.compile(r"Property$")
_WIDEST = 2**63


@dataclass(frozen=True, slots=True)
class Shared:
    """What all municipalities share: its schema, nodes, and stated relationships."""

    schema: Schema
    nodes: Mapping[str, NodeRow]
    edges: tuple[EdgeRow, ...]


def map_shared(
    vocabulary: ParsedFile, national: Iterable[ParsedFile], sources: Mapping[str, str]
) -> Shared:
    """The nodes and stated relationships of what all share.

    Of the vocabulary, concepts and properties become nodes: what a layer may name. Its classes
    are labels.
    """
    schema = read_schema(vocabulary.graph)
    files = tuple(national)
    nodes = {
        node.iri: node
        for node in _nodes(vocabulary, schema, sources)
        if "Concept" in node.labels or _is_property(vocabulary, node.iri)
    }
    for file in files:
        for node in _nodes(file, schema, sources):
            nodes.setdefault(node.iri, node)
    return Shared(schema, nodes, tuple(_linked(nodes, (vocabulary, *files))))


def shared_rows(shared: Shared) -> GraphRows:
    """The rows of what all share."""
    return _rows(shared.nodes, shared.edges, shared.nodes, shared.edges)


def map_dataset(
    shared: Shared, files: Iterable[ParsedFile], sources: Mapping[str, str]
) -> GraphRows:
    """The rows that one municipality's files add to what all share.

    They depend on no other municipality. Only things of its own become nodes: what another
    declares isn't its to change.
    """
    files = tuple(files)
    own: dict[str, NodeRow] = {}
    for file in files:
        for node in _nodes(file, shared.schema, sources):
            if node.properties["dataset"] == file.dataset and node.iri not in shared.nodes:
                own.setdefault(node.iri, node)
    nodes = {**shared.nodes, **own}
    edges = tuple(_linked(nodes, files))
    return _rows(own, edges, nodes, shared.edges + edges)


def map_ontology(ontology: ParsedOntology) -> GraphRows:
    """The whole property graph of what was parsed; equal input gives equal rows."""
    by_dataset: dict[str, list[ParsedFile]] = defaultdict(list)
    for file in ontology.files:
        by_dataset[file.dataset].append(file)
    national = by_dataset.pop(names.SHARED_DATASET, [])
    shared = map_shared(ontology.vocabulary, national, ontology.sources)
    parts = [shared_rows(shared)]
    parts += [map_dataset(shared, by_dataset[one], ontology.sources) for one in sorted(by_dataset)]
    return GraphRows(
        nodes=tuple(sorted((n for part in parts for n in part.nodes), key=lambda n: n.iri)),
        edges=tuple(sorted((e for part in parts for e in part.edges), key=_edge_order)),
    )


def _rows(
    own: Mapping[str, NodeRow],
    stated: Iterable[EdgeRow],
    nodes: Mapping[str, NodeRow],
    edges: Iterable[EdgeRow],
) -> GraphRows:
    """Rows of one dataset: what it states, and what follows for it from that and what is shared."""
    edges = list(edges)
    # What follows belongs to the dataset of the norm it begins at.
    derived = [*inform_edges(nodes, edges), *follow_edges(nodes, edges)]
    datasets = {str(node.properties["dataset"]) for node in own.values()}
    mine = [edge for edge in derived if edge.properties["dataset"] in datasets]
    return GraphRows(
        nodes=tuple(own[iri] for iri in sorted(own)),
        edges=tuple(sorted((*stated, *mine), key=_edge_order)),
    )


def _is_property(vocabulary: ParsedFile, iri: str) -> bool:
    kinds = vocabulary.graph.objects(URIRef(iri), RDF.type)
    return any(_PROPERTY.search(str(kind)) for kind in kinds)


def _linked(nodes: Mapping[str, NodeRow], files: Iterable[ParsedFile]) -> Iterator[EdgeRow]:
    for file in files:
        yield from _edges(file, nodes)
        for edge in _structure_edges(file):
            if edge.source in nodes and edge.target in nodes:
                yield edge


def _edge_order(edge: EdgeRow) -> tuple[str, str, str, str]:
    return edge.source, edge.type, edge.target, str(edge.properties.get("assertion", ""))


def _nodes(file: ParsedFile, schema: Schema, sources: Mapping[str, str]) -> Iterator[NodeRow]:
    labels = lru_cache(lambda kinds: tuple(sorted({ENTITY, *schema.labels(list(kinds))})))
    for subject, said in file.statements.items():
        if not isinstance(subject, URIRef):
            continue
        kinds = tuple(str(kind) for used, kind in said if used == _TYPE and type(kind) is URIRef)
        if not kinds:
            continue
        properties = _properties(file, str(subject), said, schema)
        if any(used == _PART_OF for used, _ in said):
            properties |= _sentence(dict(reversed(said)), sources)
        yield NodeRow(str(subject), labels(kinds), properties)


def _sentence(said: Mapping[str, Node], sources: Mapping[str, str]) -> dict[str, Value]:
    """The words of a sentence, taken from its source, so that an answer can show them."""
    start, end = said.get(_START), said.get(_END)
    if not isinstance(start, Literal) or not isinstance(end, Literal):
        return {}
    text = sources.get(str(said[_PART_OF]), "")
    begin, stop = start.toPython(), end.toPython()
    if not isinstance(begin, int) or not isinstance(stop, int):
        return {}
    return {"text": " ".join(text[begin:stop].split())}


def _properties(
    file: ParsedFile, iri: str, said: Iterable[Statement], schema: Schema
) -> dict[str, Value]:
    properties: dict[str, Value] = {
        "iri": iri,
        "dataset": names.dataset_of(iri),
        "slug": names.local_name(iri),
        "layer": file.layer,
    }
    collected: dict[str, list[Scalar]] = {}
    many: set[str] = set()
    literals = [(used, value) for used, value in said if type(value) is Literal]
    for predicate, value in sorted(literals, key=_literal_order):
        language = value.language
        key = names.property_key(predicate, language)
        collected.setdefault(key, []).append(_scalar(value))
        if predicate in schema.many:
            many.add(key)
        if language and predicate in _LABELS:
            properties.setdefault(names.property_key("label", language), str(value))
    for key, values in collected.items():
        properties[key] = [str(value) for value in values] if key in many else values[0]
    return properties


def _literal_order(pair: tuple[str, Literal]) -> tuple[str, str, str]:
    # As text: comparing literals by their values is slow, and fails for dates beside words.
    predicate, value = pair
    return predicate, value.language or "", str(value)


def _scalar(value: Literal) -> Scalar:
    plain = value.toPython()
    # Dates stay text: both engines order ISO dates as text, and only one of them stores dates.
    if isinstance(plain, int) and not -_WIDEST <= plain < _WIDEST:
        return str(value)  # Both engines hold 64 bits.
    return plain if isinstance(plain, bool | int | float) else str(value)


def _edges(file: ParsedFile, nodes: Mapping[str, NodeRow]) -> Iterator[EdgeRow]:
    own = stated_properties(file)
    for subject, said in file.statements.items():
        source = str(subject)
        if source not in nodes:
            continue
        for used, value in said:
            # Not `isinstance`, which is slow where the answer is no.
            if type(value) is URIRef and used != _TYPE and (target := str(value)) in nodes:
                yield EdgeRow(source, target, names.relationship_type(used), own)


def stated_properties(file: ParsedFile) -> Mapping[str, Value]:
    """What the relationship of any triple of a file between two nodes says of itself."""
    return {"layer": file.layer, "dataset": file.dataset, "derived": False}


def _structure_edges(file: ParsedFile) -> Iterator[EdgeRow]:
    for statement in file.graph.subjects(RDF.type, _STRUCTURE):
        predicate = file.graph.value(statement, _PREDICATE)
        if predicate is None:
            continue
        for subject in file.graph.objects(statement, _SUBJECT):
            for target in file.graph.objects(statement, _OBJECT):
                yield EdgeRow(
                    source=str(subject),
                    target=str(target),
                    type=names.relationship_type(str(predicate)),
                    properties={
                        "layer": file.layer,
                        "dataset": file.dataset,
                        "derived": True,
                        "assertion": names.local_name(str(statement)),
                    },
                )
