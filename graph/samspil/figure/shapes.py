"""What boxes and lines look like, as paths: the one drawing, for the SVG and the canvas alike."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from samspil.figure.layout.geometry import Point, control_point, lerp
from samspil.figure.line_styles import (
    ARROW,
    CROSS,
    DOT,
    OPEN,
    PLAIN,
    QUESTION,
    STYLES,
    TRIANGLE,
    LineStyle,
    line_kind,
)
from samspil.figure.model import Figure, FigureEdge, FigureNode, Frame

OWN, GROUND = "own", "ground"
"""What a piece is filled with: the colour of its box or line, or what lies behind the figure."""

_STACK = 3.0
_ENDS = {PLAIN: 0.0, ARROW: 8.5, OPEN: 0.5, DOT: 3.0, TRIANGLE: 8.0, CROSS: 6.0, QUESTION: 6.0}
"""How far from the box the line itself ends, to leave room for its mark."""
_SHORT, _ASIDE = 44.0, 11.0
"""How long a line is that has room for a number, and how far beside a shorter one that stands."""
_CROWDED = 9.0
"""So near a number the mark of a line would touch it."""
SMALL_SIZE = 8.5
"""The font size of the numbers on lines and boxes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A path around the middle of a box, or before the tip of a line that points to the right.

    `fill` is `OWN`, `GROUND` or nothing; a `width` of 0 is no stroke.
    """

    d: str
    fill: str = ""
    width: float = 0.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """How a line runs: its path up to its mark, the tip and the angle of that, in degrees.

    `middle` is where the number of its relations stands.
    """

    d: str
    start: Point
    tip: Point
    angle: float
    middle: Point


def number(value: float) -> str:
    """A length as SVG writes it: one decimal, none where it is whole."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def node_pieces(kind: str, width: float, height: float) -> tuple[Piece, ...]:
    """A box; each kind has a shape or border of its own."""
    radius = corner(kind, height)
    dashes = {"role": (4.0, 2.5), "not-stated": (1.5, 2.5)}.get(kind, ())
    stroke = 2.0 if kind == "organization" else 1.0
    own = Piece(_box(0, 0, width, height, radius), OWN, stroke, dashes)
    if kind == "group":
        return Piece(_box(_STACK, -_STACK, width, height, radius), OWN, 1), own
    if kind == "collaboration":
        return own, Piece(_box(0, 0, width - 5, height - 5, radius - 2.5), width=0.8)
    return (own,)


CONDITIONAL = Piece("M-14 0L-19 -4.5L-24 0L-19 4.5Z", GROUND, 1.2)
"""The mark on a line that holds on a condition, or with an exception: a diamond before its tip."""


def corner(kind: str, height: float) -> float:
    """The radius of a box's corners."""
    if kind in {"forum", "collaboration"}:
        return height / 2
    return 6.0 if kind in {"unit", "role", "not-stated", "frame"} else 0.0


def mark_pieces(style: LineStyle) -> tuple[Piece, ...]:
    """The mark where a line meets its second box: only telling has a filled arrow."""
    half = number(4.0 + style.width * 0.4)
    marks = {
        PLAIN: (),
        ARROW: (Piece(f"M0 0L-9.5 {half}L-9.5 -{half}Z", OWN),),
        TRIANGLE: (Piece("M-0.5 0L-8 4L-8 -4Z", GROUND, 1.2),),
        DOT: (Piece(_disc(-3, 3), OWN),),
        CROSS: (Piece("M-2 4.5L-11 -4.5M-2 -4.5L-11 4.5", width=1.4),),
        # The sign itself is drawn, for a text would be in one language.
        QUESTION: (
            Piece(_disc(0, 5.5), GROUND, 1),
            Piece("M-1.9 -1.3A1.9 1.9 0 1 1 0.9 0.3Q0 0.8 0 1.5M0 3.1L0 3.3", width=1.3),
        ),
        OPEN: (Piece("M-7 3.8L-0.8 0L-7 -3.8", width=1.4),),
    }
    return marks[style.end]


def ends_of(figure: Figure) -> Mapping[str, FigureNode | Frame]:
    """What the lines of a figure lead to, by its id."""
    nodes: dict[str, FigureNode | Frame] = {node.id: node for node in figure.nodes}
    return nodes | {frame.id: frame for frame in figure.frames}


def course_of(edge: FigureEdge, ends: Mapping[str, FigureNode | Frame], style: LineStyle) -> Course:
    """How a line runs from box to box."""
    source, target = ends[edge.start], ends[edge.stop]
    points = [edge.ends[0], *edge.turns, edge.ends[1]]
    # Of a line with turns the first leg alone leaves its box, and the last alone meets one.
    start, end = points[-2:]
    curve = start, control_point(start, end, edge.curve), end
    tip_at = _border(curve, target)
    stop_at = _before(curve, tip_at, _ENDS[style.end])
    if edge.turns:
        leg = points[0], lerp(points[0], points[1], 0.5), points[1]
        first, from_at = _on(leg, _seen(leg, source)), 0.0
    else:
        from_at = _seen(curve, source)
        first = _on(curve, from_at)
    tip, stop = _on(curve, tip_at), _on(curve, stop_at)
    via = lerp(lerp(start, curve[1], from_at), lerp(curve[1], end, from_at), stop_at)
    came_from = stop if math.dist(stop, tip) > 1 else lerp(via, stop, 0.5)
    angle = math.degrees(math.atan2(tip[1] - came_from[1], tip[0] - came_from[0]))
    # A question stands upright, whichever way its line comes.
    at, turned = (stop, 0.0) if style.end == QUESTION else (tip, angle)
    bent = f"Q{_pair(via)} {_pair(stop)}" if edge.curve else f"L{_pair(stop)}"
    return Course(
        d=f"M{'L'.join(map(_pair, [first, *edge.turns]))}{bent}",
        start=first,
        tip=at,
        angle=round(turned, 1),
        middle=_along([first, *edge.turns, tip], 0.5)
        if edge.turns
        else _middle(curve, from_at, tip_at),
    )


_Curve = tuple[Point, Point, Point]


def _box(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with round corners, by its middle."""
    left, right, top, bottom = x - width / 2, x + width / 2, y - height / 2, y + height / 2
    if not radius:
        return f"M{number(left)} {number(top)}H{number(right)}V{number(bottom)}H{number(left)}Z"
    r = min(radius, width / 2)
    arc = f"A{number(r)} {number(r)} 0 0 1 "
    return (
        f"M{number(left + r)} {number(top)}H{number(right - r)}{arc}{_pair((right, top + r))}"
        f"V{number(bottom - r)}{arc}{_pair((right - r, bottom))}"
        f"H{number(left + r)}{arc}{_pair((left, bottom - r))}"
        f"V{number(top + r)}{arc}{_pair((left + r, top))}Z"
    )


def pill_piece(text: str) -> Piece:
    """What a number stands on."""
    wide = 6.0 + 5.6 * len(text)
    return Piece(_box(0, 0, wide, 11.0, 5.5), OWN, 0.8)


def undrawn_places(figure: Figure) -> Mapping[str, Point]:
    """By box: where the number of relations that no line shows stands, from its middle.

    At its lower right corner, or where no line ends; the upper right corner is for gaps.
    """
    ends = ends_of(figure)
    first = {edge.bundle: edge for edge in figure.edges}
    courses = [course_of(edge, ends, STYLES[line_kind(edge)]) for edge in first.values()]
    starts = [course.start for course in courses]
    # With them where the number of gaps of another box stands, which may be close below.
    tips = [course.tip for course in courses] + [
        (one.x + one.width / 2, one.y - one.height / 2) for one in figure.nodes
    ]
    found = {}
    for node in (one for one in figure.nodes if one.undrawn):
        right, bottom = node.width / 2 - 9, node.height / 2
        places = [
            (right * share, edge)
            for share, edge in product((1.0, -1.0, 0.0, 0.5, -0.5), (bottom, -bottom))
            if share < 0 or edge > 0
        ]

        def room(place: Point, node: FigureNode = node) -> tuple[float, float]:
            x, y = node.x + place[0], node.y + place[1]
            near, far = (
                min([_CROWDED, *(max(abs(x - one[0]) - 9, abs(y - one[1]) - 5.5) for one in taken)])
                for taken in (tips, starts)
            )
            return near, far

        found[node.id] = max(places, key=room)
    return found


def _disc(x: float, radius: float) -> str:
    left, right, r = number(x - radius), number(x + radius), number(radius)
    return f"M{left} 0A{r} {r} 0 1 1 {right} 0A{r} {r} 0 1 1 {left} 0Z"


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _on(curve: _Curve, t: float) -> Point:
    start, via, end = curve
    return lerp(lerp(start, via, t), lerp(via, end, t), t)


def _along(points: list[Point], share: float) -> Point:
    """The point at a share of the length of straight legs."""
    left = share * sum(math.dist(*leg) for leg in pairwise(points))
    for start, end in pairwise(points):
        far = math.dist(start, end)
        if left <= far and far:
            return lerp(start, end, left / far)
        left -= far
    return points[-1]


def _seen(curve: _Curve, source: FigureNode | Frame) -> float:
    """Where on a curve (0 to 1) the box at its start ends."""
    start, via, end = curve
    return 1.0 - _border((end, via, start), source)


def _middle(curve: _Curve, seen: float, tip_at: float) -> Point:
    """The middle of what is seen of a line; beside it, where that is hardly more than its mark."""
    (x, y), (to_x, to_y) = _on(curve, seen), _on(curve, tip_at)
    far = math.dist((x, y), (to_x, to_y))
    if far >= _SHORT:
        return _on(curve, (seen + tip_at) / 2)
    aside = _ASIDE / max(far, 1.0)
    return (x + to_x) / 2 + (to_y - y) * aside, (y + to_y) / 2 - (to_x - x) * aside


def _border(curve: _Curve, node: FigureNode | Frame) -> float:
    """Where on a curve (0 to 1) the box at its end begins."""
    low, high = 0.0, 1.0
    for step in range(40, -1, -1):
        if not _inside(_on(curve, step / 40), node):
            low, high = step / 40, (step + 1) / 40
            break
    for _ in range(14):
        half = (low + high) / 2
        low, high = (low, half) if _inside(_on(curve, half), node) else (half, high)
    return low


def _before(curve: _Curve, at: float, distance: float) -> float:
    """The place on a curve that lies a distance before another."""
    tip = _on(curve, at)
    low, high = 0.0, at
    for _ in range(18):
        half = (low + high) / 2
        far = math.dist(_on(curve, half), tip) > distance
        low, high = (half, high) if far else (low, half)
    return low


def _inside(point: Point, node: FigureNode | Frame) -> bool:
    """Whether a point lies in a box with rounded corners."""
    radius = corner(node.kind, node.height)
    dx = abs(point[0] - node.x) - (node.width / 2 - radius)
    dy = abs(point[1] - node.y) - (node.height / 2 - radius)
    if max(dx, dy) > radius:
        return False
    return dx <= 0 or dy <= 0 or math.hypot(dx, dy) <= radius
