"""The load certificate: what a database holds, beside what the Turtle says, and their answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.model import names
from samspil.model.dataset import Content, hashes_of
from samspil.model.rows import NodeRow
from samspil.neo4j.crosscheck import direct_answers
from samspil.neo4j.desired import Wanted
from samspil.neo4j.differences import Differing, differences
from samspil.neo4j.parity import all_questions
from samspil.neo4j.pulling import steady_content
from samspil.neo4j.state import certificate, certificates
from samspil.ontology.reading import ParsedFile
from samspil.roundtrip.lossless import graph_name, named_triples
from samspil.roundtrip.restoring import restore
from samspil.store.base import COMMON_LABEL, Row, Store

_INFORMED_STEP = 1


@dataclass(frozen=True, slots=True)
class DatasetCheck:
    """One dataset, in the Turtle and in the database."""

    dataset: str
    nodes: int
    nodes_held: int
    relationships: int
    relationships_held: int
    triples: int
    triples_held: int
    rdf_hash: str
    rdf_hash_held: str
    certified: bool
    """Whether the hash in the database's own certificate is that of what it holds."""
    asked: int
    answered_from_turtle: int
    differences: tuple[Differing, ...]

    @property
    def same(self) -> bool:
        """Whether nothing at all differs."""
        return not self.differences and self.certified and self.rdf_hash == self.rdf_hash_held


@dataclass(frozen=True, slots=True)
class Verification:
    """What was compared, dataset by dataset."""

    address: str
    datasets: tuple[DatasetCheck, ...]
    others: tuple[str, ...] = ()
    """What the database holds beside, which was not compared."""

    @property
    def same(self) -> bool:
        """Whether the database holds exactly the data, and answers as they do."""
        return all(check.same for check in self.datasets)


def verify(
    wanted: Wanted,
    embedded: Store,
    database: Store,
    as_of: date,
    only: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Verification:
    """Compares a data folder with a database: rows, RDF, and every answer.

    Args:
        wanted: the data folder.
        embedded: its graph in the embedded engine.
        database: what was loaded from it.
        as_of: the day whose law counts.
        only: this municipality alone, with what all share.
        progress: is told of each dataset when it is done.

    Raises:
        DataError, StoreError, UsageError: from reading either.
    """
    chosen = wanted.chosen(only)
    checks = []
    shared = wanted.content(names.SHARED_DATASET)
    for dataset in (names.SHARED_DATASET, *chosen):
        own = shared if dataset == names.SHARED_DATASET else wanted.content(dataset)
        checks.append(_check(wanted, own, shared, (embedded, database), as_of))
        if progress:
            progress(dataset)
    others = certificates(database.read).keys() - {names.SHARED_DATASET, *chosen}
    return Verification(database.name, tuple(checks), tuple(sorted(others)))


def _check(
    wanted: Wanted, own: Content, shared: Content, stores: tuple[Store, Store], as_of: date
) -> DatasetCheck:
    database = stores[1]
    dataset = own.dataset
    (held,) = steady_content(database.read, (dataset,), database.name)
    # At once: while the questions are asked, somebody may load anew.
    certified = certificate(database.read, dataset).hash == hashes_of(held).total
    files = wanted.parsed(dataset)
    back, _ = restore(held)
    types = {edge.type for content in (own, shared) for edge in content.edges.values()}
    found = [*differences(own, held), *_strangers(database, dataset, types)]
    asked = answered = 0
    if dataset != names.SHARED_DATASET:
        nodes = {**shared.nodes, **own.nodes}
        asked, wrong = _answers(stores, nodes, dataset, as_of)
        answered, wrong_directly = _directly(files, stores, dataset, as_of)
        found += [*wrong, *wrong_directly]
    return DatasetCheck(
        dataset=dataset,
        nodes=len(own.nodes),
        nodes_held=len(held.nodes),
        relationships=len(own.edges),
        relationships_held=len(held.edges),
        triples=sum(len(file.graph) for file in files),
        triples_held=sum(len(file.graph) for file in back),
        rdf_hash=rdf_hash(files),
        rdf_hash_held=rdf_hash(back),
        certified=certified,
        asked=asked,
        answered_from_turtle=answered,
        differences=tuple(found),
    )


def _strangers(database: Store, dataset: str, types: Iterable[str]) -> Iterator[Differing]:
    """Relationships between our nodes that others made, of types that our questions follow."""
    for row in database.read(
        f"MATCH (a:{COMMON_LABEL} {{dataset: $dataset}})-[r]->(b:{COMMON_LABEL}) "
        "WHERE r.derived IS NULL AND type(r) IN $types "
        "RETURN a.iri AS source, type(r) AS type, b.iri AS target ORDER BY source, type, target",
        {"dataset": dataset, "types": sorted(types)},
    ):
        name = f"{row['source']} -{row['type']}-> {row['target']}"
        yield Differing("relationship", "stranger", name)


def rdf_hash(files: Iterable[ParsedFile]) -> str:
    """A hash of some graphs: the same for graphs that are isomorphic, file by file."""
    digest = hashlib.blake2b(digest_size=20)
    for name, graph in sorted((graph_name(file), file.graph) for file in files):
        digest.update(f"{name}\n".encode())
        for line in sorted(repr(triple) for triple in named_triples(graph)):
            digest.update(f"{line}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _answers(
    stores: tuple[Store, Store], nodes: Mapping[str, NodeRow], dataset: str, as_of: date
) -> tuple[int, list[Differing]]:
    asked = 0
    wrong = []
    for name, statement, given in all_questions(nodes, dataset, as_of):
        asked += 1
        ours, theirs = (store.read(statement, given) for store in stores)
        if name == "datasets":
            # A database may hold municipalities that were loaded from elsewhere.
            ours, theirs = ([row for row in r if row["id"] == dataset] for r in (ours, theirs))
        if _told(ours) != _told(theirs):
            own = {k: v for k, v in given.items() if k not in {"dataset", "shared", "lang"}}
            wrong.append(Differing("answer", "differs", f"{name} {_short(own)}"))
    return asked, wrong


def _told(rows: Sequence[Row]) -> list[object]:
    return [json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows]


def _short(given: Mapping[str, object]) -> str:
    text = json.dumps(given, ensure_ascii=False)
    return text if len(text) < 200 else f"{text[:199]}…"


def _directly(
    files: Iterable[ParsedFile], stores: tuple[Store, Store], dataset: str, as_of: date
) -> tuple[int, list[Differing]]:
    """Compares what the RDF says, read by other code, with both engines."""
    from samspil.answers.session import Session

    answers = direct_answers(files)
    wrong = []
    for question, wanted in answers.items():
        name, _, thing = question.partition(" ")
        for store in stores:
            session = Session(store, dataset, as_of)
            if name == "informed":
                rows = session.ask("informed", situation=thing)
                found = [
                    r["id"] for r in rows if r["step"] == _INFORMED_STEP and r["layer"] == "stated"
                ]
            elif name == "forum":
                rows = session.ask("room", forums=[thing])
                found = [
                    seat["assertion"] for row in rows for seat in (*row["parties"], *row["beside"])
                ]
            else:
                about = {"about": None} if name == "gaps" else {}
                found = [row["id"] for row in session.ask(name, **about)]
            if sorted(set(found)) != sorted(set(wanted)):
                wrong.append(Differing("answer", "differs", f"{question} ({store.name})"))
    return len(answers), wrong
