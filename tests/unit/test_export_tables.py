"""GraphML, CSV and the Cypher script: everything is in them, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.errors import DataError
from samspil.export.cypher import (
    cypher_map,
    cypher_name,
    cypher_script,
    cypher_string,
    cypher_value,
)
from samspil.export.graphml import graphml
from samspil.export.tables import BYTE_ORDER_MARK, csv_files, plain_cell, safe_cell
from samspil.model.rows import EdgeRow, GraphRows, NodeRow, Value
from tests.unit.export_data import DATA, rows_of, texts


def _one(**properties: Value) -> GraphRows:
    own: dict[str, Value] = {"iri": "urn:a", **properties}
    edge = EdgeRow("urn:a", "urn:a", "KNOWS", properties)
    return GraphRows((NodeRow("urn:a", ("A", "B"), own),), (edge, edge))


# ---- GraphML


def _opened(rows: GraphRows) -> nx.MultiDiGraph[str]:
    graph = nx.parse_graphml(graphml(rows), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


@pytest.mark.parametrize("data", DATA)
def test_graphml_opens_again_with_everything_in_it(data: str) -> None:
    rows = rows_of(data)
    graph = _opened(rows)
    assert set(graph.nodes) == {node.iri for node in rows.nodes}
    assert graph.number_of_edges() == len(rows.edges)
    for node in rows.nodes:
        found = graph.nodes[node.iri]
        assert found["labels"].split() == list(node.labels)
        assert found.keys() == node.properties.keys() | {"labels"}
        for name, value in node.properties.items():
            read = json.loads(found[name]) if isinstance(value, list) else found[name]
            assert read == value
    ends = sorted((a, b, said["type"]) for a, b, said in graph.edges(data=True))
    assert ends == sorted((edge.source, edge.target, edge.type) for edge in rows.edges)


@given(texts)
def test_graphml_is_well_formed_whatever_the_text(text: str) -> None:
    graph = _opened(_one(note=text))
    replaced = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    # An empty element and a missing text are one in XML.
    assert (graph.nodes["urn:a"].get("note") or "") == replaced


def test_graphml_edges_have_ids_of_their_own() -> None:
    ids = re.findall(r'<edge [^>]*id="([^"]*)"', graphml(rows_of("lilleby")))
    assert len(set(ids)) == len(ids) == len(rows_of("lilleby").edges)


def test_a_property_named_as_a_column_of_ours_keeps_its_value() -> None:
    rows = _one(labels="own", type="own", source="own")
    found = _opened(rows)
    assert found.nodes["urn:a"]["labels"] == "A B"
    assert found.nodes["urn:a"]["labels_property"] == "own"
    (edge, _) = _read(csv_files(rows)["edges.csv"])
    assert edge["source"] == "urn:a"
    assert edge["source_property"] == edge["type_property"] == "own"


# ---- CSV


def _read(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def _as_cell(value: Value) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _assert_row(found: Mapping[str, str], properties: Mapping[str, Value]) -> None:
    for name, value in properties.items():
        assert plain_cell(found[name]) == _as_cell(value)
    assert {name for name in found if found[name]} - properties.keys() <= {
        "labels",
        "source",
        "type",
        "target",
    }


@pytest.mark.parametrize("data", DATA)
def test_csv_holds_every_node_and_edge(data: str) -> None:
    rows = rows_of(data)
    tables = csv_files(rows)
    nodes, edges = _read(tables["nodes.csv"]), _read(tables["edges.csv"])
    assert len(nodes) == len(rows.nodes)
    assert len(edges) == len(rows.edges)
    for found, node in zip(nodes, rows.nodes, strict=True):
        assert json.loads(found["labels"]) == list(node.labels)
        _assert_row(found, node.properties)
    for found, edge in zip(edges, rows.edges, strict=True):
        assert (found["source"], found["type"], found["target"]) == (
            edge.source,
            edge.type,
            edge.target,
        )
        _assert_row(found, edge.properties)


@given(texts)
def test_a_cell_gives_its_text_back(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text


_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")


@given(texts)
def test_no_cell_is_a_formula_whatever_separates_the_cells(text: str) -> None:
    (node,) = _read(csv_files(_one(note=text))["nodes.csv"])
    assert not _FORMULA.match(node["note"])
    raw = csv_files(_one(note=text))["nodes.csv"].removeprefix(BYTE_ORDER_MARK)
    # As a Danish Excel reads it after a double click: semicolons, whatever the quotes say.
    for piece in re.split(r"[;\t\r\n]", raw):
        assert not _FORMULA.match(piece.replace('"', ""))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+45 43 57 75 99", "'+45 43 57 75 99"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "\t'=1"),
        ("  =1", "  '=1"),
        ("a;=1", "a;'=1"),
        ("＝1", "'＝1"),
        ("'x", "''x"),
        ("SSP-NU", "SSP-NU"),
        ("kan; bør", "kan; bør"),
    ],
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


def test_numbers_and_truth_values_are_written_plainly() -> None:
    (node,) = _read(csv_files(_one(order=-3, approved=False, many=["=x"]))["nodes.csv"])
    assert node["order"] == "-3"
    assert node["approved"] == "false"
    assert json.loads(node["many"]) == ["=x"]


# ---- Cypher

_TOKEN = re.compile(r"'((?:[^'\\]|\\.)*)'")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'"}


def _unicode_first(text: str) -> str:
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found.group(1), 16)), text)


def _without_escapes(inner: str) -> str:
    return re.sub(
        r"\\(?:u([0-9A-F]{4})|(.))",
        lambda found: chr(int(found.group(1), 16)) if found.group(1) else _SIGNS[found.group(2)],
        inner,
    )


def _evaluated(expression: str, *, unicode_first: bool) -> str:
    """What a Cypher parser makes of `'a' + 'b'`; some put Unicode escapes in place first."""
    text = _unicode_first(expression) if unicode_first else expression
    parts = []
    at = 0
    while True:
        found = re.compile(_TOKEN.pattern, re.DOTALL).match(text, at)
        assert found, text
        parts.append(_without_escapes(found.group(1)))
        if found.end() == len(text):
            return "".join(parts)
        assert text.startswith(" + ", found.end())
        at = found.end() + 3


@given(texts)
def test_a_cypher_text_means_itself(text: str) -> None:
    expression = cypher_string(text)
    assert _evaluated(expression, unicode_first=True) == text
    assert _evaluated(expression, unicode_first=False) == text
    assert expression.isprintable() or not expression.isascii()
    assert "\n" not in expression


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_cypher_name_is_itself_or_refused(name: str) -> None:
    if re.search("[\\\\\u2028\u2029\ufeff]", name):
        with pytest.raises(DataError, match="export-name-refused"):
            cypher_name(name)
        return
    quoted = cypher_name(name)
    assert quoted[0] == quoted[-1] == "`"
    assert re.fullmatch("(?:[^`]|``)*", quoted[1:-1])
    assert quoted[1:-1].replace("``", "`") == name


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (True, "true"),
        (-1, "-1"),
        (1.5, "1.5"),
        (float("inf"), "(1.0 / 0.0)"),
        (float("-inf"), "(-1.0 / 0.0)"),
        (float("nan"), "(0.0 / 0.0)"),
        (["a", "b'"], r"['a', 'b\'']"),
        ("C:\\users", r"'C:\\' + 'users'"),
    ],
)
def test_cypher_values(value: Value, literal: str) -> None:
    assert cypher_value(value) == literal


def test_cypher_refuses_what_neo4j_cannot_hold() -> None:
    with pytest.raises(DataError, match="export-number-too-large"):
        cypher_value(2**63)
    for name in ("", "a\\b", "a\0"):
        with pytest.raises(DataError, match="export-name-refused"):
            cypher_map({name: 1})


@pytest.mark.parametrize("data", DATA)
def test_every_line_with_a_semicolon_at_its_end_ends_a_statement(data: str) -> None:
    rows = rows_of(data)
    script = cypher_script(rows)
    statements = script.removesuffix(";\n").split(";\n")
    assert len(re.findall(r"^  \{", script, re.MULTILINE)) == len(rows.nodes) + len(rows.edges)
    for statement in statements[3:]:
        assert statement.startswith("UNWIND [\n")
        assert statement.count("\n] AS row ") == 1
