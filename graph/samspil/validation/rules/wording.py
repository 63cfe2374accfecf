"""Rules that hold each part of a stated assertion to the words that it quotes.

Whoever acts, is told, sits in a forum or is spoken of is named in the sentence; who is told, what
is done and how urgent it is stand in the quote itself; names, numbers and texts stand in the
source. What the words don't say must rest on an accepted reading that `sam:explains` it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF
from rdflib.term import Node

from samspil.language import phrases
from samspil.language.words import FUNCTION
from samspil.model import names
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import OA, ORG, SAM, SKOS
from samspil.validation.rules.modality import Claim, claims
from samspil.validation.rules.quotes import normal, sentences

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
    wording = data.once(Wording)
    for source in data.sources.values():
        for claim in claims(data, source):
            if STATED in data.layers(claim.node):
                yield from _Said(wording, source, claim).findings()


def unborne_mentions(data: CheckedData) -> Iterator[Finding]:
    """Sentences that are said to mention a thing and don't."""
    wording = data.once(Wording)
    texts: dict[Node, list[str]] = {}
    for source in data.sources.values():
        for each in sentences(data, source):
            texts.setdefault(each.iri, []).append(source.text[each.start : each.end])
    for thing, sentence in sorted(data.graph.subject_objects(SAM.mentionedIn), key=str):
        for text in texts.get(URIRef(str(sentence)), ()):
            named = next(iter(data.graph.objects(thing, SAM.names)), thing)
            said = wording.book(thing).places(text)
            borne_out = thing in said or named in said
            if not borne_out and sentence not in wording.explained_in.get(named, ()):
                yield data.finding("mention-not-borne-out", thing, sentence=sentence)


class Wording:
    """What things are called in the data, and which readings explain what isn't said."""

    def __init__(self, data: CheckedData) -> None:
        self.data = data
        self._books: dict[str, phrases.PhraseBook[Node]] = {}

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

    def explained(self, readings: Iterable[Node]) -> frozenset[Node]:
        """What some readings explain, the accepted ones of them."""
        return frozenset(
            thing
            for reading in readings
            if self._is_accepted(reading)
            for thing in self.data.graph.objects(reading, SAM.explains)
        )

    def _is_accepted(self, reading: Node) -> bool:
        return (reading, SAM.decision, SAM.accepted) in self.data.graph

    @cached_property
    def names(self) -> Mapping[Node, frozenset[str]]:
        """What each thing is called in Danish."""
        found: dict[Node, set[str]] = {}
        for link in _NAMES:
            for thing, name in self.data.graph.subject_objects(link):
                if isinstance(name, Literal) and name.language == "da":
                    found.setdefault(thing, set()).add(str(name))
        return {thing: frozenset(known) for thing, known in found.items()}

    @cached_property
    def kinds(self) -> Mapping[Node, URIRef]:
        """Which kind of thing each is that a sentence names."""
        return {thing: kind for kind in _NAMED for thing in self.data.instances(kind)}

    @cached_property
    def urgencies(self) -> frozenset[Node]:
        """How urgent something may be."""
        return frozenset(self.data.graph.subjects(SKOS.inScheme, SAM.Urgencies))

    def book(self, thing: Node) -> phrases.PhraseBook[Node]:
        """The names of the municipality to which a thing belongs, and of what all share."""
        dataset = names.dataset_of(str(thing))
        if dataset not in self._books:
            near = {dataset, names.SHARED_DATASET}
            self._books[dataset] = phrases.PhraseBook(
                {
                    one: known
                    for one, known in self.names.items()
                    if names.dataset_of(str(one)) in near
                }
            )
        return self._books[dataset]


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

    @cached_property
    def parts(self) -> Mapping[Node, list[Node]]:
        """What the assertion says, by property."""
        found: dict[Node, list[Node]] = {}
        for link, value in self.wording.data.graph.predicate_objects(self.claim.node):
            found.setdefault(link, []).append(value)
        return {link: sorted(values, key=str) for link, values in found.items()}

    @cached_property
    def explained(self) -> frozenset[Node]:
        return self.wording.explained(self.parts.get(SAM.restsOn, ()))

    def findings(self) -> Iterator[Finding]:
        if not self.sentence or not self._stands():
            return  # what is wrong with its quote is told elsewhere
        yield from self._people()
        yield from self._order_of_roles()
        yield from self._topics()
        yield from self._act()
        yield from self._urgency()
        yield from self._texts()

    def _stands(self) -> bool:
        """Whether each quotation stands in its place, within a sentence that it names."""
        graph = self.wording.data.graph
        return bool(self.claim.quotes) and all(
            normal(self.source.text[each.start : each.end])
            == normal(str(graph.value(each.iri, OA.exact)))
            and any(sentence.holds(each.start, each.end) for sentence in self.claim.sentences)
            for each in self.claim.quotes
        )

    def _objects(self, *links: URIRef) -> Iterator[tuple[URIRef, URIRef]]:
        for link in links:
            for thing in self.parts.get(link, ()):
                if isinstance(thing, URIRef):
                    yield link, thing

    def _places(self, thing: Node, text: str) -> list[tuple[int, int]]:
        """Where a thing is named in a text."""
        return self.wording.book(self.claim.node).places(text).get(thing, [])

    def _own_places(self, thing: Node, text: str) -> list[tuple[int, int]]:
        """Where it is named and not only a part of the longer name of another of its kind."""
        kinds = self.wording.kinds
        longer = [
            place
            for other, places in self.wording.book(self.claim.node).places(text).items()
            if other != thing and kinds.get(other) == kinds.get(thing)
            for place in places
        ]
        return [
            (start, end)
            for start, end in self._places(thing, text)
            if not any(a <= start and end <= b and b - a > end - start for a, b in longer)
        ]

    def _people(self) -> Iterator[Finding]:
        for link, thing in self._objects(*_ACTS, *_PARTIES):
            if thing not in self.wording.kinds or thing in self.explained:
                continue
            # The other end of a membership is whoever holds the role.
            if link == ORG.member and ORG.role in self.parts:
                continue
            where = self._own_places if link in _ACTS else self._places
            if not where(thing, self.sentence):
                yield self._missing("not-mentioned", thing)
            elif link == SAM.recipient and not where(thing, self.quote):
                yield self._missing("recipient-not-quoted", thing)

    def _topics(self) -> Iterator[Finding]:
        for _, thing in self._objects(*_TOPICS):
            if (
                thing in self.wording.kinds
                and thing in self.wording.names
                and thing not in self.explained
                and not self._own_places(thing, self.sentence)
            ):
                yield self._missing("not-mentioned", thing)

    def _order_of_roles(self) -> Iterator[Finding]:
        """»A underretter B« isn't »B underretter A«; »B underrettes af A« is said the other way."""
        begins = self.sentence.find(self.quote)
        for _, bearer in self._objects(SAM.bearer):
            acting = self._own_places(bearer, self.sentence)
            for _, recipient in self._objects(SAM.recipient):
                told = self._own_places(recipient, self.quote)
                if begins < 0 or not acting or not told:
                    continue
                is_agent = any(self._is_agent(start) for start, _ in acting)
                if acting[0][0] > begins + told[-1][0] and not is_agent:
                    yield self._missing("roles-swapped", bearer, recipient=recipient)

    def _is_agent(self, start: int) -> bool:
        before = phrases.words(self.sentence[:start])[-3:]
        return any(word.folded in _BY for word in before)

    def _act(self) -> Iterator[Finding]:
        for _, act in self._objects(SAM.act):
            known = act in self.wording.names and act not in self.explained
            if known and not self._places(act, self.quote):
                yield self._missing("act-not-quoted", act)

    def _urgency(self) -> Iterator[Finding]:
        said = {each for each in self.wording.urgencies if self._places(each, self.quote)}
        stated: set[Node] = {thing for _, thing in self._objects(SAM.urgency)}
        for thing in sorted(stated - said - self.explained, key=str):
            yield self._missing("urgency-not-quoted", thing)
        if SAM.InformationNorm in self.parts.get(RDF.type, ()):
            for thing in sorted(said - stated, key=str):
                yield self._missing("urgency-unsaid", thing)

    def _texts(self) -> Iterator[Finding]:
        for wording in (SAM.objectText, SAM.condition, SAM.deadline):
            for text in self.parts.get(wording, ()):
                if (
                    not isinstance(text, Literal)
                    or text.language != "da"
                    or wording in self.explained
                ):
                    continue
                if missing := unsaid_words(str(text), self.sentence):
                    yield self._finding("text-not-said", text=str(text), words=missing)
        for number in self.parts.get(SAM.order, ()):
            if not says_order(str(number), self.sentence) and SAM.order not in self.explained:
                yield self._finding("order-not-said", order=str(number))

    def _missing(self, code: str, thing: Node, **params: URIRef) -> Finding:
        data = self.wording.data
        return self._finding(
            code,
            found=thing,
            name_da=data.name(thing, "da") or names.local_name(str(thing)),
            name_en=data.name(thing, "en") or names.local_name(str(thing)),
            **{key: data.name(one, "da") or str(one) for key, one in params.items()},
        )

    def _finding(self, code: str, **params: object) -> Finding:
        where = ", ".join(self.wording.data.short(each.iri) for each in self.claim.sentences)
        return self.wording.data.finding(code, self.claim.node, None, sentences=where, **params)


def unsaid_words(text: str, sentence: str) -> str:
    """The words of a text that a sentence doesn't have, in a row; a number may be a word there."""
    said = {word.stem for word in phrases.words(sentence)}
    numbers = {str(n): phrases.words(name)[0].stem for n, name in enumerate(_NUMBERS)}
    missing = [
        text[word.start : word.end]
        for word in phrases.words(text)
        if word.folded not in FUNCTION
        and word.stem not in said
        and word.stem.removesuffix("t") not in said  # »de ugentlige møder« are held »ugentligt«
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
