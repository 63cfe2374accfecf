"""False variants of what a municipality's data says, and what `check` says of each.

From each stated assertion, name and contact point every kind of lie is made that a slip or a wish
could make: seeded, so that the same run makes the same ones. A variant that another stated
assertion says of the same sentence is true, and isn't made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.language.words import fold
from samspil.model import names
from samspil.model.terms import STATED
from samspil.ontology.folders import find_data, read_text
from samspil.ontology.reading import ParsedFile, read_file, read_vocabulary
from samspil.validation import Finding, checking
from samspil.validation.context import CheckedData
from samspil.validation.namespaces import DCT, ORG, SAM, SKOS
from samspil.validation.rules import coverage, evidence, modality, modality_words, quotes, wording
from samspil.validation.rules.said import Wording
from samspil.validation.shapes import shape_findings
from samspil.validation.signing import to_read

Triple = tuple[Node, Node, Node]

SCHEMA = "https://schema.org/"
TELEPHONE = URIRef(SCHEMA + "telephone")
CONTACT = URIRef(SCHEMA + "contactPoint")
DATA = Path(__file__).parent / "data"
SEED = 20181
NEAR_BY = 3
"""How many things that a sentence doesn't mention are put in each place, besides all it does."""

_CONTENT = (
    RDF.type, SAM.bearer, SAM.trigger, SAM.act, SAM.recipient, SAM.modality, SAM.urgency,
    SAM.channel, SAM.order, SAM.condition, SAM.manner,
    SAM.subject, SAM.predicate, SAM.object, SAM.objectText, SAM.about, SAM.concerns,
    ORG.organization, ORG.member, ORG.role,
)  # fmt: skip
_READINGS = {
    SAM.must: ("skal", SAM["reading-obligation"]),
    SAM.should: ("bør", SAM["reading-recommendation"]),
    SAM.may: ("kan", SAM["reading-permission"]),
    SAM["must-not"]: ("må ikke", SAM["reading-prohibition"]),
    SAM.practice: ("får besked", SAM["reading-practice"]),
}
_STRENGTH = (SAM["must-not"], SAM.may, SAM.practice, SAM.should, SAM.must)
_FREQUENCIES = ("dagligt", "månedligt", "hvert kvartal", "8", "tre gange om ugen")
_CONDITIONS = ("hvis forældrene ønsker det", "i særlige tilfælde")
_NAMES = frozenset((SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SAM.wording, RDF.type))
_NEVER_TRUE = frozenset({"quote", "alternative added", "alternative removed"})
_SEATS = (
    SAM.participatesIn, SAM.attendsMeetingsOf, SAM.sharesKnowledgeIn,
    SAM.partyToCooperationPursuedBy, SAM.partyToCooperationFramedBy,
)  # fmt: skip


@dataclass(frozen=True)
class Variant:
    """A lie: what is taken out of the stated layer, and what is put there instead."""

    kind: str
    about: Node
    out: frozenset[Triple]
    into: frozenset[Triple]

    @property
    def key(self) -> str:
        """What tells it from every other, whatever the run."""
        said = sorted(" ".join(map(str, triple)) for triple in self.into)
        gone = sorted(" ".join(map(str, triple)) for triple in self.out)
        return "|".join((self.kind, str(self.about), *said, "-", *gone))


class Municipality:
    """A folder of data, parsed once; `judged` says what `check` finds in it with a variant."""

    def __init__(self, folder: Path | None, dataset: str) -> None:
        found = find_data(folder)
        self.dataset = dataset
        self.shapes = read_text(found.shapes)
        self.vocabulary = read_vocabulary(found.vocabulary)
        files = [read_file(file) for file in found.graph_files]
        # What the law says of every municipality no variant changes.
        self.files = tuple(
            file
            for file in files
            if file.dataset in (dataset, names.SHARED_DATASET) and file.layer != "law"
        )
        self.stated = next(
            file for file in self.files if (file.dataset, file.layer) == (dataset, STATED)
        )
        self.others = tuple(file for file in files if file not in self.files)
        self.data = self._data(self.stated)

    def _data(self, stated: ParsedFile) -> CheckedData:
        files = tuple(stated if file is self.stated else file for file in self.files)
        bare = CheckedData(self.vocabulary, files + self.others, self.shapes, {})
        return replace(bare, sources={each.iri: each for each in checking._sources(bare, [])})

    @contextmanager
    def _with(self, variant: Variant | None) -> Iterator[CheckedData]:
        """The data with a variant in it; afterwards it is as it was."""
        graph = self.stated.graph
        out = [each for each in variant.out if each in graph] if variant else []
        into = [each for each in variant.into if each not in graph] if variant else []
        for triple in out:
            graph.remove(triple)
        for triple in into:
            graph.add(triple)
        try:
            data = self._data(replace(self.stated))
            if not any(used in _NAMES for _, used, _ in (*out, *into)):
                self._share(data)
            yield data
        finally:
            for triple in into:
                graph.remove(triple)
            for triple in out:
                graph.add(triple)

    def _share(self, data: CheckedData) -> None:
        """What things are called, read once for all variants that call nothing otherwise."""
        known, fresh = self.data.once(Wording), data.once(Wording)
        for read in ("names", "kinds", "urgencies", "acts", "words", "seats", "explained_in"):
            fresh.__dict__[read] = getattr(known, read)
        fresh._books = known._books

    def judged(self, variant: Variant | None = None) -> str | None:
        """The first rule that a variant is found to break; none where `check` finds nothing."""
        with self._with(variant) as data:
            found = (one for part in _parts(data, variant) for one in part)
            return next((one.rule for one in found), None)

    def listed(self, variant: Variant) -> set[str]:
        """The ids that a reader who has signed everything must read again for a variant."""
        signed = {item.iri: item.digest for item in to_read(self.data)}
        with self._with(variant) as data:
            now = to_read(data)
        return {item.iri for item in now if signed.get(item.iri) != item.digest}


def municipalities() -> list[Municipality]:
    """Ishøj and every invented municipality among the data of the tests."""
    folders = sorted(file.parent for file in DATA.glob("*/stated.ttl"))
    return [Municipality(None, "ishoej"), *(Municipality(one, one.name) for one in folders)]


def plans() -> list[Municipality]:
    """The invented plans by which no rule was made; their lies stand in no table."""
    return [
        Municipality(one.parent, one.parent.name) for one in sorted(DATA.glob("plans/*/stated.ttl"))
    ]


def is_held_out(variant: Variant) -> bool:
    """Whether a variant is of the third that the rules were not made by."""
    return random.Random(variant.key).random() < 1 / 3


def tried(made: Iterable[tuple[Municipality, Variant]]) -> list[Tried]:
    """What `check` says of each variant."""
    return [Tried(home, variant, bool(home.judged(variant))) for home, variant in made]


def table(results: Iterable[Tried]) -> str:
    """How many were made of each kind and found, as a table of Markdown; all at its end."""
    of_kind: dict[str, list[bool]] = {}
    for one in results:
        of_kind.setdefault(one.variant.kind, []).append(one.is_found)
    rows = [(kind, len(found), sum(found)) for kind, found in sorted(of_kind.items())]
    rows.append(("**all**", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    lines = ["| lie | made | found by `check` | share |", "|---|--:|--:|--:|"]
    lines += [f"| {kind} | {made} | {found} | {found / made:.1%} |" for kind, made, found in rows]
    return "\n".join(lines)


@dataclass(frozen=True)
class Tried:
    """A variant, and whether a rule of `check` refuses it."""

    home: Municipality
    variant: Variant
    is_found: bool


def _parts(data: CheckedData, variant: Variant | None) -> Iterator[Iterable[Finding]]:
    """All that `check` does, the quick and telling first: what is said of what was changed."""
    if variant is not None:
        yield wording.unsaid(data, variant.about)
    yield wording.unsaid(data)
    for source in data.sources.values():
        words = modality_words.read_words(data, source.home.dataset)
        audit = modality.Audit(data, source, words)
        yield audit.findings()
        yield evidence.read_twice(audit)
        yield quotes.quote_places(data, source)
        yield coverage.usage(data, source)
        yield coverage.silence(data, source)
    for rule in checking._RULES:
        if rule is not wording.unsaid:
            yield rule(data)
    yield shape_findings(data)


class Forger:
    """Makes the variants of one municipality."""

    def __init__(self, municipality: Municipality, seed: int) -> None:
        self.home = municipality
        self.graph = municipality.data.graph
        self.seed = seed
        stated = municipality.stated.graph
        self.assertions = [
            node
            for node in municipality.data.instances(SAM.Assertion)
            if (node, RDF.type, None) in stated
        ]
        self.said = {node: self._content(node, self._of(node)) for node in self.assertions}

    def variants(self) -> list[Variant]:
        """All of them, each once, in an order that doesn't change."""
        found: dict[str, Variant] = {}
        for node in self.assertions:
            for make in (self._norm, self._participation, self._statement, self._any):
                for variant in make(node):
                    if variant.kind in _NEVER_TRUE or not self._is_true(node, variant):
                        found.setdefault(variant.key, variant)
        for variant in (*self._names(), *self._telephones()):
            found.setdefault(variant.key, variant)
        return [found[key] for key in sorted(found)]

    # --- What there is to choose from ---

    def _of(self, node: Node) -> frozenset[Triple]:
        return frozenset(self.home.stated.graph.triples((node, None, None)))

    def _content(self, node: Node, triples: Iterable[Triple]) -> frozenset[tuple[Node, Node]]:
        return frozenset(
            (used, value)
            for subject, used, value in triples
            if subject == node and used in _CONTENT
        )

    def _is_true(self, node: Node, variant: Variant) -> bool:
        """Whether another assertion says as much, or more, of the same sentences."""
        content = self._content(node, (self._of(node) - variant.out) | variant.into)
        return any(
            content <= said and self._sentences(other) == self._sentences(node)
            for other, said in self.said.items()
            if other != node or content == said
        )

    def _sentences(self, node: Node) -> list[Node]:
        found = {
            sentence
            for quotation in self.graph.objects(node, SAM.evidence)
            for sentence in self.graph.objects(quotation, SAM.sentence)
        }
        return sorted(found, key=str)

    @cached_property
    def actors(self) -> list[Node]:
        """All who act, in this municipality's document or in all."""
        return list(self.home.data.instances(SAM.Actor))

    def _near(self, kind: Sequence[Node], node: Node, *but: Node | None) -> list[Node]:
        """Those of a kind that the assertion's sentences mention, and a few that they don't."""
        here = set(self._sentences(node))
        names_of = dict(self.graph.subject_objects(SAM.names))
        mentioned = {
            names_of.get(thing, thing)
            for sentence in here
            for thing in self.graph.subjects(SAM.mentionedIn, sentence)
        }
        near = [thing for thing in kind if thing in mentioned and thing not in but]
        far = [thing for thing in kind if thing not in mentioned and thing not in but]
        chosen = random.Random(f"{self.seed} {node} {len(kind)}").sample(
            far, min(NEAR_BY, len(far))
        )
        return near + sorted(chosen, key=str)

    def _put(self, kind: str, node: Node, used: URIRef, value: Node | None) -> Variant:
        """A variant with another value of a property, or with none."""
        out = frozenset(self.home.stated.graph.triples((node, used, None)))
        return Variant(kind, node, out, frozenset({(node, used, value)} if value else ()))

    def _replaced(self, kind: str, node: Node, *changes: tuple[URIRef, Node | None]) -> Variant:
        parts = [self._put(kind, node, used, value) for used, value in changes]
        return Variant(
            kind,
            node,
            frozenset().union(*(part.out for part in parts)),
            frozenset().union(*(part.into for part in parts)),
        )

    def _value(self, node: Node, used: URIRef) -> Node | None:
        return next(iter(sorted(self.graph.objects(node, used), key=str)), None)

    # --- Norms ---

    def _norm(self, node: Node) -> Iterator[Variant]:
        if (node, RDF.type, SAM.InformationNorm) not in self.graph:
            return
        bearer, recipient = self._value(node, SAM.bearer), self._value(node, SAM.recipient)
        for actor in self._near(self.actors, node, bearer, recipient):
            yield self._put("bearer" if bearer else "bearer added", node, SAM.bearer, actor)
            yield self._put("recipient", node, SAM.recipient, actor)
        if bearer:
            yield self._replaced(
                "roles swapped", node, (SAM.bearer, recipient), (SAM.recipient, bearer)
            )
            yield self._put("bearer removed", node, SAM.bearer, None)
        yield from self._alternatives(node)
        situations = list(self.home.data.instances(SAM.Situation))
        own = [each for each in situations if names.dataset_of(str(each)) == self.home.dataset]
        for situation in self._near(own, node, self._value(node, SAM.trigger)):
            yield self._put("situation", node, SAM.trigger, situation)
        yield from self._modalities(node)
        yield from self._manner(node, bearer, recipient)

    def _alternatives(self, node: Node) -> Iterator[Variant]:
        """»Og« made »eller«, and »eller« made »og«: both ways, as a careful forger would."""
        stated = self.home.stated.graph
        taken = set(self.graph.objects(node, SAM.alternativeTo))
        for other in taken:
            both = frozenset(
                triple
                for triple in stated.triples((None, SAM.alternativeTo, None))
                if {triple[0], triple[2]} == {node, other}
            )
            yield Variant("alternative removed", node, both, frozenset())
        trigger = self._value(node, SAM.trigger)
        others = [
            each
            for each in self.assertions
            if each not in {node, *taken}
            and self._value(each, SAM.trigger) == trigger
            # »A og B kan ringe til C eller skrive til D«: A's call and B's letter are alternatives.
            and not any(self._is_like(each, other) for other in taken)
        ]
        for other in others[:NEAR_BY]:
            both = frozenset({(node, SAM.alternativeTo, other), (other, SAM.alternativeTo, node)})
            yield Variant("alternative added", node, frozenset(), both)

    def _is_like(self, one: Node, other: Node) -> bool:
        """Whether two norms say the same of two who act."""
        same = (SAM.act, SAM.recipient, SAM.trigger)
        return all(self._value(one, link) == self._value(other, link) for link in same)

    def _manner(self, node: Node, bearer: Node | None, recipient: Node | None) -> Iterator[Variant]:
        """How urgently, through what, in which order, and what is done."""
        urgency = self._value(node, SAM.urgency)
        for value in (SAM.acute, SAM.ordinary):
            if value != urgency:
                yield self._put(
                    "urgency other" if urgency else "urgency added", node, SAM.urgency, value
                )
        if urgency:
            yield self._put("urgency removed", node, SAM.urgency, None)
        forums = list(self.home.data.instances(SAM.Forum))
        channel = self._value(node, SAM.channel)
        for forum in self._near(forums, node, channel, recipient, bearer):
            yield self._put("channel" if channel else "channel added", node, SAM.channel, forum)
        order = self._value(node, SAM.order)
        for number in (1, 2, 3):
            if str(number) != str(order):
                kind = "order" if order else "order added"
                yield self._put(kind, node, SAM.order, Literal(number))
        acts = sorted(self.graph.subjects(SKOS.inScheme, SAM.Acts), key=str)
        for act in acts:
            if act != self._value(node, SAM.act) and not self._same_words(act, node):
                yield self._put("act", node, SAM.act, act)

    def _same_words(self, act: Node, node: Node) -> bool:
        """Two acts that people say with the same words: which is meant nobody can tell."""
        own = self._value(node, SAM.act)
        said = {fold(str(each)) for each in self.graph.objects(own, SKOS.hiddenLabel)}
        return bool(said & {fold(str(each)) for each in self.graph.objects(act, SKOS.hiddenLabel)})

    def _modalities(self, node: Node) -> Iterator[Variant]:
        own = self._value(node, SAM.modality)
        if own not in _STRENGTH:
            return
        for other in (*_STRENGTH, SAM.descriptive):
            if other == own:
                continue
            kind = _modality_kind(own, other)
            yield self._put(kind, node, SAM.modality, other)
            if other in _READINGS:
                word, reading = _READINGS[other]
                more = ((SAM.modality, other), (SAM.reading, reading))
                yield self._replaced(kind, node, *more)
                word_too = (*more, (SAM.modalityWord, Literal(word, lang="da")))
                yield self._replaced(kind, node, *word_too)

    # --- Participations ---

    def _participation(self, node: Node) -> Iterator[Variant]:
        if (node, RDF.type, SAM.Participation) not in self.graph:
            return
        forum, member = self._value(node, ORG.organization), self._value(node, ORG.member)
        role = self._value(node, ORG.role)
        forums = list(self.home.data.instances(SAM.Forum))
        for other in self._near(forums, node, forum):
            yield self._put("forum", node, ORG.organization, other)
        roles = list(self.home.data.instances(ORG.Role))
        for actor in self._near(self.actors, node, member, forum, role):
            if role is None and actor not in roles:
                yield self._put("seat", node, ORG.member, actor)
        for other in self._near(roles, node, role):
            if role:
                yield self._put("seat", node, ORG.role, other)
            else:
                yield self._replaced("seat", node, (ORG.member, None), (ORG.role, other))
        if role and member:
            yield self._put("seat of the whole", node, ORG.role, None)
        for other in _SEATS:
            if other != self._value(node, SAM.predicate):
                yield self._put("kind of seat", node, SAM.predicate, other)

    # --- Structure and tasks ---

    def _statement(self, node: Node) -> Iterator[Variant]:
        kinds = set(self.graph.objects(node, RDF.type))
        if not kinds & {SAM.StructureStatement, SAM.TaskStatement}:
            return
        subject, thing = self._value(node, SAM.subject), self._value(node, SAM.object)
        for actor in self._near(self.actors, node, subject, thing):
            if subject in self.actors:
                yield self._put("subject", node, SAM.subject, actor)
            if thing in self.actors:
                yield self._put("object", node, SAM.object, actor)
        if subject and thing and self._value(node, SAM.predicate) != SAM.cooperatesWith:
            yield self._replaced("ends swapped", node, (SAM.subject, thing), (SAM.object, subject))
        text = self._text(node)
        if text is not None:
            yield from self._texts(node, text)
        about = self._value(node, SAM.about)
        situations = list(self.home.data.instances(SAM.Situation))
        own = [each for each in situations if names.dataset_of(str(each)) == self.home.dataset]
        taken = set(self.graph.objects(node, SAM.about))
        for situation in self._near(own, node, *taken):
            if about:
                yield self._put("situation", node, SAM.about, situation)
        yield from self._duty(node, subject, about or next(iter(own), None))

    def _text(self, node: Node) -> str | None:
        for text in self.graph.objects(node, SAM.objectText):
            if isinstance(text, Literal) and text.language == "da":
                return str(text)
        return None

    def _texts(self, node: Node, text: str) -> Iterator[Variant]:
        counts = (SAM.meetsWithFrequency, SAM.instanceCount)
        if self._value(node, SAM.predicate) in counts:
            for other in _FREQUENCIES:
                yield self._said("number", node, SAM.objectText, other)
            return
        others = sorted(
            each
            for other in self.assertions
            if other != node
            and (each := self._text(other)) is not None
            and each != text
            and self._sentences(other) != self._sentences(node)
        )
        for other in random.Random(f"{self.seed} {node}").sample(others, min(NEAR_BY, len(others))):
            yield self._said("object text", node, SAM.objectText, other)

    def _said(self, kind: str, node: Node, used: URIRef, text: str) -> Variant:
        variant = self._put(kind, node, used, Literal(text, lang="da"))
        both = variant.into | {(node, used, Literal(text, lang="en"))}
        return replace(variant, into=frozenset(both))

    def _duty(self, node: Node, subject: Node | None, about: Node | None) -> Iterator[Variant]:
        """An aim, a task, an ability or a plain statement rewritten as something to be done."""
        if subject not in self.actors or about is None:
            return
        recipient = self._value(node, SAM.object)
        told = recipient if recipient in self.actors else None
        near = [told] if told else self._near(self.actors, node, subject)[:2]
        kept = {SAM.evidence, SAM.concerns, SAM.restsOn}
        for target in near:
            for strong in (SAM.must, SAM.may):
                word, reading = _READINGS[strong]
                own_word = self._value(node, SAM.modalityWord)
                for said in {str(own_word or word), word}:
                    into = {
                        (node, RDF.type, SAM.InformationNorm), (node, SAM.bearer, subject),
                        (node, SAM.trigger, about), (node, SAM.act, SAM.besked),
                        (node, SAM.recipient, target), (node, SAM.modality, strong),
                        (node, SAM.reading, reading),
                        (node, SAM.modalityWord, Literal(said, lang="da")),
                    }  # fmt: skip
                    out = frozenset(each for each in self._of(node) if each[1] not in kept)
                    yield Variant("rewritten as a norm", node, out, frozenset(into))
        own = self._value(node, SAM.modality)
        for other in (SAM.aim, SAM.task, SAM.available, SAM.descriptive, SAM.must):
            if other != own and not (own == SAM.descriptive and other == SAM.aim):
                yield self._put("kind of statement", node, SAM.modality, other)

    # --- Every assertion ---

    def _any(self, node: Node) -> Iterator[Variant]:
        for text in _CONDITIONS:
            if (node, RDF.type, SAM.InformationNorm) in self.graph:
                yield self._said("condition added", node, SAM.condition, text)
        for term in (SAM.condition, SAM.exception, SAM.deadline):
            if self._value(node, term):
                kind = f"{names.local_name(str(term))} dropped"
                yield self._put(kind, node, term, None)
        if (node, RDF.type, SAM.InformationNorm) in self.graph:
            yield self._said("manner added", node, SAM.manner, "skriftligt")
        groups = list(self.home.data.instances(SAM.TargetGroup))
        concerned = self._value(node, SAM.concerns)
        for group in self._near(groups, node, concerned):
            if concerned:
                yield self._put("target group", node, SAM.concerns, group)
        yield from self._quotes(node)

    def _quotes(self, node: Node) -> Iterator[Variant]:
        """The assertion under the words of another sentence, its own quotation gone."""
        stated = self.home.stated.graph
        own = set(stated.objects(node, SAM.evidence))
        gone = frozenset(triple for each in own for triple in stated.triples((each, None, None)))
        others = [
            each
            for each in self.home.data.instances(SAM.Quotation)
            if each in set(stated.subjects(RDF.type, SAM.Quotation))
            and self.graph.value(each, SAM.sentence) not in self._sentences(node)
        ]
        chosen = random.Random(f"{self.seed} {node} quote").sample(
            others, min(NEAR_BY, len(others))
        )
        for quotation in chosen:
            evidence_out = frozenset(stated.triples((node, SAM.evidence, None)))
            yield Variant(
                "quote", node, gone | evidence_out, frozenset({(node, SAM.evidence, quotation)})
            )

    # --- Names and numbers ---

    def _names(self) -> Iterator[Variant]:
        stated = self.home.stated.graph
        own = [actor for actor in self.actors if (actor, RDF.type, None) in stated]
        for actor in own:
            known = {fold(str(each)) for each in self._labels(actor)}
            others = [other for other in own if other != actor]
            picked = random.Random(f"{self.seed} {actor}").sample(others, min(4, len(others)))
            for other in picked:
                label = next(iter(sorted(map(str, self._labels(other)))))
                if fold(label) in known:
                    continue
                name = Literal(label, lang="da")
                yield Variant("name", actor, frozenset(), frozenset({(actor, SKOS.altLabel, name)}))
                preferred = frozenset(
                    (actor, SKOS.prefLabel, each)
                    for each in stated.objects(actor, SKOS.prefLabel)
                    if isinstance(each, Literal) and each.language == "da"
                )
                yield Variant("name", actor, preferred, frozenset({(actor, SKOS.prefLabel, name)}))
            for made_up in ("Kriseteamet", "Den Sociale Døgnvagt"):
                name = Literal(made_up, lang="da")
                yield Variant("name", actor, frozenset(), frozenset({(actor, SKOS.altLabel, name)}))
            yield from self._mentions(actor)

    def _labels(self, actor: Node) -> Iterator[Literal]:
        for used in (SKOS.prefLabel, SKOS.altLabel):
            for label in self.graph.objects(actor, used):
                if isinstance(label, Literal) and label.language == "da":
                    yield label

    def _mentions(self, actor: Node) -> Iterator[Variant]:
        stated = self.home.stated.graph
        known = set(self.graph.objects(actor, SAM.mentionedIn))
        rest = [
            each
            for each in sorted(stated.subjects(RDF.type, SAM.Sentence), key=str)
            if each not in known and not self._is_named(actor, each)
        ]
        for sentence in random.Random(f"{self.seed} {actor} m").sample(rest, min(2, len(rest))):
            into = frozenset({(actor, SAM.mentionedIn, sentence)})
            yield Variant("mention", actor, frozenset(), into)

    def _is_named(self, actor: Node, sentence: Node) -> bool:
        """Whether one of the actor's names stands in a sentence, letter by letter."""
        start, end = self.home.data.places[sentence]
        source = self.home.data.sources[URIRef(str(self.graph.value(sentence, DCT.isPartOf)))]
        text = fold(source.text[start:end])
        return any(fold(str(label)) in text for label in self._labels(actor))

    def _telephones(self) -> Iterator[Variant]:
        stated = self.home.stated.graph
        holders = sorted(stated.subject_objects(CONTACT), key=str)
        numbers = sorted(set(stated.objects(None, TELEPHONE)), key=str)
        for actor, point in holders:
            for _, number in sorted(stated.subject_objects(TELEPHONE), key=str):
                if (point, TELEPHONE, number) not in stated:
                    yield self._put("telephone", point, TELEPHONE, number)
            digits = [str(each) for each in numbers]
            for made_up in ("12 34 56 78", digits[0][:-1] + "9" if digits else "112"):
                yield self._put("telephone", point, TELEPHONE, Literal(made_up))
            for other, others_point in holders:
                if other != actor:
                    yield self._put("contact of another", actor, CONTACT, others_point)


def _modality_kind(own: Node | None, other: Node) -> str:
    if other == SAM["must-not"]:
        return "modality negated"
    if other == SAM.descriptive or own == SAM["must-not"]:
        return "modality other"
    stronger = _STRENGTH.index(other) > _STRENGTH.index(own)
    return "modality stronger" if stronger else "modality weaker"


PAGE = Path(__file__).parent.parent / "docs" / "truth.md"
_TABLES = re.compile(r"(?s)(<!-- forged: (\w+) -->\n).*?(<!-- end -->)")


def all_variants(
    homes: Iterable[Municipality] | None = None,
) -> list[tuple[Municipality, Variant]]:
    """Every variant of some municipalities; of all but the plans where none are given."""
    chosen = municipalities() if homes is None else homes
    return [(home, each) for home in chosen for each in Forger(home, SEED).variants()]


def written(page: str, results: list[Tried]) -> str:
    """The page with the tables of what was found of all, and of the third held out."""
    chosen = {"all": results, "held": [one for one in results if is_held_out(one.variant)]}
    return _TABLES.sub(lambda one: f"{one[1]}{table(chosen[one[2]])}\n{one[3]}", page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8"), tried(all_variants())), "utf-8")
