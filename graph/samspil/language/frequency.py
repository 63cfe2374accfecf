"""How often something happens, read of Danish words: `fire gange om året`, `hver uge`."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBERS = {
    word: number
    for number, words in enumerate(
        ("en én et ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve",
         "tolv"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
"""The numbers that Danish texts write as words."""
_PERIODS = (
    ("dag", 365), ("ugentlig", 52), ("uge", 52), ("måned", 12), ("kvartal", 4), ("halvår", 2),
    ("år", 1),
)  # fmt: skip
TIME = (
    r"\b(?:minut(?:ter)?|time[rn]?|døgn|(?:hver|arbejds)?dag(?:e|en)?|uge[rn]?|måned(?:er|en)?"
    r"|år(?:et)?|(?:man|tirs|ons|tors|fre|lør|søn)dag)\b"
)
"""A pattern of the words that a span of time is told with."""
_COUNT = r"(?P<count>\d{1,3}|[a-zæøåé]+)"
_FORMS = (
    re.compile(rf"\b{_COUNT} gang(?:e)? (?:om|i|pr\.?|hver[t]?) (?P<period>[a-zæøå]+)"),
    re.compile(rf"\b{_COUNT} gang(?:e)? (?P<period>årligt?|månedligt?|ugentligt?|dagligt?)\b"),
    re.compile(r"\bhver[t]? (?P<every>anden|andet|tredje|fjerde|sjette)? ?(?P<period>[a-zæøå]+)"),
    re.compile(
        r"\b(?P<period>dagligt?e?|ugentligt?e?|månedligt?e?|kvartalsvist?|halvårligt?e?|årligt?e?)\b"
    ),
)
_EVERY = {"anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "sjette": 6}
_AT_LEAST = re.compile(r"\b(?:mindst|minimum)\b")
_AT_MOST = re.compile(r"\b(?:højst|maksimalt|op til)\b")


def number_of(word: str) -> int | None:
    """The number that a word or some digits say; None where it is no number that we know."""
    return int(word) if word.isdigit() else NUMBERS.get(word)


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many times a year, at the least and at the most; no end where the words give none."""

    least: float
    most: float

    def contradicts(self, other: Frequency) -> bool:
        """Whether the two can't both be so."""
        return self.least > other.most or other.least > self.most


def read_frequency(text: str) -> Frequency | None:
    """How often, where the words say it once and clearly; nothing is guessed of others."""
    words = text.casefold()
    for form in _FORMS:
        found = list(form.finditer(words))
        if found:
            break
    else:
        return None
    times = [_times(one) for one in found]
    if len(times) != 1 or times[0] is None:
        return None
    least = 0 if _AT_MOST.search(words) else times[0]
    return Frequency(least, float("inf") if _AT_LEAST.search(words) else times[0])


def _times(found: re.Match[str]) -> float | None:
    parts = found.groupdict()
    per_year = next((each for word, each in _PERIODS if parts["period"].startswith(word)), None)
    if per_year is None:
        return None
    count = parts.get("count")
    if count is None:
        return per_year / _EVERY.get(parts.get("every") or "", 1)
    number = number_of(count)
    return number * per_year if number else None
