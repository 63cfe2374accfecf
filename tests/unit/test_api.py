"""The public names, and how they are used from a notebook."""

from __future__ import annotations

import inspect
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

import samspil
from devtools import reference

PUBLIC = {
    "AmbiguousError",
    "DataError",
    "Informed",
    "Model",
    "NotUnderstoodError",
    "Profile",
    "QueryError",
    "Report",
    "Row",
    "SamspilError",
    "StoreError",
    "UsageError",
    "WhyNot",
    "open_model",
    "to_json",
}


def test_the_public_names_are_these() -> None:
    assert set(samspil.__all__) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_name_is_there_and_documented(name: str) -> None:
    assert inspect.getdoc(getattr(samspil, name))


def test_what_a_model_does_is_documented() -> None:
    methods = {name: one for name, one in vars(samspil.Model).items() if not name.startswith("_")}
    assert all(inspect.getdoc(one) for one in methods.values()), methods


def test_errors_share_one_ancestor_and_say_a_code() -> None:
    with (
        samspil.open_model(as_of=date(2026, 11, 23)) as model,
        pytest.raises(samspil.SamspilError) as caught,
    ):
        model.informed("fodbold")
    assert isinstance(caught.value, samspil.NotUnderstoodError)
    assert caught.value.code == "not-understood-situation"


def test_notes_have_their_text() -> None:
    with samspil.open_model(as_of="2026-11-23", language="en") as model:
        answer = model.informed("T08")
    assert answer.notes
    assert all(note.text for note in answer.notes)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"language": "sv"}, "language-unknown"),
        ({"layers": ("gossip",)}, "layers-unknown"),
        ({"store": "mysql://here"}, "store-unknown"),
        ({"as_of": "i går"}, "date-wrong"),
    ],
)
def test_a_wrong_argument_is_told_at_once(arguments: dict[str, object], code: str) -> None:
    with pytest.raises(samspil.UsageError) as caught:
        samspil.open_model(**arguments)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_a_folder_that_is_not_there_is_told_when_it_is_needed(tmp_path: Path) -> None:
    model = samspil.open_model(tmp_path / "nowhere")
    with pytest.raises(samspil.DataError) as caught:
        model.check()
    assert caught.value.code == "folder-missing"


def test_two_models_in_one_notebook_ask_the_same_graph() -> None:
    with samspil.open_model(as_of="2026-11-23") as one:
        with samspil.open_model(as_of="2026-11-23", language="en") as other:
            assert [row.id for row in one.informed("T03").rows] == ["A40"]
            assert [row.id for row in other.informed("T03").rows] == ["A40"]
        assert [row.id for row in one.informed("T03").rows] == ["A40"]


QUESTION = "MATCH (f:Forum) WHERE f.dataset = $dataset RETURN f.slug AS id ORDER BY id"


def test_what_there_is_can_be_seen() -> None:
    assert set(dir(samspil)) >= PUBLIC | {"__version__"}


def test_a_question_is_asked_by_name_by_path_and_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "forums.cypher"
    path.write_text(QUESTION, encoding="utf-8")
    with samspil.open_model() as model:
        assert model.query(QUESTION) == model.query(path) == model.query(str(path))
        assert [row["id"] for row in model.query("datasets")] == ["ishoej"]
        with pytest.raises(samspil.QueryError) as caught:
            model.query("MATCH (n) DETACH DELETE n")
    assert caught.value.code == "query-write-clause"


@pytest.mark.parametrize(("language", "word"), [("da", "forstået"), ("en", "understood")])
def test_an_error_says_in_words_what_was_wrong(language: str, word: str) -> None:
    with (
        samspil.open_model(language=language) as model,
        pytest.raises(samspil.SamspilError) as caught,
    ):
        model.informed("fodbold")
    assert "fodbold" in str(caught.value)
    assert "[not-understood-situation]" in str(caught.value)
    assert word in str(caught.value)


def test_answers_show_themselves_in_a_notebook() -> None:
    with samspil.open_model(as_of="2026-11-23", language="en") as model:
        answers = model.informed("T08"), model.why_not("pet", "T08"), model.actor("pet")
        forum = model.forum("ssp-nu")
    for answer in (*answers, forum):
        shown = answer._repr_html_()
        assert shown.startswith("<article>")
        assert shown.count("<ul>") == shown.count("</ul>")
        assert "<script" not in shown
        assert answer.to_dict() == samspil.to_json(answer)


def test_without_pandas_a_table_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with samspil.open_model() as model, pytest.raises(samspil.UsageError) as caught:
        model.informed("akut").to_dataframe()
    assert caught.value.code == "pandas-missing"


def test_with_pandas_a_table_is_the_sheet_of_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = SimpleNamespace(
        DataFrame=lambda rows, columns: [dict(zip(columns, row, strict=True)) for row in rows]
    )
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    with samspil.open_model() as model:
        table = model.informed("akut").to_dataframe()
    assert "A40" in {cell for row in table for cell in row.values()}


def test_the_graphs_behind_the_answers(tmp_path: Path) -> None:
    with samspil.open_model() as model:
        triples, network = model.graph, model.to_networkx()
        assert sum(1 for _ in triples.quads()) == sum(
            len(file.graph) for file in (model.ontology.vocabulary, *model.ontology.files)
        )
        assert (len(network), network.number_of_edges()) == (
            len(model.rows.nodes), len(model.rows.edges),
        )  # fmt: skip
        assert {"straxen", "pet"} <= {row["id"] for row in model.actors()}
        assert "ssp-nu" in {row["id"] for row in model.forums()}
        assert model.figure(tmp_path / "figur.svg").read_text("utf-8").startswith("<svg")
        page = model.explore(tmp_path / "side.html")
        assert "</html>" in page.read_text("utf-8")
        with pytest.raises(samspil.UsageError):
            model.explore(page)


def test_the_reference_is_what_the_docstrings_say() -> None:
    assert reference.PAGE.read_text("utf-8") == reference.reference(), (
        "python -m devtools.reference writes it anew"
    )
