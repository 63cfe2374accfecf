"""`--as-of`: the law of that day, and nothing else of an answer, depends on it.

On 2024-01-01 barnets lov took over from serviceloven; § 49 a of serviceloven ended with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samspil import open_model
from samspil.answers.model import to_json
from tests.program import LILLEBY, Json, ask, beside, call, ids

if TYPE_CHECKING:
    from collections.abc import Iterator

BEFORE, AFTER = "2023-12-31", "2024-01-01"
FOLDERS = {"ishoej": None, "lilleby": LILLEBY}
BOTH = pytest.mark.parametrize("dataset", list(FOLDERS))


def _without_law(value: Json) -> Json:
    """An answer without law rows, the note on the law, and the day."""
    if isinstance(value, dict):
        return {key: _without_law(one) for key, one in value.items() if key != "as_of"}
    if isinstance(value, list):
        return [_without_law(one) for one in value if not _is_law(one)]
    return value


LAW_NOTES = ("law-not-advice", "law-link", "law-before", "law-older", "law-read")


def _is_law(one: Json) -> bool:
    if not isinstance(one, dict):
        return False
    row = one.get("row", one)
    return row.get("layer") == "law" or one.get("code") in LAW_NOTES


def _law(value: Json) -> set[str]:
    if isinstance(value, dict):
        if value.get("layer") == "law" and "id" in value:
            return {value["id"]}
        return {ident for one in value.values() for ident in _law(one)}
    if isinstance(value, list):
        return {ident for one in value for ident in _law(one)}
    return set()


def _answers(dataset: str, day: str) -> Iterator[tuple[str, Json]]:
    with open_model(FOLDERS[dataset], as_of=day) as model:
        situations = [row["id"] for row in model.situations()]
        for kind, about in (("Actor", model.actor), ("Forum", model.forum)):
            for row in model.session.ask("identify", **{"class": kind}):
                yield f"{kind} {row['id']}", to_json(about(row["id"]))
        for situation in situations:
            yield f"informed {situation}", to_json(model.informed(situation))
            for who in ("pet", "kriminalforsorgen", "ppr"):
                yield f"why-not {who} {situation}", to_json(model.why_not(who, situation))
            yield f"gaps {situation}", model.gaps(situation)
        for name in ("counts", "responsibilities", "actors-by-forums", "glossary", "situations"):
            yield name, model.query(name)


@BOTH
def test_the_law_changes_and_nothing_else(dataset: str) -> None:
    before, after = (dict(_answers(dataset, day)) for day in (BEFORE, AFTER))
    assert before.keys() == after.keys()
    assert [
        name for name in before if _without_law(before[name]) != _without_law(after[name])
    ] == []
    changed = {name for name in before if _law(before[name]) != _law(after[name])}
    assert changed


def test_which_law_rows_change() -> None:
    before, after = (dict(_answers("ishoej", day)) for day in (BEFORE, AFTER))
    changed = {
        name: (sorted(_law(before[name]) - _law(after[name])),
               sorted(_law(after[name]) - _law(before[name])))
        for name in before
        if name.startswith("informed") and _law(before[name]) != _law(after[name])
    }  # fmt: skip
    child = (["C5", "C5-frie"], ["C6", "C6-frie"])  # free schools: an order before, a power now
    receipt = ["C7-136", "C7-137", "C7-137b"]  # what follows a notification, from T01 only
    early = ["C15", "C15-stk4"]  # § 49 a: where it stands today was not found
    assert changed == {
        "informed bekymring-ung-radikaliseringsstruet": (
            sorted([*early, *child[0], "C7"]), sorted([*child[1], "C6b", *receipt]),
        ),
        "informed lokal-bekymring": (
            sorted([*early, *child[0], "C7"]), sorted([*child[1], "C6b"]),
        ),
        "informed akut-tilfaelde": (sorted([*child[0], "C7"]), sorted([*child[1], "C6b"])),
        # C9 has been in force since 2016; from 2024 it says citizens (C9b), not persons over 18.
        "informed bekymring-radikalisering": ([*child[0], "C9"], [*child[1], "C9b"]),
        "informed individuel-indsats": child,
        "informed udrejse-vaebnet-konflikt": child,
    }  # fmt: skip


def test_advice_to_adults_has_been_a_duty_since_2016() -> None:
    for day, rules in (("2015-12-31", set()), ("2016-01-01", {"C9"}), ("2018-04-13", {"C9"}),
                       (BEFORE, {"C9"}), (AFTER, {"C9b"})):  # fmt: skip
        shown = {row["id"] for row in beside(ask("informed", "T08", as_of=day), "law")}
        assert shown & {"C9", "C9b"} == rules


def test_a_plan_against_extremism_is_a_duty_from_april_2024() -> None:
    for day, there in (("2024-03-31", False), ("2024-04-01", True)):
        shown = {row["id"] for row in beside(ask("informed", "T08", as_of=day), "law")}
        assert ("C8" in shown) is there


@pytest.mark.parametrize("day", ["2018-04-13", BEFORE, AFTER, "2026-11-23"])
def test_only_what_is_in_force_is_shown(day: str) -> None:
    shown = 0
    for situation in ask("situations")["situations"]:
        for row in beside(ask("informed", situation["id"], as_of=day), "law"):
            shown += 1
            assert (row["valid_from"] or day) <= day <= (row["valid_to"] or day)
    assert shown > 10


def test_every_answer_says_the_day() -> None:
    for command in (
        ("informed", "T08"),
        ("why-not", "pet", "--when", "T08"),
        ("actor", "pet"),
        ("forum", "psp"),
        ("situations",),
        ("gaps",),
        ("info",),
    ):
        assert ask(*command, as_of=BEFORE)["as_of"] == BEFORE
        for language in ("da", "en"):
            page = call(*command, "--as-of", BEFORE, "--format", "md", "--lang", language).out
            # A list of values has it as it is stored; a sentence as one writes it.
            written = BEFORE if language == "en" or command == ("info",) else "31-12-2023"
            assert written in page, command


def test_a_seat_is_of_all_days() -> None:
    early = ask("informed", "T08", as_of="1900-01-01")
    assert beside(early, "law") == []
    assert ids(early["in_the_room"][0]["parties"])


@pytest.mark.parametrize(
    "text", ["2024-1-1", "2024-02-30", "i morgen", "", "20240101", "2024-01-01T00:00", "٢٠٢٤-٠١-٠١"]
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_no_date_is_refused(text: str, language: str) -> None:
    ended = call("informed", "T08", "--as-of", text, "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    assert "2026-11-23" in ended.err, "an example of how a date is written"


def test_before_the_first_day_known_the_silence_is_told() -> None:
    answer = ask("informed", "T01", as_of="2018-01-01")
    # § 49 a is known from 2012 on; all other rules beside T01 from the document's day or later.
    assert {row["id"] for row in answer["beside"]["law"]} == {"C15", "C15-stk4"}
    assert "law-before" in [note["code"] for note in answer["notes"]]


def test_after_the_day_it_was_read_the_law_may_have_changed() -> None:
    read = "2026-11-24"
    assert "law-read" not in [note["code"] for note in ask("informed", "T01", as_of=read)["notes"]]
    answer = ask("informed", "T01", as_of="2030-01-01")
    (note,) = (one for one in answer["notes"] if one["code"] == "law-read")
    assert "24-11-2026" in note["text"]


def _notes(situation: str, day: str) -> dict[str, str]:
    return {note["code"]: note["text"] for note in ask("informed", situation, as_of=day)["notes"]}


def test_a_rule_known_to_be_older_than_its_first_day_is_told() -> None:
    told = _notes("T01", "2018-01-01")["law-older"]
    assert "C5 (13-04-2018)" in told
    assert "C7 (13-04-2018)" in told
    assert "C6" not in told, "barnets lov is not known to be older than 2024"
    assert "law-older" not in _notes("T01", "2018-04-13")
    # C9 began on the day it shows, so no warning names it.
    assert "C9" not in _notes("T08", "2015-12-31").get("law-older", "")


def test_where_nobody_linked_the_law_it_is_said() -> None:
    without = {
        situation["notation"]
        for situation in ask("situations")["situations"]
        if "law-not-linked" in _notes(situation["id"], AFTER)
    }
    assert without == {"T07b", "T11"}
    assert "law-not-linked" not in _notes("T12", BEFORE), "its only rule begins in April 2024"


@pytest.mark.parametrize("day", [BEFORE, "2018-04-13", "2020-01-01", AFTER])
def test_no_answer_is_without_law_and_without_a_word_on_it(day: str) -> None:
    """Where no rule is shown, a note says why, and that this is no no."""
    for situation in ask("situations")["situations"]:
        answer = ask("informed", situation["id"], as_of=day)
        codes = {note["code"] for note in answer["notes"]}
        silent = codes & {"law-not-linked", "law-not-that-day", "law-before"}
        assert answer["beside"]["law"] or silent, situation
    assert "law-not-that-day" in _notes("T12", "2020-01-01")
