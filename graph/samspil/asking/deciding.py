"""Decides what a question means: one command, several to choose from, or none.

A wrong answer given as certain is the worst that can happen. So a command is taken only where every
word of the question is explained: by the pattern, by what it names, or as a word that says nothing.
Where one isn't, or where several commands explain as much, the person is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product

from samspil.answers import resolving
from samspil.answers.session import Session
from samspil.asking.aligning import Aligned, align
from samspil.asking.danger import danger
from samspil.asking.guessing import Guess, Guesses
from samspil.asking.lexicon import Lexicon, Mention, Token
from samspil.asking.patterns import phrasebook
from samspil.errors import AmbiguousError, NotUnderstoodError
from samspil.language.phrases import words
from samspil.language.words import ASKING, PEOPLE, YOUNG, besides, nearest, same_word
from samspil.store.base import Row

_MOST = 6
_MOST_GUESSED = 4
_PART = 5
_NAMED_TOO = 0.1
_LIGHT = 0.3
_GUESSED = 0.5


@dataclass(frozen=True, slots=True)
class Command:
    """A command that may answer, and in words (by name of slot) what it is about.

    `read_as`: words of the question that were read as somebody whose name has none of them.
    """

    arguments: tuple[str, ...]
    about: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    read_as: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """Its name, with the question's where it asks one, or the list's that it gives."""
        name, *rest = self.arguments
        if name == "query" or (rest and rest[0].startswith("--")):
            return f"{name}.{rest[0].removeprefix('--')}"
        return name


@dataclass(frozen=True, slots=True)
class Word:
    """A word that nothing explains, and the sentences of the source that hold it."""

    word: str
    sentences: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question means: a `command`, several `choices`, or neither.

    `words` are those that weren't understood; `danger` says that it speaks of danger for a life.
    """

    command: Command | None = None
    choices: tuple[Command, ...] = ()
    words: tuple[Word, ...] = ()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    commands: tuple[Command, ...]
    unexplained: tuple[Token, ...]
    cost: float
    score: float
    sure: bool = True
    changed: bool = False


def understand(session: Session, text: str) -> Understanding:
    """What a question in a person's own words means; any text is allowed."""
    return _Question(session, text).understood()


class _Question:
    def __init__(self, session: Session, text: str) -> None:
        self.session, self.text = session, text
        self.book, self.danger = phrasebook(), danger()
        self.lexicon = Lexicon(session, self.book)
        self.tokens = self.lexicon.tokens(text)
        self.mentions = self.lexicon.mentions(self.tokens)
        self._resolved: dict[str, tuple[tuple[tuple[str, str], ...], bool]] = {}

    def understood(self) -> Understanding:
        """One command, several, or none, by the rules at the top of this module."""
        in_danger = self.danger.speaks_in(self.text)
        urgent = tuple(self._of_danger()) if in_danger else ()
        readings = sorted(self._readings(), key=lambda one: (one.cost, -one.score))
        best = [
            one for one in readings
            if (one.cost, one.score) == (readings[0].cost, readings[0].score)
        ]  # fmt: skip
        commands = list(dict.fromkeys(command for one in best for command in one.commands))
        words = best[0].unexplained if best else ()
        sure = bool(best) and best[0].sure and not best[0].changed and not urgent
        if len(commands) == 1 and not words and sure and all(t.sure for t in self.tokens):
            return Understanding(commands[0], danger=in_danger)
        if not commands or (words and best[0].cost > 1 + best[0].score / 2):
            commands, words = [], self._all_unexplained()
        commands, words = self._guessed(commands, words, sure=bool(best) and best[0].sure)
        commands = commands or list(self._silent_on_a_word())
        if urgent:
            others = [one for one in commands if "gap" not in dict(one.about)]
            commands = list(dict.fromkeys([*urgent, *others]))
            words = tuple(one for one in words if one.stem not in self.danger.stems)
        return Understanding(None, tuple(commands[:_MOST]), self._words(words), in_danger)

    def _guessed(
        self, commands: list[Command], strange: tuple[Token, ...], *, sure: bool
    ) -> tuple[list[Command], tuple[Token, ...]]:
        """The choices with the best guesses after them, and the words that none of them heard."""
        guesses = Guesses(self.lexicon, self.text, self.tokens, self.mentions)
        offered = [_offered(one) for one in guesses.best(_MOST)]
        named = {place for one in self.mentions for place in range(one.start, one.end)}
        heard = {self.tokens[place] for place in guesses.heard | named} if offered else set()
        unheard = tuple(token for token in strange if token not in heard)
        first = commands if sure else commands[:_MOST_GUESSED]
        return list(dict.fromkeys([*first, *offered, *commands])), unheard

    def _silent_on_a_word(self) -> Iterator[Command]:
        """Where a single word of a person (»elev«) is all: what the document doesn't say of it."""
        if len(self.tokens) == 1 and self.tokens[0].stem in YOUNG:
            with suppress(AmbiguousError, NotUnderstoodError):
                if resolving.gaps(self.session, self.text):
                    yield Command(("gaps", self.text), (("gap", self.text),))

    def _of_danger(self) -> Iterator[Command]:
        """What is offered first where a life may be in danger: the urgent situation, the silence.

        Neither is certain: that something is urgent doesn't say what is to be done of a weapon.
        """
        lexicon = self.lexicon
        for ident, stems in lexicon.situations.items():
            if stems & self.danger.urgent:
                about = (("situation", lexicon.labels[ident]),)
                yield Command(("informed", ident), about)
        for ident, stems in lexicon.gaps.items():
            if stems & self.danger.stems:
                yield Command(("gaps", ident), (("silence", lexicon.labels[ident]),))

    def _readings(self) -> Iterator[_Reading]:
        for pattern in self.book.patterns:
            for aligned in align(pattern, self.tokens, self.mentions):
                yield from self._reading(aligned)

    def _reading(self, aligned: Aligned) -> Iterator[_Reading]:
        if "situation" in aligned.pattern.slots:
            yield from self._of_situation(aligned)
            return
        cost, strange = self._cost(aligned)
        own = all(thing.own for _, mention in aligned.filled for thing in mention.things)
        changed = any(self._changes(self.tokens[i], aligned) for i in aligned.left)
        # Beside a gap one name may be left (»formand for X«); two are a question of their own.
        beside = [one for one in self.mentions if one.start in aligned.left]
        changed = changed or ("gap" in aligned.pattern.slots and len(beside) > 1)
        commands = tuple(self._commands(aligned))
        yield _Reading(commands, strange, cost, aligned.score, own, changed)

    def _changes(self, token: Token, aligned: Aligned) -> bool:
        """Whether a word that a pattern leaves may ask something else, though it says little."""
        said = self.book.words
        if token.stem in said["changes"] or token.stem in said["question"]:
            return True
        plain = (
            self.lexicon.is_plain(token) and token.stem not in said["here"] | self.lexicon.silent
        )
        return not aligned.pattern.slots and (plain or token.stem in said["act"])

    def _cost(self, aligned: Aligned) -> tuple[float, tuple[Token, ...]]:
        """What the words cost that are left, and those among them that nothing explains."""
        cost, strange = 0.0, []
        named = {i for one in self.mentions for i in range(one.start, one.end)}
        for place in aligned.left:
            token = self.tokens[place]
            if token.stem in self.lexicon.silent and place not in named and not token.named:
                continue
            if "gap" in aligned.pattern.slots and (
                place in named or token.stem in self.danger.stems
            ):
                cost += _NAMED_TOO
            elif self.lexicon.is_plain(token):
                cost += _LIGHT
            else:
                cost += 1
                strange.append(token)
        return cost, tuple(strange)

    def _of_situation(self, aligned: Aligned) -> Iterator[_Reading]:
        left = [self.tokens[place] for place in aligned.left]
        found, sure = self._situations(left)
        if not found:
            return
        question = self.book.words["question"]
        strange = [token for token in left if token.stem in question]
        each = [set(self.lexicon.unexplained(ident, left)) for ident, _ in found]
        strange += [t for t in left if t not in strange and all(t in one for one in each)]
        if strange and not sure:
            return
        sure = sure and any(self._beside_names(ident, left) for ident, _ in found)
        commands = tuple(
            command
            for ident, label in found
            for command in self._commands(aligned, (("situation", ident, label),))
        )
        cost = len(strange) + (0 if sure else _GUESSED)
        yield _Reading(commands, tuple(strange), cost, aligned.score + 0.5, sure)

    def _beside_names(self, situation: str, left: Sequence[Token]) -> bool:
        """Whether words say a situation that name nothing: a forum's name alone doesn't say it."""
        named = {self.tokens[i] for one in self.mentions for i in range(one.start, one.end)}
        its = self.lexicon.situations[situation] - self.lexicon.silent - YOUNG
        return any(
            token not in named and (_holds(its, token.stem) or nearest(token.stem, its))
            for token in left
        )

    def _situations(self, left: Sequence[Token]) -> tuple[tuple[tuple[str, str], ...], bool]:
        """The situations that words mean, by id and label, and whether they are only guessed."""
        said = [place for place, token in enumerate(left) if token.stem not in self.lexicon.silent]
        if not said:
            return (), False
        # »… har været i kontakt med« ends in words that say nothing elsewhere.
        whole, short = left[said[0] :], left[said[0] : said[-1] + 1]
        found, sure = self._meant(whole)
        return (found, sure) if sure or whole == short else self._meant(short)

    def _meant(self, said: Sequence[Token]) -> tuple[tuple[tuple[str, str], ...], bool]:
        text = " ".join(self.text[token.start : token.end] for token in said)
        if text not in self._resolved:
            try:
                iri = resolving.resolve(self.session, text, "Situation")
                known = {row["id"]: row["label"] for row in self.session.ask("situations")}
                ident = iri.rpartition("/")[2]
                self._resolved[text] = ((ident, known[ident]),), True
            except AmbiguousError as error:
                self._resolved[text] = error.candidates, True
            except NotUnderstoodError as error:
                near = (one.partition("  –  ") for one in error.suggestions)
                self._resolved[text] = tuple((ident, label) for ident, _, label in near), False
        return self._resolved[text]

    def _commands(
        self, aligned: Aligned, also: tuple[tuple[str, str, str], ...] = ()
    ) -> Iterator[Command]:
        """The commands that the slots make; several where something named may be several things."""
        asked = [
            [(name, thing.id, thing.label) for thing in mention.things]
            for name, mention in aligned.filled
        ]
        read_as = tuple(self._read_as(mention) for _, mention in aligned.filled)
        for chosen in product(*asked):
            values: dict[str, list[str]] = {}
            about: dict[str, list[str]] = {}
            for name, ident, label in (*chosen, *also):
                values.setdefault(name, []).append(ident)
                about.setdefault(name, []).append(label)
            filled = {name: ",".join(its) for name, its in values.items()}
            if any(len(set(its)) < len(its) for its in values.values()):
                continue
            yield Command(
                tuple(word.format_map(filled) for word in aligned.pattern.command),
                tuple((name, ", ".join(its)) for name, its in about.items()),
                tuple(one for one in read_as if one),
            )

    def _read_as(self, mention: Mention) -> tuple[str, str] | tuple[()]:
        """What was typed for the one who is meant, where no word of it is in the name."""
        thing = mention.things[0]
        typed = self.tokens[mention.start : mention.end]
        named = words(f"{thing.label} {thing.id}")
        told = any(
            one.stem == word.stem or same_word(one.folded, word.folded)
            for one in typed
            for word in named
        )
        if len(mention.things) > 1 or thing.kind == "gap" or told:
            return ()
        return self.text[typed[0].start : typed[-1].end], thing.label

    def _all_unexplained(self) -> tuple[Token, ...]:
        plain = PEOPLE | ASKING | self.lexicon.silent | self.book.words["question"]
        return tuple(token for token in self.tokens if token.stem not in plain or token.named)

    def _words(self, tokens: Sequence[Token]) -> tuple[Word, ...]:
        said = [
            ({"id": row["id"], "text": row["text"]}, {word.stem for word in words(row["text"])})
            for row in self.session.ask("sentences")
        ]
        return tuple(
            Word(
                self.text[token.start : token.end],
                tuple(row for row, stems in said if _holds(stems, token.stem)),
            )
            for token in dict.fromkeys(tokens)
            if token.stem not in self.book.words["question"]
        )


def _offered(guess: Guess) -> Command:
    about = {name: ", ".join(one.label for one in its) for name, its in guess.filled.items()}
    if "several" in about:
        about["forums"] = about.pop("several")
    return Command(guess.asked, tuple(about.items()))


def _holds(stems: Collection[str], stem: str) -> bool:
    """Whether a sentence has a word, or one that it is a part of."""
    return stem in stems or (
        len(stem) >= _PART and any(besides(stem, one) is not None for one in stems)
    )
