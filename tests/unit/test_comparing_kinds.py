"""Each kind of change that people make to a plan: what is told of it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import yaml

from samspil.answers.informed import informed
from samspil.answers.model import to_json
from samspil.answers.profiles import actor
from samspil.comparing.sides import Side
from tests.changing import DAY, Edit, changes, edited, effects, parsed, side, told, true
from tests.program import DATA

pytestmark = pytest.mark.slow

BASES = ("ishoej", "lilleby", "askevig")
KINDS: list[dict[str, Any]] = yaml.safe_load(
    (DATA / "kinds-of-change.yaml").read_text(encoding="utf-8")
)
_LEFT_OUT = frozenset({"start", "end", "label_en"})
_EDIT = ("base", "minus", "plus", "drop", "file")


@pytest.fixture(scope="module")
def sides() -> Iterator[dict[str, Side]]:
    with ExitStack() as stack:
        yield {base: stack.enter_context(true(base)) for base in BASES}


@pytest.fixture(scope="module")
def answers(sides: dict[str, Side]) -> dict[str, list[Any]]:
    """What is answered of the true data of each municipality."""
    return {base: _answers(sides[base], base) for base in BASES}


def test_there_are_kinds_enough() -> None:
    assert len({kind["name"] for kind in KINDS}) == len(KINDS) >= 40


@pytest.mark.parametrize("kind", KINDS, ids=[kind["name"] for kind in KINDS])
def test_a_change_is_told_with_what_it_does_and_why_and_else_nothing_is_otherwise(
    kind: dict[str, Any], sides: dict[str, Side], answers: dict[str, list[Any]]
) -> None:
    edit = Edit(**{name: kind[name] for name in _EDIT if name in kind})
    with side(edited(parsed(edit.base), edit)) as changed:
        found = told(sides[edit.base], changed)
        assert sorted(effects(found)) == kind["effects"]
        assert sorted(changes(found)) == kind["words"]
        # Where only an id is another, so is what an answer shows of it.
        if not kind["effects"] and kind["name"] != "another id":
            assert _answers(changed, edit.base) == answers[edit.base]


@pytest.mark.parametrize("base", BASES)
def test_nothing_is_otherwise_beside_itself(base: str, sides: dict[str, Side]) -> None:
    with side(parsed(base)) as same:
        assert told(sides[base], same).municipalities == ()


def _answers(opened: Side, base: str) -> list[Any]:
    """All that is answered in Danish of situations, actors and gaps, but where a quote stands."""
    session = opened.session(base, DAY, "da")
    found: list[Any] = [session.ask("gaps", about=None)]
    for kind, answer in (("Situation", informed), ("Actor", actor)):
        found += [
            _bare(to_json(answer(session, row["iri"])))
            for row in session.ask("identify", **{"class": kind})
            if row["dataset"] == base
        ]
    return found


def _bare(value: Any) -> Any:  # noqa: ANN401  (whatever JSON holds)
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in _LEFT_OUT}
    return [_bare(one) for one in value] if isinstance(value, list) else value
