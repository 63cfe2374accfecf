"""How people put questions: patterns from the headers of the questions, and the words around them.

`queries/commands.asks` says what a pattern is made of. A question's own pattern leads to
`query NAME -p name=value` with a value for each parameter that the pattern names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from samspil import paths
from samspil.errors import Place, QueryError
from samspil.language.words import FUNCTION, NEGATION, fold, stem
from samspil.queries import load_bundled, names

COMMANDS = "commands.asks"
_LINE = re.compile(
    r"//\s*(command|asks-da|asks-en|hints|filler|question|changes|act|here|must|should|may|us|same):\s*(.*?)\s*$"
)
_LISTS = (
    "filler", "question", "changes", "act", "here", "must", "should", "may", "us",
)  # fmt: skip
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
_KINDS = frozenset("forum forums actor role from to thing gap silence assertion situation".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern for something named; `name` is also the parameter it fills."""

    name: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of a pattern: the stems that it may be, and the beginnings."""

    stems: frozenset[str]
    beginnings: tuple[str, ...] = ()
    weight: float = 1.0

    def fits(self, stemmed: str, folded: str) -> bool:
        """Whether a word of a text is this one."""
        return stemmed in self.stems or folded.startswith(self.beginnings or ("\0",))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to put a question, and the words of the command that answers it."""

    parts: tuple[Cue | Slot, ...]
    command: tuple[str, ...]

    @property
    def slots(self) -> frozenset[str]:
        """The names of its slots."""
        return frozenset(part.name for part in self.parts if isinstance(part, Slot))


@dataclass(frozen=True, slots=True)
class Hinted:
    """A command, and the words that speak for it wherever they stand in a question.

    `alone`: what it is about speaks for it without any of them.
    """

    command: tuple[str, ...]
    cue: Cue
    alone: bool

    @property
    def slots(self) -> frozenset[str]:
        """The names of its slots."""
        return frozenset(slot[1] for word in self.command for slot in _SLOT.finditer(word))


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All patterns and hints; the words of each list of `commands.asks`; same-meaning ones.

    The words are folded stems.
    """

    patterns: tuple[Pattern, ...]
    hints: tuple[Hinted, ...]
    words: dict[str, frozenset[str]] = field(hash=False)
    same: dict[str, str] = field(hash=False)

    @property
    def fillers(self) -> frozenset[str]:
        """What needn't be explained."""
        return self.words["filler"]


@cache
def phrasebook() -> Phrasebook:
    """The patterns and words of the bundled questions and commands.

    Raises:
        QueryError: a pattern is wrong (file and line are named).
    """
    found: dict[str, list[str]] = {key: [] for key in _LISTS}
    same: dict[str, str] = {}
    raw: list[tuple[str, tuple[str, ...], Place]] = []
    hints: list[tuple[tuple[str, ...], str]] = []
    command: tuple[str, ...] = ()
    text = (paths.queries_folder() / COMMANDS).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        matched = _LINE.match(line)
        if not matched:
            continue
        key, value = matched.groups()
        if key == "command":
            command = tuple(value.split())
        elif key == "same":
            first, *others = (stem(fold(word)) for word in value.split())
            same.update(dict.fromkeys(others, first))
        elif key == "hints":
            hints.append((command, value))
        elif key in found:
            found[key] += value.split()
        else:
            raw.append((value, command, Place(file=COMMANDS, line=number)))
    for name in names():
        raw += [
            (value, ("query", name), Place(file=f"{name}.cypher"))
            for value in load_bundled(name).asks
        ]
    words = {key: frozenset(stem(fold(word)) for word in its) for key, its in found.items()}
    words["filler"] |= (
        frozenset(stem(word) for word in FUNCTION) - words["question"] - {stem(w) for w in NEGATION}
    )
    patterns = tuple(_pattern(*one, same) for one in raw)
    hinted = tuple(
        Hinted(its, _cue("|".join(value.split()), same), "..." in value) for its, value in hints
    )
    return Phrasebook(patterns, hinted, words, same)


def _pattern(text: str, command: tuple[str, ...], place: Place, same: dict[str, str]) -> Pattern:
    said, _, fixed = text.partition("->")
    parts: list[Cue | Slot] = []
    for word in said.split():
        slot = _SLOT.fullmatch(word)
        if slot and slot[1] in _KINDS:
            parts.append(Slot(slot[1]))
        elif re.fullmatch(r"[\w*|]+", word):
            parts.append(_cue(word, same))
        else:
            raise QueryError("query-header", place=place, what=word)
    if command[0] == "query":
        given = dict.fromkeys(p.name for p in parts if isinstance(p, Slot) and p.name != "role")
        command += tuple(word for name in given for word in ("-p", f"{name}={{{name}}}"))
        command += tuple(word for one in fixed.split() for word in ("-p", one))
    return Pattern(tuple(parts), command)


def _cue(word: str, same: dict[str, str]) -> Cue:
    whole, begun = set(), []
    for one in word.split("|"):
        if one.endswith("*"):
            begun.append(fold(one[:-1]))
        whole.add(same.get(s := stem(fold(one.rstrip("*"))), s))
    light = all(stem(fold(one)) in {stem(w) for w in FUNCTION} for one in word.split("|"))
    return Cue(frozenset(whole), tuple(begun), 0.5 if light else 1.0)
