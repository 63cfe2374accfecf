"""What the data would say if something were otherwise; nothing is written to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from rapidfuzz import process
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from samspil.comparing.describing import Described, label
from samspil.errors import NotUnderstoodError, UsageError
from samspil.model import names
from samspil.model.terms import LAW
from samspil.ontology.folders import DataFile, DataFolder
from samspil.ontology.reading import ParsedFile, ParsedOntology, read_file

_NEAR = 5
_ACTING = tuple(
    URIRef(one)
    for one in (
        *(names.SAM + name for name in ("bearer", "recipient", "subject", "object", "channel")),
        *(names.ORG + name for name in ("member", "role", "organization")),
        names.DCT + "audience",
    )
)
"""The properties by which an assertion names an actor."""
_VALID_TO, _EVIDENCE = URIRef(names.SAM + "validTo"), URIRef(names.SAM + "evidence")


def without_actor(ontology: ParsedOntology, actor: str) -> ParsedOntology:
    """The data without all that it says of an actor (IRI).

    Of an assertion that names others in the same place, only the actor is taken out; one that would
    be left without anybody there goes whole, for »not stated« would be untrue.
    """
    gone = URIRef(actor)
    graphs = [file.graph for file in ontology.files]
    named = {
        (subject, used, len(set(graph.objects(subject, used))) > 1)
        for graph in graphs
        for used in _ACTING
        for subject in graph.subjects(used, gone)
    }
    whole = {subject for subject, _, others in named if not others}
    # What others rest on too stays.
    whole |= {
        one
        for graph in graphs
        for subject in tuple(whole)
        for one in graph.objects(subject, _EVIDENCE)
        if all(set(other.subjects(_EVIDENCE, one)) <= whole for other in graphs)
    }

    def change(graph: Graph) -> None:
        for subject in whole:
            graph.remove((subject, None, None))
            graph.remove((None, None, subject))
        for subject, used, _ in named:
            graph.remove((subject, used, gone))

    return _changed(ontology, change)


def without_law(ontology: ParsedOntology, rules: Collection[str], as_of: date) -> ParsedOntology:
    """The data as if some rules of law (IRIs) ended the day before `as_of`."""
    ended = Literal((as_of - timedelta(days=1)).isoformat(), datatype=XSD.date)

    def change(graph: Graph) -> None:
        for rule in map(URIRef, rules):
            if (rule, RDF.type, None) in graph:
                graph.set((rule, _VALID_TO, ended))

    return _changed(ontology, change)


def _changed(ontology: ParsedOntology, change: Callable[[Graph], None]) -> ParsedOntology:
    files = []
    for file in ontology.files:
        graph = Graph()
        for triple in file.graph:
            graph.add(triple)
        change(graph)
        files.append(ParsedFile(file.file, graph, file.dataset, file.layer, file.text))
    return replace(ontology, files=tuple(files))


def rules_of(things: Mapping[str, Described], wanted: str, as_of: date) -> tuple[str, ...]:
    """The rules of law in force that a person means: an id, or an act with its section.

    Raises:
        NotUnderstoodError: there is none; the nearest are suggested.
    """
    day = as_of.isoformat()
    rules = {
        iri: thing
        for iri, thing in things.items()
        if thing.layer == LAW
        and thing.is_assertion
        and min(thing.values("validFrom"), default="") <= day
        and max(thing.values("validTo"), default=day) >= day
    }
    by_id = tuple(iri for iri in rules if names.local_name(iri).casefold() == wanted.casefold())
    if by_id:
        return by_id
    places = {iri: _places(things, thing) for iri, thing in rules.items()}
    asked = _plain(wanted)
    found = tuple(
        iri
        for iri, told in places.items()
        # § 11 isn't § 115; § 115 is § 115, stk. 1 too.
        if asked
        and any(re.match(rf"{re.escape(asked)}(?!\w| [a-z]\b)", one) for one in map(_plain, told))
    )
    if not found:
        known = sorted({one for told in places.values() for one in told})
        near = [one for one, _, _ in process.extract(wanted, known, limit=_NEAR)]
        raise NotUnderstoodError("not-understood-rule", text=wanted, suggestions=tuple(near))
    return found


def _places(things: Mapping[str, Described], rule: Described) -> list[str]:
    """Where a rule stands, as one cites it: »Retsplejeloven § 115, stk. 1«."""
    sections = rule.values("section") or {""}
    acts = [
        label(things, act, language).partition(" (")[0]
        for act in rule.values("legalBasis")
        for language in ("da",)
    ]
    return [f"{act} {section}".strip() for act in acts for section in sections]


def _plain(place: str) -> str:
    return " ".join(re.sub(r"[,.]", " ", place.casefold()).replace("§", "§ ").split())


def added(folder: DataFolder, path: Path) -> DataFolder:
    """A data folder with one more Turtle file, as if it lay with its municipality.

    Raises:
        DataError: the file can't be read, or isn't one layer of data.
        UsageError: it belongs to no municipality of the folder.
    """
    file = DataFile(path.resolve(), path.name)
    dataset = read_file(file).dataset
    if dataset == names.SHARED_DATASET:
        return replace(folder, national=(*folder.national, file))
    groups = [
        (*files, file) if read_file(files[0]).dataset == dataset else files
        for files in folder.municipalities
    ]
    if all(file not in files for files in groups):
        raise UsageError("what-if-file-nowhere", file=str(path), dataset=dataset)
    return replace(folder, municipalities=tuple(groups))
