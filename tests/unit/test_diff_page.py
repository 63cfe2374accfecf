"""The page on differences shows what the program says of a plan that says »skal« for »bør«."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from samspil import paths
from samspil.cli.main import run
from tests.program import LILLEBY, call

PAGE = Path(__file__).resolve().parents[2] / "docs" / "diff.md"
EXAMPLES = re.findall(
    r"```console\n\$ samspil (.*?)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
)
ELIDED = "[…]\n"


def _otherwise(before: Path, after: Path) -> None:
    """The plan with another word in its text, in the quote, and in what is made of them."""
    shutil.copytree(before, after)
    for name in ("source.txt", "stated.ttl"):
        text = (after / name).read_text("utf-8").replace("der bør i akutte", "der skal i akutte")
        for old, new in (
            ('sam:modality sam:should ; sam:modalityWord "bør"@da',
             'sam:modality sam:must ; sam:modalityWord "skal"@da'),
            ("sam:reading sam:reading-recommendation", "sam:reading sam:reading-obligation"),
        ):  # fmt: skip
            text = text.replace(old, new)
        (after / name).write_text(text, "utf-8")
    # It ends with 1, since the sentence is another.
    assert call("anchor", str(before / "source.txt"), "--data", str(after)).err == ""


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[one for one, _ in EXAMPLES])
def test_an_example_is_what_the_program_prints(
    command: str,
    shown: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(paths.ontology_folder() / "ishoej", tmp_path / "sidste-aar")
    shutil.copytree(LILLEBY, tmp_path / "lilleby")
    _otherwise(tmp_path / "sidste-aar", tmp_path / "nu")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    assert run([*shlex.split(command), "--format", "table"]) == 1
    printed = capsys.readouterr().out
    position = 0
    for part in shown.split(ELIDED):
        found = printed.find(part, position)
        assert found >= 0, part
        position = found + len(part)
