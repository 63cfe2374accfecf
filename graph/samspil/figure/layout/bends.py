"""How each line bends, so that it runs through no foreign box and along no other line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.figure.layout.geometry import Point, Rect, control_point, curve_points, passed, passes

CURVES = tuple(
    sign * size
    for size in (0.0, 0.08, 0.16, 0.24, 0.32, 0.42)
    for sign in ((1,) if size == 0 else (1, -1))
)

# What a bend costs. A line through a box seems to end there, and one out of the figure makes all of
# it smaller: both are led around boxes afterwards (see `routing`), which is harder to follow than
# any bend.
_THROUGH, _OUTSIDE = 1000.0, 400.0
# Close by a box, through a heading, or side by side with another line out of a box, a line can
# still be followed: each is worth about one step more of bending.
_NEAR, _SIGN, _ALONG = 60.0, 24.0, 20.0
# A straight line is the easiest to follow; one bent by more than a third wanders off.
_BEND, _FAR_BEND, _FAR = 30.0, 90.0, 0.33

_MARGIN = 4.0
"""So near a box, in units of the figure, a line seems to touch it."""
_ANGLE = 0.12
"""Angles, in radians (seven degrees), that can't be told apart."""


def bends(
    boxes: Mapping[str, Rect],
    lines: Sequence[Bent],
    signs: Sequence[Rect],
    width: float,
) -> Mapping[int, float]:
    """The bend of each line, by its number, as vis-network's roundness (see `control_point`).

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


@dataclass(frozen=True, slots=True)
class Bent:
    """A line to bend: its number, the boxes it joins, and where on them it ends."""

    number: int
    boxes: tuple[str, str]
    ends: tuple[Point, Point]


class _Bending:
    def __init__(
        self,
        boxes: Mapping[str, Rect],
        lines: Sequence[Bent],
        signs: Sequence[Rect],
        width: float,
    ) -> None:
        self._boxes = boxes
        self._signs = signs
        self._width = width
        self._at: defaultdict[str, list[Bent]] = defaultdict(list)
        for line in lines:
            for name in set(line.boxes):
                self._at[name].append(line)
        self.curves: dict[int, float] = {}
        self._vias: dict[int, Point] = {}

    def bend(self, line: Bent) -> None:
        """Takes the cheapest bend of a line, as the others run now."""
        best, chosen = math.inf, 0.0
        for curve in CURVES:
            if _bend_cost(curve) >= best:
                break
            cost = self._cost(line, curve, best)
            if cost < best - 1e-9:
                best, chosen = cost, curve
        self.curves[line.number] = chosen
        self._vias[line.number] = control_point(*line.ends, chosen)

    def _cost(self, line: Bent, curve: float, enough: float) -> float:
        """What a bend costs; once that is more than `enough`, the rest isn't counted."""
        cost = _bend_cost(curve) + self._beside(line, curve)
        if cost >= enough:
            return cost
        points = curve_points(*line.ends, curve)
        near = passed(points, self._boxes, line.boxes, _MARGIN)
        through = sum(passes(points, self._boxes[name]) for name in near)
        outside = any(not 2 <= x <= self._width - 2 for x, _ in points)
        signs = sum(passes(points, sign) for sign in self._signs)
        return cost + _THROUGH * through + _NEAR * len(near) + _OUTSIDE * outside + _SIGN * signs

    def _beside(self, line: Bent, curve: float) -> float:
        """What it costs to leave a box in the direction of another line."""
        cost = 0.0
        via = control_point(*line.ends, curve)
        for name, (x, y) in zip(line.boxes, line.ends, strict=True):
            angle = math.atan2(via[1] - y, via[0] - x)
            for other in self._at[name]:
                far = self._vias.get(other.number)
                # Lines between the same two run beside each other.
                if far is None or set(other.boxes) == set(line.boxes):
                    continue
                near = other.ends[other.boxes.index(name)]
                apart = angle - math.atan2(far[1] - near[1], far[0] - near[0])
                apart = abs((apart + math.pi) % (2 * math.pi) - math.pi)
                cost += _ALONG * max(0.0, 1 - apart / _ANGLE)
        return cost


def _bend_cost(curve: float) -> float:
    return _BEND * abs(curve) + _FAR_BEND * max(0.0, abs(curve) - _FAR)
