"""Puts two sides together: what changed in the model, and what that does to the answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samspil.comparing import effects, things
from samspil.comparing.across import Across, Known, across
from samspil.comparing.causes import Causes
from samspil.comparing.changes import changes
from samspil.comparing.describing import Described, describe
from samspil.comparing.gathering import gather
from samspil.comparing.model import Compared, Comparison, Kind
from samspil.comparing.sides import Side


def compare(
    before: Side,
    after: Side,
    names: tuple[str, str],
    as_of: date,
    language: str,
    same: int = 0,
) -> Comparison:
    """All that is otherwise, by municipality; `names` are what the sides are called."""
    found = [
        one
        for dataset in sorted({*before.datasets, *after.datasets})
        if (one := _compared(before, after, dataset, as_of, language)) is not None
    ]
    return Comparison(*names, as_of.isoformat(), tuple(found), same)


def _compared(
    before: Side, after: Side, dataset: str, as_of: date, language: str
) -> Compared | None:
    """One municipality; None where nothing at all is otherwise."""
    described = tuple(describe(side.ontology, dataset) for side in (before, after))
    old, new = (
        gather(side.session(dataset, as_of, language), _assertions(known))
        for side, known in zip((before, after), described, strict=True)
    )
    state: Kind = (
        "added" if dataset not in before.datasets
        else "removed" if dataset not in after.datasets else "changed"
    )  # fmt: skip
    label = (new if state != "removed" else old).label
    count = len(old.informed.keys() | new.informed.keys())
    if state != "changed":
        return Compared(dataset, label, state, (), (), count)
    changed = changes(described[0], described[1], old.told, new.told, language)
    if not changed:
        return None
    by_iri = {one.iri: one for one in changed}
    sides = (described[0], described[1])
    found = (
        *effects.effects(old, new, Causes(by_iri, sides, (old, new))),
        *things.effects(by_iri, sides, (old, new), language),
    )
    return Compared(dataset, label, state, changed, found, count)


def compare_across(
    before: tuple[Side, str], after: tuple[Side, str], as_of: date, language: str
) -> Across:
    """Two municipalities, each with the side that answers of it."""
    known = []
    for side, dataset in (before, after):
        described = describe(side.ontology, dataset)
        session = side.session(dataset, as_of, language)
        known.append(Known(gather(session, _assertions(described)), described))
    return across(known[0], known[1], as_of.isoformat(), language)


def _assertions(things: dict[str, Described]) -> Iterator[str]:
    return (iri for iri, one in things.items() if one.is_assertion)
