"""What the law and the concept require, held against the plan: pure.

What is found is where the plan speaks of a requirement. Whether that is enough is never said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from samspil.audit.facts import Fact, Facts
from samspil.audit.model import Held, Status
from samspil.audit.norms import Found
from samspil.model.terms import LAW, NORM
from samspil.store.base import Row


def held(facts: Facts) -> tuple[Held, ...]:
    """Each requirement with what in the plan speaks of it, and what leaves it open."""
    return tuple(_held(facts, row) for row in facts.requirements)


def _held(facts: Facts, row: Row) -> Held:
    gaps = tuple(one["id"] for one in row["gaps"])
    shown = tuple(_shown(facts, row))
    status = _status(facts, row, shown, gaps)
    in_force = status != "not-in-force"
    return Held(
        id=row["id"],
        label=row["label"],
        required_by=facts.assertion(row["required_by"]),
        status=status,
        shown=shown if in_force else (),
        open=gaps if in_force else (),
        note=row["note"],
        undecidable=row["undecidable"],
    )


def _status(facts: Facts, row: Row, shown: tuple[str, ...], gaps: tuple[str, ...]) -> Status:
    rule = facts.law.get(row["required_by"])
    if rule is not None and rule.row.layer == LAW and not facts.in_force(rule):
        return "not-in-force"
    if row["every_years"]:
        return _in_time(facts, row["every_years"])
    if row["undecidable"]:
        return "undecidable"
    if shown:
        return "mentioned-in-part" if gaps else "mentioned"
    return "silent" if gaps else "nothing-found"


def _in_time(facts: Facts, years: int) -> Status:
    latest = newest(facts)
    if latest is None:
        return "undecidable"
    return "overdue" if facts.session.as_of > _later(latest, years) else "in-time"


def newest(facts: Facts) -> date | None:
    """The latest date that a source of the plan bears."""
    dates = [date.fromisoformat(one["issued"]) for one in facts.sources if one["issued"]]
    return max(dates, default=None)


def _later(day: date, years: int) -> date:
    # The 29th of February has its day on the 1st of March.
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def overdue(facts: Facts) -> Iterator[Found]:
    """The plan is older than the law lets a plan become before it is revised."""
    latest = newest(facts)
    for row in facts.requirements:
        if latest is None or not row["every_years"] or _status(facts, row, (), ()) != "overdue":
            continue
        dated = [one["id"] for one in facts.sentences if one["kind"] == "date"]
        of_day = [
            one["id"]
            for one in facts.sentences
            if one["kind"] == "date" and one["issued"] == latest.isoformat()
        ]
        ids = (*(of_day or dated)[:1], row["required_by"])
        params = {"issued": latest.isoformat(), "years": row["every_years"]}
        yield Found("review-overdue", "overdue", ids, None, params)


def _shown(facts: Facts, row: Row) -> Iterator[str]:
    """The ids of assertions, then of sentences, that speak of a requirement."""
    yield from (one.id for one in facts.stated if _speaks(one, row))
    words = [_pattern(one) for one in row["words"]]
    for sentence in facts.sentences:
        text = _without_names(facts, sentence["text"]) if words else ""
        if any(word.search(text) for word in words):
            yield sentence["id"]


def _without_names(facts: Facts, text: str) -> str:
    """»Center for Børn og Forebyggelse« speaks of no prevention."""
    for name in facts.names:
        text = re.sub(rf"(?<!\w){re.escape(name)}s?(?!\w)", "…", text, flags=re.IGNORECASE)
    return text


def _speaks(fact: Fact, row: Row) -> bool:
    is_norm = fact.kind == NORM
    if row["in_norms"] and is_norm:
        return True
    if row["urgency"] and is_norm and fact.row.urgency == row["urgency"]:
        return True
    if fact.act not in row["relations"]:
        return False
    return not row["of_kind"] or any(one.kind == row["of_kind"] for one in fact.bearers)


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    """A word of a requirement, or several; * stands for any letters."""
    parts = r"\s+".join(re.escape(one).replace(r"\*", r"\w*") for one in word.split())
    return re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
