"""How far a message may travel, and what stops it: `samspil reach`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil import open_model
from samspil.answers.model import Recipient, Ref, Row
from samspil.answers.reach import CARRIES, reach, travelled, ways
from samspil.model.terms import LAYERS
from tests.program import AS_OF, DATA, LILLEBY, Json, ask, call

if TYPE_CHECKING:
    from pathlib import Path

    from samspil import Model

PLANS = DATA / "plans"
_NAMES = "abcdef"


def _from(start: str, about: str, *options: str, data: Path | None = None) -> Json:
    return ask("reach", "--from", start, "--about", about, *options, data=data)


def _steps(answer: Json) -> list[tuple[int, str, list[str], str]]:
    return [
        (one["number"], one["row"]["id"], one["after"], one["shelf"]) for one in answer["steps"]
    ]


def _stopped(answer: Json) -> dict[str, tuple[str, list[str]]]:
    return {one["actor"]["id"]: (one["reason"], one["rows"]) for one in answer["stopped"]}


def test_a_message_goes_as_far_as_the_norms_of_its_situation() -> None:
    answer = _from("straxen", "sag-til-ssp-nu")
    assert [one for one in _steps(answer) if one[3] == "stated"] == [(1, "A24", [], "stated")]
    assert _stopped(answer)["tryghed-kriminalitetsforebyggelse"][0] == "elsewhere"
    assert "straxen" not in _stopped(answer)


def test_it_goes_on_by_norms_that_follow_and_is_worth_its_weakest_step() -> None:
    found = ask("reach", "--in", "askevig", data=PLANS)["ways"]
    far = {
        (one["start"]["id"], one["end"]["id"], one["steps"], one["weakest"], tuple(one["rows"]))
        for one in found
        if one["situation"]["id"] == "bekymring-radikalisering"
        and one["shelf"] == "stated"
        and one["steps"] > 1
    }
    assert far == {
        ("forebyggelsesteamet", "leder", 2, "must", ("A04", "A01")),
        ("forebyggelsesteamet", "foraeldrene", 2, "must", ("A04", "A03")),
        ("borgere", "fagpersoner", 2, "may", ("A10", "A04")),
        ("borgere", "infohus-askevig", 2, "practice", ("A10", "A06")),
        ("borgere", "leder", 3, "may", ("A10", "A04", "A01")),
        ("borgere", "foraeldrene", 3, "may", ("A10", "A04", "A03")),
        ("fagpersoner", "borgere", 2, "should", ("A02", "A11")),
        ("fagpersoner", "infohus-askevig", 2, "practice", ("A02", "A06")),
    }


def test_who_does_it_is_not_guessed_where_the_document_names_nobody() -> None:
    answer = _from("ishoejs-skoler", "akut-tilfaelde")
    assert [one for one in _steps(answer) if one[3] == "stated"] == []
    assert [row["id"] for row in answer["unsaid"]] == ["A40"]
    assert _stopped(answer)["tryghed-kriminalitetsforebyggelse"] == ("sender-not-stated", ["A40"])


def test_a_seat_is_no_way_but_is_told() -> None:
    answer = _from("boernecentret", "lovovertraedelse", data=LILLEBY)
    told = {one["id"] for step in answer["steps"] for one in step["row"]["recipients"]}
    seats = {
        one["actor"]["id"]: [forum["id"] for forum in one["through"]]
        for one in answer["stopped"]
        if one["reason"] == "only-a-seat"
    }
    assert "ssp-nu" in told
    assert seats["rolle-ssp-konsulent"] == ["ssp-nu"]
    assert not seats.keys() & told


@pytest.mark.parametrize("layers", ["stated", "stated,interpretation,law,external"])
def test_what_the_document_says_reaches_as_far_whatever_else_is_shown(layers: str) -> None:
    found = ask("reach")["ways"]
    own = [one for one in found if one["shelf"] == "stated"]
    shown = call("reach", "--layers", layers, "--as-of", AS_OF, "--format", "json").json["ways"]
    assert [one for one in shown if one["shelf"] == "stated"] == own
    assert own


@pytest.mark.parametrize(
    ("data", "dataset"),
    [(None, None), (LILLEBY, None), (PLANS, "askevig"), (PLANS, "havelund"), (PLANS, "mosedal")],
)
def test_each_step_cites_a_norm_that_carries_it_on(data: Path | None, dataset: str | None) -> None:
    with open_model(data, dataset=dataset, as_of=AS_OF) as model:
        for start, situation in _all(model):
            answer = reach(model.session, start, situation)
            by_row = {step.row.id: step for step in answer.steps}
            for step in answer.steps:
                bearers = {one.id for one in step.row.bearers}
                before = [by_row[one].row for one in step.after]
                holders = {one.id for row in before for one in row.recipients}
                assert step.row.is_norm
                assert step.row.evidence
                assert step.row.modality in CARRIES
                assert bearers & (holders if before else {answer.actor.id})
            told = {one.id for one in answer.reached} | {answer.actor.id}
            assert not told & {one.actor.id for one in answer.stopped}


def _all(model: Model) -> list[tuple[str, str]]:
    session = model.session
    things = {
        kind: {row["id"]: row["iri"] for row in session.ask("identify", **{"class": kind})}
        for kind in ("Actor", "Situation")
    }
    starts = {way.start.id for way in ways(session)}
    return [
        (things["Actor"][start], situation)
        for start in sorted(starts & things["Actor"].keys())
        for situation in things["Situation"].values()
    ]


def _norm(number: int, parts: tuple[set[str], set[str], str], follows: set[int]) -> Row:
    bearers, recipients, modality = parts
    return Row(
        id=f"N{number}", modality=modality, situation=None, step=1,
        follows=tuple(f"N{one}" for one in sorted(follows)), rests_on=(),
        bearers=tuple(Ref(one, one) for one in sorted(bearers)), act=None,
        recipients=tuple(Recipient(one, one, "unit") for one in sorted(recipients)),
        channels=(), urgency=None, alternatives=(), layer="stated", confidence=None,
        approved=None, valid_from=None, valid_to=None, evidence=(),
    )  # fmt: skip


_ACTORS = st.sets(st.sampled_from(_NAMES), max_size=3)
_PARTS = st.tuples(_ACTORS, _ACTORS.filter(bool), st.sampled_from(CARRIES))


@given(
    st.lists(st.tuples(_PARTS, st.sets(st.integers(0, 7)), st.sampled_from(LAYERS)), max_size=8),
    st.sampled_from(_NAMES),
)
def test_of_random_models_each_step_is_reached_by_norms_alone(
    made: list[tuple[tuple[set[str], set[str], str], set[int], str]], start: str
) -> None:
    norms = [(shelf, _norm(n, parts, follows)) for n, (parts, follows, shelf) in enumerate(made)]
    steps = list(travelled(start, norms))
    assert len({step.row.id for step in steps}) == len(steps)
    shelf_of = {row.id: shelf for shelf, row in norms}
    by_row = {step.row.id: step for step in steps}
    for step in steps:
        bearers = {one.id for one in step.row.bearers}
        assert LAYERS.index(step.shelf) >= LAYERS.index(shelf_of[step.row.id])
        assert CARRIES.index(step.weakest) >= CARRIES.index(step.row.modality)
        if not step.after:
            assert step.number == 1
            assert start in bearers
        for before in (by_row[one] for one in step.after):
            assert before.row.id in step.row.follows
            assert bearers & {one.id for one in before.row.recipients}
            assert LAYERS.index(step.shelf) >= LAYERS.index(before.shelf)
    # Nothing that could be reached is left out.
    for _, row in norms:
        if start in {one.id for one in row.bearers}:
            assert row.id in by_row
        for step in steps:
            if step.row.id in row.follows and {one.id for one in row.bearers} & {
                one.id for one in step.row.recipients
            }:
                assert row.id in by_row


def test_all_by_all_is_a_sheet_and_a_page(tmp_path: Path) -> None:
    sheet, page = tmp_path / "alle.csv", tmp_path / "alle.html"
    for target in (sheet, page):
        assert call("reach", "-o", str(target), "--as-of", AS_OF).code == 0
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(ask("reach")["ways"]) + 1
    told = page.read_text(encoding="utf-8")
    assert '<html lang="da">' in told
    assert "http" not in told.replace("http-equiv", "")
    assert call("reach", "-o", str(page)).code == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["--from", "straxen"], 2),
        (["--about", "akut"], 2),
        (["--from", "straxen", "--about", "akut", "-o", "x.csv"], 2),
        (["-o", "x.docx"], 2),
        (["--from", "ingen-af-os", "--about", "akut"], 2),
    ],
)
def test_wrong_use_is_told_in_a_line(given: list[str], code: int) -> None:
    result = call("reach", *given)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith("Fejl: ")
