"""Places found earlier, kept beside the data of a municipality as `figure.json`.

The search for places may end differently on another machine (the last digit of a square root is
enough); what is kept makes the figure the same everywhere, and there at once.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

from samspil.errors import DataError, Place
from samspil.figure.layout.arrangement import Placement
from samspil.ontology.folders import PLACES, DataFolder, read_text


def read_placement(folder: DataFolder, dataset: str) -> Placement | None:
    """The places kept for a municipality, or None if there are none.

    Raises:
        DataError: the file is not what `write_placement` writes.
    """
    for files in folder.municipalities:
        file = files[0].beside(PLACES)
        if not os.path.lexists(file.path):
            continue
        try:
            kept = json.loads(read_text(file))
            if kept["dataset"] != dataset:
                continue
            return Placement(
                at={str(id_): (int(row), _finite(x)) for id_, (row, x) in kept["at"].items()}
            )
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise DataError("figure-places-broken", place=Place(file=file.name)) from error
    return None


def _finite(value: str | float) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def write_placement(dataset: str, placement: Placement, target: Path) -> None:
    """Keeps the places of a municipality's figure, one line a group of boxes: its row, its x."""
    kept = {"dataset": dataset, "at": {id_: list(at) for id_, at in placement.at.items()}}
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    target.write_text(_compact(text) + "\n", encoding="utf-8", newline="\n")


def _compact(text: str) -> str:
    """Pairs of numbers on one line."""
    return text.replace("[\n   ", "[").replace(",\n   ", ", ").replace("\n  ]", "]")
