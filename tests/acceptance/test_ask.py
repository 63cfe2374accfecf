"""`samspil ask` on the command line: the answer of the command that it names, or a question."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.program import AS_OF, ask, call

DAY = ("--as-of", AS_OF)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("hvem skal have besked, når det er akut?", ("informed", "akut-tilfaelde")),
        ("hvad er StraXen?", ("actor", "straxen")),
        ("hvad er infohuset", ("forum", "vestegnens-infohus")),
        ("hvor tit mødes SSP-NU", ("query", "meetings", "-p", "forums=ssp-nu")),
        ("hvad siger dokumentet ikke om PSP", ("gaps", "psp")),
    ],
)
def test_the_answer_is_that_of_the_command_it_names(
    question: str, command: tuple[str, ...]
) -> None:
    told = ask("ask", question)
    assert told["command"] == " ".join(("samspil", *command))
    assert told["answer"] == ask(*command)
    for form in ("table", "md"):
        page = call("ask", question, "--format", form, *DAY)
        same = call(*command, "--format", form, *DAY)
        assert page.code == 0
        assert page.out.endswith(same.out)
        assert "Jeg forstår: " in page.out


def test_the_sheet_is_only_the_answer_and_how_it_was_understood_stands_beside_it() -> None:
    told = call("ask", "hvem sidder i KSP", "--format", "csv", *DAY)
    same = call("forum", "ksp", "--format", "csv")
    assert told.out == same.out
    assert told.err.startswith("Jeg forstår: alt om KSP-samarbejdet")


def test_where_it_is_unsure_it_asks_with_numbers_and_that_is_no_error() -> None:
    page = call("ask", "jeg er bekymret", "--format", "table", *DAY)
    assert (page.code, page.err) == (0, "")
    assert page.out.splitlines()[0] == "Hvilken mener du?"
    assert "1. " in page.out
    assert "samspil informed lokal-bekymring" in page.out
    told = ask("ask", "jeg er bekymret")
    assert (told["understood"], told["command"]) == (None, None)
    assert len(told["choices"]) == 3


def test_what_the_document_does_not_tell_is_told_so() -> None:
    page = call("ask", "hvad koster parkering", "--format", "table", *DAY)
    assert page.code == 0
    assert page.out.startswith("Jeg finder intet svar på det i dokumentet.")
    assert "»parkering« forstår jeg ikke. Ordet står ikke i dokumentet." in page.out
    assert ask("ask", "hvad koster parkering")["nothing"] == [
        {"word": "koster", "sentences": []},
        {"word": "parkering", "sentences": []},
    ]


@pytest.mark.parametrize("question", ["der er trusler om vold", "en ung taler om selvmord"])
def test_danger_for_a_life_has_its_standing_line_first(question: str) -> None:
    page = call("ask", question, "--format", "table", *DAY)
    assert page.out.strip().startswith("Fare for liv: ring 112 (står ikke i dokumentet)")
    english = json.loads(call("ask", question, "--lang", "en", "--format", "json", *DAY).out)
    assert english["danger"] == "Danger to life: call 112 (not in the document)"


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("hvad er en fritidsklub", "fritidsklub"),
        ("må fritidsklubben kontakte infohuset", "fritidsklubben"),
    ],
)
def test_whom_a_word_was_read_as_is_told_where_the_name_has_nothing_of_it(
    question: str, typed: str
) -> None:
    """No document says that a youth club is one of »øvrige driftssteder«: that is our reading."""
    page = call("ask", question, "--format", "table", *DAY)
    assert f"Jeg læser »{typed}« som: øvrige driftssteder." in page.out


@pytest.mark.parametrize("question", ["hvad er infohuset", "hvad gør PET", "hvem sidder i KSP"])
def test_a_name_that_is_told_by_its_own_words_is_not_told_twice(question: str) -> None:
    assert "read_as" not in ask("ask", question)


def test_no_route_is_not_a_no() -> None:
    page = call("ask", "må StraXen gå til PET", "--format", "table", *DAY)
    assert "Dokumentet angiver ingen vej. Det er ikke et nej." in page.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("meetings", "-p", "forums=ssp-nu,sspx"),
        ("in-both", "-p", "forums=ksp,byrådet"),
        ("norms", "-p", "modality=skall"),
        ("without", "-p", "actor=brandvæsenet"),
    ],
)
def test_an_unknown_name_in_a_parameter_is_an_error_and_no_silence(
    arguments: tuple[str, ...],
) -> None:
    assert call("query", *arguments, *DAY).code == 2


def test_the_document_has_no_skal_for_anybody_and_that_is_told() -> None:
    assert ask("query", "norms", "-p", "modality=must")["rows"] == []
    page = call("query", "norms", "-p", "modality=must", "--format", "table", *DAY)
    assert "Dokumentet siger det ikke om noget eller nogen." in page.out
    assert {row["id"] for row in ask("query", "norms", "-p", "modality=should")["rows"]} == {"A40"}


def test_a_party_of_an_aim_is_no_member_of_both() -> None:
    """S07 names the police as a party of the cooperation that SSP-NU serves, not as a member."""
    both = ask("query", "in-both", "-p", "forums=ssp-nu,psp")["rows"]
    assert both == []
    in_both = ask("query", "in-both", "-p", "forums=KSP,PSP-samarbejdet")["rows"]
    assert {row["actor"] for row in in_both} == {"koebenhavns-vestegns-politi", "kriminalforsorgen"}


def test_forums_and_actors_are_listed_as_the_document_has_them() -> None:
    forums = {row["id"]: row for row in ask("forums")["forums"]}
    assert forums["ssp-nu"]["rhythm"] == ["ugentligt"]
    assert forums["ssp-nu"]["parties"] == []
    assert len(forums["ssp-nu"]["also_named"]) == 3
    assert len(forums["ssp-netvaerksgrupper"]["parties"]) == 10
    actors = {row["id"]: row for row in ask("actors")["actors"]}
    assert not actors.keys() & forums.keys()
    assert actors["center-boern-forebyggelse"]["forums"] == 0
    assert actors["kriminalforsorgen"]["forums"] == 3  # One that all municipalities share.
    assert actors["skolen"]["forums"] == 0  # Its representative has the seat.


def test_the_open_questions_are_asked_for_in_plain_words() -> None:
    told = ask("ask", "hvilke spørgsmål skal afklares?")
    assert told["command"] == "samspil gaps --checklist"
    assert told["answer"]["questions"] == ask("gaps", "--checklist")["questions"]


def _typed(keys: str, *arguments: str) -> tuple[int, str]:
    """Asks on a terminal of its own and types what is wanted: the code, and what it shows."""
    ours, theirs = pytest.importorskip("pty").openpty()
    line = [sys.executable, "-m", "samspil", "ask", *arguments, *DAY]
    with subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, keys.encode())
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:
            pass  # So a terminal ends on Linux.
    os.close(ours)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def test_on_a_terminal_the_number_of_a_choice_is_typed_and_its_command_runs() -> None:
    code, shown = _typed("2\n", "jeg er bekymret")
    assert code == 0
    asked, _, answer = shown.partition("eller tryk Enter for at slutte: ")
    second = re.findall(r"samspil (informed \S+)", asked)[1].split()
    same = call(*second, "--format", "table", *DAY).out
    assert _plain(same) in _plain(answer)


@pytest.mark.parametrize("keys", ["\n", "0\n"])
def test_enter_or_0_ends_with_nothing_run(keys: str) -> None:
    code, shown = _typed(keys, "jeg er bekymret")
    answer = shown.partition("eller tryk Enter for at slutte: ")[2]
    assert code == 0
    assert not answer.strip("0\n ")


def test_a_number_that_is_no_choice_is_asked_for_again() -> None:
    code, shown = _typed("9\n\n", "jeg er bekymret")
    assert code == 0
    assert shown.count("eller tryk Enter for at slutte") == 2


def _plain(text: str) -> str:
    """The words as they are, without colours and without where a line ends."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", text).split())


@pytest.mark.parametrize(
    "question", ["bombe", "han har en kniv", "skyderi på skolen", "taler om selvmord", "terror"]
)
def test_danger_offers_the_urgent_case_and_then_the_silence(question: str) -> None:
    told = ask("ask", question)
    assert told["danger"].startswith("Fare for liv: ring 112")
    assert [one["command"] for one in told["choices"][:2]] == [
        "samspil informed akut-tilfaelde",
        "samspil gaps G40",
    ]


@pytest.mark.parametrize(
    "question", ["hvor langt når en bekymring fra PET", "how far does it travel from PET?"]
)
def test_how_far_it_may_travel_is_asked_of_a_situation(question: str) -> None:
    told = ask("ask", question)
    assert told["choices"][0]["command"].startswith("samspil reach --from pet --about ")
    certain = ask("ask", f"{question.rstrip('?')}, når det er akut?")
    assert "samspil reach --from pet --about akut-tilfaelde" in [
        certain["command"],
        *(one["command"] for one in certain.get("choices", ())),
    ]
