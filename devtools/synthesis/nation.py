"""Writes a made-up nation into a folder: a folder a municipality, the same for the same seed."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from devtools.synthesis import words
from devtools.synthesis.municipality import Municipality

_MARK = "opdigtet.txt"
_NOTE = "Opdigtet af samspils synthesis: intet her er sandt. Invented: nothing in here is true.\n"
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
MOST = len(words.TOWN_FIRST) * len(words.TOWN_LAST) * 10


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, and how many bytes they hold."""

    files: int
    size: int


def write_nation(
    target: Path,
    municipalities: int,
    seed: int,
    *,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Written:
    """Writes municipalities into a folder; equal numbers give equal bytes.

    A municipality with a given place in the row is the same however many follow it.

    Raises:
        ValueError: more are wanted than there are names for.
        FileExistsError: the folder is somebody's own.
    """
    if not 1 <= municipalities <= MOST:
        message = f"between 1 and {MOST} municipalities"
        raise ValueError(message)
    files = size = 0
    _prepare(target, force=force)
    for dataset, texts in nation(municipalities, seed):
        folder = target / dataset
        folder.mkdir()
        for name, content in texts.items():
            written = content.encode()
            (folder / name).write_bytes(written)
            files += 1
            size += len(written)
        if progress:
            progress(dataset)
    return Written(files, size)


def nation(municipalities: int, seed: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The municipalities, each with its files by name."""
    towns = [f"{first}{last}" for first, last in product(words.TOWN_FIRST, words.TOWN_LAST)]
    Random(f"{seed}").shuffle(towns)  # noqa: S311 - made-up data, no secrets
    for number in range(municipalities):
        town, again = towns[number % len(towns)], number // len(towns)
        town = f"{town} {again + 1}" if again else town
        dataset = town.lower().replace(" ", "-").translate(_FOLDED)
        random = Random(f"{seed}/{number}")  # noqa: S311
        # Most plans are about as long as each other, a few very long.
        size = min(2.5, max(0.3, math.exp(random.gauss(-0.05, 0.4))))
        yield dataset, Municipality(dataset, town, random, size).files()


def _prepare(target: Path, *, force: bool) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        if not force or not (target / _MARK).is_file():
            message = f"{target} is no folder that was made here, or `force` is not given"
            raise FileExistsError(message)
        shutil.rmtree(target)
    target.mkdir(parents=True, exist_ok=True)
    (target / _MARK).write_text(_NOTE, encoding="utf-8")
