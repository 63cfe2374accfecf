"""Loads the datasets of a folder into a Neo4j, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from samspil.errors import DataError
from samspil.model import names
from samspil.neo4j.desired import Wanted
from samspil.neo4j.results import Result
from samspil.neo4j.schema import ensure_schema, refresh_plans
from samspil.neo4j.state import Certificate, certificates, count
from samspil.neo4j.transaction import DatasetLoader, Options
from samspil.neo4j.workers import Workers
from samspil.store.bolt import BoltStore

_MANY = 100
"""So many new nodes may make another plan the better one."""
_AT_ONCE = 2
"""So many questions, for a server has two cores at least."""
_HOPELESS = frozenset(
    {"store-unreachable", "store-auth", "store-auth-limit", "store-forbidden", "store-database",
     "store-not-saved", "load-room"}
)  # fmt: skip

Progress = Callable[[Result], None]
"""Is told of each dataset when it is done."""


class Loader:
    """Loads one data folder into one database; for the options see `Options`."""

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
        self._options = Options(dry_run, allowed, deep)

    def load(self, only: str | None = None, progress: Progress | None = None) -> list[Result]:
        """Loads what all share, then each municipality (or `only` one).

        A municipality that fails leaves the others as they are: they are loaded all the same.
        Where the server itself can't be used, the rest isn't tried.

        Raises:
            StoreError: the schema can't be made, or something of others' is in its way.
            UsageError: there is no such municipality.
        """
        ensure_schema(self._store, dry_run=self._options.dry_run)
        own = () if only == names.SHARED_DATASET else self._wanted.chosen(only)
        known = certificates(self._store.read)
        results: dict[str, Result] = {}

        def tell(result: Result) -> None:
            results[result.dataset] = result
            if progress:
                progress(result)

        # A municipality's load never removes what all share; that must be asked for by name.
        keep_stale = only != names.SHARED_DATASET
        for dataset in self._standing((names.SHARED_DATASET, *own), known, keep_stale=keep_stale):
            tell(Result(dataset, "unchanged"))
        single = DatasetLoader(self._store, self._wanted, self._options)
        with Workers(single, [one for one in own if one not in results]) as workers:
            if names.SHARED_DATASET not in results:
                tell(single.load(names.SHARED_DATASET, keep_stale=keep_stale))
            if results[names.SHARED_DATASET].error is None:
                for result in workers.results():
                    tell(result)
                    if result.error is not None and result.error.code in _HOPELESS:
                        workers.begin_no_more()
        told = [
            results.get(one) or Result(one, "not-tried") for one in (names.SHARED_DATASET, *own)
        ]
        written = sum(len(one.plan.nodes.added) for one in told if one.plan)
        if written > _MANY and not self._options.dry_run:
            refresh_plans(self._store)
        if only is None:
            elsewhere = known.keys() - {names.SHARED_DATASET, *own}
            told += [Result(dataset, "left") for dataset in sorted(elsewhere)]
        return told

    def _standing(
        self, datasets: Iterable[str], known: dict[str, Certificate], *, keep_stale: bool
    ) -> list[str]:
        """The datasets that the database holds as these very files gave them, untouched since."""
        if self._options.deep or self._options.dry_run:
            return []
        same = [
            known[one]
            for one in datasets
            if one in known and (keep_stale or not known[one].kept) and self._made(known[one])
        ]

        def stands(one: Certificate) -> bool:
            # As it was when the load began: where another loader was here since, it differs.
            return count(self._store.read, one.dataset, one.foreign) == one.tally

        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return [
                one.dataset for one, so in zip(same, threads.map(stands, same), strict=True) if so
            ]

    def _made(self, known: Certificate) -> bool:
        try:
            return known.source == self._wanted.source(known.dataset)
        except DataError:
            return False  # A file can't be read; that is told when the rows are asked for.
