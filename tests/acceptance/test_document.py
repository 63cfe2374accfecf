"""What Ishøj's document says, and no more: each point that a fresh reading found wrong."""

from __future__ import annotations

import pytest

from tests.program import Json, ask, beside, call, ids, query, rows_of, shelved, statements

T06 = "ekstremistiske-holdninger-under-afsoning"


def reading(ident: str) -> Json:
    (found,) = (row for row in query("readings") if row["id"] == ident)
    return found


def parts(profile: Json, part: str) -> set[str]:
    return {one["row"]["id"] for one in statements(profile, part)}


@pytest.mark.parametrize("situation", ["T07a", "T07b"])
def test_a_released_person_leads_to_the_one_message_that_is_stated(situation: str) -> None:
    answer = ask("informed", situation)
    assert ids(answer["related"]) == [T06]
    assert any("S18" in note["text"] or "A5" in note["text"] for note in answer["notes"])


@pytest.mark.parametrize("situation", ["T06", "T07a", "T07b"])
def test_the_action_plan_of_s18_stands_where_the_gap_about_it_does(situation: str) -> None:
    told = [
        one["text"] for one in ask("informed", situation)["notes"] if one["code"] == "describes"
    ]
    assert told
    assert all("helhedsorienteret handleplan" in text for text in told)


@pytest.mark.parametrize("situation", ["T01", "T02", "T03", "T05", "T08", "T09"])
def test_the_help_that_s06_offers_is_offered(situation: str) -> None:
    assert "sparring-vurdering" in ids(ask("informed", situation)["related"])


# The document doesn't say that its help is for these: G26, and what S09 and S24 are about.
@pytest.mark.parametrize("situation", ["T04", "T06", "T10a", "T10b", "T12"])
def test_help_is_not_offered_where_nothing_points_to_it(situation: str) -> None:
    assert "sparring-vurdering" not in ids(ask("informed", situation)["related"])


@pytest.mark.parametrize("language", ["da", "en"])
def test_where_nobody_is_told_one_headline_says_so_and_a_gap_asks(language: str) -> None:
    headlines = set()
    for one in ask("situations")["situations"]:
        if one["norms"]:
            continue
        answer = ask("informed", one["id"], "--lang", language)
        assert "G30" in ids(answer["gaps"])
        page = call("informed", one["id"], "--lang", language, "--format", "md").out
        headlines.add(page.split("\n\n")[2])
    (headline,) = headlines
    assert ("ingen skal" if language == "da" else "nobody must be") in headline


def test_a_frame_or_a_meeting_is_no_more_than_that() -> None:
    roles = {
        one["id"]: (one["role"], one["rests_on"])
        for room in query("room", "-p", f"forums={_iri('vestegnens-infohus')}")
        for one in room["parties"]
    }
    framed = "er part i det samarbejde, som har sin ramme i"
    assert roles == {
        "ishoej-kommune": (framed, ["I25"]),
        "koebenhavns-vestegns-politi": (framed, ["I02", "I25"]),
        "siri": (framed, ["I25"]),
        "pet": (framed, ["I25"]),
        "kriminalforsorgen": (framed, ["I25"]),
        "politikredsens-kommuner": ("deler viden i", []),
    }
    for room in query("room", "-p", f"forums={_iri('ssp-nu')}"):
        assert all("I15" in one["rests_on"] for one in room["parties"])


def _iri(slug: str) -> str:
    return f"https://w3id.org/samspil/id/ishoej/{slug}"


def test_those_that_discuss_are_named_and_count_as_no_party() -> None:
    (room,) = ask("informed", "T12")["in_the_room"]
    assert "politikredsens-kommuner" in ids(room["parties"])
    counted = {row["actor"] for row in query("actors-by-forums")}
    assert "politikredsens-kommuner" not in counted
    assert "A76b" not in parts(ask("forum", "infohuset"), "party")


def test_straxen_is_one_unit_and_no_part_of_the_centre() -> None:
    assert (reading("I04")["decision"], reading("I04")["confidence"]) == ("accepted", "high")
    assert reading("I26")["decision"] == "rejected"
    assert ask("why-not", "straxen", "--when", "T01")["reason"] != "only-by-roll-up"
    assert not parts(ask("actor", "center-boern-forebyggelse"), "mentioned") & {"I04", "I26"}


def test_why_not_answers_with_the_gap_that_answers() -> None:
    answer = ask("why-not", "vestegnens-infohus", "--when", "T01")
    assert ids(answer["gaps"])[0] == "G02"
    assert "G07" in ids(answer["gaps"])


def test_why_not_shows_the_law_and_what_is_not_read_into_it() -> None:
    answer = ask("why-not", "tryghed", "--when", "T06")
    assert {one["id"]: one["decision"] for one in answer["readings"]}["I12"] == "rejected"
    law = ask("why-not", "pet", "--when", "T01")["law"]
    assert ids(law) == [
        row["id"] for row in beside(ask("informed", "T01"), "law") if row["recipients"]
    ]
    assert law
    hidden = ask("why-not", "tryghed", "--when", "T06", "--layers", "stated")
    assert hidden["readings"] == hidden["law"] == hidden["by_reading"] == []


def test_why_not_as_a_sheet_is_no_mere_heading() -> None:
    sheet = call("why-not", "pet", "--when", "T08", "--format", "csv").out
    assert "G03" in sheet


@pytest.mark.parametrize(("ident", "readings"), [("A56", ["I27"]), ("A57", ["I27"])])
def test_skal_sikre_is_an_aim_by_a_reading(ident: str, readings: list[str]) -> None:
    situation = {"A56": "T07a", "A57": "T07b"}[ident]
    (row,) = (row for row in rows_of(ask("informed", situation)) if row["id"] == ident)
    assert (row["modality"], row["rests_on"]) == ("aim", readings)
    assert reading("I27")["confidence"] == "medium-high"


def test_not_all_seven_groups_lie_at_each_place() -> None:
    acts = {
        one["row"]["id"]: one["row"]["act"]["label"]
        for one in statements(ask("forum", "ssp-netvaerksgrupper"), "is")
    }
    assert acts["A36"] == acts["A37"] == "har en gruppe på"


def test_a_quote_carries_who_acts_and_how_binding_it_is() -> None:
    for one in ask("situations")["situations"]:
        for row in rows_of(ask("informed", one["id"])):
            (evidence,) = row["evidence"]
            for bearer in row["bearers"]:
                if not row["recipients"]:
                    continue
                profile = ask("actor", bearer["id"])
                called = {profile["label"], *(name["text"] for name in profile["names"])}
                assert any(name in evidence["quote"] for name in called), row["id"]
            if row["modality"] in {"may", "should"}:
                assert {"may": "kan", "should": "bør"}[row["modality"]] in evidence["quote"]
    seats = statements(ask("forum", "ssp-netvaerksgrupper"), "party")
    assert len(seats) == 10
    for one in seats:
        assert "deltager" in one["row"]["evidence"][0]["quote"]
    (task,) = rows_of(ask("informed", "T09"))
    assert "Infohusets opgave" in task["evidence"][0]["quote"]


@pytest.mark.parametrize("name", ["skolen", "Kriminalforsorgen", "Ishøjs skoler"])
def test_an_actor_that_is_no_forum_is_told_to_be_none(name: str) -> None:
    told = call("forum", name)
    assert (told.code, told.out) == (2, "")
    assert "er ikke et forum" in told.err
    assert "is not a forum" in call("forum", name, "--lang", "en").err


def test_situations_count_statements_and_say_so() -> None:
    shown = call("situations", "--format", "md").out
    assert "udsagn om besked" in shown
    assert "regler" not in shown


def test_a_label_says_no_more_than_its_note() -> None:
    labels = {
        one: ask("actor", one)["label_en"]
        for one in ("next", "ppr", "ssp-nu", "ssp", "tk-saerligt-uddannede")
    }
    assert labels == {
        "next": "NEXT", "ppr": "PPR", "ssp-nu": "SSP-NU", "ssp": "SSP cooperation",
        "tk-saerligt-uddannede": "specially trained staff",
    }  # fmt: skip
    assert ask("actor", "next")["kind"] == "ikke angivet"
    (stands,) = (
        one["row"]
        for one in shelved(ask("actor", "sociale-myndigheder"), "interpretation")
        if one["row"]["id"] == "I11"
    )
    assert stands["act"]["label"] == "står for"


def test_what_ssp_nu_ensures_is_said_as_strongly_as_in_s08() -> None:
    (said,) = (one for one in statements(ask("forum", "ssp-nu")) if one["row"]["id"] == "A23")
    assert said["row"]["act"]["label"] == "sikrer, at"
    assert ids(said["objects"]) == ["ishoej-kommune"]
    assert said["text"].startswith("hurtigt kan iværksætte")


def test_kommunen_is_ishoej_by_a_reading() -> None:
    assert reading("I28")["decision"] == "accepted"
    for row in rows_of(ask("informed", "T06")):
        assert "I28" in row["rests_on"]


def test_rolled_up_nothing_rests_on_itself_and_a_units_place_is_not_the_parents() -> None:
    profile = ask("actor", "ishoej-kommune", "--roll-up")
    for one in statements(profile):
        assert one["row"]["id"] not in one["row"]["rests_on"]
    assert not parts(profile, "is") & {"A15", "A16", "A41", "I01", "XA1", "XA5"}
    assert {"A13", "A14"} <= parts(profile, "does")


NEW_GAPS = {
    "G30": "T12", "G31": "T01", "G32": "T03", "G33": "T08", "G34": "T05", "G35": "T06",
    "G36": "T01", "G37": "T02", "G39": "T01", "G40": "T03",
}  # fmt: skip


@pytest.mark.parametrize(("gap", "situation"), NEW_GAPS.items())
def test_a_silence_that_nobody_had_noted_is_told(gap: str, situation: str) -> None:
    assert gap in ids(ask("informed", situation)["gaps"])
    assert gap in ids(ask("informed", situation, "--lang", "en")["gaps"])


def test_who_owns_the_document_is_not_stated() -> None:
    assert "G38" in ids(ask("gaps")["gaps"])


def test_whom_the_document_is_about_can_be_asked() -> None:
    groups = {row["id"]: row for row in query("target-groups")}
    assert len(groups) == 9
    assert groups["enkelte-unge"]["assertions"] == ["A39", "A40"]
    assert groups["enkelte-unge"]["situations"] == ["T02", "T03"]
    assert all(row["sentences"] and row["assertions"] for row in groups.values())


GAP_WORDS = {
    "lovhjemmel": "G07", "lov": "G07", "mødehyppighed": "G04", "hyppighed": "G04",
    "anonym": "G39", "weekend": "G09", "voksen": "G21", "elev": "G36", "terror": "G40",
    "vold": "G40", "trusler": "G40", "bombe": "G40", "anonymity": "G39", "law": "G07",
}  # fmt: skip


@pytest.mark.parametrize(("word", "gap"), GAP_WORDS.items())
def test_a_word_of_ones_own_finds_the_silence(word: str, gap: str) -> None:
    assert ids(ask("gaps", word)["gaps"]) == [gap]


def test_a_word_of_ones_own_finds_the_actor_or_asks_which_situation() -> None:
    assert ask("actor", "koordination")["id"] == "tryghed-kriminalitetsforebyggelse"
    assert ask("actor", "psychiatry")["id"] == "psykiatrien"
    assert ask("informed", "psychiatry")["situation"]["id"] == "psp-problemstilling"
    assert ask("forum", "info house")["id"] == "vestegnens-infohus"
    for word, offered in (
        ("vurdering", {"sparring-vurdering", "bekymring-radikalisering"}),
        ("Syrien", {"udrejse-vaebnet-konflikt", "bekymring-radikalisering"}),
    ):
        asked = call("informed", word)
        assert asked.code == 2
        assert {line.split()[0] for line in asked.err.splitlines() if "  –  " in line} == offered


@pytest.mark.parametrize("word", ["bombe akut", "terror", "vold"])
def test_acute_does_not_answer_a_danger_that_the_document_is_silent_on(word: str) -> None:
    assert call("informed", word).code == 2


def test_the_municipalitys_own_page_stands_beside_and_fills_no_silence() -> None:
    profile = ask("forum", "ssp-nu")
    assert parts(profile, "party") == set()
    assert "XA12c1" in {one["row"]["id"] for one in shelved(profile, "external")}
    assert "G15" in ids(profile["gaps"])
    page = shelved(ask("forum", "ssp-netvaerksgrupper"), "external")
    assert {"XA10", "XA11a"} <= {one["row"]["id"] for one in page}
    told = {row["id"] for row in beside(ask("informed", "T08"), "external")}
    assert {"XA13", "XA13b", "XA13c", "XA13d", "XA13e"} <= told
