"""Cuts Cypher into its tokens: names, texts, parameters, numbers, signs, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n\r]*|/\*.*?\*/)
  | (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
  | (?P<quoted>(?:`[^`]*`)+)
  | (?P<parameter>\$\w+)
  | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?\w*)
  | (?P<name>[^\W\d]\w*)
  | (?P<sign>\.\.|<>|<=|>=|=~|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and the offset where it begins.

    `kind` is text, quoted (a name in backticks), parameter, number, name or sign; `word` is a bare
    name in capitals, as keywords are compared, and else what is written.
    """

    kind: str
    word: str
    written: str
    start: int


def tokens(statement: str) -> list[Token]:
    """The tokens of a statement, without blanks and comments.

    A quote or comment that isn't closed stands among them as a sign of its own.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(statement):
        kind, written = str(match.lastgroup), match.group()
        if kind != "space":
            word = written.upper() if kind == "name" else written
            found.append(Token(kind, word, written, match.start()))
    return found


def position(statement: str, start: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = statement[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1
