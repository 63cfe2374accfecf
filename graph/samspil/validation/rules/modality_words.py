"""The modality words of the vocabulary and of a municipality, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.model.names import SHARED_DATASET
from samspil.validation.context import CheckedData
from samspil.validation.namespaces import SAM, SKOS


@dataclass(frozen=True, slots=True)
class Word:
    """A modality word of the vocabulary: how it can be read, and how it is read unless said."""

    text: str
    admits: frozenset[Node]
    default: Node | None
    everyday: bool = False
    """Whether it is a modality word only where an assertion reads it so."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A modality word in a text, by the characters at which it begins and ends."""

    word: Word
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """The modality words of a vocabulary, and the modality that each reading gives."""

    words: Mapping[str, Word]
    yields: Mapping[Node, Node]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return self._any_of(text for text, word in self.words.items() if not word.everyday)

    @cached_property
    def _every_pattern(self) -> re.Pattern[str] | None:
        return self._any_of(self.words)

    @staticmethod
    def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
        # The longest first: »må ikke« isn't »må«.
        longest = sorted(words, key=len, reverse=True)
        if not longest:
            return None
        either = "|".join(r"\s+".join(map(re.escape, text.split())) for text in longest)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Occurrence]:
        """The words that must be read, in a text or in a part of it, in its order."""
        return self._found(self._pattern, text, start, len(text) if end is None else end)

    def find_all(self, text: str) -> list[Occurrence]:
        """The words in a text, everyday words too, in its order."""
        return self._found(self._every_pattern, text, 0, len(text))

    def _found(
        self, pattern: re.Pattern[str] | None, text: str, start: int, stop: int
    ) -> list[Occurrence]:
        return [
            Occurrence(self.words[" ".join(found[0].lower().split())], found.start(), found.end())
            for found in (pattern.finditer(text, start, stop) if pattern else ())
        ]


def read_words(data: CheckedData, dataset: str) -> Words:
    """The modality words of the vocabulary, and those that a municipality adds for itself."""
    known = data.once(_words_by_dataset)
    return known.get(dataset, known[SHARED_DATASET])


def _words_by_dataset(data: CheckedData) -> dict[str, Words]:
    core, *own = data.words_files
    yields = dict(core.graph.subject_objects(SAM.yields))
    shared = _declared(core.graph)
    added: dict[str, dict[str, Word]] = {SHARED_DATASET: {}}
    for file in own:
        # A word of the vocabulary keeps its readings: none is made binding that isn't.
        added.setdefault(file.dataset, {}).update(_declared(file.graph))
    return {dataset: Words({**words, **shared}, yields) for dataset, words in added.items()}


def _declared(graph: Graph) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for node in graph.subjects(RDF.type, SAM.ModalityWord):
        text = graph.value(node, SKOS.notation)
        default = graph.value(node, SAM.defaultReading)
        if text is not None:
            admits = frozenset(graph.objects(node, SAM.admits))
            everyday = str(graph.value(node, SAM.everyday)) == "true"
            words[str(text).lower()] = Word(str(text), admits, default, everyday)
    return words
