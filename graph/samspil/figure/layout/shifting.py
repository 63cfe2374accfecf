"""Shifts boxes once they stand, those in trouble first, and keeps what makes the picture better."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from samspil.figure.layout.bends import Wiring
from samspil.figure.layout.geometry import Rect

Spot = tuple[float, float, float]
"""A place for a box: its middle, and half the height of its row."""


def polish(
    wiring: Wiring, spots: Mapping[str, Sequence[Spot]], tries: int, seed: int, reach: float
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
            shift = round((chance.random() * 2 - 1) * reach)
            to = box.x + shift, box.y, box.half_height
        else:
            to = spots[name][int(chance.random() * len(spots[name]))]
        if wiring.move(_changes(wiring, name, to, spots)):
            troubled = sorted(wiring.troubled())


def _changes(
    wiring: Wiring, name: str, to: Spot, spots: Mapping[str, Sequence[Spot]]
) -> dict[str, Rect]:
    """The move of a box, and of the one that stands in its way, if that can take its place."""
    box = wiring.boxes[name]
    moved = Rect(to[0], to[1], box.half_width, box.half_height)
    changes = {name: moved}
    in_the_way = [
        other
        for other, rect in wiring.boxes.items()
        if other != name and spots[other] is spots[name] and moved.overlaps(rect)
    ]
    if len(in_the_way) == 1:
        other = wiring.boxes[in_the_way[0]]
        changes[in_the_way[0]] = Rect(box.x, box.y, other.half_width, other.half_height)
    # A box that is higher than its row would stick out of its tier.
    room = {y: half for _, y, half in spots[name]}
    fits = all(rect.half_height <= room[rect.y] for rect in changes.values())
    return changes if fits else {}
