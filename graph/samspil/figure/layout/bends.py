"""How each line bends, so that it runs through no foreign box and along no other line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samspil.figure.layout.geometry import (
    Point,
    Rect,
    control_point,
    curve_points,
    passes,
    segments_cross,
)

CURVES = tuple(
    sign * size
    for size in (0.0, 0.08, 0.16, 0.24, 0.32, 0.42, 0.54, 0.68, 0.82)
    for sign in ((1,) if size == 0 else (1, -1))
)
_THROUGH, _NEAR, _OUTSIDE, _TWIN, _BEND = 1000.0, 60.0, 400.0, 300.0, 30.0
_SIGN, _ALONG, _FAR_BEND, _LENGTH, _CROSSING = 24.0, 20.0, 90.0, 0.06, 6.0
_MARGIN, _TWIN_GAP, _ANGLE = 4.0, 0.15, 0.12


@dataclass(frozen=True, slots=True)
class Wire:
    """A line by its ends; `weight` is how much it counts (a ghost counts less)."""

    id: str
    source: str
    target: str
    weight: float = 1.0


class Wiring:
    """Boxes and wires; each wire is held at the best bend that was found for it."""

    def __init__(
        self,
        boxes: Mapping[str, Rect],
        wires: Sequence[Wire],
        signs: Sequence[Rect],
        width: float,
        gap: float,
    ) -> None:
        """`signs` are headings, which a wire had better not run through.

        `width` is that of the figure, `gap` the least room between two boxes.
        """
        self.boxes = dict(boxes)
        self._signs = tuple(signs)
        self._wires = {wire.id: wire for wire in wires}
        self._width = width
        self._gap = gap
        self._twins: dict[str, tuple[str, ...]] = {
            wire.id: tuple(
                other.id
                for other in wires
                if other.id != wire.id
                and {other.source, other.target} == {wire.source, wire.target}
            )
            for wire in wires
        }
        # The wires that meet at a box; two that leave it side by side can't be told apart.
        self._meeting: dict[str, tuple[tuple[str, str], ...]] = {
            wire.id: tuple(
                (other.id, end)
                for other in wires
                for end in sorted({wire.source, wire.target} & {other.source, other.target})
                if other.id != wire.id
            )
            for wire in wires
        }
        self._vias: dict[str, Point] = {}
        self.curves: dict[str, float] = {}
        self._costs: dict[str, float] = {}
        # A second round, now that each twin knows where the other is.
        for _ in range(2):
            self._bend(self._wires)

    @property
    def cost(self) -> float:
        """What the whole picture costs."""
        return math.fsum(self._costs.values())

    @property
    def free(self) -> bool:
        """Whether no wire runs through a foreign box, or close by."""
        return not self.troubled()

    @property
    def unrest(self) -> float:
        """What the whole picture costs, with its crossings, to compare two pictures."""
        return self.cost + _CROSSING * self.crossings()

    def crossings(self) -> int:
        """How often two wires cross between their ends."""
        lines = [
            (wire, curve_points(*self._ends(wire), self.curves[wire.id], samples=10))
            for wire in self._wires.values()
            if wire.weight == 1.0
        ]
        return sum(
            any(segments_cross(a, b, c, d) for a, b in pairwise(p) for c, d in pairwise(q))
            for number, (one, p) in enumerate(lines)
            for other, q in lines[:number]
            if not {one.source, one.target} & {other.source, other.target}
        )

    def move(self, changes: Mapping[str, Rect]) -> bool:
        """Moves boxes if they fit and the picture gets better; says whether it did."""
        if not changes or not all(self._fits(name, box, changes) for name, box in changes.items()):
            return False
        touched = {
            id_
            for name, box in changes.items()
            for id_ in self._touched(name, self.boxes[name], box)
        }
        old = {name: self.boxes[name] for name in changes}
        before = dict(self.curves), dict(self._costs), dict(self._vias), self.cost
        self.boxes.update(changes)
        self._bend(sorted(touched))
        if self.cost < before[3] - 1e-6:
            return True
        self.boxes.update(old)
        self.curves, self._costs, self._vias = before[:3]
        return False

    def _fits(self, name: str, box: Rect, changes: Mapping[str, Rect]) -> bool:
        if box.x - box.half_width < self._gap or box.x + box.half_width > self._width - self._gap:
            return False
        return not any(
            other != name and box.overlaps(changes.get(other, rect), self._gap)
            for other, rect in self.boxes.items()
        )

    def _touched(self, name: str, old: Rect, new: Rect) -> list[str]:
        """The wires that end at a box, or run where it was or will be."""
        found = []
        for wire in self._wires.values():
            if name in {wire.source, wire.target}:
                found.append(wire.id)
                continue
            points = self._points(wire, self.curves[wire.id])
            if passes(points, old, 8) or passes(points, new, 8):
                found.append(wire.id)
        return found

    def troubled(self) -> set[str]:
        """The boxes at either end of a wire that runs through a box, and those it runs through."""
        found: set[str] = set()
        for wire in self._wires.values():
            foreign = self._foreign(wire, self._points(wire, self.curves[wire.id]))
            if foreign:
                found |= {wire.source, wire.target, *foreign}
        return found

    def _bend(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            wire = self._wires[id_]
            best, chosen = math.inf, 0.0
            for curve in CURVES:
                if _bend_cost(curve) * wire.weight >= best:
                    break
                cost = self._cost(wire, curve, best)
                if cost < best - 1e-9:
                    best, chosen = cost, curve
            length = _LENGTH * math.dist(*self._ends(wire))
            self._costs[id_], self.curves[id_] = best + length * wire.weight, chosen
            self._vias[id_] = self._via(wire, chosen)

    def _points(self, wire: Wire, curve: float) -> tuple[Point, ...]:
        return curve_points(*self._ends(wire), curve)

    def _ends(self, wire: Wire) -> tuple[Point, Point]:
        start, end = self.boxes[wire.source], self.boxes[wire.target]
        return (start.x, start.y), (end.x, end.y)

    def _foreign(self, wire: Wire, points: Sequence[Point], margin: float = _MARGIN) -> list[str]:
        left, right = min(x for x, _ in points) - margin, max(x for x, _ in points) + margin
        top, bottom = min(y for _, y in points) - margin, max(y for _, y in points) + margin
        return [
            name
            for name, box in self.boxes.items()
            if name not in {wire.source, wire.target}
            and box.x + box.half_width > left
            and box.x - box.half_width < right
            and box.y + box.half_height > top
            and box.y - box.half_height < bottom
            and passes(points, box, margin)
        ]

    def _cost(self, wire: Wire, curve: float, enough: float) -> float:
        """What a bend costs; once that is more than `enough`, the rest isn't counted."""
        cost = _bend_cost(curve) + self._beside(wire, curve)
        if cost * wire.weight >= enough:
            return cost * wire.weight
        points = self._points(wire, curve)
        near = self._foreign(wire, points)
        through = sum(1 for name in near if passes(points, self.boxes[name]))
        outside = any(not 2 <= x <= self._width - 2 for x, _ in points)
        signs = sum(1 for sign in self._signs if passes(points, sign))
        cost += _THROUGH * through + _NEAR * len(near) + _OUTSIDE * outside + _SIGN * signs
        return cost * wire.weight

    def _beside(self, wire: Wire, curve: float) -> float:
        """What it costs to run along another wire, or to leave a box in its direction."""
        side = self._side(wire, curve)
        cost = _TWIN * sum(
            1
            for twin in self._twins[wire.id]
            if twin in self.curves
            and abs(side - self._side(self._wires[twin], self.curves[twin])) < _TWIN_GAP
        )
        via = self._via(wire, curve)
        for other, end in self._meeting[wire.id]:
            if other in self._vias:
                box, far = self.boxes[end], self._vias[other]
                one = math.atan2(via[1] - box.y, via[0] - box.x)
                two = math.atan2(far[1] - box.y, far[0] - box.x)
                apart = abs((one - two + math.pi) % (2 * math.pi) - math.pi)
                cost += _ALONG * max(0.0, 1 - apart / _ANGLE)
        return cost

    def _via(self, wire: Wire, curve: float) -> Point:
        return control_point(*self._ends(wire), curve)

    @staticmethod
    def _side(wire: Wire, curve: float) -> float:
        """The bend as seen from one and the same end, whichever way the wire points."""
        return curve if wire.source < wire.target else -curve


def _bend_cost(curve: float) -> float:
    return _BEND * abs(curve) + _FAR_BEND * max(0.0, abs(curve) - 0.33)
