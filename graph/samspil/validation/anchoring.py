"""Moves the places of sentences and quotes along with a source text that was edited.

A place is an offset in characters (Web Annotation, TextPositionSelector). One word more in a text
moves all that stands behind it; nobody should count that by hand.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef
from rdflib.term import Node

from samspil.errors import DataError, Place
from samspil.ontology.folders import DataFile, read_bytes, read_text
from samspil.ontology.reading import SOURCE_FILE, ParsedFile, source_file
from samspil.validation.namespaces import DCT, OA, SAM
from samspil.validation.rules.quotes import normal

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_PLACE = r"((?:\b[\w-]*:{0}|<http://www\.w3\.org/ns/oa#{0}>)\s+)\d+"
_DIGEST = re.compile(r'((?:\b[\w-]*:sha256|<[^>]*#sha256>)\s+")[0-9a-f]{64}')


@dataclass(frozen=True, slots=True)
class Anchored:
    """A Turtle file whose places follow the new text, and what a person must see to.

    `moved` counts places; `quotes` are the ids of quotations whose words no longer stand in the
    text, `sentences` those of sentences whose words were changed.
    """

    file: DataFile
    text: str
    moved: int
    quotes: tuple[str, ...]
    sentences: tuple[str, ...]


def anchored(files: Sequence[ParsedFile], before: Path) -> Iterator[Anchored]:
    """The files of a folder with their places in the texts as they are now.

    Args:
        files: the files, as they were written for the texts before.
        before: the text before; or a folder that holds it, under the name that it has now.

    Raises:
        DataError: a text can't be read, or the places aren't those of the text before.
    """
    shifts: dict[Node, _Shift] = {}
    for home in files:
        for node, name in sorted(home.graph.subject_objects(SOURCE_FILE)):
            now = source_file(home, str(name))
            then = _before(before, home, str(name))
            if now is not None and then is not None:
                digest = hashlib.sha256(read_bytes(now)).hexdigest()
                known = home.graph.value(node, SAM.sha256)
                if known is not None and str(known) != hashlib.sha256(read_bytes(then)).hexdigest():
                    raise DataError("anchor-other-text", place=Place(file=then.name))
                shifts[node] = _Shift(read_text(then), read_text(now), digest)
    for file in files:
        edited = _Edited(file)
        edited.follow(shifts)
        if edited.text != file.text:
            yield edited.result()


def _before(given: Path, home: ParsedFile, name: str) -> DataFile | None:
    """The text before: the file itself, or that of the same name in or below a folder."""
    if not given.is_dir():
        return DataFile(given, given.name)
    folder = home.file.path.parent.name
    for path in (given / name, given / folder / name):
        if path.is_file():
            return DataFile(path, f"{path.parent.name}/{name}")
    return None


class _Shift:
    """Where each character of a text went."""

    def __init__(self, then: str, now: str, digest: str) -> None:
        self.then, self.now, self.digest = then, now, digest
        old, new = (_TOKEN.findall(text) for text in (then, now))
        places = [_starts(old), _starts(new)]
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        self._blocks = [
            (places[0][block.a], places[1][block.b], places[0][block.a + block.size])
            for block in matcher.get_matching_blocks()
        ]
        self._begins = [begin for begin, _, _ in self._blocks]

    def to(self, offset: int) -> int:
        """Where a character stands now; one that is gone, where what followed it begins."""
        number = bisect_right(self._begins, offset) - 1
        if number >= 0:
            begin, target, end = self._blocks[number]
            if offset < end:
                return target + offset - begin
        following = self._blocks[min(number + 1, len(self._blocks) - 1)]
        return following[1]

    def span(self, start: int, end: int, exact: str | None) -> tuple[int, int]:
        """A place now; of a quote that isn't there, the one place where its words stand."""
        found = self.to(start), self.to(end - 1) + 1 if end > start else self.to(start)
        if exact is None or normal(self.now[found[0] : found[1]]) == normal(exact):
            return found
        words = r"\s+".join(map(re.escape, exact.split()))
        elsewhere = list(re.finditer(words, self.now))
        return elsewhere[0].span() if len(elsewhere) == 1 else found


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


class _Edited:
    """A file under way: its blocks are edited as text, so that all else stays as it was written."""

    def __init__(self, file: ParsedFile) -> None:
        self._file = file
        self._lines = file.text.split("\n")
        self._begins = sorted(file.lines.values())
        self._moved = 0
        self._quotes: list[str] = []
        self._sentences: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def result(self) -> Anchored:
        return Anchored(
            self._file.file, self.text, self._moved, tuple(self._quotes), tuple(self._sentences)
        )

    def follow(self, shifts: dict[Node, _Shift]) -> None:
        """Moves each place of the file in one of the texts."""
        graph = self._file.graph
        for node, shift in shifts.items():
            if (node, SOURCE_FILE, None) in graph:
                self._put(node, _DIGEST, shift.digest)
            quoted = sorted(graph.subjects(OA.hasSource, node), key=str)
            for part in (*quoted, *sorted(graph.subjects(DCT.isPartOf, node), key=str)):
                self._place(part, shift)

    def _place(self, part: Node, shift: _Shift) -> None:
        graph = self._file.graph
        old = [graph.value(part, link) for link in (OA.start, OA.end)]
        if None in old or not isinstance(part, URIRef):
            return
        start, end = (int(str(one)) for one in old)
        exact = graph.value(part, OA.exact)
        told = None if exact is None else str(exact)
        now = shift.span(start, end, told)
        if now != (start, end):
            self._moved += 1
            for name, value in zip(("start", "end"), now, strict=True):
                self._put(part, re.compile(_PLACE.format(name)), str(value))
        words = normal(shift.now[now[0] : now[1]])
        slug = str(part).rpartition("/")[2]
        if told is not None and words != normal(told):
            self._quotes.append(slug)
        elif told is None and words != normal(shift.then[start:end]):
            self._sentences.append(slug)

    def _put(self, subject: Node, pattern: re.Pattern[str], value: str) -> None:
        first = self._file.lines.get(str(subject))
        if first is None:
            return
        number = bisect_right(self._begins, first)
        last = self._begins[number] if number < len(self._begins) else len(self._lines) + 1
        block = "\n".join(self._lines[first - 1 : last - 1])
        block = pattern.sub(lambda found: found[1] + value, block, count=1)
        self._lines[first - 1 : last - 1] = block.split("\n")
