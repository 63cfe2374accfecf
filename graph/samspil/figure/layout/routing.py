"""Ways around boxes for the lines that no single bend can take past them.

In a long plan some lines would run through boxes however they bend. They are led through the room
between the boxes instead: a short way over a grid (A*), pulled straight where nothing is in the
way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import chain

from samspil.figure.layout.geometry import Point, Rect, segment_hits

_STEP = 8
"""The grid, in units of the figure: two lines fit into the room between two rows."""
_CLEAR, _PULLED = 4.0, 3.0
"""How far from a box the way over the grid keeps, and the way once it is pulled straight."""
_STRAIGHT, _SLANTED = 10, 14
"""What a step costs: its length, in whole numbers."""
_SHARED = 12
"""What a step costs more where another line runs: it rather goes beside it, a step away."""
_HASTE = 1.3
"""How much the way still left counts: more than 1 finds a way that may be so much longer, sooner;
pulled straight, it hardly is."""
_BEND = 2.5

Ends = tuple[str, str]


class Detours:
    """The grid between the boxes of a figure, and the ways that were already taken over it.

    A cell has the number `row * columns + column`; the outermost are closed.
    """

    def __init__(self, boxes: Mapping[str, Rect], width: float, height: float) -> None:
        self._boxes = boxes
        self._columns = int(width) // _STEP + 1
        rows = int(height) // _STEP + 1
        self._cells = {name: list(self._within(box, rows)) for name, box in boxes.items()}
        self._closed = bytearray(self._columns * rows)
        for cell in chain(
            range(self._columns),
            range(self._columns * (rows - 1), self._columns * rows),
            *(range(side, self._columns * rows, self._columns) for side in (0, self._columns - 1)),
            *self._cells.values(),
        ):
            self._closed[cell] = True
        self._shared = [0] * len(self._closed)
        self._bends: list[Rect] = []

    def way(self, ends: Ends, middles: tuple[Point, Point]) -> tuple[Point, ...] | None:
        """Where the line between two points in two boxes turns, from the first to the second.

        Nowhere, if it can go straight; None, if there is no room for it at all.
        """
        cells = self._shortest(ends, *map(self._cell, middles))
        if not cells:
            return None
        self._take(cells)
        corners = (
            cell
            for before, cell, after in zip(cells, cells[1:], cells[2:], strict=False)
            if cell - before != after - cell
        )
        points = [
            point
            for point in map(self._point, corners)
            if not any(self._boxes[name].overlaps(Rect(*point, 0, 0)) for name in ends)
        ]
        turns = self._pulled([middles[0], *points, middles[1]], ends)
        self._bends += [Rect(x, y, _BEND, _BEND) for x, y in turns]
        return turns

    def take(self, points: Sequence[Point]) -> None:
        """Tells where a line runs that isn't led around anything."""
        cells = (self._cell(point) for point in points)
        self._take(cell for cell in cells if 0 <= cell < len(self._shared))

    def _take(self, cells: Iterable[int]) -> None:
        for cell in cells:
            self._shared[cell] = _SHARED

    def _shortest(self, ends: Ends, start: int, end: int) -> list[int]:
        """The cells of a way that touches no foreign box, or none."""
        closed = bytearray(self._closed)
        for cell in chain(*(self._cells[name] for name in ends)):
            closed[cell] = False
        columns, shared = self._columns, self._shared
        to_y, to_x = divmod(end, columns)
        # A slanted step must not cut the corner of a box: both cells beside it are free too.
        moves = tuple(
            (y * columns + x, _SLANTED if x and y else _STRAIGHT, (x, y * columns))
            for x in (-1, 0, 1)
            for y in (-1, 0, 1)
            if x or y
        )
        walls = bytes(closed)
        best, before = {start: 0}, {start: start}
        heap = [(0.0, start)]
        while heap:
            _, cell = heappop(heap)
            if cell == end:
                return _back(before, cell)
            if closed[cell]:
                continue
            closed[cell] = True
            for move, cost, (across, down) in moves:
                other = cell + move
                if closed[other] or walls[cell + across] or walls[cell + down]:
                    continue
                spent = best[cell] + cost + shared[other]
                if spent < best.get(other, spent + 1):
                    best[other], before[other] = spent, cell
                    y, x = divmod(other, columns)
                    x, y = abs(x - to_x), abs(y - to_y)
                    left = _STRAIGHT * max(x, y) + (_SLANTED - _STRAIGHT) * min(x, y)
                    heappush(heap, (spent + _HASTE * left, other))
        return []

    def _pulled(self, points: Sequence[Point], ends: Ends) -> tuple[Point, ...]:
        """Only the points that are needed to get around what is in the way."""
        # Where other lines turn is in the way too, or they would all lie on each other there.
        foreign = [*self._bends] + [
            Rect(box.x, box.y, box.half_width + _PULLED, box.half_height + _PULLED)
            for name, box in self._boxes.items()
            if name not in ends
        ]
        turns: list[Point] = []
        here, last = points[0], points[0]
        for point in points[1:]:
            if last != here and any(segment_hits(here, point, box) for box in foreign):
                turns.append(last)
                here = last
            last = point
        return tuple(turns)

    def _cell(self, point: Point) -> int:
        return round(point[1] / _STEP) * self._columns + round(point[0] / _STEP)

    def _point(self, cell: int) -> Point:
        row, column = divmod(cell, self._columns)
        return float(column * _STEP), float(row * _STEP)

    def _within(self, box: Rect, rows: int) -> Iterator[int]:
        """The cells within a box, or too near it, but for the outermost of the grid."""
        wide, high = box.half_width + _CLEAR, box.half_height + _CLEAR
        left, top = int((box.x - wide) // _STEP) + 1, int((box.y - high) // _STEP) + 1
        for row in range(max(top, 1), min(rows - 1, int(-(-(box.y + high) // _STEP)))):
            for column in range(
                max(left, 1), min(self._columns - 1, int(-(-(box.x + wide) // _STEP)))
            ):
                yield row * self._columns + column


def _back(before: Mapping[int, int], cell: int) -> list[int]:
    found = [cell]
    while before[cell] != cell:
        cell = before[cell]
        found.append(cell)
    return found[::-1]
