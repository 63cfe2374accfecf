"""Every code that the program raises or says has a text, and the text's blanks are filled.

The code is read, not run: an error that no test raises must not show itself to a user as a
KeyError. (That the catalogues are alike and compiled is in test_catalogues.)
"""

from __future__ import annotations

import ast
import re
import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from samspil import paths
from samspil.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CODE = paths.code_folder()

# Of an error: what isn't for its text.
_NO_BLANKS = frozenset({"place", "others", "suggestions", "candidates"})
_KINDS = ("situation", "actor", "forum", "assertion", "entity")


@dataclass(frozen=True)
class Use:
    """A place in the code that needs a text: its code (a pattern if a part is computed)."""

    where: str
    code: str
    given: frozenset[str] | None
    """The blanks that are filled; None if they are computed."""

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(".+".join(re.escape(part) for part in self.code.split("\0")))


@cache
def texts(language: str) -> dict[str, str]:
    """Code and text; of a text with a plural, both codes and the texts joined."""
    file = paths.locale_folder() / language / "LC_MESSAGES" / "samspil.po"
    found: dict[str, str] = {}
    with file.open("rb") as stream:
        for message in read_po(stream, locale=language):
            if message.id:
                codes = [message.id] if isinstance(message.id, str) else [*message.id]
                text = message.string or ""
                told = text if isinstance(text, str) else " ".join(text)
                found |= dict.fromkeys(codes, told)
    return found


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _codes(node: ast.expr, names: dict[str, list[str]]) -> list[str]:
    """The codes that an expression may be; a computed part is a NUL."""
    match node:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(test=ast.Call(func=ast.Attribute(attr="knows")), orelse=orelse):
            # Only where the catalogue has the other one.
            return _codes(orelse, names)
        case ast.IfExp(body=body, orelse=orelse):
            return _codes(body, names) + _codes(orelse, names)
        case ast.JoinedStr(values=values):
            return [
                "".join(
                    one.value
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    else "\0"
                    for one in values
                )
            ]
        case ast.Name(id=name):
            return names.get(name, [])
    return []


def _keywords(call: ast.Call) -> frozenset[str] | None:
    if any(one.arg is None for one in call.keywords):
        return None
    return frozenset(one.arg for one in call.keywords if one.arg)


def _of_error(call: ast.Call) -> frozenset[str] | None:
    given = _keywords(call)
    return None if given is None else given - _NO_BLANKS


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (str(file.relative_to(CODE)), ast.parse(file.read_text(encoding="utf-8")))
        for file in sorted(CODE.rglob("*.py"))
    )


def _calls() -> Iterator[tuple[str, str, ast.Call, dict[str, list[str]]]]:
    """All calls: where, the name of what is called, and the texts that local names may be."""
    for file, tree in _trees():
        names: dict[str, list[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                names.setdefault(node.targets[0].id, []).extend(_codes(node.value, {}))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = (
                    called.id
                    if isinstance(called, ast.Name)
                    else (called.attr if isinstance(called, ast.Attribute) else "")
                )
                yield f"{file}:{node.lineno}", name, node, names


def raised() -> list[Use]:
    """Errors that are made with a code."""
    return [
        Use(where, f"error.{code}", _of_error(call))
        for where, name, call, names in _calls()
        if name in {"UsageError", "NotUnderstoodError", "AmbiguousError", "DataError",
                    "QueryError", "StoreError"}
        and call.args
        for code in _codes(call.args[0], names)
    ]  # fmt: skip


def said() -> list[Use]:
    """Texts that are asked of the catalogue."""
    return [
        Use(where, code, _keywords(call))
        for where, name, call, names in _calls()
        if name == "say" and call.args
        for code in _codes(call.args[0], names)
    ]


def noted() -> list[Use]:
    """Notes of answers, with their params."""
    found = []
    for where, name, call, names in _calls():
        if name != "Note":
            continue
        given = {
            key.value
            for one in call.keywords
            if one.arg == "params" and isinstance(one.value, ast.Dict)
            for key in one.value.keys
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        }
        found += [
            Use(where, f"note.{code}", frozenset(given)) for code in _codes(call.args[0], names)
        ]
    return found


def reasons() -> list[Use]:
    """The reasons of `why-not`; the page fills the same blanks for all."""
    given = frozenset({"actor", "situation", "through"})
    return [
        Use(where, f"why-not.{code}", given)
        for where, name, call, names in _calls()
        if name == "_Reason" and call.args
        for code in _codes(call.args[0], names)
    ]


def _wrong(uses: Iterable[Use], language: str) -> list[str]:
    """What is missing: a text, or something for a blank of it."""
    known = texts(language)
    wrong = []
    for use in uses:
        matching = [code for code in known if use.pattern.fullmatch(code)]
        if not matching:
            wrong.append(f"{use.where}: no text for {use.code!r}")
        if "\0" in use.code or use.given is None:
            continue
        unfilled = blanks(known.get(use.code, "")) - use.given
        if unfilled:
            wrong.append(
                f"{use.where}: {use.code} has blanks {sorted(unfilled)} that are not given"
            )
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("uses", [raised, said, noted, reasons], ids=lambda one: one.__name__)
def test_every_code_has_a_text_and_its_blanks_are_filled(uses: object, language: str) -> None:
    assert callable(uses)
    found = uses()
    assert len(found) >= 5, "the code is read as it is written today"
    assert _wrong(found, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_use_what_they_are_given(language: str) -> None:
    """A value that an error carries and no text shows would help nobody."""
    known = texts(language)
    unused = {
        f"{use.where}: {use.code} never shows {sorted(use.given - blanks(known[use.code]))}"
        for use in raised()
        if use.given and use.code in known and use.given - blanks(known[use.code])
    }
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_that_are_computed_from_a_kind(language: str) -> None:
    known = texts(language)
    for kind in _KINDS:
        assert f"error.no-{kind}" in known
    for kind in ("situation", "actor", "forum"):
        assert f"error.ambiguous-{kind}" in known
        assert f"error.not-understood-{kind}" in known


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_over(language: str) -> None:
    """A text that nothing asks for is a text that somebody forgot, or a code misspelt."""
    uses = [*raised(), *said(), *noted(), *reasons()]
    exact = {use.code for use in uses}
    patterns = [use.pattern for use in uses if "\0" in use.code]
    # Parts of what catalogue and code name by other means: plurals, columns of sheets, options.
    named = {
        node.value
        for _, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    left = {
        code
        for code in texts(language)
        if code not in exact | named
        and code.removesuffix("s") not in exact | named
        and code.removeprefix("error.") not in named
        and not any(pattern.fullmatch(code) for pattern in patterns)
    }
    assert left == set()


def test_the_launcher_of_a_checkout_is_no_part_of_this() -> None:
    assert not (Path(CODE) / "cli.py").exists()
