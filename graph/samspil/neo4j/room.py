"""Whether a server has room for a load: where it can't log a change, its own log may be broken."""

from __future__ import annotations

import contextlib
import ipaddress
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from samspil.errors import SamspilError, StoreError
from samspil.neo4j.plan import LoadPlan
from samspil.store.bolt import BoltStore

_FOLDERS = (
    "SHOW SETTINGS 'server.directories.data', 'server.directories.transaction.logs.root' "
    "YIELD value RETURN value"
)
_ROW = 2_048
"""Bytes for each row that is written: a row of ours takes 500 in the log, and as many in the store
and its indexes; the rest is for what others write meanwhile."""
_MB = 10**6


class Room:
    """The disks of a server that runs on this machine; of another one nothing can be known."""

    def __init__(self, store: BoltStore) -> None:
        self._address = store.name
        self._folders = tuple(_folders(store)) if _is_here(store.name) else ()

    def check(self, todo: LoadPlan) -> None:
        """Stops a load for which there is too little room.

        Raises:
            StoreError: there is.
        """
        rows = sum(
            len(identities)
            for kind in (todo.nodes, todo.edges, todo.layers)
            for identities in (kind.added, kind.changed, kind.removed)
        )
        for folder in self._folders:
            with contextlib.suppress(OSError):
                free = shutil.disk_usage(folder).free
                if free < rows * _ROW:
                    raise StoreError(
                        "load-room",
                        address=self._address,
                        folder=str(folder),
                        dataset=todo.dataset,
                        free=free // _MB,
                        needed=-(-rows * _ROW // _MB),
                    )


def _is_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _folders(store: BoltStore) -> Iterable[Path]:
    """Where it keeps its data and its log; none if it doesn't tell, or is in a container."""
    with contextlib.suppress(SamspilError, OSError):
        for row in store.read(_FOLDERS, {}):
            folder = Path(str(row["value"]))
            if folder.is_absolute() and any(
                (folder / own).is_dir() for own in ("databases", "system")
            ):
                yield folder
