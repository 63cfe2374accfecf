"""Finds paths that end in a node which an earlier OPTIONAL MATCH may have left empty.

There the embedded engine takes any node for it, where nothing is to be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from samspil.queries.lexing import Token

_CLAUSES = frozenset("MATCH OPTIONAL WITH UNWIND RETURN CALL UNION".split())
_ANYWHERE = frozenset({"STARTS", "ENDS", ".", ":", "AS"})
"""After these such a word begins no clause."""


@dataclass(slots=True)
class _Scope:
    """What is named inside a pair of braces, and what may be empty, now or after the clause."""

    named: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)
    matched: set[str] = field(default_factory=set)
    optional: bool = False
    returned: bool = False
    given: set[str] = field(default_factory=set)


def may_be_empty(tokens: Sequence[Token]) -> Token | None:
    """The first node of a statement that ends a path and may be empty, if any."""
    scopes = [_Scope()]
    for at, token in enumerate(tokens):
        scope, before = scopes[-1], _word(tokens, at - 1)
        if token.word == "{":
            scopes.append(_inside(tokens, at, scope))
        elif token.word == "}" and len(scopes) > 1:
            inner = scopes.pop()
            scopes[-1].empty |= inner.given
        elif token.word in _CLAUSES and before not in _ANYWHERE:
            scope.empty |= scope.matched
            scope.matched = set()
            scope.optional = token.word == "MATCH" and before == "OPTIONAL"
            scope.returned = token.word == "RETURN"
            if token.word == "UNION":
                scope.named, scope.empty = set(), set()
        elif token.kind in {"name", "quoted"}:
            ends = before == "(" and _word(tokens, at - 2) in {"-", ">"}
            if ends and _word(tokens, at - 3) in {"-", "]"} and token.written in scope.empty:
                return token
            _name(tokens, at, scope)
    return None


def _name(tokens: Sequence[Token], at: int, scope: _Scope) -> None:
    name, before = tokens[at].written, _word(tokens, at - 1)
    if before == "AS" and tokens[at - 2].written in scope.empty:
        scope.empty.add(name)
    alone = before in {"RETURN", "DISTINCT", ","} and _word(tokens, at + 1) in {",", "}", "AS"}
    if scope.returned and (alone or before == "AS") and name in scope.empty:
        scope.given.add(name)
    if before == "(" and scope.optional and name not in scope.named:
        scope.matched.add(name)
    scope.named.add(name)


def _inside(tokens: Sequence[Token], at: int, scope: _Scope) -> _Scope:
    """The names that a pair of braces begins with."""
    before = _word(tokens, at - 1)
    if before == "CALL":
        return _Scope()
    if before == ")":
        start = at - 1
        while start and tokens[start].word != "(":
            start -= 1
        imported = {token.written for token in tokens[start:at]}
        if _word(tokens, start - 1) == "CALL" and "*" not in imported:
            return _Scope(scope.named & imported, scope.empty & imported)
    return _Scope(set(scope.named), set(scope.empty))


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""
