"""A municipality's own words: each tied to a term of the vocabulary, none that takes its place."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from samspil.model import names
from samspil.ontology.reading import LAYER_GRAPH, ParsedFile
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding, OwnWord
from samspil.validation.namespaces import SAM, SKOS

_MODALITY_WORD, _ACT, _RELATION = "modality-word", "act", "relation"


def untied(data: CheckedData) -> Iterator[Finding]:
    """Own words without a term of the vocabulary, or without the words by which it is known."""
    core, *own = data.words_files
    taken = {str(text).lower() for _, text in core.graph.subject_objects(SKOS.notation)}
    for file in own:
        for node in sorted(file.subjects, key=str):
            if (node, RDF.type, LAYER_GRAPH) in file.graph or not isinstance(node, URIRef):
                continue
            kind = _kind(file, node)
            if kind is None:
                yield data.finding("word-of-no-kind", node, file)
            elif not _ties(core, file, node, kind):
                yield data.finding("word-untied", node, file)
            elif kind == _MODALITY_WORD:
                text = str(file.graph.value(node, SKOS.notation) or "").lower()
                if not text or text in taken:
                    yield data.finding("word-taken", node, file, word=text)
            elif (node, SKOS.hiddenLabel, None) not in file.graph:
                yield data.finding("word-without-phrases", node, file)


def own_words(data: CheckedData) -> tuple[OwnWord, ...]:
    """All that municipalities add to the vocabulary for themselves, by file and IRI."""
    core, *own = data.words_files
    found = []
    for file in own:
        for node in sorted(file.subjects, key=str):
            kind = _kind(file, node)
            if kind is None:
                continue
            ties = _ties(core, file, node, kind)
            label, label_en = (
                data.name(node, language) or names.local_name(str(node))
                for language in ("da", "en")
            )
            tied, tied_en = (
                tuple(data.name(tie, language) or data.short(tie) for tie in ties)
                for language in ("da", "en")
            )
            iri = str(node)
            found.append(OwnWord(kind, iri, file.file.name, label, label_en, tied, tied_en))
    return tuple(found)


def _kind(file: ParsedFile, node: Node) -> str | None:
    if (node, RDF.type, SAM.ModalityWord) in file.graph:
        return _MODALITY_WORD
    if (node, RDF.type, RDF.Property) in file.graph:
        return _RELATION
    return _ACT if (node, SKOS.inScheme, SAM.Acts) in file.graph else None


def _ties(core: ParsedFile, file: ParsedFile, node: Node, kind: str) -> list[Node]:
    """The terms of the vocabulary that an own word is tied to; none where one isn't of them."""
    link = {_MODALITY_WORD: SAM.admits, _ACT: SKOS.broader, _RELATION: RDFS.subPropertyOf}[kind]
    known = {
        _MODALITY_WORD: set(core.graph.subjects(SAM.yields)),
        _ACT: set(core.graph.subjects(SKOS.inScheme, SAM.Acts)),
        _RELATION: set(core.graph.subjects(RDF.type, RDF.Property)),
    }[kind]
    ties = sorted(file.graph.objects(node, link), key=str)
    return ties if all(tie in known for tie in ties) else []
