"""What a text names: its words, mended where they are misspelt, and the things they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samspil.answers.session import Session
from samspil.asking.danger import danger
from samspil.asking.patterns import Cue, Phrasebook
from samspil.errors import NotUnderstoodError
from samspil.language.phrases import Word, words
from samspil.language.words import (
    ASKING,
    FUNCTION,
    PEOPLE,
    ROLES,
    YOUNG,
    besides,
    fold,
    nearest,
    single,
    stem,
)

_SHORTEST = 8
_QUIET = frozenset(stem(one) for one in FUNCTION if len(one) < 4)
_SURE = 6
_ID = re.compile(r"([a-z]{1,3})(\d{1,3})([a-z]?)")
_ARTICLES = frozenset(fold(one) for one in ("den", "det", "de", "en", "et", "the"))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a text may name; `id` is what a command takes.

    `kind`: forum, actor, gap (by a search word), silence (a gap by its id) or assertion (anything
    else by the id that a page prints).

    `own`: the document speaks of it; the law alone speaks of others.
    """

    id: str
    label: str
    kind: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text: its stem, itself folded, and its characters in the text.

    `sure`: it is the word that is written, or so long that a slip makes no other word of it.
    `named`: it is written as a name is, and is none that anything has: »i Vejle«.
    """

    stem: str
    folded: str
    start: int
    end: int
    named: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens (from, to, not included) that name something; several things where it isn't clear."""

    start: int
    end: int
    things: tuple[Thing, ...]


class Lexicon:
    """The names of the actors, forums and gaps of a municipality, and all words that are known."""

    def __init__(self, session: Session, book: Phrasebook) -> None:
        self.book, self._session = book, session
        self.names: dict[tuple[str, ...], dict[str, Thing]] = {}
        self._written: set[str] = set()
        self._weak: dict[tuple[str, ...], dict[str, Thing]] = {}
        forums = {row["iri"] for row in session.ask("identify", **{"class": "Forum"})}
        self.said = {
            row["id"]: row["forums"] + row["gives"] + row["receives"]
            for row in session.ask("actors")
        }
        label = f"label_{session.language}"
        for row in session.ask("identify", **{"class": "Actor"}):
            kind = "forum" if row["iri"] in forums else "actor"
            own = row["dataset"] == session.dataset and kind == "forum"
            own = own or row["id"] in self.said
            thing = Thing(row["id"], row[label] or row["label_da"], kind, own)
            self._add(self.names, row["id"], thing)
            for name in _texts(row, "label", "also", "words"):
                self._name(name, thing)
        for row in session.ask("identify", **{"class": "KnowledgeGap"}):
            if row["dataset"] == session.dataset:
                for word in _texts(row, "words"):
                    # Whom a question is about never tells by itself what is missing.
                    if not {one.stem for one in words(word)} <= YOUNG:
                        self._add(self.names, word, Thing(row["id"], word, "gap"))
        self.labels: dict[str, str] = {}
        for kind_ in ("Situation", "KnowledgeGap"):
            for row in session.ask("identify", **{"class": kind_}):
                self.labels[row["id"]] = row[label] or row["label_da"]
        known = {
            row["id"]: frozenset(
                w.stem
                for text in (*_texts(row, "label", "also", "words"), row["notation"] or "")
                for w in words(text)
            )
            for row in session.ask("identify", **{"class": "Situation"})
            if row["dataset"] == session.dataset
        }
        # In the order in which the document speaks of them.
        self.situations = {row["id"]: known[row["id"]] for row in session.ask("situations")}
        self.gaps = {
            row["id"]: content(
                *_texts(row, "label", "words"),
                *(text for text in _texts(row, "also") if len(words(text)) == 1),
            )
            for row in session.ask("identify", **{"class": "KnowledgeGap"})
            if row["dataset"] == session.dataset
        }
        self.gap_phrases = {
            row["id"]: [
                f" {' '.join(self._stems(text))} "
                for text in _texts(row, "also")
                if len(words(text)) > 1
            ]
            for row in session.ask("identify", **{"class": "KnowledgeGap"})
            if row["dataset"] == session.dataset
        }
        """Of each gap what people say of it in several words: a hint only."""
        self.place = frozenset(word.stem for word in words(session.dataset_label)) - PEOPLE
        self.silent = book.fillers | self.place
        """What needn't be explained: words that say nothing, and whose document it is."""
        self._vocabulary = self._known()
        self._spoken = self._vocabulary - ROLES
        self._doubled: dict[str, frozenset[str]] = {}
        for one in self._vocabulary:
            self._doubled[single(one)] = self._doubled.get(single(one), frozenset()) | {one}

    def _known(self) -> frozenset[str]:
        cues = {
            one
            for pattern in self.book.patterns
            for part in pattern.parts
            if isinstance(part, Cue)
            for one in part.stems
        }
        parts = {one for name in (*self.names, *self._weak) for one in name}
        return frozenset().union(
            cues, parts, PEOPLE, ASKING, *self.book.words.values(), danger().stems, self.book.same,
            *self.situations.values(), self.silent,
        )  # fmt: skip

    def _stems(self, text: str) -> tuple[str, ...]:
        return tuple(self.book.same.get(word.stem, word.stem) for word in words(text))

    def _add(self, where: dict[tuple[str, ...], dict[str, Thing]], text: str, thing: Thing) -> None:
        stems = self._stems(text)
        self._written.update(word.folded for word in words(text))
        if stems:
            where.setdefault(stems, {})[thing.id] = thing

    def _name(self, name: str, thing: Thing) -> None:
        self._add(self.names, name, thing)
        first, _, rest = name.partition(" ")
        if rest and fold(first) in _ARTICLES:
            self._add(self.names, rest, thing)
        if "-" in name:
            self._add(self.names, name.replace("-", ""), thing)
        head, _, tail = name.replace("-", " ").partition(" ")
        if tail and head.isupper() and thing.kind == "forum":
            # »KSP« is the KSP-samarbejde, unless something else is called so.
            self._add(self._weak, head, thing)
            if len(tail) >= _SHORTEST and stem(fold(tail)) not in ASKING:
                self._add(self._weak, tail, thing)
        # The beginning of a long name is enough, and the beginning of several is a choice.
        begun = [w for w in words(name) if w.folded not in _ARTICLES]
        said = PEOPLE | ASKING | FUNCTION
        if (
            len(begun) > 1
            and len(begun[0].folded) > 4
            and said.isdisjoint((begun[0].stem, begun[0].folded))
        ):
            self._add(self._weak, begun[0].folded, thing)
        # »en skole«: each of those that are schools.
        if (
            thing.own
            and len(begun) > 1
            and thing.kind == "actor"
            and begun[-1].stem in PEOPLE - ROLES - YOUNG
        ):
            self._add(self._weak, begun[-1].folded, thing)

    def tokens(self, text: str) -> list[Token]:
        """The words of the text, each misspelt one as the one known word that is nearest."""
        found = []
        for word in self._joined(text):
            stemmed, sure = word.stem, True
            if stemmed in _QUIET and len(word.folded) - len(stemmed) > 2:
                stemmed = word.folded  # »sommer« is no form of »som«.
            if _ID.fullmatch(word.folded) and self._printed(word.folded):
                stemmed = word.folded
            elif stemmed not in self._vocabulary and not self._begun(word.folded):
                near = (
                    self._doubled.get(single(stemmed), frozenset())
                    or nearest(stemmed, self._vocabulary)
                    or frozenset(stem(one) for one in nearest(word.folded, self._written))
                )
                if len(near) == 1:
                    stemmed = next(iter(near))
                    sure = len(stemmed) >= _SURE or single(stemmed) == single(word.stem)
            stemmed = self.book.same.get(stemmed, stemmed)
            # In the middle of a sentence, of a text that isn't all in capitals.
            named = (
                text[word.start].isupper()
                and word.start > 0
                and text[word.start :].upper() != text[word.start :]
            )
            strange = named and word.folded not in self._written and word.stem not in self._spoken
            found.append(Token(stemmed, word.folded, word.start, word.end, strange, sure))
        return found

    def _joined(self, text: str) -> list[Word]:
        """The words of a text; two that are written apart are one where only that is a name."""
        found: list[Word] = []
        for word in words(text):
            last = found[-1] if found else word
            both = last.folded + word.folded
            if len(both) >= _SHORTEST and word.start == last.end + 1 and both in self._written:
                found[-1] = Word(stem(both), both, last.start, word.end)
            else:
                found.append(word)
        return found

    def _begun(self, folded: str) -> bool:
        return any(
            folded.startswith(part.beginnings)
            for pattern in self.book.patterns
            for part in pattern.parts
            if isinstance(part, Cue) and part.beginnings
        )

    def mentions(self, tokens: list[Token]) -> list[Mention]:
        """What the words name; the longest name at a place, none within another."""
        found: list[Mention] = []
        place = 0
        longest = max(map(len, self.names), default=0)
        while place < len(tokens):
            for length in range(min(longest, len(tokens) - place), 0, -1):
                stems = tuple(token.stem for token in tokens[place : place + length])
                things = self._things(stems)
                if things:
                    own = tuple(one for one in things.values() if one.own)
                    found.append(Mention(place, place + length, own or tuple(things.values())))
                    place += length - 1
                    break
            place += 1
        return found

    def _printed(self, folded: str) -> dict[str, Thing]:
        """What a page prints by this id in brackets: A40, G16, C6b; a notation (T01) is no id."""
        matched = _ID.fullmatch(folded)
        if matched is None:
            return {}
        ident = matched[1].upper() + matched[2] + matched[3]
        try:
            found = self._session.find(ident).rpartition("/")[2]
        except NotUnderstoodError:
            return {}
        if found != ident:
            return {}
        kind = "silence" if ident in self.gaps else "assertion"
        return {ident: Thing(ident, self.labels.get(ident, ident), kind)}

    def _things(self, stems: tuple[str, ...]) -> dict[str, Thing]:
        known = self.names.get(stems, {})
        if not known and len(stems) == 1:
            known = self._printed(stems[0])
        # »skolen« may be any of the schools, whatever is called so too.
        shared = (
            len(stems) == 1
            and stems[0] in PEOPLE
            and not any(one.kind == "gap" for one in known.values())
        )
        return known | self._weak.get(stems, {}) if shared or not known else known

    def unexplained(self, situation: str, tokens: Iterable[Token]) -> list[Token]:
        """The words of a text that the situation it was taken for doesn't know."""
        its = self.situations[situation]
        return [
            token
            for token in tokens
            if token.named
            or not (
                token.stem in its | self.silent
                or self.is_plain(token)
                or nearest(token.stem, its)
                or any(len(one) > 4 and besides(one, token.stem) is not None for one in its)
            )
        ]

    def is_plain(self, token: Token) -> bool:
        """Whether a word only says who asks, or about whom: it tells no question from another."""
        # »Vejle« isn't a short form of »vejleder«.
        short = token.stem in ROLES and len(token.folded) < len(token.stem) + 2
        return token.stem in PEOPLE | ASKING and not short and not token.named


def content(*texts: str | None) -> frozenset[str]:
    """The stems of the words of texts that tell one text from another."""
    found = {word.stem for text in texts if text for word in words(text)}
    return frozenset(found - YOUNG - ASKING - {stem(word) for word in FUNCTION})


def _texts(row: Mapping[str, Any], *keys: str) -> list[str]:
    found: list[str] = []
    for source in (row, *row["namings"]):
        for key in keys:
            for language in ("da", "en"):
                value = source.get(f"{key}_{language}") or ()
                found += [value] if isinstance(value, str) else value
    return found
