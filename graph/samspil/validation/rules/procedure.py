"""Rules about what stands around a norm: steps in a row, lists under their lead, contact points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.term import Node

from samspil.model.terms import STATED
from samspil.validation.context import CheckedData, whole_number
from samspil.validation.findings import Finding
from samspil.validation.namespaces import CONTACT_POINT, DCT, OA, SAM, SCHEMA
from samspil.validation.rules.quotes import sentences
from samspil.validation.rules.said import Wording
from samspil.validation.rules.terms import stands

_LEADS = ":"


def steps(data: CheckedData) -> Iterator[Finding]:
    """Steps of a procedure whose numbers don't run from 1 without a hole."""
    graph = data.graph
    procedures: dict[tuple[Node, ...], dict[int, Node]] = defaultdict(dict)
    for norm, order in sorted(graph.subject_objects(SAM.order)):
        number = whole_number(order)
        if number is not None and STATED in data.layers(norm):
            audience = sorted(graph.objects(norm, DCT.audience), key=str)
            trigger = graph.value(norm, SAM.trigger) or norm
            procedures[(trigger, *audience)].setdefault(number, norm)
    for numbers in procedures.values():
        missing = sorted(set(range(1, max(numbers) + 1)) - numbers.keys())
        if missing or min(numbers) < 1:
            first = numbers[min(numbers)]
            told = ", ".join(map(str, missing)) or str(min(numbers))
            yield data.finding("steps-broken", first, order=min(numbers), missing=told)


def lists(data: CheckedData) -> Iterator[Finding]:
    """Items of a list under a sentence that doesn't begin one."""
    for source in data.sources.values():
        ordered = sentences(data, source)
        place = {each.iri: number for number, each in enumerate(ordered)}
        for item, lead in sorted(data.graph.subject_objects(SAM.introducedBy)):
            if item not in place:
                continue
            begun = place.get(URIRef(str(lead)), len(ordered))
            between = ordered[begun + 1 : place[URIRef(str(item))]]
            leads = begun < place[URIRef(str(item))] and source.text[
                ordered[begun].start : ordered[begun].end
            ].endswith(_LEADS)
            if not leads or any(
                (one.iri, SAM.introducedBy, lead) not in data.graph for one in between
            ):
                yield data.finding("list-lead-wrong", item, lead=lead)


def contacts(data: CheckedData) -> Iterator[Finding]:
    """Contact points whose number, mail, hours or owner the quoted words don't have."""
    graph = data.graph
    wording = data.once(Wording)
    for contact in data.instances(CONTACT_POINT):
        if STATED not in data.layers(contact):
            continue
        evidence = list(graph.objects(contact, SAM.evidence))
        quote = " … ".join(str(exact) for one in evidence for exact in graph.objects(one, OA.exact))
        for link in (SCHEMA.telephone, SCHEMA.email, SCHEMA.openingHours):
            for value in graph.objects(contact, link):
                danish = not isinstance(value, Literal) or value.language in {None, "da"}
                if danish and not stands(str(value), quote):
                    yield data.finding("contact-not-said", contact, text=str(value))
        quoted = {sentence for one in evidence for sentence in graph.objects(one, SAM.sentence)}
        for owner in data.pointing(SCHEMA.contactPoint).get(contact, ()):
            if data.is_a(owner, SAM.Assertion):
                own = {
                    sentence
                    for one in graph.objects(owner, SAM.evidence)
                    for sentence in graph.objects(one, SAM.sentence)
                }
                if not quoted & own:
                    yield data.finding("contact-other-sentence", owner, found=contact)
            elif owner not in wording.book(owner).places(quote) and not (
                quoted & set(wording.explained_in.get(owner, ()))
            ):
                yield data.finding("contact-owner-not-said", owner, found=contact)
