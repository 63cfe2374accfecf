"""Who stands nearest to a word of a sentence, and with whom in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib.term import Node

_ARTICLE = r"(?:(?:en|et|den|det|de|øvrige|andre|hvert)\s+)*"
_JOINS = re.compile(rf"\s*(?:,|(?:\bog|eller|samt|sammen med))\s+{_ARTICLE}", re.IGNORECASE)
_WITHIN = re.compile(r"\s+(?:mellem|med)\s+" + _ARTICLE, re.IGNORECASE)
_AMONG = re.compile(r"\bmellem\s+(?:den\s+|det\s+|de\s+)?$", re.IGNORECASE)
_ASIDE = re.compile(r",\s+(?:der|som|hvor)\b[^,]*,\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing where a text names it."""

    start: int
    end: int
    thing: Node


def before(named: Sequence[Named], text: str, at: int) -> list[Named]:
    """The last list of things that ends before a place, in the order of the text.

    »A-samarbejdet mellem B og C skal« names A before »skal«; »A, hvor B deltager, skal« too.
    """
    aside = next(
        (one for one in _ASIDE.finditer(text, 0, at) if not text[one.end() : at].strip()), None
    )
    if aside is not None:
        return before(named, text, aside.start())
    found = _chain(_last(named, at), named, text)
    if found:
        head = _last(named, found[0].start)
        if head and _WITHIN.fullmatch(text, head[0].end, found[0].start):
            return head
    return found


def after(named: Sequence[Named], text: str, at: int) -> list[Named]:
    """The first list of things that begins after a place; not those between whom it is.

    »Formålet med samarbejdet mellem B og C« is the purpose of neither.
    """
    later = [one for one in named if one.start >= at]
    first = min((one.start for one in later), default=None)
    if first is not None and _AMONG.search(text[at:first]):
        return []
    found = _longest([one for one in later if one.start == first])
    while found:
        ends = max(one.end for one in found)
        joined = [
            one for one in named if one.start > ends and _JOINS.fullmatch(text, ends, one.start)
        ]
        if not joined:
            break
        found += _longest([one for one in joined if one.start == min(one.start for one in joined)])
    return found


def _last(named: Sequence[Named], at: int) -> list[Named]:
    earlier = [one for one in named if one.end <= at]
    last = max((one.end for one in earlier), default=None)
    return _longest([one for one in earlier if one.end == last])


def _longest(named: Sequence[Named]) -> list[Named]:
    most = max((one.end - one.start for one in named), default=0)
    return [one for one in named if one.end - one.start == most]


def _chain(found: list[Named], named: Sequence[Named], text: str) -> list[Named]:
    while found:
        begins = found[0].start
        joined = [
            one for one in named if one.end < begins and _JOINS.fullmatch(text, one.end, begins)
        ]
        if not joined:
            break
        found = _longest(joined) + found
    return found
