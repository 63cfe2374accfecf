"""The figure as one SVG file: for reports, print, the README, and the exports of the page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from samspil.figure.layout.arrangement import FONT_SIZE, HEADING_SIZE, LINE_HEIGHT
from samspil.figure.layout.hyphenation import wrap
from samspil.figure.legend import Legend
from samspil.figure.line_styles import ALL, STYLES, line_kind, shown_as
from samspil.figure.model import NOT_STATED, Figure, FigureEdge, FigureNode, Frame, Tier
from samspil.figure.painting import Paint, escaped, text_line
from samspil.figure.palette import DARK, LIGHT
from samspil.figure.shapes import course_of, ends_of, number, undrawn_places
from samspil.messages import Messages, messages

FONTS = "'Segoe UI', Arial, Helvetica, 'DejaVu Sans', sans-serif"
_MARGIN, _TITLE, _NOTE = 14.0, 40.0, 16.0
_TITLE_SIZE = 15.0


def figure_svg(
    figure: Figure,
    *,
    show: str = ALL,
    gaps: bool = False,
    dark: bool = False,
    note: str = "",
    slots: bool = False,
) -> str:
    """The figure as SVG text, the same for the same figure, in the figure's language.

    Boxes carry `data-node`, lines `data-bundle` and the edges they stand for, and what explains a
    kind of line or box `data-kind`.

    Args:
        figure: what is drawn.
        show: one of `SHOWS`.
        gaps: draw the links that the document does not state, too.
        dark: light on dark.
        note: a line below the title.
        slots: leave room for the question that is asked, and for the address of the page.
    """
    return _Drawing(figure, show=show, gaps=gaps, dark=dark, note=note, slots=slots).text()


def figure_size(figure: Figure, *, show: str = ALL, gaps: bool = False) -> tuple[int, int]:
    """The width and height of the SVG, in CSS pixels, rounded up."""
    drawing = _Drawing(figure, show=show, gaps=gaps, dark=False, note="", slots=False)
    return math.ceil(drawing.width), math.ceil(drawing.height)


class _Drawing:
    def __init__(
        self, figure: Figure, *, show: str, gaps: bool, dark: bool, note: str, slots: bool
    ) -> None:
        self._figure = figure
        self._english = figure.language == "en"
        self._say: Messages = messages(figure.language)
        self._colours: Mapping[str, str] = DARK if dark else LIGHT
        self._edges = tuple(
            edge for edge in figure.edges if (gaps if edge.gap else show in {ALL, shown_as(edge)})
        )
        self._ends = ends_of(figure)
        self._undrawn_at = undrawn_places(figure)
        joined = {end for edge in self._edges for end in (edge.source, edge.target)}
        # Somebody who isn't named stands only where something is said of them.
        self._nodes = tuple(
            node for node in figure.nodes if node.kind != NOT_STATED or node.id in joined
        )
        self._paint = Paint(self._colours)
        self._slots = slots
        self._head = [*self._named(note), *([""] if slots else [])]
        self._top = _MARGIN + _TITLE + _NOTE * len(self._head)
        legend = Legend(self._say, self._paint, self._edges, self._nodes, gaps=gaps)
        self._legend, legend_height = legend.draw(figure.width, address=slots)
        self.width = figure.width + 2 * _MARGIN
        self.height = self._top + figure.height + legend_height + _MARGIN

    def _named(self, note: str) -> list[str]:
        """The documents with their dates, and what else is to be known."""
        lines = [*([note] if note else [])]
        for document in self._figure.documents:
            title = document.title_en if self._english else document.title_da
            date = (
                self._say.day(document.issued) if document.issued else self._say("explorer.undated")
            )
            said = f"{self._say('figure.document')}: {title} ({date})"
            lines += wrap(said, self._figure.width, FONT_SIZE, self._figure.language)
        return lines

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
        bundles: dict[int, list[FigureEdge]] = {}
        for edge in self._edges:
            bundles.setdefault(edge.bundle, []).append(edge)
        parts = [
            opening,
            f'<title id="figure-title">{escaped(title)}</title>',
            f'<desc id="figure-desc">{escaped(self._description())}</desc>',
            f'<rect width="100%" height="100%" fill="{colours["ground"]}"/>',
            text_line(_MARGIN, _MARGIN + 16, title, bold),
            *self._header(),
            f'<g transform="translate({number(_MARGIN)} {number(self._top)})">',
            *map(self._band, figure.tiers),
            *(self._bundle(its) for its in bundles.values()),
            *map(self._frame, figure.frames),
            *map(self._node, self._nodes),
            *(self._count(its) for its in bundles.values()),
            *map(self._heading, figure.tiers),
            f'<g transform="translate(0 {number(figure.height)})" data-legend="">',
            self._legend,
            "</g>",
            "</g></svg>",
        ]
        return "\n".join(part for part in parts if part) + "\n"

    def _header(self) -> Iterator[str]:
        faint, ink = (f'fill="{self._colours[name]}"' for name in ("faint", "text"))
        for row, line in enumerate(self._head):
            y = _MARGIN + 34 + row * _NOTE
            question = self._slots and row == len(self._head) - 1
            attributes = f'{ink} font-weight="bold" data-question=""' if question else faint
            yield text_line(_MARGIN, y, line, attributes)

    def _description(self) -> str:
        # Bearers that aren't stated are drawn, and not counted.
        counted = self._say(
            "figure.counted",
            boxes=sum(node.kind != NOT_STATED for node in self._nodes),
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

    def _bundle(self, edges: Sequence[FigureEdge]) -> str:
        """One line, and all the relations that it stands for."""
        first = edges[0]
        course = course_of(first, self._ends, STYLES[line_kind(first)])
        x, y = course.tip
        at = f"translate({number(x)} {number(y)}) rotate({number(course.angle)})"
        gap = ' data-gap=""' if first.gap else ""
        said = "\n".join(map(self._said, edges))
        line = self._paint.line(line_kind(first), course.d, at, conditional=bool(first.terms_da))
        return f'<g data-bundle="{first.bundle}"{gap}><title>{escaped(said)}</title>{line}</g>'

    def _count(self, edges: Sequence[FigureEdge]) -> str:
        """How many relations a line stands for, on its middle."""
        first = edges[0]
        if len(edges) == 1:
            return ""
        x, y = course_of(first, self._ends, STYLES[line_kind(first)]).middle
        pill = self._paint.pill(str(len(edges)), STYLES[line_kind(first)].colour)
        at = f"translate({number(x)} {number(y)})"
        return f'<g data-count="{first.bundle}" transform="{at}">{pill}</g>'

    def _frame(self, frame: Frame) -> str:
        shape = self._paint.box(frame.kind, frame.width, frame.height)
        at = f"translate({number(frame.x)} {number(frame.y)})"
        return f'<g data-frame="" transform="{at}">{shape}</g>'

    def _said(self, edge: FigureEdge) -> str:
        """A relation in words: who, what, to whom, how firmly, and the id of its assertion."""
        ends = [
            self._label(node)
            for end in (edge.source, edge.target)
            if isinstance(node := self._ends[end], FigureNode)
        ]
        said = [self._label(edge)]
        if edge.modality not in {"", "descriptive"}:
            said.append(self._say(f"modality.{edge.modality}"))
        if edge.layer == "interpretation":
            said.append(self._say("layer.interpretation"))
        if edge.terms_da:
            said.append(edge.terms_en if self._english else edge.terms_da)
        return f"{ends[0]} → {ends[1]}: {', '.join(said)} ({edge.assertion})"

    def _node(self, node: FigureNode) -> str:
        slant = ' font-style="italic"' if node.kind == NOT_STATED else ""
        first = FONT_SIZE * 0.35 - (len(node.lines) - 1) * LINE_HEIGHT / 2
        spans = "".join(
            f'<tspan x="0" y="{number(first + row * LINE_HEIGHT)}">{escaped(line)}</tspan>'
            for row, line in enumerate(node.lines)
        )
        said = f"{self._label(node)} ({self._say(f'figure.kind.{node.kind}')})"
        return (
            f'<g data-node="{escaped(node.id)}" '
            f'transform="translate({number(node.x)} {number(node.y)})">'
            f"<title>{escaped(said)}</title>{self._paint.box(node.kind, node.width, node.height)}"
            f'<text text-anchor="middle" fill="{self._colours["text"]}"{slant}>{spans}</text>'
            f"{self._undrawn(node)}</g>"
        )

    def _undrawn(self, node: FigureNode) -> str:
        """How many relations of a box no line shows, at its lower right corner."""
        if not node.undrawn:
            return ""
        x, y = self._undrawn_at[node.id]
        at = f"translate({number(x)} {number(y)})"
        return f'<g transform="{at}">{self._paint.pill(f"+{node.undrawn}")}</g>'
