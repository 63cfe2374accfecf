"""Every wrong value on the command line is told in plain words of one language, never click's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from samspil import paths
from samspil.cli.commands import build
from samspil.messages import messages
from tests.program import call

_GROUP = build(messages("da"))
_CONTEXT = click.Context(_GROUP)
_COMMANDS = {
    name: command
    for name in _GROUP.list_commands(_CONTEXT)
    if (command := _GROUP.get_command(_CONTEXT, name))
}
# Words of click's own messages that Danish hasn't; names of options are cut out first.
_ENGLISH = re.compile(
    r"(?i)\b(?:error|usage|try|help|invalid|value|missing|argument|option|parameter|such|command|"
    r"unexpected|extra|not|valid|integer|float|range|does|exist|directory|path|requires|takes|is|"
    r"the|of|one|choose|from|mean|did|you|default|required|show|this|message|exit|version)\b"
)


def _words(text: str) -> list[str]:
    """What of a text is English, besides commands, options, metavariables and what was typed."""
    plain = re.sub(r"»[^«]*«|'[^']*'|\[[^\]]*\]|--?[\w-]+|samspil [a-z-]+|\S+\.cypher", " ", text)
    return [
        word for word in _ENGLISH.findall(plain) if word.lower() not in {"argument", "parameter"}
    ]


def _wrong() -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [("findes-ikke",), ("--findes-ikke",), ("informe",)]
    for name, command in _COMMANDS.items():
        lines += [(name, "--findes-ikke"), (name, *["for", "mange", "ord"] * 3), (name, "--lang")]
        for one in command.params:
            if not isinstance(one, click.Option):
                continue
            flag = one.opts[0]
            if one.is_flag:
                lines.append((name, f"{flag}=7"))
            else:
                lines.append((name, flag))
                if type(one.type) is not type(click.STRING):
                    lines.append((name, flag, "vrøvl"))
                if hasattr(one.type, "least"):
                    lines.append((name, flag, "-1"))
    return lines


@pytest.mark.parametrize("name", [None, *_COMMANDS])
def test_no_word_of_clicks_own_is_left_in_the_danish_messages(
    name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in _wrong():
        if (line[0] if line[0] in _COMMANDS else None) != name or line[0] == "ask":
            continue
        told = call(*line)
        assert told.code in {0, 2}, line
        assert _words(told.err) == [], (line, told.err)


@pytest.mark.parametrize("name", ["", *_COMMANDS])
def test_the_danish_help_has_no_english_headings(name: str) -> None:
    told = call(*([name] if name else []), "--help")
    headings = re.findall(r"(?m)^(\S.*?):", told.out)
    assert {one.partition(" ")[0] for one in headings} <= {
        "Brug", "Valg", "Argumenter", "Kommandoer", "Eksempler", "Fælles",
    }, headings  # fmt: skip
    assert "Vis denne hjælp" in told.out


def test_every_message_that_click_may_show_has_its_danish() -> None:
    catalogue = paths.locale_folder() / "da" / "LC_MESSAGES" / "click.po"
    with catalogue.open("rb") as file:
        ids = [one.id for one in read_po(file) if one.string]
    known = {text for one in ids for text in ((one,) if isinstance(one, str) else one)}
    shown = set()
    for module in ("core", "exceptions", "parser", "types", "termui", "decorators"):
        source = Path(click.__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
        for found in ast.walk(ast.parse(source)):
            if isinstance(found, ast.Call) and getattr(found.func, "id", "") in {"_", "ngettext"}:
                first = found.args[0]
                shown |= {first.value} if isinstance(first, ast.Constant) else set()
    # What programmers are told, and what samspil has no use of.
    ours = re.compile(
        r"declar|Deprecat|defined twice|Boolean option|No options defined|UUID|colour|Press any|"
        r"continue|Confirm|confirmation|_values|\{len_type\}"
    )
    assert {text for text in shown - known if not ours.search(str(text))} == set()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("query", "norms", "--limit", "abc"), "»abc« kan ikke bruges her. Skriv et helt"),
        (("query", "norms", "--limit", "0"), "Skriv et helt tal, 1 eller større."),
        (("query", "norms", "--timeout", "nan"), "Skriv et tal, der er større end 0."),
        (("query", "norms", "--timeout", "inf"), "Skriv et tal, der er større end 0."),
        (("load", "--to", "neo4j://x", "--allow-removal", "1.5"), "Skriv et helt tal, 0 eller"),
    ],
)  # fmt: skip
def test_a_wrong_number_says_which_would_do(line: tuple[str, ...], told: str) -> None:
    found = call(*line)
    assert found.code == 2
    assert told in found.err
    english = call(*line, "--lang", "en")
    assert "can't be used here. Write a" in english.err
