"""What the figure of a cooperation is made of: tiers, nodes and edges, placed.

All lengths are in the figure's own units (one unit is one CSS pixel at a scale of 1); `x` and `y`
of a node are its middle, those of a tier its upper left corner. The y axis points down.
"""

from __future__ import annotations

from dataclasses import dataclass

NOT_STATED = "not-stated"
"""The kind of a node that stands for a bearer that the document does not name."""


@dataclass(frozen=True, slots=True)
class FigureNode:
    """One box of the figure; `lines` is its label as it is wrapped, in the figure's language.

    `id` is the slug; kind is one of forum, organization, unit, group, role, collaboration,
    not-stated. A node of kind `not-stated` is drawn, and never counted as an actor. `undrawn` is
    how many relations with other actors the document states of it that no line shows.
    """

    id: str
    label_da: str
    label_en: str
    kind: str
    tier: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    undrawn: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn around boxes that have the same relations to the same others: they share lines.

    `kind` is `frame`, or `pack` where the boxes have no line at all, and nothing is drawn.
    """

    id: str
    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FigureEdge:
    """One relation between two boxes.

    `id` is unique in the figure; `assertion` is the id of the assertion it stands on (of the gap,
    for a ghost); `relation` the slug of the act or predicate. `curve` is the roundness of a
    `curvedCW` edge in vis-network; a negative one is `curvedCCW` of the same size. A line with
    `turns` doesn't bend: it goes from point to point, around the boxes in its way. `gap` marks a
    ghost edge: a relation that the document does not state, shown in the gap view only. `family`
    is what sort of relation it is: information, party, structure, beside, support or gap; only the
    first says that anyone is told anything.

    `start` and `stop` are the boxes or frames that the line is drawn between. Edges of one `bundle`
    are one line: same ends, same kind, whatever they say.
    """

    id: str
    source: str
    target: str
    relation: str
    label_da: str
    label_en: str
    modality: str
    layer: str
    assertion: str
    curve: float
    gap: bool
    family: str
    start: str
    stop: str
    bundle: int
    ends: tuple[tuple[float, float], tuple[float, float]]
    turns: tuple[tuple[float, float], ...] = ()
    terms_da: str = ""
    """The condition or exception on which it holds, in the plan's words; a mark shows that."""
    terms_en: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """A band of the figure, with its heading."""

    id: str
    label_da: str
    label_en: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a figure is drawn from; `issued` is a date, or empty."""

    title_da: str
    title_en: str
    issued: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole figure, laid out for one language; tiers from the top, frames behind the nodes."""

    title_da: str
    title_en: str
    dataset: str
    tiers: tuple[Tier, ...]
    nodes: tuple[FigureNode, ...]
    edges: tuple[FigureEdge, ...]
    width: float
    height: float
    language: str = "da"
    frames: tuple[Frame, ...] = ()
    documents: tuple[Document, ...] = ()
