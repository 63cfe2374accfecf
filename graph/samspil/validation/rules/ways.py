"""Rules that hold the way in which somebody is reached to the words of the plan.

»Ringe« says more than »kontakte«: whoever reads only that somebody is contacted would write a mail
where the plan asks for a call.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM, SKOS
from samspil.validation.rules.modality import Claim, claims
from samspil.validation.rules.said import Wording

_TERMS = (SAM.condition, SAM.exception, SAM.manner)


def untold_ways(data: CheckedData) -> Iterator[Finding]:
    """Stated norms whose quote says to call or to write, which no norm of the sentence tells."""
    wording = data.once(Wording)
    ways = sorted(way for way in wording.acts if (way, SKOS.broader, None) in data.vocabulary.graph)
    for source in data.sources.values():
        norms = [
            one
            for one in claims(data, source)
            if STATED in data.layers(one.node)
            and (one.node, RDF.type, SAM.InformationNorm) in data.graph
        ]
        told = {
            (sentence.iri, act)
            for one in norms
            for sentence in one.sentences
            for act in data.graph.objects(one.node, SAM.act)
        }
        for norm in norms:
            yield from _untold(data, source, norm, ways, told)


def _untold(
    data: CheckedData,
    source: SourceText,
    norm: Claim,
    ways: list[URIRef],
    told: set[tuple[URIRef, Node]],
) -> Iterator[Finding]:
    wording = data.once(Wording)
    quote = " … ".join(source.text[each.start : each.end] for each in norm.quotes)
    for term in _TERMS:
        for words in data.graph.objects(norm.node, term):
            # »…, hvis forældrene ringer« asks nobody to call.
            quote = quote.replace(str(words), "…")
    places = wording.book(norm.node)
    explained = wording.explained(data.graph.objects(norm.node, SAM.restsOn))
    for way in ways:
        known = any((sentence.iri, way) in told for sentence in norm.sentences)
        if not known and way not in explained and (found := places.places(quote).get(way)):
            start, end = found[0]
            yield data.finding("way-untold", norm.node, None, text=quote[start:end], found=way)
