"""Lies about each stated assertion: `check` refuses at least 95 % of them, a reader sees the rest.

`make test` tries a sample, `make test-all` all (SAMSPIL_FORGED=all), and then holds the numbers of
docs/truth.md against what was found. After a change of rules or data: `python -m tests.forging`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import cache

import pytest

from tests.forging import (
    PAGE,
    SEED,
    Municipality,
    Tried,
    Variant,
    all_variants,
    is_held_out,
    plans,
    table,
    tried,
    written,
)  # fmt: skip

SAMPLE = os.environ.get("SAMSPIL_FORGED", "300")
LEAST = 0.95
KINDS = {
    "bearer", "bearer added", "recipient", "roles swapped", "situation", "modality stronger",
    "modality weaker", "modality negated", "urgency added", "urgency removed", "urgency other",
    "channel", "channel added", "name", "mention", "telephone", "number", "order", "order added",
    "condition added", "act", "quote", "forum", "seat", "seat of the whole", "kind of seat",
    "alternative removed", "alternative added", "bearer removed", "manner added",
    "rewritten as a norm", "subject", "object", "ends swapped", "object text", "target group",
}  # fmt: skip


@cache
def _made() -> list[tuple[Municipality, Variant]]:
    return all_variants()


@cache
def _results() -> list[Tried]:
    if SAMPLE == "all":
        return tried(_made())
    return tried(random.Random(SEED).sample(_made(), int(SAMPLE)))


def _share(results: Sequence[Tried]) -> float:
    return sum(one.is_found for one in results) / len(results)


def test_of_every_kind_lies_are_made_and_enough_of_them() -> None:
    assert len({(home.dataset, variant.key) for home, variant in _made()}) >= 1000
    assert {variant.kind for _, variant in _made()} >= KINDS


def test_the_true_data_has_no_finding() -> None:
    homes = {id(home): home for home, _ in _made()}.values()
    assert [(home.dataset, home.judged()) for home in homes if home.judged()] == []


def test_check_finds_most_lies_those_held_out_too(capsys: pytest.CaptureFixture[str]) -> None:
    held = [one for one in _results() if is_held_out(one.variant)]
    with capsys.disabled():
        print(  # noqa: T201  (the numbers are what the run is for)
            f"\n{table(_results())}\nheld out: {_share(held):.1%} of {len(held)}"
        )
    assert _share(_results()) >= LEAST
    assert _share(held) >= LEAST


def test_check_finds_most_lies_about_plans_that_the_rules_were_not_made_by() -> None:
    made = all_variants(plans())
    assert len(made) >= 1000
    tried_of_them = tried(made if SAMPLE == "all" else random.Random(SEED).sample(made, 100))
    assert _share(tried_of_them) >= LEAST


def test_a_lie_that_is_not_found_is_one_that_a_person_must_read_again() -> None:
    missed = [one for one in _results() if not one.is_found]
    others = [one for one in _results() if one.is_found][:20]
    unlisted = [
        one.variant
        for one in missed + others
        if str(one.variant.about) not in one.home.listed(one.variant)
    ]
    assert unlisted == []


if SAMPLE == "all":  # The page tells of all lies; where a sample is tried, there is no such test.

    def test_the_page_tells_what_was_found() -> None:
        page = PAGE.read_text("utf-8")
        assert page == written(page, _results()), "run: python -m tests.forging"
