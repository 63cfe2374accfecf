"""Every finding has a text in both languages that names what is wrong and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import RDF, RDFS, SH, SKOS

from samspil import paths
from samspil.messages import LANGUAGES, messages
from samspil.model import names
from samspil.validation import Finding, checking
from samspil.validation.turtle import escape_findings, syntax_findings

_CODE = re.compile(r'(?:finding|_finding|Finding|missing)\(\s*"([a-z-]+)"|"(turtle-[a-z-]+)"')


def _codes() -> set[str]:
    folder = Path(checking.__file__).parent
    text = "\n".join(file.read_text("utf-8") for file in folder.rglob("*.py"))
    read = {"file-not-utf8", "file-unreadable", "layer-header", "layer-missing"}
    return {one or other for one, other in _CODE.findall(text)} | read


def _graph(name: str) -> Graph:
    return Graph().parse(paths.ontology_folder() / name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_text(language: str) -> None:
    assert len(_codes()) > 40
    assert not [code for code in _codes() if not messages(language).knows(f"check.{code}")]


def test_a_finding_is_filled_in_each_language() -> None:
    params = {"text_da": "Galt.", "text_en": "Wrong.", "detail": " (x)"}
    finding = Finding("shape", "named", params=params)
    shown = {each: messages(each)("check.shape", **finding.blanks(each)) for each in LANGUAGES}
    assert shown == {"da": "Galt. (x)", "en": "Wrong. (x)"}


def test_every_shape_that_reports_says_so_in_both_languages() -> None:
    shapes = _graph("shapes.ttl")
    named = set(shapes.objects(None, SH.property)) | set(shapes.subjects(SH.message, None))
    assert len(named) > 80
    for shape in named:
        if (shape, SH.message, None) not in shapes and not isinstance(shape, Literal):
            # Only parts of another shape go without: that one reports.
            assert not str(shape).startswith("http"), shape
            continue
        texts = [text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["da", "en"], shape


def test_the_shapes_are_shacl() -> None:
    import pyshacl

    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=_graph("shapes.ttl"), meta_shacl=True)
    assert conforms, text


def test_every_term_has_its_texts_and_every_concept_its_list() -> None:
    vocabulary = _graph("vocabulary.ttl")
    for term in set(vocabulary.subjects()):
        own = str(term).startswith(names.SAM)
        concept = (term, SKOS.inScheme, None) in vocabulary
        scheme = (term, RDF.type, SKOS.ConceptScheme) in vocabulary
        label = SKOS.prefLabel if concept or scheme else RDFS.label
        for used in (label, SKOS.definition) if own else (label,):
            texts = [each for each in vocabulary.objects(term, used) if isinstance(each, Literal)]
            assert sorted(str(text.language) for text in texts) == ["da", "en"], (term, used)
        if not own and str(term).startswith("http") and "/samspil/" not in str(term):
            assert (term, RDFS.isDefinedBy, None) in vocabulary, term


def test_no_two_terms_share_a_local_name() -> None:
    vocabulary = _graph("vocabulary.ttl")
    local = [names.local_name(str(term)) for term in set(vocabulary.subjects())]
    assert len(local) == len(set(local))


PREFIX = "@prefix a: <http://a/> .\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PREFIX + "a:x a:y a:z .\n", []),
        (
            PREFIX + "a:x a:y a:z\n\na:b a:c a:d\n\na:e a:f a:g .\n",
            [("turtle-end", 2), ("turtle-end", 4)],
        ),
        (
            PREFIX + 'a:x a:y "one ;\n  a:z 1 .\n\na:b a:c b:d .\n',
            [("turtle-quote", 2), ("turtle-prefix", 5)],
        ),
        (PREFIX + 'a:x a:y """one\n\ntwo .\n\n""" .\n\na:b a:c , .\n', [("turtle-object", 8)]),
        (
            "@prefix a <http://a/> .\na:x a:y a:z .\n",
            [("turtle-prefix-line", 1), ("turtle-prefix", 2)],
        ),
        ("\ufeff" + PREFIX + "a:x a:y a:z .\n", [("turtle-bom", 1)]),
    ],
)
def test_syntax_errors_and_their_lines(text: str, found: list[tuple[str, int]]) -> None:
    assert [(each.code, each.line) for each in syntax_findings(text, "x.ttl")] == found


def test_half_a_character_is_found() -> None:
    text = PREFIX + 'a:x a:y "\\uD800" , "\\\\uD800" .\n'
    assert [(each.line, each.params["excerpt"]) for each in escape_findings(text, "x.ttl")] == [
        (2, "\\uD800")
    ]
