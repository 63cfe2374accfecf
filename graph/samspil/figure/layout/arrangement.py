"""Gives every box its place and every line its bend; the same input gives the same figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.figure.extract import Box, Content
from samspil.figure.layout.bends import bends
from samspil.figure.layout.geometry import Rect
from samspil.figure.layout.hyphenation import text_width, wrap
from samspil.figure.layout.placement import Board, Place, Search
from samspil.figure.model import Tier

FONT_SIZE = 10.0
LINE_HEIGHT = 12.0
HEADING_SIZE = 10.0
COLUMNS = 6

_PITCH = 132.0
_LABEL_WIDTH = 100.0
_PADDING_X, _PADDING_Y = 8.0, 5.0
_PILL_EXTRA = 5.0
_MIN_WIDTH = 58.0
_ROW_GAP, _TIER_GAP, _TIER_PADDING, _HEADING = 18.0, 10.0, 9.0, 15.0

STEPS = 12000
"""More of them, and several searches, leave no fewer crossings that a reader would notice."""
_USUAL_LINES = 60
"""With more lines each step moves more of them, past more others."""
SEED = 20180413


@dataclass(frozen=True, slots=True)
class Sized:
    """A box with its wrapped labels and its size, not yet placed."""

    box: Box
    lines_da: tuple[str, ...]
    lines_en: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where boxes stand (their middles), and how lines bend, by their ids."""

    at: Mapping[str, tuple[float, float]]
    curves: Mapping[str, float]


def sized(box: Box) -> Sized:
    """A box with its labels wrapped, and as large as the larger of them needs."""
    lines = [
        wrap(f"{label} ({note})" if note else label, _LABEL_WIDTH, FONT_SIZE, language)
        for label, note, language in (
            (box.label_da, box.note_da, "da"),
            (box.label_en, box.note_en, "en"),
        )
    ]
    widest = max(text_width(line, FONT_SIZE) for label in lines for line in label)
    extra = _PILL_EXTRA if box.kind in {"forum", "collaboration"} else 0.0
    return Sized(
        box=box,
        lines_da=lines[0],
        lines_en=lines[1],
        width=round(max(_MIN_WIDTH, widest + 2 * (_PADDING_X + extra)), 1),
        height=max(len(label) for label in lines) * LINE_HEIGHT + 2 * _PADDING_Y,
    )


def place(
    content: Content, boxes: Sequence[Sized], steps: int = STEPS, seed: int = SEED
) -> Placement:
    """Searches for places in so many steps, fewer where there are many lines, and for bends."""
    tiers = [tier for tier, _, _ in content.tiers]
    index = {one.box.id: number for number, one in enumerate(boxes)}
    of_tier = [tiers.index(one.box.tier) for one in boxes]
    places = _places([of_tier.count(tier) for tier in range(len(tiers))])
    pairs = sorted(
        {
            (min(ends), max(ends))
            for line in content.lines
            if len(ends := {index[line.source], index[line.target]}) == 2
        }
    )
    search = Search(Board(places, (_PITCH * 0.42, 19.0)), of_tier, pairs, seed)
    if boxes:
        search.run(round(steps * min(1.0, _USUAL_LINES / max(len(content.lines), 1)) ** 2))
    rects = _settle(boxes, places, search.at)
    return Placement(
        at={name: (round(rect.x, 1), round(rect.y, 1)) for name, rect in rects.items()},
        curves=bends(rects, content.lines, _signs(content, boxes, rects), _width()),
    )


def frame(
    content: Content, boxes: Sequence[Sized], at: Mapping[str, tuple[float, float]]
) -> tuple[tuple[Tier, ...], float, float]:
    """The bands around the boxes as they stand, and the width and height of the figure."""
    tiers = []
    bottom = 0.0
    for id_, label_da, label_en in content.tiers:
        inside = [(at[one.box.id][1], one.height) for one in boxes if one.box.tier == id_]
        top = min(y - height / 2 for y, height in inside) - _TIER_PADDING - _HEADING
        bottom = max(y + height / 2 for y, height in inside) + _TIER_PADDING
        tiers.append(
            Tier(id_, label_da, label_en, 0.0, round(top, 1), _width(), round(bottom - top, 1))
        )
    return tuple(tiers), _width(), round(bottom, 1)


def _signs(content: Content, boxes: Sequence[Sized], rects: Mapping[str, Rect]) -> tuple[Rect, ...]:
    """Where the headings of the tiers stand."""
    tiers, _, _ = frame(content, boxes, {name: (rect.x, rect.y) for name, rect in rects.items()})
    signs = []
    for tier in tiers:
        wide = max(text_width(label, HEADING_SIZE) for label in (tier.label_da, tier.label_en))
        signs.append(Rect(7 + wide / 2, tier.y + 9, wide / 2, 6))
    return tuple(signs)


def _width() -> float:
    return COLUMNS * _PITCH + 8


def _places(counts: Sequence[int]) -> list[Place]:
    """The places: rows of six and five in turn, as many as each tier needs, and some room."""
    places: list[Place] = []
    row = 0
    for tier, count in enumerate(counts):
        room = 0
        while room < count + (1 if room and count > COLUMNS else 0):
            columns = COLUMNS - row % 2
            shift = 4 + _PITCH * (0.5 + 0.5 * (row % 2))
            y = row * 62.0 + tier * 24.0
            places.extend(
                Place(tier, row, (shift + column * _PITCH, y)) for column in range(columns)
            )
            room += columns
            row += 1
    return places


def _settle(boxes: Sequence[Sized], places: Sequence[Place], at: Sequence[int]) -> dict[str, Rect]:
    """The boxes at their places; a row is as high as its highest box."""
    rows: dict[int, list[int]] = {}
    for number, place_number in enumerate(at):
        rows.setdefault(places[place_number].row, []).append(number)
    rects: dict[str, Rect] = {}
    y = 0.0
    tier: int | None = None
    for row in sorted(rows):
        here = places[at[rows[row][0]]].tier
        if here != tier:
            y += (0.0 if tier is None else _TIER_PADDING + _TIER_GAP) + _HEADING + _TIER_PADDING
        else:
            y += _ROW_GAP
        tier = here
        height = max(boxes[number].height for number in rows[row])
        for number in rows[row]:
            one = boxes[number]
            x = places[at[number]].at[0]
            rects[one.box.id] = Rect(x, y + height / 2, one.width / 2, one.height / 2)
        y += height
    return rects
