"""The figure of a municipality's cooperation, from the property graph of its data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from samspil.figure.extract import GAP, Content, read_content
from samspil.figure.layout.arrangement import (
    SEED,
    STEPS,
    Placement,
    Sized,
    frame,
    place,
    sized,
)
from samspil.figure.layout.file import read_placement
from samspil.figure.layout.geometry import (
    Point,
    Rect,
    curve_points,
    passed,
    segment_hits,
    segments_cross,
)
from samspil.figure.layout.routing import Detours
from samspil.figure.model import Figure, FigureEdge, FigureNode
from samspil.messages import messages
from samspil.model.rows import GraphRows

if TYPE_CHECKING:
    from samspil.api import Model

_BEYOND = 8.0
"""How far a line may bend out of the figure."""

_CAPTION = "Figure"
"""The label of a figure that a source names; without one there is nothing to reconstruct."""


def build_figure(
    rows: GraphRows,
    dataset: str,
    placement: Placement | None = None,
    steps: int = STEPS,
    seed: int = SEED,
) -> Figure:
    """The figure of one municipality.

    Args:
        rows: the property graph of the data folder.
        dataset: the municipality.
        placement: places found earlier; used if they are for these boxes and lines, and maybe
            others, and no two boxes would overlap; else places are searched for.
        steps: how long is searched.
        seed: another one finds other places.
    """
    content = read_content(rows, dataset)
    boxes = tuple(sized(box) for box in content.boxes)
    if placement is None or not _fits(content, boxes, placement):
        placement = place(content, boxes, steps, seed)
    named = any(
        _CAPTION in node.labels and node.properties["dataset"] == dataset for node in rows.nodes
    )
    title = "figure.title-of-caption" if named else "figure.title"
    return _led_around(_drawn(content, boxes, placement, title))


def _led_around(drawn: Figure) -> Figure:
    """The figure with the lines that run through foreign boxes, or out of it, led around instead.

    What bends out of the figure would make all of it smaller where the whole is shown.
    """
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    astray = edges_through_boxes(drawn).keys() | {
        edge.id
        for edge in drawn.edges
        if any(
            not (-_BEYOND <= x <= drawn.width + _BEYOND and -_BEYOND <= y <= drawn.height + _BEYOND)
            for x, y in course(edge, boxes)
        )
    }
    if not astray:
        return drawn
    detours = Detours(boxes, drawn.width, drawn.height)
    for edge in drawn.edges:
        if edge.id not in astray:
            detours.take(course(edge, boxes))
    return replace(
        drawn,
        edges=tuple(
            replace(edge, curve=0.0, turns=turns)
            if edge.id in astray and (turns := detours.way((edge.source, edge.target))) is not None
            else edge
            for edge in drawn.edges
        ),
    )


def _drawn(content: Content, boxes: tuple[Sized, ...], placement: Placement, title: str) -> Figure:
    tiers, width, height = frame(content, boxes, placement.at)
    return Figure(
        title_da=messages("da")(title),
        title_en=messages("en")(title),
        dataset=content.dataset,
        tiers=tiers,
        nodes=tuple(_node(one, placement) for one in boxes),
        edges=tuple(
            FigureEdge(
                id=line.id,
                source=line.source,
                target=line.target,
                relation=line.relation,
                label_da=line.label_da,
                label_en=line.label_en,
                modality=line.modality,
                layer=line.layer,
                assertion=line.assertion,
                curve=placement.curves[line.id],
                gap=line.family == GAP,
                family=line.family,
                terms_da=line.terms_da,
                terms_en=line.terms_en,
            )
            for line in content.lines
        ),
        width=width,
        height=height,
    )


def figure(model: Model) -> Figure:
    """The figure of a model's municipality, at the places kept beside its data if there are any.

    Raises:
        UsageError: no municipality, or several and none chosen.
        DataError: the kept places can't be read.
    """
    return figure_of(model, model.session.steady(lambda: model.shown))


def figure_of(model: Model, rows: GraphRows) -> Figure:
    """The same, from rows that were read before."""
    dataset = model.session.dataset
    return build_figure(rows, dataset, read_placement(model.data, dataset))


def edges_through_boxes(drawn: Figure) -> dict[str, tuple[str, ...]]:
    """The edges that run through a foreign box as vis-network draws them, with those boxes."""
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    found: dict[str, tuple[str, ...]] = {}
    for edge in drawn.edges:
        ends = {edge.source, edge.target}
        points = course(edge, boxes)
        foreign = (
            name
            for name, box in boxes.items()
            if edge.turns
            and name not in ends
            and any(segment_hits(*leg, box) for leg in pairwise(points))
        )
        through = tuple(foreign if edge.turns else passed(points, boxes, ends))
        if through:
            found[edge.id] = through
    return found


def course(edge: FigureEdge, boxes: Mapping[str, Rect], samples: int = 120) -> tuple[Point, ...]:
    """Points along a line: where it turns, or else many, as vis-network bends it."""
    start, end = ((box.x, box.y) for box in (boxes[edge.source], boxes[edge.target]))
    return (
        (start, *edge.turns, end) if edge.turns else curve_points(start, end, edge.curve, samples)
    )


def crossings(drawn: Figure) -> int:
    """How many pairs of lines cross between their ends; ghosts aside."""
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    lines = [(edge, course(edge, boxes, 24)) for edge in drawn.edges if not edge.gap]
    return sum(
        any(segments_cross(*one, *other) for one in pairwise(points) for other in pairwise(others))
        for number, (edge, points) in enumerate(lines)
        for beside, others in lines[:number]
        if {edge.source, edge.target}.isdisjoint({beside.source, beside.target})
    )


def rect_of(node: FigureNode) -> Rect:
    """The box that a node covers."""
    return Rect(node.x, node.y, node.width / 2, node.height / 2)


def _node(one: Sized, placement: Placement) -> FigureNode:
    x, y = placement.at[one.box.id]
    return FigureNode(
        id=one.box.id,
        label_da=one.box.label_da,
        label_en=one.box.label_en,
        kind=one.box.kind,
        tier=one.box.tier,
        x=x,
        y=y,
        width=one.width,
        height=one.height,
        lines_da=one.lines_da,
        lines_en=one.lines_en,
    )


def _fits(content: Content, boxes: tuple[Sized, ...], placement: Placement) -> bool:
    # Of some layers only, there are fewer: what is left stays where it is.
    if not {one.box.id for one in boxes} <= set(placement.at):
        return False
    if not {line.id for line in content.lines} <= set(placement.curves):
        return False
    rects = [Rect(*placement.at[one.box.id], one.width / 2, one.height / 2) for one in boxes]
    return not any(
        rect.overlaps(other) for number, rect in enumerate(rects) for other in rects[:number]
    )
