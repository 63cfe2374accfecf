"""Lines, boxes and numbers as SVG, in the colours of a palette."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from samspil.figure.line_styles import STYLES
from samspil.figure.shapes import (
    CONDITIONAL,
    GROUND,
    SMALL_SIZE,
    Piece,
    mark_pieces,
    node_pieces,
    number,
    pill_piece,
)
from samspil.model.characters import visible


def text_line(x: float, y: float, text: str, attributes: str) -> str:
    """One line of text."""
    return f'<text x="{number(x)}" y="{number(y)}" {attributes}>{escaped(text)}</text>'


def escaped(text: str) -> str:
    """A text in XML, without the characters that XML has no way to write."""
    return html.escape(visible(text))


class Paint:
    """The pens of one drawing."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        self.colours = colours

    def line(self, kind: str, d: str, at: str, *, conditional: bool = False) -> str:
        """A path and the marks at its end."""
        style = STYLES[kind]
        colour = self.colours[style.colour]
        line = _path(Piece(d, width=style.width, dashes=style.dashes), "none", colour)
        pieces = (*mark_pieces(style), *([CONDITIONAL] if conditional else []))
        marks = self.paths(pieces, colour, colour)
        return f'{line}<g transform="{at}">{marks}</g>' if marks else line

    def paths(self, pieces: Iterable[Piece], fill: str, stroke: str) -> str:
        """Some pieces, in the colours of what they are part of."""
        ground = self.colours["ground"]
        return "".join(
            _path(piece, ground if piece.fill == GROUND else fill if piece.fill else "none", stroke)
            for piece in pieces
        )

    def box(self, kind: str, width: float, height: float) -> str:
        """A box of a kind, or a frame, around its middle."""
        if kind == "frame":
            fill, border = self.colours["ground"], self.colours["line"]
        else:
            fill, border = (self.colours[f"{kind}-{part}"] for part in ("fill", "border"))
        return self.paths(node_pieces(kind, width, height), fill, border)

    def pill(self, text: str, colour: str = "line") -> str:
        """A number on a line or a box."""
        pill = _path(pill_piece(text), self.colours["ground"], self.colours[colour])
        ink, size = self.colours["text"], number(SMALL_SIZE)
        look = f'text-anchor="middle" font-size="{size}" fill="{ink}"'
        return pill + text_line(0, 3, text, look)


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
