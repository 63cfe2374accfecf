"""What must hold before a graph may answer anybody.

`check` finds all that is wrong, and takes a second; this is the part without which an answer could
say more than its source: every quote verbatim in its place, every modality word read as it stands,
no actor, situation or forum that its sentence doesn't mention or puts elsewhere, no name or number
that the document doesn't have, no municipality that its document doesn't name, nothing that points
nowhere or is said with a misspelt property, nothing derived from a rejected reading; and no CPR
number, for it would be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF

from samspil.errors import DataError, Place
from samspil.ontology.reading import SOURCE_FILE, ParsedOntology
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM
from samspil.validation.rules import (
    evidence,
    modality,
    modality_words,
    naming,
    places,
    privacy,
    procedure,
    quotes,
    references,
    structure,
    terms,
    ways,
    wording,
    words,
)

_RULES = (
    references.unread,
    references.dangling,
    references.twice,
    references.broader,
    places.misnamed,
    structure.loops,
    structure.rejected,
    structure.evidence,
    evidence.unquoted,
    wording.unsaid,
    wording.unborne_mentions,
    terms.terms,
    ways.untold_ways,
    procedure.steps,
    procedure.lists,
    procedure.contacts,
    words.untied,
    naming.unsaid_names,
    naming.unquoted_contacts,
    privacy.cpr_numbers,
)


def refuse_untrue(ontology: ParsedOntology) -> None:
    """Lets a parsed folder pass, or says what stands in the way.

    Raises:
        DataError: `data-wrong`, at the first finding; `samspil check` shows them all.
    """
    found = next(_findings(checked_data(ontology)), None)
    if found is not None:
        place = Place(found.file, found.line, found.iri)
        raise DataError("data-wrong", place=place, finding=found)


def checked_data(ontology: ParsedOntology) -> CheckedData:
    """A parsed folder, arranged for the rules."""
    sources = {source.iri: source for source in _sources(ontology)}
    return CheckedData(ontology.vocabulary, ontology.files, "", sources)


def _findings(data: CheckedData) -> Iterator[Finding]:
    for source in data.sources.values():
        yield from quotes.source_text(data, source)
        yield from quotes.sentence_places(data, source)
        yield from quotes.quote_places(data, source)
        audit = modality.Audit(data, source, modality_words.read_words(data, source.home.dataset))
        yield from audit.findings()
        yield from evidence.read_twice(audit)
    for rule in _RULES:
        yield from rule(data)


def _sources(ontology: ParsedOntology) -> Iterator[SourceText]:
    for home in ontology.files:
        for node in home.graph.subjects(RDF.type, SAM.Source):
            if isinstance(node, URIRef) and str(node) in ontology.sources:
                name = str(home.graph.value(node, SOURCE_FILE))
                yield SourceText(node, home, home.file.beside(name), ontology.sources[str(node)])
