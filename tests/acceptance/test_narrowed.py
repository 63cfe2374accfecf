"""`informed --by`: what is left out may concern the one who asks, and is never left unsaid."""

from __future__ import annotations

import csv
import io

import pytest

from tests.program import AS_OF, Json, ask, call, rows_of

ACTS = ("skolen", "straxen", "ishoejs-skoler", "rolle-ssp-laerer")


def _notes(answer: Json, code: str) -> list[str]:
    return [note["text"] for note in answer["notes"] if note["code"] == code]


@pytest.mark.parametrize("actor", ACTS)
def test_what_is_said_of_nobody_in_particular_is_quoted(actor: str) -> None:
    answer = ask("informed", "T03", "--by", actor)
    assert rows_of(answer) == []
    (note,) = _notes(answer, "bearer-not-stated")
    assert "»der bør i akutte tilfælde rettes henvendelse" in note
    assert "(A40)" in note


@pytest.mark.parametrize("actor", ACTS)
@pytest.mark.parametrize("situation", ["T01", "T03"])
def test_the_laws_duty_of_everybody_stays_in_sight(situation: str, actor: str) -> None:
    (note,) = _notes(ask("informed", situation, "--by", actor), "law-wider-must")
    assert "enhver borger (C6b)" in note
    whole = ask("informed", situation)
    assert {"C6", "C6b"} <= {row["id"] for row in whole["beside"]["law"]}
    without = ask("informed", situation, "--by", actor, "--layers", "stated,interpretation")
    assert _notes(without, "law-wider-must") == []


def test_who_is_told_is_not_said_to_be_perhaps_the_one_who_tells() -> None:
    answer = ask("informed", "T06", "--by", "ishoej-kommune")
    assert _notes(answer, "bearer-not-stated") == []
    assert len(_notes(ask("informed", "T06", "--by", "politi"), "bearer-not-stated")) == 1


def test_what_nobody_does_is_not_said_to_be_perhaps_somebodys() -> None:
    """A11 tells of a concern, not of somebody who acts and isn't named."""
    assert _notes(ask("informed", "T08", "--by", "politi"), "bearer-not-stated") == []
    (row,) = (row for row in _sheet("T08") if row["id"] == "A11")
    assert row["hvem"] == "Bekymring om radikalisering og ekstremisme"


def test_it_stands_in_its_group() -> None:
    page = call("informed", "T03", "--by", "skolen", "--as-of", AS_OF, "--format", "md").out
    should = page.partition("## BØR")[2].partition("## ")[0]
    must = page.partition("## SKAL")[2].partition("## ")[0]
    assert "(A40)" in should
    assert "(C6b)" in must


# --- The same, as a sheet -----------------------------------------------------------------------


def _sheet(*words: str) -> list[dict[str, str]]:
    out = call("informed", *words, "--as-of", AS_OF, "--format", "csv").out
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


@pytest.mark.parametrize(("situation", "said"), [("T12", "A76"), ("T05", "A23")])
def test_a_sheet_holds_what_the_document_says_and_where_it_is_silent(
    situation: str, said: str
) -> None:
    answer = ask("informed", situation)
    rows = _sheet(situation)
    assert said in {row["id"] for row in rows if row["lag"] == "dokumentet"}
    gaps = {(row["id"], row["tekst"]) for row in rows if row["slags"] == "hul"}
    assert gaps == {(gap["id"], gap["text"]) for gap in answer["gaps"]}
    silences = [row["tekst"] for row in rows if row["slags"] == "tavshed"]
    assert len(silences) == 5
    told = {row["tekst"] for row in rows if row["slags"] == "bemærkning"}
    left = {"must-empty", "describes"}
    assert told == {note["text"] for note in answer["notes"] if note["code"] not in left}
    law = [row for row in rows if row["lag"] == "loven"]
    assert {row["godkendt"] for row in law} <= {"endnu ikke godkendt af en jurist"}
