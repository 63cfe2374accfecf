"""The figure as the page's script draws it: what stands where, in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samspil.figure.line_styles import STYLES, line_kind
from samspil.figure.model import Figure, FigureEdge, FigureNode, Frame
from samspil.figure.shapes import course_of, ends_of, node_pieces, undrawn_places
from samspil.pages.html import pieces


def layouts(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """For each language its size and bands, its boxes and frames, its lines by their bundles."""
    return [_layout(figure) for figure in figures]


def _layout(figure: Figure) -> dict[str, Any]:
    ends, marks = ends_of(figure), undrawn_places(figure)
    firsts: dict[int, FigureEdge] = {}
    for edge in figure.edges:
        firsts.setdefault(edge.bundle, edge)
    return {
        "width": figure.width,
        "height": figure.height,
        "tiers": [[tier.x, tier.y, tier.width, tier.height] for tier in figure.tiers],
        "nodes": [
            _box(node)
            | {"lines": list(node.lines), "mark": list(map(_short, marks.get(node.id, ())))}
            for node in figure.nodes
        ],
        "frames": [_box(frame) for frame in figure.frames],
        "bundles": {str(number): _line(edge, ends) for number, edge in firsts.items()},
    }


def _box(box: FigureNode | Frame) -> dict[str, Any]:
    return {
        "x": box.x,
        "y": box.y,
        "box": [box.width, box.height],
        "pieces": pieces(node_pieces(box.kind, box.width, box.height)),
    }


def _line(edge: FigureEdge, ends: Mapping[str, FigureNode | Frame]) -> dict[str, Any]:
    course = course_of(edge, ends, STYLES[line_kind(edge)])
    return {
        "d": course.d,
        "tip": [*map(_short, course.tip), course.angle],
        "middle": list(map(_short, course.middle)),
    }


def _short(length: float) -> float:
    return round(length, 1)
