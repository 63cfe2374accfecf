"""A made-up municipality with about eighty boxes in its figure: twice as many as Ishøj's."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from random import Random
from unittest.mock import patch

from devtools.synthesis import words
from devtools.synthesis.municipality import Municipality
from devtools.synthesis.words import Named

DATASET = "stor"
_NAMES = ("UNITS", "GROUPS", "ROLES", "FORUMS", "SITUATIONS")
_MANY, _SHORT = 3.2, 0.3


def write_large(target: Path) -> Path:
    """Writes its folder into another, and gives that."""
    with ExitStack() as stack:
        for name in _NAMES:
            known = getattr(words, name)
            stack.enter_context(patch.object(words, name, (*known, *map(_second, known))))
        made = Municipality(DATASET, "Stor", Random(80), _MANY)  # noqa: S311 - made-up data
    # Many are named; of each no more is said than in a plan of common length.
    made._size = _SHORT
    folder = target / DATASET
    folder.mkdir(parents=True)
    for name, text in made.files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return target


def _second(one: Named) -> Named:
    return Named(f"{one.slug}-2", f"{one.da} 2", f"{one.en} 2", one.kind)
