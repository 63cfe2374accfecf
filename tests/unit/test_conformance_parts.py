"""A message to a whole, or to a part of it, decides nothing about the other; readings are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from samspil.answers.model import Act, Recipient, Ref, Row
from samspil.conformance.cases import look_at
from samspil.conformance.judging import Judge
from samspil.conformance.ledger import Kind, Ledger
from samspil.conformance.model import Flow, Named, Setting
from samspil.language.deadlines import DAY
from tests.logs import checked, write_csv
from tests.program import call, kept_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TK = "Tryghed og Kriminalitetsforebyggelse"
SITUATION = Ref("x", "X")
PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "team": {"town": ("A1",)},
    "desk": {"team": ("A2",), "town": ("A1", "A2")},
}


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


def _rests(part: str, whole: str) -> tuple[str, ...] | None:
    return PARTS.get(part, {}).get(whole)


JUDGE = Judge({"call": frozenset(("call", "contact"))}, part_of=_rests)


def _row(
    sender: str | None, receiver: str, modality: str = "must", deadline: str | None = None
) -> Row:
    return Row(
        id="N1", modality=modality, situation=SITUATION, step=1, follows=(), rests_on=(),
        bearers=(Ref(sender, sender),) if sender else (), act=Act("contact", "contact"),
        recipients=(Recipient(receiver, receiver, "unit"),), channels=(), urgency=None,
        alternatives=(), layer="stated", confidence=None, approved=None, valid_from=None,
        valid_to=None, evidence=(), deadline=deadline,
    )  # fmt: skip


def _flow(sender: str, receiver: str, act: str = "contact") -> Flow:
    parts = [Named("known", one, one) for one in (sender, receiver, act, SITUATION.id)]
    return Flow(parts[0], parts[1], parts[2], parts[3], Named("empty"))


def _found(row: Row, *flows: tuple[Flow, int]) -> tuple[list[str], list[tuple[str, str]]]:
    """The verdicts of some events of one case, by hour, and what is found of its steps."""
    setting, ledger = Setting(SITUATION, (row,), (), ()), Ledger()
    for number, (flow, hour) in enumerate(flows):
        ledger.kinds.append(Kind(flow, 0, JUDGE.judge(flow, setting)))
        ledger.add(number, "SSP-1", (DAY * 738_000 + hour * 3600) * 2 + 1, number)
    steps = [(one.kind, one.reason) for one in look_at(ledger, lambda *_: setting)]
    return [judgement.reason for _, _, judgement in ledger.judged()], steps


@pytest.mark.parametrize(
    ("sender", "said", "flow", "reason"),
    [
        ("school", "desk", _flow("school", "team"), "whole-to"),
        ("school", "desk", _flow("school", "town"), "whole-to"),
        (None, "desk", _flow("school", "town"), "whole-to"),
        ("school", "town", _flow("school", "desk"), "part-to"),
        ("desk", "school", _flow("town", "school"), "whole-from"),
        ("town", "school", _flow("team", "school"), "part-from"),
    ],
)
@pytest.mark.parametrize("modality", ["must", "may", "must-not"])
def test_a_whole_and_its_part_are_neither_the_same_nor_another(
    sender: str | None, said: str, flow: Flow, reason: str, modality: str
) -> None:
    row = _row(sender, said, modality)
    judged = JUDGE.judge(flow, Setting(SITUATION, (row,), (), ()))
    assert (judged.verdict, judged.reason, judged.rows) == ("undecided", reason, (row,))
    assert not judged.follows
    _, steps = _found(row, (flow, 1))
    assert steps == ([("step-undecided", "unclear")] if modality == "must" else [])


def test_parts_of_the_same_whole_are_others() -> None:
    row = _row("school", "team")
    other = JUDGE.judge(_flow("school", "hall"), Setting(SITUATION, (row,), (), ()))
    assert other.verdict == "deviates"


def test_a_step_is_not_late_or_out_of_order_where_an_unclear_event_may_have_been_it() -> None:
    row = _row("school", "desk", deadline="inden to timer")
    late = (_flow("school", "desk"), 9)
    assert _found(row, (_flow("desk", "school"), 1), late)[1] == [("late", "")]
    maybe = (_flow("school", "town"), 2)
    assert _found(row, (_flow("desk", "school"), 1), maybe, late)[1] == [
        ("step-undecided", "unclear-time")
    ]


@pytest.mark.parametrize("told", ["Ishøj Kommune", "Center for Børn og Forebyggelse"])
def test_ishoej_told_as_a_whole_is_not_told_to_be_missing(told: str, tmp_path: Path) -> None:
    rows = [["SSP-1", "2024-05-01", "StraXen", told, "henvendelse", "T03", ""]]
    path = write_csv(tmp_path / "log.csv", rows)
    made = checked(path)
    assert [(one.kind, one.row.id) for one in made.steps] == [("step-undecided", "A40")]
    ended = call("audit", "log", str(path), "--format", "csv")
    assert f"I loggen er det {told}, som {TK} er en del af" in ended.out
    assert ended.code == 0


CALL = ["SSP-1", "2024-05-01", "Ishøjs skoler", TK, "opkald", "T03", ""]
CALLED = {
    "da": "»opkald« er regnet for en slags »henvendelse«. Det er vores læsning",
    "en": "“call” is counted as a kind of “contact”. That is our reading",
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", ["table", "full", "md", "csv", "json", "html"])
def test_that_a_call_is_a_contact_is_told_as_our_reading_in_every_form(
    form: str, language: str, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "log.csv", [CALL])
    target = tmp_path / f"report.{form}"
    if form in {"html", "md"}:
        more = ["-o", str(target)]
    else:
        more = ["--full", "--format", "table"] if form == "full" else ["--format", form]
    ended = call("audit", "log", str(path), "--lang", language, *more)
    assert ended.code == 0
    shown = target.read_text("utf-8") if form in {"html", "md"} else ended.out
    assert CALLED[language] in " ".join(shown.split()).replace("\\", "")
    if form == "json":
        assert json.loads(ended.out)["judged"][0]["read_as"] == ["henvendelse"]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", ["table", "full", "md", "csv", "json", "html"])
def test_where_nobody_can_deviate_that_is_told(form: str, language: str, tmp_path: Path) -> None:
    rows = [
        ["SSP-1", "2024-05-01", "Ishøjs skoler", TK, "henvendelse", "T03", ""],
        ["SSP-2", "2024-05-01", "Ishøjs skoler", TK, "henvendelse", "T01", ""],
    ]
    path = write_csv(tmp_path / "log.csv", rows)
    target = tmp_path / f"report.{form}"
    if form in {"html", "md"}:
        more = ["-o", str(target)]
    else:
        more = ["--full", "--format", "table"] if form == "full" else ["--format", form]
    ended = call("audit", "log", str(path), "--lang", language, *more)
    shown = target.read_text("utf-8") if form in {"html", "md"} else ended.out
    words = {"da": "kan ingen afvige", "en": "nobody can deviate"}[language]
    assert words in " ".join(shown.split()).casefold()
    if form == "json":
        assert [
            (one["situation"], one["why"], [norm["id"] for norm in one["norms"]])
            for one in json.loads(ended.out)["cannot_deviate"]
        ] == [
            ("akut-tilfaelde", "no-bearer", ["A40"]),
            ("bekymring-ung-radikaliseringsstruet", "no-rule", []),
        ]
