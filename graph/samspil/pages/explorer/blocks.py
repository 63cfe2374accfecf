"""The pages of answers, as the command line shows them, as plain values in both languages.

A text is one string, or Danish and English where they differ. A block is a dict with its `type`:
`h` (level, text), `p` (text, faint) or `i` (about, head, lines); a line that leads on has the
`sentence` that it quotes, or an `address`.
"""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Any

from samspil.answers.model import Row
from samspil.messages import Messages
from samspil.render.blocks import Block, Heading, Item, Line, Page, Text
from samspil.render.rows import row_item, situations

Both = str | list[str]
Pair = tuple[str, str]


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


def page_blocks(store: Store, pages: tuple[Page, Page]) -> list[int]:
    """A page, given in Danish and English, as the numbers of its blocks."""
    both = zip(pages[0].blocks, pages[1].blocks, strict=True)
    return [store.add(block(danish, english)) for danish, english in both]


def block(danish: Block, english: Block) -> dict[str, Any]:
    """One block, given in Danish and English.

    Raises:
        TypeError: the two aren't the same, or a table.
    """
    match danish, english:
        case Heading(da, level), Heading(en, _):
            return {"type": "h", "level": level, "text": both(da, en)}
        case Text(da, faint), Text(en, _):
            return {"type": "p", "text": both(da, en), "faint": faint}
        case Item(da, _, about), Item(en, _, _):
            lines = zip_longest(danish.lines, english.lines, fillvalue="")
            return {
                "type": "i",
                "about": [about.kind, about.id] if about else ["text", ""],
                "head": both(da, en),
                "lines": [_line(*line) for line in lines],
            }
    message = f"{type(danish).__name__} and {type(english).__name__} are no block of both languages"
    raise TypeError(message)


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
