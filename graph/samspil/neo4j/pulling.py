"""Rebuilds the RDF of a database: the Turtle files that were loaded, from what it holds."""

from __future__ import annotations

from collections.abc import Iterable

from samspil.errors import StoreError, UsageError
from samspil.language.municipalities import municipality
from samspil.model import names
from samspil.model.dataset import Content
from samspil.model.rows import GraphRows
from samspil.neo4j.state import Read, certificates, read_content
from samspil.ontology.folders import find_data
from samspil.ontology.reading import VOCABULARY_LAYER, ParsedOntology
from samspil.roundtrip.restoring import restore

_TRIES = 10


def pull(read: Read, only: str | None = None, address: str = "") -> ParsedOntology:
    """The data of a database as they were parsed: vocabulary, national files, municipalities.

    Args:
        read: asks the database.
        only: this municipality alone, with what all share.
        address: the database, for messages.

    Raises:
        UsageError: nothing was loaded there, or not that municipality.
        StoreError: the data never stood still, or were not put there by the loader.
    """
    known = [one for one in certificates(read) if one != names.SHARED_DATASET]
    if not known:
        raise UsageError("dataset-none")
    chosen = known if only is None else [municipality(only, {one: one for one in known})]
    return _ontology(steady_content(read, (names.SHARED_DATASET, *chosen), address))


def held_rows(read: Read, dataset: str) -> GraphRows:
    """What a database holds of a municipality and of what all share, as a property graph."""
    known = certificates(read)
    contents = [
        read_content(read, one, known[one].foreign if one in known else ())
        for one in (names.SHARED_DATASET, dataset)
    ]
    return GraphRows(
        tuple(node for content in contents for node in content.nodes.values()),
        tuple(edge for content in contents for edge in content.edges.values()),
    )


def steady_content(read: Read, datasets: Iterable[str], address: str) -> list[Content]:
    """All rows of some datasets, each read from one load of it."""
    return [_steady(read, dataset, address) for dataset in datasets]


def _steady(read: Read, dataset: str, address: str) -> Content:
    for _ in range(_TRIES):
        before = certificates(read).get(dataset)
        content = read_content(read, dataset, before.foreign if before else ())
        if certificates(read).get(dataset) == before:
            return content
    raise StoreError("store-changing", address=address)


def _ontology(contents: Iterable[Content]) -> ParsedOntology:
    vocabulary = None
    files = []
    sources: dict[str, str] = {}
    for content in contents:
        found, texts = restore(content)
        sources |= texts
        for file in found:
            if file.layer == VOCABULARY_LAYER:
                vocabulary = file
            else:
                files.append(file)
    if vocabulary is None:
        raise StoreError("pull-no-vocabulary")
    # The folder is nobody's: what is written goes where the caller says.
    return ParsedOntology(find_data(None), vocabulary, tuple(files), sources)
