"""The figure as one SVG file: for reports, print, the README, and the exports of the page."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping, Sequence

from samspil.figure.extract import GAP
from samspil.figure.layout.arrangement import FONT_SIZE, HEADING_SIZE, LINE_HEIGHT
from samspil.figure.line_styles import ARROW, MUST, STYLES, in_legend, line_kind
from samspil.figure.model import NOT_STATED, Figure, FigureEdge, FigureNode, Tier
from samspil.figure.palette import DARK, KINDS, LIGHT
from samspil.figure.shapes import (
    CONDITIONAL,
    GROUND,
    Piece,
    course_of,
    mark_pieces,
    node_pieces,
    number,
)
from samspil.messages import Messages, messages
from samspil.model.characters import visible

FONTS = "'Segoe UI', Arial, Helvetica, 'DejaVu Sans', sans-serif"
_MARGIN, _TITLE, _NOTE = 14.0, 40.0, 16.0
_TITLE_SIZE, _ROW = 15.0, 21.0
_SAMPLE = 38.0
"""How long the sample of a line in the legend is."""


def figure_svg(
    figure: Figure,
    *,
    language: str = "da",
    gaps: bool = False,
    dark: bool = False,
    note: str = "",
) -> str:
    """The figure as SVG text, the same for the same figure.

    Boxes carry `data-node`, lines `data-edge`, and what stands for gaps only `data-gap`.

    Args:
        figure: what is drawn.
        language: `da` or `en`.
        gaps: draw the links that the document does not state, too.
        dark: light on dark.
        note: a line below the title.
    """
    return _Drawing(figure, language, gaps=gaps, dark=dark, note=note).text()


def figure_size(figure: Figure, *, language: str = "da", gaps: bool = False) -> tuple[int, int]:
    """The width and height of the SVG, in CSS pixels, rounded up."""
    drawing = _Drawing(figure, language, gaps=gaps, dark=False, note="")
    return math.ceil(drawing.width), math.ceil(drawing.height)


def text_line(x: float, y: float, text: str, attributes: str) -> str:
    """One line of text."""
    return f'<text x="{number(x)}" y="{number(y)}" {attributes}>{_escaped(text)}</text>'


class _Drawing:
    def __init__(self, figure: Figure, language: str, *, gaps: bool, dark: bool, note: str) -> None:
        self._figure = figure
        self._english = language == "en"
        self._say: Messages = messages(language)
        self._colours: Mapping[str, str] = DARK if dark else LIGHT
        self._edges = tuple(edge for edge in figure.edges if gaps or not edge.gap)
        self._nodes = {node.id: node for node in figure.nodes}
        self._note = note
        self._top = _MARGIN + _TITLE + (_NOTE if note else 0.0)
        self._legend, legend_height = self._explained(in_legend(self._edges, gaps=gaps))
        self.width = figure.width + 2 * _MARGIN
        self.height = self._top + figure.height + legend_height + _MARGIN

    def text(self) -> str:
        """The whole SVG."""
        figure, colours = self._figure, self._colours
        title = figure.title_en if self._english else figure.title_da
        wide, high = number(self.width), number(self.height)
        bold = f'font-size="{number(_TITLE_SIZE)}" font-weight="bold" fill="{colours["text"]}"'
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" lang="{self._say.language}" role="img" '
            f'aria-labelledby="figure-title figure-desc" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" font-family="{FONTS}" font-size="{number(FONT_SIZE)}">'
        )
        parts = [
            opening,
            f'<title id="figure-title">{_escaped(title)}</title>',
            f'<desc id="figure-desc">{_escaped(self._description())}</desc>',
            f'<rect width="100%" height="100%" fill="{colours["ground"]}"/>',
            text_line(_MARGIN, _MARGIN + 16, title, bold),
            text_line(_MARGIN, _MARGIN + 34, self._note, f'fill="{colours["faint"]}"')
            if self._note
            else "",
            f'<g transform="translate({number(_MARGIN)} {number(self._top)})">',
            *map(self._band, figure.tiers),
            *map(self._edge, self._edges),
            *map(self._node, figure.nodes),
            *map(self._heading, figure.tiers),
            f'<g transform="translate(0 {number(figure.height)})">{self._legend}</g>',
            "</g></svg>",
        ]
        return "\n".join(part for part in parts if part) + "\n"

    def _description(self) -> str:
        # Bearers that aren't stated are drawn, and not counted.
        counted = self._say(
            "figure.counted",
            boxes=sum(node.kind != NOT_STATED for node in self._figure.nodes),
            lines=sum(not edge.gap for edge in self._edges),
        )
        tiers = ", ".join(map(self._label, self._figure.tiers))
        return f"{counted} {tiers}. {self._say('figure.seat')}"

    def _label(self, thing: FigureNode | FigureEdge | Tier) -> str:
        return thing.label_en if self._english else thing.label_da

    def _band(self, tier: Tier) -> str:
        return (
            f'<rect x="{number(tier.x)}" y="{number(tier.y)}" width="{number(tier.width)}" '
            f'height="{number(tier.height)}" rx="4" fill="{self._colours["band"]}"/>'
        )

    def _heading(self, tier: Tier) -> str:
        ink, band = self._colours["band-text"], self._colours["band"]
        return text_line(
            tier.x + 7,
            tier.y + HEADING_SIZE + 3,
            self._label(tier),
            f'font-size="{number(HEADING_SIZE)}" font-weight="bold" fill="{ink}" '
            f'stroke="{band}" stroke-width="3" paint-order="stroke"',
        )

    def _edge(self, edge: FigureEdge) -> str:
        course = course_of(edge, self._nodes, STYLES[line_kind(edge)])
        x, y = course.tip
        at = f"translate({number(x)} {number(y)}) rotate({number(course.angle)})"
        gap = ' data-gap=""' if edge.gap else ""
        return (
            f'<g data-edge="{_escaped(edge.id)}"{gap}><title>{_escaped(self._said(edge))}</title>'
            f"{self._line(line_kind(edge), course.d, at, conditional=bool(edge.terms_da))}</g>"
        )

    def _said(self, edge: FigureEdge) -> str:
        """A relation in words: who, what, to whom, how firmly, and the id of its assertion."""
        ends = [self._label(self._nodes[name]) for name in (edge.source, edge.target)]
        said = [self._label(edge)]
        if edge.modality not in {"", "descriptive"}:
            said.append(self._say(f"modality.{edge.modality}"))
        if edge.layer == "interpretation":
            said.append(self._say("layer.interpretation"))
        if edge.terms_da:
            said.append(edge.terms_en if self._english else edge.terms_da)
        return f"{ends[0]} → {ends[1]}: {', '.join(said)} ({edge.assertion})"

    def _line(self, kind: str, d: str, at: str, *, conditional: bool = False) -> str:
        """A path and the marks at its end."""
        style = STYLES[kind]
        colour = self._colours[style.colour]
        line = _path(Piece(d, width=style.width, dashes=style.dashes), "none", colour)
        pieces = (*mark_pieces(style), *([CONDITIONAL] if conditional else []))
        marks = self._paths(pieces, colour, colour)
        return f'{line}<g transform="{at}">{marks}</g>' if marks else line

    def _paths(self, pieces: Iterable[Piece], fill: str, stroke: str) -> str:
        ground = self._colours["ground"]
        return "".join(
            _path(piece, ground if piece.fill == GROUND else fill if piece.fill else "none", stroke)
            for piece in pieces
        )

    def _box(self, kind: str, width: float, height: float) -> str:
        fill, border = (self._colours[f"{kind}-{part}"] for part in ("fill", "border"))
        return self._paths(node_pieces(kind, width, height), fill, border)

    def _node(self, node: FigureNode) -> str:
        lines = node.lines_en if self._english else node.lines_da
        slant = ' font-style="italic"' if node.kind == NOT_STATED else ""
        first = FONT_SIZE * 0.35 - (len(lines) - 1) * LINE_HEIGHT / 2
        spans = "".join(
            f'<tspan x="0" y="{number(first + row * LINE_HEIGHT)}">{_escaped(line)}</tspan>'
            for row, line in enumerate(lines)
        )
        said = f"{self._label(node)} ({self._say(f'figure.kind.{node.kind}')})"
        return (
            f'<g data-node="{_escaped(node.id)}" '
            f'transform="translate({number(node.x)} {number(node.y)})">'
            f"<title>{_escaped(said)}</title>{self._box(node.kind, node.width, node.height)}"
            f'<text text-anchor="middle" fill="{self._colours["text"]}"{slant}>{spans}</text></g>'
        )

    def _explained(self, kinds: Sequence[str]) -> tuple[str, float]:
        """The legend, below the figure, and how high it is."""
        used = {line_kind(edge) for edge in self._edges}
        conditional = next((line_kind(edge) for edge in self._edges if edge.terms_da), None)
        boxes = [kind for kind in KINDS if any(node.kind == kind for node in self._figure.nodes)]
        drawn = [
            [(self._sample(kind), 46.0, self._line_text(kind, used), kind == GAP) for kind in kinds]
            + [
                (
                    self._sample(kind, conditional=True),
                    46.0,
                    self._say("figure.conditional"),
                    False,
                )
                for kind in [conditional]
                if kind
            ],
            [
                (
                    f'<g transform="translate(16 0)">{self._box(kind, 30, 15)}</g>',
                    _SAMPLE,
                    self._say(f"figure.kind.{kind}"),
                    False,
                )
                for kind in boxes
            ],
        ]
        y = _ROW
        parts: list[str] = []
        for group, columns in zip(drawn, (2, 4), strict=True):
            for place, (sample, space, text, is_gap) in enumerate(group):
                row, column = divmod(place, columns)
                at = f"{number(4 + column * self._figure.width / columns)} {number(y + row * _ROW)}"
                label = text_line(space, FONT_SIZE * 0.35, text, f'fill="{self._colours["text"]}"')
                gap = ' data-gap=""' if is_gap else ""
                parts.append(f'<g transform="translate({at})"{gap}>{sample}{label}</g>')
            y += -(-len(group) // columns) * _ROW
        faint = f'fill="{self._colours["faint"]}"'
        parts.append(text_line(4, y + 4, self._say("figure.seat"), faint))
        return "".join(parts), y + 8

    def _sample(self, kind: str, *, conditional: bool = False) -> str:
        stop = _SAMPLE - (5 if STYLES[kind].end == ARROW else 0)
        at = "translate(40 0)"
        return self._line(kind, f"M2 0L{number(stop)} 0", at, conditional=conditional)

    def _line_text(self, kind: str, used: set[str]) -> str:
        said = self._say(f"figure.line.{kind}")
        absent = kind == MUST and kind not in used
        return self._say("figure.must-absent", line=said) if absent else said


def _escaped(text: str) -> str:
    """A text in XML, without the characters that XML has no way to write."""
    return html.escape(visible(text))


def _path(piece: Piece, fill: str, stroke: str) -> str:
    dashes = " ".join(map(number, piece.dashes))
    look = (
        f' stroke="{stroke}" stroke-width="{number(piece.width)}" stroke-linecap="round"'
        if piece.width and not dashes
        else f' stroke="{stroke}" stroke-width="{number(piece.width)}" stroke-dasharray="{dashes}"'
        if piece.width
        else ""
    )
    return f'<path d="{piece.d}" fill="{fill}"{look}/>'
