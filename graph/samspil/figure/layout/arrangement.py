"""Gives every box its place and every line its bend; the same input gives the same figure.

Where a group of boxes stands (`Placement`) is the same in both languages; how large its boxes are,
and so where exactly they and the lines run, is each language's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.figure.bundles import Bundle, Group, pairs
from samspil.figure.extract import Box, Content
from samspil.figure.layout.hyphenation import text_width, wrap
from samspil.figure.layout.placement import Board, Place, Search

FONT_SIZE = 10.0
LINE_HEIGHT = 12.0
HEADING_SIZE = 10.0
COLUMNS = 6

WIDTH = 790.0
_PITCH = WIDTH / COLUMNS
_LABEL_WIDTHS = (96.0, 140.0)
"""How wide a label may be, and one that would need more than three lines."""
_LINES = 3
"""How many lines a label has, and how many boxes of a group stand beside each other."""
_PADDING_X, _PADDING_Y = 7.0, 5.0
_PILL_EXTRA = 5.0
_MIN_WIDTH = 50.0
_STACKED = 4
"""So many boxes without a line stand above each other."""

STEPS = 12000
"""More of them, and several searches, leave no fewer crossings that a reader would notice."""
_USUAL_LINES = 60
"""With more lines each step moves more of them, past more others."""
SEED = 20180413


@dataclass(frozen=True, slots=True)
class Sized:
    """A box with its wrapped label and its size, not yet placed."""

    box: Box
    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Block:
    """Groups of one tier, in rows between two columns; several of a band stand side by side."""

    tier: str
    groups: tuple[Group, ...]
    left: float
    right: float


Band = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where groups stand, by their ids: the row of their block, and at what share of its width."""

    at: Mapping[str, tuple[int, float]]


def sized(box: Box, language: str) -> Sized:
    """A box with its label wrapped, and as large as that needs."""
    label, note = (box.label_en, box.note_en) if language == "en" else (box.label_da, box.note_da)
    text = f"{label} ({note})" if note else label
    wrapped = (wrap(text, width, FONT_SIZE, language) for width in _LABEL_WIDTHS)
    lines = min(wrapped, key=lambda its: max(len(its), _LINES))
    widest = max(text_width(line, FONT_SIZE) for line in lines)
    extra = _PILL_EXTRA if box.kind in {"forum", "collaboration"} else 0.0
    return Sized(
        box=box,
        lines=lines,
        width=round(max(_MIN_WIDTH, widest + 2 * (_PADDING_X + extra)), 1),
        height=len(lines) * LINE_HEIGHT + 2 * _PADDING_Y,
    )


def place(
    content: Content,
    grouped: Sequence[Group],
    drawn: Sequence[Bundle],
    steps: int = STEPS,
    seed: int = SEED,
) -> Placement:
    """Searches for places in so many steps, fewer where there are many lines."""
    blocks = [block for band in bands(content, grouped) for block in band]
    order = [group for block in blocks for group in block.groups]
    index = {group.id: number for number, group in enumerate(order)}
    of_block = [number for number, block in enumerate(blocks) for _ in block.groups]
    places = _places(bands(content, grouped))
    joined = sorted((index[one], index[other]) for one, other in pairs(drawn))
    search = Search(Board(places, (_PITCH * 0.42, 19.0)), of_block, joined, seed)
    if order:
        search.run(round(steps * min(1.0, _USUAL_LINES / max(len(joined), 1)) ** 2))
    first = {
        number: min(place.row for place in places if place.tier == number) for number in of_block
    }
    at = {}
    for group, place in zip(order, map(places.__getitem__, search.at), strict=True):
        block = blocks[place.tier]
        share = (place.at[0] - block.left) / (block.right - block.left)
        at[group.id] = place.row - first[place.tier], round(share, 3)
    return Placement(at)


def bands(content: Content, grouped: Sequence[Group]) -> tuple[Band, ...]:
    """The blocks of a figure, band by band from the top."""
    of_tier: defaultdict[str, list[Group]] = defaultdict(list)
    for group in grouped:
        of_tier[group.tier].append(group)
    found = []
    for tier, _, _ in content.tiers:
        if tier in content.beside:
            continue
        names = [tier, *(name for name, other in content.beside.items() if other == tier)]
        units = [max(2, sum(len(group.members) for group in of_tier[name])) for name in names]
        left = 0.0
        blocks: list[Block] = []
        for name, unit in zip(names, units, strict=True):
            right = left + WIDTH * unit / sum(units)
            blocks += _apart(name, of_tier[name], left, right)
            left = right
        found.append(tuple(blocks))
    return tuple(found)


def _apart(tier: str, its: Sequence[Group], left: float, right: float) -> list[Block]:
    """A tier in one block, or a large group beside the others."""
    large = [group for group in its if len(group.members) > _LINES and group.tied]
    loose = [group for group in its if len(group.members) > _LINES and not group.tied]
    rest = [group for group in its if len(group.members) <= _LINES]
    parts = [
        *([group] for group in large),
        *([rest] if rest else []),
        *([group] for group in loose),
    ]
    units = [columns(part[0]) if part is not rest else max(1.0, len(rest) / 2) for part in parts]
    blocks = []
    share = (right - left) / sum(units)
    for part, unit in zip(parts, units, strict=True):
        blocks.append(Block(tier, tuple(part), left, left + unit * share))
        left += unit * share
    return blocks


def columns(group: Group) -> int:
    """In how many columns the boxes of a group stand."""
    count = len(group.members)
    if not group.tied:
        return -(-count // _STACKED)
    return 2 if count == _LINES + 1 else min(count, _LINES)


def _places(found: Sequence[Band]) -> list[Place]:
    """The places of each block: rows of as many as fit, every other row shifted by half a place."""
    places: list[Place] = []
    first = number = 0
    for band_number, band in enumerate(found):
        deepest = 0
        for block in band:
            room = max(1, round((block.right - block.left) / _PITCH))
            needed = sum(map(columns, block.groups))
            rows = -(-needed // room)
            row_places = -(-len(block.groups) // rows) + (rows > 1)
            pitch = (block.right - block.left) / row_places
            for row in range(rows):
                count = row_places - row % 2 if row_places > 1 else 1
                shift = block.left + pitch * (0.5 + 0.5 * (row % 2 if row_places > 1 else 0))
                y = (first + row) * 62.0 + band_number * 24.0
                places.extend(
                    Place(number, first + row, (shift + column * pitch, y))
                    for column in range(count)
                )
            deepest = max(deepest, rows)
            number += 1
        first += deepest
    return places
