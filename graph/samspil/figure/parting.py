"""No two lines end on each other: where their marks would meet, one of them ends a little aside.

Lines that come to a box from different sides may still meet at its corner (see `layout.ports`),
where nobody sees which of them ends there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product

from samspil.figure.layout.geometry import Point
from samspil.figure.line_styles import STYLES, line_kind
from samspil.figure.model import Figure, FigureEdge, FigureNode, Frame
from samspil.figure.shapes import course_of, ends_of

APART, _DISCS = 8.5, 12.0
"""So far from each other the ends of lines are told apart, in units of the figure; and those of
gaps, whose marks are wider."""
_SHARES = (0.0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75)
"""Where within its box a line may end, in shares of half its width and height."""
_ROUNDS = 3


def parted(drawn: Figure, is_astray: Callable[[FigureEdge], bool]) -> Figure:
    """The figure with the marks of its lines apart, as far as that leads no line astray."""
    parting = _Parting(drawn, is_astray)
    for _ in range(_ROUNDS):
        if not parting.part():
            break
    lines = parting.lines
    edges = (replace(edge, ends=lines[edge.bundle].ends) for edge in drawn.edges)
    return replace(drawn, edges=tuple(edges))


class _Parting:
    def __init__(self, drawn: Figure, is_astray: Callable[[FigureEdge], bool]) -> None:
        self._boxes: Mapping[str, FigureNode | Frame] = ends_of(drawn)
        self._is_astray = is_astray
        self.lines = {edge.bundle: edge for edge in reversed(drawn.edges)}
        self._tips = {number: self._tip(edge) for number, edge in self.lines.items()}

    def part(self) -> bool:
        """Moves an end of each two that meet; whether any moved."""
        moved = False
        for one, other in combinations(sorted(self._tips), 2):
            if self._meet(one, other, self._tips[one]):
                moved |= self._move(other) or self._move(one)
        return moved

    def _move(self, number: int) -> bool:
        """Ends a line at the nearest free place of its box, if there is one."""
        others = [name for name in self._tips if name != number]
        for edge in self._elsewhere(self.lines[number]):
            tip = self._tip(edge)
            met = any(self._meet(number, other, tip) for other in others)
            if not met and not self._is_astray(edge):
                self.lines[number], self._tips[number] = edge, tip
                return True
        return False

    def _meet(self, number: int, other: int, tip: Point) -> bool:
        """Whether a line that ends at a point would touch the end of another."""
        gaps = self.lines[number].gap and self.lines[other].gap
        return math.dist(tip, self._tips[other]) < (_DISCS if gaps else APART)

    def _elsewhere(self, edge: FigureEdge) -> Iterator[FigureEdge]:
        """A line with other ends in the same box, the nearest first."""
        box, (start, end) = self._boxes[edge.stop], edge.ends
        places = [
            (round(box.x + right * box.width / 2, 1), round(box.y + down * box.height / 2, 1))
            for right, down in product(_SHARES, repeat=2)
        ]
        for place in sorted(places, key=lambda one: (math.dist(one, end), one)):
            yield replace(edge, ends=(start, place))

    def _tip(self, edge: FigureEdge) -> Point:
        return course_of(edge, self._boxes, STYLES[line_kind(edge)]).tip
