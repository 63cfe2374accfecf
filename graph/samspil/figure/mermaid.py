"""The figure as a Mermaid flowchart, for pages that draw Mermaid themselves."""

from __future__ import annotations

from samspil.export.flowchart import Flowchart
from samspil.figure.line_styles import (
    ALL,
    ARROW,
    CROSS,
    DOT,
    PLAIN,
    STYLES,
    LineStyle,
    line_kind,
    shown_as,
)
from samspil.figure.model import Figure
from samspil.figure.palette import LIGHT

_SHAPES = {
    "forum": "([])",
    "collaboration": "{{}}",
    "organization": "[]",
    "unit": "()",
    "group": "[[]]",
    "role": "[//]",
    "not-stated": ">]",
}
_THICK = 2.0


def figure_mermaid(figure: Figure, *, show: str = ALL, gaps: bool = False) -> str:
    """The figure as the text of a Mermaid flowchart; Mermaid chooses the places itself."""
    english = figure.language == "en"
    chart = Flowchart(figure.title_en if english else figure.title_da, "TB")
    ids = {node.id: f"n{number}" for number, node in enumerate(figure.nodes)}
    for tier in figure.tiers:
        frame = chart.frame(tier.id, tier.label_en if english else tier.label_da)
        for node in figure.nodes:
            if node.tier == tier.id:
                fill, border = LIGHT[f"{node.kind}-fill"], LIGHT[f"{node.kind}-border"]
                label = node.label_en if english else node.label_da
                look = f"fill:{fill},stroke:{border},color:{LIGHT['text']}"
                chart.box(ids[node.id], [label], _SHAPES[node.kind], frame, look)
    for edge in figure.edges:
        if gaps if edge.gap else show in {ALL, shown_as(edge)}:
            style = STYLES[line_kind(edge)]
            terms = edge.terms_en if english else edge.terms_da
            label = edge.label_en if english else edge.label_da
            label += f" ({terms})" if terms else ""
            chart.line(ids[edge.source], ids[edge.target], _arrow(style), _look(style), label)
    return chart.text()


def _arrow(style: LineStyle) -> str:
    end = {DOT: "o", CROSS: "x", PLAIN: "-"}.get(style.end, ">")
    if style.end == ARROW and style.width > _THICK:
        return "==>"
    if style.dashes:
        return "-.-" if end == "-" else f"-.-{end}"
    return f"--{end}"


def _look(style: LineStyle) -> str:
    dashes = f",stroke-dasharray:{' '.join(f'{dash:g}' for dash in style.dashes)}"
    look = f"stroke:{LIGHT[style.colour]},stroke-width:{style.width:g}px"
    return look + dashes if style.dashes else look
