"""Several graphs read as one, without a copy."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from rdflib import Graph, URIRef
from rdflib.store import Store
from rdflib.term import Node

from samspil.ontology.reading import ParsedFile


class JoinedGraph(Graph):
    """A graph that holds nothing itself: it reads from files.

    Args:
        files: all of them; a triple that stands in two is found twice.
        described: those in which each subject is described, so that only they are asked.
    """

    def __init__(
        self, files: Iterable[ParsedFile], described: Mapping[Node, Sequence[ParsedFile]]
    ) -> None:
        self._described = described
        super().__init__(_JoinedStore(files, described), bind_namespaces="none")

    def objects(
        self, subject: object = None, predicate: object = None, unique: bool = False
    ) -> Generator[Node, None, None]:
        """The values of a property of a thing, as `rdflib.Graph.objects`, quickly."""
        if unique or type(predicate) is not URIRef or not isinstance(subject, Node):
            yield from super().objects(subject, predicate, unique)  # type: ignore[arg-type]
            return
        wanted = str(predicate)
        for file in self._described.get(subject, ()):
            for used, value in file.statements[subject]:
                if used == wanted:
                    yield value


class _JoinedStore(Store):
    def __init__(
        self, files: Iterable[ParsedFile], described: Mapping[Node, Sequence[ParsedFile]]
    ) -> None:
        super().__init__()
        self._stores = [file.graph.store for file in files]
        self._described = described

    def triples(
        self,
        triple_pattern: tuple[Node | None, Node | None, Node | None],
        context: Graph | None = None,  # noqa: ARG002  (rdflib names it)
    ) -> Iterator[tuple[tuple[Node, Node, Node], Iterator[Graph | None]]]:
        """The triples that match, as `rdflib.store.Store.triples`."""
        subject = triple_pattern[0]
        stores = (
            self._stores
            if subject is None
            else [file.graph.store for file in self._described.get(subject, ())]
        )
        for store in stores:
            yield from store.triples(triple_pattern)

    def __len__(self, context: Graph | None = None) -> int:
        return sum(len(store) for store in self._stores)
