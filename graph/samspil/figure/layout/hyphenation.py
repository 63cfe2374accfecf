"""How wide a text is, and how a label is broken into lines.

Widths are those of DejaVu Sans, the widest of the fonts that a figure is shown in: what fits here
fits in Arial, Segoe UI and Helvetica too, and no font has to be installed to compute a figure.
Danish compounds are broken between their parts where the parts are known
(Uddannelses-vejledningen), else by the patterns of pyphen.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pyphen

_HEAD, _TAIL = 3, 4
"""The fewest letters before and after a hyphen."""

_LOCALES = {"da": "da_DK", "en": "en_GB"}

# The parts that compounds of Danish administration end in, as they begin; a break before one of
# them reads better than one between two syllables.
_PARTS = tuple(
    """afdeling ansvarlig behandling børn center centret forebyg forening forsorg forvaltning grupp
    indsats institution konsulent koordinator kreds lærer medarbejder ministeri
    myndighed netværk område organisation psykiatri pædagog repræsentant rådgiv samarbejd
    sekretariat skole sted styrelse tjeneste udvalg vejled virksomhed""".split()
)

# Width of a character in thousandths of the font size (DejaVu Sans).
_WIDTHS = {
    **dict.fromkeys("ijlI'.,:;|!", 340),
    **dict.fromkeys("frt()[]- /", 400),
    **dict.fromkeys("ckszvxyJ", 570),
    **dict.fromkeys("mwMW%@—", 980),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÅØÆ&", 730),
    **dict.fromkeys("æ", 980),
}
_OTHER = 635


def text_width(text: str, size: float) -> float:
    """How wide a text is at a font size, in the unit of that size."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size / 1000


def wrap(text: str, width: float, size: float, language: str) -> tuple[str, ...]:
    """The lines of a label, none wider than `width` if hyphens can help it.

    Args:
        text: the label.
        width: the room for a line, in the unit of `size`.
        size: the size of the font.
        language: `da` or `en`, for the hyphens.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, width, size, language):
        joined = _join(line, word)
        if line and text_width(joined, size) > width:
            lines.append(line if not line.endswith("\xad") else line[:-1] + "-")
            line = word
        else:
            line = joined
    return (*lines, line.rstrip("\xad")) if line else tuple(lines)


def _join(line: str, word: str) -> str:
    if not line:
        return word
    return line[:-1] + word if line.endswith("\xad") else f"{line} {word}"


def _words(text: str, width: float, size: float, language: str) -> list[str]:
    """The words; one that is wider than a line comes in parts that end in a soft hyphen."""
    words: list[str] = []
    for word in text.split():
        if text_width(word, size) <= width:
            words.append(word)
            continue
        parts = _parts(word, width, size, language)
        words.extend(part + "\xad" for part in parts[:-1])
        words.append(parts[-1])
    return words


def _parts(word: str, width: float, size: float, language: str) -> list[str]:
    room = width - text_width("-", size)
    for breaks in (compound_breaks(word), syllable_breaks(word, language)):
        parts = _greedy(word, breaks, room, size)
        if all(text_width(part, size) <= room for part in parts):
            return parts
    return _greedy(word, syllable_breaks(word, language), room, size)


def _greedy(word: str, breaks: tuple[int, ...], room: float, size: float) -> list[str]:
    parts: list[str] = []
    start = 0
    for at, following in pairwise((*breaks, len(word))):
        if text_width(word[start:following], size) > room:
            parts.append(word[start:at])
            start = at
    return [*parts, word[start:]]


@cache
def compound_breaks(word: str) -> tuple[int, ...]:
    """Where the parts of a compound meet, as far as the last part is a known one."""
    lower = word.lower()
    return tuple(
        at
        for at in range(_HEAD, len(word) - _TAIL + 1)
        if lower[at - 1].isalpha() and lower.startswith(_PARTS, at)
    )


@cache
def syllable_breaks(word: str, language: str) -> tuple[int, ...]:
    """Where a word can be hyphenated."""
    return tuple(int(at) for at in _patterns(language).positions(word))


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_LOCALES[language], left=_HEAD, right=_TAIL)
