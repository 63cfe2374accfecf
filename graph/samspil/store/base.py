"""What every store can do: run one read-only Cypher statement."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Protocol, Self

Row = dict[str, Any]
Parameters = Mapping[str, object]


class Store(Protocol):
    """A graph that can be asked; a context manager that closes itself."""

    @property
    def name(self) -> str:
        """How people know it: `embedded`, or the address of a server."""

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
