"""Whatever RDF a layer holds comes back from a Neo4j as it was."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from devtools.synthesis import write_nation
from samspil.mapping import Shared, map_dataset, map_shared
from samspil.model import names
from samspil.model.dataset import Content, content_of, hashes_of
from samspil.neo4j.plan import plan
from samspil.neo4j.pulling import pull
from samspil.neo4j.schema import ensure_schema
from samspil.neo4j.state import read_content
from samspil.neo4j.writing import carry_out
from samspil.ontology.folders import DataFile, find_data
from samspil.ontology.reading import LAYER, LAYER_GRAPH, ParsedFile, parse
from samspil.roundtrip.lossless import keep
from samspil.roundtrip.restoring import restore
from samspil.store.bolt import BoltStore
from tests.integration.loading import load, statuses, target_of

if TYPE_CHECKING:
    from tests.integration.neo4j_server import Neo4jServer

HERE = f"{names.ID}strange/"
ODD = (
    "iri", "layer", "dataset", "hash", "types", "rdf", "graph", "slug", "text", "label",
    "`) DETACH DELETE n //", "a'b", "1st", "æøå", "日本", "prefLabel", "a_da", "id", "derived",
    "alternativeTo", "ALTERNATIVE_TO", "x-y", "x.y", "", "😀",
)  # fmt: skip
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["", " ", "`", '"', "'", "\\", "\\u0041", "a\nb\r\n\tc", "\x00", "\u2028", "$x {y}", "æ😀"]
)
_DATATYPES = (
    XSD.integer, XSD.date, XSD.boolean, XSD.decimal, XSD.double, XSD.anyURI, XSD.string,
    URIRef("urn:own"),
)  # fmt: skip
_LITERALS = (
    st.builds(Literal, _TEXT)
    | st.builds(Literal, _TEXT, lang=st.sampled_from(["da", "en", "de-AT", "x-a-b"]))
    | st.builds(
        Literal,
        _TEXT | st.sampled_from(["1", "01", "-0", "1.0", "1E3", "true", "1", "NaN", "2025-02-30"]),
        datatype=st.sampled_from(_DATATYPES),
    )
    | st.integers().map(lambda n: Literal(str(n), datatype=XSD.integer))
)
_NODES = st.sampled_from([URIRef(HERE + odd) for odd in ODD if odd])
_ELSEWHERE = st.sampled_from(
    [URIRef("urn:x"), URIRef("http://a.example/`b`"), URIRef(f"{names.ID}dk/pet"),
     URIRef(names.SAM + "must"), URIRef(f"{names.ID}other/x")]
)  # fmt: skip
_BLANK = st.sampled_from([BNode("a"), BNode("b")])
_OWN = [URIRef(base + odd) for base in ("http://a.example/", "http://b.example/#") for odd in ODD]
_PREDICATES = st.sampled_from(
    [RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, URIRef(names.SAM + "bearer"), *_OWN]
)
_CLASSES = st.sampled_from(
    [URIRef(names.SAM + "Situation"), SKOS.Concept, *(URIRef(f"urn:c:{odd}") for odd in ODD)]
)
_TRIPLES = st.lists(
    st.tuples(_NODES, st.just(RDF.type), _CLASSES)
    | st.tuples(
        _NODES | _ELSEWHERE | _BLANK, _PREDICATES, _LITERALS | _NODES | _ELSEWHERE | _BLANK
    ),
    max_size=40,
)


def _file(name: str, triples: list[tuple[URIRef, URIRef, URIRef]]) -> ParsedFile:
    graph = Graph()
    header = URIRef(f"{HERE}graph-{name}")
    graph.add((header, RDF.type, LAYER_GRAPH))
    graph.add((header, LAYER, URIRef(names.SAM + "stated")))
    for triple in triples:
        graph.add(triple)
    return ParsedFile(DataFile(Path(f"{name}.ttl"), f"{name}.ttl"), graph, "strange", "stated", "")


@cache
def _shared() -> Shared:
    ontology = parse(find_data(None))
    national = [file for file in ontology.files if file.dataset == names.SHARED_DATASET]
    return map_shared(ontology.vocabulary, national, {})


def _content(files: list[ParsedFile]) -> Content:
    shared = _shared()
    kept = keep(map_dataset(shared, files, {}), files, shared.nodes, {})
    return content_of("strange", kept.nodes, kept.edges, kept.layers)


def _same(files: list[ParsedFile], content: Content) -> None:
    back, _ = restore(content)
    found = {file.file.name: file.graph for file in back}
    assert found.keys() == {file.file.name for file in files}
    for file in files:
        assert isomorphic(_plain(found[file.file.name]), _plain(file.graph))


def _plain(graph: Graph) -> Graph:
    """The same graph with plain terms: rdflib can't compare odd IRIs and numbers."""
    plain = Graph()
    for triple in graph:
        plain.add(tuple(_renamed(term) for term in triple))  # type: ignore[arg-type]
    return plain


def _renamed(term: Node) -> Node:
    if isinstance(term, BNode):
        return term
    told = repr((type(term).__name__, str(term), getattr(term, "language", None),
                 getattr(term, "datatype", None)))  # fmt: skip
    return URIRef(f"urn:x:{told.encode().hex()}")


@given(_TRIPLES, _TRIPLES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_rows_lose_nothing(
    first: list[tuple[URIRef, URIRef, URIRef]], second: list[tuple[URIRef, URIRef, URIRef]]
) -> None:
    files = [_file("one", first), _file("two", second)]
    content = _content(files)
    _same(files, content)
    assert hashes_of(_content(files)) == hashes_of(content)


@pytest.mark.neo4j
def test_strange_graphs_come_back_from_neo4j(neo4j_server: Neo4jServer) -> None:
    neo4j_server.clear()
    with BoltStore(target_of(neo4j_server)) as store:
        load(store, Path(__file__).resolve().parents[1] / "data" / "lilleby")
        ensure_schema(store)
        before = store.read("MATCH (n) WHERE n.dataset <> 'strange' RETURN count(n) AS n", {})

        @given(_TRIPLES, _TRIPLES)
        @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
        def check(
            first: list[tuple[URIRef, URIRef, URIRef]],
            second: list[tuple[URIRef, URIRef, URIRef]],
        ) -> None:
            files = [_file("one", first), _file("two", second)]
            wanted = _content(files)
            target = hashes_of(wanted)
            types = sorted({edge.type for edge in wanted.edges.values()})
            held = hashes_of(read_content(store.read, "strange", types))
            todo = plan(held, wanted, target)
            store.write(lambda run: carry_out(run, todo, wanted, target, types))
            found = read_content(store.read, "strange", types)
            assert hashes_of(found) == target
            _same(files, found)
            store.write(lambda run: run("MATCH (n {dataset: 'strange'}) DETACH DELETE n", {}))

        check()
        assert before == store.read(
            "MATCH (n) WHERE n.dataset <> 'strange' RETURN count(n) AS n", {}
        )
    neo4j_server.clear()


@pytest.mark.neo4j
def test_plans_with_words_of_their_own_come_back(neo4j_server: Neo4jServer) -> None:
    """Terms of a norm, contact points, undated sources, `words.ttl`: nothing is lost."""
    plans = Path(__file__).resolve().parents[1] / "data" / "plans"
    neo4j_server.clear()
    loaded = parse(find_data(plans))
    with BoltStore(target_of(neo4j_server)) as store:
        assert set(statuses(load(store, plans)).values()) == {"loaded"}
        assert set(statuses(load(store, plans)).values()) == {"unchanged"}
        pulled = pull(store.read)
    neo4j_server.clear()
    back = {(file.dataset, file.file.path.name): file for file in pulled.files}
    assert ("mosedal", "words.ttl") in back
    assert back.keys() == {(file.dataset, file.file.path.name) for file in loaded.files}
    for file in loaded.files:
        found = back[file.dataset, file.file.path.name]
        assert found.layer == file.layer
        assert isomorphic(found.graph, file.graph)


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_made_up_nation_comes_back(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    neo4j_server.clear()
    write_nation(tmp_path / "nation", 98, 7)
    loaded = parse(find_data(tmp_path / "nation"))
    with BoltStore(target_of(neo4j_server)) as store:
        assert set(statuses(load(store, tmp_path / "nation")).values()) == {"loaded"}
        assert set(statuses(load(store, tmp_path / "nation")).values()) == {"unchanged"}
        pulled = pull(store.read)
    neo4j_server.clear()
    back = {(file.dataset, file.file.path.name): file.graph for file in pulled.files}
    assert len(back) == len(loaded.files) == 98 * 5 + 3
    for file in loaded.files:
        # No blank nodes in these: isomorphic is equal.
        assert set(back[file.dataset, file.file.path.name]) == set(file.graph)
