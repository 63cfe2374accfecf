"""Texts and blocks in both languages, each kept once and named by its number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

Pair = tuple[str, str]
"""A text in Danish and in English."""


class Store:
    """Values kept once; adding one gives its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.values: list[Any] = []

    def add(self, value: object) -> int:
        """The number of a value of plain lists, texts and numbers."""
        key = json.dumps(value, ensure_ascii=False)
        number = self._numbers.setdefault(key, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number


class Texts:
    """The texts, blocks and sections of a page; each is kept once.

    `sentences` are the document's, by id, as an entry tells them: the page has them already.
    """

    def __init__(self) -> None:
        self.sentences: dict[str, str] = {}
        self._texts = Store()
        self._blocks = Store()
        self._sections = Store()

    def text(self, danish: str, english: str) -> int:
        """The number of a text; one that is the same in both languages is kept as one."""
        return self._texts.add(danish if danish == english else [danish, english])

    def pair(self, values: Sequence[str]) -> int:
        """The number of a text given as (Danish, English)."""
        return self.text(values[0], values[1])

    def block(self, block: Sequence[object]) -> int:
        """The number of a block: a heading, a paragraph or an entry."""
        return self._blocks.add(list(block))

    def section(self, blocks: Sequence[int]) -> int:
        """The number of a run of blocks under one heading."""
        return self._sections.add(list(blocks))

    def as_json(self) -> dict[str, list[Any]]:
        """All of them, for the script."""
        return {
            "t": self._texts.values,
            "b": self._blocks.values,
            "s": self._sections.values,
        }
