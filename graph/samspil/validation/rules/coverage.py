"""What a source says is used, or named as unused with a reason; what it is silent on is told."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.term import Node

from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import DCT, SAM
from samspil.validation.rules.quotes import shown, span


def content_sentences(data: CheckedData, source: SourceText) -> list[URIRef]:
    """The sentences of a source that say something, sorted."""
    return sorted(
        node
        for node in data.graph.subjects(DCT.isPartOf, source.iri)
        if isinstance(node, URIRef) and (node, SAM.sentenceKind, SAM.content) in data.graph
    )


def used_sentences(data: CheckedData) -> set[Node]:
    """The sentences that a stated assertion quotes."""
    graph = data.graph
    return {
        sentence
        for assertion in data.instances(SAM.Assertion)
        if STATED in data.layers(assertion)
        for quotation in graph.objects(assertion, SAM.evidence)
        for sentence in graph.objects(quotation, SAM.sentence)
    }


def declared_unused(data: CheckedData, sentence: URIRef) -> bool:
    """Whether a sentence is named as unused."""
    return data.graph.value(sentence, SAM.unusedBecause) is not None


def usage(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    """Content sentences that no assertion uses, and such as are both used and said not to be."""
    used = used_sentences(data)
    for sentence in content_sentences(data, source):
        declared = declared_unused(data, sentence)
        if sentence in used and declared:
            yield data.finding("sentence-both", sentence)
        elif sentence not in used and not declared:
            place = span(data, sentence, source)
            text = shown(source.text[place.start : place.end]) if place else ""
            yield data.finding("sentence-unused", sentence, text=text)


def silence(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    """A source for which nothing says what it is silent on."""
    told = {file.dataset for gap in data.instances(SAM.KnowledgeGap) for file in data.homes[gap]}
    if source.home.dataset not in told:
        yield data.finding("silence-untold", source.iri)
