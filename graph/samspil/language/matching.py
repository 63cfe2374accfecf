"""Which situation or actor a free text means: one, several to choose from, or none.

People act on the answer, so a wrong single choice is the worst that can happen: one is chosen only
when nothing in the text speaks for another. The rules, in order:

1. An identifier, a notation or a whole label is taken at its word.
2. A candidate qualifies when one of its search words stands in the text, all its words in their
   order, or nearly the whole of a label. Misspellings, endings and compounds are allowed for.
3. A candidate yields to another that explains all that it explains, and more.
4. A role, and the place it works at, decides nothing: an "SSP-lærer" has said nothing of the SSP.
5. Whoever is left: one, or several. A text that is mostly about something else means none, and so
   does a single candidate beside a negation; they are then only suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from samspil.language.words import (
    ASKING,
    FUNCTION,
    LONG,
    NEGATION,
    PEOPLE,
    ROLES,
    YOUNG,
    besides,
    fold,
    nearest,
    same_word,
    single,
    stem,
    tokens,
    without_workplaces,
)

_NOTATION = re.compile(r"([a-z]+)[\s._-]*0*(\d+)\s*([a-z]?)")
_LABEL_SHARE = 0.75
_PART = 5
_SUGGESTED = 3
_VOWELS = frozenset("aeiouy")
_SIMILAR = 0.7


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a text may mean: its id, notation, labels and search words (da and en)."""

    id: str
    notation: str | None
    labels: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a text means: `ids`, best first (none: empty, several: two or more).

    `suggestions` are the ids worth a "did you mean", only where the kind is none.
    """

    kind: Literal["one", "several", "none"]
    ids: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def match(text: str, candidates: Sequence[Term], *, names: bool = False) -> Match:
    """Which of the candidates the text means; any text is allowed.

    `names` says that the candidates are called by names (actors, forums) rather than described
    (situations). Then the beginning of a name is enough, "tryghed" for a department of that and
    more, and people and places are names too. Another part of a name is only suggested: a "lærer"
    is no "SSP-lærer".
    """
    # In a fixed order, so that equally good ones are always listed alike.
    candidates = sorted(candidates, key=lambda term: (term.notation or "", term.id))
    literal = _literal(text, candidates, names)
    if literal:
        return Match("one" if len(literal) == 1 else "several", literal)
    return _Reading(text, [_entry(term, names) for term in candidates], names).match()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _number(text: str) -> tuple[str, str, str] | None:
    found = _NOTATION.fullmatch(fold(text).strip())
    return (found[1], found[2], found[3]) if found else None


def _literal(text: str, candidates: Sequence[Term], names: bool) -> tuple[str, ...]:
    """The candidates that the text names outright; a notation without its letter names all."""
    plain = _plain(text)
    if not plain:
        return ()
    labelled = [t.id for t in candidates if any(_plain(label) == plain for label in t.labels)]
    # "løsladelse" is a word that may mean much; "loesladelse" is an identifier.
    exact = [t.id for t in candidates if t.id.casefold() == text.strip().casefold()]
    if exact:
        # What identifies one thing may be the name of another.
        return tuple(dict.fromkeys([*exact, *labelled]))
    number = _number(text)
    numbered = [(t.id, _number(t.notation)) for t in candidates if t.notation and number]
    for named in (
        [id_ for id_, its in numbered if its == number],
        [
            id_
            for id_, its in numbered
            if its and number and its[:2] == number[:2] and not number[2]
        ],
        labelled,
        [t.id for t in candidates if names and any(_plain(word) == plain for word in t.words)],
    ):
        if named:
            return tuple(named)
    return ()


class _Entry:
    """A candidate, its phrases cut into stems; a phrase is (stems, whether it is a label)."""

    def __init__(self, term: Term, names: bool) -> None:
        self.id = term.id
        self.phrases: list[tuple[tuple[str, ...], bool]] = []
        for label in term.labels:
            self._add(label, True, names)
        for word in term.words:
            self._add(word, False, names)
        self.stems = frozenset(s for phrase, _ in self.phrases for s in phrase)
        self.in_labels = frozenset(
            s for phrase, is_label in self.phrases if is_label for s in phrase
        )

    def _add(self, text: str, is_label: bool, names: bool) -> None:
        kept = tuple(_canonical(t, names) for t in tokens(text) if t not in FUNCTION)
        if kept:
            self.phrases.append((kept, is_label))


@lru_cache(maxsize=1024)
def _entry(term: Term, names: bool) -> _Entry:
    return _Entry(term, names)


def _canonical(token: str, names: bool) -> str:
    stemmed = stem(token)
    return "ung" if not names and stemmed in YOUNG else stemmed


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: the stems it may stand for.

    `explained`: they are all of it, not a part of a compound; `sure`: it isn't only similar.
    """

    stem: str
    hits: frozenset[str]
    explained: bool = True
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A candidate that qualifies, and the places of the text that it explains.

    `firm`: it may be chosen alone, and isn't only a later part of a name.
    """

    entry: _Entry
    places: frozenset[int]
    firm: bool


class _Reading:
    """One text read against all candidates."""

    def __init__(self, text: str, entries: Sequence[_Entry], names: bool) -> None:
        self.entries = entries
        self.names = names
        self.light = frozenset[str]() if names else PEOPLE | ASKING
        self.vocabulary = frozenset(s for entry in entries for s in entry.stems)
        self.familiar = self.vocabulary | {s for s in self.light if len(s) > _PART}
        found = tokens(text if names else without_workplaces(text))
        self.negated = any(token in NEGATION for token in found)
        self.words = list(self._words(found))

    def _words(self, found: Sequence[str]) -> Iterator[_Word]:
        skip = False
        for this, following in pairwise([*found, ""]):
            if skip:
                skip = False
                continue
            # Danish compounds are often written apart: "ssp nu", "lokal politi".
            joined = stem(this + following) if following and this not in FUNCTION else ""
            if len(joined) >= _PART and joined in self.vocabulary:
                skip = True
                yield _Word(joined, frozenset((joined,)))
            elif not self.names and stem(following) in ROLES and not _VOWELS & set(this):
                yield _Word(this, frozenset())  # An abbreviation that says where the role works.
            elif this not in FUNCTION | NEGATION and not this.isdecimal():
                yield self._word(_canonical(this, self.names))

    def _word(self, stemmed: str) -> _Word:
        if stemmed in self.vocabulary or stemmed in self.light:
            return _Word(stemmed, frozenset((stemmed,)))
        doubled = frozenset(k for k in self.familiar if single(k) == single(stemmed))
        if doubled:
            return _Word(stemmed, doubled)
        near = nearest(stemmed, self.familiar)
        if near:
            # A short word with a slip is often another word: "sparing", "afsøgning".
            return _Word(stemmed, near, sure=len(stemmed) >= LONG)
        if not self.names and any(
            besides(role, stemmed) and stemmed.endswith(role) for role in ROLES if len(role) > 3
        ):
            return _Word(stemmed, frozenset())
        hits: set[str] = set()
        explained = False
        for known in self.vocabulary - self.light:
            if self.names and len(stemmed) >= _PART and besides(stemmed, known) is not None:
                hits.add(known)
                explained = True
            rest = besides(known, stemmed) if len(known) >= _PART + 1 else None
            if rest is not None:
                hits.add(known)
                explained = explained or any(
                    stem(rest[linking:]) in self.vocabulary | PEOPLE | ASKING for linking in (0, 1)
                )
        return _Word(stemmed, frozenset(hits), explained)

    def _evidence(self, entry: _Entry) -> _Evidence | None:
        """What speaks for the candidate, or None if it doesn't qualify."""
        places: set[int] = set()
        firm = False
        for phrase, is_label in entry.phrases:
            matched = self._in_order(phrase)
            telling = [i for i in matched if not self.words[i].hits <= self.light]
            whole = len(matched) == len(phrase)
            most = is_label and len(matched) > 1 and len(matched) >= _LABEL_SHARE * len(phrase)
            part = is_label and self.names
            if telling and (whole or most or part):
                places.update(telling)
                firm = firm or whole or most or phrase[0] in self.words[matched[0]].hits
        if not places:
            return None
        rest = entry.in_labels - self.light
        places.update(i for i, word in enumerate(self.words) if word.hits & rest)
        return _Evidence(entry, frozenset(places), firm)

    def _in_order(self, phrase: Sequence[str]) -> list[int]:
        """The places of the longest part of the phrase that stands in the text in its order."""
        best: list[list[int]] = [[] for _ in range(len(phrase) + 1)]
        for place, word in enumerate(self.words):
            if not word.hits:
                continue
            row = [best[0]]
            for i, part in enumerate(phrase):
                options = [best[i + 1], row[i]]
                if part in word.hits:
                    options.append([*best[i], place])
                row.append(max(options, key=len))
            best = row
        return best[-1]

    def match(self) -> Match:
        """One, several or none, by the rules at the top of this module."""
        found = [e for entry in self.entries if (e := self._evidence(entry))]
        left = [e for e in found if not any(e.places < other.places for other in found)]
        if len(left) > 1:
            # Where people must choose, show those too that explain a good part of it.
            most = max(len(e.places) for e in left)
            left = [e for e in found if e in left or 2 * len(e.places) >= most]
        ids = tuple(e.entry.id for e in sorted(left, key=self._score, reverse=True))
        known = frozenset[int]().union(*(e.places for e in left))
        strange = sum(
            not word.explained or (i not in known and not word.hits <= self.light)
            for i, word in enumerate(self.words)
        )
        sure = any(self.words[i].sure for i in known)
        if sure and len(known) > strange and len(ids) > 1:
            return Match("several", ids)
        if sure and len(known) > 2 * strange and left[0].firm and not self.negated:
            return Match("one", ids)
        return Match("none", suggestions=ids[:_SUGGESTED] or self._suggestions())

    def _score(self, evidence: _Evidence) -> float:
        """How well a candidate fits: what it explains, then the share of a label that is said."""
        said = frozenset(s for word in self.words for s in word.hits)
        labels = [set(phrase) for phrase, is_label in evidence.entry.phrases if is_label]
        shares = (len(said & label) / len(label) for label in labels)
        return len(evidence.places) + max(shares, default=0.0)

    def _suggestions(self) -> tuple[str, ...]:
        """The candidates with a word most similar to one of the text."""
        from rapidfuzz.distance import OSA

        asked = [w.stem for w in self.words if len(w.stem) > 3 and w.stem not in self.light]
        scored: list[tuple[float, str]] = []
        for entry in self.entries:
            known = [s for s in entry.stems - self.light if len(s) > 3]
            similar = (
                max(OSA.normalized_similarity(a, k), _SIMILAR * same_word(a, k))
                for a in asked
                for k in known
            )
            scored.append((max(similar, default=0.0), entry.id))
        scored.sort(key=lambda pair: -pair[0])
        return tuple(id_ for score, id_ in scored if score >= _SIMILAR)[:_SUGGESTED]
