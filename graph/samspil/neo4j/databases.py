"""What a model does with a Neo4j: load, verify, pull."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samspil.model.rows import GraphRows
from samspil.ontology.folders import DataFolder

if TYPE_CHECKING:
    from samspil.neo4j.loader import Progress
    from samspil.neo4j.results import Result
    from samspil.neo4j.verifying import Verification
    from samspil.store.bolt import BoltStore


class Databases(ABC):
    """The part of a model that puts its data into a Neo4j and reads them back."""

    _database: str | None
    _wanted: str | None
    as_of: date

    @property
    @abstractmethod
    def data(self) -> DataFolder:
        """The files of the data folder."""

    @property
    @abstractmethod
    def rows(self) -> GraphRows:
        """The property graph of the data folder."""

    def load(
        self,
        address: str,
        *,
        dry_run: bool = False,
        allow_removal: int | None = None,
        deep: bool = False,
        progress: Progress | None = None,
    ) -> list[Result]:
        """Loads the data folder into a Neo4j (`neo4j://…`): what differs, and only that.

        What all share comes first, then each municipality (or the one chosen), each whole or not
        at all; what became of each is in its result.

        Args:
            address: the database.
            dry_run: change nothing; only tell what would be done.
            allow_removal: so many nodes and relationships may be removed; without it, a fifth.
            deep: also mend what another hand has changed since the last load.
            progress: is told of each dataset when it is done.

        Raises:
            StoreError: the server can't be reached, or refuses; nothing has changed then.
        """
        from samspil.neo4j.desired import Wanted
        from samspil.neo4j.loader import Loader

        with self.connect(address) as store:
            loader = Loader(
                store, Wanted(self.data), dry_run=dry_run, allowed=allow_removal, deep=deep
            )
            return loader.load(self._wanted, progress)

    def remove(
        self, address: str, dataset: str, *, dry_run: bool = False, allow_removal: int | None = None
    ) -> Result:
        """Removes a municipality from a Neo4j: all that was loaded of it, and nothing else.

        Args:
            address: the database.
            dataset: the municipality's id; the data folder need not have it.
            dry_run: change nothing; only tell what would be done.
            allow_removal: so many nodes and relationships may be removed; without it, a fifth.

        Raises:
            UsageError: it was never loaded there.
            StoreError: the server can't be reached, or refuses; nothing has changed then.
        """
        from samspil.neo4j.removing import remove

        with self.connect(address) as store:
            return remove(store, dataset, dry_run=dry_run, allowed=allow_removal)

    def verify(
        self, address: str, *, progress: Callable[[str], None] | None = None
    ) -> Verification:
        """Compares the data folder with what a Neo4j holds of it, and the answers of both.

        Raises:
            StoreError: the server can't be reached, or refuses.
        """
        from samspil.neo4j.desired import Wanted
        from samspil.neo4j.verifying import verify
        from samspil.store.cache import open_cached

        with self.connect(address) as store, open_cached(self.data, lambda: self.rows) as embedded:
            wanted = Wanted(self.data)
            return verify(wanted, embedded, store, self.as_of, self._wanted, progress)

    def pull(self, address: str, target: str | Path, *, force: bool = False) -> list[Path]:
        """Rebuilds the Turtle that a Neo4j was loaded from; gives the files written.

        Raises:
            UsageError: nothing is loaded there, or the target can't or mustn't be written.
            StoreError: the server can't be reached, or refuses.
        """
        from samspil import export as exporting
        from samspil.neo4j.pulling import pull

        with self.connect(address) as store:
            found = pull(store.read, self._wanted, address)
        return exporting.export(found, GraphRows((), ()), "turtle", Path(target), force=force)

    def connect(self, address: str) -> BoltStore:
        """A Neo4j, connected, for the environment's user."""
        from samspil.store.bolt import BoltStore
        from samspil.store.target import target

        return BoltStore(target(address, self._database))
