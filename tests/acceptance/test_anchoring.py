"""A source text is edited, and the places of its quotes go along."""

from __future__ import annotations

import json
import re
import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from samspil import paths
from samspil.ontology.folders import find_data
from samspil.ontology.reading import parse
from samspil.validation.namespaces import OA
from tests.program import LILLEBY, ask, call

if TYPE_CHECKING:
    from pathlib import Path

ISHOEJ = paths.ontology_folder() / "ishoej"


@pytest.fixture(params=[ISHOEJ, LILLEBY], ids=["ishoej", "lilleby"])
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A plan to edit; beside it, as it was, `before`."""
    folder = tmp_path / "plan"
    shutil.copytree(request.param, folder)
    shutil.copytree(request.param, tmp_path / "before")
    return folder


def _codes(plan: Path) -> set[str]:
    report = call("check", "--data", str(plan), "--format", "json")
    return {finding["code"] for finding in json.loads(report.out)["findings"]}


def _spans(plan: Path) -> list[tuple[int, int]]:
    """From where to where the quotes of the plan go."""
    return [
        (int(str(file.graph.value(quote, OA.start))), int(str(file.graph.value(quote, OA.end))))
        for file in parse(find_data(plan)).files
        for quote in file.graph.subjects(OA.exact, None)
    ]


def test_a_word_more_outside_all_quotes_leaves_nothing_to_see_to(plan: Path) -> None:
    source = plan / "source.txt"
    text = source.read_text("utf-8")
    spans = _spans(plan)
    free = [
        blank.start()
        for blank in re.finditer(r"(?<=\w) (?=\w)", text)
        if not any(start <= blank.start() < end for start, end in spans)
    ]
    random = Random(1)  # noqa: S311
    for place in sorted(random.sample(free, 3), reverse=True):
        text = f"{text[:place]} nu{text[place:]}"
    source.write_text(text, "utf-8")
    assert "quote-not-verbatim" in _codes(plan) or "source-changed" in _codes(plan)
    told = call("anchor", str(plan.parent / "before"), "--data", str(plan), "--format", "json")
    assert told.code == 0
    files = json.loads(told.out)["files"]
    assert sum(one["moved"] for one in files) > 10
    assert not any(one["quotes"] for one in files)
    assert not {code for code in _codes(plan) if code.startswith(("quote", "source", "sentence-p"))}


def test_a_word_more_in_a_quote_is_for_a_person(plan: Path) -> None:
    start, end = max(_spans(plan), key=lambda span: span[1] - span[0])
    source = plan / "source.txt"
    text = source.read_text("utf-8")
    blank = text.index(" ", start, end)
    source.write_text(f"{text[:blank]} måske{text[blank:]}", "utf-8")
    turtle = (plan / "stated.ttl").read_bytes()
    line = ("anchor", str(plan.parent / "before"), "--data", str(plan), "--format", "json")
    shown = call(*line, "--dry-run")
    assert (plan / "stated.ttl").read_bytes() == turtle
    told = call(*line)
    assert (shown.code, told.code) == (1, 1)
    (file,) = (one for one in json.loads(told.out)["files"] if one["quotes"])
    assert file["file"].endswith("stated.ttl")
    assert (plan / "stated.ttl").read_bytes() != turtle
    after = call(*line[:1], str(plan), *line[2:])
    assert json.loads(after.out)["files"] == [], "what is anchored stays"


def test_the_bundled_plan_is_never_changed() -> None:
    ended = call("anchor", str(LILLEBY))
    assert (ended.code, ended.out) == (2, "")
    assert "--data" in ended.err
    assert ask("check")["status"] == "fine"
