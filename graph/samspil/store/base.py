"""What every store can do: run one read-only Cypher statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Protocol, Self, cast

from samspil.errors import QueryError, StoreError

Row = dict[str, Any]
Parameters = Mapping[str, object]
EMBEDDED = "embedded"
"""The name of the embedded engine, where others have an address."""
COMMON_LABEL = "SamspilEntity"
"""The label of all our nodes; their `iri` is unique under it."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def quoted(name: str) -> str:
    """A label or relationship type as it stands in a statement; no parameter can hold it.

    Raises:
        StoreError: the name is not made of plain letters, digits and underscores.
    """
    if not _NAME.fullmatch(name):
        raise StoreError("name-refused", name=name)
    return f"`{name}`"


def refuse_things(row: Row, is_thing: Callable[[object], bool]) -> None:
    """Returns where a row holds plain values only: things look different in each engine.

    Raises:
        QueryError: a node, a relationship or a path is, or is in, a column.
    """

    def holds(value: object) -> bool:
        parts = value.values() if isinstance(value, dict) else value
        inside = isinstance(value, dict | list) and any(map(holds, cast("Iterable[object]", parts)))
        return inside or is_thing(value)

    for column, value in row.items():
        if holds(value):
            raise QueryError("query-thing", column=column)


class Closing:
    """What closes itself at the end of a `with`."""

    def close(self) -> None:
        """Lets go of what is held."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Store(Protocol):
    """A graph that can be asked; a context manager that closes itself."""

    @property
    def name(self) -> str:
        """How people know it: `embedded`, or the address of a server."""

    @property
    def opening(self) -> dict[str, object]:
        """What `samspil.store.asked` opens the same store by, in another process."""

    def read(self, statement: str, parameters: Parameters) -> list[Row]:
        """The rows of one statement, in its order.

        Raises:
            QueryError: the statement is wrong, or it writes.
            StoreError: the store failed.
        """

    def close(self) -> None:
        """Lets go of the store; it can't be asked afterwards."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
