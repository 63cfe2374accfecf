"""Where exactly boxes stand in a language: rows as high as their boxes, none nearer than a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samspil.figure.bundles import Group
from samspil.figure.extract import Content
from samspil.figure.layout.arrangement import (
    WIDTH,
    Band,
    Block,
    Placement,
    Sized,
    bands,
    columns,
    sized,
)
from samspil.figure.layout.geometry import Rect
from samspil.figure.model import Tier

_ROW_GAP, _BOX_GAP, _SIDE = 24.0, 18.0, 10.0
_TIER_GAP, _TIER_PADDING, _HEADING = 6.0, 9.0, 14.0
_FRAME, _PACKED = 6.0, 8.0
"""The padding of a frame, and how near the boxes of a group stand to each other."""
_SHAPE, _SMALL = 1.2, 0.75
"""How much wider than high a figure is, as screens and papers leave room for; and of that height,
how much a small plan takes at most when it is as wide as others."""
_NARROWEST, _AIRY, _AIRIEST = 500.0, 14.0, 36.0
"""How narrow a small plan may be drawn; how much more room its rows should have on either side, and
how much they may have at most."""
_ROOMY_GAP = 40.0
"""How far apart its boxes stand: there is room for a line with its marks."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is placed, in the figure's units: boxes, and the groups that lines lead to."""

    boxes: Mapping[str, Rect]
    groups: Mapping[str, Rect]
    tiers: tuple[Tier, ...]
    width: float
    height: float


def settle(
    content: Content, grouped: Sequence[Group], placement: Placement, language: str
) -> Layout:
    """All boxes where they stand in a language; a row is as high as its highest group.

    A plan that names few is drawn narrower and with more room between its rows, and so larger.
    """
    found = list(bands(content, grouped))
    settling = _Settling(content, language, placement)
    settling.add_all(found)
    flat = settling.layout()
    if not found or flat.height > _SMALL * flat.width / _SHAPE:
        return flat
    airy = flat.height + _AIRY * settling.sides
    width = min(WIDTH, max(_NARROWEST, airy * _SHAPE))
    roomy = _Settling(content, language, placement, width, gap=_ROOMY_GAP)
    roomy.add_all(found)
    if roomy.needed > WIDTH:
        return flat
    width = max(width, roomy.needed)
    air = min(_AIRIEST, max(0.0, width / _SHAPE - flat.height) // settling.sides)
    roomy = _Settling(content, language, placement, width, air, _ROOMY_GAP)
    roomy.add_all(found)
    return roomy.layout()


@dataclass(frozen=True, slots=True)
class _Grid:
    """A group, its boxes in rows, and its size with the frame."""

    group: Group
    rows: tuple[tuple[Sized, ...], ...]
    width: float
    height: float


class _Settling:
    def __init__(
        self,
        content: Content,
        language: str,
        placement: Placement,
        width: float = WIDTH,
        air: float = 0.0,
        gap: float = _BOX_GAP,
    ) -> None:
        self._language = language
        self._placement = placement
        self._labels = {tier: (da, en) for tier, da, en in content.tiers}
        self._boxes: dict[str, Rect] = {}
        self._groups: dict[str, Rect] = {}
        self._tiers: dict[str, Tier] = {}
        self._least, self._air, self._gap = width, air, gap
        self._width, self._bottom = width, 0.0
        self.needed, self.sides = 0.0, 0
        """How wide the widest band is at least, and how many sides its rows have, up and down."""

    def add_all(self, found: Sequence[Band]) -> None:
        """All bands, from the top."""
        for band in found:
            self._add(band)

    def _add(self, band: Band) -> None:
        """The next band, below those before."""
        rows = [self._rows(block) for block in band]
        needs = [max(_needed(row, self._gap) for row in its.values()) for its in rows]
        self.needed = max(self.needed, sum(needs))
        deepest = max(map(len, rows))
        self.sides += deepest + 1
        spare = max(0.0, self._least - sum(needs))
        wanted = [block.right - block.left for block in band]
        short = [max(0.0, one - need) for one, need in zip(wanted, needs, strict=True)]
        heights = [
            sum(max(grid.height for grid in row) for row in its.values())
            + _ROW_GAP * (len(its) - 1)
            for its in rows
        ]
        top = self._bottom + (_TIER_GAP if self._tiers else 0.0)
        start = top + _HEADING + _TIER_PADDING
        high = max(heights) + self._air * (deepest + 1)
        self._bottom = start + high + _TIER_PADDING
        left = 0.0
        for block, its, need, want, height in zip(band, rows, needs, short, heights, strict=True):
            right = left + need + (spare * want / sum(short) if sum(short) else spare / len(band))
            self._fill(its, (left, right), (start, high - height))
            self._tier(block.tier, left, right, top)
            left = right
        self._width = max(self._width, left)

    def _rows(self, block: Block) -> Mapping[int, list[_Grid]]:
        rows: defaultdict[int, list[_Grid]] = defaultdict(list)
        for group in block.groups:
            rows[self._placement.at[group.id][0]].append(self._grid(group))
        for row in rows.values():
            row.sort(key=lambda grid: (self._placement.at[grid.group.id][1], grid.group.id))
        return dict(sorted(rows.items()))

    def _grid(self, group: Group) -> _Grid:
        boxes = [sized(box, self._language) for box in group.members]
        across = columns(group)
        rows = tuple(tuple(boxes[first : first + across]) for first in range(0, len(boxes), across))
        frame = 2 * _FRAME if group.is_framed else 0.0
        return _Grid(
            group=group,
            rows=rows,
            width=max(sum(one.width for one in row) + _PACKED * (len(row) - 1) for row in rows)
            + frame,
            height=sum(max(one.height for one in row) for row in rows)
            + _PACKED * (len(rows) - 1)
            + frame,
        )

    def _fill(
        self,
        rows: Mapping[int, list[_Grid]],
        sides: tuple[float, float],
        room: tuple[float, float],
    ) -> None:
        """Puts the rows of a block between its sides; what is left of the height is shared out."""
        y, left_over = room
        gap = left_over / (len(rows) + 1)
        for row in rows.values():
            y += gap
            high = max(grid.height for grid in row)
            shares = [self._placement.at[grid.group.id][1] for grid in row]
            wanted = [sides[0] + share * (sides[1] - sides[0]) for share in shares]
            middles = _spread(wanted, [grid.width for grid in row], sides, self._gap)
            for grid, x in zip(row, middles, strict=True):
                self._put(grid, x, y + high / 2)
            y += high + _ROW_GAP

    def _put(self, grid: _Grid, x: float, y: float) -> None:
        self._groups[grid.group.id] = Rect(x, y, grid.width / 2, grid.height / 2)
        frame = _FRAME if grid.group.is_framed else 0.0
        top = y - grid.height / 2 + frame
        for row in grid.rows:
            high = max(one.height for one in row)
            left = x - (sum(one.width for one in row) + _PACKED * (len(row) - 1)) / 2
            for one in row:
                middle = round(left + one.width / 2, 1), round(top + high / 2, 1)
                self._boxes[one.box.id] = Rect(*middle, one.width / 2, one.height / 2)
                left += one.width + _PACKED
            top += high + _PACKED

    def _tier(self, tier: str, left: float, right: float, top: float) -> None:
        """The band behind a tier, widened where it has several blocks."""
        known = self._tiers.get(tier)
        left = known.x if known else left + (_TIER_GAP / 2 if left else 0.0)
        self._tiers[tier] = Tier(
            tier,
            *self._labels[tier],
            round(left, 1),
            round(top, 1),
            round(right - left - _TIER_GAP / 2, 1),
            round(self._bottom - top, 1),
        )

    def layout(self) -> Layout:
        """All that was added."""
        # The rightmost tiers of all bands end together.
        edge = round(self._width, 1)
        tiers = tuple(
            tier
            if any(other.y == tier.y and other.x > tier.x for other in self._tiers.values())
            else replace(tier, width=round(edge - tier.x, 1))
            for tier in self._tiers.values()
        )
        groups = {
            name: self._boxes.get(name, rect) if self._alone(rect, name) else rect
            for name, rect in self._groups.items()
        }
        return Layout(self._boxes, groups, tiers, edge if tiers else 0.0, round(self._bottom, 1))

    def _alone(self, rect: Rect, name: str) -> bool:
        box = self._boxes[name]
        return (box.half_width, box.half_height) == (rect.half_width, rect.half_height)


def _needed(row: Sequence[_Grid], gap: float) -> float:
    return sum(grid.width for grid in row) + gap * (len(row) - 1) + 2 * _SIDE


def _spread(
    wanted: Sequence[float], widths: Sequence[float], sides: tuple[float, float], gap: float
) -> list[float]:
    """The middles of a row's boxes, near where they are wanted, none too near another."""
    middles: list[float] = []
    least = sides[0] + _SIDE
    for middle, width in zip(wanted, widths, strict=True):
        middles.append(max(middle, least + width / 2))
        least = middles[-1] + width / 2 + gap
    most = sides[1] - _SIDE
    for number in range(len(middles) - 1, -1, -1):
        middles[number] = min(middles[number], most - widths[number] / 2)
        most = middles[number] - widths[number] / 2 - gap
    return [round(middle, 1) for middle in middles]
