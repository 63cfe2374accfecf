"""Opens the two sides of a comparison: only what differs between them is read and asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from samspil.answers.session import Session
from samspil.mapping import map_ontology
from samspil.ontology.folders import DataFile, DataFolder, fingerprint
from samspil.ontology.reading import ParsedOntology, parse
from samspil.store import cache
from samspil.store.base import Store
from samspil.store.embedded import EmbeddedStore, build
from samspil.validation.gate import refuse_untrue


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what its files say, and the graph that answers from them."""

    ontology: ParsedOntology
    store: Store

    def session(self, dataset: str, as_of: date, language: str) -> Session:
        """What asks this side about a municipality."""
        nowhere = Session(self.store, dataset, as_of, language)
        labels = {row["id"]: str(row["label"]) for row in nowhere.ask("datasets")}
        return replace(nowhere, dataset_label=labels.get(dataset, dataset))

    @property
    def datasets(self) -> tuple[str, ...]:
        """The municipalities of this side."""
        return self.ontology.datasets


@contextmanager
def opened(folder: DataFolder, beside: Side | None = None) -> Iterator[Side]:
    """The data of a folder, once it has passed the gate; what is as `beside` isn't parsed again.

    Raises:
        DataError: the data can't be read, or would let an answer say what its source does not.
    """
    ontology = parse(folder, beside.ontology.files if beside else ())
    with cache.open_cached(
        folder, lambda: map_ontology(ontology), lambda: refuse_untrue(ontology)
    ) as store:
        yield Side(ontology, store)


@contextmanager
def supposed(ontology: ParsedOntology) -> Iterator[Side]:
    """Data that stands nowhere: its graph is gone when this ends, and nobody checks it."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="samspil-")))
        build(place / "graph", map_ontology(ontology))
        yield Side(ontology, stack.enter_context(EmbeddedStore(place / "graph")))


def differing(before: DataFolder, after: DataFolder) -> tuple[DataFolder, DataFolder, int]:
    """Both folders without the municipalities whose files are the same, and how many those are.

    Where what all share differs, no municipality is left out.
    """
    if _shared(before) != _shared(after):
        return before, after, 0
    old, new = _groups(before), _groups(after)
    same = old.keys() & new.keys()
    return _without(before, old, same), _without(after, new, same), len(same)


def _shared(folder: DataFolder) -> str:
    return _hash((folder.vocabulary, folder.shapes, *folder.national))


def _groups(folder: DataFolder) -> dict[str, tuple[DataFile, ...]]:
    """The files of each municipality by a hash of their names and bytes."""
    return {_hash((*files, *_texts(folder, files))): files for files in folder.municipalities}


def _texts(folder: DataFolder, files: Sequence[DataFile]) -> tuple[DataFile, ...]:
    place = files[0].path.parent
    return tuple(text for text in folder.texts if text.path.parent == place)


def _hash(files: Sequence[DataFile]) -> str:
    # The folder may have any name; the file may not.
    return fingerprint(replace(file, name=file.path.name) for file in files)


def _without(
    folder: DataFolder, groups: Mapping[str, tuple[DataFile, ...]], same: set[str]
) -> DataFolder:
    kept = tuple(files for key, files in groups.items() if key not in same)
    texts = tuple(text for files in kept for text in _texts(folder, files))
    return replace(folder, municipalities=kept, texts=texts)
