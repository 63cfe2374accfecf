"""A copied folder is told to be one; messages that once led people astray."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from samspil import open_model, paths
from samspil.errors import DataError
from samspil.messages import messages
from samspil.ontology.folders import find_data
from samspil.validation import Finding, Report, check
from tests.program import call

ISHOEJ = paths.ontology_folder() / "ishoej"


def _copy(folder: Path) -> Path:
    shutil.copytree(ISHOEJ, folder)
    return folder


def _changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def _report(folder: Path) -> Report:
    return check(find_data(folder))


def _text(finding: Finding) -> str:
    return messages("da")(f"check.{finding.code}", **finding.blanks("da"))


def test_a_folder_named_otherwise_than_its_data_is_pointed_out(tmp_path: Path) -> None:
    report = _report(_copy(tmp_path / "greve"))
    assert not report.findings
    (notice,) = report.notices
    assert notice.rule == "folder-unlike-dataset"
    assert "»greve«" in _text(notice)
    assert "Ishøj Kommune" in _text(notice)
    shown = call("check", "--data", str(tmp_path / "greve"), "--format", "json")
    assert shown.code == 0
    assert [one["rule"] for one in json.loads(shown.out)["notices"]] == ["folder-unlike-dataset"]


def test_a_folder_of_the_same_name_is_not(tmp_path: Path) -> None:
    assert not _report(_copy(tmp_path / "ishoej")).notices
    assert not check(find_data()).notices


def test_a_copy_with_another_document_answers_nobody(tmp_path: Path) -> None:
    """Copied, the document's municipality renamed in it, the data still Ishøj's."""
    folder = _copy(tmp_path / "data")
    for name in ("source.txt", "stated.ttl"):
        _changed(folder / name, "Ishøj Kommunes ", "Greve Kommunes ")
        text = (folder / name).read_text("utf-8")
        kept = '"Ishøj Kommune"@da, "Ishøj Municipality"@en .'
        head, mark, rest = text.partition(kept)
        text = head.replace("Ishøj", "Greve") + mark + rest.replace("Ishøj", "Greve")
        (folder / name).write_text(text, "utf-8")
    assert "dataset-not-in-source" in {each.rule for each in _report(folder).findings}
    with open_model(folder) as model, pytest.raises(DataError):
        model.informed("akut")


def test_a_dataset_called_otherwise_than_its_id_is_told(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "ishoej")
    old = 'rdfs:label "Ishøj Kommune"@da'
    _changed(folder / "stated.ttl", old, 'rdfs:label "Greve Kommune"@da')
    assert {each.rule for each in _report(folder).findings} == {
        "dataset-misnamed", "dataset-not-in-source",
    }  # fmt: skip


def test_an_id_used_twice_is_told_as_that_only(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "ishoej")
    stated = folder / "stated.ttl"
    lines = stated.read_text("utf-8").count("\n")
    stated.write_text(stated.read_text("utf-8") + "\nishoej:A13 a sam:InformationNorm .\n", "utf-8")
    (finding,) = _report(folder).findings
    assert (finding.rule, finding.line) == ("twice-described", lines + 2)
    assert "to blokke" in _text(finding)


def test_a_special_case_of_a_situation_is_told_how_it_is_stated(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "ishoej")
    old = 'skos:notation "T03" ;'
    _changed(folder / "stated.ttl", old, f"{old} skos:broader ishoej:lokal-bekymring ;")
    (finding,) = _report(folder).findings
    assert finding.rule == "broader-unstated"
    assert "stavefejl" not in _text(finding)
    assert "sam:StructureStatement" in _text(finding)


def test_an_id_that_all_share_is_told_with_its_name_and_one_that_is_free(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "ishoej")
    stated = folder / "stated.ttl"
    block = """
ishoej:enhver a sam:ActorGroup ;
    skos:prefLabel "Ungdomsskolens elever"@da, "pupils"@en ;
    org:classification sam:kind-collective .
"""
    stated.write_text(stated.read_text("utf-8") + block, "utf-8")
    finding = next(each for each in _report(folder).findings if each.rule == "reused-slug")
    assert "dk:enhver" in _text(finding)
    assert "enhver-ishoej" in _text(finding)
    assert "»enhver" in _text(finding).casefold()
