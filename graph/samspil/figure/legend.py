"""The legend of a figure: each kind of line and box that it shows, and what its signs mean."""

from __future__ import annotations

from collections.abc import Sequence

from samspil.figure.layout.arrangement import FONT_SIZE
from samspil.figure.layout.hyphenation import wrap
from samspil.figure.line_styles import ARROW, MUST, STYLES, in_legend, line_kind
from samspil.figure.model import FigureEdge, FigureNode
from samspil.figure.painting import Paint, text_line
from samspil.figure.palette import KINDS
from samspil.figure.shapes import number
from samspil.messages import Messages

_ROW = 21.0
_SAMPLE = 38.0
"""How long the sample of a line is."""
_NOTE, _LEADING = 16.0, 10.0

_Entry = tuple[str, str, float, str]
"""The kind, its sample, how wide that is, and the text."""


class Legend:
    """What explains some lines and boxes, in rows below each other.

    Each entry carries its kind as `data-kind`, each group its `data-columns`, so that a page can
    take away what it doesn't show.
    """

    def __init__(
        self,
        say: Messages,
        paint: Paint,
        edges: tuple[FigureEdge, ...],
        nodes: Sequence[FigureNode],
        *,
        gaps: bool,
    ) -> None:
        self._say = say
        self._paint = paint
        self._edges = edges
        self._nodes = nodes
        self._gaps = gaps
        self._ink = f'fill="{paint.colours["text"]}"'

    def draw(self, width: float, *, address: bool) -> tuple[str, float]:
        """The legend as SVG, so wide, and how high it is; maybe with room for an address."""
        y = _ROW
        parts: list[str] = []
        for group, columns in ((self._lines(), 2), (self._boxes(), 4), (self._signs(), 2)):
            drawn = []
            for place, (kind, sample, space, text) in enumerate(group):
                row, column = divmod(place, columns)
                at = f"{number(column * width / columns)} {number(row * _ROW)}"
                label = self._text(text, space, width / columns - space - 12)
                drawn.append(
                    f'<g transform="translate({at})" data-kind="{kind}">{sample}{label}</g>'
                )
            at = f'transform="translate(4 {number(y)})" data-columns="{columns}"'
            parts.append(f"<g {at}>{''.join(drawn)}</g>")
            y += -(-len(group) // columns) * _ROW
        faint = f'fill="{self._paint.colours["faint"]}" data-foot=""'
        parts.append(text_line(4, y + 4, self._say("figure.seat"), faint))
        if address:
            y += _NOTE
            parts.append(text_line(4, y + 4, "", f'{faint} data-address=""'))
        return "".join(parts), y + 8

    def _text(self, text: str, x: float, room: float) -> str:
        """A text beside its sample, in two lines if it needs them."""
        lines = wrap(text, room, FONT_SIZE, self._say.language)
        first = FONT_SIZE * 0.35 - (len(lines) - 1) * _LEADING / 2
        return "".join(
            text_line(x, first + row * _LEADING, line, self._ink) for row, line in enumerate(lines)
        )

    def _lines(self) -> list[_Entry]:
        used = {line_kind(edge) for edge in self._edges}
        entries = [
            (kind, self._sample(kind), 46.0, self._line_text(kind, used))
            for kind in in_legend(self._edges, gaps=self._gaps)
        ]
        if kind := next((line_kind(edge) for edge in self._edges if edge.terms_da), None):
            sample = self._sample(kind, conditional=True)
            entries.append(("conditional", sample, 46.0, self._say("figure.conditional")))
        return entries

    def _boxes(self) -> list[_Entry]:
        return [
            (kind, self._swatch(kind), _SAMPLE, self._say(f"figure.kind.{kind}"))
            for kind in KINDS
            if any(node.kind == kind for node in self._nodes)
        ]

    def _signs(self) -> list[_Entry]:
        ends = {end for edge in self._edges for end in (edge.start, edge.stop)}
        framed = bool(ends - {node.id for node in self._nodes})
        merged = len({edge.bundle for edge in self._edges}) < len(self._edges)
        undrawn = any(node.undrawn for node in self._nodes)
        return [
            *([("frame", self._swatch("frame"), _SAMPLE, self._say("figure.frame"))] * framed),
            *([("count", self._sign("3"), _SAMPLE, self._say("figure.merged"))] * merged),
            *([("undrawn", self._sign("+2"), _SAMPLE, self._say("figure.undrawn"))] * undrawn),
        ]

    def _swatch(self, kind: str) -> str:
        return f'<g transform="translate(16 0)">{self._paint.box(kind, 30, 15)}</g>'

    def _sign(self, text: str) -> str:
        return f'<g transform="translate(16 0)">{self._paint.pill(text)}</g>'

    def _sample(self, kind: str, *, conditional: bool = False) -> str:
        stop = _SAMPLE - (5 if STYLES[kind].end == ARROW else 0)
        at = "translate(40 0)"
        return self._paint.line(kind, f"M2 0L{number(stop)} 0", at, conditional=conditional)

    def _line_text(self, kind: str, used: set[str]) -> str:
        said = self._say(f"figure.line.{kind}")
        absent = kind == MUST and kind not in used
        return self._say("figure.must-absent", line=said) if absent else said
