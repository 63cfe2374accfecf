"""The parts of the figure as SVG: boxes of each kind, lines with the marks at their ends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

from samspil.figure.layout.arrangement import FONT_SIZE, LINE_HEIGHT
from samspil.figure.layout.geometry import Point, control_point
from samspil.figure.line_styles import ARROW, CROSS, DOT, OPEN, PLAIN, QUESTION, TRIANGLE, Stroke
from samspil.figure.model import FigureEdge, FigureNode

_ROUND = {"forum", "collaboration"}
_STACK = 3.0
_ENDS = {PLAIN: 0.0, ARROW: 8.5, OPEN: 0.5, DOT: 3.0, TRIANGLE: 8.0, CROSS: 6.0, QUESTION: 6.0}
"""How far from the box the line itself ends, to leave room for its mark."""


def number(value: float) -> str:
    """A length as SVG writes it: one decimal, none where it is whole."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def text_line(x: float, y: float, text: str, attributes: str) -> str:
    """One line of text."""
    return f'<text x="{number(x)}" y="{number(y)}" {attributes}>{escape(text)}</text>'


def node_shape(node: FigureNode, lines: tuple[str, ...], colours: Mapping[str, str]) -> str:
    """A box with its label; each kind has a shape or border of its own."""
    fill, border = colours[f"{node.kind}-fill"], colours[f"{node.kind}-border"]
    left, top = node.x - node.width / 2, node.y - node.height / 2
    radius = corner(node)
    parts = []
    if node.kind == "group":
        parts.append(
            _box(left + _STACK, top - _STACK, node, radius, f'fill="{fill}" stroke="{border}"')
        )
    style = {
        "role": ' stroke-dasharray="4 2.5"',
        "not-stated": ' stroke-dasharray="1.5 2.5" stroke-linecap="round"',
        "organization": ' stroke-width="2"',
    }.get(node.kind, "")
    parts.append(_box(left, top, node, radius, f'fill="{fill}" stroke="{border}"{style}'))
    if node.kind == "collaboration":
        parts.append(
            f'<rect x="{number(left + 2.5)}" y="{number(top + 2.5)}" '
            f'width="{number(node.width - 5)}" height="{number(node.height - 5)}" '
            f'rx="{number(radius - 2.5)}" fill="none" stroke="{border}" stroke-width="0.8"/>'
        )
    slant = ' font-style="italic"' if node.kind == "not-stated" else ""
    first = node.y - (len(lines) - 1) * LINE_HEIGHT / 2 + FONT_SIZE * 0.35
    x = number(node.x)
    spans = "".join(
        f'<tspan x="{x}" y="{number(first + row * LINE_HEIGHT)}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    parts.append(f'<text text-anchor="middle" fill="{colours["text"]}"{slant}>{spans}</text>')
    return "".join(parts)


def corner(node: FigureNode) -> float:
    """The radius of a box's corners."""
    if node.kind in _ROUND:
        return node.height / 2
    return 6.0 if node.kind in {"unit", "role", "not-stated"} else 0.0


def edge_shape(
    source: FigureNode,
    target: FigureNode,
    edge: FigureEdge,
    stroke: Stroke,
    colours: Mapping[str, str],
) -> str:
    """A line from box to box, with the mark of its kind where it meets the second."""
    # Of a line with turns the last leg alone meets the box.
    *legs, start = (source.x, source.y), *edge.turns
    end = target.x, target.y
    via = control_point(start, end, edge.curve)
    bezier = start, via, end
    tip_at = _border(bezier, target)
    line_at = _before(bezier, tip_at, _ENDS[stroke.end])
    first = lerp(start, via, line_at)
    tip, stop = _point(bezier, tip_at), _point(bezier, line_at)
    before = "L".join(map(_pair, (*legs, start)))
    path = f"M{before}Q{_pair(first)} {_pair(stop)}"
    return line_with_end(path, tip, lerp(first, stop, 0.5), stop, stroke, colours)


def line_with_end(
    path: str,
    tip: Point,
    towards: Point,
    stop: Point,
    stroke: Stroke,
    colours: Mapping[str, str],
) -> str:
    """A path and the mark at its end.

    Args:
        path: the path, up to where the mark begins.
        tip: where the box begins.
        towards: a point from which the line comes.
        stop: where the path ends.
        stroke: how the line is drawn.
        colours: the palette.
    """
    colour = colours[stroke.colour]
    dashes = f' stroke-dasharray="{" ".join(map(number, stroke.dashes))}"' if stroke.dashes else ""
    line = (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(stroke.width)}"'
        f"{dashes}/>"
    )
    origin = stop if math.dist(stop, tip) > 1 else towards
    angle = math.atan2(tip[1] - origin[1], tip[0] - origin[0])
    if stroke.end == PLAIN:
        return line
    return line + _mark(stroke, tip, angle, colour, colours["ground"])


def _mark(stroke: Stroke, tip: Point, angle: float, colour: str, ground: str) -> str:
    def at(back: float, side: float) -> str:
        x = tip[0] - back * math.cos(angle) - side * math.sin(angle)
        y = tip[1] - back * math.sin(angle) + side * math.cos(angle)
        return _pair((x, y))

    def middle(back: float) -> Point:
        return tip[0] - back * math.cos(angle), tip[1] - back * math.sin(angle)

    size = 4.0 + stroke.width * 0.4
    thin = f'fill="none" stroke="{colour}" stroke-width="1.4" stroke-linecap="round"'
    if stroke.end == ARROW:
        return f'<path d="M{at(0, 0)}L{at(9.5, size)}L{at(9.5, -size)}Z" fill="{colour}"/>'
    if stroke.end == TRIANGLE:
        return (
            f'<path d="M{at(0.5, 0)}L{at(8, 4)}L{at(8, -4)}Z" fill="{ground}" '
            f'stroke="{colour}" stroke-width="1.2"/>'
        )
    if stroke.end == DOT:
        return _circle(middle(3), 3, f'fill="{colour}"')
    if stroke.end == CROSS:
        return f'<path d="M{at(2, 4.5)}L{at(11, -4.5)}M{at(2, -4.5)}L{at(11, 4.5)}" {thin}/>'
    if stroke.end == QUESTION:
        x, y = middle(6)
        look = f'text-anchor="middle" font-size="8.5" font-weight="bold" fill="{colour}"'
        ring = _circle((x, y), 5.5, f'fill="{ground}" stroke="{colour}"')
        return ring + text_line(x, y + 3, "?", look)
    return f'<path d="M{at(7, 3.8)}L{at(0.8, 0)}L{at(7, -3.8)}" {thin}/>'


def _circle(middle: Point, radius: float, style: str) -> str:
    return f'<circle cx="{number(middle[0])}" cy="{number(middle[1])}" r="{radius}" {style}/>'


def _box(left: float, top: float, node: FigureNode, radius: float, style: str) -> str:
    rounded = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(node.width)}" '
        f'height="{number(node.height)}"{rounded} {style}/>'
    )


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def lerp(a: Point, b: Point, t: float) -> Point:
    """The point at a share of the way from one point to another."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _point(bezier: tuple[Point, Point, Point], t: float) -> Point:
    start, via, end = bezier
    return lerp(lerp(start, via, t), lerp(via, end, t), t)


def _border(bezier: tuple[Point, Point, Point], node: FigureNode) -> float:
    """Where on a curve (0 to 1) the box at its end begins."""
    low, high = 0.0, 1.0
    for step in range(40, -1, -1):
        if not _inside(_point(bezier, step / 40), node):
            low, high = step / 40, (step + 1) / 40
            break
    for _ in range(14):
        half = (low + high) / 2
        low, high = (low, half) if _inside(_point(bezier, half), node) else (half, high)
    return low


def _before(bezier: tuple[Point, Point, Point], at: float, distance: float) -> float:
    """The place on a curve that lies a distance before another."""
    tip = _point(bezier, at)
    low, high = 0.0, at
    for _ in range(18):
        half = (low + high) / 2
        far = math.dist(_point(bezier, half), tip) > distance
        low, high = (half, high) if far else (low, half)
    return low


def _inside(point: Point, node: FigureNode) -> bool:
    """Whether a point lies in a box with rounded corners."""
    radius = corner(node)
    dx = abs(point[0] - node.x) - (node.width / 2 - radius)
    dy = abs(point[1] - node.y) - (node.height / 2 - radius)
    if max(dx, dy) > radius:
        return False
    return dx <= 0 or dy <= 0 or math.hypot(dx, dy) <= radius
