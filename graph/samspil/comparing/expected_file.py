"""Reads and writes `tests.yaml`, with the line of each thing that is wrong in it.

Of YAML only what such a file needs is read: no aliases, no tags, nothing nested deeper than a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from samspil.comparing.expected import SILENT, Asked, Outcome, Written
from samspil.errors import DataError, Place
from samspil.ontology.folders import DataFile, read_text

if TYPE_CHECKING:
    from yaml.nodes import Node

_LONGEST = 1 << 20
_DEEPEST = 6
_KEYS = ("situation", "by", "as-of", "recipients")
_NEEDED = ("situation", "as-of", "recipients")
_RECIPIENT = ("to", "modality")


def read(file: DataFile, words: Mapping[str, str]) -> tuple[Written, ...]:
    """The tests of a file; `words` are what a modality may be called, with its id.

    Raises:
        DataError: the file isn't what it should be; the first thing that is wrong, with its line.
    """
    return tuple(_Reader(file, words).tests())


class _Reader:
    def __init__(self, file: DataFile, words: Mapping[str, str]) -> None:
        self._file = file
        self._words = words

    def tests(self) -> Iterator[Written]:
        node = self._composed()
        top = self._mapping(node, ("tests",), ("tests",))
        for one in self._items(top["tests"]):
            fields = self._mapping(one, _KEYS, _NEEDED)
            recipients, silence = self._expected(fields["recipients"])
            yield Written(
                situation=self._text(fields["situation"]),
                by=self._text(fields["by"]) if "by" in fields else None,
                as_of=self._day(fields["as-of"]),
                recipients=recipients,
                silence=silence,
                file=self._file.name,
                line=_line(one),
            )

    def _composed(self) -> Node:
        import yaml

        text = read_text(self._file)
        if len(text) > _LONGEST:
            self._wrong("tests-long", 1, limit=_LONGEST >> 20)
        depth = 0
        try:
            for event in yaml.parse(text, yaml.SafeLoader):
                line = event.start_mark.line + 1 if event.start_mark else 1
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    self._wrong("tests-alias", line)
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > _DEEPEST:
                        self._wrong("tests-deep", line)
                depth -= isinstance(event, yaml.CollectionEndEvent)
            node = yaml.compose(text, yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            problem = getattr(error, "problem", None) or str(error)
            self._wrong(
                "tests-yaml", mark.line + 1 if mark else 1, reason=" ".join(problem.split())
            )
        if node is None:
            self._wrong("tests-empty", 1)
        return node

    def _mapping(
        self, node: Node, known: tuple[str, ...], needed: tuple[str, ...]
    ) -> dict[str, Node]:
        if not isinstance(node.value, list) or not all(
            isinstance(one, tuple) for one in node.value
        ):
            self._wrong("tests-mapping", _line(node), known=known)
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                self._wrong("tests-key", _line(key), key=name, known=known)
            if name in found:
                self._wrong("tests-twice", _line(key), key=name)
            found[name] = value
        for name in needed:
            if name not in found:
                self._wrong("tests-missing", _line(node), key=name)
        return found

    def _items(self, node: Node) -> list[Node]:
        if not isinstance(node.value, list) or any(isinstance(one, tuple) for one in node.value):
            self._wrong("tests-list", _line(node))
        return list(node.value)

    def _text(self, node: Node) -> str:
        if not isinstance(node.value, str) or not node.value.strip():
            self._wrong("tests-text", _line(node))
        return node.value.strip()

    def _day(self, node: Node) -> date:
        text = self._text(node)
        try:
            # Not »today«: a test means one day.
            return date.fromisoformat(text)
        except ValueError:
            self._wrong("tests-day", _line(node), text=text)

    def _expected(self, node: Node) -> tuple[tuple[tuple[str, str, int], ...], str | None]:
        if isinstance(node.value, str):
            silence = "-".join(self._text(node).split())
            if silence not in SILENT:
                self._wrong("tests-silence", _line(node), text=self._text(node), known=_shown())
            return (), silence
        found = []
        items = self._items(node)
        if not items:
            self._wrong("tests-nobody", _line(node), known=_shown())
        for one in items:
            fields = self._mapping(one, _RECIPIENT, _RECIPIENT)
            word = self._text(fields["modality"])
            modality = self._words.get(word.casefold())
            if modality is None:
                known = list(self._words)
                self._wrong("tests-modality", _line(fields["modality"]), text=word, known=known)
            found.append((self._text(fields["to"]), modality, _line(one)))
        return tuple(found), None

    def _wrong(self, code: str, line: int, **params: Any) -> NoReturn:  # noqa: ANN401
        raise DataError(code, place=Place(file=self._file.name, line=line), **params)


def _shown() -> list[str]:
    return [one.replace("-", " ") for one in SILENT]


def _line(node: Node) -> int:
    return node.start_mark.line + 1 if node.start_mark else 1


def written(asked: Iterable[Asked], as_of: str, head: str, words: Mapping[str, str]) -> str:
    """Today's answers as a file of tests; `words` are what the modalities are called, by id.

    `head` is the comment at its top.
    """
    lines = [*(f"# {line}".rstrip() for line in head.splitlines()), "", "tests:"]
    for one in asked:
        lines += [f"  - situation: {one.situation.id}  # {_plain(one.situation.label)}"]
        if one.by is not None:
            lines += [f"    by: {one.by.id}  # {_plain(one.by.label)}"]
        lines += [f"    as-of: {as_of}", *_recipients(one.outcome, words)]
    return "\n".join(lines) + "\n"


def _recipients(outcome: Outcome, words: Mapping[str, str]) -> Iterator[str]:
    if outcome.silence:
        yield f"    recipients: {outcome.silence.replace('-', ' ')}"
        return
    yield "    recipients:"
    for told in outcome.recipients:
        yield f"      - to: {told.id}  # {_plain(told.label)}"
        yield f"        modality: {words[told.modality]}"


def _plain(label: str) -> str:
    return " ".join(label.split())
