"""What the document doesn't say, as a list to fill in: on the screen and for office programs."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from rdflib import RDF, RDFS, Graph

from samspil import paths
from tests.program import ask, call

PLANS = sorted((Path(__file__).parents[1] / "data" / "plans").glob("*/"))
QUESTION = "Hvem sidder med ved SSP-NU-møderne?"


def _ids(text: str) -> list[str]:
    return re.findall(r"\[(G\d+)\]", text)


def test_every_gap_is_a_question_once() -> None:
    gaps = {row["id"] for row in ask("gaps")["gaps"]}
    page = call("gaps", "--checklist", "--format", "md").out
    assert sorted(re.findall(r"\\\[(G\d+)\\\]", page)) == sorted(gaps)
    assert page.count("Svar:") == len(gaps)
    rows = list(csv.DictReader(io.StringIO(call("gaps", "--checklist", "--format", "csv").out[1:])))
    assert {row["nr."] for row in rows} == gaps
    assert {row["svar"] + row["ansvarlig"] + row["dato"] for row in rows} == {""}
    assert {row["gruppe"] for row in rows} == {
        "kan svares i dag", "loven har noget at sige", "skal aftales",
    }  # fmt: skip


def test_what_a_question_is_about_is_told_in_plain_words_what_is_missing_first() -> None:
    """A relation is no thing that a caseworker knows: »mødes« says nothing, »hvor tit« does."""
    about = {one["id"]: one["about"] for one in ask("gaps", "--checklist")["questions"]}
    assert about["G04"][0] == "hvor tit man mødes"
    assert about["G12"][0] == "hvad figuren viser"
    assert about["G15"][0] == "hvem der deltager i møderne"
    assert about["G17"] == ["hvem der er med", "kredsråd", "lokalråd"]
    assert about["G38"] == ["Ishøj Kommune"]
    vocabulary = Graph().parse(paths.ontology_folder() / "vocabulary.ttl")
    relations = {
        str(label)
        for relation in vocabulary.subjects(RDF.type, RDF.Property)
        for label in vocabulary.objects(relation, RDFS.label)
    }
    for plan in (None, *PLANS):
        data = ("--data", str(plan)) if plan else ()
        for one in ask("gaps", "--checklist", *data)["questions"]:
            assert relations.isdisjoint(one["about"]), (plan, one["id"])


def test_only_what_is_asked_about() -> None:
    about = {row["id"] for row in ask("gaps", "ssp-nu")["gaps"]}
    assert {row["id"] for row in ask("gaps", "ssp-nu", "--checklist")["questions"]} == about


def test_the_law_of_the_day_stands_beside() -> None:
    (now,) = (one for one in ask("gaps", "--checklist")["questions"] if one["id"] == "G06")
    assert {rule["id"] for rule in now["law"]} == {"C7-136", "C7-137"}
    (then,) = (
        one
        for one in ask("gaps", "--checklist", as_of="2018-04-13")["questions"]
        if one["id"] == "G19"
    )
    assert "C10a" in {rule["id"] for rule in then["law"]}


def test_a_rule_stands_beside_to_its_last_day_and_no_longer() -> None:
    def law(day: str) -> set[str]:
        questions = ask("gaps", "--checklist", as_of=day)["questions"]
        return {rule["id"] for one in questions for rule in one["law"]}

    # They hold to the 24th of May 2018 and to the last day of 2023, those days included.
    for last, after, rules in (
        ("2018-05-24", "2018-05-25", {"C10a", "C12a"}),
        ("2023-12-31", "2024-01-01", {"C5", "C7", "C9", "C15"}),
    ):
        assert rules <= law(last)
        assert law(after).isdisjoint(rules)


def test_only_law_that_is_linked_to_the_question_itself_stands_beside_it() -> None:
    """A rule on the same situation may have nothing to do with what is missing there."""
    questions = {one["id"]: one for one in ask("gaps", "--checklist")["questions"]}
    linked = {ident: {rule["id"] for rule in one["law"]} for ident, one in questions.items()}
    assert linked["G10"] == {"C7-137", "C7-137b"}
    assert linked["G33"] == {"C13"}
    for ident in ("G12", "G15", "G30", "G31", "G39"):
        assert linked[ident] == set()
    page = call("gaps", "--checklist", "--format", "md").out
    assert page.count("Regler om det samme") == sum(bool(rules) for rules in linked.values())


@pytest.mark.parametrize("form", ["xlsx", "docx", "md", "csv"])
def test_a_file_for_office_programs(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"liste.{form}"
    assert call("gaps", "--checklist", "-o", str(target)).code == 0
    first = target.read_bytes()
    taken = call("gaps", "--checklist", "-o", str(target))
    assert (taken.code, target.read_bytes()) == (2, first)
    assert call("gaps", "--checklist", "-o", str(target), "--force").code == 0
    assert target.read_bytes() == first, "equal data give equal files"
    if form == "docx":
        text = "\n".join(one.text for one in Document(str(target)).paragraphs)
    elif form == "xlsx":
        with zipfile.ZipFile(target) as book:
            text = book.read("xl/sharedStrings.xml").decode()
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml"), "no cell is a formula"
    else:
        text = target.read_text("utf-8")
    assert QUESTION in text
    assert list(tmp_path.iterdir()) == [target]


def test_what_an_earlier_plan_left_open_and_this_one_answers(tmp_path: Path) -> None:
    later = tmp_path / "later"
    shutil.copytree(paths.ontology_folder(), later)
    gaps = later / "ishoej" / "gaps.ttl"
    text = gaps.read_text("utf-8")
    start = text.index("ishoej:G20 ")
    end = text.index("\n\n", start)
    gaps.write_text(text[:start] + text[end:], "utf-8")
    page = call(
        "gaps", "--checklist", "--data", str(later), "--since", str(paths.ontology_folder()),
        "--format", "md",
    ).out  # fmt: skip
    head, _, rest = page.partition("## Nye spørgsmål (0)")
    assert "## Besvaret siden den tidligere plan (1)" in head
    assert "Hvem deltager i God Løsladelse?" in head
    assert "Hvem deltager i God Løsladelse?" not in rest


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (("gaps", "-o", "x.xlsx"), "--checklist"),
        (("gaps", "--since", "x"), "--checklist"),
        (("gaps", "--checklist", "-o", "x.odt"), ".xlsx"),
        (("gaps", "--checklist", "-o", "no-such-folder/x.csv"), "no-such-folder"),
    ],
)
def test_a_wrong_use_is_told(line: tuple[str, ...], named: str) -> None:
    ended = call(*line)
    assert (ended.code, ended.out) == (2, "")
    assert named in ended.err
