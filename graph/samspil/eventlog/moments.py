"""Days and times as people and programs write them in a log."""

from __future__ import annotations

import re
from datetime import date, datetime

_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))"
    r"(?:[ ,]+(?:kl\.? ?)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?)?"
)
_DAY = 86_400


def moment(text: str) -> int | None:
    """A moment as seconds by the clock on the wall, doubled, odd where the time is known.

    `2024-01-31`, `2024-01-31T10:30`, `2024-01-31 kl. 10.30`, `31-01-2024 kl. 10.30`; none for
    anything else. A time zone is read over: the law is that of the day that stands there.
    """
    text = text.strip()
    if len(text) < 10 or text[4] != "-":
        text = _as_iso(text)
    elif len(text) != 10 and text[13:14] != ":":
        text = _as_iso(text) or text
    try:
        if len(text) == 10:
            return date.fromisoformat(text).toordinal() * _DAY * 2
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    seconds = found.hour * 3600 + found.minute * 60 + found.second
    return (found.toordinal() * _DAY + seconds) * 2 + 1


def _as_iso(text: str) -> str:
    found = _WRITTEN.fullmatch(text)
    if not found:
        return ""
    day = found["iso"] or f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
    if found["hour"] is None:
        return day
    return f"{day}T{found['hour']:0>2}:{found['minute']}:{found['second'] or '00'}"
