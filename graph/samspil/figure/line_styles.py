"""How each relation is drawn: colour, width, dashes and the end of the line, never colour alone.

The kind of a line is its family, and its modality as far as that is drawn apart: `information.may`,
`structure`. `figure.line.` before it is the code of the text that a legend explains it with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samspil.figure.extract import CHANNEL, GAP, INFORMATION, INTERPRETATION
from samspil.figure.model import FigureEdge

ARROW, OPEN, DOT, PLAIN = "arrow", "open", "dot", "plain"
TRIANGLE, CROSS, QUESTION = "triangle", "cross", "question"

MUST = "information.must"
_PRACTICE = "information.practice"


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A line: the name of its colour in the palette, its width, its dashes, the mark at its end."""

    colour: str
    width: float
    dashes: tuple[float, ...]
    end: str


STYLES: Mapping[str, LineStyle] = {
    MUST: LineStyle("edge-must", 4.0, (), ARROW),
    "information.should": LineStyle("edge-should", 3.0, (), ARROW),
    "information.may": LineStyle("edge-norm", 1.5, (6, 3.5), ARROW),
    "information.must-not": LineStyle("edge-must", 1.8, (), CROSS),
    _PRACTICE: LineStyle("edge-norm", 1.5, (), ARROW),
    "channel": LineStyle("edge-norm", 1.5, (9, 3), PLAIN),
    "party.descriptive": LineStyle("edge", 1.2, (), DOT),
    "party.aim": LineStyle("edge", 1.2, (10, 3, 2, 3), DOT),
    "structure": LineStyle("edge", 1.2, (), OPEN),
    "beside": LineStyle("edge", 1.2, (), PLAIN),
    "support": LineStyle("edge", 1.2, (), TRIANGLE),
    INTERPRETATION: LineStyle("edge-reading", 1.6, (1.6, 3.2), OPEN),
    GAP: LineStyle("edge-gap", 1.4, (2, 6), QUESTION),
}
"""By the kind of line, in the order of the legend."""


def line_kind(edge: FigureEdge) -> str:
    """Which of `STYLES` a line is drawn in."""
    if edge.family == GAP:
        return GAP
    if edge.layer == INTERPRETATION:
        return INTERPRETATION
    if edge.family == INFORMATION:
        kind = f"{INFORMATION}.{edge.modality}"
        return kind if kind in STYLES else _PRACTICE
    if edge.family == "party":
        return "party.aim" if edge.modality == "aim" else "party.descriptive"
    return edge.family if edge.family in STYLES else "support"


def in_legend(edges: tuple[FigureEdge, ...], *, gaps: bool) -> tuple[str, ...]:
    """The kinds of line that a legend explains; `must` always, for its absence says something."""
    used = {line_kind(edge) for edge in edges if gaps or not edge.gap}
    return tuple(kind for kind in STYLES if kind in used or kind == MUST)


STRUCTURE, TOLD, ALL = "structure", "told", "all"
SHOWS = (ALL, STRUCTURE, TOLD)
"""What a figure may show: everything, how those who cooperate belong together, who tells whom."""


def shown_as(edge: FigureEdge) -> str:
    """Under which of `STRUCTURE` and `TOLD` a relation is shown."""
    return TOLD if edge.family in {INFORMATION, CHANNEL} else STRUCTURE
