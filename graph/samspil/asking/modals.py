"""Which word of a question asks how binding something is: »skal«, »bør«, »kan«.

The document may have another word, or none; so the answer has to say which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from samspil.asking.patterns import phrasebook
from samspil.language.phrases import Word, words
from samspil.language.words import NEGATION, stem

_ASKED = ("must", "should", "may")
_NOT = frozenset(stem(word) for word in NEGATION)


@dataclass(frozen=True, slots=True)
class Modal:
    """A word of a question as it was typed (with its »ikke«), and the modality that it asks for."""

    word: str
    modality: str


def modals(text: str) -> tuple[Modal, ...]:
    """The words of a question that ask how binding something is, each modality once."""
    found: dict[str, Modal] = {}
    for modal in _modals(text):
        found.setdefault(modal.modality, modal)
    return tuple(found.values())


def _modals(text: str) -> Iterator[Modal]:
    known = phrasebook().words
    said = words(text)
    blank = Word("", "", len(text), len(text))
    for word, following in pairwise((*said, blank)):
        modality = next((one for one in _ASKED if word.stem in known[one]), None)
        if modality is None or (modality == "may" and following.stem in known["us"]):
            continue
        written = text[word.start : word.end]
        if modality == "may" and following.stem in _NOT:
            yield Modal(f"{written} {text[following.start : following.end]}", "must-not")
        else:
            yield Modal(written, modality)
