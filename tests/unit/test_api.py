"""The public names, and how they are used from a notebook."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest

import samspil

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
