"""What the documents link to is there, and the commands that they name are the program's."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from tests.program import call

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_ELSEWHERE = ("http://", "https://", "mailto:")
_GIVEN = {"AKTØR": "ppr", "SITUATION": "akut"}
"""What a person puts where a document has a word in capitals."""


@cache
def _prose(page: Path) -> str:
    return _FENCED.sub("", page.read_text("utf-8"))


def _anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of the headings."""
    heads = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", head.strip().lower()) for head in heads)
    return {one.replace(" ", "-") for one in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", _prose(page)):
        if link.startswith(_ELSEWHERE):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def _commands(name: str) -> list[str]:
    found = re.findall(r"`samspil ([^`]+)`", _prose(ROOT / name))
    return list(dict.fromkeys(" ".join(one.split()) for one in found))


@pytest.mark.parametrize("command", _commands("docs/auditor.md"))
def test_what_the_auditor_is_told_to_run_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # Some write where they are run.
    words = [_GIVEN.get(one, one) for one in shlex.split(command)]
    if "--read" in words:
        # It writes beside the plan: no more than that its options are there.
        told = call(words[0], "--help").out
        assert all(one in told for one in words if one.startswith("--"))
        return
    ended = call(*words)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out


@pytest.mark.parametrize("command", [one for one in _commands("README.md") if one[0] != "-"])
def test_what_the_readme_names_is_a_command_with_those_options(command: str) -> None:
    words = command.split()
    named = [words[0], *(one for one in words[1:2] if one == "log")]
    told = call(*named, "--help")
    assert told.code == 0, command
    options = [one for one in words if re.fullmatch(r"--?[a-z][a-z-]*", one)]
    assert [one for one in options if one not in told.out] == []
