"""The invented municipality: cascade, cycle, readings, roll-up, exactly as written down beforehand.

`tests/data/lilleby/expected.json` was written by hand from the definition (EXPECTED.md) before the
program could give the answers.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from samspil import open_model, paths
from samspil.answers.model import to_json
from tests.program import (
    AS_OF,
    GROUPS,
    LILLEBY,
    Json,
    ask,
    beside,
    call,
    ids,
    query,
    rows_of,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samspil import Model

EXPECTED: Json = json.loads((LILLEBY / "expected.json").read_text(encoding="utf-8"))
SITUATIONS: dict[str, Json] = EXPECTED["situations"]
EACH = pytest.mark.parametrize("situation", list(SITUATIONS))

UNIT_STATEMENTS = {"A01", "I03", "I04"}
"""Those that say what belongs to what (org:unitOf)."""


def informed(situation: str, *more: str) -> Json:
    return ask("informed", situation, *more, data=LILLEBY)


def _told(rows: list[Json]) -> list[Json]:
    return sorted(
        ({key: row[key] for key in ("id", "step", "follows", "rests_on")} for row in rows),
        key=lambda row: str(row["id"]),
    )


def _wanted(rows: list[Json]) -> list[Json]:
    return sorted(rows, key=lambda row: str(row["id"]))


def test_these_are_all_situations() -> None:
    told = ask("situations", data=LILLEBY)["situations"]
    assert {one["id"]: one["notation"] for one in told} == {
        name: one["notation"] for name, one in SITUATIONS.items()
    }


@EACH
@pytest.mark.parametrize("more", [(), ("--roll-up",)], ids=["plain", "roll-up"])
def test_status_and_groups(situation: str, more: tuple[str, ...]) -> None:
    expected = SITUATIONS[situation]
    answer = informed(situation, *more)
    assert answer["dataset"] == "lilleby"
    assert answer["status"] == expected["status"]
    assert [group["modality"] for group in answer["groups"]] == list(GROUPS)
    # The groups of expected.json hold step 1; the steps after it stand in the same groups.
    first = {row["id"] for row in expected["stated"] if row["step"] == 1}
    assert {
        group["modality"]: sorted(one for one in ids(group["rows"]) if one in first)
        for group in answer["groups"]
    } == expected["groups"]
    for group in answer["groups"]:
        assert {row["modality"] for row in group["rows"]} <= {group["modality"]}


@EACH
@pytest.mark.parametrize("more", [(), ("--roll-up",)], ids=["plain", "roll-up"])
def test_steps_of_the_stated_answer(situation: str, more: tuple[str, ...]) -> None:
    rows = rows_of(informed(situation, *more))
    assert _told(rows) == _wanted(SITUATIONS[situation]["stated"])
    assert {row["layer"] for row in rows} <= {"stated"}


@EACH
def test_readings_stand_beside(situation: str) -> None:
    rows = beside(informed(situation), "interpretation")
    assert _told(rows) == _wanted(SITUATIONS[situation]["beside_interpretation"])


@EACH
def test_roll_up_adds_what_rests_on_units_and_changes_nothing_else(situation: str) -> None:
    expected = SITUATIONS[situation]
    plain, rolled_up = informed(situation), informed(situation, "--roll-up")
    rows = beside(rolled_up, "interpretation")
    assert _told(rows) == _wanted(expected["beside_interpretation"] + expected["roll_up_adds"])

    known = [row["id"] for row in beside(plain, "interpretation")]
    added = [row for row in rows if row["id"] not in known]
    assert [row for row in rows if row["id"] in known] == beside(plain, "interpretation")
    assert all(UNIT_STATEMENTS & set(row["rests_on"]) for row in added)
    assert [note["code"] for note in rolled_up["notes"]].count("roll-up") == 1

    rolled_up["beside"]["interpretation"] = plain["beside"]["interpretation"]
    # The readings that the added rows rest on are told with them.
    for answer in (rolled_up, plain):
        answer["notes"] = [
            note for note in answer["notes"] if note["code"] not in {"roll-up", "beside-rests-on"}
        ]
    assert rolled_up == plain


@EACH
def test_who_is_in_the_room_and_because_of_what(situation: str) -> None:
    answer = informed(situation)
    assert [room["forum"]["id"] for room in answer["in_the_room"]] == [
        room["forum"] for room in SITUATIONS[situation]["in_the_room"]
    ]
    for room in SITUATIONS[situation]["in_the_room"]:
        because = {row["id"] for row in rows_of(answer) if room["forum"] in ids(row["recipients"])}
        assert because == set(room["because"])
    for told in answer["in_the_room"]:
        _check_parties(told["forum"]["id"], told["parties"])


def _check_parties(forum: str, parties: list[Json]) -> None:
    expected = EXPECTED["forums"][forum]
    by_role: dict[str, set[str]] = {}
    for party in parties:
        by_role.setdefault(party["role"], set()).add(party["id"])
        assert party["layer"] == "stated"
    wanted = {
        "er med i": {one["id"] for one in expected["participates"]},
        "er part i det samarbejde, som skal sikres på møderne i": {
            one["id"] for one in expected["party_to_the_aim_only"]
        },
    }
    assert by_role == {role: who for role, who in wanted.items() if who}


@EACH
def test_what_stands_around_the_answer(situation: str) -> None:
    expected = SITUATIONS[situation]
    answer = informed(situation)
    assert ids(answer["related"]) == expected["related"]
    assert ids(answer["gaps"]) == expected["gaps"]
    assert ids(answer["beside"]["external"]) == expected["external"]
    assert (
        sorted({row["situation"]["id"] for row in answer["beside"]["law"]})
        == (expected["law_situations"])
    )


def test_a_must_is_told_as_one_and_no_note_denies_it() -> None:
    with_must = {name for name, one in SITUATIONS.items() if one["groups"]["must"]}
    for situation in SITUATIONS:
        codes = [note["code"] for note in informed(situation)["notes"]]
        assert ("must-empty" in codes) == (situation not in with_must)


def test_an_order_of_the_plan_stands_apart_from_the_step_of_the_cascade() -> None:
    rows = rows_of(informed("haervaerk"))
    assert [(row["id"], row["step"], row["order"]) for row in rows] == [
        ("A20", 1, 1), ("A21", 1, 2),
    ]  # fmt: skip


def test_words_of_a_norm() -> None:
    (row,) = rows_of(informed("loesladelse"))
    assert (row["bearers"], ids(row["channels"]), ids(row["recipients"])) == (
        [], ["ksp"], ["lilleby-kommune"],
    )  # fmt: skip
    (acute,) = (one for one in rows_of(informed("akut-tilfaelde")) if one["id"] == "A17")
    assert acute["urgency"] == "acute"
    alternatives = {one["id"]: one["alternatives"] for one in rows_of(informed("bekymring"))}
    assert {name: others for name, others in alternatives.items() if others} == {
        "A07": ["A08"], "A08": ["A07"],
    }  # fmt: skip
    # The quote of A15 crosses a line break of the source.
    (serious,) = (one for one in rows_of(informed("T02")) if one["id"] == "A15")
    (evidence,) = serious["evidence"]
    assert "\n" not in evidence["quote"]
    assert evidence["quote"] in evidence["sentence_text"]


@pytest.mark.parametrize("forum", list(EXPECTED["forums"]))
def test_forums(forum: str) -> None:
    profile = ask("forum", forum, data=LILLEBY)
    expected = EXPECTED["forums"][forum]

    def parties(part: str) -> list[tuple[str, str, str]]:
        return sorted(
            (who, one["row"]["id"], one["row"]["modality"])
            for one in statements(profile, part)
            for who in ids(one["row"]["bearers"])
        )

    for part, key in (("party", "participates"), ("by-aim", "party_to_the_aim_only")):
        wanted = sorted((one["id"], one["assertion"], one["modality"]) for one in expected[key])
        assert parties(part) == wanted
    (room,) = profile["in_the_room"]
    _check_parties(forum, room["parties"])


def test_contacts_are_told_where_the_plan_gives_them() -> None:
    profile = ask("actor", "boernevagten", data=LILLEBY)
    (contact,) = profile["contacts"]
    assert (contact["telephone"], contact["email"], contact["layer"]) == (
        "00 00 00 00", "boernevagten@example.invalid", "stated",
    )  # fmt: skip
    assert ask("actor", "ppr", data=LILLEBY)["contacts"] == []


# --- Narrowed to one actor ----------------------------------------------------------------------


@EACH
def test_by_an_actor_keeps_its_own_rows_as_they_are(situation: str) -> None:
    whole = rows_of(informed(situation))
    actors = {who for row in whole for who in ids(row["bearers"])}
    for actor in actors | {"foraeldrene"}:
        kept = rows_of(informed(situation, "--by", actor))
        assert kept == [row for row in whole if actor in ids(row["bearers"])]


def test_by_an_actor_denies_nothing_that_others_must_do() -> None:
    # Lilleby Kommune must tell the parents (A11): what schools may do doesn't change that.
    narrowed = informed("bekymring", "--by", "skolerne")
    assert {row["id"] for row in rows_of(narrowed)} == {"A07", "A08"}
    assert not {"must-empty", "no-norm"} & {note["code"] for note in narrowed["notes"]}
    page = call(
        "informed", "bekymring", "--by", "skolerne", "--data", str(LILLEBY), "--format", "md"
    ).out
    assert "Dokumentet siger ikke, at skolerne skal informere nogen her." in page
    assert "at nogen skal" not in page


def test_by_an_actor_without_a_part_in_it() -> None:
    narrowed = informed("bekymring", "--by", "foraeldrene")
    assert (narrowed["status"], rows_of(narrowed)) == ("not-stated", [])
    assert "nothing-by-actor" in [note["code"] for note in narrowed["notes"]]
    assert informed("T09", "--by", "foraeldrene")["status"] == "nothing-found"


def test_by_an_actor_where_nobody_is_said_to_act() -> None:
    narrowed = informed("loesladelse", "--by", "lilleby-politi")
    (note,) = (one for one in narrowed["notes"] if one["code"] == "bearer-not-stated")
    assert "A31" in note["text"]


def test_by_a_parent_counts_its_units_only_with_roll_up() -> None:
    plain = informed("lovovertraedelse", "--by", "lilleby-kommune")
    assert {row["id"] for row in rows_of(plain)} == {"A23"}
    rolled_up = informed("lovovertraedelse", "--by", "lilleby-kommune", "--roll-up")
    assert {row["id"]: row["rests_on"] for row in rows_of(rolled_up)} == {
        "A23": [], "A24": ["I04"],
    }  # fmt: skip


def test_what_must_not_be_done_is_no_message() -> None:
    profile = ask("actor", "foreningerne", data=LILLEBY)
    assert {
        part["part"]: [one["row"]["id"] for one in part["statements"]]
        for part in profile["parts"]
        if part["statements"]
    } == {"forbidden": ["A13"]}
    ends = ("-p", "from=tryghed-kriminalitetsforebyggelse", "-p", "to=foreningerne")
    assert query("routes", *ends, data=LILLEBY) == []


# --- Two municipalities in one folder -----------------------------------------------------------


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("both")
    shutil.copytree(paths.ontology_folder() / "ishoej", folder / "ishoej")
    shutil.copytree(LILLEBY, folder / "lilleby")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ("informed", "T03"),
        ("why-not", "ppr", "--when", "T03"),
        ("actor", "ppr"),
        ("forum", "ssp-nu"),
        ("situations",),
        ("gaps",),
        ("query", "counts"),
        ("info",),
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_municipality_must_be_chosen(
    both: Path, command: tuple[str, ...], language: str
) -> None:
    ended = call(*command, "--data", str(both), "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    assert "ishoej, lilleby" in ended.err
    assert "--in" in ended.err
    wrong = call(*command, "--data", str(both), "--in", "helsingoer")
    assert (wrong.code, wrong.out) == (2, "")
    assert "helsingoer" in wrong.err


FOLDERS = {"ishoej": None, "lilleby": LILLEBY}
SHARED = ("kriminalforsorgen", "pet")
SAME_SLUGS = ("ppr", "ungdomsskolen")


def _answers(model: Model, rolled_up: Model) -> Iterator[tuple[str, Json]]:
    """Everything that a municipality can be asked, by a name."""
    session = model.session
    things = {
        kind: [
            row["id"]
            for row in session.ask("identify", **{"class": kind})
            if kind != "Situation" or row["dataset"] == session.dataset
        ]
        for kind in ("Situation", "Actor", "Forum")
    }
    yield "situations", model.situations()
    yield "gaps", model.gaps()
    for name in ("counts", "responsibilities", "actors-by-forums", "glossary"):
        yield name, model.query(name)
    for one in things["Situation"]:
        yield f"informed {one}", to_json(model.informed(one))
        yield f"informed {one} --roll-up", to_json(rolled_up.informed(one))
        for actor in (*SHARED, *SAME_SLUGS):
            yield f"why-not {actor} {one}", to_json(model.why_not(actor, one))
    for one in things["Actor"]:
        yield f"actor {one}", to_json(model.actor(one))
    for one in (*SHARED, *SAME_SLUGS):
        yield f"actor {one} --roll-up", to_json(rolled_up.actor(one))
    for one in things["Forum"]:
        yield f"forum {one}", to_json(model.forum(one))


@pytest.mark.parametrize("dataset", list(FOLDERS))
def test_no_answer_mixes_the_two(both: Path, dataset: str) -> None:
    """Asked in the folder of both, a municipality answers as it does alone."""

    def answers(folder: Path | None) -> dict[str, Json]:
        with (
            open_model(folder, dataset=dataset, as_of=AS_OF) as model,
            open_model(folder, dataset=dataset, as_of=AS_OF, roll_up=True) as rolled_up,
        ):
            return dict(_answers(model, rolled_up))

    alone, together = answers(FOLDERS[dataset]), answers(both)
    assert alone.keys() == together.keys()
    assert [name for name, answer in alone.items() if together[name] != answer] == []


def test_the_data_of_the_other_is_out_of_reach(both: Path) -> None:
    for text in ("haervaerk", "https://w3id.org/samspil/id/lilleby/haervaerk"):
        ended = call("informed", text, "--data", str(both), "--in", "ishoej")
        assert (ended.code, ended.out) == (2, "")
    ended = call(
        "query", "evidence", "-p", "assertion=https://w3id.org/samspil/id/lilleby/A11",
        "--data", str(both), "--in", "ishoej",
    )  # fmt: skip
    assert (ended.code, ended.out) == (2, "")


def test_coverage_of_the_plan() -> None:
    report = ask("check", data=LILLEBY)
    assert report["findings"] == []
