"""How each line bends, and small shifts of boxes, so that no line runs through a foreign box."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samspil.explorer.geometry import Point, Rect, curve_points

CURVES = tuple(
    sign * size
    for size in (0.0, 0.08, 0.16, 0.24, 0.32, 0.42, 0.54, 0.68, 0.82)
    for sign in ((1,) if size == 0 else (1, -1))
)
_THROUGH, _NEAR, _OUTSIDE, _TWIN, _BEND = 1000.0, 60.0, 400.0, 300.0, 30.0
_MARGIN, _TWIN_GAP = 4.0, 0.15


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
        self, boxes: Mapping[str, Rect], wires: Sequence[Wire], size: Point, gap: float
    ) -> None:
        """`size` is that of the figure; `gap` is the least room between two boxes of a row."""
        self.boxes = dict(boxes)
        self._wires = {wire.id: wire for wire in wires}
        self._size = size
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
        self.curves: dict[str, float] = {}
        self._costs: dict[str, float] = {}
        # A second round, now that each twin knows where the other is.
        for _ in range(2):
            self._bend(self._wires)

    @property
    def cost(self) -> float:
        """What the whole picture costs."""
        return math.fsum(self._costs.values())

    def polish(self, tries: int, seed: int, reach: float) -> None:
        """Shifts boxes sideways, those in trouble first, and keeps what makes the picture better.

        Args:
            tries: how many shifts are tried.
            seed: of the choice of shifts.
            reach: the farthest shift.
        """
        chance = random.Random(seed)  # noqa: S311  (a search, not a secret)
        names = sorted(self.boxes)
        for number in range(tries):
            troubled = sorted(self._troubled()) if number % 2 == 0 else []
            among = troubled or names
            name = among[int(chance.random() * len(among))]
            self._try(name, round((chance.random() * 2 - 1) * reach))

    def _try(self, name: str, shift: float) -> None:
        old = self.boxes[name]
        new = Rect(old.x + shift, old.y, old.half_width, old.half_height)
        if not self._fits(name, new):
            return
        touched = self._touched(name, old, new)
        before = dict(self.curves), dict(self._costs), self.cost
        self.boxes[name] = new
        self._bend(touched)
        if self.cost > before[2] - 1e-6:
            self.boxes[name] = old
            self.curves, self._costs = before[0], before[1]

    def _fits(self, name: str, box: Rect) -> bool:
        if box.x - box.half_width < self._gap or box.x + box.half_width > self._size[0] - self._gap:
            return False
        return not any(
            other != name and box.overlaps(rect, self._gap) for other, rect in self.boxes.items()
        )

    def _touched(self, name: str, old: Rect, new: Rect) -> list[str]:
        """The wires that end at a box, or run where it was or will be."""
        found = []
        for wire in self._wires.values():
            if name in {wire.source, wire.target}:
                found.append(wire.id)
                continue
            points = self._points(wire, self.curves[wire.id])
            if any(old.holds(point, 8) or new.holds(point, 8) for point in points):
                found.append(wire.id)
        return found

    def _troubled(self) -> set[str]:
        """The boxes at either end of a wire that runs through a box, and those it runs through."""
        found: set[str] = set()
        for wire in self._wires.values():
            if self._costs[wire.id] >= _NEAR * wire.weight:
                foreign = self._foreign(wire, self._points(wire, self.curves[wire.id]))
                if foreign:
                    found |= {wire.source, wire.target, *foreign}
        return found

    def _bend(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            wire = self._wires[id_]
            best = math.inf
            for curve in CURVES:
                if _BEND * wire.weight * abs(curve) >= best:
                    break
                cost = self._cost(wire, curve)
                if cost < best - 1e-9:
                    best, self.curves[id_] = cost, curve
            self._costs[id_] = best

    def _points(self, wire: Wire, curve: float) -> tuple[Point, ...]:
        start, end = self.boxes[wire.source], self.boxes[wire.target]
        return curve_points((start.x, start.y), (end.x, end.y), curve)

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
            and any(box.holds(point, margin) for point in points)
        ]

    def _cost(self, wire: Wire, curve: float) -> float:
        points = self._points(wire, curve)
        near = self._foreign(wire, points)
        through = sum(
            1 for name in near if any(self.boxes[name].holds(point) for point in points)
        )
        outside = any(not 2 <= x <= self._size[0] - 2 for x, _ in points)
        twins = sum(
            1
            for twin in self._twins[wire.id]
            if twin in self.curves
            and abs(self._side(wire, curve) - self._side(self._wires[twin], self.curves[twin]))
            < _TWIN_GAP
        )
        return wire.weight * (
            _THROUGH * through
            + _NEAR * len(near)
            + _OUTSIDE * outside
            + _TWIN * twins
            + _BEND * abs(curve)
        )

    @staticmethod
    def _side(wire: Wire, curve: float) -> float:
        """The bend as seen from one and the same end, whichever way the wire points."""
        return curve if wire.source < wire.target else -curve
