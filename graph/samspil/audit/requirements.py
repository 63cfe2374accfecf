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

_SEARCHED = frozenset({"mentioned", "mentioned-in-part", "silent", "nothing-found"})


def held(facts: Facts) -> tuple[Held, ...]:
    """Each requirement with what in the plan speaks of it, and what leaves it open."""
    return tuple(_held(facts, row) for row in facts.requirements)


def _held(facts: Facts, row: Row) -> Held:
    gaps = tuple(one["id"] for one in row["gaps"])
    shown = tuple(_shown(facts, row))
    status = _status(facts, row, shown, gaps)
    if status == "not-in-force":
        shown = gaps = ()
    traces = tuple(filter(None, map(facts.trace, (*shown, *gaps))))
    # That a kind of statement speaks of it is our choice, as the words are.
    searched = status in _SEARCHED
    required_by = facts.assertion(row["required_by"])
    return Held(
        id=row["id"],
        label=row["label"],
        required_by=required_by,
        status=status,
        shown=shown,
        open=gaps,
        grade=facts.grade((required_by, *traces), *(("word-search",) if searched else ())),
        traces=traces,
        readings=facts.readings_of(traces),
        looked_for=_looked_for(row) if searched else (),
        note=row["note"],
        undecidable=row["undecidable"],
        in_norms=bool(row["in_norms"]),
    )


def _looked_for(row: Row) -> tuple[str, ...]:
    """The words looked for, … for any letters, and what statements of the document could say it."""
    words = [f"»{one.replace('*', '…')}«" for one in row["words"]]
    return (*words, *row["relation_labels"], *filter(None, [row["urgency_label"]]))


def _status(facts: Facts, row: Row, shown: tuple[str, ...], gaps: tuple[str, ...]) -> Status:
    rule = facts.law.get(row["required_by"])
    if rule is not None and rule.row.layer == LAW and not facts.in_force(rule):
        return "not-in-force"
    if row["every_years"]:
        return _in_time(facts, row)
    if row["undecidable"]:
        return "undecidable"
    if shown:
        return "mentioned-in-part" if gaps else "mentioned"
    return "silent" if gaps else "nothing-found"


def _in_time(facts: Facts, row: Row) -> Status:
    """Whether the years of a requirement have passed.

    Of a document older than the requirement nobody says from which day they are counted.
    """
    latest, years = newest(facts), row["every_years"]
    if latest is None:
        return "undecidable"
    if facts.session.as_of <= later(latest, years):
        return "in-time"
    start = required_from(facts, row["required_by"])
    from_start = start is not None and facts.session.as_of > later(max(start, latest), years)
    return "overdue" if start is None or from_start else "overdue-from-date"


def required_from(facts: Facts, ident: str) -> date | None:
    """The day from which a rule of law holds, where that is known."""
    rule = facts.law.get(ident)
    start = rule.row.valid_from if rule is not None and rule.row.layer == LAW else None
    return date.fromisoformat(start) if start else None


def newest(facts: Facts) -> date | None:
    """The latest date that a source of the plan bears."""
    dates = [date.fromisoformat(one["issued"]) for one in facts.sources if one["issued"]]
    return max(dates, default=None)


def later(day: date, years: int) -> date:
    """The same day some years later; the 29th of February has its day on the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def overdue(facts: Facts) -> Iterator[Found]:
    """The plan is older than the law lets a plan become before it is revised."""
    latest = newest(facts)
    for row in facts.requirements:
        status = _status(facts, row, (), ()) if row["every_years"] else None
        if latest is None or status not in {"overdue", "overdue-from-date"}:
            continue
        years, start = row["every_years"], required_from(facts, row["required_by"])
        as_of = facts.session.as_of
        age = as_of.year - latest.year - (as_of < later(latest, as_of.year - latest.year))
        params = {"issued": latest.isoformat(), "years": years, "age": age}
        if start is not None:
            params |= {"start": start.isoformat(), "until": later(start, years).isoformat()}
        ids = (*_dated(facts), row["required_by"])
        variant = ".from-date" if status == "overdue-from-date" else ""
        yield Found("review-overdue", "overdue", ids, None, params, variant=variant)


def _dated(facts: Facts) -> list[str]:
    """The sentence that bears the newest date of the plan, if one does."""
    latest = newest(facts)
    dated = [one for one in facts.sentences if one["kind"] == "date"]
    of_day = [one for one in dated if latest and one["issued"] == latest.isoformat()]
    return [one["id"] for one in (of_day or dated)[:1]]


def _shown(facts: Facts, row: Row) -> Iterator[str]:
    """The ids of assertions, then of sentences, that speak of a requirement."""
    if row["every_years"]:
        yield from _dated(facts)
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
