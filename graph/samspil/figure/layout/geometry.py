"""Curves and boxes: where vis-network draws an edge, and what the edge passes through.

vis-network draws a `curvedCW` or `curvedCCW` edge as one quadratic curve whose middle point it
derives from the roundness (`BezierEdgeStatic`, `curvedCW`); `control_point` computes the same, so
that what is measured here is what a reader sees.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
SAMPLES = 28
"""How many pieces a curve is measured in."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A box by its middle and its half width and height."""

    x: float
    y: float
    half_width: float
    half_height: float

    def overlaps(self, other: Rect, gap: float = 0.0) -> bool:
        """Whether two boxes are nearer each other than a gap."""
        return (
            abs(self.x - other.x) < self.half_width + other.half_width + gap
            and abs(self.y - other.y) < self.half_height + other.half_height + gap
        )


def control_point(start: Point, end: Point, curve: float) -> Point:
    """The middle point of the quadratic curve that vis-network draws.

    `curve` is the roundness, positive for `curvedCW`, negative for `curvedCCW`.
    """
    roundness = abs(curve)
    radius = math.hypot(end[0] - start[0], end[1] - start[1])
    angle = math.atan2(start[1] - end[1], end[0] - start[0]) + (curve * 0.5 + 0.5) * math.pi
    reach = (roundness * 0.5 + 0.5) * radius
    return start[0] + reach * math.sin(angle), start[1] + reach * math.cos(angle)


def curve_points(
    start: Point, end: Point, curve: float, samples: int = SAMPLES
) -> tuple[Point, ...]:
    """Points along an edge, from the middle of one box to the middle of the other."""
    via = control_point(start, end, curve)
    points = []
    for step in range(samples + 1):
        t = step / samples
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(
            (a * start[0] + b * via[0] + c * end[0], a * start[1] + b * via[1] + c * end[1])
        )
    return tuple(points)


def passes(points: Sequence[Point], box: Rect, margin: float = 0.0) -> bool:
    """Whether a curve goes through a box, or nearer to it than a margin."""
    # The innermost of all loops: a call for each point would double the time of a layout.
    x, y = box.x, box.y
    wide, high = box.half_width + margin, box.half_height + margin
    return any(abs(point[0] - x) < wide and abs(point[1] - y) < high for point in points)


def passed(
    points: Sequence[Point], boxes: Mapping[str, Rect], ends: Collection[str], margin: float = 0.0
) -> list[str]:
    """The boxes, but for those at its ends, that a curve goes through or comes near."""
    left, right = min(x for x, _ in points) - margin, max(x for x, _ in points) + margin
    top, bottom = min(y for _, y in points) - margin, max(y for _, y in points) + margin
    return [
        name
        for name, box in boxes.items()
        if name not in ends
        and left < box.x + box.half_width
        and right > box.x - box.half_width
        and top < box.y + box.half_height
        and bottom > box.y - box.half_height
        and passes(points, box, margin)
    ]


def segment_hits(start: Point, end: Point, box: Rect) -> bool:
    """Whether a straight line goes through a box: no axis, nor its own, parts the two."""
    wide, high = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    x, y = start[0] + wide - box.x, start[1] + high - box.y
    return (
        abs(x) < box.half_width + abs(wide)
        and abs(y) < box.half_height + abs(high)
        and abs(x * high - y * wide) < box.half_width * abs(high) + box.half_height * abs(wide)
    )


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two straight lines cross between their ends."""
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def turn(a: Point, b: Point, c: Point) -> float:
    """On which side of the line from `a` to `b` a point lies: its sign; 0 on the line itself."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def lerp(a: Point, b: Point, t: float) -> Point:
    """The point at a share of the way from one point to another."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
