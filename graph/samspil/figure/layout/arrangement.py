"""Gives every box its place and every line its bend; the same input gives the same figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.figure.extract import GAP, Box, Content
from samspil.figure.layout.bends import Wire, Wiring
from samspil.figure.layout.geometry import Point, Rect
from samspil.figure.layout.hyphenation import text_width, wrap
from samspil.figure.layout.placement import Board, Place, Search
from samspil.figure.layout.shifting import Spot, polish
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
_BOX_GAP = 12.0
_GHOST_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Sized:
    """A box with its wrapped labels and its size, not yet placed."""

    box: Box
    lines_da: tuple[str, ...]
    lines_en: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is searched: how many searches, steps in each, shifts tried afterwards.

    Unless it is `patient`, it ends with the first search after which no line runs through a box.
    """

    searches: int = 3
    steps: int = 12000
    shifts: int = 240
    patient: bool = False
    seed: int = 20180413


@dataclass(frozen=True, slots=True)
class Placement:
    """Where boxes stand (their middles), how lines bend, and how many rows each tier has."""

    at: Mapping[str, tuple[float, float]]
    curves: Mapping[str, float]


def usual_effort(lines: int) -> Effort:
    """An effort of seconds, whatever the size: each step costs more where there are more lines."""
    share = min(1.0, 60 / max(lines, 1))
    return Effort(
        searches=3 if share == 1.0 else 1, steps=round(12000 * share), shifts=round(240 * share)
    )


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


def place(content: Content, boxes: Sequence[Sized], effort: Effort) -> Placement:
    """Searches for places and bends."""
    if not boxes:
        return Placement({}, {})
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
    wires = _wires(content)
    board = Board(places, (_PITCH * 0.42, 19.0))
    best: Wiring | None = None
    best_cost = 0.0
    for number in range(effort.searches):
        search = Search(board, of_tier, pairs, effort.seed + number)
        search.run(effort.steps)
        rects, middles = _settle(boxes, places, search.at)
        spots = _spots(boxes, of_tier, places, middles)
        signs = _signs(content, boxes, rects)
        wiring = Wiring(rects, wires, signs, _width(), _BOX_GAP)
        polish(wiring, spots, effort.shifts, effort.seed + number, _PITCH * 0.45)
        cost = wiring.unrest if effort.searches > 1 else 0.0
        if best is None or cost < best_cost:
            best, best_cost = wiring, cost
        if not effort.patient and wiring.free:
            break
    return _placement(best) if best else Placement({}, {})


def mend(content: Content, boxes: Sequence[Sized], placement: Placement, tries: int) -> Placement:
    """Bends the lines anew, and shifts boxes a little, where boxes have got another size."""
    rects = {
        one.box.id: Rect(*placement.at[one.box.id], one.width / 2, one.height / 2) for one in boxes
    }
    wiring = Wiring(rects, _wires(content), _signs(content, boxes, rects), _width(), _BOX_GAP)
    spots = {name: ((rect.x, rect.y, rect.half_height),) for name, rect in rects.items()}
    if not wiring.free:
        polish(wiring, spots, tries, 0, _PITCH * 0.3)
    return _placement(wiring)


def _wires(content: Content) -> tuple[Wire, ...]:
    return tuple(
        Wire(line.id, line.source, line.target, _GHOST_WEIGHT if line.family == GAP else 1.0)
        for line in content.lines
    )


def _placement(wiring: Wiring) -> Placement:
    return Placement(
        at={name: (round(rect.x, 1), round(rect.y, 1)) for name, rect in wiring.boxes.items()},
        curves=wiring.curves,
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


def _settle(
    boxes: Sequence[Sized], places: Sequence[Place], at: Sequence[int]
) -> tuple[dict[str, Rect], dict[int, Point]]:
    """The boxes at their places; the middle and half the height of each row.

    A row is as high as its highest box.
    """
    rows: dict[int, list[int]] = {}
    for number, place_number in enumerate(at):
        rows.setdefault(places[place_number].row, []).append(number)
    rects: dict[str, Rect] = {}
    middles: dict[int, Point] = {}
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
        middles[row] = y + height / 2, height / 2
        for number in rows[row]:
            one = boxes[number]
            x = places[at[number]].at[0]
            rects[one.box.id] = Rect(x, y + height / 2, one.width / 2, one.height / 2)
        y += height
    return rects, middles


def _spots(
    boxes: Sequence[Sized],
    of_tier: Sequence[int],
    places: Sequence[Place],
    middles: Mapping[int, Point],
) -> dict[str, tuple[Spot, ...]]:
    """The places of the tier of each box, now that the rows have their heights."""
    by_tier = {
        tier: tuple(
            (spot.at[0], *middles[spot.row])
            for spot in places
            if spot.tier == tier and spot.row in middles
        )
        for tier in set(of_tier)
    }
    return {one.box.id: by_tier[tier] for one, tier in zip(boxes, of_tier, strict=True)}
