"""Rules about what a stated assertion stands on: a quote, a sentence, one reading of its word."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.model.terms import STATED
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM
from samspil.validation.rules.modality import Audit


def unquoted(data: CheckedData) -> Iterator[Finding]:
    """Assertions in the document's own layer that quote nothing: they may say anything."""
    for node, evidence in _stated(data):
        if not _quotes(data, evidence):
            yield data.finding("stated-unquoted", node)


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


def _quotes(data: CheckedData, evidence: list[Node]) -> bool:
    return any((each, RDF.type, SAM.Quotation) in data.graph for each in evidence)
