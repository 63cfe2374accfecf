"""Finds the long relationships that lead from a node straight back to it.

The embedded engine finds too few of them, without a word, where the node has labels to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence

from samspil.queries.lexing import Token

_OPENING = {"]": "[", ")": "("}


def leads_back(tokens: Sequence[Token], place: int) -> bool:
    """Whether the node pattern that opens at `place` ends a long relationship from that node."""
    at = place - 1
    while at > 0 and tokens[at].word in {"-", ">"}:
        at -= 1
    relationship = _opened(tokens, at, "]")
    if not any(token.word == "*" for token in tokens[relationship:at]):
        return False
    at = relationship - 1
    while at > 0 and tokens[at].word in {"-", "<"}:
        at -= 1
    node = _opened(tokens, at, ")")
    return node < at and _variable(tokens, node) == _variable(tokens, place) != ""


def _opened(tokens: Sequence[Token], at: int, sign: str) -> int:
    """Where the bracket that closes `at` was opened; `at` where no `sign` stands there."""
    depth, start = 0, at
    while start >= 0 and tokens[at].word == sign:
        depth += (tokens[start].word == sign) - (tokens[start].word == _OPENING[sign])
        if not depth:
            return start
        start -= 1
    return at


def _variable(tokens: Sequence[Token], place: int) -> str:
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after.written.strip("`") if after and after.kind in {"name", "quoted"} else ""
