"""Rules that hold the terms of a stated assertion to the words of its plan.

Terms are conditions, exceptions, deadlines, manners (»skriftligt«), whom a part addresses, whether
one may be anonymous, and the list an item stands on. Each stands in the words that are quoted; a
condition, an exception, a deadline or a manner that stands there is told, and so is the number of
an item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.language import phrases
from samspil.language.frequency import TIME
from samspil.language.words import NEGATION
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import DCT, OA, SAM, SKOS
from samspil.validation.rules.modality import Claim, claims
from samspil.validation.rules.modality_words import read_words
from samspil.validation.rules.quotes import Span, normal, sentences
from samspil.validation.rules.said import Wording

_TERMS = (SAM.condition, SAM.exception, SAM.deadline, SAM.manner)
_CLAUSE_END = re.compile(r"[,;:.](?=\s(?!(?:at|der|som)\b)|$)")
_UNTIMED = frozenset({"inden", "inden for", "efter", "senest", "i løbet af", "tidligst"})
"""What begins a deadline only before a time: »inden en uge«, never »inden for kommunen«."""
_CONJUNCTIONS = frozenset(
    {"hvis", "såfremt", "når", "forudsat", "i det omfang", "medmindre", "med mindre"}
)
_GOES_ON = re.compile(r"\s+(?:og|eller|samt)\b(?!.*\b(?:skal|bør|kan|må)\b)", re.IGNORECASE)
_VERB_FIRST = re.compile(
    r"(?:er|har|bliver|ønsker|viser|opstår|sker|kommer|får|giver|mener|vurderer|vurderes)\b"
    r"[^,]*(?:$|(?=,\s*(?:så\s+)?(?:skal|bør|kan|må)\b))",
    re.IGNORECASE,
)
"""»Er eleven under 18 år, skal …« is a condition too, by the order of its words."""
_NOT_ONLY = re.compile(r"\bikke\s+kun$", re.IGNORECASE)
_TIME_NEAR = re.compile(rf"(?:\s+\S+){{0,3}}?\s+{TIME}", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\d+[.)]\s")
_ANONYMOUS = re.compile(r"\banonym", re.IGNORECASE)


def terms(data: CheckedData) -> Iterator[Finding]:
    """Stated assertions with terms that their words don't say, or without those that they do."""
    plan = data.once(_Plan)
    for source in data.sources.values():
        told = [
            one
            for one in claims(data, source)
            # What is wrong with a quote itself is told elsewhere.
            if STATED in data.layers(one.node) and _is_verbatim(data, source, one)
        ]
        for claim in told:
            yield from _Terms(plan, source, claim).findings()
        yield from _untold(plan, source, told)


def _is_verbatim(data: CheckedData, source: SourceText, claim: Claim) -> bool:
    return all(
        normal(source.text[each.start : each.end])
        == normal(str(data.graph.value(each.iri, OA.exact)))
        and any(sentence.holds(each.start, each.end) for sentence in claim.sentences)
        for each in claim.quotes
    )


class _Plan:
    """The words of the vocabulary that tell terms and relations, read once."""

    def __init__(self, data: CheckedData) -> None:
        self.data = data
        self.wording = data.once(Wording)

    @cached_property
    def markers(self) -> Mapping[Node, re.Pattern[str]]:
        """The words that begin a condition, an exception, a deadline."""
        return {term: _either(self._words_of(term)) for term in _TERMS}

    @cached_property
    def relations(self) -> Mapping[Node, tuple[str, ...]]:
        """The verb phrases of each relation that has some."""
        return {
            relation: tuple(self._words_of(relation))
            for relation in self.data.properties
            if (relation, SKOS.hiddenLabel, None) in self.data.graph
        }

    def _words_of(self, term: Node) -> list[str]:
        return sorted(map(str, self.data.graph.objects(term, SKOS.hiddenLabel)), key=len)[::-1]


@dataclass(frozen=True)
class _Terms:
    """One stated assertion with its terms, beside the words that it quotes."""

    plan: _Plan
    source: SourceText
    claim: Claim

    @cached_property
    def quotes(self) -> list[str]:
        return [self.source.text[each.start : each.end] for each in self.claim.quotes]

    @cached_property
    def quote(self) -> str:
        return " … ".join(self.quotes)

    @cached_property
    def explained(self) -> frozenset[Node]:
        graph = self.plan.data.graph
        return self.plan.wording.explained(graph.objects(self.claim.node, SAM.restsOn))

    def findings(self) -> Iterator[Finding]:
        if not self.claim.quotes or not self.claim.sentences:
            return  # a shape says so
        yield from self._terms()
        yield from self._lists()
        yield from self._numbers()
        yield from self._audience()
        yield from self._anonymity()
        yield from self._relation()
        yield from self._everyday()

    def _values(self, link: URIRef) -> list[Node]:
        return sorted(self.plan.data.graph.objects(self.claim.node, link), key=str)

    def _terms(self) -> Iterator[Finding]:
        for term in _TERMS:
            for value in self._values(term):
                if not isinstance(value, Literal) or value.language != "da":
                    continue
                if term in self.explained:
                    continue
                said = any(stands(str(value), quote) for quote in self.quotes)
                marked = self.plan.markers[term].match(str(value)) or (
                    term == SAM.condition and _VERB_FIRST.match(str(value))
                )
                if not said or not marked:
                    code = "term-unmarked" if said else "term-not-said"
                    yield self._finding(code, text=str(value), term=term)

    def _lists(self) -> Iterator[Finding]:
        """An item is quoted with its lead; otherwise the word binds in its own sentence only."""
        graph = self.plan.data.graph
        quoted = {each.iri for each in self.claim.sentences}
        for sentence in sorted(quoted):
            for lead in graph.objects(sentence, SAM.introducedBy):
                if lead not in quoted:
                    yield self._finding("list-lead-not-quoted", lead=lead)
        acts = self._values(SAM.act)
        word = self.claim.word
        if not acts or not word or len(quoted) == 1:
            return
        binding = _either([word]) if "..." not in word else None
        texts = {one.iri: self.source.text[one.start : one.end] for one in self.claim.sentences}
        named = {one for one, text in texts.items() if acts[0] in self._book.places(text)} or set(
            texts
        )
        bound = {one for one, text in texts.items() if binding is None or binding.search(text)}
        leads = {lead for one in named for lead in graph.objects(one, SAM.introducedBy)}
        if not bound & (named | leads) and SAM.modality not in self.explained:
            yield self._finding("modality-elsewhere", word=word)

    def _numbers(self) -> Iterator[Finding]:
        """A norm that stands as a numbered item tells its number."""
        if SAM.order in self.explained or self._values(SAM.order):
            return
        for place in self.claim.sentences:
            text = self._text(place)
            is_item = (place.iri, SAM.introducedBy, None) in self.plan.data.graph
            if is_item and _NUMBERED.match(text) and _is_norm(self.plan, self.claim):
                yield self._finding("order-untold", text=normal(text))

    @property
    def _book(self) -> phrases.PhraseBook[Node]:
        return self.plan.wording.book(self.claim.node)

    def _audience(self) -> Iterator[Finding]:
        data = self.plan.data
        for audience in self._values(DCT.audience):
            texts = [self._text(each) for each in self.claim.sentences] + self._headings
            if audience not in self.explained and not any(
                audience in self._book.places(text) for text in texts
            ):
                yield self._finding("audience-not-said", found=data.name(audience, "da"))

    @cached_property
    def _headings(self) -> list[str]:
        """The heading above each sentence: the last one before it."""
        graph = self.plan.data.graph
        ordered = sentences(self.plan.data, self.source)
        headings = [one for one in ordered if (one.iri, SAM.sentenceKind, SAM.heading) in graph]
        found = []
        for sentence in self.claim.sentences:
            above = [one for one in headings if one.end <= sentence.start]
            found += [self._text(one) for one in above[-1:]]
        return found

    def _text(self, place: Span) -> str:
        return self.source.text[place.start : place.end]

    def _anonymity(self) -> Iterator[Finding]:
        for stated in self._values(SAM.anonymity):
            said = [quote for quote in self.quotes if _ANONYMOUS.search(quote)]
            refused = any(one.folded in NEGATION for text in said for one in phrases.words(text))
            if not said or refused != (stated == SAM["anonymity-refused"]):
                yield self._finding("anonymity-not-said", found=stated)

    def _relation(self) -> Iterator[Finding]:
        for relation in self._values(SAM.predicate):
            known = self.plan.relations.get(relation, ())
            if (
                known
                and relation not in self.explained
                and not any(_says(phrase, self.quote) for phrase in known)
            ):
                told = ", ".join(f"»{phrase}«" for phrase in known)
                yield self._finding("relation-not-said", found=relation, known=told)

    def _everyday(self) -> Iterator[Finding]:
        """»kan orienteres« and »orienteres ikke« tell no practice, whatever is cut out of them."""
        words = read_words(self.plan.data, self.source.home.dataset)
        everyday = [one for one in words.find_all(self.claim.word or "") if one.word.everyday]
        if not everyday or SAM.modality in self.explained:
            return
        for place in self.claim.sentences:
            text = self._text(place)
            others = [one.word.text for one in words.find(text)]
            others += [one.folded for one in phrases.words(text) if one.folded in NEGATION]
            if others:
                told = ", ".join(f"»{one}«" for one in others)
                yield self._finding("everyday-word-bound", word=everyday[0].word.text, found=told)

    def _finding(self, code: str, **params: object) -> Finding:
        return self.plan.data.finding(code, self.claim.node, None, **params)


def _untold(plan: _Plan, source: SourceText, told: list[Claim]) -> Iterator[Finding]:
    """Norms whose sentence has a condition, an exception or a deadline that they don't tell.

    A clause that names what triggers a norm is told by that; one that lies outside the quote of a
    norm may belong to another norm of the sentence, if that tells it.
    """
    by_sentence: dict[URIRef, list[Claim]] = defaultdict(list)
    places: dict[URIRef, Span] = {}
    for claim in told:
        for sentence in claim.sentences:
            by_sentence[sentence.iri].append(claim)
            places[sentence.iri] = sentence
    for iri, claimants in sorted(by_sentence.items()):
        start = places[iri].start
        text = source.text[start : places[iri].end]
        words = read_words(plan.data, source.home.dataset)
        stops = [one.start for one in words.find(text)]
        for code, begin, end in _clauses(plan, text, stops):
            clause = text[begin:end]
            # A deadline and a manner are a norm's; a condition may be anybody's of the sentence.
            any_claim = code == "condition-untold"
            bound = [one for one in claimants if any_claim or _is_norm(plan, one)]
            tells = [one for one in bound if _tells(plan, one, clause)]
            for claim in bound:
                inside = any(q.holds(start + begin, start + end) for q in claim.quotes)
                if claim not in tells and (inside or not tells):
                    yield plan.data.finding(code, claim.node, text=normal(clause))


def _clauses(plan: _Plan, text: str, stops: list[int]) -> Iterator[tuple[str, int, int]]:
    for term in (SAM.condition, SAM.exception):
        for found in plan.markers[term].finditer(text):
            if _NOT_ONLY.search(text, 0, found.end()):
                continue  # »ikke kun«
            comma = _CLAUSE_END.search(text, found.end())
            ends = [comma.start() if comma else len(text)]
            if normal(found[0]).casefold() not in _CONJUNCTIONS:
                # »Uden for åbningstiden kan borgere …«: no clause with a verb of its own.
                ends += [stop for stop in stops if stop > found.start()]
            yield "condition-untold", found.start(), min(ends)
    if inverted := _VERB_FIRST.match(text):
        yield "condition-untold", inverted.start(), inverted.end()
    for found in plan.markers[SAM.manner].finditer(text):
        yield "manner-untold", found.start(), found.end()
    for found in plan.markers[SAM.deadline].finditer(text):
        timed = _TIME_NEAR.match(text, found.end())
        if timed or normal(found[0]).casefold() not in _UNTIMED:
            yield "deadline-untold", found.start(), (timed or found).end()


def _tells(plan: _Plan, claim: Claim, clause: str) -> bool:
    graph = plan.data.graph
    texts = (*_TERMS, SAM.objectText)
    own = [str(value) for term in texts for value in graph.objects(claim.node, term)]
    if any(stands(clause, value) or _is_whole(value, clause) for value in own):
        return True
    explained = plan.wording.explained(graph.objects(claim.node, SAM.restsOn))
    # »Som udgangspunkt … om en bekymring« is no words for the concern that follows.
    begins = _VERB_FIRST.match(clause) or any(
        re.match(rf"{one}\b", clause, re.IGNORECASE) for one in _CONJUNCTIONS
    )
    said = plan.wording.book(claim.node).places(clause) if begins else {}
    topics = [*graph.objects(claim.node, SAM.trigger), *graph.objects(claim.node, SAM.concerns)]
    return any(topic in said or topic in explained for topic in topics)


def _is_whole(value: str, clause: str) -> bool:
    """Whether a value has a clause but for what a looser reading of its end took in."""
    found = _either([value]).search(clause)
    if found is None or clause[: found.start()].strip():
        return False
    return not _GOES_ON.match(clause, found.end())


def _is_norm(plan: _Plan, claim: Claim) -> bool:
    return (claim.node, RDF.type, SAM.InformationNorm) in plan.data.graph


def stands(words: str, text: str) -> bool:
    """Whether words stand in a row in a text, whatever the white space and capitals."""
    return bool(_either([words]).search(text))


def _says(phrase: str, text: str) -> bool:
    """Whether a verb phrase stands in a text, inflected; other words may come between."""
    said = [word.stem for word in phrases.words(text)]
    at = 0
    for word in phrases.words(phrase):
        if word.stem not in said[at:]:
            return False
        at = said.index(word.stem, at) + 1
    return True


def _part(word: str) -> str:
    """»Med ... samtykke« leaves room for whose it is."""
    return r"\S+(?:\s+\S+){0,2}?" if word == "..." else re.escape(word)


def _either(texts: list[str]) -> re.Pattern[str]:
    either = "|".join(r"\s+".join(map(_part, text.split())) for text in texts) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
