"""From the rows of a dataset back to its RDF: one graph a file, as it was before it was mapped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from samspil.model.dataset import Content
from samspil.model.rows import NodeRow
from samspil.ontology.folders import DataFile
from samspil.ontology.reading import ParsedFile
from samspil.roundtrip.lossless import Meaning, literal, restored, term

_NOT_LITERALS = frozenset({"iri", "dataset", "slug", "layer", "graph", "types", "rdf", "hash"})


def restore(content: Content) -> tuple[tuple[ParsedFile, ...], dict[str, str]]:
    """The files that a dataset was loaded from, as graphs, and its source documents by IRI."""
    graphs: dict[str, Graph] = {}
    sources: dict[str, str] = {}
    for layer in content.layers.values():
        graph = graphs[str(layer.properties["graph"])] = Graph(bind_namespaces="none")
        for subject, predicate, value in _entries(layer, "rdf"):
            other = literal(*value) if isinstance(value, list) else term(value)
            graph.add((term(subject), URIRef(predicate), other))
        sources |= {source: text for source, _, text in _entries(layer, "sources")}
    _restore_nodes(content, graphs)
    _restore_edges(content, graphs)
    files = tuple(
        ParsedFile(
            DataFile(Path(str(layer.properties["file"])), str(layer.properties["file"])),
            graphs[str(layer.properties["graph"])],
            content.dataset,
            str(layer.properties["layer"]),
            "",
        )
        for _, layer in sorted(content.layers.items())
    )
    return files, sources


def _entries(row: NodeRow, key: str) -> Iterator[Any]:
    held = row.properties.get(key, [])
    for line in held if isinstance(held, list) else ():
        yield json.loads(str(line))


def _restore_nodes(content: Content, graphs: Mapping[str, Graph]) -> None:
    meanings: dict[str, dict[str, Meaning]] = {
        str(layer.properties["graph"]): {
            key: (predicate, kind) for key, predicate, kind in _entries(layer, "keys")
        }
        for layer in content.layers.values()
    }
    for iri, node in content.nodes.items():
        name = str(node.properties.get("graph", ""))
        graph = graphs.get(name)
        if graph is None:
            continue
        subject = URIRef(iri)
        types = node.properties.get("types", [])
        for kind in types if isinstance(types, list) else ():
            graph.add((subject, RDF.type, URIRef(str(kind))))
        told = set()
        for key, *said in _entries(node, "rdf"):
            told.add(key)
            if len(said) == 3:
                graph.add((subject, URIRef(said[0]), literal(said[2], said[1])))
            elif said:
                graph.add((subject, URIRef(said[0]), term(said[1])))
        for key in node.properties.keys() - _NOT_LITERALS - told:
            meaning = meanings[name].get(key, ("", ""))
            for predicate, kind, text in restored(meaning, node.properties[key]):
                graph.add((subject, URIRef(predicate), literal(text, kind)))


def _restore_edges(content: Content, graphs: Mapping[str, Graph]) -> None:
    predicates = {
        str(layer.properties["graph"]): dict(_entries(layer, "relationships"))
        for layer in content.layers.values()
    }
    for edge in content.edges.values():
        if edge.properties.get("derived"):
            continue
        home = content.nodes.get(edge.source)
        named = edge.properties.get("graph") or (home.properties.get("graph") if home else "")
        graph = graphs.get(str(named))
        predicate = edge.properties.get("predicate") or predicates.get(str(named), {}).get(
            edge.type
        )
        if graph is not None and predicate:
            graph.add((URIRef(edge.source), URIRef(str(predicate)), URIRef(edge.target)))
