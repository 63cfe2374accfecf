"""Shifts boxes once they stand, those in trouble first, and keeps what makes the picture better."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from samspil.explorer.curves import Wiring
from samspil.explorer.geometry import Point, Rect


def polish(
    wiring: Wiring, spots: Mapping[str, Sequence[Point]], tries: int, seed: int, reach: float
) -> None:
    """Tries shifts sideways, and moves to other places of a tier, in turn.

    Args:
        wiring: the boxes and wires, changed in place.
        spots: the places that each box may stand at; who stands there changes places with it.
        tries: how many shifts and moves are tried.
        seed: of the choice of them.
        reach: the farthest shift sideways.
    """
    chance = random.Random(seed)  # noqa: S311  (a search, not a secret)
    names = sorted(wiring.boxes)
    troubled = sorted(wiring.troubled())
    for number in range(tries):
        among = troubled if troubled and number % 3 else names
        name = among[int(chance.random() * len(among))]
        box = wiring.boxes[name]
        if number % 2:
            to = box.x + round((chance.random() * 2 - 1) * reach), box.y
        else:
            to = spots[name][int(chance.random() * len(spots[name]))]
        if wiring.move(_changes(wiring, name, to, spots)):
            troubled = sorted(wiring.troubled())


def _changes(
    wiring: Wiring, name: str, to: Point, spots: Mapping[str, Sequence[Point]]
) -> dict[str, Rect]:
    """The move of a box, and of the one that stands in its way, if that can take its place."""
    box = wiring.boxes[name]
    moved = _at(box, to)
    changes = {name: moved}
    in_the_way = [
        other
        for other, rect in wiring.boxes.items()
        if other != name and spots[other] is spots[name] and moved.overlaps(rect)
    ]
    if len(in_the_way) == 1:
        changes[in_the_way[0]] = _at(wiring.boxes[in_the_way[0]], (box.x, box.y))
    return changes


def _at(box: Rect, at: Point) -> Rect:
    return Rect(at[0], at[1], box.half_width, box.half_height)
