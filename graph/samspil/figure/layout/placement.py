"""Which box stands where: a seeded search over the places of the tiers.

Each tier is a band of rows, each row a line of places; every other row is shifted by half a place,
as bricks are, so that a line can pass between two boxes to one further away. The search swaps boxes
within their tier, and keeps what shortens the lines and frees them of boxes and of each other.
Places and lines have numbers, and a set of them is a whole number with a bit for each.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samspil.figure.layout.geometry import Point, Rect, segment_hits, turn

_THROUGH, _CROSSING, _LENGTH = 9.0, 1.0, 0.012
"""What a picture costs: a line through a box seems to end there, which is worse than any crossing;
a crossing is worth a detour of some 80 units, less than the step to the next column, so that boxes
with a line between them still stand beside each other."""

_ACROSS = 1 + 2
"""What the sides of two places add up to that lie on either side of a line; see `Board.sides`."""

_HOT, _COLD = 14.0, 0.15
"""How much worse a swap may make it: first even a line through a box, last hardly a crossing."""


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
        self._blocked: dict[tuple[int, int], int] = {}
        self._sides: dict[tuple[int, int], bytes] = {}

    @cached_property
    def by_tier(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the places of each tier."""
        tiers: dict[int, list[int]] = {}
        for number, place in enumerate(self.places):
            tiers.setdefault(place.tier, []).append(number)
        return {tier: tuple(numbers) for tier, numbers in tiers.items()}

    def length(self, a: int, b: int) -> float:
        """How far apart two places are."""
        return math.dist(self.places[a].at, self.places[b].at)

    def blocked(self, a: int, b: int) -> int:
        """The places that a straight line between two others goes through."""
        found = self._blocked.get((a, b))
        if found is None:
            start, end = self.places[a].at, self.places[b].at
            found = _bits(
                number
                for number, place in enumerate(self.places)
                if number not in {a, b} and segment_hits(start, end, Rect(*place.at, *self._half))
            )
            self._blocked[a, b] = self._blocked[b, a] = found
        return found

    def sides(self, a: int, b: int) -> bytes:
        """By place: on which side of the straight line through two it lies, 1 or 2; 0 on it."""
        found = self._sides.get((a, b))
        if found is None:
            start, end = self.places[a].at, self.places[b].at
            turns = (turn(start, end, place.at) for place in self.places)
            found = bytes((way > 0) + 2 * (way < 0) for way in turns)
            self._sides[a, b] = self._sides[b, a] = found
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
        self._crossed: list[int] = []
        """By line: the lines that it crosses."""
        self._spans: list[tuple[int, int]] = []
        """By line: the places of its ends."""
        self._walls: list[int] = []
        """By line: the places that it goes through."""
        free = {tier: iter(places) for tier, places in board.by_tier.items()}
        self.at = [next(free[tier]) for tier in tiers]
        self._holder = {place: box for box, place in enumerate(self.at)}
        self._taken = _bits(self.at)

    def run(self, steps: int) -> None:
        """Searches for a number of steps; `at` is then the best that was found."""
        everyone = range(len(self._pairs))
        self._spans = [self._span(number) for number in everyone]
        self._walls = [self._board.blocked(*span) for span in self._spans]
        self._crossed = [self._crossed_by(number) for number in everyone]
        through = self._through()
        cost = through + self._long(everyone) + _crossings(everyone, self._crossed)
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
            long, crossings = self._long(moved), _crossings(moved, self._crossed)
            self._swap(box, source, target, other)
            before = [(self._spans[number], self._walls[number]) for number in moved]
            for number in moved:
                self._spans[number] = span = self._span(number)
                self._walls[number] = self._board.blocked(*span)
            new_through = self._through()
            change = new_through - through + self._long(moved) - long
            # Crossings are dear to count: most swaps are out of the question without them.
            if change - crossings <= bound:
                crossed = self._crossed_anew(moved)
                change += _crossings(moved, crossed) - crossings
                if change <= bound:
                    self._crossed, through, cost = crossed, new_through, cost + change
                    if cost < best - 1e-9:
                        best, best_at = cost, list(self.at)
                    continue
            self._swap(box, target, source, other)
            for number, kept in zip(moved, before, strict=True):
                self._spans[number], self._walls[number] = kept
        self.at = best_at

    def _pick(self, count: int) -> int:
        return int(self._random.random() * count)

    def _swap(self, box: int, source: int, target: int, other: int | None) -> None:
        self.at[box] = target
        self._holder[target] = box
        if other is None:
            del self._holder[source]
            self._taken ^= 1 << source | 1 << target
        else:
            self.at[other] = source
            self._holder[source] = other

    def _span(self, number: int) -> tuple[int, int]:
        one, two = self._pairs[number]
        return self.at[one], self.at[two]

    def _through(self) -> float:
        return _THROUGH * sum((wall & self._taken).bit_count() for wall in self._walls)

    def _long(self, numbers: Iterable[int]) -> float:
        return _LENGTH * sum(self._board.length(*self._spans[number]) for number in numbers)

    def _crossed_by(self, number: int) -> int:
        """The lines that a line crosses: each has its ends on either side of the other."""
        sides = self._board.sides
        a, b = self._spans[number]
        own = sides(a, b)
        found = 0
        for other, (c, d) in enumerate(self._spans):
            if own[c] + own[d] == _ACROSS:
                its = sides(c, d)
                if its[a] + its[b] == _ACROSS:
                    found |= 1 << other
        return found

    def _crossed_anew(self, moved: Sequence[int]) -> list[int]:
        """What each line crosses, now that some have moved."""
        others = ~_bits(moved)
        crossed = [lines & others for lines in self._crossed]
        for number in moved:
            crossed[number] = found = self._crossed_by(number)
            for other in _numbers(found & others):
                crossed[other] |= 1 << number
        return crossed


def _crossings(numbers: Sequence[int], crossed: Sequence[int]) -> float:
    """How often these lines cross any, each crossing counted once."""
    among = _bits(numbers)
    total = sum(crossed[number].bit_count() for number in numbers)
    twice = sum((crossed[number] & among).bit_count() for number in numbers)
    return _CROSSING * (total - twice / 2)


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def _numbers(bits: int) -> Iterable[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
