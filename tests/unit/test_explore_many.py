"""`samspil explore` where there are several municipalities: what it refuses; how forums group."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from samspil import open_model, paths
from samspil.errors import UsageError
from samspil.pages.overview.model import Forum, Municipality, kinds_of, make_overview
from samspil.pages.overview.page import build_pages, page_name
from tests.program import DATA, LILLEBY, call

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("both")
    shutil.copytree(paths.ontology_folder() / "ishoej", folder / "ishoej")
    shutil.copytree(LILLEBY, folder / "lilleby")
    return folder


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("target", ["side.html", "SIDE.HTM", None])
def test_many_pages_do_not_go_into_one_file(
    both: Path, tmp_path: Path, language: str, target: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = ("-o", target) if target else ()
    ended = call("explore", *given, "--data", str(both), "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    assert target or "samspil.html" in ended.err
    for word in ("ishoej, lilleby", "-o", "--in"):
        assert word in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(both: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    ended = call("explore", "-o", str(tmp_path / "taken"), "--data", str(both))
    assert ended.code == 2
    assert "taken" in ended.err


def test_one_chosen_municipality_is_one_file(both: Path, tmp_path: Path) -> None:
    target = tmp_path / "side.html"
    ended = call("explore", "-o", str(target), "--data", str(both), "--in", "lilleby")
    assert ended.code == 0
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_there_is_kept_without_force(both: Path, tmp_path: Path, language: str) -> None:
    target = tmp_path / "side.html"
    target.write_text("mine")
    given = ("explore", "-o", str(target), "--data", str(both), "--in", "lilleby")
    ended = call(*given, "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    assert "side.html" in ended.err
    assert "--force" in ended.err
    assert target.read_text() == "mine"
    assert call(*given, "--force", "--lang", language).code == 0
    assert target.read_bytes().startswith(b"<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_is_kept_without_force_and_with_anything_else_in_it(
    both: Path, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("old")
    given = ("explore", "-o", str(tmp_path), "--data", str(both))
    ended = call(*given)
    assert ended.code == 2
    assert "--force" in ended.err
    (tmp_path / "mine.html").write_text("mine")
    ended = call(*given, "--force")
    assert ended.code == 2
    assert "mine.html" in ended.err
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "index.html": "old",
        "mine.html": "mine",
    }


def test_within_is_the_model_with_a_municipality_chosen(both: Path) -> None:
    with open_model(both) as model:
        assert model.municipalities() == ["ishoej", "lilleby"]
        assert model.within("lilleby").session.dataset == "lilleby"
        assert model.within("ishoej").within("lilleby").session.dataset == "lilleby"
        with pytest.raises(UsageError) as error:
            _ = model.within("nowhere").session
        assert error.value.code == "dataset-unknown"


def test_no_municipality_takes_the_name_of_the_overview() -> None:
    assert page_name("ishoej") == "ishoej.html"
    assert page_name("index") == "index-.html"


def _municipality(id_: str, *forums: tuple[str, str]) -> Municipality:
    return Municipality(
        id=id_, label_da=id_, label_en=id_, page=page_name(id_), issued=(), situations=0, norms={},
        gaps=0, forums=tuple(Forum(one, label, label) for one, label in forums),
    )  # fmt: skip


def test_forums_are_of_a_kind_by_name_never_by_their_id() -> None:
    found = kinds_of(
        [
            _municipality("a", ("raad", "Lokalrådet"), ("x", "SSP")),
            _municipality("b", ("other", "lokalrådet"), ("y", "ssp")),
            _municipality("c", ("raad", "Infohus"), ("z", "SSP 2")),
            _municipality("d"),
        ]
    )
    assert [(kind.label_da, kind.municipalities) for kind in found] == [
        ("lokalrådet", ("a", "b")),
        ("ssp", ("a", "b")),
        ("Infohus", ("c",)),
        ("SSP 2", ("c",)),
    ]


def test_forums_are_of_a_kind_by_what_they_are() -> None:
    model = "https://w3id.org/samspil/id/dk/infohus-modellen"
    inner, district = "kind-forum tier-forums", "kind-forum tier-district"
    found = kinds_of(
        [
            _with("a", Forum("infohus", "Infohus", "Infohus", inner)),
            _with("b", Forum("infohus", "Infohus", "Infohus", district)),
            _with("c", Forum("huset", "Huset", "The house", inner, model)),
            _with("d", Forum("infohus", "Vestens Infohus", "Infohus West", district, model)),
        ]
    )
    assert sorted(kind.municipalities for kind in found) == [("a",), ("b",), ("c", "d")]
    assert len({kind.id for kind in found}) == 3


def _with(id_: str, *forums: Forum) -> Municipality:
    return replace(_municipality(id_), forums=forums)


def test_two_municipalities_use_one_id_for_different_things(tmp_path: Path) -> None:
    for name, label in (("mosedal", "SSP-udvalget"), ("havelund", "Ungerådet")):
        shutil.copytree(DATA / "plans" / name, tmp_path / name)
        for file in (tmp_path / name).glob("*.ttl"):
            text = file.read_text(encoding="utf-8")
            for old in ("ssp-udvalget", "ungeraadet"):
                text = text.replace(f"{name}:{old}", f"{name}:infohus")
            file.write_text(text, encoding="utf-8")
        assert label in (tmp_path / name / "stated.ttl").read_text(encoding="utf-8")
    with open_model(tmp_path) as model:
        *_, (name, page) = build_pages(model)
    assert name == "index.html"
    payload = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.decode())
    assert payload
    kinds = json.loads(payload[1])["kinds"]
    assert sorted(one["names"][0] for one in kinds) == ["SSP-udvalget", "Ungerådet"]
    assert all(len(one["held"]) == 1 for one in kinds)


def test_an_overview_without_forums_or_of_nothing() -> None:
    alone = make_overview([_municipality("a")])
    assert [spot.id for spot in alone.spots] == ["m:a"]
    assert make_overview([]).spots == ()
