"""Loads the datasets of a folder into a Neo4j, each in a transaction of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from samspil.errors import DataError, SamspilError, StoreError
from samspil.model import names
from samspil.model.dataset import Content, Hashes
from samspil.neo4j.desired import Wanted
from samspil.neo4j.differences import Differing, differences
from samspil.neo4j.plan import LoadPlan, plan
from samspil.neo4j.preparing import Preparing
from samspil.neo4j.room import Room
from samspil.neo4j.schema import ensure_foreign, ensure_schema, refresh_plans
from samspil.neo4j.state import (
    Certificate,
    Read,
    certificate,
    certificates,
    count,
    deep_hashes,
    read_content,
    read_hashes,
)
from samspil.neo4j.writing import carry_out, certify, wait_for_others
from samspil.store.bolt import BoltStore, Run

Status = Literal[
    "loaded", "unchanged", "planned", "refused", "failed", "not-tried", "left", "removed",
    "would-remove",
]  # fmt: skip
WAIT_SECONDS = 600.0
"""So long a load waits for another one."""
_UNCERTAIN_TRIES = 3
_MANY = 100
"""So many new nodes may make another plan the better one."""
_HOPELESS = frozenset(
    {"store-unreachable", "store-auth", "store-auth-limit", "store-forbidden", "store-database",
     "store-not-saved", "load-room"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one dataset; `left` is one of the database's that the folder doesn't have.

    `planned` is a dry run's; `refused` means that the load itself was declined, `failed` that it
    couldn't be done: either way nothing of it has changed, and `error` says why.
    """

    dataset: str
    status: Status
    plan: LoadPlan | None = None
    error: SamspilError | None = None
    details: tuple[Differing, ...] = ()
    """In a dry run, each thing: `missing` will be made, `extra` removed, `changed` changed."""


def not_done(dataset: str, error: SamspilError) -> Result:
    """What is told of a dataset that an error left as it was."""
    return Result(dataset, "refused" if error.code == "load-ceiling" else "failed", error=error)


def planned(todo: LoadPlan, allowed: int | None, status: Status) -> Result:
    """What is told of a plan that isn't carried out: the status, unless it removes too much."""
    try:
        todo.check_ceiling(allowed)
    except StoreError as refused:
        return replace(not_done(todo.dataset, refused), plan=todo)
    return Result(todo.dataset, status, todo)


Progress = Callable[[Result], None]
"""Is told of each dataset when it is done."""


class Loader:
    """Loads one data folder into one database.

    Args:
        store: the database.
        wanted: the data folder.
        dry_run: only tell what would be done.
        allowed: how many nodes and relationships may be removed from a dataset; a fifth of it if
            not given.
        deep: compare with all that the database holds, not only with what the last load wrote
            down, and so mend what another hand has changed.
    """

    def __init__(
        self,
        store: BoltStore,
        wanted: Wanted,
        *,
        dry_run: bool = False,
        allowed: int | None = None,
        deep: bool = False,
    ) -> None:
        self._store = store
        self._wanted = wanted
        self._dry_run = dry_run
        self._allowed = allowed
        self._deep = deep
        self._prepared = Preparing(wanted, ())
        self._known: dict[str, Certificate] = {}

    @cached_property
    def _room(self) -> Room:
        return Room(self._store)

    def load(self, only: str | None = None, progress: Progress | None = None) -> list[Result]:
        """Loads what all share, then each municipality (or `only` one).

        A municipality that fails leaves the others as they are: they are loaded all the same.
        Where the server itself can't be used, the rest isn't tried.

        Raises:
            StoreError: the schema can't be made, or something of others' is in its way.
            UsageError: there is no such municipality.
        """
        ensure_schema(self._store, dry_run=self._dry_run)
        own = [] if only == names.SHARED_DATASET else self._wanted.chosen(only)
        self._known = certificates(self._store.read)
        results: list[Result] = []
        stop = False
        with Preparing(self._wanted, self._changed(own)) as self._prepared:
            for dataset in (names.SHARED_DATASET, *own):
                result = Result(dataset, "not-tried") if stop else self._one(dataset, only)
                results.append(result)
                shared_failed = dataset == names.SHARED_DATASET and result.error is not None
                stop = stop or shared_failed or _hopeless(result.error)
                if progress:
                    progress(result)
        if only is None:
            elsewhere = self._known.keys() - {names.SHARED_DATASET, *own}
            results += [Result(dataset, "left") for dataset in sorted(elsewhere)]
        written = sum(len(one.plan.nodes.added) for one in results if one.plan)
        if written > _MANY and not self._dry_run:
            refresh_plans(self._store)
        return results

    def _changed(self, datasets: Iterable[str]) -> list[str]:
        """The datasets that were not last loaded from these very files."""
        return [one for one in datasets if self._deep or not self._from_these_files(one)]

    def _from_these_files(self, dataset: str) -> bool:
        known = self._known.get(dataset)
        try:
            return known is not None and known.source == self._wanted.source(dataset)
        except DataError:
            return False  # A file can't be read; that is told when the rows are asked for.

    def _one(self, dataset: str, only: str | None) -> Result:
        # A municipality's load never removes what all share; that must be asked for by name.
        keep_stale = dataset == names.SHARED_DATASET and only != dataset
        try:
            if self._dry_run:
                return self._planned(dataset, keep_stale=keep_stale)
            return self._loaded(dataset, keep_stale=keep_stale)
        except (DataError, StoreError) as error:
            return not_done(dataset, error)

    def _planned(self, dataset: str, *, keep_stale: bool) -> Result:
        known = certificate(self._store.read, dataset)
        wanted, target = self._prepared.rows(dataset)
        held = self._held(self._store.read, dataset, known.foreign)
        todo = plan(held, wanted, target, keep_stale=keep_stale)
        found = planned(todo, self._allowed, "planned" if todo else "unchanged")
        return replace(found, details=self._details(wanted, known, todo))

    def _details(
        self, wanted: Content, known: Certificate, todo: LoadPlan
    ) -> tuple[Differing, ...]:
        if not todo:
            return ()
        held = read_content(self._store.read, wanted.dataset, known.foreign)
        return tuple(
            one for one in differences(wanted, held) if not (todo.kept and one.what == "extra")
        )

    def _held(self, read: Read, dataset: str, foreign: Iterable[str]) -> Hashes:
        return (deep_hashes if self._deep else read_hashes)(read, dataset, foreign)

    def _loaded(self, dataset: str, *, keep_stale: bool) -> Result:
        """Loads one dataset.

        Where the connection broke just as it was committed, what the server holds decides.
        """
        if not self._deep and self._stands(dataset, keep_stale=keep_stale):
            return Result(dataset, "unchanged")
        wanted, target = self._prepared.rows(dataset)
        foreign = foreign_types(wanted)
        ensure_foreign(self._store, foreign)
        room = self._room  # Asked for here: a transaction that is open is asked for data only.
        for attempt in range(1, _UNCERTAIN_TRIES + 1):
            load = secrets.token_hex(8)
            try:
                todo = self._store.write(
                    lambda run, load=load: self._work(  # type: ignore[misc]
                        run, wanted, target, foreign, load, room, keep_stale=keep_stale
                    ),
                    timeout=WAIT_SECONDS,
                )
            except StoreError as error:
                if error.code != "store-commit-unknown" or attempt == _UNCERTAIN_TRIES:
                    raise
                continue  # Whether it came through or not: done again, it changes what is left.
            return Result(dataset, "loaded" if todo else "unchanged", todo)
        raise AssertionError(attempt)

    def _stands(self, dataset: str, *, keep_stale: bool) -> bool:
        """Whether the database holds what these very files gave, untouched by any other load."""
        if not self._from_these_files(dataset):
            return False
        # As it was when the load began: where another loader was here since, the tally differs.
        known = self._known[dataset]
        if known.kept and not keep_stale:
            return False
        return count(self._store.read, dataset, known.foreign) == known.tally

    def _work(
        self,
        run: Run,
        wanted: Content,
        target: Hashes,
        foreign: Sequence[str],
        load: str,
        room: Room,
        *,
        keep_stale: bool,
    ) -> LoadPlan:
        """One transaction: waits for other loaders, then compares, changes and certifies."""
        wait_for_others(run, load)
        known = certificate(run, wanted.dataset)
        types = sorted({*foreign, *known.foreign})
        todo = plan(self._held(run, wanted.dataset, types), wanted, target, keep_stale=keep_stale)
        todo.check_ceiling(self._allowed)
        if todo:
            room.check(todo)
            carry_out(run, todo, wanted, target, types)
        if todo or _differs(known, todo, wanted.source):
            kept = types if keep_stale else foreign
            certify(run, todo, wanted.source, load, kept)
        return todo


def foreign_types(content: Content) -> list[str]:
    """The types of a dataset's relationships that begin at another dataset's node."""
    return sorted(
        {edge.type for edge in content.edges.values() if edge.source not in content.nodes}
    )


def _differs(known: Certificate, todo: LoadPlan, source: str) -> bool:
    return (known.hash, known.tally, known.source, known.kept) != (
        todo.hash,
        todo.tally,
        source,
        todo.kept,
    )


def _hopeless(error: SamspilError | None) -> bool:
    return error is not None and error.code in _HOPELESS
