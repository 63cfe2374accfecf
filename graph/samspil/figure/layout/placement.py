"""Which box stands where: a seeded search over the places of the tiers.

Each tier is a band of rows, each row a line of places; every other row is shifted by half a place,
as bricks are, so that a line can pass between two boxes to one further away. The search swaps boxes
within their tier, and keeps what shortens the lines and frees them of boxes and of each other.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samspil.figure.layout.geometry import Point, Rect, segment_hits, segments_cross

_THROUGH, _CROSSING, _LENGTH = 9.0, 1.0, 0.012
_HOT, _COLD = 14.0, 0.15


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a box: its row, counted from the top, and the middle of the box."""

    tier: int
    row: int
    at: Point


class Board:
    """The places, with what lies between any two of them (computed when it is first asked)."""

    def __init__(self, places: Sequence[Place], half: Point) -> None:
        self.places = tuple(places)
        self._half = half
        self._blocked: dict[tuple[int, int], tuple[int, ...]] = {}
        self._crossed: dict[tuple[int, int, int, int], bool] = {}

    @cached_property
    def by_tier(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the places of each tier."""
        tiers: dict[int, list[int]] = {}
        for number, place in enumerate(self.places):
            tiers.setdefault(place.tier, []).append(number)
        return {tier: tuple(numbers) for tier, numbers in tiers.items()}

    def length(self, a: int, b: int) -> float:
        """How far apart two places are."""
        (x1, y1), (x2, y2) = self.places[a].at, self.places[b].at
        return math.sqrt((x1 - x2) ** 2 + (y1 - y2) ** 2)

    def blocked(self, a: int, b: int) -> tuple[int, ...]:
        """The places that a straight line between two others goes through."""
        found = self._blocked.get((a, b))
        if found is None:
            start, end = self.places[a].at, self.places[b].at
            found = tuple(
                number
                for number, place in enumerate(self.places)
                if number not in {a, b} and segment_hits(start, end, Rect(*place.at, *self._half))
            )
            self._blocked[a, b] = self._blocked[b, a] = found
        return found

    def crosses(self, a: int, b: int, c: int, d: int) -> bool:
        """Whether the lines a–b and c–d cross; lines with a common end don't."""
        key = (a, b, c, d)
        found = self._crossed.get(key)
        if found is None:
            ends = {a, b} & {c, d}
            found = not ends and segments_cross(*(self.places[one].at for one in key))
            self._crossed[key] = found
        return found


class Search:
    """One search: where each box stands now, and what that costs."""

    def __init__(
        self,
        board: Board,
        tiers: Sequence[int],
        pairs: Sequence[tuple[int, int]],
        seed: int,
    ) -> None:
        """`tiers` is the tier of each box; `pairs` are the boxes that a line joins, once each."""
        self._board = board
        self._tiers = tiers
        self._pairs = pairs
        self._random = random.Random(seed)  # noqa: S311  (a search, not a secret)
        self._incident = tuple(
            tuple(number for number, pair in enumerate(pairs) if box in pair)
            for box in range(len(tiers))
        )
        self._rows: list[bytearray] = []
        self.at: list[int] = []
        self._holder: dict[int, int] = {}
        taken: dict[int, int] = {}
        for tier in tiers:
            free = board.by_tier[tier]
            place = free[taken.setdefault(tier, 0)]
            taken[tier] += 1
            self._holder[place] = len(self.at)
            self.at.append(place)

    def run(self, steps: int) -> float:
        """Searches for a number of steps; gives the cost of the best found, which `at` then is."""
        everyone = range(len(self._pairs))
        self._rows = [self._row(number) for number in everyone]
        through = self._through()
        cost = through + self._long(everyone) + self._crossings(everyone, self._rows)
        best, best_at = cost, list(self.at)
        for step in range(steps):
            heat = _HOT * (_COLD / _HOT) ** (step / steps)
            box = self._pick(len(self.at))
            places = self._board.by_tier[self._tiers[box]]
            source, target = self.at[box], places[self._pick(len(places))]
            bound = -heat * math.log(1.0 - self._random.random())
            if target == source:
                continue
            other = self._holder.get(target)
            beside = () if other is None else self._incident[other]
            moved = sorted({*self._incident[box], *beside})
            long, crossed = self._long(moved), self._crossings(moved, self._rows)
            self._swap(box, source, target, other)
            new_through = self._through()
            change = new_through - through + self._long(moved) - long
            # Crossings are dear to count: most swaps are out of the question without them.
            if change - crossed <= bound:
                rows = self._with_rows(moved)
                change += self._crossings(moved, rows) - crossed
                if change <= bound:
                    self._rows, through, cost = rows, new_through, cost + change
                    if cost < best - 1e-9:
                        best, best_at = cost, list(self.at)
                    continue
            self._swap(box, target, source, other)
        self.at = best_at
        self._holder = {place: box for box, place in enumerate(best_at)}
        return best

    def _pick(self, count: int) -> int:
        return int(self._random.random() * count)

    def _swap(self, box: int, source: int, target: int, other: int | None) -> None:
        self.at[box] = target
        self._holder[target] = box
        if other is None:
            del self._holder[source]
        else:
            self.at[other] = source
            self._holder[source] = other

    def _through(self) -> float:
        holder, at, blocked = self._holder, self.at, self._board.blocked
        return _THROUGH * sum(
            place in holder for a, b in self._pairs for place in blocked(at[a], at[b])
        )

    def _long(self, numbers: Sequence[int]) -> float:
        return _LENGTH * sum(
            self._board.length(self.at[self._pairs[number][0]], self.at[self._pairs[number][1]])
            for number in numbers
        )

    def _row(self, number: int) -> bytearray:
        """Which lines a line crosses, as one byte a line."""
        one, two = self._pairs[number]
        a, b = self.at[one], self.at[two]
        at, crosses = self.at, self._board.crosses
        return bytearray(crosses(a, b, at[c], at[d]) for c, d in self._pairs)

    def _with_rows(self, moved: Sequence[int]) -> list[bytearray]:
        rows = list(self._rows)
        for number in moved:
            rows[number] = self._row(number)
        for number in range(len(rows)):
            if number not in moved:
                row = bytearray(rows[number])
                for other in moved:
                    row[other] = rows[other][number]
                rows[number] = row
        return rows

    @staticmethod
    def _crossings(numbers: Sequence[int], rows: Sequence[bytearray]) -> float:
        """How often these lines cross any, each crossing counted once."""
        total = sum(sum(rows[number]) for number in numbers)
        twice = sum(rows[number][other] for number in numbers for other in numbers)
        return _CROSSING * (total - twice / 2)
