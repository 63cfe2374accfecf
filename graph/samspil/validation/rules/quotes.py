"""Rules about a source: its text, its sentences, and every quote verbatim in its place."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.term import Node

from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import DCT, OA, SAM

_BLANK = re.compile(r"\s+")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence or quotation with its place: characters of the raw text, the end not included."""

    iri: URIRef
    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch of the text lies within."""
        return self.start <= start and end <= self.end


def normal(text: str) -> str:
    """A text with every run of white space as one blank, and none at its ends."""
    return _BLANK.sub(" ", text).strip()


def shown(text: str) -> str:
    """A text short enough for a message."""
    text = normal(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def span(data: CheckedData, node: Node, source: SourceText) -> Span | None:
    """The place of a sentence or quotation, or None where it isn't one within the text."""
    start, end = data.places.get(node, (0, 0))
    if not isinstance(node, URIRef) or not 0 <= start < end <= len(source.text):
        return None
    return Span(node, start, end)


def sentences(data: CheckedData, source: SourceText) -> list[Span]:
    """The sentences of a source that have a place in it, in the order of the text."""
    nodes = data.graph.subjects(DCT.isPartOf, source.iri)
    found = [place for node in nodes if (place := span(data, node, source)) is not None]
    return sorted(found, key=lambda each: (each.start, each.iri))


def quotations(data: CheckedData, source: SourceText) -> list[URIRef]:
    """The quotations from a source, sorted."""
    nodes = data.graph.subjects(OA.hasSource, source.iri)
    return sorted(node for node in nodes if isinstance(node, URIRef))


def find_quote(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a quote stands within a part of a text, whatever its white space."""
    words = quote.split()
    if not words:
        return None
    found = re.compile(r"\s+".join(map(re.escape, words))).search(text, start, end)
    return (found.start(), found.end()) if found else None


def source_text(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    """A source whose text was changed after it was read, or isn't in the usual form."""
    stated = data.graph.value(source.iri, SAM.sha256)
    actual = hashlib.sha256(source.text.encode()).hexdigest()
    if stated is not None and str(stated) != actual:
        yield data.finding("source-changed", source.iri, file=source.file.name, actual=actual)
    if not unicodedata.is_normalized("NFC", source.text):
        yield data.finding("source-not-nfc", source.iri, file=source.file.name)


def sentence_places(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    """Sentences outside the text, across each other, and text that belongs to no sentence."""
    length = len(source.text)
    for node in sorted(data.graph.subjects(DCT.isPartOf, source.iri), key=str):
        start, end = data.places.get(node, (0, 0))
        if start >= end:
            continue  # a shape says so
        if start < 0 or end > length:
            yield data.finding("sentence-outside", node, start=start, end=end, length=length)
        elif source.text[start:end] != source.text[start:end].strip():
            yield data.finding("sentence-edge", node, text=shown(source.text[start:end]))
    reached = 0
    before: Span | None = None
    for each in sentences(data, source):
        if before is not None and each.start < reached:
            yield data.finding("sentence-overlap", each.iri, other=before.iri)
        yield from _unread(data, source, reached, each.start)
        if each.end > reached:
            reached, before = each.end, each
    yield from _unread(data, source, reached, length)


def _unread(data: CheckedData, source: SourceText, start: int, end: int) -> Iterator[Finding]:
    left = source.text[start:end]
    if left.strip():
        begins = start + len(left) - len(left.lstrip())
        stops = end - (len(left) - len(left.rstrip()))
        yield data.finding("text-unread", source.iri, text=shown(left), start=begins, end=stops)


def quote_places(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    """Quotations that aren't in the source, word for word, where they say they are."""
    for node in quotations(data, source):
        yield from _quotation(data, source, node)


def _quotation(data: CheckedData, source: SourceText, node: URIRef) -> Iterator[Finding]:
    exact = data.graph.value(node, OA.exact)
    start, end = data.places.get(node, (0, 0))
    if exact is None or start >= end:
        return  # a shape says so
    quote = str(exact)
    sentence_node = data.graph.value(node, SAM.sentence)
    sentence = span(data, sentence_node, source) if sentence_node is not None else None
    if quote != normal(quote):
        yield data.finding("quote-blanks", node, quote=shown(quote))
    if start < 0 or end > len(source.text):
        yield data.finding("quote-outside", node, start=start, end=end, length=len(source.text))
        return
    if normal(source.text[start:end]) != normal(quote):
        yield _differs(data, source, node, normal(quote), (start, end), sentence)
        return
    if sentence_node is None or sentence_node not in data.homes:
        return
    if data.graph.value(sentence_node, DCT.isPartOf) != source.iri:
        yield data.finding("quote-other-source", node, sentence=sentence_node)
    elif sentence is not None and not sentence.holds(start, end):
        yield data.finding("quote-other-sentence", node, sentence=sentence_node)


def _differs(
    data: CheckedData,
    source: SourceText,
    node: URIRef,
    quote: str,
    place: tuple[int, int],
    sentence: Span | None,
) -> Finding:
    """The quote isn't at its place: it stands elsewhere, or nowhere."""
    within = (sentence.start, sentence.end) if sentence else (0, len(source.text))
    elsewhere = find_quote(source.text, quote, *within)
    if elsewhere is None:
        found = shown(source.text[place[0] : place[1]])
        return data.finding("quote-differs", node, quote=shown(quote), found=found)
    return data.finding(
        "quote-misplaced", node, quote=shown(quote), start=elsewhere[0], end=elsewhere[1]
    )
