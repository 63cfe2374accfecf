"""The modality words of the vocabulary and of a municipality, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rdflib import Graph
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.model.names import SHARED_DATASET
from samspil.validation.context import CheckedData
from samspil.validation.namespaces import SAM, SKOS

_NEGATIVE = frozenset({SAM["reading-negation"], SAM["reading-prohibition"]})
_STOP = (
    "hvis når såfremt medmindre at som der hvor fordi da om men idet mens så skal bør kan må vil"
).split()
"""Words that no negation crosses on its way back to the modality word of its clause."""
_BETWEEN = rf"(?:\s+(?!(?:{'|'.join(_STOP)})\b(?!\s+udgangspunkt))(?:[\w-]+|\.\.\.)){{1,8}}?"
_NOT_ALONE = r"(?![\w-])(?!\s+(?:kun|alene|blot|bare)\b)"
"""»Ikke kun« negates nothing, and neither does »ikke-akut«."""
_JOINED = re.compile(r"\b(?:og|eller|samt)\s*$", re.IGNORECASE)


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
        return re.compile(rf"(?<!\w)(?:{_either(longest)})(?!\w)", re.IGNORECASE)

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
            self._with_negation(text, Occurrence(self.words[_spelt(found[0])], *found.span()))
            for found in (pattern.finditer(text, start, stop) if pattern else ())
        ]

    @cached_property
    def _negations(self) -> Mapping[str, re.Pattern[str]]:
        """What makes the negative of a word where it stands further on: »må skolerne ikke«."""
        rests: dict[str, list[str]] = {}
        for text, word in self.words.items():
            for base in self.words:
                if word.admits <= _NEGATIVE and text.startswith(f"{base} "):
                    rests.setdefault(base, []).append(text.removeprefix(f"{base} "))
        return {
            base: re.compile(
                rf"(?P<between>{_BETWEEN})\s+(?P<rest>{_either(known)}){_NOT_ALONE}", re.IGNORECASE
            )
            for base, known in rests.items()
        }

    def _with_negation(self, text: str, found: Occurrence) -> Occurrence:
        base = found.word.text.lower()
        further = base in self._negations and self._negations[base].match(text, found.end)
        if not further or _JOINED.search(further["between"]):
            return found
        return replace(found, word=self.words[f"{base} {_spelt(further['rest'])}"])


def _either(texts: Iterable[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, text.split())) for text in texts)


def _spelt(text: str) -> str:
    return " ".join(text.lower().split())


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
        admits = frozenset(graph.objects(node, SAM.admits))
        everyday = str(graph.value(node, SAM.everyday)) == "true"
        other = (each for each in graph.objects(node, SKOS.hiddenLabel) if text is not None)
        for spelling in filter(None, (text, *other)):
            words[str(spelling).lower()] = Word(str(spelling), admits, default, everyday)
    return words
