"""Makes read queries at random: all shapes that a person might write over the graph of samspil."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TEXTS = ("slug", "layer", "label_da", "label_en", "dataset", "notation", "iri", "nope")
LISTS = ("altLabel_da", "altLabel_en")
RELATION_TEXTS = ("layer", "dataset", "assertion", "basis", "nope")
HELD = ("layer: 'stated'", "layer: 'law'", "dataset: $dataset", "dataset: 'lilleby'")
WORDS = ("''", "'a'", "'pet'", "'stated'", "'ø'", "'A0'", "$dataset", "$lang", "null")


@dataclass
class Graph:
    """What the queries can name: labels, types of relationships, slugs; each as often as there."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    slugs: tuple[str, ...]


@dataclass
class Scope:
    """The variables that can be used, by what they hold."""

    nodes: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)


class Grammar:
    """One query after another from a source of random numbers."""

    def __init__(self, chance: Random, graph: Graph) -> None:
        self._chance = chance
        self._graph = graph
        self._number = 0
        self._long = False

    def query(self) -> str:
        """A statement with its own order, whole: equal rows have equal places."""
        self._number, self._long = 0, False
        shape = self._one(
            [self._asked] * 8 + [self._values] * 3 + [self._union, self._shortest, self._odd]
        )
        return shape()

    # --- Choosing ---------------------------------------------------------------------------------

    def _one(self, things: list[Callable[[], str]]) -> Callable[[], str]:
        return self._chance.choice(things)

    def _pick(self, *things: str) -> str:
        return self._chance.choice(things)

    def _often(self, share: float) -> bool:
        return self._chance.random() < share

    def _name(self, letter: str) -> str:
        self._number += 1
        return f"{letter}{self._number}"

    # --- Patterns ---------------------------------------------------------------------------------

    def _labels(self) -> str:
        first, second, third = (self._pick(*self._graph.labels) for _ in range(3))
        return self._pick(
            f":{first}", f":{first}", f":{first}", f":{first}", f":{first}|{second}",
            f":{first}&SamspilEntity", f":SamspilEntity:{second}", f":!{first}&{second}",
            f":({first}|{second})&{third}", f":{first}|{second}|{third}", ":Actor", ":Forum",
            f":({first}|!{second})&SamspilEntity", ":Assertion", ":InformationNorm", ":Situation",
        )  # fmt: skip

    def _node(self, scope: Scope, *, anchor: bool = False) -> str:
        known = scope.nodes and not anchor and self._often(0.15)
        if known:
            return f"({self._pick(*scope.nodes)})"
        name = self._name("n")
        text = f"({name}"
        if anchor or self._often(0.25):
            text += self._labels()
        if self._often(0.08):
            text += f" {{{self._pick(*HELD)}}}"
        elif self._often(0.08):
            text += f" WHERE {name}.layer <> {self._pick(*WORDS[2:7])}"
        scope.nodes.append(name)
        return f"{text})"

    def _relation(self, scope: Scope, *, plain: bool = False) -> str:
        first, second = self._pick(*self._graph.types), self._pick(*self._graph.types)
        kinds = self._pick(
            "", "", "", "", f":{first}", f":{first}|{second}", ":BEARER|RECIPIENT", f":!{first}"
        )
        if not plain and not self._long and self._often(0.15):
            # Two of them go through all of the graph, for minutes.
            self._long = True
            inner = f"{kinds}*{self._pick('1..2', '2', '0..1', '..2')}"
        elif not plain and self._often(0.5):
            name = self._name("r")
            scope.relations.append(name)
            inner = f"{name}{kinds}"
        else:
            inner = kinds
        body = f"[{inner}]" if inner else self._pick("", "[]")
        left, right = self._pick("- -", "- ->", "<- -").split()
        return f"{left}{body}{right}"

    def _pattern(self, scope: Scope, *, anchor: bool = True) -> str:
        text = self._node(scope, anchor=anchor)
        for _ in range(self._chance.choice([0, 1, 1, 1, 2])):
            text += self._relation(scope) + self._node(scope)
        if self._often(0.15):
            path = self._name("p")
            scope.paths.append(path)
            text = f"{path} = {text}"
        return text

    def _from(self, scope: Scope) -> str:
        """A pattern that goes on from what is known, or a new one about a single thing."""
        if not scope.nodes or self._often(0.2):
            name = self._name("n")
            scope.nodes.append(name)
            return f"({name}:SamspilEntity {{slug: '{self._pick(*self._graph.slugs)}'}})"
        start = self._pick(*scope.nodes)
        return f"({start}){self._relation(scope, plain=self._often(0.5))}{self._node(scope)}"

    # --- Values -----------------------------------------------------------------------------------

    def _text(self, scope: Scope, depth: int = 2) -> str:
        atoms = [f"{node}.{self._pick(*TEXTS)}" for node in scope.nodes]
        atoms += [f"{node}['label_' + $lang]" for node in scope.nodes[:1]]
        atoms += [f"{one}.{self._pick(*RELATION_TEXTS)}" for one in scope.relations]
        atoms += [f"type({one})" for one in scope.relations] + scope.texts
        if depth == 0 or self._often(0.4):
            return self._pick(*atoms, *atoms, self._pick(*WORDS))
        one, two = self._text(scope, depth - 1), self._text(scope, depth - 1)
        number = self._chance.randint(0, 4)
        return self._pick(
            one, f"coalesce({one}, {two})", f"toUpper({one})", f"toLower({one})",
            f"substring({one}, {number})", f"left({one}, {number})", f"right({one}, {number})",
            f"replace({one}, 'a', 'b')", f"trim({one})", f"({one} + {two})",
            f"split({one}, '-')[{self._chance.randint(-2, 2)}]", f"head(split({one}, '-'))",
            f"CASE WHEN {self._truth(scope, depth - 1)} THEN {one} ELSE {two} END",
            f"toString({self._count(scope, depth - 1)})", f"nullIf({one}, {two})",
        )  # fmt: skip

    def _count(self, scope: Scope, depth: int = 2) -> str:
        atoms = [str(self._chance.randint(-3, 9)), *scope.numbers]
        atoms += [f"length({path})" for path in scope.paths]
        if depth == 0 or self._often(0.3):
            return self._pick(*atoms)
        one, two = self._count(scope, depth - 1), self._count(scope, depth - 1)
        listed = self._list(scope, depth - 1)
        return self._pick(
            f"({one} + {two})", f"({one} - {two})", f"({one} * {two})", f"abs({one})",
            f"size({self._text(scope, depth - 1)})", f"size({listed})", f"sign({one})",
            f"reduce(total = 0, x IN {listed} | total + size(x))", f"({one} / 2)", f"({one} % 3)",
            f"toInteger({self._text(scope, 0)})", self._counted(scope),
            f"CASE WHEN {self._truth(scope, depth - 1)} THEN {one} ELSE {two} END",
        )  # fmt: skip

    def _counted(self, scope: Scope) -> str:
        if not scope.nodes:
            return "1"
        start, end = self._pick(*scope.nodes), self._pick("()", "(:Actor)")
        return f"COUNT {{ ({start}){self._relation(Scope(), plain=True)}{end} }}"

    def _list(self, scope: Scope, depth: int = 1) -> str:
        atoms = [f"{node}.{self._pick(*LISTS)}" for node in scope.nodes] + scope.lists
        atoms += [f"[x IN nodes({path}) | x.slug]" for path in scope.paths]
        atoms += [f"[x IN relationships({path}) | type(x)]" for path in scope.paths]
        one, two = self._text(scope, 0), self._text(scope, 0)
        atoms += [f"[{one}, {two}]", f"split({one}, 'a')"]
        if depth <= 0:
            return self._pick(*atoms)
        listed = self._list(scope, depth - 1)
        inner = Scope(texts=["x"])
        return self._pick(
            *atoms, f"[x IN {listed} WHERE {self._truth(inner, 1)} | x]", f"tail({listed})",
            f"[x IN {listed} | {self._text(inner, 1)}]", f"{listed}[0..2]",
            f"({listed} + {self._list(scope, 0)})", self._collected(scope),
        )  # fmt: skip

    def _collected(self, scope: Scope) -> str:
        if not scope.nodes:
            return "[]"
        start, relation = self._pick(*scope.nodes), self._relation(Scope(), plain=True)
        return (
            f"COLLECT {{ MATCH ({start}){relation}(x) "
            f"RETURN x.{self._pick(*TEXTS)} AS y ORDER BY y }}"
        )

    def _truth(self, scope: Scope, depth: int = 2) -> str:
        one, two = self._text(scope, max(depth - 1, 0)), self._text(scope, 0)
        atoms = [
            f"{one} = {two}", f"{one} <> {two}", f"{one} < {two}", f"{one} IS NULL",
            f"{one} IS NOT NULL", f"{one} STARTS WITH {two}", f"{one} CONTAINS {two}",
            f"{one} ENDS WITH {two}", f"{one} IN ['pet', {two}]", f"{one} >= {two}",
            f"{one} =~ '.*e.*'", f"{self._count(scope, 0)} > {self._count(scope, 0)}",
        ]  # fmt: skip
        atoms += [f"{node}:{self._pick(*self._graph.labels)}" for node in scope.nodes]
        atoms += [f"'{self._pick(*self._graph.labels)}' IN labels({n})" for n in scope.nodes]
        atoms += [f"{node} IS NULL" for node in scope.nodes]
        if len(scope.nodes) > 1:
            atoms.append(f"{scope.nodes[0]} = {scope.nodes[-1]}")
        if depth == 0 or self._often(0.4):
            return self._pick(*atoms)
        one, two = self._truth(scope, depth - 1), self._truth(scope, depth - 1)
        listed, inner = self._list(scope, depth - 2), self._truth(Scope(texts=["x"]), 0)
        more = [
            f"({one} {self._pick('AND', 'OR', 'XOR')} {two})",
            f"NOT ({one})",
            f"{self._pick('any', 'all', 'none', 'single')}(x IN {listed} WHERE {inner})",
            f"isEmpty({self._list(scope, 0)})",
        ]
        if scope.nodes:
            start, relation = self._pick(*scope.nodes), self._relation(Scope(), plain=True)
            more.append(f"EXISTS {{ ({start}){relation}({self._pick('', ':Actor', ':Forum')}) }}")
            inner = self._truth(Scope(nodes=["x"]), 0)
            more.append(f"EXISTS {{ MATCH ({start}){relation}(x) WHERE {inner} }}")
        return self._pick(*more)

    def _value(self, scope: Scope) -> str:
        return self._chance.choice([self._text, self._text, self._count, self._list, self._truth])(
            scope
        )

    # --- Clauses ----------------------------------------------------------------------------------

    def _where(self, scope: Scope, share: float = 0.35) -> str:
        if not self._often(share):
            return ""
        truth = self._truth(scope)
        if scope.nodes and self._often(0.7):
            # Half of what is there passes, so that there are rows to compare.
            held = f"{self._pick(*scope.nodes)}.layer = 'stated'"
            truth = f"({truth} OR {held})" if self._often(0.5) else f"({held} OR {truth})"
        return f"{self._pick('', ' WITH *')} WHERE {truth}"

    def _asked(self) -> str:
        scope = Scope()
        text = f"MATCH {self._pattern(scope)}{self._where(scope)}"
        for _ in range(self._chance.choice([0, 0, 1, 1, 2])):
            text += self._next(scope)
        return text + self._returned(scope)

    def _next(self, scope: Scope) -> str:
        """One more clause before the last."""
        kind = self._pick("optional", "optional", "match", "with", "group", "unwind", "call")
        if kind in {"optional", "match"}:
            word = " OPTIONAL MATCH" if kind == "optional" else " MATCH"
            return f"{word} {self._from(scope)}{self._where(scope, 0.4)}"
        if kind == "unwind":
            name, listed = self._name("t"), self._list(scope)
            scope.texts.append(name)
            return f" UNWIND {listed} AS {name}"
        if kind == "call" and scope.nodes:
            start, name = self._pick(*scope.nodes), self._name("c")
            relation = self._relation(Scope(), plain=True)
            scope.numbers.append(name)
            inner = (
                f"MATCH ({start}){relation}(x) RETURN count({self._pick('x', 'DISTINCT x', '*')})"
            )
            return f" CALL ({start}) {{ {inner} AS {name} }}"
        return self._with(scope, grouped=kind == "group")

    def _with(self, scope: Scope, *, grouped: bool) -> str:
        kept = scope.nodes[: self._chance.randint(1, 2)]
        text, number = self._name("t"), self._name("c")
        items = [*kept, f"{self._text(scope)} AS {text}"]
        items.append(f"{self._aggregate(scope) if grouped else self._count(scope)} AS {number}")
        distinct = "DISTINCT " if not grouped and self._often(0.3) else ""
        scope.__init__(nodes=kept, texts=[text], numbers=[number])  # type: ignore[misc]
        return f" WITH {distinct}{', '.join(items)}{self._where(scope, 0.4)}"

    def _aggregate(self, scope: Scope) -> str:
        text, number = self._text(scope, 1), self._count(scope, 1)
        return self._pick(
            "count(*)", f"count({text})", f"count(DISTINCT {text})", f"sum({number})",
            f"size(collect({text}))", f"size(collect(DISTINCT {text}))", f"max({number})",
            f"min({number})", f"count({text}) * 2 + 1", f"coalesce(max({number}), 0)",
            f"sum(CASE WHEN {self._truth(scope, 0)} THEN 1 ELSE 0 END)",
        )  # fmt: skip

    def _returned(self, scope: Scope) -> str:
        values = [self._value(scope) for _ in range(self._chance.randint(1, 3))]
        if self._often(0.3):
            text = self._text(scope, 1)
            values.append(
                self._pick(
                    self._aggregate(scope), f"max({text})", f"min({text})",
                    f"{self._aggregate(scope)} > 3", f"{{n: count(*), m: max({text})}}",
                    f"{self._aggregate(scope)} IS NULL", f"count(*) > 1 AND max({text}) = 'a'",
                )
            )  # fmt: skip
        return self._projected(values)

    def _projected(self, values: list[str]) -> str:
        names = [f"v{number}" for number in range(len(values))]
        items = ", ".join(f"{value} AS {name}" for value, name in zip(values, names, strict=True))
        order = ", ".join(f"{name}{self._pick('', '', ' DESC')}" for name in names)
        text = f" RETURN {'DISTINCT ' if self._often(0.3) else ''}{items} ORDER BY {order}"
        if self._often(0.1):
            text += f" SKIP {self._chance.randint(0, 3)}"
        return text + (f" LIMIT {self._chance.randint(0, 9)}" if self._often(0.2) else "")

    def _values(self) -> str:
        """Values without a graph."""
        listed = self._list(Scope(), 2)
        scope = Scope(texts=["u1"], numbers=["u2"])
        start = f"UNWIND {listed} AS u1 UNWIND range(-1, 2) AS u2"
        return start + self._where_alone(scope) + self._returned(scope)

    def _where_alone(self, scope: Scope) -> str:
        return f" WITH u1, u2 WHERE {self._truth(scope)}" if self._often(0.5) else ""

    def _union(self) -> str:
        parts = []
        for _ in range(2):
            scope = Scope()
            pattern, where = self._pattern(scope), self._where(scope)
            parts.append(f"MATCH {pattern}{where} RETURN {self._text(scope)} AS v0")
        joined = f" UNION {self._pick('', 'ALL ')}".join(parts)
        return f"CALL () {{ {joined} }} RETURN v0, count(*) AS v1 ORDER BY v0, v1"

    def _shortest(self) -> str:
        one, two = (self._pick(*self._graph.slugs) for _ in range(2))
        kinds = self._pick("", ":BEARER|RECIPIENT", ":INFORMS")
        return (
            f"MATCH p = shortestPath((a:SamspilEntity {{slug: '{one}'}})-[{kinds}*1..4]-"
            f"(b:SamspilEntity {{slug: '{two}'}})) WHERE a <> b "
            "RETURN a.iri AS v0, b.iri AS v1, length(p) AS v2 ORDER BY v0, v1, v2"
        )

    def _odd(self) -> str:
        """What the engines don't understand alike."""
        scope = Scope()
        start = f"MATCH {self._pattern(scope)} OPTIONAL MATCH {self._from(scope)}"
        node, relation = scope.nodes[-1], self._relation(Scope(), plain=True)
        value = self._pick(
            f"size([({node}){relation}(q) | q.slug])", f"({node}){relation}()", f"keys({node})",
            f"stDev({self._count(scope)})", f"avg({self._count(scope)})", f"labels({node})", node,
            f"{node}.hash", f"properties({node})", f"{node} {{.*}}", f"id({node})", "rand()",
            f"{node}:Actor:Forum|Situation", f"NOT ({node}){relation}()", f"[{node}]",
            "count(*) IN [1, 2]", "NOT count(*) > 1",
        )  # fmt: skip
        return start + self._projected([self._text(scope, 0), value])
