"""The figure as one SVG file: for reports, for print and for the README."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

from samspil.figure.extract import INFORMATION
from samspil.figure.layout.arrangement import FONT_SIZE, HEADING_SIZE
from samspil.figure.line_styles import WORDS, in_legend, line_kind, stroke_of
from samspil.figure.model import Figure, FigureEdge, FigureNode, Tier
from samspil.figure.palette import DARK, LIGHT
from samspil.figure.shapes import edge_shape, line_with_end, node_shape, number, text_line

FONTS = "'Segoe UI', Arial, Helvetica, 'DejaVu Sans', sans-serif"
_MARGIN, _TITLE = 14.0, 40.0
_TITLE_SIZE, _ROW = 15.0, 21.0

KIND_WORDS = {
    "forum": ("forum", "forum"),
    "collaboration": ("samarbejde", "cooperation"),
    "organization": ("myndighed eller organisation", "authority or organisation"),
    "unit": ("enhed", "unit"),
    "group": ("gruppe uden medlemsliste", "group, members not listed"),
    "role": ("rolle", "role"),
    "not-stated": ("ikke angivet, hvem", "not stated who"),
}
_MODALITY_WORDS = {
    "must": ("skal", "must"),
    "should": ("bør", "should"),
    "may": ("kan", "may"),
    "must-not": ("må ikke", "must not"),
    "practice": ("får besked", "is informed"),
    "aim": ("mål", "aim"),
    "task": ("opgave", "task"),
    "available": ("står til rådighed", "is available"),
}
_WORDS = {
    "none": ("forekommer ikke i dokumentet", "does not occur in the document"),
    "reading": ("tolkning", "a reading"),
    "seat": (
        "At være med i et forum er ikke at få besked: Det siger kun pile med fyldt spids.",
        "Taking part in a forum is not being informed: only arrows with a solid head say that.",
    ),
    "boxes": ("aktører og fora", "actors and forums"),
    "lines": ("relationer", "relations"),
}


def figure_svg(
    figure: Figure, *, language: str = "da", gaps: bool = False, dark: bool = False
) -> str:
    """The figure as SVG text, the same for the same figure.

    Args:
        figure: what is drawn.
        language: `da` or `en`.
        gaps: draw the links that the document does not state, too.
        dark: light on dark.
    """
    colours = DARK if dark else LIGHT
    edges = tuple(edge for edge in figure.edges if gaps or not edge.gap)
    legend, legend_height = _legend(figure, edges, colours, language, gaps=gaps)
    width, height = _size(figure, legend_height)
    title = figure.title_en if language == "en" else figure.title_da
    nodes = {node.id: node for node in figure.nodes}
    parts = [
        _opening(width, height, language),
        f'<title id="figure-title">{escape(title)}</title>',
        f'<desc id="figure-desc">{escape(_description(figure, edges, language))}</desc>',
        f'<rect width="100%" height="100%" fill="{colours["ground"]}"/>',
        text_line(
            _MARGIN,
            _MARGIN + 16,
            title,
            f'font-size="{number(_TITLE_SIZE)}" font-weight="bold" fill="{colours["text"]}"',
        ),
        f'<g transform="translate({number(_MARGIN)} {number(_MARGIN + _TITLE)})">',
        *(_band(tier, colours) for tier in figure.tiers),
        *(_edge(edge, nodes, colours, language) for edge in edges),
        *(_node(node, colours, language) for node in figure.nodes),
        *(_heading(tier, colours, language) for tier in figure.tiers),
        f'<g transform="translate(0 {number(figure.height)})">{legend}</g>',
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def figure_size(figure: Figure, *, language: str = "da", gaps: bool = False) -> tuple[int, int]:
    """The width and height of the SVG, in CSS pixels, rounded up."""
    edges = tuple(edge for edge in figure.edges if gaps or not edge.gap)
    _, legend_height = _legend(figure, edges, LIGHT, language, gaps=gaps)
    width, height = _size(figure, legend_height)
    return math.ceil(width), math.ceil(height)


def _size(figure: Figure, legend_height: float) -> tuple[float, float]:
    return figure.width + 2 * _MARGIN, _TITLE + figure.height + legend_height + 2 * _MARGIN


def _opening(width: float, height: float, language: str) -> str:
    wide, high = number(width), number(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" role="img" '
        f'aria-labelledby="figure-title figure-desc" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" font-family="{FONTS}" font-size="{number(FONT_SIZE)}">'
    )


def edge_text(edge: FigureEdge, nodes: Mapping[str, FigureNode], language: str) -> str:
    """A relation in words: who, what, to whom, how firmly, and the id of its assertion."""
    english = language == "en"
    ends = [
        node.label_en if english else node.label_da
        for node in (nodes[edge.source], nodes[edge.target])
    ]
    said = [edge.label_en if english else edge.label_da]
    if edge.modality in _MODALITY_WORDS:
        said.append(_MODALITY_WORDS[edge.modality][english])
    if edge.layer == "interpretation":
        said.append(_WORDS["reading"][english])
    return f"{ends[0]} → {ends[1]}: {', '.join(said)} ({edge.assertion})"


def _description(figure: Figure, edges: tuple[FigureEdge, ...], language: str) -> str:
    english = language == "en"
    # Bearers that aren't stated are drawn, and not counted.
    actors = sum(node.kind != "not-stated" for node in figure.nodes)
    tiers = ", ".join(tier.label_en if english else tier.label_da for tier in figure.tiers)
    drawn = [edge for edge in edges if not edge.gap]
    return (
        f"{actors} {_WORDS['boxes'][english]}, {len(drawn)} {_WORDS['lines'][english]}. {tiers}. "
        f"{_WORDS['seat'][english]}"
    )


def _band(tier: Tier, colours: Mapping[str, str]) -> str:
    return (
        f'<rect x="{number(tier.x)}" y="{number(tier.y)}" width="{number(tier.width)}" '
        f'height="{number(tier.height)}" rx="4" fill="{colours["band"]}"/>'
    )


def _heading(tier: Tier, colours: Mapping[str, str], language: str) -> str:
    return text_line(
        tier.x + 7,
        tier.y + HEADING_SIZE + 3,
        tier.label_en if language == "en" else tier.label_da,
        f'font-size="{number(HEADING_SIZE)}" font-weight="bold" fill="{colours["band-text"]}" '
        f'stroke="{colours["band"]}" stroke-width="3" paint-order="stroke"',
    )


def _edge(
    edge: FigureEdge, nodes: Mapping[str, FigureNode], colours: Mapping[str, str], language: str
) -> str:
    shape = edge_shape(
        nodes[edge.source],
        nodes[edge.target],
        edge,
        stroke_of(line_kind(edge)),
        colours,
    )
    return f"<g><title>{escape(edge_text(edge, nodes, language))}</title>{shape}</g>"


def _node(node: FigureNode, colours: Mapping[str, str], language: str) -> str:
    english = language == "en"
    label = node.label_en if english else node.label_da
    kind = KIND_WORDS[node.kind][english]
    lines = node.lines_en if english else node.lines_da
    return f"<g><title>{escape(f'{label} ({kind})')}</title>{node_shape(node, lines, colours)}</g>"


def _legend(
    figure: Figure,
    edges: tuple[FigureEdge, ...],
    colours: Mapping[str, str],
    language: str,
    *,
    gaps: bool,
) -> tuple[str, float]:
    """The legend, below the figure, and how high it is."""
    english = language == "en"
    samples: list[tuple[str, float, str]] = []
    used = {line_kind(edge) for edge in edges}
    for kind in in_legend(edges, gaps=gaps):
        text = WORDS[kind][english]
        if kind == (INFORMATION, "must") and kind not in used:
            text = f"{text}: {_WORDS['none'][english]}"
        stroke = stroke_of(kind)
        tip, stop = (40.0, 0.0), (33.0 if stroke.end == "arrow" else 37.0, 0.0)
        drawn = line_with_end(f"M2 0L{number(stop[0])} 0", tip, (0.0, 0.0), stop, stroke, colours)
        samples.append((drawn, 46.0, text))
    shapes: list[tuple[str, float, str]] = []
    for name in KIND_WORDS:
        if any(node.kind == name for node in figure.nodes):
            node = FigureNode("", "", "", name, "", 16, 0, 30, 15, (), ())
            shapes.append((node_shape(node, (), colours), 38.0, KIND_WORDS[name][english]))
    y = _ROW
    parts: list[str] = []
    for group, columns in ((samples, 2), (shapes, 4)):
        for place, (drawn, space, text) in enumerate(group):
            row, column = divmod(place, columns)
            x = 4 + column * figure.width / columns
            label = text_line(space, FONT_SIZE * 0.35, text, f'fill="{colours["text"]}"')
            at = f"{number(x)} {number(y + row * _ROW)}"
            parts.append(f'<g transform="translate({at})">{drawn}{label}</g>')
        y += -(-len(group) // columns) * _ROW
    parts.append(text_line(4, y + 4, _WORDS["seat"][english], f'fill="{colours["faint"]}"'))
    return "".join(parts), y + 8
