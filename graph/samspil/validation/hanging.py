"""What hangs on a sentence besides what is quoted from it: when it changes, that is read again too.

A gap, a note, a reading and a translation say nothing of the sentence that a machine could hold to
it; they only were true of it as it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import Literal as Text
from rdflib import URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from samspil.model import names
from samspil.validation.context import CheckedData
from samspil.validation.findings import Hanging
from samspil.validation.namespaces import PROV, SAM, SKOS

_NOTES = (SKOS.note, SKOS.scopeNote)
_SPOKEN_OF = (SAM.trigger, SAM.about, SAM.subject)


def hanging(data: CheckedData, node: URIRef) -> tuple[Hanging, ...]:
    """What hangs on the sentences of a stated thing: gaps, readings, notes and English texts."""
    graph = data.graph
    sentences = {
        sentence
        for each in graph.objects(node, SAM.evidence)
        for sentence in graph.objects(each, SAM.sentence)
    } or set(graph.objects(node, SAM.mentionedIn))
    beside = {
        assertion
        for sentence in sentences
        for quote in data.pointing(SAM.sentence).get(sentence, ())
        for assertion in data.pointing(SAM.evidence).get(quote, ())
    }
    named = {one for each in sentences for one in data.pointing(SAM.mentionedIn).get(each, ())}
    drawn = {
        one
        for each in (*sentences, *beside)
        for one in data.pointing(PROV.wasDerivedFrom).get(each, ())
    }
    drawn |= set(graph.objects(node, SAM.restsOn))
    about = {thing for link in _SPOKEN_OF for thing in graph.objects(node, link)}
    drawn |= {one for thing in about for one in data.pointing(SAM.about).get(thing, ())}
    found = [*_drawn(data, drawn), *_noted(data, {node, *beside, *named}, sentences)]
    found += _english(data, {node, *beside, *named})
    return tuple(dict.fromkeys(found))


def _drawn(data: CheckedData, drawn: Iterable[Node]) -> Iterator[Hanging]:
    """The gaps and the readings among them."""
    for kind, what, text in (
        ("gap", SAM.KnowledgeGap, RDFS.label),
        ("reading", SAM.Interpretation, SAM.claim),
    ):
        for one in sorted(drawn, key=str):
            if (one, RDF.type, what) in data.graph:
                danish, english = _texts(data, one, text)
                yield Hanging(kind, names.local_name(str(one)), danish, english)


def _noted(data: CheckedData, own: set[Node], sentences: set[Node]) -> Iterator[Hanging]:
    """Our remarks on what the sentences say, and those elsewhere that name a sentence."""
    ids = "|".join(re.escape(names.local_name(str(each))) for each in sentences)
    naming = re.compile(rf"(?<!\w)(?:{ids})(?!\w)") if ids else None
    homes = {names.dataset_of(str(each)) for each in sentences}
    for link in _NOTES:
        noted = {one for one, _ in data.graph.subject_objects(link)}
        for one in sorted(noted, key=str):
            danish, english = _texts(data, one, link)
            near = naming and names.dataset_of(str(one)) in homes and naming.search(danish)
            if one in own or near:
                yield Hanging("note", names.local_name(str(one)), danish, english)


def _english(data: CheckedData, own: set[Node]) -> Iterator[Hanging]:
    """The English texts of what the sentences say or name: no rule holds a translation."""
    for one in sorted(own, key=str):
        for link, value in sorted(data.graph.predicate_objects(one), key=str):
            if isinstance(value, Text) and value.language == "en" and link not in _NOTES:
                yield Hanging("english", names.local_name(str(one)), str(value), str(value))


def _texts(data: CheckedData, node: Node, link: URIRef) -> tuple[str, str]:
    found = {
        value.language: str(value)
        for value in data.graph.objects(node, link)
        if isinstance(value, Text)
    }
    danish = found.get("da", "")
    return danish, found.get("en", danish)
