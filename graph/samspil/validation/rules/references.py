"""Rules about names: what is declared, where it is described, and what links to what."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.model import names
from samspil.ontology.reading import LAYER_GRAPH, NAMING, VOCABULARY_LAYER, ParsedFile
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.namespaces import SAM, SKOS
from samspil.validation.shapes import is_valid

_PERSON = frozenset({"Person", "Individual", "VCard"})
_PERSON_PROPERTY = frozenset(
    {"firstName", "givenName", "familyName", "lastName", "surname", "birthDate", "givenname"}
)
_FOAF_NAME = URIRef("http://xmlns.com/foaf/0.1/name")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*$")


def _subjects(file: ParsedFile) -> list[Node]:
    return sorted(file.subjects, key=str)


def _suggestion(data: CheckedData, wanted: Node, known: Iterable[Node]) -> str:
    """The declared name most like one that isn't, or nothing."""
    by_name = {names.local_name(str(each)): each for each in known}
    near = difflib.get_close_matches(names.local_name(str(wanted)), by_name, n=1, cutoff=0.6)
    return data.short(by_name[near[0]]) if near else "–"


def _alike(data: CheckedData, wanted: URIRef) -> Iterator[Node]:
    """Things of the data for a thing of the data, terms for a term."""
    of_data = str(wanted).startswith(names.ID)
    for each in data.homes:
        if isinstance(each, URIRef) and str(each).startswith(names.ID) == of_data:
            yield each


def undeclared(data: CheckedData) -> Iterator[Finding]:
    """Classes, properties and relations that the vocabulary doesn't declare."""
    for file in data.files:
        for node in _subjects(file):
            yield from _kinds(data, file, node)
            yield from _used(data, file, node)
            for relation in sorted(set(file.graph.objects(node, SAM.predicate)), key=str):
                if isinstance(relation, URIRef) and relation not in data.properties:
                    near = _suggestion(data, relation, data.properties)
                    yield data.finding("unknown-relation", node, file, found=relation, near=near)


def _kinds(data: CheckedData, file: ParsedFile, node: Node) -> Iterator[Finding]:
    kinds = sorted(set(file.graph.objects(node, RDF.type)), key=str)
    # What has no class here but stands in another file too is told as that.
    if not kinds and isinstance(node, URIRef) and len(data.homes[node]) == 1:
        yield data.finding("no-class", node, file)
    for kind in kinds:
        if names.local_name(str(kind)) in _PERSON:
            yield data.finding("person", node, file, found=kind)
        elif kind not in data.classes and not (kind == RDF.Property and file in data.words_files):
            near = _suggestion(data, kind, data.classes)
            yield data.finding("unknown-class", node, file, found=kind, near=near)


def _used(data: CheckedData, file: ParsedFile, node: Node) -> Iterator[Finding]:
    for used in sorted(set(file.graph.predicates(node)), key=str):
        if used == _FOAF_NAME or names.local_name(str(used)) in _PERSON_PROPERTY:
            yield data.finding("person", node, file, found=used)
        elif used not in data.properties:
            near = _suggestion(data, used, data.properties)
            yield data.finding("unknown-property", node, file, found=used, near=near)


def unread(data: CheckedData) -> Iterator[Finding]:
    """Properties of our own namespace that the vocabulary doesn't declare: no answer reads them."""
    for file in data.files:
        unknown = {used for used in file.used - data.properties if str(used).startswith(names.SAM)}
        for used in sorted(unknown, key=str):
            near = _suggestion(data, used, data.properties)
            for node in sorted(set(file.graph.subjects(used)), key=str):
                yield data.finding("unknown-property", node, file, found=used, near=near)


def dangling(data: CheckedData) -> Iterator[Finding]:
    """Links to something that nothing describes."""
    # Mostly there is none, and then nothing needs to be put in order.
    if all(file.linked <= data.homes.keys() for file in data.files):
        return
    for file, triples in data.triples:
        for subject, used, value in triples:
            if used not in NAMING and isinstance(value, URIRef) and value not in data.homes:
                near = _suggestion(data, value, _alike(data, value))
                yield data.finding("dangling", subject, file, found=value, used=used, near=near)


def malformed(data: CheckedData) -> Iterator[Finding]:
    """Blank nodes, and names with characters that don't belong in one."""
    for file, triples in data.triples:
        # A blank node has no place of its own: what points to it has.
        told = set()
        for subject, _, value in triples:
            if isinstance(value, BNode) and not isinstance(subject, BNode):
                told.add(value)
                yield data.finding("blank-node", subject, file)
        loose = {node for node in file.subjects if isinstance(node, BNode)} - told
        if loose and not told:
            yield Finding("blank-node", "blank-node", file.file.name)
        terms = {term for triple in file.graph for term in triple if isinstance(term, URIRef)}
        for term in sorted(terms):
            if not is_valid(str(term)):
                yield data.finding("bad-iri", term, file)
        for node in _subjects(file):
            if isinstance(node, URIRef) and str(node).startswith(names.ID):
                slug = names.local_name(str(node))
                if is_valid(str(node)) and not _SLUG.match(slug):
                    yield data.finding("bad-slug", node, file, found=slug)


def homes(data: CheckedData) -> Iterator[Finding]:
    """Things described in two files, or in the file of another dataset."""
    for node, files in sorted(data.homes.items(), key=lambda item: str(item[0])):
        own = [file for file in files if file.layer != VOCABULARY_LAYER]
        if len(files) > 1 and isinstance(node, URIRef) and own:
            # Where it has its class it is at home; of several such files the last one came to it.
            untyped = [file for file in own if (node, RDF.type, None) not in file.graph]
            guest = (untyped or own)[-1]
            others = ", ".join(file.file.name for file in files if file is not guest)
            yield data.finding("two-homes", node, guest, others=others)
        for file in own:
            if not isinstance(node, URIRef) or len(files) > 1:
                continue
            named = str(node).startswith(names.ID)
            if not named or names.dataset_of(str(node)) != file.dataset:
                yield data.finding("foreign-subject", node, file, dataset=file.dataset)


def reused_slugs(data: CheckedData) -> Iterator[Finding]:
    """Names of a municipality that the shared dataset uses already."""
    shared = {
        names.local_name(str(node)): node
        for node in data.homes
        if isinstance(node, URIRef)
        and str(node).startswith(names.ID)
        and names.dataset_of(str(node)) == names.SHARED_DATASET
    }
    for node in sorted(data.homes, key=str):
        if not isinstance(node, URIRef) or not str(node).startswith(names.ID):
            continue
        if names.dataset_of(str(node)) == names.SHARED_DATASET:
            continue
        if (node, RDF.type, LAYER_GRAPH) in data.graph:
            continue
        twin = shared.get(names.local_name(str(node)))
        if twin is not None:
            free = f"{names.local_name(str(node))}-{names.dataset_of(str(node))}"
            called, in_english = (data.name(twin, each) or "" for each in ("da", "en"))
            yield data.finding(
                "reused-slug", node, shared=twin, free=free, name_da=called, name_en=in_english
            )


def twice(data: CheckedData) -> Iterator[Finding]:
    """Ids of which a file has two blocks: RDF takes them for one thing with the parts of both."""
    for file in data.files:
        for iri, lines in sorted(file.repeated.items()):
            yield replace(
                data.finding("twice-described", URIRef(iri), file, first=lines[0]), line=lines[1]
            )


def broader(data: CheckedData) -> Iterator[Finding]:
    """Situations that are said to be special cases of others without a statement that says so."""
    for node in data.instances(SAM.Situation):
        for wider in sorted(data.graph.objects(node, SKOS.broader), key=str):
            yield data.finding("broader-unstated", node, found=wider)


def datasets(data: CheckedData) -> Iterator[Finding]:
    """Files of a dataset that nothing describes."""
    described = {str(node) for node in data.graph.subjects(RDF.type, SAM.Dataset)}
    told = set()
    for file in data.files:
        if names.dataset_iri(file.dataset) not in described and file.dataset not in told:
            told.add(file.dataset)
            params = {"dataset": file.dataset}
            yield Finding("no-dataset", "no-dataset", file.file.name, 1, params=params)


def one_language(data: CheckedData) -> Iterator[Finding]:
    """Literals in a language that isn't Danish or English."""
    for file, triples in data.triples:
        for subject, used, value in triples:
            if isinstance(value, Literal) and value.language not in {None, "da", "en"}:
                language = value.language
                yield data.finding("other-language", subject, file, used=used, found=language)
