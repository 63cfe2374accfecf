"""Which of the two parsers reads a file changes nothing about what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from samspil.errors import DataError
from samspil.ontology import turtle
from samspil.ontology.turtle import parse_turtle
from tests.unit.export_data import texts

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path for place in ("ontology", "tests/data/lilleby") for path in (ROOT / place).rglob("*.ttl")
)
_EXACT = {
    '"x"@da-DK': Literal("x", lang="da-DK"),
    '"x"^^<http://www.w3.org/2001/XMLSchema#string>': Literal("x", datatype=XSD.string),
    '"01"^^<http://www.w3.org/2001/XMLSchema#integer>': Literal("01", datatype=XSD.integer),
    "1.50": Literal("1.50", datatype=XSD.decimal),
    "1e3": Literal("1e3", datatype=XSD.double),
    "true": Literal("true", datatype=XSD.boolean),
    '"""a\n"b"\\u00e6"""': Literal('a\n"b"æ'),
    "<æ>": URIRef("https://w3id.org/samspil/id/æ"),
}
_LITERALS = (
    st.builds(Literal, texts)
    | st.builds(Literal, texts, lang=st.sampled_from(["da", "en", "de-AT"]))
    | st.builds(Literal, texts, datatype=st.sampled_from([XSD.string, XSD.date, URIRef("urn:x")]))
)


def _by_rdflib(text: str) -> Graph:
    return turtle._parse_with_rdflib(text, "x.ttl")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_parsers_read_the_same_from_our_files(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert turtle._QUICK, "the quick parser isn't installed"
    quick, slow = turtle._parse_quickly(text, turtle._empty()), _by_rdflib(text)
    assert isomorphic(quick, slow)
    assert dict(quick.namespaces()) == dict(slow.namespaces())


@given(st.lists(_LITERALS | st.builds(BNode, st.sampled_from(["a", "b"])), max_size=8))
def test_both_parsers_read_the_same_from_any_text(values: list[Literal | BNode]) -> None:
    written = Graph()
    for number, value in enumerate(values):
        written.add((URIRef("urn:s"), URIRef(f"urn:p{number}"), value))
    text = written.serialize(format="nt")
    assert isomorphic(parse_turtle(text, "x.ttl"), _by_rdflib(text))


@pytest.mark.parametrize("normalizing", [False, True])
@pytest.mark.parametrize("written", _EXACT)
def test_terms_are_read_as_they_were_written(
    written: str, normalizing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", normalizing)  # as pyshacl leaves it
    graph = parse_turtle(f"<urn:s> <urn:p> {written} .", "x.ttl")
    assert [value.n3() for value in graph.objects()] == [_EXACT[written].n3()]


@pytest.mark.parametrize(
    "newer",
    [
        '<urn:s> <urn:p> "x"@en--ltr .',
        "<urn:s> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> .",
        "<urn:s> <urn:p> <urn:o> {| <urn:a> <urn:b> |} .",
    ],
)
def test_what_is_newer_than_turtle_is_refused(newer: str) -> None:
    with pytest.raises(DataError):
        parse_turtle(newer, "x.ttl")


def test_an_error_names_the_line() -> None:
    with pytest.raises(DataError) as refused:
        parse_turtle("<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> .\n", "x.ttl")
    assert refused.value.place is not None
    assert (refused.value.place.file, refused.value.place.line) == ("x.ttl", 2)


@pytest.mark.parametrize("escape", ["\\uD800", "\\udfff", "\\U0000DABC"])
def test_half_a_character_is_refused_where_it_stands(escape: str) -> None:
    with pytest.raises(DataError) as refused:
        parse_turtle(f'<urn:s> <urn:p> "fine" ,\n  "a{escape}b"@da .\n', "x.ttl")
    assert refused.value.code == "turtle-half-character"
    assert refused.value.place is not None
    assert (refused.value.place.file, refused.value.place.line) == ("x.ttl", 2)


def test_what_only_looks_like_half_a_character_is_a_text() -> None:
    graph = parse_turtle('<urn:s> <urn:p> "a\\\\uD800b"@da .', "x.ttl")
    assert [str(value) for value in graph.objects()] == ["a\\uD800b"]
