"""Whether a text speaks of danger for somebody's life: phrases of `queries/danger.asks`.

The page asks the same of what is typed there; so the phrases are one pattern for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from samspil import paths
from samspil.errors import Place, QueryError
from samspil.language.words import fold, single, stem

PHRASES = "danger.asks"
_LINE = re.compile(r"//\s*(danger|urgent):\s*(.*?)\s*$")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"(?:\S+ ){0,3}?"
_SLIP = 7


@dataclass(frozen=True, slots=True)
class Danger:
    """The phrases of danger: a `pattern` over folded words, the `words` that are found misspelt.

    `pattern` is one that Python and a browser read alike; it is searched in the words with a blank
    before, between and after them. `stems` are those of the whole words, `urgent` those of what an
    urgent situation is called.
    """

    pattern: str
    words: frozenset[str]
    stems: frozenset[str]
    urgent: frozenset[str]

    def speaks_in(self, text: str) -> bool:
        """Whether a text speaks of danger."""
        from rapidfuzz.distance import OSA

        said = spoken(text)
        return bool(re.search(self.pattern, f" {' '.join(said)} ")) or any(
            word[0] == known[0] and OSA.distance(word, known, score_cutoff=1) <= 1
            for word in said
            if len(word) >= _SLIP
            for known in self.words
        )


def spoken(text: str) -> list[str]:
    """The words of a text, folded, as the phrases are held to them."""
    return [single(word) for word in _WORD.findall(re.sub(r"['’`´]", "", fold(text)))]


@cache
def danger() -> Danger:
    """The bundled phrases of danger.

    Raises:
        QueryError: a line is wrong (file and line are named).
    """
    phrases: list[str] = []
    alone: set[str] = set()
    urgent: list[str] = []
    text = (paths.queries_folder() / PHRASES).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        matched = _LINE.match(line)
        if matched is None:
            continue
        if matched[1] == "urgent":
            urgent += matched[2].split()
            continue
        said, _, but = matched[2].partition(" -")
        parts = said.split()
        if not re.fullmatch(r"[\w*|. -]+", matched[2]) or parts[0] == "...":
            raise QueryError("query-header", place=Place(file=PHRASES, line=number), what=line)
        phrases.append(
            "".join(_BETWEEN if part == "..." else f"{_any(part)} " for part in parts)
            + (f"(?!{_any(but)} )" if but else "")
        )
        if len(parts) == 1:
            alone.update(parts[0].split("|"))
    whole = {word for word in alone if "*" not in word}
    return Danger(
        " (?:" + "|".join(dict.fromkeys(phrases)) + ")",
        frozenset(w for word in whole if len(w := single(fold(word))) >= _SLIP),
        frozenset(stem(fold(word)) for word in whole),
        frozenset(stem(fold(word)) for word in urgent),
    )


def _any(words: str) -> str:
    """One of several words, each whole or with a `*` where it goes on."""
    return f"(?:{'|'.join(_one(word) for word in words.split('|'))})"


def _one(word: str) -> str:
    return single(fold(word).replace("-", "")).replace("*", r"\S*")
