"""What is drawn as one: boxes with the same relations, and relations between the same boxes.

Ten members of a forum were ten lines, most of them only in each other's way. Here those that have
the same relations to the same others, on the same terms, stand in one frame with one line from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samspil.figure.extract import GAP, Box, Content, Line
from samspil.figure.model import NOT_STATED


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that are placed as one; `tied` where lines lead to them. Its id is its first box's."""

    id: str
    tier: str
    members: tuple[Box, ...]
    tied: bool

    @property
    def is_framed(self) -> bool:
        """Whether lines end at the frame, not at a box."""
        return self.tied and len(self.members) > 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """Relations that are drawn as one line between two groups."""

    number: int
    start: str
    stop: str
    lines: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """The first of them, by which the kind of the line is known."""
        return self.lines[0]


def groups(content: Content, apart: Collection[str] = ()) -> tuple[Group, ...]:
    """All boxes of a figure in their groups, most of them alone, in a fixed order.

    `apart` are the ids of groups that were placed before: where fewer relations are shown, more
    boxes are alike, and yet each of these stays where it stood.
    """
    ties: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
    for line in content.lines:
        for own, other in ((line.source, line.target), (line.target, line.source)):
            told = (line.family, line.relation, line.modality, line.layer, line.terms_da)
            ties[own].add((own == line.source, other, *told))
    alike: defaultdict[object, list[Box]] = defaultdict(list)
    for box in content.boxes:
        # Two bearers that aren't stated need not be the same.
        alone = box.id if box.kind == NOT_STATED else ""
        alike[box.tier, frozenset(ties[box.id]), alone].append(box)
    return tuple(
        Group(boxes[0].id, boxes[0].tier, tuple(boxes), bool(ties[boxes[0].id]))
        for its in alike.values()
        for boxes in _apart(its, apart)
    )


def _apart(alike: Sequence[Box], apart: Collection[str]) -> Iterator[Sequence[Box]]:
    """Boxes that are alike: one placed before with all that were not, then the others placed."""
    placed = [box for box in alike if box.id in apart]
    yield [*placed[:1], *(box for box in alike if box.id not in apart)]
    for box in placed[1:]:
        yield [box]


def bundles(content: Content, grouped: Sequence[Group]) -> tuple[Bundle, ...]:
    """The lines of a figure, each with the relations that it stands for."""
    group_of = {box.id: group.id for group in grouped for box in group.members}
    found: defaultdict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line in content.lines:
        kind = (line.family, line.modality, line.layer, bool(line.terms_da))
        found[group_of[line.source], group_of[line.target], *kind].append(line)
    return tuple(
        Bundle(number, group_of[lines[0].source], group_of[lines[0].target], tuple(lines))
        for number, lines in enumerate(found.values())
    )


def pairs(drawn: Sequence[Bundle]) -> Mapping[tuple[str, str], int]:
    """The groups that a line joins, once each, with how many do; ghosts are led around the rest."""
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in drawn:
        if one.start != one.stop and one.line.family != GAP:
            found[min(one.start, one.stop), max(one.start, one.stop)] += 1
    return found
