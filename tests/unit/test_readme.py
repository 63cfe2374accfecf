"""The README shows what the program says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from samspil.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
START = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")
AUDITOR = (ROOT / "docs" / "auditor.md").read_text(encoding="utf-8")
EXAMPLES = [
    example
    for page in (README, START, AUDITOR)
    for example in re.findall(r"```console\n\$ samspil (.*?)\n(.*?)```", page, re.DOTALL)
]
PYTHON = re.findall(r"```python\n(.*?)```\n\n((?:    [^\n]*\n)+)", README, re.DOTALL)
ELIDED = "[…]\n"


def test_the_readme_begins_with_an_answer() -> None:
    assert EXAMPLES
    assert EXAMPLES[0][0].startswith("informed")


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[one for one, _ in EXAMPLES])
def test_an_example_is_what_the_program_prints(
    command: str,
    shown: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run([*shlex.split(command), "--format", "table"]) == 0
    printed = capsys.readouterr().out
    position = 0
    for part in shown.split(ELIDED):
        found = printed.find(part, position)
        assert found >= 0, part
        position = found + len(part)


@pytest.mark.parametrize(("code", "shown"), PYTHON)
def test_the_python_example_runs(code: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  (our own example)
    expected = "".join(line.removeprefix("    ") for line in shown.splitlines(keepends=True))
    assert capsys.readouterr().out == expected
