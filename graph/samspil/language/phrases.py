"""Finds a phrase in a text as a reader would: inflected, in the genitive, cut short in a list."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from samspil.language.words import fold, stem

_WORD = re.compile(r"-?[^\W_]+(?:-[^\W_]+)*-?")
_PART = re.compile(r"[^\W_]+")
_LIST = 6
"""How many words a list may go on before the part that its cut-off words share."""
_SHORTEST = 3
_Thing = TypeVar("_Thing", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, by its stem and its characters; a part of a hyphened word is a word.

    `opens`: it is cut off before a hyphen (»børne- og ungeudvalget«); `closes`: after one.
    """

    stem: str
    folded: str
    start: int
    end: int
    opens: bool = False
    closes: bool = False


@lru_cache(maxsize=65536)
def _read(part: str) -> tuple[str, str]:
    folded = fold(part)
    if folded[:-1].isdecimal():
        folded = folded.removesuffix("s")  # »Afdeling 2s opgave«
    return stem(folded), folded


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in its order."""
    found: list[Word] = []
    for token in _WORD.finditer(text):
        parts = list(_PART.finditer(text, token.start(), token.end()))
        found += [
            Word(
                *_read(part.group()),
                part.start(),
                part.end(),
                opens=part is parts[-1] and token.group().endswith("-"),
                closes=part is parts[0] and token.group().startswith("-"),
            )
            for part in parts
        ]
    return tuple(found)


def _find(wanted: tuple[Word, ...], said: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    if not wanted:
        return
    for first in range(len(said)):
        last = first + len(wanted) - 1
        if last < len(said) and all(
            _is(said, first + place, word) for place, word in enumerate(wanted)
        ):
            yield said[first].start, said[last].end
        elif len(wanted) > 1 and said[first].closes and _closes(said, first, wanted):
            yield said[first].start, said[first].end


class PhraseBook(Generic[_Thing]):
    """The phrases of many things, each found where it stands in a text in one go through it."""

    def __init__(self, things: Mapping[_Thing, Iterable[str]]) -> None:
        self._starting: dict[str, list[tuple[_Thing, tuple[str, ...]]]] = {}
        self._all: list[tuple[_Thing, tuple[Word, ...]]] = []
        for thing, known in things.items():
            for phrase in known:
                if begun := words(phrase):
                    stems = tuple(word.stem for word in begun)
                    self._starting.setdefault(stems[0], []).append((thing, stems))
                    self._all.append((thing, begun))
        self._found: dict[str, Mapping[_Thing, list[tuple[int, int]]]] = {}

    def places(self, text: str) -> Mapping[_Thing, list[tuple[int, int]]]:
        """Where each thing stands that does, in the order of the text."""
        if text not in self._found:
            said = words(text)
            found: dict[_Thing, set[tuple[int, int]]] = {}
            # What is cut off may begin any phrase.
            cut = any(word.opens or word.closes for word in said)
            for thing, place in self._cut_off(said) if cut else self._whole(said):
                found.setdefault(thing, set()).add(place)
            self._found[text] = {thing: sorted(places) for thing, places in found.items()}
        return self._found[text]

    def _whole(self, said: tuple[Word, ...]) -> Iterator[tuple[_Thing, tuple[int, int]]]:
        stems = tuple(word.stem for word in said)
        for first, begun in enumerate(stems):
            for thing, wanted in self._starting.get(begun, ()):
                last = first + len(wanted)
                if stems[first:last] == wanted:
                    yield thing, (said[first].start, said[last - 1].end)

    def _cut_off(self, said: tuple[Word, ...]) -> Iterator[tuple[_Thing, tuple[int, int]]]:
        for thing, wanted in self._all:
            for place in _find(wanted, said):
                yield thing, place


def _is(said: tuple[Word, ...], place: int, word: Word) -> bool:
    here = said[place]
    if here.stem == word.stem:
        return True
    # »børne- og ungeudvalget« says »børneudvalget« too.
    rest = word.stem.removeprefix(here.folded)
    return (
        here.opens
        and len(rest) >= _SHORTEST
        and rest != word.stem
        and any(other.stem.endswith(rest) for other in said[place + 1 : place + _LIST])
    )


def _closes(said: tuple[Word, ...], place: int, wanted: tuple[Word, ...]) -> bool:
    """»SSP-lærer og -pædagog« says »SSP-pædagog« too."""
    before = said[max(0, place - _LIST) : place]
    return said[place].stem == wanted[-1].stem and any(one.stem == wanted[0].stem for one in before)
