"""Finds a phrase in a text as a reader would: inflected, in the genitive, cut short in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from samspil.language.words import fold, stem

_WORD = re.compile(r"-?[^\W_]+(?:-[^\W_]+)*-?")
_PART = re.compile(r"[^\W_]+")
_LIST = 6
"""How many words a list may go on before the part that its cut-off words share."""
_SHORTEST = 3


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


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in its order."""
    found: list[Word] = []
    for token in _WORD.finditer(text):
        parts = list(_PART.finditer(text, token.start(), token.end()))
        for part in parts:
            folded = fold(part.group())
            found.append(
                Word(
                    stem(folded),
                    folded,
                    part.start(),
                    part.end(),
                    opens=part is parts[-1] and token.group().endswith("-"),
                    closes=part is parts[0] and token.group().startswith("-"),
                )
            )
    return tuple(found)


def find(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in a text: from which character to which."""
    wanted = words(phrase)
    said = words(text)
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


def stands(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text."""
    return next(find(phrase, text), None) is not None


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
