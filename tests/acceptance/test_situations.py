"""`informed` for each of the fourteen situations of Ishøj's document.

Who informs whom is what the reviewed reading lists, and no more; the source has no duty to inform.
"""

from __future__ import annotations

import json
from itertools import product

import pytest

from samspil.cli import main
from tests.program import DATA, GROUPS, Json, ask, beside, call, grouped, ids, query, rows_of

SITUATIONS: list[Json] = json.loads(
    (DATA / "ishoej" / "situations.json").read_text(encoding="utf-8")
)
EACH = pytest.mark.parametrize("expected", SITUATIONS, ids=lambda one: one["notation"])


def test_these_are_all_situations() -> None:
    told = ask("situations")["situations"]
    assert [(one["notation"], one["id"], one["label"], one["norms"]) for one in told] == [
        (one["notation"], one["id"], one["label_da"], len(one["norms"])) for one in SITUATIONS
    ]


@EACH
@pytest.mark.parametrize("by", ["id", "notation"])
def test_exactly_the_norms_that_are_listed(expected: Json, by: str) -> None:
    answer = ask("informed", expected[by])
    assert answer["situation"] == {"id": expected["id"], "label": expected["label_da"]}
    assert answer["status"] == expected["status"]
    assert [group["modality"] for group in answer["groups"]] == list(GROUPS)
    wanted = {modality: set(expected["groups"].get(modality, ())) for modality in GROUPS}
    assert grouped(answer) == wanted
    norms = [row for row in rows_of(answer) if row["recipients"]]
    assert {row["id"] for row in norms if row["step"] == 1} == set(expected["norms"])
    assert {row["step"] for row in rows_of(answer)} <= {1}, "the source states no cascade"
    assert all(row["follows"] == [] for row in rows_of(answer))


@EACH
def test_rows_are_stated_and_belong_to_the_situation(expected: Json) -> None:
    for row in rows_of(ask("informed", expected["id"])):
        assert row["layer"] == "stated"
        assert row["situation"]["id"] == expected["id"]
        assert (row["valid_from"], row["valid_to"]) == (None, None)
        (evidence,) = row["evidence"]
        assert evidence["quote"] in evidence["sentence_text"]
        assert evidence["paraphrase"] is evidence["address"] is None


@EACH
def test_nobody_must_and_it_is_said(expected: Json) -> None:
    for language in ("da", "en"):
        answer = ask("informed", expected["id"], "--lang", language)
        assert grouped(answer)["must"] == set()
        assert "must-empty" in [note["code"] for note in answer["notes"]]


def test_exactly_one_should_in_the_whole_document() -> None:
    should = {
        row["id"]
        for expected in SITUATIONS
        for row in rows_of(ask("informed", expected["id"]))
        if row["modality"] == "should"
    }
    assert should == {"A40"}
    every = query("responsibilities")
    assert [row["id"] for row in every if row["modality"] in {"must", "should", "must-not"}] == [
        "A40"
    ]


@EACH
def test_without_a_norm_nobody_is_a_recipient(expected: Json) -> None:
    if expected["norms"]:
        return
    answer = ask("informed", expected["id"])
    assert [row["recipients"] for row in rows_of(answer)] == [[]] * len(rows_of(answer))
    assert "no-norm" in [note["code"] for note in answer["notes"]]


@EACH
def test_what_is_only_described_is_a_note_and_no_group(expected: Json) -> None:
    answer = ask("informed", expected["id"])
    told = [note["text"] for note in answer["notes"] if note["code"] == "describes"]
    assert len(told) == len(expected["describes"])
    for ident, text in zip(expected["describes"], told, strict=True):
        assert f"({ident})" in text
        assert "Det beder ingen om at informere" in text


SAID_OF = {
    # Who attends SSP-NU is not stated (G15): its three are parties to what it is for.
    "ssp-nu": {"er part i det samarbejde, som skal sikres på møderne i"},
    # S15 says »deltager« of the meetings.
    "ssp-netvaerksgrupper": {"deltager i møderne i"},
    # S22 names the parties of what the forum frames, S24 those that discuss there.
    "vestegnens-infohus": {"er part i det samarbejde, som har sin ramme i", "deler viden i"},
}


@EACH
def test_who_is_in_the_room(expected: Json) -> None:
    answer = ask("informed", expected["id"])
    rooms = {room["forum"]["id"]: room["parties"] for room in answer["in_the_room"]}
    assert {forum: set(ids(parties)) for forum, parties in rooms.items()} == {
        forum: set(parties) for forum, parties in expected["in_the_room"].items()
    }
    for forum, parties in rooms.items():
        assert len(parties) == len(set(ids(parties)))
        assert {party["layer"] for party in parties} <= {"stated"}
        roles = {party["role"] for party in parties}
        assert roles <= SAID_OF.get(forum, {"er med i"})


@EACH
def test_a_room_with_the_police_says_that_the_name_is_a_reading(expected: Json) -> None:
    answer = ask("informed", expected["id"])
    seated = {one for room in answer["in_the_room"] for one in ids(room["parties"])}
    told = [note["text"] for note in answer["notes"] if note["code"] == "rests-on"]
    acting = {one for row in rows_of(answer) for one in ids(row["bearers"])}
    named = "koebenhavns-vestegns-politi" in seated | acting
    assert any("(I02)" in text for text in told) == named


@EACH
def test_what_lies_close_is_a_reading_and_said_to_be(expected: Json) -> None:
    related = ask("informed", expected["id"])["related"]
    assert [one["id"] for one in related] == expected["related"]
    assert {one["layer"] for one in related} <= {"interpretation"}


@EACH
def test_what_the_document_does_not_say(expected: Json) -> None:
    gaps = ask("informed", expected["id"])["gaps"]
    assert set(expected["gaps_among"]) <= set(ids(gaps))
    assert gaps == [
        {"id": one["id"], "text": one["text"]} for one in ask("gaps", expected["id"])["gaps"]
    ]


@EACH
def test_no_reading_adds_a_step(expected: Json) -> None:
    answer = ask("informed", expected["id"])
    assert answer["beside"]["interpretation"] == []
    rolled_up = ask("informed", expected["id"], "--roll-up")
    assert rolled_up["groups"] == answer["groups"]


@EACH
def test_law_and_other_sources_are_paraphrased_and_marked(expected: Json) -> None:
    answer = ask("informed", expected["id"])
    for row in beside(answer, "law", "external"):
        assert row["evidence"], row["id"]
        for one in row["evidence"]:
            assert one["quote"] is one["sentence"] is one["start"] is one["end"] is None
            assert one["paraphrase"]
            assert one["address"]
    law = beside(answer, "law")
    assert {row["layer"] for row in law} <= {"law"}
    assert {row["approved"] for row in law} <= {False}
    assert all(row["valid_from"] for row in law)
    marked = "law-not-advice" in [note["code"] for note in answer["notes"]]
    assert marked == bool(law)


def test_layers_hide_what_stands_beside_and_nothing_of_the_document() -> None:
    for expected in SITUATIONS:
        whole = ask("informed", expected["id"])
        for layers in ("stated", "law", "external,interpretation"):
            part = ask("informed", expected["id"], "--layers", layers)
            assert part["groups"] == whole["groups"]
            for room, shown in zip(whole["in_the_room"], part["in_the_room"], strict=True):
                others = [one for one in room["beside"] if one["layer"] in layers]
                assert shown == {**room, "beside": others}
            for shelf, rows in whole["beside"].items():
                assert part["beside"][shelf] == (rows if shelf in layers else [])


BELOW = (
    "ishoejs-skoler", "skolen", "folkeskolerne", "pilemoelle", "next", "ungdomsskolen",
    "oevrige-driftssteder", "tryghed-kriminalitetsforebyggelse", "center-boern-forebyggelse",
    "ssp-nu", "ssp-netvaerksgrupper", "ksp", "psp", "straxen",
)  # fmt: skip


@pytest.mark.parametrize("start", BELOW)
def test_no_route_into_the_info_house(start: str) -> None:
    to = ("--param", "to=vestegnens-infohus")
    assert query("routes", "--param", f"from={start}", *to) == []


def test_the_routes_there_are_go_over_norms_only() -> None:
    found = {
        (start, end): query("routes", "-p", f"from={start}", "-p", f"to={end}")
        for start, end in product(("ishoejs-skoler", "straxen", "psykiatrien"), ("ssp-nu", "psp"))
    }
    told = {
        pair: [[norm["id"] for norm in route["norms"]] for route in routes]
        for pair, routes in found.items()
        if routes
    }
    # Schools may approach TK, and TK may bring a case: two norms, each of its own situation.
    assert told == {
        ("straxen", "ssp-nu"): [["A24"]],
        ("ishoejs-skoler", "ssp-nu"): [["A28", "A27"]],
    }
    (route,) = found["ishoejs-skoler", "ssp-nu"]
    assert [norm["situation"] for norm in route["norms"]] == [
        "bekymring-ung-radikaliseringsstruet", "sag-til-ssp-nu",
    ]  # fmt: skip


def test_the_page_says_that_nobody_must(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["informed", "T03", "--format", "md", "--as-of", "2026-11-23"]) == 0
    page = capsys.readouterr().out
    assert "Dokumentet siger ikke, at nogen skal informere nogen her." in page
    assert "Tryghed og Kriminalitetsforebyggelse bør kontaktes. Af hvem, står der ikke." in page


def test_a_reading_that_the_answer_rests_on_says_why_and_how_sure() -> None:
    reading = next(one for one in ask("query", "readings")["rows"] if one["id"] == "I17")
    (note,) = [
        one
        for one in ask("informed", "T06")["notes"]
        if one["code"] == "rests-on" and "(I17) med" in one["text"]
    ]
    assert reading["claim"] in note["text"]
    assert reading["why"] in note["text"]
    assert "ret høj sikkerhed" in note["text"]
    for given in (["table", "--full"], ["md"]):
        shown = " ".join(call("informed", "T06", "--format", *given).out.split())
        assert "(I17) med ret høj sikkerhed" in shown
        assert shown.count(" ".join(reading["why"].split())) == 1


@EACH
def test_what_stands_beside_names_a_situation_that_it_came_by(expected: Json) -> None:
    links = {
        row["id"]: row["through"] for row in query("beside", "-p", f"situation={expected['id']}")
    }
    for row in beside(ask("informed", expected["id"])):
        if row["situation"] and row["id"] in links:
            came = {iri.rpartition("/")[2] for iri in links[row["id"]]}
            assert row["situation"]["id"] in came, row["id"]


def test_a_rule_of_three_cooperations_is_told_of_the_one_asked_about() -> None:
    answer = ask("informed", "T10b")
    told = {row["id"]: row["situation"] for row in beside(answer, "law", "external")}
    assert "XD2" not in {row["id"] for row in beside(answer, "law")}, "an opinion is no law"
    for rule in ("C2b-stk3", "C2-stk4", "XD2"):
        assert told[rule]["id"] == "videregivelse-i-psp"


def test_a_profile_names_all_situations_of_a_statement() -> None:
    shown = " ".join(call("forum", "god-loesladelse", "--format", "md").out.split())
    both = "De løsladte (KSP); Borgere, der har begået kriminalitet (God Løsladelse)"
    assert f"situationer: {both}" in shown
