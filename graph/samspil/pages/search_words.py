"""The words by which the search of a page finds a thing, folded as it folds what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from samspil.language.words import fold

if TYPE_CHECKING:
    from samspil.pages.explorer.bilingual import Thing


def search_words(thing: Thing) -> str:
    """All that finds a thing, joined by `|`; its names stand before `||`."""
    names = folded((thing.label_da, thing.label_en, thing.notation, *thing.also))
    words = [one for one in folded((*thing.words, thing.id)) if one not in names]
    return f"{'|'.join(names)}||{'|'.join(words)}"


def folded(known: Iterable[str]) -> list[str]:
    """Texts as the search compares them, each once."""
    return list(dict.fromkeys(fold(one) for one in known if one))
