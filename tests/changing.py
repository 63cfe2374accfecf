"""Changes made by machine to the data, for the tests of comparisons: in memory, past the gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rdflib import Graph, URIRef

from samspil.comparing.comparing import compare
from samspil.comparing.model import Comparison
from samspil.comparing.sides import Side, supposed
from samspil.messages import messages
from samspil.model import names
from samspil.ontology.folders import find_data
from samspil.ontology.reading import ParsedFile, ParsedOntology, parse
from samspil.render.comparison import worded
from tests.program import AS_OF, DATA, KeptStore

FOLDERS = {
    "ishoej": None,
    "lilleby": DATA / "lilleby",
    "askevig": DATA / "plans" / "askevig",
    "havelund": DATA / "plans" / "havelund",
}
DAY = date.fromisoformat(AS_OF)
_PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in (
        *((one, f"{names.ID}{one}/") for one in (*FOLDERS, "dk")),
        ("sam", names.SAM),
        ("org", names.ORG),
        ("oa", names.OA),
        ("skos", names.SKOS),
        ("dct", names.DCT),
        ("prov", names.PROV),
        ("rdfs", names.RDFS),
        ("schema", "https://schema.org/"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    )
)


@dataclass(frozen=True)
class Edit:
    """A change of the data: triples taken away and put in, in Turtle; things dropped whole.

    `file` is the name of the file that what is put in goes to.
    """

    base: str
    minus: str = ""
    plus: str = ""
    drop: str = ""
    file: str = "stated.ttl"


@cache
def parsed(base: str) -> ParsedOntology:
    """The true data."""
    return parse(find_data(FOLDERS[base]))


def edited(ontology: ParsedOntology, edit: Edit) -> ParsedOntology:
    """The data with a change; each triple taken away must have been there."""
    gone, come = (Graph().parse(data=_PREFIXES + text, format="turtle") for text in
                  (edit.minus, edit.plus))  # fmt: skip
    dropped = [URIRef(names.entity_iri(*one.split(":"))) for one in edit.drop.split()]
    left = set(gone)
    files = []
    for file in ontology.files:
        own = come if file.file.name.endswith(f"/{edit.file}") else ()
        touched = any(triple in file.graph for triple in gone)
        if (
            not own
            and not touched
            and not any(
                (one, None, None) in file.graph or (None, None, one) in file.graph
                for one in dropped
            )
        ):
            files.append(file)
            continue
        graph = Graph()
        for triple in file.graph:
            graph.add(triple)
        for triple in gone:
            if triple in graph:
                graph.remove(triple)
                left.discard(triple)
        rests = URIRef(names.SAM + "evidence")
        # What another statement rests on too stays.
        alone = {
            quote
            for one in dropped
            for quote in graph.objects(one, rests)
            if set(graph.subjects(rests, quote)) <= set(dropped)
        }
        for one in (*alone, *dropped):
            graph.remove((one, None, None))
            graph.remove((None, None, one))
        for triple in own:
            graph.add(triple)
        files.append(ParsedFile(file.file, graph, file.dataset, file.layer, file.text))
    assert not left, left
    return replace(ontology, files=tuple(files))


@contextmanager
def side(ontology: ParsedOntology) -> Iterator[Side]:
    """What answers from parsed data, whether or not it would pass the gate."""
    with supposed(ontology) as opened:
        yield opened


@contextmanager
def true(base: str) -> Iterator[Side]:
    """What answers from the true data; what it was asked, it remembers."""
    with side(parsed(base)) as opened:
        yield Side(opened.ontology, KeptStore(opened.store))  # type: ignore[arg-type]


def told(before: Side, after: Side) -> Comparison:
    """What is otherwise, in Danish words."""
    return worded(messages("da"), compare(before, after, ("før", "nu"), DAY, "da"))


def effects(comparison: Comparison) -> set[str]:
    """Each difference of the answers in a line: kind, situations, whom, aspects, causes."""
    found = set()
    for one in comparison.municipalities:
        for effect in one.effects:
            at = ",".join(sorted(ref.id for ref in effect.situations)) or "-"
            who = ",".join(sorted(ref.id for ref in effect.who)) or "-"
            aspects = ",".join(effect.aspects) or "-"
            causes = ",".join(sorted(names.local_name(iri) for iri in effect.causes))
            found.add(f"{effect.kind} | {at} | {who} | {aspects} | {causes}")
    return found


def changes(comparison: Comparison) -> set[str]:
    """Each change of the model as its sentence."""
    return {change.text for one in comparison.municipalities for change in one.changes}
