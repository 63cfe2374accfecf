"""Rules that hold a statement to what its sentence affirms, and of whom.

»Skal undgå at underrette A«, »underrette A frem for B«, »skal overveje at kontakte A«, »A eller B«:
the words are all there, and don't say that it is done. What they say otherwise must rest on an
accepted reading that explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM
from samspil.validation.rules.affirmed import (
    NEGATOR,
    PART_END,
    denied_statements,
    excepted_topics,
)
from samspil.validation.rules.modality import claims
from samspil.validation.rules.placing import Named
from samspil.validation.rules.roles import Clause, clause_of
from samspil.validation.rules.said import Place, Said

_BEGINS_ANEW = re.compile(r"[;:.]|,?\s\bmen\b|,\s+(?:og|så)\b", re.IGNORECASE)
_WHEN = r"hvis|når|såfremt|medmindre|før|førend|inden|efter|mens|indtil"
_ASIDE = re.compile(rf",\s+(?:der|som|hvor)\b[^,]*,\s*|,\s+(?:{_WHEN})\b.*,\s*")
_SUBCLAUSE = re.compile(
    r"\b(?:hvis|når|såfremt|medmindre)\b.*,|,\s+(?:der|som|hvor)\b[^,]*,", re.IGNORECASE
)
_SEES_TO = re.compile(r"\b(?:sørge\s+for|huske)\s+at\b", re.IGNORECASE)
"""Whoever must see to doing it must do it."""
_APART = rf",\s*(?:om|som|der|hvor|fordi|{_WHEN})\b"
_OUT_OF_REACH = re.compile(rf"\b(?:at|hvorvidt|kunne)\b|{_APART}", re.IGNORECASE)
_WHETHER = re.compile(r",\s*(?:om|hvorvidt)\s+[^,]*$", re.IGNORECASE)
_OF = re.compile(r"\b(?:af|om|vedrørende|gennem|igennem|via|fra)\s+(?:de[nt]?\s+)?$", re.IGNORECASE)
_THROUGH = re.compile(
    r"\b(?:gennem|igennem|via|i|på|hos|ved|under)\s+(?:de[nt]?\s+|et\s+|en\s+)?$", re.IGNORECASE
)
_SOME_OF = re.compile(
    r"\b(?:enkelte|nogle|ingen|flere|en|et|halvdelen|mange)\s+af\s+(?:de\s+)?$", re.IGNORECASE
)
_BY = re.compile(r"[a-zæøå]{3,}es\s+(?:straks\s+)?af\s+(?:de[nt]?\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"\s+(?!(?:og|eller|samt|om|ved|i|når|hvis|senest|inden|straks|med)\b)[a-zæøå]")
_OR = re.compile(r"\beller\b", re.IGNORECASE)


def ungoverned(said: Said) -> Iterator[Finding]:
    """What a statement affirms that its sentence denies, asks, weighs or says of somebody else."""
    yield from excepted_topics(said)
    if SAM.InformationNorm not in said.parts.get(RDF.type, ()):
        yield from denied_statements(said)
        return
    if said.sentence.rstrip().endswith("?"):
        yield said.finding("question-says-nothing", text=said.sentence)
    yield from _channels(said)
    yield from _alternatives_not_said(said)
    clause = clause_of(said)
    if clause is not None and SAM.modality not in said.explained:
        yield from _Reach(clause).findings()


def _channels(said: Said) -> Iterator[Finding]:
    """A channel is gone through: »gennem A«, »i A«; »A og B« are both told."""
    for _, channel in said.objects(SAM.channel):
        places = said.own_places(channel, said.sentence)
        if (
            places
            and channel not in said.explained
            and not any(_THROUGH.search(said.sentence[:start]) for start, _ in places)
        ):
            yield said.missing("channel-not-there", channel)


def _alternatives_not_said(said: Said) -> Iterator[Finding]:
    if SAM.alternativeTo in said.explained:
        return
    graph = said.wording.data.graph
    for _, other in said.objects(SAM.alternativeTo):
        told = said.sentence
        if all(
            set(said.parts.get(link, ())) == set(graph.objects(other, link))
            for link in (SAM.act, SAM.recipient)
        ):  # They differ in who acts: »A eller B« it must be.
            acting = [*said.parts.get(SAM.bearer, ()), *graph.objects(other, SAM.bearer)]
            places = [place for one in acting for place in said.places(one, said.sentence)]
            told = told[min(places)[0] : max(places)[1]] if places else told
        if not _OR.search(told):
            yield said.finding("alternative-not-said")


class _Reach:
    """A norm beside what its modality word reaches in the sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.said = clause.said
        self.text = clause.text
        self.begins = clause.clause_from(clause.word.end)

    def findings(self) -> Iterator[Finding]:
        """What lies beyond its reach, and what is denied within."""
        yield from self._before()
        yield from self._act()
        yield from self._denied()
        yield from self._recipients()
        yield from self._bearers()
        yield from self._alternatives()
        yield from self._deadline()

    @property
    def _is_negative(self) -> bool:
        return SAM["must-not"] in self.said.parts.get(SAM.modality, ())

    def _places(self, thing: URIRef) -> list[Place]:
        return [
            (start, end)
            for start, end in self.said.places(thing, self.text)
            if self.clause.word.end <= start and end <= self.clause.stops
        ]

    def _before(self) -> Iterator[Finding]:
        """»Hverken A eller B må«, »det er ikke A, der skal«, »om A skal, afgøres senere«."""
        earlier = [one.end for one in self.clause.words[: self.clause.number]]
        start = max(
            [0, *earlier]
            + [one.end() for one in _BEGINS_ANEW.finditer(self.text, 0, self.clause.word.start)]
        )
        before = self.text[start : self.clause.word.start]
        if _WHETHER.search(before):
            yield self.said.finding("negation-untold", text=before.strip())
        denied = NEGATOR.search(_SUBCLAUSE.sub("…", before))
        if denied and not self._is_negative:
            yield self.said.finding("negation-untold", text=denied[0])

    def _act(self) -> Iterator[Finding]:
        for _, act in self.said.objects(SAM.act):
            reached = [
                _ASIDE.sub(" ", self.text[self.begins : start])
                for start, _ in self._places(act)
                if start >= self.begins
            ]
            if act in self.said.explained or not reached:
                continue
            barriers = [_OUT_OF_REACH.search(_SEES_TO.sub("", one)) for one in reached]
            if all(barriers):
                yield self.said.missing("act-not-governed", act)

    def _denied(self) -> Iterator[Finding]:
        if self._is_negative:
            but = re.search(r"\bmen\b", self.text[self.clause.word.end : self.clause.stops])
            for _, recipient in self.said.objects(SAM.recipient):
                places = self._places(recipient)
                if but and places and min(places)[0] > self.clause.word.end + but.end():
                    yield self.said.finding("negation-untold", text=but[0])
            return
        scopes = []
        for found in NEGATOR.finditer(self.text, self.clause.word.end, self.clause.stops):
            ends = PART_END.search(self.text, found.end())
            scopes.append((found.start(), ends.start() if ends else len(self.text), found[0]))
        for _, thing in self.said.objects(SAM.act, SAM.recipient):
            over = [
                next((text for a, b, text in scopes if a <= start < b), None)
                for start, _ in self._places(thing)
            ]
            if over and all(over) and thing not in self.said.explained:
                yield self.said.finding("negation-untold", text=over[0])
                return

    def _recipients(self) -> Iterator[Finding]:
        """»Lederen af A«, »A's rådgiver«, »om A«, »gennem A«: somebody else is told."""
        for _, recipient in self.said.objects(SAM.recipient):
            places = [
                place
                for place in self.said.own_places(recipient, self.text)
                if self.clause.word.end <= place[0] < self.clause.stops
            ]
            if (
                places
                and recipient not in self.said.explained
                and all(self._is_of(recipient, *place) for place in places)
            ):
                yield self.said.missing("recipient-not-there", recipient)

    def _is_of(self, thing: URIRef, start: int, end: int) -> bool:
        named = {name.casefold() for name in self.said.wording.names.get(thing, ())}
        written = self.text[start:end].casefold()
        is_genitive = written.endswith("s") and not any(
            name == written or name.endswith(written) for name in named
        )
        owns = is_genitive and _OWNED.match(self.text, end)
        return bool(owns or _OF.search(self.text[:start]))

    def _bearers(self) -> Iterator[Finding]:
        """All who act are told, by a norm of the sentence: else the graph tells a silence."""
        if SAM.bearer in self.said.explained:
            return
        if self.clause.turns and SAM.bearer not in self.said.parts:
            yield from self._agents()
        if self.clause.turns or self.clause.is_impersonal:
            return
        for _, bearer in self.said.objects(SAM.bearer):
            places = self.said.own_places(bearer, self.text)
            if (
                places
                and bearer not in self.said.explained
                and all(_OF.search(self.text[:start]) for start, _ in places)
            ):
                yield self.said.missing("bearer-not-there", bearer)
        data = self.said.wording.data
        own = {one.iri for one in self.said.claim.sentences}
        same = [
            claim
            for claim in claims(data, self.said.source)
            if own & {one.iri for one in claim.sentences} and claim.word == self.said.claim.word
        ]
        told = {one for claim in same for one in data.graph.objects(claim.node, SAM.bearer)}
        is_first = self.said.claim.node == same[0].node
        for subject in self.clause.subjects():
            if _SOME_OF.search(self.text[: subject.start]) and subject.thing in told:
                yield self.said.missing("bearer-not-there", subject.thing)
            elif SAM.bearer not in self.said.parts or (
                is_first and subject.thing not in told and not self._is_known(subject, told)
            ):
                yield self.said.missing("bearer-untold", subject.thing)
                return

    def _agents(self) -> Iterator[Finding]:
        """»A kontaktes af B«: B acts."""
        for agent in self.clause.actors_named:
            if agent.start > self.clause.word.end and _BY.search(self.text[: agent.start]):
                yield self.said.missing("bearer-untold", agent.thing)
                return

    def _is_known(self, subject: Named, told: set[Node]) -> bool:
        """Whether the same words may name somebody who is told: »politiet« is more than one."""
        return any(
            one.thing in told and (one.start, one.end) == (subject.start, subject.end)
            for one in self.clause.actors_named
        )

    def _alternatives(self) -> Iterator[Finding]:
        """»A eller B« isn't both: the other stands as the alternative."""
        if {SAM.alternativeTo} & (self.said.parts.keys() | self.said.explained):
            return
        recipients = [thing for _, thing in self.said.objects(SAM.recipient)]
        later = [one.start for one in self.clause.words[self.clause.number + 1 :]]
        stops = min([len(self.text), *later])
        for cut in _OR.finditer(self.text, self.begins, stops):
            ends = PART_END.search(self.text, cut.end(), stops)
            left = self.text[self.begins : cut.start()]
            right = self.text[cut.end() : ends.start() if ends else stops]
            if not (self._names_one(left) and self._names_one(right)):
                continue
            if re.search(_APART, left, re.IGNORECASE):
                continue  # »…, hvis A eller B …«
            told = [one for one in recipients if self.said.places(one, f"{left} … {right}")]
            if told and not self._is_within_a_name(cut):
                yield self.said.missing("alternative-untold", told[0])
                return

    def _deadline(self) -> Iterator[Finding]:
        """»Orientere A inden 24 timer og underrette B«: nothing is said of when B is told."""
        own = [start for _, act in self.said.objects(SAM.act) for start, _ in self._places(act)]
        others = [start for act in self.said.wording.acts for start, _ in self._places(act)]
        for deadline in self.said.parts.get(SAM.deadline, ()):
            at = self.text.find(str(deadline), self.begins)
            earlier = [start for start in others if start < at and start not in own]
            if own and earlier and at < min(own) and SAM.deadline not in self.said.explained:
                yield self.said.finding("deadline-of-another", text=str(deadline))

    def _names_one(self, text: str) -> bool:
        acts = any(self.said.places(act, text) for act in self.said.wording.acts)
        return acts or bool(self.said.named(SAM.Actor, text))

    def _is_within_a_name(self, cut: re.Match[str]) -> bool:
        kinds = (SAM.Actor, SAM.Situation, SAM.TargetGroup)
        return any(
            one.start <= cut.start() < one.end
            for kind in kinds
            for one in self.said.named(kind, self.text)
        )
