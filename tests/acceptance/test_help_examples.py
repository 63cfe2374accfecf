"""Every example that the help shows does something, in the order in which the help shows them."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import webbrowser
from pathlib import Path

import click
import pytest

from samspil import paths
from samspil.cli.commands import build
from samspil.cli.options import USED
from samspil.messages import messages
from tests.program import call

NEEDS_NEO4J = frozenset({"load", "pull", "verify"})
"""Run against the real one in `tests/integration/test_options.py`."""
SHOWN = ("", *(name for name in USED if name not in NEEDS_NEO4J))
NEEDS_CHROMIUM = (".png", ".pdf")


def _lines(language: str, command: str) -> list[str]:
    code = f"cli.{command or 'samspil'}.examples"
    return messages(language)(code).splitlines()


COMPARING = frozenset({"diff", "what-if"})


def prepare(command: str, place: Path) -> None:
    """The folders and the repository that the examples of a command speak of."""
    if command == "tests":
        for name in ("min-mappe", "my-folder"):
            shutil.copytree(paths.ontology_folder() / "ishoej", place / name)
            (place / name / "tests.yaml").unlink()
    if command == "diff":
        shutil.copytree(paths.ontology_folder(), place / "ontology")
        for name in ("sidste-aar", "nu", "last-year", "now"):
            shutil.copytree(place / "ontology" / "ishoej", place / name)
        who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
        for arguments in (
            ("init", "--quiet", "--initial-branch=main"),
            ("add", "ontology"),
            *(("commit", "--quiet", "--allow-empty", "--message", "x"),) * 4,
        ):
            subprocess.run(["git", *who, *arguments], cwd=place, check=True)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("command", SHOWN)
def test_examples_run(
    language: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    prepare(command, tmp_path)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    for line in _lines(language, command):
        words, _, target = line.partition(" > ")
        _, *arguments = shlex.split(words)
        if any(word.endswith(NEEDS_CHROMIUM) for word in arguments):
            continue  # Drawn in tests/browser.
        ended = call(*arguments)
        # A comparison that finds something ends with 1.
        fine = {0, 1} if command in COMPARING else {0}
        assert ended.code in fine, line
        assert ended.err == "", line
        if target:
            Path(target).write_text(ended.out, encoding="utf-8")
    assert bool(opened) == (command == "explore")


def test_what_is_to_be_written_has_a_name_in_the_language_of_the_help() -> None:
    danish, english = (_written(language) for language in ("da", "en"))
    both = {"embedded|neo4j://…", "neo4j://…", "SITUATION", "N", "[ID…]"}
    assert danish & english <= both
    assert {"AKTØR", "MAPPE", "DATO"} <= danish
    assert {"ACTOR", "FOLDER", "DATE"} <= english


def _written(language: str) -> set[str]:
    """What the help of all commands calls the values of arguments and options."""
    group = build(messages(language))
    context = click.Context(group)
    commands = [group.get_command(context, name) for name in USED]
    return {
        parameter.metavar
        for command in commands
        if command is not None
        for parameter in command.params
        if parameter.metavar
    }
