"""Finds the conditions of a MATCH that the embedded engine tests too early, when half is unbound.

It tests a condition as soon as the variables that it sees are bound, and doesn't see them inside
some expressions; the rows are then too few, without a word. After `WITH *` it waits for all.
"""

from __future__ import annotations

from collections.abc import Sequence

from samspil.queries.lexing import Token

_ENDS = frozenset("MATCH OPTIONAL WITH UNWIND RETURN CALL UNION ORDER SKIP LIMIT OFFSET".split())
_SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT"})
_WORDS = _SUBQUERIES | frozenset(
    "AND OR XOR NOT IS NULL IN STARTS ENDS WITH CONTAINS CASE WHEN THEN ELSE END TRUE FALSE"
    " WHERE".split()
)
_BLIND = frozenset("CASE ISEMPTY TOBOOLEAN ANY ALL NONE SINGLE REDUCE".split())
_COMPARED = frozenset("= <> < > <= >= =~ IS IN STARTS ENDS CONTAINS + - * / % ^ :".split())


def tested_early(tokens: Sequence[Token], place: int) -> Token | None:
    """The token of the condition after a `WHERE` at `place` that may be tested too early, if any.

    A condition about a single variable can't be.
    """
    bound = {token.written for token in tokens[:place] if token.kind in {"name", "quoted"}}
    seen: set[str] = set()
    blind: Token | None = None
    for condition in _conjuncts(tokens, place):
        visible = {
            name for at, inside in condition if not inside for name in _variable(tokens, at)
        } - _looped(tokens, condition)
        seen |= visible
        for at, inside in condition:
            hidden = inside and bound.intersection(_variable(tokens, at)) - visible
            if hidden and visible:
                return tokens[at]
            if not inside and blind is None and _is_blind(tokens, at):
                blind = tokens[at]
    return blind if len(seen) > 1 else None


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


def _variable(tokens: Sequence[Token], at: int) -> set[str]:
    """What a token names, where it is a variable."""
    token, before, after = tokens[at], tokens[at - 1].word, _word(tokens, at + 1)
    named = token.kind == "quoted" or (token.kind == "name" and token.word not in _WORDS)
    return {token.written} if named and before not in {".", ":"} and after != "(" else set()


def _looped(tokens: Sequence[Token], condition: Sequence[tuple[int, bool]]) -> set[str]:
    return {
        tokens[at].written
        for at, _ in condition
        if tokens[at - 1].word in {"(", "["} and _word(tokens, at + 1) == "IN"
    }


def _conjuncts(tokens: Sequence[Token], place: int) -> list[list[tuple[int, bool]]]:
    """Where the tokens of a condition stand, and whether in a subquery; each part of an `AND`."""
    parts: list[list[tuple[int, bool]]] = [[]]
    closing: list[str] = []
    for at in range(place + 1, len(tokens)):
        word, before = tokens[at].word, tokens[at - 1].word
        if word in {"(", "[", "{"}:
            closing.append("{}" if word == "{" and before in _SUBQUERIES else "")
        elif word in {")", "]", "}"}:
            if not closing:
                break
            closing.pop()
        elif not closing and word in _ENDS and before not in {"STARTS", "ENDS", ".", ":"}:
            break
        if word == "AND" and not closing and before not in {".", ":"}:
            parts.append([])
        else:
            parts[-1].append((at, "{}" in closing))
    return parts


def _is_blind(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.written == "[":
        return (
            before.kind in {"quoted", "parameter"}
            or before.word in {")", "]"}
            or (before.kind == "name" and before.word not in _WORDS)
        )
    if token.written == "{":
        return before.word not in _SUBQUERIES
    if token.word in _BLIND:
        return before.word not in {".", ":"}
    return token.word == "NOT" and before.word != "IS" and not _compared(tokens, at + 1)


def _compared(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is denied is a plain comparison of a property, a label, or a subquery."""
    while _word(tokens, at) == "(":
        at += 1
    if _word(tokens, at) in {"EXISTS", "NOT"}:
        return True
    operand = at
    while _word(tokens, operand + 1) == ".":
        operand += 2
    return _word(tokens, operand + 1) in _COMPARED
