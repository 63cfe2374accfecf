"""Loads one dataset into a Neo4j, in a transaction of its own."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from samspil.errors import DataError, StoreError
from samspil.model.dataset import Content, Hashes, hashes_of
from samspil.neo4j.desired import Wanted
from samspil.neo4j.differences import Differing, differences
from samspil.neo4j.plan import LoadPlan, plan
from samspil.neo4j.results import Result, not_done, planned
from samspil.neo4j.room import Room
from samspil.neo4j.schema import ensure_foreign
from samspil.neo4j.state import (
    Certificate,
    Read,
    certificate,
    deep_hashes,
    read_content,
    read_hashes,
)
from samspil.neo4j.writing import carry_out, certify, wait_for_others
from samspil.ontology.collecting import collected_afterwards
from samspil.store.bolt import BoltStore, Run

WAIT_SECONDS = 600.0
"""So long a load waits for another one."""
_UNCERTAIN_TRIES = 3


@dataclass(frozen=True, slots=True)
class Options:
    """How to load.

    `dry_run`: only tell what would be done. `allowed`: how many nodes and relationships may be
    removed from a dataset; a fifth of it if not given. `deep`: compare with all that the database
    holds, not only with what the last load wrote down, and so mend what another hand has changed.
    """

    dry_run: bool = False
    allowed: int | None = None
    deep: bool = False


class DatasetLoader:
    """Loads datasets of one data folder into one database, one at a time."""

    def __init__(self, store: BoltStore, wanted: Wanted, options: Options) -> None:
        self.store = store
        self.wanted = wanted
        self.options = options
        self._indexed: set[str] = set()

    def get_ready(self) -> None:
        """Reads what all share, so that it is there when the first municipality's turn comes."""
        with contextlib.suppress(DataError):  # It is told when rows are asked for.
            _ = self.wanted.shared

    def load(self, dataset: str, *, keep_stale: bool = False) -> Result:
        """Brings one dataset up to date, whole or not at all; in a dry run, tells what that takes.

        Args:
            dataset: what all share, or a municipality.
            keep_stale: leave what isn't wanted any more where it is.
        """
        with collected_afterwards():
            return self._load(dataset, keep_stale=keep_stale)

    def _load(self, dataset: str, *, keep_stale: bool) -> Result:
        try:
            content = self.wanted.content(dataset)
            done = self._planned if self.options.dry_run else self._loaded
            return done(content, hashes_of(content), keep_stale=keep_stale)
        except (DataError, StoreError) as error:
            return not_done(dataset, error)

    @cached_property
    def _room(self) -> Room:
        return Room(self.store)

    def _planned(self, wanted: Content, target: Hashes, *, keep_stale: bool) -> Result:
        known = certificate(self.store.read, wanted.dataset)
        held = self._held(self.store.read, wanted.dataset, known.foreign)
        todo = plan(held, wanted, target, keep_stale=keep_stale)
        found = planned(todo, self.options.allowed, "planned" if todo else "unchanged")
        return replace(found, details=self._details(wanted, known, todo))

    def _details(
        self, wanted: Content, known: Certificate, todo: LoadPlan
    ) -> tuple[Differing, ...]:
        if not todo:
            return ()
        held = read_content(self.store.read, wanted.dataset, known.foreign)
        return tuple(
            one for one in differences(wanted, held) if not (todo.kept and one.what == "extra")
        )

    def _held(self, read: Read, dataset: str, foreign: Iterable[str]) -> Hashes:
        return (deep_hashes if self.options.deep else read_hashes)(read, dataset, foreign)

    def _loaded(self, wanted: Content, target: Hashes, *, keep_stale: bool) -> Result:
        """Loads one dataset.

        Where the connection broke just as it was committed, what the server holds decides.
        """
        foreign = foreign_types(wanted)
        ensure_foreign(self.store, (kind for kind in foreign if kind not in self._indexed))
        self._indexed.update(foreign)
        room = self._room  # Asked for here: a transaction that is open is asked for data only.
        for attempt in range(1, _UNCERTAIN_TRIES + 1):
            load = secrets.token_hex(8)
            try:
                todo = self.store.write(
                    lambda run, load=load: self._work(  # type: ignore[misc]
                        run, wanted, target, foreign, load, room, keep_stale=keep_stale
                    ),
                    timeout=WAIT_SECONDS,
                )
            except StoreError as error:
                if error.code != "store-commit-unknown" or attempt == _UNCERTAIN_TRIES:
                    raise
                continue  # Whether it came through or not: done again, it changes what is left.
            return Result(wanted.dataset, "loaded" if todo else "unchanged", todo)
        raise AssertionError(attempt)

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
        todo.check_ceiling(self.options.allowed)
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
