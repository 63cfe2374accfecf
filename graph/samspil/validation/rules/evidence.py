"""Rules about what a stated assertion stands on: a quote, a sentence, one reading of its word."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.model import names
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.namespaces import DCT, OA, ORG, SAM
from samspil.validation.rules.modality import Audit

_WHO = (SAM.bearer, SAM.recipient, SAM.subject, ORG.member, ORG.role, ORG.organization)
_WHEN_AND_WHERE = (SAM.trigger, SAM.about, SAM.channel)
_NAMED = (SAM.Actor, SAM.Situation, SAM.Forum)


def unquoted(data: CheckedData) -> Iterator[Finding]:
    """Assertions in the document's own layer that quote nothing: they may say anything."""
    for node, evidence in _stated(data):
        if not _quotes(data, evidence):
            yield data.finding("stated-unquoted", node)


def unmentioned(data: CheckedData) -> Iterator[Finding]:
    """Assertions about an actor, situation or forum that none of their sentences mentions."""
    graph = data.graph
    mentions: dict[Node, set[Node]] = {}
    for thing, sentence in graph.subject_objects(SAM.mentionedIn):
        named = {thing, *graph.objects(thing, SAM.names)}
        for each in named:
            mentions.setdefault(each, set()).add(sentence)
    for node, evidence in _stated(data):
        quoted = {sentence for each in evidence for sentence in graph.objects(each, SAM.sentence)}
        silent = {
            thing
            for link in (*_WHO, *_WHEN_AND_WHERE)
            for thing in graph.objects(node, link)
            if not quoted & mentions.get(thing, set())
        }
        if silent:
            # Where a quote names a wrong sentence, that is told already.
            quoted |= {sentence for each in evidence for sentence in _standing_in(data, each)}
        for thing in sorted(silent, key=str):
            unnamed = bool(quoted) and not quoted & mentions.get(thing, set())
            if unnamed and isinstance(thing, URIRef) and _must_be_named(data, thing):
                where = ", ".join(sorted(data.short(sentence) for sentence in quoted))
                yield data.finding(
                    "not-mentioned",
                    node,
                    found=thing,
                    sentences=where,
                    name_da=data.name(thing, "da") or names.local_name(thing),
                    name_en=data.name(thing, "en") or names.local_name(thing),
                )


def _must_be_named(data: CheckedData, thing: URIRef) -> bool:
    return any(data.is_a(thing, kind) for kind in _NAMED)


def read_twice(audit: Audit) -> Iterator[Finding]:
    """Assertions that read a word of the source otherwise than another assertion does."""
    told: set[Node] = set()
    for number, readers in sorted(audit.readers.items()):
        if len({claim.modality for claim in readers}) == 1:
            continue
        # What is wrong with one by itself is told already.
        standing = [
            claim
            for claim in readers
            if STATED in audit.data.layers(claim.node) and audit.stands(claim)
        ]
        word = audit.occurrences[number].word.text
        for claim in standing[1:]:
            first = standing[0]
            if claim.modality != first.modality and claim.node not in told:
                told.add(claim.node)
                yield audit.data.finding("word-read-twice", claim.node, word=word, other=first.node)


def _stated(data: CheckedData) -> Iterator[tuple[URIRef, list[Node]]]:
    for node in data.instances(SAM.Assertion):
        if STATED in data.layers(node):
            yield node, list(data.graph.objects(node, SAM.evidence))


def _standing_in(data: CheckedData, evidence: Node) -> Iterator[Node]:
    """The sentence in which a quotation stands, whichever it names."""
    for source in data.graph.objects(evidence, OA.hasSource):
        start, end = data.places.get(evidence, (0, 0))
        for sentence in data.graph.subjects(DCT.isPartOf, source):
            begins, ends = data.places.get(sentence, (0, 0))
            if begins <= start < end <= ends:
                yield sentence


def _quotes(data: CheckedData, evidence: list[Node]) -> bool:
    return any((each, RDF.type, SAM.Quotation) in data.graph for each in evidence)
