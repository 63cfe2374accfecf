"""The pages of answers, as the command line shows them, as plain values in both languages.

A text is one string, or Danish and English where they differ. A block is a dict with its `type`:
`h` (level, text), `p` (text, faint) or `i` (about, head, lines, mark). Head and lines of an entry
are numbers of `told`, where each stands once, for an act of law is told under every situation
that it touches; a line that leads on has the `sentence` that it quotes, or an `address`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from samspil.answers.model import Row
from samspil.messages import Messages
from samspil.render.blocks import Block, Heading, Item, Line, Text
from samspil.render.rows import row_item, situations

Both = str | list[str]


class Store:
    """Values kept once: what thousands of answers share would make the page ten times as large."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.values: list[Any] = []

    def add(self, value: object) -> int:
        """The number of a value of plain lists, dicts, texts and numbers."""
        key = json.dumps(value, ensure_ascii=False)
        number = self._numbers.setdefault(key, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number


def both(danish: str, english: str) -> Both:
    """A text in both languages; one string where it is the same."""
    return danish if danish == english else [danish, english]


class BlockStore:
    """The blocks of all pages, each once, and the lines that their entries are made of."""

    def __init__(self) -> None:
        self._blocks = Store()
        self._lines = Store()

    @property
    def blocks(self) -> list[Any]:
        """The blocks, by their numbers."""
        return self._blocks.values

    @property
    def lines(self) -> list[Any]:
        """The heads and lines of entries, by their numbers."""
        return self._lines.values

    def add_all(self, danish: Sequence[Block], english: Sequence[Block]) -> list[int]:
        """The numbers of some blocks, given in both languages."""
        return [self.add(*pair) for pair in zip(danish, english, strict=True)]

    def add_line(self, danish: str, english: str) -> int:
        """The number of a line by itself."""
        return self._lines.add(_line(danish, english))

    def add(self, danish: Block, english: Block) -> int:
        """The number of one block, given in both languages.

        Raises:
            TypeError: the two aren't the same, or a table.
        """
        match danish, english:
            case Heading(da, level), Heading(en, _):
                told: dict[str, Any] = {"type": "h", "level": level, "text": both(da, en)}
            case Text(da, faint), Text(en, _):
                told = {"type": "p", "text": both(da, en), "faint": faint}
            case Item(da, lines_da, about, mark), Item(en, lines_en, _, mark_en):
                lines = zip_longest(lines_da, lines_en, fillvalue="")
                told = {
                    "type": "i",
                    "about": [about.kind, about.id] if about else ["text", ""],
                    "head": self._lines.add(_line(da, en)),
                    "lines": [self._lines.add(_line(*line)) for line in lines],
                }
                if mark:
                    told["mark"] = both(mark, mark_en)
            case _:
                message = f"{danish} and {english} are no block of both languages"
                raise TypeError(message)
        return self._blocks.add(told)


def _line(danish: Line | str, english: Line | str) -> dict[str, Any]:
    said: dict[str, Any] = {"text": both(str(danish), str(english))}
    if isinstance(danish, Line):
        leads = {"sentence": danish.sentence, "address": danish.address}
        said |= {key: value for key, value in leads.items() if value}
    return said


def statement_item(say: Messages, row: Row) -> Item:
    """An assertion by itself, told as the page of an actor tells it."""
    extra = [say("profile.modality", modality=say(f"modality.{row.modality}"))]
    extra += situations(say, row)
    return row_item(say, row, extra=extra)
