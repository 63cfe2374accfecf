"""Days and times as people and programs write them in a log."""

from __future__ import annotations

import re
from datetime import date, datetime

_DANISH = re.compile(
    r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})"
    r"(?:[ ,]+(?:kl\.? ?)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?"
)
_DAY = 86_400


def moment(text: str) -> int | None:
    """A moment as seconds by the clock on the wall, doubled, odd where the time is known.

    `2024-01-31`, `2024-01-31T10:30`, `31-01-2024 kl. 10.30`; none for anything else. A time zone
    is read over: the law is that of the day that stands there.
    """
    text = text.strip()
    if len(text) < 10 or text[4] != "-":
        text = _as_iso(text)
    try:
        if len(text) == 10:
            return date.fromisoformat(text).toordinal() * _DAY * 2
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    seconds = found.hour * 3600 + found.minute * 60 + found.second
    return (found.toordinal() * _DAY + seconds) * 2 + 1


def _as_iso(text: str) -> str:
    found = _DANISH.fullmatch(text)
    if not found:
        return ""
    day, month, year, hour, minute, second = found.groups()
    iso = f"{year}-{month:0>2}-{day:0>2}"
    return iso if hour is None else f"{iso}T{hour:0>2}:{minute}:{second or '00'}"
