"""Ways around boxes for the lines that no single bend can take past them.

In a long plan some lines would run through boxes however they bend. They are led through the room
between the boxes instead: the shortest way over a grid, pulled straight where nothing is in
its way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

from samspil.figure.layout.geometry import Point, Rect, segment_hits

_STEP = 8
_CLEAR, _PULLED = 4.0, 3.0
"""How far from a box the way over the grid keeps, and the way once it is pulled straight."""
_STRAIGHT, _SLANTED, _SHARED = 10, 14, 12
_BEND = 2.5
_MOVES = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)

Cell = tuple[int, int]
Ends = tuple[str, str]


class Detours:
    """The grid between the boxes of a figure, and the ways that were already taken over it."""

    def __init__(self, boxes: Mapping[str, Rect], width: float, height: float) -> None:
        self._boxes = boxes
        self._size = int(width) // _STEP, int(height) // _STEP
        self._owner: dict[Cell, str] = {
            cell: name for name, box in boxes.items() for cell in _cells(box)
        }
        self._taken: set[Cell] = set()
        self._bends: list[Rect] = []

    def way(self, ends: Ends) -> tuple[Point, ...] | None:
        """Where the line between two boxes turns, from the first to the second.

        Nowhere, if it can go straight; None, if there is no room for it at all.
        """
        source, target = (self._boxes[name] for name in ends)
        cells = self._shortest(_cell(source), _cell(target), ends)
        if not cells:
            return None
        self._taken.update(cells)
        points = [(float(x * _STEP), float(y * _STEP)) for x, y in cells[1:-1]]
        turns = self._pulled([(source.x, source.y), *points, (target.x, target.y)], ends)
        self._bends += [Rect(x, y, _BEND, _BEND) for x, y in turns]
        return turns

    def _shortest(self, start: Cell, end: Cell, ends: Ends) -> list[Cell]:
        """The cells of the shortest way that touches no foreign box, or none."""
        best, before = {start: 0}, {start: start}
        heap = [(_far(start, end), start)]
        done: set[Cell] = set()
        while heap:
            _, cell = heappop(heap)
            if cell == end:
                return _back(before, cell)
            if cell in done:
                continue
            done.add(cell)
            for x, y in _MOVES:
                other = cell[0] + x, cell[1] + y
                if other in done or not self._open(other, ends):
                    continue
                shared = _SHARED if other in self._taken else 0
                cost = best[cell] + (_SLANTED if x and y else _STRAIGHT) + shared
                if cost < best.get(other, cost + 1):
                    best[other], before[other] = cost, cell
                    heappush(heap, (cost + _far(other, end), other))
        return []

    def _open(self, cell: Cell, ends: Ends) -> bool:
        if not (0 < cell[0] < self._size[0] and 0 < cell[1] < self._size[1]):
            return False
        owner = self._owner.get(cell)
        return owner is None or owner in ends

    def _pulled(self, points: Sequence[Point], ends: Ends) -> tuple[Point, ...]:
        """Only the points that are needed to get around what is in the way."""
        foreign = [
            Rect(box.x, box.y, box.half_width + _PULLED, box.half_height + _PULLED)
            for name, box in self._boxes.items()
            if name not in ends
        ]
        # Where other lines turn counts too, or they would all lie on each other there.
        foreign += self._bends
        turns: list[Point] = []
        here, at = points[0], 0
        while at < len(points) - 1:
            last = at + 1
            for number in range(len(points) - 1, at + 1, -1):
                if not any(segment_hits(here, points[number], box) for box in foreign):
                    last = number
                    break
            here, at = points[last], last
            turns.append(here)
        return tuple(turns[:-1])


def _cell(box: Rect) -> Cell:
    return round(box.x / _STEP), round(box.y / _STEP)


def _cells(box: Rect) -> Iterator[Cell]:
    """The cells within a box, or too near it."""
    wide, high = box.half_width + _CLEAR, box.half_height + _CLEAR
    for x in range(int((box.x - wide) / _STEP), int((box.x + wide) / _STEP) + 2):
        for y in range(int((box.y - high) / _STEP), int((box.y + high) / _STEP) + 2):
            if abs(x * _STEP - box.x) < wide and abs(y * _STEP - box.y) < high:
                yield x, y


def _far(one: Cell, other: Cell) -> int:
    x, y = abs(one[0] - other[0]), abs(one[1] - other[1])
    return _STRAIGHT * max(x, y) + (_SLANTED - _STRAIGHT) * min(x, y)


def _back(before: Mapping[Cell, Cell], cell: Cell) -> list[Cell]:
    found = [cell]
    while before[cell] != cell:
        cell = before[cell]
        found.append(cell)
    return found[::-1]
