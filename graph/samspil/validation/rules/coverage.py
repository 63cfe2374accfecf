"""What a source says is used, or named as unused with a reason; what it is silent on is told."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.term import Node

from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import CONTACT_POINT, DCT, SAM
from samspil.validation.rules.quotes import shown, span


def content_sentences(data: CheckedData, source: SourceText) -> list[URIRef]:
    """The sentences of a source that say something, sorted."""
    return sorted(
        node
        for node in data.pointing(DCT.isPartOf).get(source.iri, ())
        if isinstance(node, URIRef) and (node, SAM.sentenceKind, SAM.content) in data.graph
    )


def used_sentences(data: CheckedData) -> set[Node]:
    """The sentences that a stated assertion, or a contact point, quotes."""
    graph = data.graph
    return {
        sentence
        for assertion in (*data.instances(SAM.Assertion), *data.instances(CONTACT_POINT))
        if STATED in data.layers(assertion)
        for quotation in graph.objects(assertion, SAM.evidence)
        for sentence in graph.objects(quotation, SAM.sentence)
    }


def declared_unused(data: CheckedData, sentence: URIRef) -> bool:
    """Whether a sentence is named as unused."""
    return data.graph.value(sentence, SAM.unusedBecause) is not None


def usage(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    """Content sentences that no assertion uses, and such as are both used and said not to be."""
    used = data.once(used_sentences)
    for sentence in content_sentences(data, source):
        declared = declared_unused(data, sentence)
        if sentence in used and declared:
            yield data.finding("sentence-both", sentence)
        elif sentence not in used and not declared:
            place = span(data, sentence, source)
            text = shown(source.text[place.start : place.end]) if place else ""
            yield data.finding("sentence-unused", sentence, text=text)


def _gap_datasets(data: CheckedData) -> set[str]:
    return {file.dataset for gap in data.instances(SAM.KnowledgeGap) for file in data.homes[gap]}


def silence(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    """A source for which nothing says what it is silent on."""
    if source.home.dataset not in data.once(_gap_datasets):
        yield data.finding("silence-untold", source.iri)
