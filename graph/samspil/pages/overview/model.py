"""The overview of many municipalities: what is counted, and where each box stands.

It shows counts and names, never a claim: one box a municipality, one a kind of forum, and a line
where the municipality's document speaks of such a forum. Forums are of a kind by what they are: the
model that a statement says they follow, else their Danish name with their class and tier. An id is
a municipality's own and tells nothing; that they are the same forum is not said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samspil.figure.layout.hyphenation import text_width, wrap
from samspil.language.words import fold
from samspil.pages.overview.matrix import Answered, Column, columns

FONT_SIZE = 10.0
LINE_HEIGHT = 12.0
MOST = 500
"""The most boxes that are drawn; the tables name the rest."""

_LABEL_WIDTH = 150.0
_PADDING_X, _PADDING_Y, _PILL_EXTRA = 8.0, 5.0, 5.0
_ROW_GAP = 9.0
_LEAST_APART, _APART = 240.0, 0.3
_LAST = str.maketrans("æøå", "{|}")
_ONE_SIDE = 12
"""Up to so many municipalities stand in one column; more stand on both sides of the forums."""


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum that a municipality's document speaks of."""

    id: str
    label_da: str
    label_en: str
    nature: str = ""
    """Its class and its tier, as `kind-forum tier-forums`."""
    model: str = ""
    """The IRI of the shared model that it is said to follow, where one is."""

    @property
    def key(self) -> str:
        """What makes it of a kind with a forum of another municipality."""
        return f"model {self.model}" if self.model else f"{fold(self.label_da)} {self.nature}"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality, and how much its document and its page hold."""

    id: str
    label_da: str
    label_en: str
    page: str
    issued: tuple[str, ...]
    """The date of each document, empty where there is none."""
    situations: int
    norms: Mapping[str, int]
    gaps: int
    forums: tuple[Forum, ...]
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of forum: what most call it, and each municipality's forums of that kind."""

    id: str
    label_da: str
    label_en: str
    forums: tuple[tuple[str, Forum], ...]
    """Municipality and forum, in the order of the municipalities."""

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities whose documents speak of it."""
        return tuple(dict.fromkeys(municipality for municipality, _ in self.forums))


@dataclass(frozen=True, slots=True)
class Spot:
    """A box of the overview with its middle, its size and its wrapped labels."""

    id: str
    kind: str
    label_da: str
    label_en: str
    lines_da: tuple[str, ...]
    lines_en: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The municipalities by name, the kinds of forum from the most common, and their picture."""

    municipalities: tuple[Municipality, ...]
    kinds: tuple[Kind, ...]
    spots: tuple[Spot, ...]
    edges: tuple[tuple[str, str], ...]
    """A municipality and a kind of forum, by the ids of their spots."""
    columns: tuple[Column, ...] = ()


def make_overview(municipalities: Sequence[Municipality]) -> Overview:
    """The overview of some municipalities; the same input gives the same places."""
    ordered = tuple(sorted(municipalities, key=lambda one: (_alphabetical(one.label_da), one.id)))
    kinds = kinds_of(ordered)
    drawn = ordered[:MOST]
    spots = _placed(drawn, kinds[: MOST - len(drawn)])
    ids = {spot.id for spot in spots}
    edges = tuple(
        (source, target)
        for kind in kinds
        for municipality in kind.municipalities
        if {source := f"m:{municipality}", target := f"k:{kind.id}"} <= ids
    )
    kinds_of_situation = columns((one.id, one.answers) for one in ordered)
    return Overview(ordered, kinds, spots, edges, kinds_of_situation)


def _alphabetical(label: str) -> str:
    """Puts Danish names in their order: æ, ø and å after z."""
    return label.casefold().translate(_LAST)


def kinds_of(municipalities: Sequence[Municipality]) -> tuple[Kind, ...]:
    """The forums of all, grouped by what they are; the most common first."""
    groups: defaultdict[str, list[tuple[str, Forum]]] = defaultdict(list)
    for one in municipalities:
        for forum in one.forums:
            groups[forum.key].append((one.id, forum))
    kinds = []
    for members in groups.values():
        (label_da, label_en), _ = max(
            Counter((forum.label_da, forum.label_en) for _, forum in members).items(),
            key=lambda counted: (counted[1], counted[0]),
        )
        id_ = min(f"{municipality}/{forum.id}" for municipality, forum in members)
        kinds.append(Kind(id_, label_da, label_en, tuple(members)))
    return tuple(
        sorted(
            kinds, key=lambda one: (-len(one.municipalities), _alphabetical(one.label_da), one.id)
        )
    )


def _spot(id_: str, kind: str, label_da: str, label_en: str) -> Spot:
    lines = [
        wrap(label, _LABEL_WIDTH, FONT_SIZE, language)
        for label, language in ((label_da, "da"), (label_en, "en"))
    ]
    widest = max((text_width(line, FONT_SIZE) for label in lines for line in label), default=0.0)
    extra = _PILL_EXTRA if kind == "forum" else 0.0
    return Spot(
        id=id_,
        kind=kind,
        label_da=label_da,
        label_en=label_en,
        lines_da=lines[0],
        lines_en=lines[1],
        x=0.0,
        y=0.0,
        width=round(widest + 2 * (_PADDING_X + extra), 1),
        height=max(len(label) for label in lines) * LINE_HEIGHT + 2 * _PADDING_Y,
    )


def _placed(municipalities: Sequence[Municipality], kinds: Sequence[Kind]) -> tuple[Spot, ...]:
    """Single columns side by side: no line between two of them can run through a third box."""
    towns = [_spot(f"m:{one.id}", "organization", one.label_da, one.label_en)
             for one in municipalities]  # fmt: skip
    forums = [_spot(f"k:{one.id}", "forum", one.label_da, one.label_en) for one in kinds]
    half = len(towns) if len(towns) <= _ONE_SIDE else (len(towns) + 1) // 2
    columns = [towns[:half], forums, towns[half:]]
    height = max(_height(column) for column in columns)
    apart = max(_LEAST_APART, _APART * height)
    wide = [max((spot.width for spot in column), default=0.0) for column in columns]
    middles = [0.0, (wide[0] + wide[1]) / 2 + apart]
    middles.append(middles[1] + (wide[1] + wide[2]) / 2 + apart)
    left, right = (
        _column(column, at, height)
        for column, at in ((columns[0], middles[0]), (columns[2], middles[2]))
    )
    heights = {spot.id: spot.y for spot in (*left, *right)}

    def middle(kind: Kind) -> float:
        return sum(heights[f"m:{one}"] for one in kind.municipalities if f"m:{one}" in heights)

    # A forum stands about as high as the municipalities that have it.
    order = sorted(
        range(len(kinds)),
        key=lambda at: (round(middle(kinds[at]) / len(kinds[at].municipalities), 1), at),
    )
    return (*left, *_column([forums[at] for at in order], middles[1], height), *right)


def _height(column: Sequence[Spot]) -> float:
    return sum(spot.height for spot in column) + _ROW_GAP * max(len(column) - 1, 0)


def _column(column: Sequence[Spot], x: float, height: float) -> tuple[Spot, ...]:
    """Spots under one another, spread over the whole height."""
    spare = (height - _height(column)) / (len(column) + 1)
    found = []
    y = -height / 2 + spare
    for spot in column:
        found.append(replace(spot, x=round(x, 1), y=round(y + spot.height / 2, 1)))
        y += spot.height + _ROW_GAP + spare
    return tuple(found)
