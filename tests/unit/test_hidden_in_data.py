"""`check` refuses hidden characters in data, and says where each stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from samspil import paths
from samspil.ontology.folders import find_data
from samspil.validation import Finding, check
from tests.program import LILLEBY, call

RULE = "hidden-character"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lilleby with a vocabulary and shapes of its own."""
    made = shutil.copytree(LILLEBY, tmp_path / "lilleby")
    for name in ("vocabulary.ttl", "shapes.ttl"):
        shutil.copy(paths.ontology_folder() / name, made / name)
    return made


def _findings(folder: Path) -> list[Finding]:
    return [one for one in check(find_data(folder)).findings if one.rule == RULE]


def _plant(file: Path, before: str, planted: str) -> int:
    """Puts a text behind another; gives the line."""
    text = file.read_text(encoding="utf-8")
    at = text.index(before) + len(before)
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text[:at] + planted + text[at:])
    return text.count("\n", 0, at) + 1


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ("\x1b[31m", "U+001B"),
        ("\x9b", "U+009B"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u200f", "U+200F"),
        ("\x00", "U+0000"),
        ("\x7f", "U+007F"),
        ("\\u202E", "U+202E"),
        ("\\U0000009B", "U+009B"),
        ("\\b", "U+0008"),
        ("\\\\\\u001b", "U+001B"),
    ],
)
@pytest.mark.parametrize("file", ["stated.ttl", "search.ttl", "vocabulary.ttl"])
def test_check_tells_rule_file_line_and_iri(
    folder: Path, file: str, planted: str, name: str
) -> None:
    label = {
        "stated.ttl": 'lilleby:boernevagten a org:OrganizationalUnit ;\n    skos:prefLabel "',
        "search.ttl": 'skos:hiddenLabel "',
        "vocabulary.ttl": 'rdfs:label "',
    }[file]
    line = _plant(folder / file, label, planted)
    (found,) = _findings(folder)
    assert (found.file or "").endswith(file)
    assert (found.line, found.params["found"]) == (line, name)
    assert found.iri
    if file == "stated.ttl":
        assert found.iri == "https://w3id.org/samspil/id/lilleby/boernevagten"


@pytest.mark.parametrize("planted", ["\\\\u202E", "\\\\b", "\\t\\n\\r", "é👩‍👩‍👧 \t"])
def test_what_only_looks_like_one_is_let_be(folder: Path, planted: str) -> None:
    _plant(folder / "search.ttl", 'skos:hiddenLabel "', planted)
    assert _findings(folder) == []


def test_comments_shapes_and_sources_are_read_too(folder: Path) -> None:
    comment = _plant(folder / "gaps.ttl", "\n", "# \u202e\n")
    shapes = _plant(folder / "shapes.ttl", "\n", "# \u2067\n")
    source = _plant(folder / "source.txt", "\n", "\x1b")
    found = {(one.file, one.line, one.params["found"]) for one in _findings(folder)}
    assert found == {
        ("lilleby/gaps.ttl", comment, "U+202E"),
        ("shapes.ttl", shapes, "U+2067"),
        ("lilleby/source.txt", source, "U+001B"),
    }


def test_an_escape_in_a_source_is_text(folder: Path) -> None:
    _plant(folder / "source.txt", "\n", "\\u202e")
    assert _findings(folder) == []


def test_a_file_that_is_no_turtle_is_read_for_them_too(folder: Path) -> None:
    _plant(folder / "gaps.ttl", "\n", "\u202e oops\n")
    assert [one.file for one in _findings(folder)] == ["lilleby/gaps.ttl"]


def test_many_on_a_line_are_told_once_each(folder: Path) -> None:
    _plant(folder / "search.ttl", 'skos:hiddenLabel "', "\u202e\x9b" * 1000)
    assert {one.params["found"] for one in _findings(folder)} == {"U+202E", "U+009B"}
    assert len(_findings(folder)) == 2


def test_a_separator_of_lines_moves_no_line_number(folder: Path) -> None:
    # For Python U+2028 ends a line; for an editor, and for the line that is told, it doesn't.
    _plant(folder / "stated.ttl", "\n", "# \u2028 \u2028\n")
    line = _plant(folder / "stated.ttl", 'OrganizationalUnit ;\n    skos:prefLabel "', "\u202e")
    found = {one.line: one.iri for one in _findings(folder)}
    assert found[line] == "https://w3id.org/samspil/id/lilleby/boernecentret"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_finding_names_the_character_and_doesn_t_show_it(folder: Path, language: str) -> None:
    _plant(folder / "search.ttl", 'skos:hiddenLabel "', "\u202e")
    ended = call("check", "--data", str(folder), "--lang", language, "--format", "table")
    assert ended.code == 1
    assert "U+202E" in ended.out
    assert "\u202e" not in ended.out
