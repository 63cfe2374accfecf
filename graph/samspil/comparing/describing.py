"""What the files of a side say of each thing, without what only tells where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Node

from samspil.model import names
from samspil.model.terms import LAW, NORM, PARTICIPATION, TASK_STATEMENT
from samspil.ontology.reading import ParsedFile, ParsedOntology

_LABELS = tuple(
    map(
        str,
        (
            SKOS.prefLabel, RDFS.label, DCTERMS.title, SKOS.altLabel, SKOS.hiddenLabel,
            "https://schema.org/contactType",
        ),
    )
)  # fmt: skip
_EVIDENCE = names.SAM + "evidence"
_START, _END = names.OA + "start", names.OA + "end"
_PLACES = frozenset({_START, _END, names.OA + "hasSource"})
_TEXT = names.SAM + "text"
_SENTENCE, _QUOTATIONS = "Sentence", frozenset({"Quotation", "Paraphrase"})
_HEADER = "LayerGraph"
# The first class that fits says what a thing is.
_THINGS = (
    ("Interpretation", "reading"),
    (NORM, "norm"),
    (PARTICIPATION, "participation"),
    (TASK_STATEMENT, "task"),
    ("StructureStatement", "structure"),
    ("KnowledgeGap", "gap"),
    ("Situation", "situation"),
    ("Forum", "forum"),
    (_SENTENCE, "sentence"),
    ("Source", "source"),
    ("Naming", "naming"),
    ("ContactPoint", "contact"),
    *((one, "actor") for one in (
        "ActorGroup", "Role", "Organization", "FormalOrganization", "OrganizationalUnit",
        "OrganizationalCollaboration",
    )),
)  # fmt: skip
ASSERTIONS = frozenset({"norm", "law-norm", "participation", "task", "structure", "reading"})


@dataclass(frozen=True, slots=True)
class Described:
    """A thing: what it is, in which layer, and its properties by IRI with all their values."""

    iri: str
    thing: str
    layer: str
    is_assertion: bool
    properties: Mapping[str, frozenset[Node]]
    evidence: frozenset[str] = frozenset()
    """The IRIs of its quotes and renderings, whose properties are among its own."""

    def values(self, name: str) -> frozenset[str]:
        """The values of a property of ours, by its local name, as text."""
        return frozenset(map(str, self.properties.get(names.SAM + name, ())))


def describe(ontology: ParsedOntology, dataset: str) -> dict[str, Described]:
    """Each thing of a municipality and of what all share, by its IRI."""
    chosen = [one for one in ontology.files if one.dataset in {dataset, names.SHARED_DATASET}]
    parts: dict[str, dict[str, set[Node]]] = {}
    layers: dict[str, str] = {}
    for file in (*chosen, ontology.vocabulary):
        _read(file, parts, layers)
    texts = {iri: dict(_words(said, ontology.sources)) for iri, said in parts.items()}
    found = {}
    for iri, said in parts.items():
        kinds = {names.local_name(str(kind)) for kind in said.get(str(RDF.type), ())}
        if _HEADER in kinds or kinds & _QUOTATIONS:
            continue
        evidence = {str(one) for one in said.get(_EVIDENCE, ())}
        own = {used: values for used, values in said.items() if used not in _PLACES}
        own.pop(_EVIDENCE, None)
        own |= {used: set(values) for used, values in texts[iri].items()}
        for one in sorted(evidence):
            for used, values in parts.get(one, {}).items():
                if used not in _PLACES and used != str(RDF.type):
                    own.setdefault(used, set()).update(values)
        found[iri] = Described(
            iri,
            _thing(kinds, layers[iri]),
            layers[iri],
            any(one in kinds for one, what in _THINGS if what in ASSERTIONS - {"reading"}),
            {used: frozenset(values) for used, values in own.items()},
            frozenset(evidence),
        )
    return found


def _read(file: ParsedFile, parts: dict[str, dict[str, set[Node]]], layers: dict[str, str]) -> None:
    for subject, said in file.statements.items():
        if isinstance(subject, URIRef):
            own = parts.setdefault(str(subject), defaultdict(set))
            layers.setdefault(str(subject), file.layer)
            for used, value in said:
                own[used].add(value)


def _words(
    said: Mapping[str, set[Node]], sources: Mapping[str, str]
) -> Iterator[tuple[str, Iterable[Node]]]:
    """The words of a sentence, in the place of where it stands."""
    home = next(iter(said.get(str(DCTERMS.isPartOf), ())), None)
    start, end = (next(iter(said.get(used, ())), None) for used in (_START, _END))
    if home is not None and isinstance(start, Literal) and isinstance(end, Literal):
        text = sources.get(str(home), "")[int(start) : int(end)]
        yield _TEXT, [Literal(" ".join(text.split()))]


def _thing(kinds: set[str], layer: str) -> str:
    if layer in {"vocabulary", "words"}:
        return "term"
    what = next((what for kind, what in _THINGS if kind in kinds), "other")
    return "law-norm" if layer == LAW and what in ASSERTIONS else what


def label(things: Mapping[str, Described], iri: str, language: str) -> str:
    """What a thing is called; the id of one that has no name, as assertions have none."""
    thing = things.get(iri)
    if thing is not None and not thing.is_assertion:
        for used in _LABELS:
            found = [one for one in thing.properties.get(used, ()) if isinstance(one, Literal)]
            for wanted in (language, "da", None):
                named = sorted(str(one) for one in found if one.language == wanted)
                if named:
                    return named[0]
    return names.local_name(iri)
