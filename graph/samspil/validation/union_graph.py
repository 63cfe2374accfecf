"""Several graphs read as one, without a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib import Graph
from rdflib.store import Store
from rdflib.term import Node


class JoinedStore(Store):
    """A store that holds nothing itself: it reads from graphs that must not change meanwhile.

    Args:
        graphs: all of them; a triple that stands in two is found twice.
        described: those in which each subject is described, so that only they are asked.
    """

    def __init__(self, graphs: Iterable[Graph], described: Mapping[Node, Sequence[Graph]]) -> None:
        super().__init__()
        self._stores = [graph.store for graph in graphs]
        self._described = {
            node: [graph.store for graph in found] for node, found in described.items()
        }

    def triples(
        self,
        triple_pattern: tuple[Node | None, Node | None, Node | None],
        context: Graph | None = None,  # noqa: ARG002  (rdflib names it)
    ) -> Iterator[tuple[tuple[Node, Node, Node], Iterator[Graph | None]]]:
        """The triples that match, as `rdflib.store.Store.triples`."""
        subject = triple_pattern[0]
        stores = self._stores if subject is None else self._described.get(subject, ())
        for store in stores:
            yield from store.triples(triple_pattern)

    def __len__(self, context: Graph | None = None) -> int:
        return sum(len(store) for store in self._stores)
