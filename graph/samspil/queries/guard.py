"""What a question of one's own may say: it only reads, and both engines answer it alike.

The engines were asked thousands of questions side by side. What they understand differently (some
of it one of them answers wrongly without a word) is refused here by name, in the same words
whichever of them is asked: tests/integration/test_query_fuzz.py holds them to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samspil.errors import QueryError
from samspil.queries.conditions import tested_early
from samspil.queries.cycles import leads_back
from samspil.queries.lexing import Token, position, tokens
from samspil.queries.optional import may_be_empty

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes"})
"""Those that may be called, in small letters."""
_AGGREGATES = frozenset({"COUNT", "COLLECT", "SUM", "MIN", "MAX"})
_FUNCTIONS = _AGGREGATES | frozenset(
    "ABS ALL ALLSHORTESTPATHS ANY CEIL COALESCE ENDNODE FLOOR HEAD ISEMPTY LABELS LAST LEFT LENGTH"
    " LTRIM NODES NONE NULLIF RANGE REDUCE RELATIONSHIPS REPLACE RIGHT ROUND RTRIM"
    " SHORTESTPATH SIGN SINGLE SIZE SPLIT SQRT STARTNODE SUBSTRING TAIL TOBOOLEAN TOFLOAT TOINTEGER"
    " TOLOWER TOSTRING TOUPPER TRIM TYPE".split()
)
_WRITES = frozenset(
    "CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT DROP ALTER GRANT DENY REVOKE"
    " RENAME".split()
)
_OTHERS = frozenset(
    "CYPHER DEALLOCATE DRYRUN ENABLE EXPLAIN FILTER FINISH FOR LET LOAD NEXT PROFILE REALLOCATE"
    " SHOW START STOP TERMINATE TRANSACTIONS USE USING".split()
)
_BEGINS = frozenset("MATCH OPTIONAL WITH UNWIND RETURN CALL".split())
_CLAUSES = _BEGINS | frozenset("WHERE ORDER SKIP LIMIT OFFSET YIELD UNION".split())
_CONDITIONS = frozenset("IS NOT IN STARTS ENDS CONTAINS AND OR XOR =~".split())
_EXPECTS = _CLAUSES | frozenset("AS AND OR XOR NOT IN BY WHEN THEN ELSE CASE DISTINCT IS".split())
"""After these words comes a name or a value, whatever it is called."""
_OPERATORS = frozenset(", = < > + - * / % ^ | ( <> <= >= =~ ..".split())
_SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT", "CALL"})
_TYPE_SIGNS = frozenset(":|&!()")
_SELECTORS = frozenset("SHORTEST ANY ALL REPEATABLE DIFFERENT".split())
_CALLS = tuple(f"{name}(" for name in PROCEDURES)
_ELSEWHERE = ("LoadCSV", "Show", "Terminate")
_LOADERS = frozenset({"hash", "types", "graph", "rdf"})
"""Properties that only the loader of Neo4j writes."""


@dataclass(slots=True)
class _Frame:
    """What stands between two brackets; a `query` has clauses of its own."""

    sign: str
    before: str
    clause: str
    query: bool = False
    aggregate: bool = False
    inside: bool = False
    condition: bool = False
    optional: bool = False


def refuse(statement: str) -> None:
    """Returns where a statement may be asked of either engine.

    Raises:
        QueryError: it may not; the code names the shape, `line` and `column` where it stands.
    """
    _Guard(statement).check()


def refuse_plan(kind: str | None, plan: Mapping[str, Any] | None) -> None:
    """Returns where the server's own plan of a statement reads the graph and nothing else.

    Raises:
        QueryError: it writes, calls what isn't among `PROCEDURES`, or reads elsewhere.
    """
    if kind != "r":
        raise QueryError("query-writes")
    waiting = [plan] if plan else []
    while waiting:
        step = waiting.pop()
        operator = str(step["operatorType"]).partition("@")[0]
        details = str(step.get("args", {}).get("Details", ""))
        called = operator == "ProcedureCall" and not details.lower().startswith(_CALLS)
        if called or operator.startswith(_ELSEWHERE):
            raise QueryError("query-writes")
        waiting += step.get("children", ())


class _Guard:
    def __init__(self, statement: str) -> None:
        self._statement = statement
        self._tokens = tokens(statement)
        while self._tokens and self._tokens[-1].written == ";":
            self._tokens.pop()
        self._frames = [_Frame("", "", "", query=True)]
        self._closed = self._frames[0]
        self._joined: set[str] = set()

    def check(self) -> None:
        for place, token in enumerate(self._tokens):
            self._spelling(token)
            if not place and token.word not in _BEGINS | _WRITES:
                raise QueryError("query-clause", **self._at(token))
            if token.kind == "sign":
                self._sign(place, token)
            elif token.kind in {"name", "quoted"}:
                self._name(place, token)
        empty = may_be_empty(self._tokens)
        if empty:
            raise QueryError("query-optional", **self._at(empty))

    def _at(self, token: Token) -> dict[str, Any]:
        line, column = position(self._statement, token.start)
        return {"word": token.written, "line": line, "column": column}

    def _word(self, place: int) -> str:
        return self._tokens[place].word if 0 <= place < len(self._tokens) else ""

    def _spelling(self, token: Token) -> None:
        # Neo4j reads such an escape before anything else: it may close the text it stands in.
        escaped = "\\u" in token.written.lower()
        unclosed = token.kind == "sign" and token.written in {"'", '"', "`", "\\"}
        unclosed = unclosed or self._statement.startswith("/*", token.start)
        if escaped or unclosed or (token.kind == "number" and "_" in token.written):
            raise QueryError("query-spelling", **self._at(token))

    # --- Signs ------------------------------------------------------------------------------------

    def _sign(self, place: int, token: Token) -> None:
        sign, frame = token.written, self._frames[-1]
        if frame.query and frame.clause == "MATCH":
            self._path_pattern(place, token)
        if sign in "([{":
            self._open(place, sign)
        elif sign in ")]}":
            if len(self._frames) > 1:
                self._closed = self._frames.pop()
            if sign == ")":
                self._pattern(place, token)
        elif sign == ":" and not (frame.sign == "{" and not frame.query):
            self._label(place, token)
            if frame.sign == "[":
                self._types(place)
        elif sign == "," and frame.query:
            frame.aggregate = frame.condition = False
        elif sign in {".", ";", "=~"}:
            self._rare(place, token)

    def _rare(self, place: int, token: Token) -> None:
        if token.written == "=~":
            self._condition(token)
        elif token.written == ";":
            raise QueryError("query-clause", **self._at(token))
        elif self._word(place + 1) == "*":
            raise QueryError("query-property", **self._at(token))

    def _open(self, place: int, sign: str) -> None:
        frame, before = self._frames[-1], self._word(place - 1)
        called = before == ")" and self._closed.before == "CALL"
        query = sign == "{" and (before in _SUBQUERIES or called)
        clause = frame.clause
        if query:
            clause = "MATCH"
        elif clause == "MATCH" and (sign == "{" or (sign == "[" and before != "-")):
            clause = ""  # A map or a list among what is matched.
        counted = sign == "(" and before in _AGGREGATES
        self._frames.append(
            _Frame(sign, before, clause, query=query, inside=counted or frame.inside)
        )

    def _path_pattern(self, place: int, token: Token) -> None:
        follows = self._word(place - 1) in {")", "]", "-", ">"}
        if follows and token.written in {"+", "*", "{"}:
            raise QueryError("query-path-pattern", **self._at(token))
        if follows and token.written == "(" and leads_back(self._tokens, place):
            raise QueryError("query-cycle", **self._at(token))

    def _pattern(self, place: int, token: Token) -> None:
        """A pattern where a value belongs."""
        frame = self._frames[-1]
        after = [self._word(place + step) for step in (1, 2, 3)]
        arrow = after[0] == "-" and after[1] in {"[", "-", ">"}
        arrow = arrow or (after[:2] == ["<", "-"] and after[2] in {"[", "-"})
        if not arrow or frame.clause == "MATCH":
            return
        if frame.sign == "[" and frame.clause != "WHERE":
            raise QueryError("query-pattern-comprehension", **self._at(token))
        raise QueryError("query-pattern-expression", **self._at(token))

    def _label(self, place: int, token: Token) -> None:
        """Labels joined in the old way and the new in one statement; types of a long path."""
        signs, place = set(), place + 1
        while self._word(place) in {"!", "|", "&", ":", "(", ")"} or self._is_name(place):
            # What follows a label directly is another sign, or the end.
            if self._is_name(place) and self._is_name(place - 1):
                break
            if not self._is_name(place):
                signs.add(self._word(place))
            elif self._word(place + 1) == ")":
                break
            place += 1
        long = self._word(place) == "*" and signs & {"!", "&", "(", ":"}
        self._joined |= signs
        mixed = ":" in self._joined and self._joined & {"|", "&", "!"}
        if self._word(place) == "%" or long or mixed:
            raise QueryError("query-label-expression", **self._at(token))

    def _types(self, place: int) -> None:
        """A type that is named twice: Neo4j counts its relationships twice."""
        named: set[str] = set()
        while self._word(place) in _TYPE_SIGNS or self._is_name(place):
            if self._is_name(place):
                token = self._tokens[place]
                name = token.written.strip("`")
                if name in named:
                    raise QueryError("query-type-twice", **self._at(token))
                named.add(name)
            place += 1

    def _is_name(self, place: int) -> bool:
        known = 0 <= place < len(self._tokens)
        return known and self._tokens[place].kind in {"name", "quoted"}

    # --- Names ------------------------------------------------------------------------------------

    def _name(self, place: int, token: Token) -> None:
        frame, word, before = self._frames[-1], token.word, self._word(place - 1)
        after = self._word(place + 1)
        if before == ".":
            self._property(token)
        if before in {".", ":"}:
            # A procedure was looked at as a whole, where it is called.
            if before == "." and after == "(" and frame.clause != "CALL":
                raise QueryError("query-function", **self._at(token))
            return
        if word == "CALL" and after not in {"(", "{"}:
            self._procedure(place + 1)
        elif after == "(" and word not in _EXPECTS | _WRITES and before != "CALL":
            self._function(place, token)
        if token.kind == "name" and not (after == ":" and frame.sign == "{" and not frame.query):
            self._keyword(place, token)

    def _property(self, token: Token) -> None:
        name = token.written.strip("`")
        mapped = any(
            one.written == "id" and self._word(place + 1) == ":"
            for place, one in enumerate(self._tokens)
        )
        if name in _LOADERS or (name == "id" and not mapped):
            raise QueryError("query-property", **self._at(token))

    def _procedure(self, place: int) -> None:
        parts = []
        while self._is_name(place):
            parts.append(self._tokens[place].written)
            if self._word(place + 1) != ".":
                break
            place += 2
        name = ".".join(parts)
        if parts and name.lower() not in PROCEDURES:
            at = self._at(self._tokens[place]) | {"word": name}
            raise QueryError("query-procedure", **at, known="db.labels, db.relationshipTypes")

    def _function(self, place: int, token: Token) -> None:
        if token.kind == "quoted" or token.word not in _FUNCTIONS:
            raise QueryError("query-function", **self._at(token))
        if token.word in _AGGREGATES and not self._frames[-1].inside:
            self._item().aggregate = True
            if self._item().condition:
                raise QueryError("query-aggregate", **self._at(token))
        if token.word == "LABELS":
            asked = self._word(place - 1) in {"IN", "UNWIND"} and self._word(place - 3) != "["
            counted = self._word(place - 1) == "(" and self._word(place - 2) == "SIZE"
            if not asked and not counted:
                raise QueryError("query-labels", **self._at(token))

    def _item(self) -> _Frame:
        """The clause whose list of values is being read."""
        return next(frame for frame in reversed(self._frames) if frame.query)

    def _condition(self, token: Token) -> None:
        """One engine groups wrongly where what is counted is part of a condition."""
        item = self._item()
        if not self._frames[-1].inside and item.clause in {"RETURN", "WITH"}:
            item.condition = True
            if item.aggregate:
                raise QueryError("query-aggregate", **self._at(token))

    def _keyword(self, place: int, token: Token) -> None:
        frame, word, before = self._frames[-1], token.word, self._word(place - 1)
        if word == "LOAD" and self._word(place + 1) == "CSV":
            raise QueryError("query-clause", **self._at(token))
        if word in _CONDITIONS and not self._named(place):
            self._condition(token)
        if word == "WHERE":
            matched = frame.clause == "MATCH" and not frame.optional
            early = tested_early(self._tokens, place) if matched else None
            if early:
                raise QueryError("query-condition", **self._at(early))
            frame.clause, frame.aggregate, frame.condition = word, False, False
        if (
            frame.query
            and word in _SELECTORS
            and frame.clause == "MATCH"
            and before in {"MATCH", "=", ","}
        ):
            raise QueryError("query-path-pattern", **self._at(token))
        if not frame.query or self._named(place):
            return
        if word in _WRITES:
            raise QueryError("query-write-clause", **self._at(token))
        if word in _OTHERS:
            raise QueryError("query-clause", **self._at(token))
        # »STARTS WITH« and »ENDS WITH« begin no clause.
        if word in _CLAUSES and before not in {"STARTS", "ENDS"}:
            frame.clause, frame.aggregate, frame.condition = word, False, False
            frame.optional = before == "OPTIONAL"

    def _named(self, place: int) -> bool:
        """Whether a word is what somebody has called a thing, not a word of the language."""
        before, word = self._word(place - 1), self._word(place)
        # Before the first word of a subquery stands a brace, which names nothing.
        return place > 0 and (
            before == "AS"
            or (before in _EXPECTS and word not in _CLAUSES | _CONDITIONS)
            or (before in _OPERATORS and word not in _CONDITIONS)
        )
