"""Rules about modality words: each assertion agrees with its word, each word has its assertion."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rdflib import URIRef
from rdflib.term import Node

from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM
from samspil.validation.rules.modality_words import Occurrence, Word, Words
from samspil.validation.rules.quotes import Span, quotations, sentences, span

PARTS = re.compile(r"\s+\.\.\.\s+|\s*…\s*")
"""What separates the parts of a modality word: »sikrer, at ... kan«."""

_FREE = frozenset({SAM.descriptive, SAM.aim})
"""What a statement may be without a word: neither tells anybody to do anything."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An assertion with the quotations and sentences it rests on, in one source."""

    node: URIRef
    modality: Node | None
    reading: Node | None
    word: str | None
    quotes: tuple[Span, ...]
    sentences: tuple[Span, ...]


def claims(data: CheckedData, source: SourceText) -> list[Claim]:
    """The assertions that quote a source; many rules ask for them, and they are found once."""
    found = data.once(_claims)
    if source.iri not in found:
        found[source.iri] = _claims_of(data, source)
    return found[source.iri]


def _claims(_: CheckedData) -> dict[URIRef, list[Claim]]:
    return {}


def _claims_of(data: CheckedData, source: SourceText) -> list[Claim]:
    graph = data.graph
    by_node = {each.iri: each for each in sentences(data, source)}
    quotes = {node: span(data, node, source) for node in quotations(data, source)}
    own: dict[Node, list[URIRef]] = {}
    for quote in quotes:
        for node in data.pointing(SAM.evidence).get(quote, ()):
            own.setdefault(node, []).append(quote)
    known = data.once(_assertions)
    found = []
    for node in sorted(own, key=str):
        if not isinstance(node, URIRef) or node not in known:
            continue
        resting = {graph.value(each, SAM.sentence) for each in own[node]}
        word = graph.value(node, SAM.modalityWord)
        found.append(
            Claim(
                node,
                graph.value(node, SAM.modality),
                graph.value(node, SAM.reading),
                None if word is None else str(word),
                tuple(place for each in own[node] if (place := quotes[each]) is not None),
                tuple(by_node[each] for each in by_node if each in resting),
            )
        )
    return found


def _assertions(data: CheckedData) -> frozenset[URIRef]:
    return frozenset(data.instances(SAM.Assertion))


@dataclass(frozen=True)
class Audit:
    """The assertions of one source against its modality words."""

    data: CheckedData
    source: SourceText
    words: Words

    @cached_property
    def claims(self) -> list[Claim]:
        """The assertions that quote the source."""
        return claims(self.data, self.source)

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Every modality word of the source."""
        return self.words.find(self.source.text)

    @cached_property
    def readers(self) -> Mapping[int, Sequence[Claim]]:
        """The claims that read each occurrence, by its number."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            for number in self._accounts_for(claim):
                found.setdefault(number, []).append(claim)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self.occurrences]

    def findings(self) -> Iterator[Finding]:
        """Assertions that say another modality than their source, and words without any."""
        for claim in self.claims:
            yield from self._agreement(claim)
        # A word that an assertion reads wrongly has its finding already.
        for number, occurrence in enumerate(self.occurrences):
            if number not in self.readers:
                yield self._uncovered(occurrence)

    def stands(self, claim: Claim) -> bool:
        """Whether nothing is wrong with a claim's modality and reading, seen by themselves."""
        known = {*self.words.yields.values(), *_FREE}
        read = claim.reading is None or claim.reading in self.words.yields
        return read and claim.modality in known and not any(self._agreement(claim))

    def covered(self) -> set[int]:
        """Which of the occurrences a stated assertion accounts for, by number."""
        found: set[int] = set()
        for claim in self.claims:
            if STATED in self.data.layers(claim.node) and not list(self._agreement(claim)):
                found.update(self._accounts_for(claim))
        return found

    def _accounts_for(self, claim: Claim) -> Iterator[int]:
        named = {each.word.text for each in self._named(claim)}
        inside = self._inside(claim.quotes)
        # »A kan ringe til B eller skrive til C«: a quote of the second half has no word of its own;
        # then it is its sentence's, where that has the word once.
        around = inside or self._inside(claim.sentences)
        words = Counter(self.occurrences[number].word.text for number in around)
        for number in around:
            word = self.occurrences[number].word.text
            if word in named and (inside or words[word] == 1):
                yield number

    def _inside(self, spans: Sequence[Span]) -> list[int]:
        """The words that stand in a stretch of the text, by number."""
        found = {
            number
            for place in spans
            for number in range(
                bisect_left(self._starts, place.start), bisect_left(self._starts, place.end)
            )
            if self.occurrences[number].end <= place.end
        }
        return sorted(found)

    def _named(self, claim: Claim) -> list[Occurrence]:
        return self.words.find_all(claim.word) if claim.word else []

    def _agreement(self, claim: Claim) -> Iterator[Finding]:
        if claim.modality is None:
            return  # a shape says so
        if claim.word is None:
            if claim.modality not in _FREE:
                yield self._finding("modality-word-missing", claim)
            return
        if claim.sentences and not self._in_sentence(claim):
            yield self._finding("modality-word-not-there", claim, word=claim.word)
            return
        named = self._named(claim)
        quoted = {self.occurrences[number].word.text for number in self._inside(claim.quotes)}
        # What binds someone must be read from the word that it quotes, if it quotes one.
        reads_it = bool(quoted & {each.word.text for each in named})
        if quoted and not reads_it and (named or claim.modality not in _FREE):
            others = ", ".join(f"»{text}«" for text in sorted(quoted))
            yield self._finding("modality-word-not-quoted", claim, word=claim.word, found=others)
            return
        yield from self._reading(claim, [each.word for each in named])

    def _in_sentence(self, claim: Claim) -> bool:
        """Whether the parts of the claim's word stand in its sentence, in their order."""
        parts = [part for part in PARTS.split(claim.word or "") if part.strip()]
        whole = " ".join(" ".join(parts).lower().split())
        if len(parts) > 1 and whole in self.words.words:  # »må ... ikke« is the word »må ikke«
            inside = self._inside(claim.sentences)
            return any(self.occurrences[one].word.text.lower() == whole for one in inside)
        return any(self._stands(parts, place) for place in claim.sentences)

    def _stands(self, parts: Sequence[str], place: Span) -> bool:
        at = place.start
        for part in parts:
            words = r"\s+".join(map(re.escape, part.split()))
            pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
            found = self._next(pattern, part, at, place.end)
            if found is None:
                return False
            at = found
        return bool(parts)

    def _next(self, pattern: re.Pattern[str], part: str, at: int, end: int) -> int | None:
        """Where a part ends; a part that is itself a modality word must stand as that word."""
        alone = {each.word.text for each in self.words.find(part)}
        for found in pattern.finditer(self.source.text, at, end):
            here = {each.word.text for each in self._around(found.start(), found.end())}
            if alone <= here:
                return found.end()
        return None

    def _around(self, start: int, end: int) -> list[Occurrence]:
        """The words that share a character with a stretch of the text; they don't overlap."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = self.occurrences[first : bisect_left(self._starts, end)]
        return [each for each in found if start < each.end]

    def _reading(self, claim: Claim, words: Sequence[Word]) -> Iterator[Finding]:
        """Whether modality and reading are ones that the word allows."""
        if claim.reading is not None and claim.reading not in self.words.yields:
            return  # a shape says so
        if not words and claim.modality not in _FREE:
            # A reading says how a word is meant; it can't make one binding that isn't.
            yield self._finding(
                "modality-word-unlisted",
                claim,
                word=claim.word or "",
                modality=claim.modality or "",
                known=", ".join(f"»{text}«" for text in sorted(self.words.words)),
            )
            return
        expected: Node | None = None
        if claim.reading is not None:
            for word in words:
                if claim.reading not in word.admits:
                    yield self._finding(
                        "reading-not-admitted", claim, word=word.text, reading=claim.reading
                    )
                    return
            expected = self.words.yields[claim.reading]
        elif words and (default := words[0].default) is not None:
            expected = self.words.yields.get(default)
        elif words and claim.modality not in _FREE:
            yield self._finding("reading-needed", claim, word=words[0].text)
        if expected is not None and claim.modality != expected:
            yield self._finding(
                "modality-disagrees",
                claim,
                word=claim.word or "",
                modality=claim.modality or "",
                expected=expected,
            )

    def _finding(self, code: str, claim: Claim, **params: object) -> Finding:
        return self.data.finding(code, claim.node, None, **params)

    def _uncovered(self, occurrence: Occurrence) -> Finding:
        place = next(
            (
                each
                for each in sentences(self.data, self.source)
                if each.holds(occurrence.start, occurrence.end)
            ),
            None,
        )
        around = self.source.text[max(0, occurrence.start - 30) : occurrence.end + 30]
        return self.data.finding(
            "modality-word-uncovered",
            place.iri if place else self.source.iri,
            word=occurrence.word.text,
            start=occurrence.start,
            text=" ".join(around.split()),
        )
