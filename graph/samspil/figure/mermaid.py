"""The figure as a Mermaid flowchart, for pages that draw Mermaid themselves."""

from __future__ import annotations

from samspil.figure.line_styles import ARROW, CROSS, DOT, PLAIN, line_kind, stroke_of
from samspil.figure.model import Figure, FigureEdge
from samspil.figure.palette import LIGHT

_SHAPES = {
    "forum": ("([", "])"),
    "collaboration": ("{{", "}}"),
    "organization": ("[", "]"),
    "unit": ("(", ")"),
    "group": ("[[", "]]"),
    "role": ("[/", "/]"),
    "not-stated": (">", "]"),
}
_THICK = 2.0
_ENTITIES = str.maketrans(
    {"#": "#35;", "&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "\\": "#92;"}
)


def figure_mermaid(figure: Figure, *, language: str = "da", gaps: bool = False) -> str:
    """The figure as the text of a Mermaid flowchart; Mermaid chooses the places itself."""
    english = language == "en"
    title = figure.title_en if english else figure.title_da
    numbers = {node.id: f"n{number}" for number, node in enumerate(figure.nodes)}
    lines = [
        "---",
        f"title: {_quoted(title)}",
        "---",
        "flowchart TB",
        f"  accTitle: {_safe(title)}",
    ]
    for tier in figure.tiers:
        label = tier.label_en if english else tier.label_da
        lines.append(f"  subgraph {tier.id}[{_quoted(label)}]")
        for node in figure.nodes:
            if node.tier == tier.id:
                left, right = _SHAPES[node.kind]
                text = _quoted(node.label_en if english else node.label_da)
                lines.append(f"    {numbers[node.id]}{left}{text}{right}")
        lines.append("  end")
    edges = [edge for edge in figure.edges if gaps or not edge.gap]
    for edge in edges:
        text = _quoted(edge.label_en if english else edge.label_da)
        ends = numbers[edge.source], numbers[edge.target]
        lines.append(f"  {ends[0]} {_arrow(edge)}|{text}| {ends[1]}")
    for number, edge in enumerate(edges):
        stroke = stroke_of(line_kind(edge))
        style = f"stroke:{LIGHT[stroke.colour]},stroke-width:{stroke.width:g}px"
        if stroke.dashes:
            style += f",stroke-dasharray:{' '.join(f'{dash:g}' for dash in stroke.dashes)}"
        lines.append(f"  linkStyle {number} {style}")
    for kind in sorted({node.kind for node in figure.nodes}):
        fill, border = LIGHT[f"{kind}-fill"], LIGHT[f"{kind}-border"]
        named = ",".join(numbers[node.id] for node in figure.nodes if node.kind == kind)
        lines.append(f"  classDef {kind} fill:{fill},stroke:{border},color:{LIGHT['text']}")
        lines.append(f"  class {named} {kind}")
    return "\n".join(lines) + "\n"


def _arrow(edge: FigureEdge) -> str:
    stroke = stroke_of(line_kind(edge))
    end = {DOT: "o", CROSS: "x", PLAIN: "-"}.get(stroke.end, ">")
    if stroke.end == ARROW and stroke.width > _THICK:
        return "==>"
    return f"-.-{end}" if stroke.dashes else f"--{end}"


def _quoted(text: str) -> str:
    return f'"{_safe(text)}"'


def _safe(text: str) -> str:
    """A text on one line; what Mermaid or YAML would read as its own is written as an entity."""
    return " ".join(text.translate(_ENTITIES).split())
