"""What the tests of the exports share: two parsed data folders, and graphs made by hypothesis."""

from __future__ import annotations

import functools
from pathlib import Path

from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from samspil.mapping import map_ontology
from samspil.model import names
from samspil.model.rows import EdgeRow, GraphRows, NodeRow
from samspil.ontology.folders import DataFile, find_data
from samspil.ontology.reading import LAYER, LAYER_GRAPH, ParsedFile, ParsedOntology, parse

ROOT = Path(__file__).resolve().parents[2]
DATA = {"ishoej": None, "lilleby": ROOT / "tests" / "data" / "lilleby"}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.lists(
    st.sampled_from("a \\'\"`u0027{}[]\n\r\t;=+-@%#<>&|_*é😀\u2028\u0085\ufeff\0"), max_size=12
).map("".join)


@functools.cache
def parsed(name: str) -> ParsedOntology:
    return parse(find_data(DATA[name]))


@functools.cache
def rows_of(name: str) -> GraphRows:
    return map_ontology(parsed(name))


def ontology_of(*graphs: Graph) -> ParsedOntology:
    """An ontology of the given graphs, each with a header of its own, beside Lilleby's folder."""
    lilleby = parsed("lilleby")
    files = []
    for number, graph in enumerate(graphs):
        header = URIRef(names.entity_iri("t", f"graph-{number}"))
        graph.add((header, RDF.type, LAYER_GRAPH))
        graph.add((header, LAYER, URIRef(names.SAM + "stated")))
        file = DataFile(Path(f"t/{number}.ttl"), f"t/{number}.ttl")
        files.append(ParsedFile(file, graph, "t", "stated", ""))
    empty = ParsedFile(lilleby.vocabulary.file, Graph(), "dk", "vocabulary", "")
    return ParsedOntology(lilleby.folder, empty, tuple(files))


iris = st.sampled_from(
    [
        names.entity_iri("t", "A1"),
        names.entity_iri("t", "A1-quote"),
        names.entity_iri("t", "æø å".replace(" ", "%20")),
        names.entity_iri("t", "x/y"),
        names.entity_iri("t", ""),
        names.dataset_iri("t"),
        names.SAM + "act",
        names.SAM,
        names.RDF + "type",
        names.RDF + "first",
        "dk:looks-short",
        "urn:x:1",
        "tel:+4512345678",
        "https://example.org/a#b.c",
    ]
).map(URIRef)
blanks = st.sampled_from(["x", "y"]).map(BNode)
literals = st.one_of(
    texts.map(Literal),
    st.builds(Literal, texts, lang=st.sampled_from(["da", "en", "da-dk"])),
    st.builds(
        Literal,
        st.sampled_from(["1", "01", "-0", "+5", "true", "1.0", "1e3", "INF", "2018-04-13", "x", ""])
        | texts,
        datatype=st.sampled_from(
            [XSD.integer, XSD.boolean, XSD.decimal, XSD.double, XSD.date, XSD.string, XSD.anyURI]
        ),
    ),
)


def _graph(triples: list[tuple[URIRef | BNode, URIRef, URIRef | BNode | Literal]]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


triples = st.tuples(iris | blanks, iris, iris | blanks | literals)
graphs = st.lists(triples, max_size=12).map(_graph)


def node(slug: str, *labels: str, layer: str = "stated", **properties: str) -> NodeRow:
    """A node of the dataset `t`."""
    iri = names.entity_iri("t", slug)
    own = {"iri": iri, "dataset": "t", "slug": slug, "layer": layer, **properties}
    return NodeRow(iri, tuple(sorted({"SamspilEntity", *labels})), own)


def edge(source: str, kind: str, target: str, layer: str = "stated") -> EdgeRow:
    """A plain edge between two nodes of the dataset `t`."""
    ends = (names.entity_iri("t", source), names.entity_iri("t", target))
    return EdgeRow(*ends, kind, {"layer": layer, "derived": False})
