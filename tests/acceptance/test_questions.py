"""The twenty questions that people ask of the document, each as the command that answers it.

The answers stand in `tests/data/ishoej/questions.json`, written down before the program could give
them. `D20` must not be answered: the document doesn't say who chairs SSP-NU.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.program import DATA, Json, ask, call, ids, query, rows_of, sentences, statements

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS: dict[str, Json] = {
    one["id"]: one
    for one in json.loads((DATA / "ishoej" / "questions.json").read_text(encoding="utf-8"))
}


@dataclass(frozen=True)
class Found:
    """What a planner reads off an answer: the answer itself, and the rows that it stands on."""

    answer: list[str]
    rows: list[Json]


def _statements(profile: Json, *acts: str, layer: str = "stated") -> list[Json]:
    """The statements of a profile with one of these relations."""
    return [
        one
        for one in statements(profile)
        if one["row"]["act"]["id"] in acts and one["row"]["layer"] == layer
    ]


def _bearers(*acts: str) -> Callable[[Json], Found]:
    """Who stands in a relation, in a profile."""

    def read(profile: Json) -> Found:
        rows = [one["row"] for one in _statements(profile, *acts)]
        return Found([who for row in rows for who in ids(row["bearers"])], rows)

    return read


def _objects(*acts: str) -> Callable[[Json], Found]:
    """To what something stands in a relation, in a profile."""

    def read(profile: Json) -> Found:
        found = _statements(profile, *acts)
        return Found(
            [what for one in found for what in ids(one["objects"])], [one["row"] for one in found]
        )

    return read


def _words(*acts: str) -> Callable[[Json], Found]:
    """What is said of something in words, in a profile."""

    def read(profile: Json) -> Found:
        found = _statements(profile, *acts)
        return Found([one["text"] for one in found], [one["row"] for one in found])

    return read


def _acting(answer: Json) -> Found:
    rows = rows_of(answer)
    return Found([who for row in rows for who in ids(row["bearers"])], rows)


def _recipients(answer: Json) -> Found:
    rows = rows_of(answer)
    return Found([who for row in rows for who in ids(row["recipients"])], rows)


def _recipients_with_act(answer: Json) -> Found:
    verbs = {"henvendelse": "henvende sig", "underretning": "underrette direkte"}
    rows = rows_of(answer)
    return Found(
        [f"{who} ({verbs[row['act']['id']]})" for row in rows for who in ids(row["recipients"])],
        rows,
    )


def _channels(answer: Json) -> Found:
    rows = rows_of(answer)
    assert [ids(row["recipients"]) for row in rows] == [["ishoej-kommune"]] * 2
    assert [row["bearers"] for row in rows] == [[], []], "the sender is not stated"
    return Found([through for row in rows for through in ids(row["channels"])], rows)


def _parties(profile: Json) -> Found:
    """The parties that the document says take part; those of an aim are told apart."""
    rows = [one["row"] for one in statements(profile, "party")]
    (room,) = profile["in_the_room"]
    party = [who for row in rows for who in ids(row["bearers"])]
    # Those that share knowledge (S24) are in the room, and are no parties.
    seated = [one for one in room["parties"] if one["role"] != "deler viden i"]
    assert sorted(party) == sorted(ids(seated)), "page and room tell the same"
    return Found(party, rows)


def _how_many(profile: Json) -> Found:
    found = _statements(profile, "instanceCount")
    assert [one["row"]["id"] for one in found] == ["A33"]
    return Found([str(profile["count"])], [one["row"] for one in found])


def _screening(profile: Json) -> Found:
    """A11 says through what it happens, A74 and A75 whose task it is."""
    through = [one["row"] for one in _statements(profile, "screenedAndAssessedThrough")]
    task = [one["row"] for one in _statements(profile, "screensAndAssesses")]
    assert ids(through) == ["A11"]
    assert {row["modality"] for row in task} == {"task"}
    return Found([profile["id"]], through + task)


def _helpers(answer: Json) -> Found:
    """Those who are available, and the department that has them."""
    who = _acting(answer)
    has = _bearers("hasStaff")(ask("actor", who.answer[0]))
    assert sentences(has.rows) == {"S06"}
    return Found([*dict.fromkeys(who.answer), *has.answer], who.rows)


@dataclass(frozen=True)
class Case:
    """A question, the command that a planner would give, how the answer is read off it."""

    question: str
    command: tuple[str, ...]
    read: Callable[[Json], Found]
    rows: tuple[str, ...]
    """The ids of the assertions that the answer stands on, all of them."""


CASES = (
    Case("D01", ("actor", "tryghed og kriminalitetsforebyggelse"),
         _bearers("coordinatesDaily", "leadsDaily"), ("A13", "A14")),
    Case("D02", ("actor", "tryghed"), _objects("departmentOf"), ("A15", "A41")),
    Case("D03", ("informed", "T04"), _acting, ("A24", "A25", "A26", "A27")),
    Case("D04", ("forum", "SSP-NU"), _words("meetsWithFrequency"), ("A18",)),
    Case("D05", ("informed", "elev er bekymring radikaliseringsstruet", "--by", "Ishøjs skoler"),
         _recipients_with_act, ("A28", "A29")),
    Case("D06", ("informed", "akut"), _recipients, ("A40",)),
    Case("D07", ("forum", "netværksgrupperne"), _parties,
         ("A43", "A44", "A45", "A46", "A47", "A48", "A49", "A50", "A51", "A52")),
    Case("D08", ("forum", "ssp-netvaerksgrupper"), _how_many, ("A33",)),
    Case("D09", ("forum", "SSP-netværksmøderne"), _objects("meetsAt"), ("A42",)),
    Case("D10", ("forum", "ksp"), _parties, ("A53", "A54", "A55")),
    Case("D11", ("informed", "ekstremistiske holdninger under afsoning"), _channels,
         ("A60", "A60b")),
    Case("D12", ("forum", "psp"), _parties, ("A61", "A62", "A63", "A64")),
    Case("D13", ("forum", "psp"), _words("discusses"), ("A67",)),
    Case("D14", ("forum", "Infohuset"), _parties, ("A68", "A69", "A70", "A71", "A72")),
    Case("D15", ("forum", "Infohuset på Vestegnen"), _bearers("contributesExpertiseTo"),
         ("A09", "A10")),
    Case("D16", ("forum", "vestegnens-infohus"), _screening, ("A11", "A74", "A75")),
    Case("D17", ("actor", "politi-kommune-samarbejde"), _objects("followsStructureOf"), ("A01",)),
    Case("D18", ("informed", "T11"), _helpers, ("A17", "A17b")),
    Case("D19", ("actor", "Kriminalforsorgen"),
         _objects("participatesIn", "partyToCooperationFramedBy"),
         ("A53", "A62", "A72")),
)  # fmt: skip

# Where the answer of the list is narrower than what the command shows, and why.
NARROWER = {
    "D02": "S05 calls it a department of the municipality as well; the question is of the centre",
    "D11": "S18 tells what »herigennem« of S19 means; that is reading I17, not evidence of A60",
    "D16": "S23 is a task, which the list counts as descriptive too",
}


def test_every_question_has_a_command() -> None:
    assert [case.question for case in CASES] == sorted(set(QUESTIONS) - {"D20"})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.question)
def test_the_program_answers_the_question(case: Case) -> None:
    expected = QUESTIONS[case.question]
    found = case.read(ask(*case.command))
    assert tuple(sorted(ids(found.rows))) == case.rows
    assert {row["layer"] for row in found.rows} == {"stated"}
    if case.question not in NARROWER:
        assert sorted(set(found.answer)) == sorted(expected["answer"])
        assert {row["modality"] for row in found.rows} == {expected["mod"]}
        assert sentences(found.rows) == set(expected["ev"])


def test_d02_the_centre_and_the_municipality_are_both_told_with_their_own_words() -> None:
    found = _statements(ask("actor", "tryghed"), "departmentOf")
    told = {
        one["row"]["id"]: (ids(one["objects"]), sentences([one["row"]]), one["row"]["modality"])
        for one in found
        if one["row"]["bearers"][0]["id"] == "tryghed-kriminalitetsforebyggelse"
    }
    assert told == {
        "A15": (["ishoej-kommune"], {"S05"}, "descriptive"),
        "A41": (QUESTIONS["D02"]["answer"], {"S14"}, "descriptive"),
    }


def test_d05_the_two_are_alternatives() -> None:
    rows = rows_of(ask("informed", "T01", "--by", "ishoejs-skoler"))
    assert {row["id"]: row["alternatives"] for row in rows} == {"A28": ["A29"], "A29": ["A28"]}


def test_d06_who_acts_is_not_stated() -> None:
    (row,) = rows_of(ask("informed", "acute"))
    assert (row["id"], row["bearers"], row["urgency"]) == ("A40", [], "acute")


def test_d11_both_channels_rest_on_the_reading_that_says_so() -> None:
    answer = ask("informed", "T06")
    found = _channels(answer)
    assert set(found.answer) == set(QUESTIONS["D11"]["answer"])
    assert {row["modality"] for row in found.rows} == {"practice"}
    assert {(row["id"], *row["rests_on"]) for row in found.rows} == {
        # I28: that »kommunen« is Ishøj Kommune.
        ("A60", "I17", "I28"),
        ("A60b", "I17", "I28"),
    }
    assert any(note["code"] == "rests-on" and "I17" in note["text"] for note in answer["notes"])
    based = _statements(ask("forum", "god-loesladelse"), "basedOn")
    assert sentences([one["row"] for one in based]) == {"S18"}
    assert sentences(found.rows) == {"S19"}


def test_d16_through_what_and_whose_task() -> None:
    profile = ask("forum", "Infohussamarbejdet")
    found = _screening(profile)
    assert found.answer == QUESTIONS["D16"]["answer"]
    assert sentences(found.rows) == set(QUESTIONS["D16"]["ev"])
    assert {row["id"]: row["modality"] for row in found.rows} == {
        "A11": "descriptive", "A74": "task", "A75": "task",
    }  # fmt: skip
    # The passive of S03 names nobody who does it.
    (through,) = _statements(profile, "screenedAndAssessedThrough")
    assert through["row"]["recipients"] == []


def test_d17_the_parts_that_are_named() -> None:
    profile = ask("actor", "krimforebyggende-samarbejde")
    parts = _bearers("partOfStructure")(profile)
    assert parts.answer == ["kredsraad", "lokalraad", "ssp"]
    assert sentences(parts.rows) == {"S01"}


def test_d19_the_count_over_all_actors_agrees() -> None:
    counts = {row["actor"]: row for row in query("actors-by-forums")}
    assert counts["kriminalforsorgen"]["forums"] == QUESTIONS["D19"]["answer"]
    assert counts["kriminalforsorgen"]["count"] == 3


@pytest.mark.parametrize("forum", ["ssp-nu", "ssp-netvaerksgrupper", "ksp", "psp"])
def test_d20_the_document_does_not_say_who_chairs(forum: str) -> None:
    (gap,) = (one for one in ask("gaps", forum)["gaps"] if one["id"] == QUESTIONS["D20"]["gap"])
    assert gap["text"].startswith("Dokumentet siger ikke, hvem der er formand")
    profile = ask("forum", forum)
    assert "G01" in ids(profile["gaps"])
    # What is daily led is the area (S05); no relation of the forum names a chair, and not TK.
    assert not {one["row"]["act"]["id"] for one in statements(profile)} & {
        "coordinatesDaily", "leadsDaily", "chairs",
    }  # fmt: skip
    assert all(
        "tryghed-kriminalitetsforebyggelse" not in ids(room["parties"])
        for room in profile["in_the_room"]
    )


def test_infohus_is_a_choice_of_the_documents_own_and_the_model_of_that_name() -> None:
    asked = call("actor", "infohus")
    assert asked.code == 2
    offered = [line.split()[0] for line in asked.err.splitlines() if "  –  " in line]
    assert sorted(offered) == ["infohus-modellen", "vestegnens-infohus"]
    assert [ask("actor", one)["id"] for one in offered] == offered
    assert ask("forum", "infohus")["id"] == "vestegnens-infohus"


@pytest.mark.parametrize("actor", ["kriminalforsorgen", "koebenhavns-vestegns-politi"])
def test_a_profile_tells_a_statement_once_in_each_part(actor: str) -> None:
    for part in ask("actor", actor)["parts"]:
        told = [one["row"]["id"] for one in part["statements"]]
        assert len(told) == len(set(told)), part["part"]


@pytest.mark.parametrize(
    ("actor", "assertion"),
    [("skolen", "N13"), ("folkeskolerne", "N14"), ("pilemoelle", "N15"), ("next", "N16")],
)
@pytest.mark.parametrize("more", [(), ("--full",), ("--roll-up",)])
def test_a_school_points_to_what_is_said_of_all_and_counts_none_of_it_as_its_own(
    actor: str, assertion: str, more: tuple[str, ...]
) -> None:
    page = " ".join(call("actor", actor, *more, "--format", "table").out.split())
    assert "Se også »Ishøjs skoler« (samspil actor ishoejs-skoler)." in page
    assert f"Pegepinden er vores, ikke dokumentets [{assertion}]" in page
    answer = ask("actor", actor)
    ids = {one["row"]["id"] for part in answer["parts"] for one in part["statements"]}
    assert not ids & {"A28", "A29", assertion}
    assert answer["beside"] == [] or "interpretation" not in {
        one["layer"] for one in answer["beside"]
    }
    assert [note["code"] for note in answer["notes"]].count("see-also") == 1
