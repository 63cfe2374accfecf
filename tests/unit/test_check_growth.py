"""`check` of many municipalities: its work grows as the data do, and it tells how far it is."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest

from devtools.synthesis import write_nation
from samspil.cli.progress import progress
from samspil.messages import messages
from samspil.ontology.folders import find_data
from samspil.ontology.reading import read_file
from samspil.validation.checking import check, steps


def _calls_for_each_triple(folder: Path, municipalities: int) -> float:
    write_nation(folder, municipalities, 7)
    data = find_data(folder)
    triples = sum(len(read_file(file).graph) for file in data.graph_files)
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG001
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        report = check(data)
    finally:
        sys.setprofile(None)
    assert not report.findings
    return calls / triples


@pytest.mark.slow
def test_the_work_is_a_line_not_a_square(tmp_path: Path) -> None:
    few = _calls_for_each_triple(tmp_path / "few", 3)
    many = _calls_for_each_triple(tmp_path / "many", 12)
    assert many < 1.1 * few


def test_each_step_is_told(root: Path) -> None:
    data = find_data(root / "tests" / "data" / "lilleby")
    told: list[str] = []
    check(data, progress=told.append)
    assert len(told) == steps(data)
    assert [name for name in told if name] == [file.name for file in data.graph_files]


@pytest.mark.parametrize(
    ("fewest", "seconds", "lines"),
    [(2, 0.0, 3), (4, 0.0, 0), (2, 1e9, 0)],
    ids=["each", "too-few-for-any", "not-so-often"],
)
def test_in_a_pipe_there_is_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], fewest: int, seconds: float, lines: int
) -> None:
    with progress(messages("da"), "x", 3, fewest=fewest, seconds=seconds) as step:
        for name in "abc":
            step(name)
    assert len(capsys.readouterr().err.splitlines()) == lines
