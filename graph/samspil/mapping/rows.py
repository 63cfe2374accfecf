"""Turns parsed layers into node and edge rows.

Every subject of a layer becomes one node in the layer of its file, and so does each concept of
the vocabulary, and whatever else of it the layers name; every triple between two of them becomes
one relationship, typed by its property; literals become properties. Shortcuts (`derived: true`)
are added for structure and for the cascade, each with the id of the assertion it stands on. A
relationship belongs to the dataset that states it, which may be that of neither end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from samspil.mapping.cascade import follow_edges, inform_edges
from samspil.mapping.schema import Schema, read_schema
from samspil.model import names
from samspil.model.graph import EdgeRow, GraphRows, NodeRow, Scalar, Value
from samspil.ontology.reading import ParsedFile, ParsedOntology

ENTITY = "SamspilEntity"
_LABELS = frozenset({str(SKOS.prefLabel), str(RDFS.label), str(DCTERMS.title)})
_STRUCTURE = URIRef(names.SAM + "StructureStatement")
_SUBJECT, _PREDICATE, _OBJECT = (URIRef(names.SAM + n) for n in ("subject", "predicate", "object"))


def map_ontology(ontology: ParsedOntology) -> GraphRows:
    """The whole property graph of what was parsed; equal input gives equal rows."""
    schema = read_schema(ontology.vocabulary.graph)
    edges = [edge for file in ontology.files for edge in (*_edges(file), *_structure_edges(file))]
    named = {edge.target for edge in edges}
    nodes = {
        node.iri: node
        for node in _nodes(ontology.vocabulary, schema, ontology.sources)
        if node.iri in named or "Concept" in node.labels
    }
    for file in ontology.files:
        for node in _nodes(file, schema, ontology.sources):
            nodes.setdefault(node.iri, node)
    edges.extend(_edges(ontology.vocabulary))
    edges = [edge for edge in edges if edge.source in nodes and edge.target in nodes]
    edges.extend(inform_edges(nodes, edges))
    edges.extend(follow_edges(nodes, edges))
    return GraphRows(
        nodes=tuple(nodes[iri] for iri in sorted(nodes)),
        edges=tuple(sorted(edges, key=_edge_order)),
    )


def _edge_order(edge: EdgeRow) -> tuple[str, str, str, str]:
    return edge.source, edge.type, edge.target, str(edge.properties.get("assertion", ""))


def _nodes(file: ParsedFile, schema: Schema, sources: Mapping[str, str]) -> Iterator[NodeRow]:
    types: dict[URIRef, list[str]] = defaultdict(list)
    for subject, kind in file.graph.subject_objects(RDF.type):
        if isinstance(subject, URIRef) and isinstance(kind, URIRef):
            types[subject].append(str(kind))
    for subject, kinds in types.items():
        yield NodeRow(
            iri=str(subject),
            labels=tuple(sorted({ENTITY, *schema.labels(kinds)})),
            properties=_properties(file, subject, schema) | _sentence(file, subject, sources),
        )


def _sentence(file: ParsedFile, subject: URIRef, sources: Mapping[str, str]) -> dict[str, Value]:
    """The words of a sentence, taken from its source, so that an answer can show them."""
    source = file.graph.value(subject, DCTERMS.isPartOf)
    start, end = (file.graph.value(subject, URIRef(names.OA + end)) for end in ("start", "end"))
    if source is None or not isinstance(start, Literal) or not isinstance(end, Literal):
        return {}
    text = sources.get(str(source), "")
    begin, stop = start.toPython(), end.toPython()
    if not isinstance(begin, int) or not isinstance(stop, int):
        return {}
    return {"text": " ".join(text[begin:stop].split())}


def _properties(file: ParsedFile, subject: URIRef, schema: Schema) -> dict[str, Value]:
    properties: dict[str, Value] = {
        "iri": str(subject),
        "dataset": names.dataset_of(str(subject)),
        "slug": names.local_name(str(subject)),
        "layer": file.layer,
    }
    collected: dict[str, list[Scalar]] = defaultdict(list)
    many: set[str] = set()
    literals = (
        (str(predicate), value)
        for predicate, value in file.graph.predicate_objects(subject)
        if isinstance(value, Literal)
    )
    for predicate, value in sorted(literals, key=_literal_order):
        language = value.language
        key = names.local_name(predicate)
        if language:
            key = f"{key}_{language.replace('-', '_')}"
        collected[key].append(_scalar(value))
        if predicate in schema.many:
            many.add(key)
        if predicate in _LABELS and language:
            properties.setdefault(f"label_{language}", str(value))
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
    return plain if isinstance(plain, bool | int | float | str) else str(value)


def _edges(file: ParsedFile) -> Iterator[EdgeRow]:
    for subject, predicate, target in file.graph:
        if predicate == RDF.type or not isinstance(target, URIRef):
            continue
        yield EdgeRow(
            source=str(subject),
            target=str(target),
            type=names.relationship_type(str(predicate)),
            properties={"layer": file.layer, "dataset": file.dataset, "derived": False},
        )


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
