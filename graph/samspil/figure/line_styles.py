"""How each relation is drawn: colour, width, dashes and the end of the line, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from samspil.figure.extract import GAP, INFORMATION, INTERPRETATION
from samspil.figure.model import FigureEdge

ARROW, OPEN, DOT, PLAIN = "arrow", "open", "dot", "plain"
TRIANGLE, CROSS, QUESTION = "triangle", "cross", "question"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: the name of its colour in the palette, its width, its dashes, the mark at its end."""

    colour: str
    width: float
    dashes: tuple[float, ...]
    end: str


_BY_MODALITY = {
    "must": Stroke("edge-must", 4.0, (), ARROW),
    "should": Stroke("edge-should", 3.0, (), ARROW),
    "may": Stroke("edge-norm", 1.5, (6, 3.5), ARROW),
    "must-not": Stroke("edge-must", 1.8, (), CROSS),
}
_INFORMATION = Stroke("edge-norm", 1.5, (), ARROW)
_PARTY = Stroke("edge", 1.2, (), DOT)
_PARTY_TO_AIM = Stroke("edge", 1.2, (10, 3, 2, 3), DOT)
_STRUCTURE = Stroke("edge", 1.2, (), OPEN)
_BESIDE = Stroke("edge", 1.2, (), PLAIN)
_SUPPORT = Stroke("edge", 1.2, (), TRIANGLE)
_READING = Stroke("edge-reading", 1.6, (1.6, 3.2), OPEN)
_GAP = Stroke("edge-gap", 1.4, (2, 6), QUESTION)

_ORDER = (
    ("information", "must"),
    ("information", "should"),
    ("information", "may"),
    ("information", "must-not"),
    ("information", "practice"),
    ("party", "descriptive"),
    ("party", "aim"),
    ("structure", "descriptive"),
    ("beside", "descriptive"),
    ("support", "descriptive"),
    ("interpretation", ""),
    (GAP, ""),
)
"""The kinds of line in the order of the legend, as `line_kind` names them."""

WORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("information", "must"): ("skal henvende sig eller give besked", "must contact or inform"),
    ("information", "should"): ("bør henvende sig eller give besked", "should contact or inform"),
    ("information", "may"): ("kan henvende sig eller give besked", "may contact or inform"),
    ("information", "must-not"): ("må ikke give oplysninger videre", "must not pass it on"),
    ("information", "practice"): (
        "får besked; fra et forum: gennem det, afsender ikke angivet",
        "is informed; from a forum: through it, sender not stated",
    ),
    ("party", "descriptive"): ("er med i forummet", "takes part in the forum"),
    ("party", "aim"): (
        "part i det samarbejde, som er forummets formål",
        "party to the cooperation that the forum is to further",
    ),
    ("structure", "descriptive"): ("er en del af, hører under", "is part of, belongs to"),
    ("beside", "descriptive"): ("findes ud over", "exists in addition to"),
    ("support", "descriptive"): (
        "bidrager, deler viden, står til rådighed, råder over",
        "contributes, shares knowledge, is available, has at its disposal",
    ),
    ("interpretation", ""): ("tolkning, står ikke i teksten", "a reading, not in the text"),
    (GAP, ""): ("hul: dokumentet siger det ikke", "gap: the document does not say"),
}


def line_kind(edge: FigureEdge) -> tuple[str, str]:
    """What a line is, in the legend: its family and modality, as far as they are drawn apart."""
    if edge.family == GAP:
        return GAP, ""
    if edge.layer == INTERPRETATION:
        return "interpretation", ""
    if edge.family == INFORMATION:
        known = edge.modality in _BY_MODALITY
        return INFORMATION, edge.modality if known else "practice"
    if edge.family == "party":
        return "party", "aim" if edge.modality == "aim" else "descriptive"
    return edge.family, "descriptive"


def stroke_of(kind: tuple[str, str]) -> Stroke:
    """How a kind of line (see `line_kind`) is drawn."""
    family, modality = kind
    if family == INFORMATION:
        return _BY_MODALITY.get(modality, _INFORMATION)
    if family == "party":
        return _PARTY_TO_AIM if modality == "aim" else _PARTY
    drawn = {
        "structure": _STRUCTURE,
        "beside": _BESIDE,
        "interpretation": _READING,
        GAP: _GAP,
    }
    return drawn.get(family, _SUPPORT)


def in_legend(edges: tuple[FigureEdge, ...], *, gaps: bool) -> tuple[tuple[str, str], ...]:
    """The kinds of line that a legend explains; `must` always, for its absence says something."""
    used = {line_kind(edge) for edge in edges if gaps or not edge.gap}
    return tuple(kind for kind in _ORDER if kind in used or kind == (INFORMATION, "must"))
