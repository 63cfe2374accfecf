"""No contradiction where two norms can both be followed: other terms, another act, another time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from samspil import open_model
from samspil.answers.model import Ref
from samspil.audit import norms
from samspil.audit.facts import Fact, Facts, read_facts
from tests.program import AS_OF, DATA

HULSTED = DATA / "plans" / "hulsted"
PLANTED = {
    ("must-and-must-not", "A07", "A08"),
    ("choice-excluded", "A09", "A10", "A11"),
    ("handoff-circle", "A12", "A13"),
}


@pytest.fixture(scope="module")
def facts() -> Iterator[Facts]:
    with open_model(HULSTED, as_of=AS_OF) as model:
        yield read_facts(model.session, None)


def _found(facts: Facts) -> set[tuple[str, ...]]:
    return {(one.code, *one.ids) for one in norms.contradictions(facts)}


def _with(facts: Facts, changed: Mapping[str, Fact]) -> Facts:
    return replace(facts, by_id={**facts.by_id, **changed})


def _row(**new: Any) -> Callable[[Fact], Fact]:  # noqa: ANN401  (a field of a row)
    return lambda fact: replace(fact, row=replace(fact.row, **new))


def test_the_planted_ones_are_found(facts: Facts) -> None:
    assert _found(facts) == PLANTED


@pytest.mark.parametrize("change", [
    _row(condition="hvis den unge er under 18 år"),
    _row(exception="medmindre det haster"),
    _row(audience=(Ref("borgere", "borgere"),)),
    _row(channels=(Ref("ungeraadet", "Ungerådet"),)),
    _row(modality="descriptive"),
    lambda fact: replace(fact, situations=frozenset({"elsewhere"})),
    lambda fact: replace(fact, bearers=()),
    lambda fact: replace(fact, recipients=()),
])  # fmt: skip
def test_a_ban_on_other_terms_is_none(facts: Facts, change: Callable[[Fact], Fact]) -> None:
    found = _found(_with(facts, {"A07": change(facts.by_id["A07"])}))
    assert found == {one for one in PLANTED if "A07" not in one}


@pytest.mark.parametrize(
    "change", [_row(condition="hvis den unge er under 18 år"), _row(modality="must-not")]
)
def test_a_circle_that_a_condition_parts_is_none(
    facts: Facts, change: Callable[[Fact], Fact]
) -> None:
    found = _found(_with(facts, {"A12": change(facts.by_id["A12"])}))
    assert found == {one for one in PLANTED if "A12" not in one}


def test_a_choice_of_which_both_are_steps(facts: Facts) -> None:
    steps = {one: _row(order=n)(facts.by_id[one]) for n, one in enumerate(("A09", "A10"), start=1)}
    assert _found(_with(facts, steps)) == {*PLANTED, ("choice-in-steps", "A09", "A10")}
    same = {one: _row(order=1)(facts.by_id[one]) for one in ("A09", "A10")}
    assert _found(_with(facts, same)) == PLANTED
