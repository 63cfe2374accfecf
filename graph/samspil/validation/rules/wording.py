"""Rules that hold each part of a stated assertion to the words that it quotes.

Whoever acts, is told, sits in a forum or is spoken of is named in the sentence; who is told, what
is done and how urgent it is stand in the quote itself; names, numbers and texts stand in the
source. What the words don't say must rest on an accepted reading that `sam:explains` it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.language import phrases
from samspil.language.words import FUNCTION
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.namespaces import ORG, SAM
from samspil.validation.rules import governed, relations, roles
from samspil.validation.rules.modality import claims
from samspil.validation.rules.placing import Named
from samspil.validation.rules.quotes import sentences
from samspil.validation.rules.said import Said, Wording

_ACTS = (SAM.bearer, SAM.recipient, SAM.channel)
_PARTIES = (SAM.subject, ORG.member, ORG.role, ORG.organization, SAM.object)
_TOPICS = (SAM.trigger, SAM.about, SAM.concerns)
_ADDED = frozenset({SAM.validFrom, SAM.validTo, SAM.approved, SAM.confidence, SAM.knownBefore})
"""What only a law or a reading has."""
_QUALIFIER = re.compile(
    r"\b(?:ikke|højst|mindst|cirka|ca\.?|omkring|op\s+til|maksimalt|minimum|næsten|under|over)\s+$",
    re.IGNORECASE,
)
_BY = frozenset(("af", "fra"))
_NUMBERS = (
    "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten tyve"
).split()
_ORDINALS = (
    "", "først første", "anden andet dernæst derefter herefter", "tredje dernæst derefter herefter",
)  # fmt: skip
_LATER = "dernæst derefter herefter fjerde femte sjette syvende ottende sidst"


def unsaid(data: CheckedData, only: Node | None = None) -> Iterator[Finding]:
    """Stated assertions of which a part isn't in the words; or what is so of `only` one of them."""
    wording = data.once(Wording)
    for source in data.sources.values():
        for claim in claims(data, source):
            if only in (None, claim.node) and STATED in data.layers(claim.node):
                yield from _Parts(Said(wording, source, claim)).findings()


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


@dataclass(frozen=True)
class _Parts:
    """The parts of an assertion, each held to the words."""

    said: Said

    def findings(self) -> Iterator[Finding]:
        if not self.said.sentence or not self.said.stands():
            return  # what is wrong with its quote is told elsewhere
        people = [*self._people(), *self._order_of_roles(), *self._topics(), *self._act()]
        yield from people
        if not people:
            # Who or what isn't in the sentence at all has no place in it.
            yield from roles.misplaced(self.said)
            yield from governed.ungoverned(self.said)
            yield from relations.misplaced_ends(self.said)
            yield from relations.unsaid_seats(self.said)
        yield from self._urgency()
        yield from self._texts()

    def _people(self) -> Iterator[Finding]:
        for link, thing in self.said.objects(*_ACTS, *_PARTIES):
            if thing not in self.said.wording.kinds:
                continue
            if link == SAM.channel and thing in self._told():
                yield self.said.missing("channel-is-party", thing)
                continue
            if thing in self.said.explained:
                continue
            # The other end of a membership is whoever holds the role.
            if link == ORG.member and ORG.role in self.said.parts:
                continue
            own = link in (*_ACTS, ORG.organization)
            where = self.said.own_places if own else self.said.places
            if not where(thing, self.said.sentence):
                yield self.said.missing("not-mentioned", thing)
            elif link == SAM.recipient and not where(thing, self.said.quote):
                yield self.said.missing("recipient-not-quoted", thing)
            elif link == SAM.channel and not where(thing, self.said.quote):
                yield self.said.missing("channel-not-quoted", thing)

    def _told(self) -> set[Node]:
        return {thing for _, thing in self.said.objects(SAM.bearer, SAM.recipient)}

    def _topics(self) -> Iterator[Finding]:
        known = self.said.wording
        for _, thing in self.said.objects(*_TOPICS):
            if thing not in known.kinds or thing not in known.names:
                continue
            if thing in self.said.explained:
                continue
            if not self.said.own_places(thing, self.said.sentence):
                yield self.said.missing("not-mentioned", thing)
            elif not self.said.own_places(thing, self.said.quote):
                # What the rest of the sentence says of it all is said here too, unless the quote
                # has another of its kind.
                others = self.said.named(known.kinds[thing], self.said.quote)
                if others and not self._is_of(others, thing):
                    yield self.said.missing("topic-not-quoted", thing)

    def _is_of(self, others: Sequence[Named], thing: Node) -> bool:
        """Whether a wider or narrower name of the thing is quoted."""
        here = self.said.places(thing, self.said.quote)
        return any(a <= one.start and one.end <= b for one in others for a, b in here)

    def _order_of_roles(self) -> Iterator[Finding]:
        """»A underretter B« isn't »B underretter A«; »B underrettes af A« is said the other way."""
        begins = self.said.sentence.find(self.said.quote)
        for _, bearer in self.said.objects(SAM.bearer):
            acting = self.said.own_places(bearer, self.said.sentence)
            for _, recipient in self.said.objects(SAM.recipient):
                told = self.said.own_places(recipient, self.said.quote)
                if begins < 0 or not acting or not told:
                    continue
                is_agent = any(self._is_agent(start) for start, _ in acting)
                if acting[0][0] > begins + told[-1][0] and not is_agent:
                    yield self.said.missing("roles-swapped", bearer, recipient=recipient)

    def _is_agent(self, start: int) -> bool:
        before = phrases.words(self.said.sentence[:start])[-3:]
        return any(word.folded in _BY for word in before)

    def _act(self) -> Iterator[Finding]:
        for _, act in self.said.objects(SAM.act):
            known = act in self.said.wording.names and act not in self.said.explained
            if known and not self.said.places(act, self.said.quote):
                yield self.said.missing("act-not-quoted", act)

    def _urgency(self) -> Iterator[Finding]:
        said = {
            each for each in self.said.wording.urgencies if self.said.places(each, self.said.quote)
        }
        stated: set[Node] = {thing for _, thing in self.said.objects(SAM.urgency)}
        for thing in sorted(stated - said - self.said.explained, key=str):
            yield self.said.missing("urgency-not-quoted", thing)
        if SAM.InformationNorm in self.said.parts.get(RDF.type, ()):
            for thing in sorted(said - stated, key=str):
                yield self.said.missing("urgency-unsaid", thing)

    def _texts(self) -> Iterator[Finding]:
        for wording in (SAM.objectText, SAM.condition, SAM.deadline, SAM.manner):
            for text in self.said.parts.get(wording, ()):
                if (
                    not isinstance(text, Literal)
                    or text.language != "da"
                    or wording in self.said.explained
                ):
                    continue
                if missing := unsaid_words(str(text), self.said.sentence):
                    yield self.said.finding("text-not-said", text=str(text), words=missing)
        yield from self._frequency()
        yield from self._law()
        for number in self.said.parts.get(SAM.order, ()):
            if (
                not says_order(str(number), self.said.sentence)
                and SAM.order not in self.said.explained
            ):
                yield self.said.finding("order-not-said", order=str(number))

    def _frequency(self) -> Iterator[Finding]:
        """How often stands in a row, with its »højst« and »ikke«, and is that of the subject."""
        if SAM.meetsWithFrequency not in self.said.parts.get(SAM.predicate, ()):
            return
        sentence = self.said.sentence
        for text in self.said.parts.get(SAM.objectText, ()):
            if not isinstance(text, Literal) or text.language != "da":
                continue
            places = phrases.PhraseBook({text: [str(text)]}).places(sentence).get(text, [])
            if not places and len(str(text).split()) > 1:
                yield self.said.finding("text-not-in-a-row", text=str(text))
            qualified = [_QUALIFIER.search(sentence, 0, start) for start, _ in places]
            if places and all(qualified):
                yield self.said.finding("qualifier-untold", text=sentence[slice(*places[0])])
            for _, subject in self.said.objects(SAM.subject):
                kind = self.said.wording.kinds.get(subject)
                named = [self.said.named(kind, sentence[:start]) for start, _ in places]
                if any(named) and not any(
                    each and subject in {one.thing for one in each if one.end == each[-1].end}
                    for each in named
                ):
                    yield self.said.missing("frequency-of-another", subject)

    def _law(self) -> Iterator[Finding]:
        """The law by which a plan says something stands in its sentence; what it adds is ours."""
        for _, law in self.said.objects(SAM.legalBasis):
            # »Barnets lov (lov nr. 721 af …)«: either says which law it is.
            name = self.said.wording.data.name(law, "da") or ""
            parts = [part for part in re.split(r"\s*[()]\s*", name) if part]
            named = phrases.PhraseBook({law: parts}).places(self.said.sentence)
            if law not in self.said.explained and not named:
                yield self.said.missing("law-not-said", law)
        for section in self.said.parts.get(SAM.section, ()):
            if str(section) not in self.said.sentence:
                yield self.said.finding("section-not-said", text=str(section))
        for added in sorted(_ADDED & self.said.parts.keys()):
            yield self.said.finding("not-of-the-document", found=added)


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
