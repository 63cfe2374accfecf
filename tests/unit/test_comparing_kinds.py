"""Each kind of change that people make to a plan: what is told of it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import yaml

from samspil.comparing.sides import Side
from tests.changing import Edit, changes, edited, effects, parsed, side, told, true
from tests.program import DATA

pytestmark = pytest.mark.slow

BASES = ("ishoej", "lilleby", "askevig")
KINDS: list[dict[str, Any]] = yaml.safe_load(
    (DATA / "kinds-of-change.yaml").read_text(encoding="utf-8")
)
_EDIT = ("base", "minus", "plus", "drop", "file")


@pytest.fixture(scope="module")
def sides() -> Iterator[dict[str, Side]]:
    with ExitStack() as stack:
        yield {base: stack.enter_context(true(base)) for base in BASES}


def test_there_are_kinds_enough() -> None:
    assert len({kind["name"] for kind in KINDS}) == len(KINDS) >= 40


@pytest.mark.parametrize("kind", KINDS, ids=[kind["name"] for kind in KINDS])
def test_a_change_is_told_with_what_it_does_and_why(
    kind: dict[str, Any], sides: dict[str, Side]
) -> None:
    edit = Edit(**{name: kind[name] for name in _EDIT if name in kind})
    with side(edited(parsed(edit.base), edit)) as changed:
        found = told(sides[edit.base], changed)
    assert sorted(effects(found)) == kind["effects"]
    assert sorted(changes(found)) == kind["words"]


@pytest.mark.parametrize("base", BASES)
def test_nothing_is_otherwise_beside_itself(base: str, sides: dict[str, Side]) -> None:
    with side(parsed(base)) as same:
        assert told(sides[base], same).municipalities == ()
