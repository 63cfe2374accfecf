"""The layers of an ontology as named graphs, and how their terms are put in order and shortened."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from samspil.errors import DataError
from samspil.model import names
from samspil.ontology.folders import NATIONAL, VOCABULARY
from samspil.ontology.reading import LAYER_GRAPH, SOURCE_FILE, ParsedFile, ParsedOntology

Triple = tuple[Node, Node, Node]

_WELL_KNOWN = {
    "sam": names.SAM,
    "org": names.ORG,
    "skos": names.SKOS,
    "prov": names.PROV,
    "dct": names.DCT,
    "oa": names.OA,
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "owl": str(OWL),
    "rdf": names.RDF,
    "rdfs": names.RDFS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_PREFIX = re.compile(r"[a-z](?:[a-z0-9-]*[a-z0-9])?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_SAFE_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_DIGITS = re.compile(r"([0-9]+)")
_NUMBER = re.compile(r"[0-9]{1,18}")
# Names come first in a block: a person who reads it wants to know what it is about.
_FIRST = (names.RDF + "type", names.SKOS + "prefLabel", names.RDFS + "label", names.DCT + "title")


@dataclass(frozen=True, slots=True)
class Layer:
    """One file as a named graph: its IRI, its path in an exported folder, its triples."""

    iri: str
    path: str
    triples: tuple[Triple, ...]
    texts: Mapping[str, str]
    """The source documents that the file names, by their path in an exported folder."""

    def subjects(self) -> Iterator[tuple[Node, dict[Node, list[Node]]]]:
        """Each subject with its values by property, all in the order in which they are written."""
        blocks: dict[Node, dict[Node, list[Node]]] = {}
        for subject, predicate, value in self.triples:
            blocks.setdefault(subject, {}).setdefault(predicate, []).append(value)
        yield from blocks.items()


def layers(ontology: ParsedOntology) -> tuple[Layer, ...]:
    """The vocabulary and all layer files, in the order in which they were read.

    Raises:
        DataError: two files name the same graph, so that their layers would run together.
    """
    found: dict[str, Layer] = {}
    for number, file in enumerate((ontology.vocabulary, *ontology.files)):
        layer = Layer(
            iri=_graph_iri(file),
            path=_path(file),
            triples=_ordered(_triples(file.graph, number), _graph_iri(file)),
            texts=_texts(file, ontology.sources),
        )
        other = found.setdefault(layer.iri, layer)
        if other is not layer:
            raise DataError(
                "export-graph-twice", place=file.place(layer.iri), graph=layer.iri, other=other.path
            )
    return tuple(found.values())


def _graph_iri(file: ParsedFile) -> str:
    headers = sorted(str(one) for one in file.graph.subjects(RDF.type, LAYER_GRAPH))
    if headers:
        return headers[0]
    # Only the vocabulary has no header: it is an ontology, which names itself.
    ontologies = sorted(str(one) for one in file.graph.subjects(RDF.type, OWL.Ontology))
    return ontologies[0] if ontologies else names.SAM.removesuffix("#")


def _path(file: ParsedFile) -> str:
    # Folders as `samspil` finds them again when it is given the exported folder.
    name = PurePosixPath(file.file.name).name
    if name == VOCABULARY:
        return name
    return f"{NATIONAL if file.dataset == names.SHARED_DATASET else file.dataset}/{name}"


def _texts(file: ParsedFile, sources: Mapping[str, str]) -> dict[str, str]:
    folder = PurePosixPath(_path(file)).parent
    return {
        str(folder / str(name)): sources[str(source)]
        for source, name in sorted(file.graph.subject_objects(SOURCE_FILE))
        if str(source) in sources
    }


def _triples(graph: Graph, number: int) -> Iterable[Triple]:
    if not any(isinstance(term, BNode) for triple in graph for term in triple):
        return graph
    # Labels of blank nodes are random; these depend on the content alone, and no two layers share
    # any.
    with warnings.catch_warnings():
        # It frowns on numbers that are none; to find those is the task of `check`.
        warnings.simplefilter("ignore")
        canonical = to_canonical_graph(graph)
    blank = sorted({term for triple in canonical for term in triple if isinstance(term, BNode)})
    named: dict[Node, Node] = {
        node: BNode(f"b{number}-{index}") for index, node in enumerate(blank)
    }
    return [(named.get(s, s), p, named.get(o, o)) for s, p, o in canonical]


def _ordered(triples: Iterable[Triple], header: str) -> tuple[Triple, ...]:
    """Triples with the header's first, then A2 before A10, and a thing's names before the rest."""

    def order(triple: Triple) -> tuple[object, ...]:
        subject, predicate, value = triple
        return (
            str(subject) != header,
            _term_order(subject),
            _predicate_order(predicate),
            _term_order(value),
        )

    return tuple(sorted(triples, key=order))


def _predicate_order(predicate: Node) -> tuple[int, str]:
    text = str(predicate)
    return _FIRST.index(text) if text in _FIRST else len(_FIRST), text


def _term_order(term: Node) -> tuple[object, ...]:
    if isinstance(term, Literal):
        # By language first: the Danish text stands before the English one.
        return 2, term.language or "", natural(str(term)), str(term.datatype or ""), str(term)
    return int(isinstance(term, BNode)), natural(str(term)), str(term)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts numbers in a text by their size: A2, A10, A10-quote, A60, A60b."""
    return tuple(
        (0, int(part), part) if _NUMBER.fullmatch(part) else (1, 0, part)
        for part in _DIGITS.split(text)
        if part
    )


class Prefixes:
    """Short names for the IRIs of some layers; only those that are used are declared."""

    def __init__(self, graphs: Iterable[Layer]) -> None:
        graphs = tuple(graphs)
        iris = {iri for graph in graphs for iri in _iris(graph)}
        known = dict(_WELL_KNOWN)
        for dataset in sorted({names.dataset_of(iri) for iri in iris}):
            if _PREFIX.fullmatch(dataset):
                known.setdefault(dataset, names.entity_iri(dataset, ""))
        # `dk:x` as a whole IRI would be read as a short name.
        schemes = {found.group() for iri in iris if (found := _SCHEME.match(iri))}
        self._names = {known[name]: name for name in sorted(known.keys() - schemes)}
        used = {short.partition(":")[0] for iri in iris if (short := self.short(iri))}
        self.declared = {name: known[name] for name in sorted(used)}

    def short(self, iri: str) -> str | None:
        """The short form of an IRI, `ishoej:A28`, or None where it has none that is plain."""
        # All our namespaces end so.
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self._names.get(iri[:cut])
        return f"{name}:{iri[cut:]}" if name and _SAFE_LOCAL.fullmatch(iri, cut) else None


def _iris(graph: Layer) -> Iterator[str]:
    yield graph.iri
    for triple in graph.triples:
        for term in triple:
            if isinstance(term, URIRef):
                yield str(term)
            elif isinstance(term, Literal) and term.datatype:
                yield str(term.datatype)
