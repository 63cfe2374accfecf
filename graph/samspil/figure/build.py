"""The figure of a municipality's cooperation, from the property graph of its data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from samspil.figure.extract import GAP, Content, read_content
from samspil.figure.layout.arrangement import (
    Effort,
    Placement,
    Sized,
    frame,
    mend,
    place,
    sized,
    usual_effort,
)
from samspil.figure.layout.file import read_placement
from samspil.figure.layout.geometry import Point, Rect, curve_points, passes, segment_hits
from samspil.figure.layout.routing import Detours
from samspil.figure.model import Figure, FigureEdge, FigureNode
from samspil.messages import messages
from samspil.model.graph import GraphRows

if TYPE_CHECKING:
    from samspil.api import Model

_MENDING = 120
"""How many small shifts are tried where kept places no longer suit."""

_BEYOND = 8.0
"""How far a line may bend out of the figure."""

_CAPTION = "Figure"
"""The label of a figure that a source names; without one there is nothing to reconstruct."""


def build_figure(
    rows: GraphRows,
    dataset: str,
    placement: Placement | None = None,
    effort: Effort | None = None,
) -> Figure:
    """The figure of one municipality.

    Args:
        rows: the property graph of the data folder.
        dataset: the municipality.
        placement: places found earlier; used if they are for these very boxes and lines and no two
            boxes would overlap, else places are searched for.
        effort: how long is searched.
    """
    content = read_content(rows, dataset)
    boxes = tuple(sized(box) for box in content.boxes)
    kept = placement is not None and _fits(content, boxes, placement)
    if placement is None or not kept:
        placement = place(content, boxes, effort or usual_effort(len(content.lines)))
    named = any(
        _CAPTION in node.labels and node.properties["dataset"] == dataset for node in rows.nodes
    )
    title = "figure.title-of-caption" if named else "figure.title"
    drawn = _drawn(content, boxes, placement, title)
    if kept and edges_through_boxes(drawn):
        # A label may have changed since the places were kept.
        drawn = _drawn(content, boxes, mend(content, boxes, placement, _MENDING), title)
    return _led_around(drawn)


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
            for x, y in _points(edge, boxes)
        )
    }
    if not astray:
        return drawn
    detours = Detours(boxes, drawn.width, drawn.height)
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
    return figure_of(model, model.asker.steady(lambda: model.shown))


def figure_of(model: Model, rows: GraphRows, effort: Effort | None = None) -> Figure:
    """The same, from rows that were read before."""
    dataset = model.asker.dataset
    return build_figure(rows, dataset, read_placement(model.data, dataset), effort)


def edges_through_boxes(drawn: Figure) -> dict[str, tuple[str, ...]]:
    """The edges that run through a foreign box as vis-network draws them, with those boxes."""
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    found: dict[str, tuple[str, ...]] = {}
    for edge in drawn.edges:
        start, end = boxes[edge.source], boxes[edge.target]
        ends = (start.x, start.y), (end.x, end.y)
        points = _points(edge, boxes)
        legs = tuple(pairwise((ends[0], *edge.turns, ends[1]))) if edge.turns else ()
        foreign = tuple(
            name
            for name, box in boxes.items()
            if name not in {edge.source, edge.target}
            and (any(segment_hits(*leg, box) for leg in legs) if legs else passes(points, box))
        )
        if foreign:
            found[edge.id] = foreign
    return found


def _points(edge: FigureEdge, boxes: Mapping[str, Rect]) -> tuple[Point, ...]:
    """Points along a line as vis-network bends it."""
    start, end = boxes[edge.source], boxes[edge.target]
    return curve_points((start.x, start.y), (end.x, end.y), edge.curve, samples=120)


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
    if set(placement.at) != {one.box.id for one in boxes}:
        return False
    if set(placement.curves) != {line.id for line in content.lines}:
        return False
    rects = [Rect(*placement.at[one.box.id], one.width / 2, one.height / 2) for one in boxes]
    return not any(
        rect.overlaps(other) for number, rect in enumerate(rects) for other in rects[:number]
    )
