"""JSON-LD: all layers in one document, each a named graph, its context inside it.

A context at an address would have to be fetched by whoever reads the file; here nothing is.
"""

from __future__ import annotations

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.export.layers import Layer, Prefixes, layers
from samspil.model.characters import json_text
from samspil.ontology.reading import ParsedOntology

_Object = dict[str, object]


def jsonld(ontology: ParsedOntology) -> str:
    """All layers as one JSON-LD document.

    Raises:
        DataError: two files name the same graph.
    """
    graphs = layers(ontology)
    prefixes = Prefixes(graphs)
    document = {
        "@context": prefixes.declared,
        "@graph": [_graph(layer, prefixes) for layer in graphs],
    }
    return json_text(document, indent=2) + "\n"


def _graph(layer: Layer, prefixes: Prefixes) -> _Object:
    return {
        "@id": _name(URIRef(layer.iri), prefixes),
        "@graph": [
            _node(subject, properties, prefixes) for subject, properties in layer.subjects()
        ],
    }


def _node(subject: Node, properties: dict[Node, list[Node]], prefixes: Prefixes) -> _Object:
    node: _Object = {"@id": _name(subject, prefixes)}
    for predicate, values in properties.items():
        if predicate == RDF.type and all(isinstance(value, URIRef) for value in values):
            node["@type"] = [_name(value, prefixes) for value in values]
        else:
            node[_name(predicate, prefixes)] = [_value(value, prefixes) for value in values]
    return node


def _value(value: Node, prefixes: Prefixes) -> _Object:
    if not isinstance(value, Literal):
        return {"@id": _name(value, prefixes)}
    # Numbers stay text with a type: JSON's own lose how they were written.
    said: _Object = {"@value": str(value)}
    if value.language:
        said["@language"] = value.language
    elif value.datatype:
        said["@type"] = _name(value.datatype, prefixes)
    return said


def _name(term: Node, prefixes: Prefixes) -> str:
    if isinstance(term, BNode):
        return f"_:{term}"
    return prefixes.short(str(term)) or str(term)
