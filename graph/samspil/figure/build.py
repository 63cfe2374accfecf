"""The figure of a municipality's cooperation, from the property graph of its data folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from samspil.figure.bundles import Bundle, Group, bundles, groups
from samspil.figure.extract import GAP, Content, documents, read_content
from samspil.figure.layout.arrangement import (
    HEADING_SIZE,
    SEED,
    STEPS,
    Placement,
    Sized,
    place,
    sized,
)
from samspil.figure.layout.bends import Bent, bends
from samspil.figure.layout.file import read_placement
from samspil.figure.layout.geometry import (
    Point,
    Rect,
    control_point,
    curve_points,
    passed,
    segment_hits,
    segments_cross,
)
from samspil.figure.layout.hyphenation import text_width
from samspil.figure.layout.ports import ports
from samspil.figure.layout.routing import Detours
from samspil.figure.layout.settling import Layout, settle
from samspil.figure.model import Figure, FigureEdge, FigureNode, Frame
from samspil.figure.parting import parted
from samspil.messages import LANGUAGES, messages
from samspil.model.rows import GraphRows

if TYPE_CHECKING:
    from samspil.api import Model

_BEYOND = 0.0
"""How far a line may bend out of the figure."""

_GRAZED = 2.5
"""So near a box, a line seems to touch it."""

_CAPTION = "Figure"
"""The label of a figure that a source names; without one there is nothing to reconstruct."""


def build_figures(
    rows: GraphRows,
    dataset: str,
    placement: Placement | None = None,
    steps: int = STEPS,
    seed: int = SEED,
) -> tuple[Figure, Figure]:
    """The figure of one municipality, laid out in Danish and in English.

    Args:
        rows: the property graph of the data folder.
        dataset: the municipality.
        placement: places found earlier; used if they are for these boxes, and maybe others; else
            places are searched for.
        steps: how long is searched.
        seed: another one finds other places.
    """
    content = read_content(rows, dataset)
    grouped = groups(content, placement.at if placement else ())
    # Of some layers only, there are fewer: what is left stays where it is.
    if placement is None or not {group.id for group in grouped} <= set(placement.at):
        grouped = groups(content)
        placement = place(content, grouped, bundles(content, grouped), steps, seed)
    bundled = bundles(content, grouped)
    named = any(
        _CAPTION in node.labels and node.properties["dataset"] == dataset for node in rows.nodes
    )
    title = "figure.title-of-caption" if named else "figure.title"
    told = documents(rows, dataset)
    danish, english = (
        replace(
            _apart(_led_around(_drawn(content, grouped, bundled, placement, title, language))),
            documents=told,
        )
        for language in LANGUAGES
    )
    return danish, english


def figures(model: Model) -> tuple[Figure, Figure]:
    """The figure of a model's municipality in Danish and in English, at the places kept for it.

    Raises:
        UsageError: no municipality, or several and none chosen.
        DataError: the kept places can't be read.
    """
    return figures_of(model, model.session.steady(lambda: model.shown))


def figure(model: Model) -> Figure:
    """The figure of a model's municipality in the model's language; raises as `figures` does."""
    danish, english = figures(model)
    return english if model.language == "en" else danish


def figures_of(model: Model, rows: GraphRows) -> tuple[Figure, Figure]:
    """The figures of a model, from rows that were read before."""
    dataset = model.session.dataset
    return build_figures(rows, dataset, read_placement(model.data, dataset))


def _drawn(
    content: Content,
    grouped: Sequence[Group],
    bundled: Sequence[Bundle],
    placement: Placement,
    title: str,
    language: str,
) -> Figure:
    layout = settle(content, grouped, placement, language)
    joined = [(one.number, one.start, one.stop) for one in bundled]
    ends = ports(layout.groups, joined)
    curves = bends(
        layout.groups,
        [Bent(one.number, (one.start, one.stop), ends[one.number]) for one in bundled],
        _signs(layout, language),
        layout.width,
    )
    # A line that is bent comes from another side than the box that it comes from.
    vias = {number: control_point(*ends[number], curve) for number, curve in curves.items()}
    ends = ports(layout.groups, joined, {number: (via, via) for number, via in vias.items()})
    edges = [
        edge
        for one in bundled
        for edge in _edges(one, grouped, curves[one.number], ends[one.number])
    ]
    return Figure(
        title_da=messages("da")(title),
        title_en=messages("en")(title),
        dataset=content.dataset,
        tiers=layout.tiers,
        nodes=tuple(_node(sized(box, language), layout) for box in content.boxes),
        edges=tuple(sorted(edges, key=lambda edge: edge.id)),
        width=layout.width,
        height=layout.height,
        language=language,
        frames=tuple(
            _frame(group, layout.groups[group.id]) for group in grouped if group.is_framed
        ),
    )


def _edges(
    bundle: Bundle, grouped: Sequence[Group], curve: float, ends: tuple[Point, Point]
) -> list[FigureEdge]:
    framed = {group.id for group in grouped if group.is_framed}
    start, stop = (
        frame_id(name) if name in framed else name for name in (bundle.start, bundle.stop)
    )
    return [
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
            curve=curve,
            gap=line.family == GAP,
            family=line.family,
            start=start,
            stop=stop,
            bundle=bundle.number,
            ends=ends,
            terms_da=line.terms_da,
            terms_en=line.terms_en,
        )
        for line in bundle.lines
    ]


def frame_id(name: str) -> str:
    """The id of the frame around the group of a box; no slug has a bracket."""
    return f"[{name}]"


def _frame(group: Group, rect: Rect) -> Frame:
    return Frame(
        frame_id(group.id), "frame", rect.x, rect.y, 2 * rect.half_width, 2 * rect.half_height
    )


def _node(one: Sized, layout: Layout) -> FigureNode:
    rect = layout.boxes[one.box.id]
    return FigureNode(
        id=one.box.id,
        label_da=one.box.label_da,
        label_en=one.box.label_en,
        kind=one.box.kind,
        tier=one.box.tier,
        x=rect.x,
        y=rect.y,
        width=one.width,
        height=one.height,
        lines=one.lines,
        undrawn=one.box.undrawn,
    )


def _signs(layout: Layout, language: str) -> tuple[Rect, ...]:
    """Where the headings of the tiers stand."""
    signs = []
    for tier in layout.tiers:
        label = tier.label_en if language == "en" else tier.label_da
        wide = text_width(label, HEADING_SIZE)
        signs.append(Rect(tier.x + 7 + wide / 2, tier.y + 9, wide / 2, 6))
    return tuple(signs)


def _led_around(drawn: Figure) -> Figure:
    """The figure with the lines that touch foreign boxes, or leave it, led around instead."""
    boxes = obstacles(drawn)
    astray = {
        drawn_edge.bundle for drawn_edge in drawn.edges if _is_astray(drawn, drawn_edge, boxes)
    }
    if not astray:
        return drawn
    detours = Detours(boxes, drawn.width, drawn.height)
    turns: dict[int, tuple[Point, ...] | None] = {}
    for edge in drawn.edges:
        if edge.bundle not in astray:
            detours.take(course(edge))
    for edge in drawn.edges:
        if edge.bundle in astray and edge.bundle not in turns:
            turns[edge.bundle] = detours.way((edge.start, edge.stop), edge.ends)
    led = tuple(
        replace(edge, curve=0.0, turns=found)
        if (found := turns.get(edge.bundle)) is not None
        else edge
        for edge in drawn.edges
    )
    return _met_apart(replace(drawn, edges=led), boxes)


def _met_apart(drawn: Figure, boxes: Mapping[str, Rect]) -> Figure:
    """The figure with lines ending beside each other, where that touches no box."""
    lines = {edge.bundle: (edge.bundle, edge.start, edge.stop) for edge in drawn.edges}
    toward = {
        edge.bundle: (edge.turns[0], edge.turns[-1])
        if edge.turns
        else (via := control_point(*edge.ends, edge.curve), via)
        for edge in drawn.edges
    }
    ends = ports(boxes, list(lines.values()), toward)
    edges = []
    for edge in drawn.edges:
        moved = replace(edge, ends=ends[edge.bundle])
        edges.append(edge if _is_astray(drawn, moved, boxes) else moved)
    return replace(drawn, edges=tuple(edges))


def _apart(drawn: Figure) -> Figure:
    boxes = obstacles(drawn)
    return parted(drawn, lambda edge: _is_astray(drawn, edge, boxes))


def _is_astray(drawn: Figure, edge: FigureEdge, boxes: Mapping[str, Rect]) -> bool:
    points = course(edge)
    return bool(_touched(edge, boxes, _GRAZED)) or any(
        not (-_BEYOND <= x <= drawn.width + _BEYOND and -_BEYOND <= y <= drawn.height + _BEYOND)
        for x, y in points
    )


def obstacles(drawn: Figure) -> dict[str, Rect]:
    """What lines lead to and around: the frames, and the boxes that stand in none, by their ids."""
    framed = {frame.id: rect_of(frame) for frame in drawn.frames}
    return framed | {
        node.id: rect_of(node)
        for node in drawn.nodes
        if not any(rect.overlaps(Rect(node.x, node.y, 0, 0)) for rect in framed.values())
    }


def edges_through_boxes(drawn: Figure, margin: float = 0.0) -> dict[str, tuple[str, ...]]:
    """The edges that run through a foreign box, or nearer than a margin, with those boxes."""
    boxes = obstacles(drawn)
    found = {edge.id: _touched(edge, boxes, margin) for edge in drawn.edges}
    return {id_: names for id_, names in found.items() if names}


def _touched(edge: FigureEdge, boxes: Mapping[str, Rect], margin: float) -> tuple[str, ...]:
    ends = {edge.start, edge.stop}
    points = course(edge)
    if not edge.turns:
        return tuple(passed(points, boxes, ends, margin))
    return tuple(
        name
        for name, box in boxes.items()
        if name not in ends
        and any(segment_hits(*leg, _grown(box, margin)) for leg in pairwise(points))
    )


def _grown(box: Rect, margin: float) -> Rect:
    return Rect(box.x, box.y, box.half_width + margin, box.half_height + margin)


def course(edge: FigureEdge, samples: int = 120) -> tuple[Point, ...]:
    """Points along a line: where it turns, or else many along its bend."""
    start, end = edge.ends
    return (
        (start, *edge.turns, end) if edge.turns else curve_points(start, end, edge.curve, samples)
    )


def crossings(drawn: Figure, families: Collection[str] = ()) -> int:
    """How many pairs of lines cross between their ends; of some families, or all but ghosts."""
    lines = {
        edge.bundle: (edge, course(edge, 24))
        for edge in drawn.edges
        if (edge.family in families if families else not edge.gap)
    }
    known = list(lines.values())
    return sum(
        any(segments_cross(*one, *other) for one in pairwise(points) for other in pairwise(others))
        for number, (edge, points) in enumerate(known)
        for near, others in known[:number]
        if {edge.start, edge.stop}.isdisjoint({near.start, near.stop})
    )


def rect_of(node: FigureNode | Frame) -> Rect:
    """The box that a node or a frame covers."""
    return Rect(node.x, node.y, node.width / 2, node.height / 2)
