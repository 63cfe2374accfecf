"""How long a deadline gives, read of its Danish words: `inden 24 timer`, `senest dagen efter`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samspil.language.frequency import number_of

DAY = 86_400
_UNITS = (("minut", 60, False), ("time", 3600, False), ("døgn", DAY, False),
          ("dag", DAY, True), ("uge", 7 * DAY, True))  # fmt: skip
_SPAN = re.compile(
    r"\b(?P<count>\d{1,3}|[a-zæøåé]+) (?P<unit>minut(?:ter)?|time[r]?|døgn|dage?|uger?)\b"
)
_NEXT_DAY = re.compile(r"\b(?:dagen efter|næste dag|dagen derpå)\b")
_SAME_DAY = re.compile(r"\bsamme dag\b")


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time in seconds; `by_day` where only whole days of the calendar are counted."""

    seconds: int
    by_day: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment by the clock on the wall, in seconds; `has_time` is false where only the day is."""

    seconds: int
    has_time: bool

    @property
    def day(self) -> int:
        """The day, as an ordinal."""
        return self.seconds // DAY


def read_deadline(text: str) -> Span | None:
    """The span, where the words say it once and clearly; working days are not counted for us."""
    words = text.casefold()
    if _NEXT_DAY.search(words):
        return Span(DAY, by_day=True)
    if _SAME_DAY.search(words):
        return Span(0, by_day=True)
    found = list(_SPAN.finditer(words))
    if len(found) != 1:
        return None
    number = number_of(found[0]["count"])
    if not number:
        return None
    unit = found[0]["unit"]
    return next(
        Span(number * seconds, by_day) for name, seconds, by_day in _UNITS if unit.startswith(name)
    )


def is_past(start: Moment, end: Moment, span: Span) -> bool:
    """Whether more than the span lies between the two, for certain: a day alone is taken kindly."""
    if span.by_day:
        return (end.day - start.day) * DAY > span.seconds
    begun = start.seconds if start.has_time else start.seconds + DAY - 1
    return end.seconds - begun > span.seconds
