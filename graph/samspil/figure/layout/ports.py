"""Where on its box each line ends: side by side, so that no mark hides another.

Lines that all lead to the middle of a box meet before it, and their marks lie on each other. Here
those that come from the same side are spread over it, in the order of where they come from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from samspil.figure.layout.geometry import Point, Rect

_APART = 15.0
"""How far from each other lines end, where there is room."""
_USED = 0.8
"""How much of a side is used, for corners are round."""

Ends = tuple[Point, Point]


def ports(
    boxes: Mapping[str, Rect],
    lines: Sequence[tuple[int, str, str]],
    toward: Mapping[int, Ends] | None = None,
) -> Mapping[int, Ends]:
    """The points that lines are drawn between, by their numbers.

    Args:
        boxes: by id, where they stand.
        lines: number, first and second box of each.
        toward: where lines go to from their first box, and from their second; else to the other.
    """
    sides: defaultdict[tuple[str, str], list[tuple[float, int, int]]] = defaultdict(list)
    for number, *ends in lines:
        for end in (0, 1):
            own, other = boxes[ends[end]], boxes[ends[1 - end]]
            if toward and number in toward:
                other = Rect(*toward[number][end], 0, 0)
            side, order = _side(own, other)
            sides[ends[end], side].append((order, number, end))
    found: defaultdict[int, dict[int, Point]] = defaultdict(dict)
    for (name, side), its in sides.items():
        box = boxes[name]
        across = side in {"top", "bottom"}
        room = 2 * _USED * (box.half_width if across else box.half_height)
        apart = min(_APART, room / max(1, len(its) - 1))
        for place, (_, number, end) in enumerate(sorted(its)):
            shift = (place - (len(its) - 1) / 2) * apart
            found[number][end] = (
                (round(box.x + shift, 1), box.y) if across else (box.x, round(box.y + shift, 1))
            )
    return {number: (ends[0], ends[1]) for number, ends in found.items()}


def _side(own: Rect, other: Rect) -> tuple[str, float]:
    """The side of a box that faces another, or a point, and where along it that is."""
    dx, dy = other.x - own.x, other.y - own.y
    if other.half_width:
        is_across = abs(dy) > own.half_height + other.half_height
    else:
        is_across = abs(dy) * own.half_width > abs(dx) * own.half_height
    if is_across:
        return ("bottom" if dy > 0 else "top"), dx / max(abs(dy), 1.0)
    return ("right" if dx > 0 else "left"), dy / max(abs(dx), 1.0)
