"""One stated assertion beside the words that it quotes, and what things are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rdflib import Literal, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from samspil.language import phrases
from samspil.model import names
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import OA, SAM, SKOS
from samspil.validation.rules.modality import Claim
from samspil.validation.rules.modality_words import Words, read_words
from samspil.validation.rules.placing import Named
from samspil.validation.rules.quotes import normal

_NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SAM.wording)
_NAMED = (SAM.Actor, SAM.Situation, SAM.TargetGroup)

Place = tuple[int, int]
"""From which character to which of a text."""


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

    @cached_property
    def acts(self) -> frozenset[URIRef]:
        """What may be done, of which the words are known."""
        acts = self.data.graph.subjects(SKOS.inScheme, SAM.Acts)
        return frozenset(act for act in acts if isinstance(act, URIRef) and act in self.names)

    def words(self, source: SourceText) -> Words:
        """The modality words by which a source is read."""
        return read_words(self.data, source.home.dataset)

    @cached_property
    def seats(self) -> Mapping[Node, Sequence[str]]:
        """The words that say each kind of seat in a forum."""
        found: dict[Node, list[str]] = {}
        for seat, phrase in self.data.vocabulary.graph.subject_objects(SAM.saidBy):
            found.setdefault(seat, []).append(str(phrase))
        return found

    def frames(self, relation: Node) -> Sequence[str]:
        """The words that say a relation, with the places of its ends."""
        return sorted(map(str, self.data.vocabulary.graph.objects(relation, SAM.frame)))

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
class Said:
    """One stated assertion beside the words that it quotes."""

    wording: Wording
    source: SourceText
    claim: Claim

    @cached_property
    def quote(self) -> str:
        """What is quoted, in a row."""
        return " … ".join(self.source.text[each.start : each.end] for each in self.claim.quotes)

    @cached_property
    def sentence(self) -> str:
        """The sentences that are quoted from, in a row."""
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
        """What the readings explain on which the assertion rests."""
        return self.wording.explained(self.parts.get(SAM.restsOn, ()))

    def stands(self) -> bool:
        """Whether each quotation stands in its place, within a sentence that it names."""
        graph = self.wording.data.graph
        return bool(self.claim.quotes) and all(
            normal(self.source.text[each.start : each.end])
            == normal(str(graph.value(each.iri, OA.exact)))
            and any(sentence.holds(each.start, each.end) for sentence in self.claim.sentences)
            for each in self.claim.quotes
        )

    def objects(self, *links: URIRef) -> Iterator[tuple[URIRef, URIRef]]:
        """The things that some properties of the assertion lead to, with the property."""
        for link in links:
            for thing in self.parts.get(link, ()):
                if isinstance(thing, URIRef):
                    yield link, thing

    def places(self, thing: Node, text: str) -> list[tuple[int, int]]:
        """Where a thing is named in a text."""
        return self.wording.book(self.claim.node).places(text).get(thing, [])

    def own_places(self, thing: Node, text: str) -> list[tuple[int, int]]:
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
            for start, end in self.places(thing, text)
            if not any(a <= start and end <= b and b - a > end - start for a, b in longer)
        ]

    def named(self, kind: Node | None, text: str, *, whole: bool = True) -> list[Named]:
        """All things of a kind where a text names them; `whole`: not within longer names."""
        known = self.wording.book(self.claim.node).places(text)
        found = [
            Named(start, end, thing)
            for thing, places in known.items()
            if self.wording.kinds.get(thing) == kind
            for start, end in (self.own_places(thing, text) if whole else places)
        ]
        return sorted(found, key=lambda one: (one.start, one.end, str(one.thing)))

    def missing(self, code: str, thing: Node, **params: URIRef) -> Finding:
        """A finding about a thing that the words don't bear out; `params` are named."""
        data = self.wording.data
        return self.finding(
            code,
            found=thing,
            name_da=data.name(thing, "da") or names.local_name(str(thing)),
            name_en=data.name(thing, "en") or names.local_name(str(thing)),
            **{key: data.name(one, "da") or str(one) for key, one in params.items()},
        )

    def finding(self, code: str, **params: object) -> Finding:
        """A finding about the assertion, with its sentences."""
        where = ", ".join(self.wording.data.short(each.iri) for each in self.claim.sentences)
        return self.wording.data.finding(code, self.claim.node, None, sentences=where, **params)
