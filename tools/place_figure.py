"""Searches long for the places of a municipality's figure, and keeps the clearest beside its data.

    python tools/place_figure.py [FOLDER [MUNICIPALITY [SEARCHES]]]

Without a folder, the Ishøj that is bundled. Run it when boxes or lines were added: `figure.json` is
used only for the boxes and lines it was made for.
"""

from __future__ import annotations

import sys
from pathlib import Path

from samspil import open_model
from samspil.figure.build import build_figures, crossings, edges_through_boxes
from samspil.figure.bundles import bundles, groups
from samspil.figure.extract import read_content
from samspil.figure.layout.arrangement import Placement, place
from samspil.figure.layout.file import write_placement
from samspil.figure.line_styles import TOLD, shown_as
from samspil.figure.model import Figure
from samspil.ontology.folders import PLACES

ROOT = Path(__file__).resolve().parents[1]


def main(folder: str = "", municipality: str = "ishoej", searches: str = "30") -> None:
    """Writes the clearest figure: no line through a box, few led around one, few crossings."""
    with open_model(folder or None) as model:
        rows = model.rows
    content = read_content(rows, municipality)
    grouped = groups(content)
    bundled = bundles(content, grouped)

    def tangle(placement: Placement) -> float:
        return sum(map(_tangle, build_figures(rows, municipality, placement)))

    found = (place(content, grouped, bundled, seed=seed) for seed in range(int(searches)))
    best = min(found, key=tangle)
    beside = Path(folder) if folder else ROOT / "ontology"
    target = next(path for path in (beside / municipality / PLACES, beside / PLACES)
                  if path.parent.is_dir())  # fmt: skip
    write_placement(municipality, best, target)
    print(f"{target.name}: " + "; ".join(
        f"{drawn.language}: {crossings(drawn)} crossings, {_around(drawn)} lines led around boxes"
        for drawn in build_figures(rows, municipality, best)
    ))  # fmt: skip


def _tangle(drawn: Figure) -> float:
    """How hard a figure is to read: what is drawn at the start counts most."""
    seats = {edge.family for edge in drawn.edges if not edge.gap and shown_as(edge) != TOLD}
    return (
        len(edges_through_boxes(drawn)) * 100
        + crossings(drawn)
        + 2 * crossings(drawn, seats)
        + 3 * _around(drawn)
        + drawn.height / 20
    )


def _around(drawn: Figure) -> int:
    return len({edge.bundle for edge in drawn.edges if edge.turns})


if __name__ == "__main__":
    main(*sys.argv[1:])
