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
    """One box of the figure; `lines_…` is its label as it is wrapped.

    `id` is the slug; kind is one of forum, organization, unit, group, role, collaboration,
    not-stated. A node of kind `not-stated` is drawn, and never counted as an actor.
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
    lines_da: tuple[str, ...]
    lines_en: tuple[str, ...]


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
class Figure:
    """A whole figure: its title, its tiers from the top, its nodes and its edges."""

    title_da: str
    title_en: str
    dataset: str
    tiers: tuple[Tier, ...]
    nodes: tuple[FigureNode, ...]
    edges: tuple[FigureEdge, ...]
    width: float
    height: float
