"""Turtle, TriG and JSON-LD: what is read back is what was written, layer by layer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import RDF, XSD

from samspil.errors import DataError
from samspil.export import contents, export
from samspil.export.layers import layers, natural
from samspil.model import names
from samspil.model.rows import GraphRows
from samspil.ontology.folders import find_data
from samspil.ontology.reading import LAYER_GRAPH, ParsedOntology, parse
from tests.unit.export_data import DATA, graphs, ontology_of, parsed, rows_of

# rdflib warns of its own older names, and of numbers that are none, which are meant here.
pytestmark = [
    pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Serializing weird numerical:UserWarning"),
]

NO_ROWS = GraphRows((), ())


def _expected(ontology: ParsedOntology) -> dict[str, Graph]:
    files = {
        str(next(file.graph.subjects(RDF.type, LAYER_GRAPH))): file.graph for file in ontology.files
    }
    return {names.SAM.removesuffix("#"): ontology.vocabulary.graph} | files


def _assert_same(found: Graph, expected: Graph, what: str) -> None:
    assert len(found) == len(expected), what
    assert to_isomorphic(found) == to_isomorphic(expected), what


def _assert_layers(text: str, syntax: str, ontology: ParsedOntology) -> None:
    dataset = Dataset()
    dataset.parse(data=text, format=syntax)
    expected = _expected(ontology)
    found = {str(graph.identifier): graph for graph in dataset.graphs() if len(graph)}
    assert set(found) == {iri for iri, graph in expected.items() if len(graph)}
    for iri, graph in found.items():
        _assert_same(graph, expected[iri], iri)


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize(("name", "syntax"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_named_graphs_read_back_are_isomorphic(data: str, name: str, syntax: str) -> None:
    text = contents(parsed(data), rows_of(data), name)[""]
    _assert_layers(text, syntax, parsed(data))


@pytest.mark.parametrize("data", DATA)
def test_the_turtle_folder_is_a_data_folder_with_the_same_content(
    data: str, tmp_path: Path
) -> None:
    ontology = parsed(data)
    written = export(ontology, rows_of(data), "turtle", tmp_path / "out")
    assert sorted(written) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    again = parse(find_data(tmp_path / "out"))
    assert _expected(again).keys() == _expected(ontology).keys()
    for iri, graph in _expected(ontology).items():
        _assert_same(_expected(again)[iri], graph, iri)
    assert again.sources == ontology.sources
    assert {file.file.name: file.layer for file in again.files} == {
        file.file.name: file.layer for file in ontology.files
    }


@given(graphs, graphs)
def test_any_graphs_survive(one: Graph, other: Graph) -> None:
    ontology = ontology_of(one, other)
    _assert_layers(contents(ontology, NO_ROWS, "trig")[""], "trig", ontology)
    _assert_layers(contents(ontology, NO_ROWS, "jsonld")[""], "json-ld", ontology)
    for path, text in contents(ontology, NO_ROWS, "turtle").items():
        if path != "vocabulary.ttl":
            number = int(Path(path).stem)
            expected = ontology.files[number].graph
            _assert_same(Graph().parse(data=text, format="turtle"), expected, path)


@given(graphs)
def test_blank_nodes_do_not_change_from_run_to_run(graph: Graph) -> None:
    again = Graph()
    again.parse(data=graph.serialize(format="nt"), format="nt")
    for name in ("turtle", "trig", "jsonld"):
        first = contents(ontology_of(graph), NO_ROWS, name)
        assert contents(ontology_of(again), NO_ROWS, name) == first


def test_jsonld_needs_nothing_from_elsewhere() -> None:
    document = json.loads(contents(parsed("ishoej"), rows_of("ishoej"), "jsonld")[""])
    assert document["@context"]["sam"] == names.SAM
    assert all(isinstance(value, str) for value in document["@context"].values())
    assert document["@graph"][0]["@id"] == "https://w3id.org/samspil/ns"


def test_two_files_with_one_graph_are_refused() -> None:
    ontology = parsed("lilleby")
    twice = ParsedOntology(
        ontology.folder, ontology.vocabulary, (*ontology.files, ontology.files[-1])
    )
    for name in ("turtle", "trig", "jsonld"):
        with pytest.raises(DataError) as raised:
            contents(twice, NO_ROWS, name)
        assert raised.value.code == "export-graph-twice"
        assert raised.value.place is not None
        assert raised.value.place.file == "lilleby/stated.ttl"


def test_turtle_is_written_for_people() -> None:
    text = contents(parsed("ishoej"), rows_of("ishoej"), "turtle")["ishoej/stated.ttl"]
    blocks = text.split("\n\n")
    assert blocks[1].startswith("ishoej:graph-stated a sam:LayerGraph ;\n    dct:title ")
    subjects = [block.split(" ", 1)[0] for block in blocks[1:]]
    at = subjects.index("ishoej:A28")
    assert subjects[at : at + 3] == ["ishoej:A28", "ishoej:A28-quote", "ishoej:A29"]
    assert "    oa:start 1735 ;\n" in text


def test_order_goes_by_the_size_of_numbers() -> None:
    ids = ["A10", "A2", "A60b", "A2-quote", "A60"]
    assert sorted(ids, key=natural) == ["A2", "A2-quote", "A10", "A60", "A60b"]


def test_a_folder_name_never_leads_out_of_the_target() -> None:
    for layer in layers(parsed("ishoej")):
        for path in (layer.path, *layer.texts):
            assert not Path(path).is_absolute()
            assert ".." not in Path(path).parts


def test_a_number_stays_as_it_was_written() -> None:
    graph = Graph()
    odd = [
        Literal("1", datatype=XSD.decimal),
        Literal("007", datatype=XSD.integer),
        Literal("1E0", datatype=XSD.double),
        Literal("1", datatype=XSD.boolean),
    ]
    for value in odd:
        graph.add((URIRef(names.SAM + "x"), URIRef(names.SAM + "y"), value))
    ontology = ontology_of(graph)
    for name, syntax in (("trig", "trig"), ("jsonld", "json-ld")):
        again = Dataset()
        again.parse(data=contents(ontology, NO_ROWS, name)[""], format=syntax)
        found = {o for _, _, o, _ in again.quads((URIRef(names.SAM + "x"), None, None, None))}
        assert found == set(odd)
