"""Which column of a log holds what: a guess by its name, or what a person says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.errors import UsageError
from samspil.language.words import fold

PARTS = ("case", "time", "from", "to", "act", "situation", "channel")
NEEDED = PARTS[:-1]
_ALIKE = 82


@dataclass(frozen=True, slots=True)
class Guess:
    """The columns by number; `exact` are the parts whose column has the name the forms give it."""

    columns: Mapping[str, int]
    exact: frozenset[str]


def guess(columns: Sequence[str], words: Mapping[str, Sequence[str]]) -> Guess:
    """Which column holds which part; `words` are the names of each part, the form's own first."""
    from rapidfuzz import fuzz

    folded = [_plain(one) for one in columns]
    scored = sorted(
        (
            (-fuzz.ratio(_plain(word), name), PARTS.index(part), number)
            for part in PARTS
            for word in words[part]
            for number, name in enumerate(folded)
            if name
        ),
    )
    chosen: dict[str, int] = {}
    for negative, place, number in scored:
        part = PARTS[place]
        if -negative >= _ALIKE and part not in chosen and number not in chosen.values():
            chosen[part] = number
    own = {part: frozenset(_plain(one) for one in words[part][:2]) for part in PARTS}
    exact = frozenset(part for part, number in chosen.items() if folded[number] in own[part])
    return Guess(chosen, exact)


def _plain(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum() or sign == ":")


def said(text: str, columns: Sequence[str]) -> dict[str, int]:
    """The columns that a person names: `case=Sag,time=Dato`.

    Raises:
        UsageError: a part or a column isn't known.
    """
    chosen: dict[str, int] = {}
    for pair in text.split(","):
        part, equals, name = (one.strip() for one in pair.partition("="))
        if not equals or part not in PARTS:
            raise UsageError("log-map-form", text=pair.strip(), known=PARTS)
        if name not in columns:
            raise UsageError("log-map-column", name=name, known=[one for one in columns if one])
        chosen[part] = columns.index(name)
    return chosen
