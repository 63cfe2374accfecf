"""How each line bends, so that it runs through no foreign box and along no other line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from samspil.figure.extract import Line
from samspil.figure.layout.geometry import Point, Rect, control_point, curve_points, passed, passes

CURVES = tuple(
    sign * size
    for size in (0.0, 0.08, 0.16, 0.24, 0.32, 0.42, 0.54, 0.68, 0.82)
    for sign in ((1,) if size == 0 else (1, -1))
)

# What a bend costs. Two lines of one course are read as one, which nothing mends; a line through a
# box seems to end there, and one out of the figure makes all of it smaller: both are led around
# boxes afterwards (see `routing`), which is harder to follow than any bend.
_TWIN, _THROUGH, _OUTSIDE = 3000.0, 1000.0, 400.0
# Close by a box, through a heading, or side by side with another line out of a box, a line can
# still be followed: each is worth about one step more of bending.
_NEAR, _SIGN, _ALONG = 60.0, 24.0, 20.0
# A straight line is the easiest to follow; one bent by more than a third wanders off.
_BEND, _FAR_BEND, _FAR = 30.0, 90.0, 0.33

_MARGIN = 4.0
"""So near a box, in units of the figure, a line seems to touch it."""
_TWIN_GAP, _ANGLE = 0.15, 0.12
"""Bends, and angles in radians (seven degrees), that can't be told apart."""


def bends(
    boxes: Mapping[str, Rect], lines: Sequence[Line], signs: Sequence[Rect], width: float
) -> Mapping[str, float]:
    """The bend of each line, by its id, as vis-network's roundness (see `control_point`).

    Args:
        boxes: by id, where they stand.
        lines: what is bent, each in turn.
        signs: headings, which a line had better not run through.
        width: that of the figure.
    """
    bending = _Bending(boxes, lines, signs, width)
    # A second round, now that each knows where those beside it are.
    for _ in range(2):
        for line in lines:
            bending.bend(line)
    return bending.curves


class _Bending:
    def __init__(
        self,
        boxes: Mapping[str, Rect],
        lines: Sequence[Line],
        signs: Sequence[Rect],
        width: float,
    ) -> None:
        self._boxes = boxes
        self._signs = signs
        self._width = width
        self._at: defaultdict[str, list[Line]] = defaultdict(list)
        for line in lines:
            for end in {line.source, line.target}:
                self._at[end].append(line)
        self.curves: dict[str, float] = {}
        self._vias: dict[str, Point] = {}

    def bend(self, line: Line) -> None:
        """Takes the cheapest bend of a line, as the others run now."""
        best, chosen = math.inf, 0.0
        for curve in CURVES:
            if _bend_cost(curve) >= best:
                break
            cost = self._cost(line, curve, best)
            if cost < best - 1e-9:
                best, chosen = cost, curve
        self.curves[line.id] = chosen
        self._vias[line.id] = control_point(*self._ends(line), chosen)

    def _ends(self, line: Line) -> tuple[Point, Point]:
        start, end = self._boxes[line.source], self._boxes[line.target]
        return (start.x, start.y), (end.x, end.y)

    def _cost(self, line: Line, curve: float, enough: float) -> float:
        """What a bend costs; once that is more than `enough`, the rest isn't counted."""
        cost = _bend_cost(curve) + self._beside(line, curve)
        if cost >= enough:
            return cost
        points = curve_points(*self._ends(line), curve)
        near = passed(points, self._boxes, {line.source, line.target}, _MARGIN)
        through = sum(passes(points, self._boxes[name]) for name in near)
        outside = any(not 2 <= x <= self._width - 2 for x, _ in points)
        signs = sum(passes(points, sign) for sign in self._signs)
        return cost + _THROUGH * through + _NEAR * len(near) + _OUTSIDE * outside + _SIGN * signs

    def _beside(self, line: Line, curve: float) -> float:
        """What it costs to run along another line, or to leave a box in its direction."""
        cost = 0.0
        via = control_point(*self._ends(line), curve)
        for end in sorted({line.source, line.target}):
            box = self._boxes[end]
            angle = math.atan2(via[1] - box.y, via[0] - box.x)
            for other in self._at[end]:
                far = self._vias.get(other.id)
                if far is None or other.id == line.id:
                    continue
                apart = angle - math.atan2(far[1] - box.y, far[0] - box.x)
                apart = abs((apart + math.pi) % (2 * math.pi) - math.pi)
                cost += _ALONG * max(0.0, 1 - apart / _ANGLE)
                if end == line.source and {other.source, other.target} == {
                    line.source,
                    line.target,
                }:
                    gap = abs(_side(line, curve) - _side(other, self.curves[other.id]))
                    cost += _TWIN * (gap < _TWIN_GAP)
        return cost


def _side(line: Line, curve: float) -> float:
    """The bend as seen from one and the same end, whichever way the line points."""
    return curve if line.source < line.target else -curve


def _bend_cost(curve: float) -> float:
    return _BEND * abs(curve) + _FAR_BEND * max(0.0, abs(curve) - _FAR)
