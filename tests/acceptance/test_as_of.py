"""`--as-of`: the law of that day, and nothing else of an answer, depends on it.

On 2024-01-01 barnets lov took over from serviceloven.
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


LAW_NOTES = ("law-not-advice", "law-link", "law-before", "law-read")


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
    children = (["C5", "C7"], ["C6", "C6b"])
    assert changed == {
        "informed bekymring-ung-radikaliseringsstruet": children,
        "informed lokal-bekymring": children,
        "informed akut-tilfaelde": children,
        "informed bekymring-radikalisering": (["C5"], ["C6", "C9"]),
        "informed individuel-indsats": (["C5"], ["C6"]),
        "informed udrejse-vaebnet-konflikt": (["C5"], ["C6"]),
    }


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
            assert BEFORE in page, command


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
    assert answer["beside"]["law"] == []
    assert "law-before" in [note["code"] for note in answer["notes"]]


def test_after_the_day_it_was_read_the_law_may_have_changed() -> None:
    read = "2026-11-22"
    assert "law-read" not in [note["code"] for note in ask("informed", "T01", as_of=read)["notes"]]
    answer = ask("informed", "T01", as_of="2030-01-01")
    (note,) = (one for one in answer["notes"] if one["code"] == "law-read")
    assert read in note["text"]
