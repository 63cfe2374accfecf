"""What a table and a page say in words, where the graph has a word of its model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from samspil.messages import messages
from tests.program import AS_OF, call

if TYPE_CHECKING:
    from collections.abc import Iterator


def _page(*arguments: str, language: str = "da") -> str:
    ended = call(*arguments, "--format", "md", "--lang", language, "--as-of", AS_OF)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_the_words_of_the_model_are_told_however_deep_they_stand() -> None:
    routes = _page("query", "routes", "-p", "from=straxen", "-p", "to=ssp-nu")
    assert "hvor bindende: kan" in routes
    assert "modality" not in routes
    assert "lag: vores læsning, navne: Akut sag" in _page("query", "glossary")
    english = _page("query", "glossary", language="en")
    assert "layer: our reading, names: Akut sag" in english


@pytest.mark.parametrize(
    "question",
    [
        "acts", "beside -p situation=akut", "datasets", "evidence -p assertion=A40",
        "gaps-checklist", "glossary", "law", "meetings", "names -p thing=psp",
        "norms -p modality=may", "participants -p forums=ssp-nu", "readings", "requirements",
        "responsibilities", "sentences",
    ],
)  # fmt: skip
def test_a_question_of_the_documentation_has_words_for_its_columns(question: str) -> None:
    ended = call("query", *question.split(), "--format", "json", "--as-of", AS_OF)
    columns = set(_keys(json.loads(ended.out)["rows"]))
    for language in ("da", "en"):
        say = messages(language)
        assert {one for one in columns if not say.knows(f"column.{one}")} == set()


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _keys(one)


def test_what_is_listed_first_of_a_name_is_the_name() -> None:
    page = _page("query", "names", "-p", "thing=psp")
    assert "| psp | PSP-samarbejdet |" in page
    assert "overskrift" in _page("query", "sentences")


def test_a_number_that_a_source_has_is_not_denied() -> None:
    assert "Telefonnummer og mail er ikke gengivet her; se kilden." in _page("actor", "straxen")
    assert "Dokumentet giver hverken telefonnummer eller mail hertil." in _page("actor", "ppr")


@pytest.mark.parametrize("statement", ["MATCH (n RETURN n", "MATCH (n)\nRETURN n, m"])
def test_what_the_engine_says_of_a_question_has_no_names_of_classes(
    tmp_path_factory: pytest.TempPathFactory, statement: str
) -> None:
    file = tmp_path_factory.mktemp("own") / "mine.cypher"
    file.write_text(statement, encoding="utf-8")
    ended = call("query", str(file))
    assert ended.code == 2
    assert "com.arcadedb" not in ended.err
    assert "org.antlr" not in ended.err
    assert "line 1:9" in ended.err or "'m' not defined" in ended.err
