"""Rules about names, numbers and addresses: the document has each, and of one thing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.term import Node

from samspil.language import phrases
from samspil.model import names
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.namespaces import OA, SAM, SKOS
from samspil.validation.rules.said import Wording

_SCHEMA = "https://schema.org/"
_POINT = URIRef(_SCHEMA + "contactPoint")
_WAYS = (URIRef(_SCHEMA + "telephone"), URIRef(_SCHEMA + "email"))


def unsaid_names(data: CheckedData) -> Iterator[Finding]:
    """Names of a document's actors that it doesn't use, and names that two of them have."""
    owners: dict[tuple[str, tuple[str, ...]], set[Node]] = {}
    for actor in data.instances(SAM.Actor):
        if STATED not in data.layers(actor):
            continue
        dataset = names.dataset_of(str(actor))
        texts = [
            source.text
            for source in data.sources.values()
            if names.dataset_of(str(source.iri)) == dataset
        ]
        for link in (SKOS.prefLabel, SKOS.altLabel):
            own = (file.graph for file in data.homes[actor] if file.layer == STATED)
            for name in sorted((each for one in own for each in one.objects(actor, link)), key=str):
                if not isinstance(name, Literal) or name.language != "da":
                    continue
                stems = tuple(word.stem for word in phrases.words(str(name)))
                owners.setdefault((dataset, stems), set()).add(actor)
                book = phrases.PhraseBook({actor: [str(name)]})
                if texts and not any(book.places(text) for text in texts):
                    yield data.finding("name-not-said", actor, name=str(name))
    for (_, stems), sharing in sorted(owners.items(), key=str):
        first, *others = sorted(sharing, key=str)
        for other in others if stems else ():
            yield data.finding("name-shared", other, name=data.name(first, "da") or "", other=first)


def unquoted_contacts(data: CheckedData) -> Iterator[Finding]:
    """Telephone numbers and addresses that their quote doesn't have, or has for somebody else."""
    wording = data.once(Wording)
    holders = data.pointing(_POINT)
    assertions = frozenset(data.instances(SAM.Assertion))
    for point in data.instances(URIRef(_SCHEMA + "ContactPoint")):
        quote = " … ".join(
            str(data.graph.value(each, OA.exact) or "")
            for each in sorted(data.graph.objects(point, SAM.evidence), key=str)
        )
        if STATED not in data.layers(point) or not quote:
            continue
        for link in _WAYS:
            for way in sorted(data.graph.objects(point, link), key=str):
                if _bare(str(way)) not in _bare(quote):
                    yield data.finding("contact-not-quoted", point, way=str(way))
        # Those of a norm are held to its own sentence (`procedure.contacts`).
        actors = (one for one in holders.get(point, ()) if one not in assertions)
        for holder in actors:
            said = wording.book(holder).places(quote)
            if holder not in said and not wording.explained_in.get(holder):
                yield data.finding("contact-of-another", holder, found=point)


def _bare(text: str) -> str:
    return re.sub(r"[\s.()-]", "", text.casefold())
