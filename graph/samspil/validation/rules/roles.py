"""Rules that hold who acts, who is told and what is done to their places in the sentence.

Danish puts whoever acts right before or after the modality word; »A skal underrettes af B« and
»A får besked fra B« put whoever is told there. What is done goes with the recipient that stands in
the same part of a list: »henvende sig til A eller underrette B«.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rdflib import URIRef
from rdflib.term import Node

from samspil.language import phrases
from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM
from samspil.validation.rules.modality import PARTS
from samspil.validation.rules.modality_words import Occurrence
from samspil.validation.rules.placing import Named, after, before
from samspil.validation.rules.said import Said

_FILLING = re.compile(
    r"(?:\s|,|\b(?:alle|også|selv|altid|da|så|i|de|den|det|en|et|øvrige)\b)*", re.IGNORECASE
)
_AGENT = frozenset(("af", "fra", "hos"))
_PASSIVE = re.compile(r"\b[a-zæøå]{2,}(?:[bdfgklmnprstv]es|ås|øs)\b")
_JOINT = re.compile(r",|\b(?:og|eller|samt)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s+(?:der|som|hvor)\b[^,]*,\s*", re.IGNORECASE)
_THAT = re.compile(r"\s*,?\s*at\b")
_AND = re.compile(r"(?:^|[\s,])(?:og|men|eller|samt)\s*$", re.IGNORECASE)


def misplaced(said: Said) -> Iterator[Finding]:
    """What a norm says otherwise than the order of the words of its sentence."""
    clause = clause_of(said)
    if clause is None:
        return
    yield from clause.actors()
    yield from clause.acts()
    yield from clause.order()


def clause_of(said: Said) -> Clause | None:
    """The words of a norm, where one sentence names all its people; none where no such does."""
    return next(filter(None, map(_clause, _by_sentence(said))), None)


def _by_sentence(said: Said) -> Iterator[Said]:
    """The norm beside each sentence that names all its people, where it quotes several."""
    claim = said.claim
    if len(claim.sentences) == 1:
        yield said
        return
    people = [thing for _, thing in said.objects(SAM.bearer, SAM.recipient)]
    for place in claim.sentences:
        text = said.source.text[place.start : place.end]
        quotes = tuple(one for one in claim.quotes if place.holds(one.start, one.end))
        if quotes and all(said.places(one, text) for one in people):
            yield replace(said, claim=replace(claim, sentences=(place,), quotes=quotes))


def _clause(said: Said) -> Clause | None:
    """The words of a norm, where one sentence holds them all in one row."""
    claim = said.claim
    if len(claim.sentences) != 1 or not claim.word or SAM.act not in said.parts:
        return None
    begins = claim.sentences[0].start
    places = sorted((each.start - begins, each.end - begins) for each in claim.quotes)
    words = said.wording.words(said.source)
    named = " ".join(PARTS.sub(" ", claim.word).lower().split())
    found = words.find(said.sentence)
    if not any(each.word.text.lower() == named for each in found):
        found = words.find_all(
            said.sentence
        )  # An everyday word (»drøftes«) counts where it is read.
    own = [number for number, each in enumerate(found) if each.word.text.lower() == named]
    quoted = [
        number for number in own if any(start <= found[number].start < end for start, end in places)
    ]
    others = any(start <= each.start < end for each in found for start, end in places)
    # Another word in the quote than the one named is told by itself.
    chosen = quoted[:1] or (own if len(own) == 1 and not others else [])
    return Clause(said, found, chosen[0], places[0][0], places[-1][1]) if chosen else None


@dataclass(frozen=True)
class Clause:
    """A modality word in its sentence, by its number, and from where to where the quote goes."""

    said: Said
    words: Sequence[Occurrence]
    number: int
    begins: int
    ends: int

    @property
    def text(self) -> str:
        """The sentence."""
        return self.said.sentence

    @cached_property
    def word(self) -> Occurrence:
        """The modality word that the norm reads."""
        return self.words[self.number]

    @cached_property
    def actors_named(self) -> list[Named]:
        """All actors that the sentence names, where it does."""
        return self.said.named(SAM.Actor, self.text)

    @cached_property
    def stops(self) -> int:
        """Where the words about this norm end: with its quote, or with the next modality word."""
        later = [each.start for each in self.words[self.number + 1 :]]
        return (
            min([self.ends, *later]) if self.ends > self.word.end else min([len(self.text), *later])
        )

    @cached_property
    def is_passive(self) -> bool:
        """Whether the verb after the modality word is one of those that turn the roles."""
        text = self.text[self.word.end : self.stops]
        hidden = [(one.start - self.word.end, one.end - self.word.end) for one in self.actors_named]
        return any(
            not any(start <= verb.start() < end for start, end in hidden)
            for verb in _PASSIVE.finditer(text)
        )

    @cached_property
    def tells_the_recipient(self) -> bool:
        """Whether whoever the sentence begins with is told: »kommunen får besked«."""
        word = self.word.word.text
        turns = word.endswith("es") and self.clause_from(self.word.end) == self.word.end
        return word.startswith("får ") or turns

    @property
    def turns(self) -> bool:
        """Whether whoever stands where the one that acts does is told instead."""
        return self.tells_the_recipient or self.is_passive

    def clause_from(self, end: int) -> int:
        """Where who acts may be named after a word: »anbefales, at skolerne …« begins anew."""
        that = _THAT.match(self.text, end)
        return that.end() if that else end

    def subjects(self, number: int | None = None) -> list[Named]:
        """Whoever stands where the one that acts does; none where nobody does."""
        word = self.words[self.number if number is None else number]
        # »Ved uro i skolen skal A«: who comes right after the word has it, whoever stands before.
        later = after(self.actors_named, self.text, word.end)
        if later and _FILLING.fullmatch(self.text, self.clause_from(word.end), later[0].start):
            return later
        earlier = before(self.actors_named, self.text, word.start)
        if earlier:
            between = (earlier[-1].end, word.start)
            if _FILLING.fullmatch(self.text, *between) or _ASIDE.fullmatch(self.text, *between):
                return earlier
        at = self.number if number is None else number
        if at and _AND.search(self.text[: word.start]):
            return self.subjects(at - 1)
        return []

    def actors(self) -> Iterator[Finding]:
        """Bearers and recipients that don't stand in their place."""
        subjects = [one.thing for one in self.subjects()]
        told_first = self.turns
        for _, bearer in self.said.objects(SAM.bearer):
            if bearer in self.said.explained or not self.said.places(bearer, self.text):
                continue
            if self._is_agent(bearer):
                continue
            if told_first or (bearer not in subjects and (subjects or self.is_impersonal)):
                yield self.said.missing("bearer-not-there", bearer)
        for _, recipient in self.said.objects(SAM.recipient):
            if self.tells_the_recipient:
                if subjects and recipient not in subjects:
                    yield self.said.missing("recipient-not-there", recipient)
            elif not self.is_passive and recipient in subjects:
                others = self.said.own_places(recipient, self.text[self.word.end : self.stops])
                if len(others) < 2 and SAM.bearer in self.said.parts:
                    yield self.said.missing("recipient-not-there", recipient)

    @property
    def is_impersonal(self) -> bool:
        """»Der bør rettes henvendelse«: nobody is named."""
        around = (
            phrases.words(self.text[: self.word.start])[-1:]
            + phrases.words(self.text[self.word.end :])[:1]
        )
        return any(word.folded == "der" for word in around)

    def _is_agent(self, actor: Node) -> bool:
        return any(
            word.folded in _AGENT
            for start, _ in self.said.own_places(actor, self.text)
            for word in phrases.words(self.text[:start])[-2:]
        )

    @cached_property
    def groups(self) -> list[_Group]:
        """What is done and to whom, a group for each part of the sentence that has a verb."""
        first = self.word.end
        text = self.text[first : self.stops]
        people = [
            Named(one.start - first, one.end - first, one.thing)
            for one in self.actors_named
            if first <= one.start and one.end <= self.stops
        ]
        cuts = [
            cut.start()
            for cut in _JOINT.finditer(text)
            if not any(one.start <= cut.start() < one.end for one in people)
        ]
        # »Skal pr. mail orientere A«: that isn't to write to A.
        manners = [
            (at, at + len(manner))
            for manner in map(str, self.said.parts.get(SAM.manner, ()))
            if (at := text.find(manner)) >= 0
        ]
        found: list[_Group] = []
        waiting: list[Node] = []
        acts = self.said.wording.acts
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            here = [one.thing for one in people if start <= one.start < end]
            done = sorted(
                (place[0], place[0] - place[1], act)
                for act in acts
                for place in self.said.places(act, text)
                if start <= place[0] < end and not any(a <= place[0] < b for a, b in manners)
            )
            if done:
                governing = {act for at, _, act in done if at == done[0][0]}
                found.append(_Group(frozenset(governing), [*waiting, *here]))
                waiting = []
            elif found:
                found[-1].told.extend(here)
            else:
                waiting += here
        return found

    def acts(self) -> Iterator[Finding]:
        """What isn't done, or is done to another."""
        if not self.groups or self.tells_the_recipient:
            return
        for _, act in self.said.objects(SAM.act):
            if act in self.said.explained or act not in self.said.wording.acts:
                continue
            own = [group for group in self.groups if act in group.acts]
            if not own:
                yield self.said.missing("act-not-there", act)
                continue
            told = {thing for group in own for thing in group.told}
            everyone = {thing for group in self.groups for thing in group.told}
            for _, recipient in self.said.objects(SAM.recipient):
                if recipient in everyone - told:
                    yield self.said.missing("act-to-another", act, recipient=recipient)

    def order(self) -> Iterator[Finding]:
        """Whether the place in an order is the one that the words before the recipient give."""
        if SAM.order in self.said.explained:
            return
        stated = [str(number) for number in self.said.parts.get(SAM.order, ())]
        for _, recipient in self.said.objects(SAM.recipient):
            places = self.said.own_places(recipient, self.text)
            at = _counted(self.text[: places[-1][0]]) if places else None
            if at is None:
                continue
            if not stated and _counts(self.text):
                yield self.said.finding("order-untold", text=self.text)
            for number in stated:
                if str(at) != number:
                    yield self.said.finding("order-not-said", order=number)


@dataclass(frozen=True)
class _Group:
    acts: frozenset[URIRef]
    told: list[Node]


_FIRST = {"forst": 1, "forste": 1, "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "femte": 5}
_NEXT = frozenset(("dernaest", "dernast", "derefter", "herefter", "efterfolgende"))


def _counts(text: str) -> bool:
    """Whether a text counts »først … dernæst«; »først« alone may be »not before«."""
    said = [word.folded for word in phrases.words(text)]
    return "forst" in said and not _NEXT.isdisjoint(said[said.index("forst") :])


def _counted(text: str) -> int | None:
    """To which number the words of a text have counted: »først … dernæst« to 2."""
    reached: int | None = None
    for word in phrases.words(text):
        if word.folded in _FIRST:
            reached = _FIRST[word.folded]
        elif word.folded in _NEXT and reached is not None:
            reached += 1
    return reached
