"""The difference between what a database holds of a dataset and what it should hold: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from samspil.errors import StoreError
from samspil.model.dataset import Content, Hashes

CEILING = 0.2
"""The share of a dataset's nodes, or relationships, that a load may remove unasked."""


Identity = TypeVar("Identity", str, int)


@dataclass(frozen=True, slots=True)
class Difference(Generic[Identity]):
    """The identities of the rows that are new, that change, and that are no longer wanted."""

    added: tuple[Identity, ...] = ()
    changed: tuple[Identity, ...] = ()
    removed: tuple[Identity, ...] = ()
    held: int = 0
    """How many there are before."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def after(self) -> int:
        """How many there will be."""
        return self.held + len(self.added) - len(self.removed)


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a load of one dataset would do; `hash` and `tally` are the dataset's afterwards."""

    dataset: str
    nodes: Difference[str]
    edges: Difference[int]
    layers: Difference[str]
    hash: str
    tally: tuple[int, ...]
    kept: int = 0
    """How many nodes that are no longer in the data stay, because all municipalities share them."""

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.layers)

    @property
    def removals(self) -> int:
        """How many nodes and relationships it removes."""
        return len(self.nodes.removed) + len(self.edges.removed)

    def check_ceiling(self, allowed: int | None) -> None:
        """Stops a load that removes too much.

        Args:
            allowed: so many nodes and relationships may go; without it, a fifth of either.

        Raises:
            StoreError: more would go.
        """
        if allowed is not None:
            fine = self.removals <= allowed
        else:
            fine = all(
                len(kind.removed) <= CEILING * kind.held for kind in (self.nodes, self.edges)
            )
        if not fine:
            raise StoreError(
                "load-ceiling",
                dataset=self.dataset,
                nodes=len(self.nodes.removed),
                held_nodes=self.nodes.held,
                edges=len(self.edges.removed),
                held_edges=self.edges.held,
                removals=self.removals,
            )


def plan(held: Hashes, wanted: Content, target: Hashes, *, keep_stale: bool = False) -> LoadPlan:
    """What must be done so that a database holds what is wanted.

    Args:
        held: the hashes of what it holds of the dataset.
        wanted: the rows it should hold.
        target: their hashes.
        keep_stale: leave what isn't wanted any more where it is.
    """
    nodes = _difference(held.nodes, target.nodes)
    edges = _difference(held.edges, target.edges)
    layers = _difference(held.layers, target.layers)
    if not keep_stale:
        return LoadPlan(wanted.dataset, nodes, edges, layers, target.total, target.tally)
    after = Hashes(
        {**held.nodes, **target.nodes}, {**held.edges, **target.edges}, dict(target.layers)
    )
    return LoadPlan(
        wanted.dataset,
        _without(nodes),
        _without(edges),
        layers,
        after.total,
        after.tally,
        len(nodes.removed),
    )


def _difference(
    held: Mapping[Identity, int], target: Mapping[Identity, int]
) -> Difference[Identity]:
    return Difference(
        added=_sorted(target.keys() - held.keys()),
        changed=_sorted(
            identity for identity, own in target.items() if held.get(identity, own) != own
        ),
        removed=_sorted(held.keys() - target.keys()),
        held=len(held),
    )


def _without(difference: Difference[Identity]) -> Difference[Identity]:
    return Difference(difference.added, difference.changed, (), difference.held)


def _sorted(identities: Iterable[Identity]) -> tuple[Identity, ...]:
    # As text: what another hand has written may be neither.
    return tuple(sorted(identities, key=str))
