"""Reads a log in XES, the standard of event logs (IEEE 1849), event by event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from samspil.errors import DataError, Place
from samspil.eventlog.table import LogTable, size_of

CASE = "case:concept:name"
_LOOKED_AT = 1000
_REST, _BETWEEN = "\n", " | "
"""The key of what has no column of its own, which no attribute can have, and what parts it."""
_VALUES = frozenset(("string", "date", "int", "float", "boolean", "id"))


@contextmanager
def open_xes(path: Path) -> Iterator[LogTable]:
    """The events of a log; the columns are the keys that its first thousand events have.

    What a trace says is a column named `case:…`; the number of a row is that of the event. All else
    that an event or its trace holds, however deep, is in a last column without a name.

    Raises:
        DataError: it can't be read, is cut short, is no XES, or holds no event.
    """
    size = size_of(path)
    keys = dict.fromkeys(key for one in islice(_events(path, []), _LOOKED_AT) for key in one)
    keys.pop(_REST, None)
    if not keys:
        raise DataError("log-empty", place=Place(path.name))
    columns, read = tuple(keys), [0]

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        for number, event in enumerate(_events(path, read), start=1):
            rest = [event.get(_REST, ""), *(event[key] for key in event.keys() - known)]
            cells = [event.get(key, "") for key in columns]
            yield number, [*cells, _BETWEEN.join(filter(None, rest))]

    known = {*columns, _REST}
    yield LogTable(
        path.name, (*columns, ""), rows(), sheet=False, part=lambda: read[0] / size, size=size
    )


class _Trace:
    """What a trace said so far; its last event waits for what the trace says after it."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}
        self._waiting: dict[str, str] | None = None

    def say(self, element: Any) -> None:  # noqa: ANN401  (lxml ships no types)
        """What the trace says of itself."""
        key, value, texts = element.get("key", ""), element.get("value", ""), [*_below(element)]
        if self._waiting is not None:
            self._waiting |= _rest(self._waiting, [*texts, value])
            return
        if _name(element) in _VALUES:
            self._said[f"case:{key}"] = value
        self._said |= _rest(self._said, texts)

    def add(self, event: Any) -> Iterator[Mapping[str, str]]:  # noqa: ANN401  (lxml ships no types)
        """The event before, which has heard all."""
        yield from self.end()
        inner = [text for one in event for text in _below(one)]
        self._waiting = self._said | _values(event) | _rest(self._said, inner)

    def end(self) -> Iterator[Mapping[str, str]]:
        """The last event, if there is one."""
        if self._waiting is not None:
            yield self._waiting
            self._waiting = None


def _events(path: Path, read: list[int]) -> Iterator[Mapping[str, str]]:
    from lxml import etree

    trace = _Trace()
    with path.open("rb") as opened:
        parser = etree.iterparse(
            opened, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for happening, element in parser:
                parent = element.getparent()
                if happening == "start":
                    # A document type may define entities, and no log needs one.
                    if parent is None and element.getroottree().docinfo.doctype:
                        raise DataError("log-broken", place=Place(path.name, element.sourceline))
                    continue
                name = _name(element)
                if name == "event":
                    yield from trace.add(element)
                    read[:] = [opened.tell()]
                    parent.remove(element)
                elif name == "trace":
                    yield from trace.end()
                    trace = _Trace()
                    parent.remove(element)
                elif _name(parent) == "trace":
                    trace.say(element)
        except etree.XMLSyntaxError as error:
            raise DataError("log-broken", place=Place(path.name, error.lineno)) from error
    yield from trace.end()


def _below(element: Any) -> Iterator[str]:  # noqa: ANN401  (lxml ships no types)
    """All that an attribute holds beneath itself, and that of a list or container."""
    for one in element.iter():
        if one is not element or _name(one) not in _VALUES:
            yield from (one.get("key", ""), one.get("value", ""))


def _rest(known: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    found = [text for text in (known.get(_REST, ""), *texts) if text]
    return {_REST: _BETWEEN.join(found)} if found else {}


def _name(element: Any) -> str:  # noqa: ANN401  (lxml ships no types)
    return "" if element is None else str(element.tag).rpartition("}")[2]


def _values(event: Any) -> dict[str, str]:  # noqa: ANN401  (lxml ships no types)
    return {one.get("key", ""): one.get("value", "") for one in event if _name(one) in _VALUES}
