"""What came of the model tests: what was expected and what was got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from samspil.answers.model import to_json
from samspil.comparing.expected import Outcome, Tried
from samspil.messages import Messages
from samspil.render.blocks import Block, Heading, Item, Page, Text, table

_COLUMNS = ("file", "situation", "by", "as_of", "expected", "got", "passed")


def tests_json(say: Messages, tests: Sequence[Tried]) -> list[Any]:
    """Each test as plain data, with its sentence."""
    return [to_json(replace(one, text=test_text(say, one))) for one in tests]


def tests_blocks(say: Messages, tests: Sequence[Tried]) -> Iterator[Block]:
    """How many held, and each that didn't; nothing where there are none."""
    if not tests:
        return
    failed = [one for one in tests if not one.passed]
    yield Heading(say("tests.heading"))
    yield Text(say("tests.count", n=len(tests) - len(failed), all=len(tests)))
    for one in failed:
        lines = (
            say("tests.expected", told=_outcome(say, one.expected)),
            say("tests.got", told=_outcome(say, one.got)),
            f"{one.file}:{one.line}",
        )
        yield Item(_question(say, one), lines)


def tests_page(say: Messages, tests: Sequence[Tried], title: str) -> Page:
    """The page of the tests alone."""
    # Without their heading, which the page's own title is.
    body = tuple(tests_blocks(say, tests))[1:] or (Text(say("tests.none")),)
    columns = [say(f"column.{name}") for name in _COLUMNS]
    rows = [
        (
            f"{one.file}:{one.line}",
            one.situation.label,
            one.by.label if one.by else "",
            one.as_of,
            _outcome(say, one.expected),
            _outcome(say, one.got),
            say("tests.passed" if one.passed else "tests.failed"),
        )
        for one in tests
    ]
    return Page((Heading(title, 1), *body), lambda: table(columns, rows))


def test_text(say: Messages, one: Tried) -> str:
    """A test as one sentence: what was asked, expected and got."""
    expected = say("tests.expected", told=_outcome(say, one.expected))
    return f"{_question(say, one)}: {expected}; {say('tests.got', told=_outcome(say, one.got))}"


def _question(say: Messages, one: Tried) -> str:
    by = say("tests.by", actor=one.by.label) if one.by else ""
    return say("tests.question", situation=one.situation.label, by=by, as_of=one.as_of)


def _outcome(say: Messages, outcome: Outcome) -> str:
    if outcome.silence:
        return say(f"tests.{outcome.silence}")
    told = [f"{one.label} ({say(f'modality.{one.modality}')})" for one in outcome.recipients]
    return ", ".join(told)
