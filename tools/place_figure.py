"""Searches long for the places of a municipality's figure, and keeps the clearest beside its data.

    python tools/place_figure.py [FOLDER [MUNICIPALITY [SEARCHES]]]

Without a folder, the Ishøj that is bundled. Run it when boxes or lines were added: `figure.json` is
used only for the boxes and lines it was made for.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from samspil import open_model
from samspil.figure.build import build_figure, course, crossings, edges_through_boxes, rect_of
from samspil.figure.extract import INFORMATION
from samspil.figure.layout.file import write_placement
from samspil.figure.layout.geometry import Point, Rect
from samspil.figure.model import Figure, FigureEdge
from samspil.ontology.folders import PLACES

_NEAR = 7.0
"""Half the width of an arrowhead, and a little."""

ROOT = Path(__file__).resolve().parents[1]


def main(folder: str = "", municipality: str = "ishoej", searches: str = "30") -> None:
    """Writes the clearest figure: no line through a box, few led around one, few crossings."""
    with open_model(folder or None) as model:
        rows = model.rows
    figures = (build_figure(rows, municipality, seed=seed) for seed in range(int(searches)))
    best = min(
        figures,
        key=lambda drawn: (
            len(edges_through_boxes(drawn)) * 100
            + crossings(drawn)
            + 3 * _around(drawn)
            + 10 * _hidden(drawn)
        ),
    )
    beside = Path(folder) if folder else ROOT / "ontology"
    target = next(path for path in (beside / municipality / PLACES, beside / PLACES)
                  if path.parent.is_dir())  # fmt: skip
    write_placement(best, target)
    print(
        f"{target.name}: {crossings(best)} crossings, {_around(best)} lines led around boxes, "
        f"{_hidden(best)} marks hidden"
    )


def _around(drawn: Figure) -> int:
    return sum(bool(edge.turns) for edge in drawn.edges)


def _hidden(drawn: Figure) -> int:
    """How many arrows of being told end so near another line that one mark hides the other."""
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    tips = [(edge, _tip(edge, boxes)) for edge in drawn.edges if not edge.gap]
    return sum(
        one.target == other.target
        and INFORMATION in {one.family, other.family}
        and math.dist(tip, near) < _NEAR
        for (one, tip), (other, near) in combinations(tips, 2)
    )


def _tip(edge: FigureEdge, boxes: Mapping[str, Rect]) -> Point:
    """About where a line comes to its box."""
    *_, (x, y), end = course(edge, boxes)
    if not edge.turns:
        return next(point for point in reversed(course(edge, boxes))
                    if not boxes[edge.target].overlaps(Rect(*point, 0, 0)))  # fmt: skip
    legs = ((x + (end[0] - x) * i / 100, y + (end[1] - y) * i / 100) for i in range(100, -1, -1))
    return next(point for point in legs if not boxes[edge.target].overlaps(Rect(*point, 0, 0)))


if __name__ == "__main__":
    main(*sys.argv[1:])
