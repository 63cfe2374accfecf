"""Rules that hold each part of a stated assertion to the words that it quotes.

Whoever acts, is told, sits in a forum or is spoken of is named in the sentence; who is told, what
is done and how urgent it is stand in the quote itself; names, numbers and texts stand in the
source. What the words don't say must rest on an accepted reading that `sam:explains` it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Literal, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from samspil.language import phrases
from samspil.language.words import FUNCTION
from samspil.model import names
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import ORG, SAM, SKOS
from samspil.validation.rules.modality import Claim, claims
from samspil.validation.rules.quotes import sentences

_NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SAM.wording)
_ACTS = (SAM.bearer, SAM.recipient, SAM.channel)
_PARTIES = (SAM.subject, ORG.member, ORG.role, ORG.organization, SAM.object)
_TOPICS = (SAM.trigger, SAM.about, SAM.concerns)
_NAMED = (SAM.Actor, SAM.Situation, SAM.TargetGroup)
_BY = frozenset(("af", "fra"))
_NUMBERS = (
    "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten tyve"
).split()
_ORDINALS = (
    "", "først første", "anden andet dernæst derefter herefter", "tredje dernæst derefter herefter",
)  # fmt: skip
_LATER = "dernæst derefter herefter fjerde femte sjette syvende ottende sidst"


def unsaid(data: CheckedData) -> Iterator[Finding]:
    """Stated assertions of which a part isn't in the words."""
    wording = Wording(data)
    for source in data.sources.values():
        for claim in claims(data, source):
            if STATED in data.layers(claim.node):
                yield from _Said(wording, source, claim).findings()


def unborne_mentions(data: CheckedData) -> Iterator[Finding]:
    """Sentences that are said to mention a thing and don't, and names that no source has."""
    wording = Wording(data)
    explained = wording.explained_in
    for source in data.sources.values():
        texts = {each.iri: source.text[each.start : each.end] for each in sentences(data, source)}
        for thing, sentence in sorted(data.graph.subject_objects(SAM.mentionedIn)):
            named = next(iter(data.graph.objects(thing, SAM.names)), thing)
            text = texts.get(sentence)
            if text is None or sentence in explained.get(named, ()):
                continue
            known = wording.names(named) | wording.names(thing)
            if not any(phrases.stands(name, text) for name in known):
                yield data.finding("mention-not-borne-out", thing, sentence=sentence)


class Wording:
    """What things are called in the data, and which readings explain what isn't said."""

    def __init__(self, data: CheckedData) -> None:
        self.data = data

    @cached_property
    def explained_in(self) -> Mapping[Node, set[Node]]:
        """The sentences in which a reading explains a thing, by the thing."""
        found: dict[Node, set[Node]] = {}
        for reading, thing in self.data.graph.subject_objects(SAM.explains):
            if self._is_accepted(reading):
                found.setdefault(thing, set()).update(
                    self.data.graph.objects(reading, PROV.wasDerivedFrom)
                )
        return found

    def explains(self, assertion: Node, thing: Node) -> bool:
        """Whether an assertion rests on an accepted reading that explains a thing."""
        graph = self.data.graph
        return any(
            (reading, SAM.explains, thing) in graph and self._is_accepted(reading)
            for reading in graph.objects(assertion, SAM.restsOn)
        )

    def _is_accepted(self, reading: Node) -> bool:
        return (reading, SAM.decision, SAM.accepted) in self.data.graph

    def names(self, thing: Node) -> frozenset[str]:
        """What a thing is called in Danish."""
        return self._names.get(thing, frozenset())

    @cached_property
    def _names(self) -> Mapping[Node, frozenset[str]]:
        found: dict[Node, set[str]] = {}
        for link in _NAMES:
            for thing, name in self.data.graph.subject_objects(link):
                if isinstance(name, Literal) and name.language == "da":
                    found.setdefault(thing, set()).add(str(name))
        return {thing: frozenset(known) for thing, known in found.items()}

    @cached_property
    def _rivals(self) -> Mapping[URIRef, tuple[URIRef, ...]]:
        """All things of a kind, for the longest name that stands in a place."""
        return {kind: tuple(self.data.instances(kind)) for kind in _NAMED}

    def places(self, thing: Node, text: str) -> list[tuple[int, int]]:
        """Where a thing is named in a text."""
        return sorted(place for name in self.names(thing) for place in phrases.find(name, text))

    def own_places(self, thing: Node, text: str) -> list[tuple[int, int]]:
        """Where it is named and not only a part of the longer name of another of its kind."""
        longer = [
            place
            for kind, others in self._rivals.items()
            if self.data.is_a(thing, kind)
            for other in others
            if other != thing
            for place in self.places(other, text)
        ]
        return [
            (start, end)
            for start, end in self.places(thing, text)
            if not any(a <= start and end <= b and b - a > end - start for a, b in longer)
        ]


@dataclass(frozen=True)
class _Said:
    """One stated assertion beside the words that it quotes."""

    wording: Wording
    source: SourceText
    claim: Claim

    @cached_property
    def quote(self) -> str:
        return " … ".join(self.source.text[each.start : each.end] for each in self.claim.quotes)

    @cached_property
    def sentence(self) -> str:
        return " … ".join(self.source.text[each.start : each.end] for each in self.claim.sentences)

    def findings(self) -> Iterator[Finding]:
        if not self.sentence:
            return  # that it quotes no sentence is told elsewhere
        yield from self._people()
        yield from self._topics()
        yield from self._act()
        yield from self._urgency()
        yield from self._texts()

    def _objects(self, *links: URIRef) -> Iterator[tuple[URIRef, URIRef]]:
        for link in links:
            for thing in sorted(self.wording.data.graph.objects(self.claim.node, link)):
                if isinstance(thing, URIRef):
                    yield link, thing

    def _is_named(self, thing: URIRef) -> bool:
        return any(self.wording.data.is_a(thing, kind) for kind in _NAMED)

    def _people(self) -> Iterator[Finding]:
        graph = self.wording.data.graph
        for link, thing in self._objects(*_ACTS, *_PARTIES):
            if not self._is_named(thing) or self.wording.explains(self.claim.node, thing):
                continue
            # The other end of a membership is whoever holds the role.
            if link == ORG.member and graph.value(self.claim.node, ORG.role) is not None:
                continue
            where = self.wording.own_places if link in _ACTS else self.wording.places
            if not where(thing, self.sentence):
                yield self._missing("not-named", thing)
            elif link == SAM.recipient and not where(thing, self.quote):
                yield self._missing("not-quoted", thing)
        yield from self._order_of_roles()

    def _topics(self) -> Iterator[Finding]:
        for _, thing in self._objects(*_TOPICS):
            named = self._is_named(thing) and self.wording.names(thing)
            if named and not self.wording.explains(self.claim.node, thing):
                if not self.wording.own_places(thing, self.sentence):
                    yield self._missing("not-named", thing)

    def _order_of_roles(self) -> Iterator[Finding]:
        """»A underretter B« isn't »B underretter A«; »B underrettes af A« is said the other way."""
        for _, bearer in self._objects(SAM.bearer):
            acts = self.wording.own_places(bearer, self.sentence)
            for _, recipient in self._objects(SAM.recipient):
                told = self.wording.own_places(recipient, self.quote)
                before = phrases_before(self.sentence, self.quote)
                if not acts or not told or before is None:
                    continue
                at = before + told[0][0]
                agent = any(self._is_agent(start) for start, _ in acts)
                if min(start for start, _ in acts) > at and not agent:
                    yield self._missing("roles-swapped", bearer, recipient=recipient)

    def _is_agent(self, start: int) -> bool:
        before = phrases.words(self.sentence[:start])[-3:]
        return any(word.folded in _BY for word in before)

    def _act(self) -> Iterator[Finding]:
        for _, act in self._objects(SAM.act):
            known = self.wording.names(act)
            if known and not any(phrases.stands(name, self.quote) for name in known):
                if not self.wording.explains(self.claim.node, act):
                    yield self._missing("act-not-quoted", act)

    def _urgency(self) -> Iterator[Finding]:
        data = self.wording.data
        urgencies = list(data.graph.subjects(SKOS.inScheme, SAM.Urgencies))
        said = {
            each
            for each in urgencies
            if any(phrases.stands(name, self.quote) for name in self.wording.names(each))
        }
        stated = {thing for _, thing in self._objects(SAM.urgency)}
        for thing in sorted(stated - said):
            if not self.wording.explains(self.claim.node, thing):
                yield self._missing("urgency-not-quoted", thing)
        if data.is_a(self.claim.node, SAM.InformationNorm):
            for thing in sorted(said - stated):
                yield self._missing("urgency-unsaid", URIRef(str(thing)))

    def _texts(self) -> Iterator[Finding]:
        graph = self.wording.data.graph
        for link in (SAM.objectText, SAM.condition, SAM.deadline):
            for text in graph.objects(self.claim.node, link):
                if isinstance(text, Literal) and text.language == "da":
                    missing = unsaid_words(str(text), self.sentence)
                    if missing and not self.wording.explains(self.claim.node, link):
                        yield self._finding("text-not-said", text=str(text), words=missing)
        order = graph.value(self.claim.node, SAM.order)
        if order is not None and not says_order(str(order), self.sentence):
            if not self.wording.explains(self.claim.node, SAM.order):
                yield self._finding("order-not-said", order=str(order))

    def _missing(self, code: str, thing: URIRef, **params: object) -> Finding:
        data = self.wording.data
        shown = {key: data.name(URIRef(str(one)), "da") or one for key, one in params.items()}
        return self._finding(
            code,
            found=thing,
            name_da=data.name(thing, "da") or names.local_name(thing),
            name_en=data.name(thing, "en") or names.local_name(thing),
            **shown,
        )

    def _finding(self, code: str, **params: object) -> Finding:
        where = ", ".join(self.wording.data.short(each.iri) for each in self.claim.sentences)
        return self.wording.data.finding(code, self.claim.node, sentences=where, **params)


def phrases_before(sentence: str, quote: str) -> int | None:
    """Where a quote begins in its sentences, None where it is put together from several."""
    at = sentence.find(quote)
    return at if at >= 0 else None


def unsaid_words(text: str, sentence: str) -> str:
    """The words of a text that a sentence doesn't have, in a row; a number may be a word there."""
    said = {word.stem for word in phrases.words(sentence)}
    numbers = {str(n): phrases.words(name)[0].stem for n, name in enumerate(_NUMBERS)}
    missing = [
        text[word.start : word.end]
        for word in phrases.words(text)
        if word.folded not in FUNCTION
        and word.stem not in said
        and numbers.get(word.folded, word.stem) not in said
    ]
    return ", ".join(f"»{word}«" for word in missing)


def says_order(order: str, sentence: str) -> bool:
    """Whether a sentence says that something comes at a place in an order."""
    number = int(order) if order.isdecimal() else 0
    said = {word.folded for word in phrases.words(sentence)}
    if order in said or any(re.match(rf"{order}\.", part) for part in sentence.split()):
        return True
    known = _ORDINALS[number] if number < len(_ORDINALS) else _LATER
    return bool(said & {word.folded for word in phrases.words(known)})
