"""The embedded engine: ArcadeDB, native, in this process. The one module that imports it."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from samspil.errors import QueryError, StoreError
from samspil.model.rows import EdgeRow, GraphRows, NodeRow
from samspil.store.base import COMMON_LABEL, Closing, Parameters, Row, quoted, refuse_things

# The engine reads this when its library is loaded, so before the import.
os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")

# An empty configuration has no handlers; the second says that none is to be put in their place.
_SILENCE = (
    f"-Djava.util.logging.config.file={os.devnull}",
    "-Darcadedb.installCustomFormatter=false",
)
_INDEX_PAGE = 2**16
"""In bytes; no IRI can be longer."""
REWRITTEN = ("statistics.json", "last-tx-id.bin")
"""How the names begin of the files that the engine writes even where it only reads."""
_CAUSE = re.compile(r"\s*\(caused by (?:[\w.$]*(?:Exception|Error)\b)?[:\s]*(?:null)?\)")
_CLASS = re.compile(r"\b(?:[a-z_]\w*\.){2,}[A-Z][\w$]*:\s*")
_PATH = re.compile(r"\(#\d+:\d+\)")
_WRITES = ("not idempotent", "read-only", "read only", "readonly", "non-idempotent")


@cache
def _bindings() -> Any:
    logging.getLogger("arcadedb").addHandler(logging.NullHandler())  # else it speaks on stderr
    try:
        import arcadedb
    except Exception as error:
        raise StoreError("embedded-unavailable", reason=str(error)) from error
    return arcadedb


@cache
def _engine() -> Any:
    bindings = _bindings()
    try:
        with _no_log():
            bindings.database_exists(os.devnull)  # The first call loads the engine's library.
    except Exception as error:
        raise StoreError("embedded-unavailable", reason=str(error)) from error
    return bindings


def load_engine() -> None:
    """Loads the engine's library, a tenth of a cold answer in which Python can do other things.

    Raises:
        StoreError: the engine isn't there.
    """
    _engine()


@contextlib.contextmanager
def _no_log() -> Iterator[None]:
    """Lets the engine be loaded without the log that it would keep in the home folder.

    A hundred processes can write that log at once; the next one complains on stderr. Who names a
    folder for it (`ARCADEDB_LOG_DIR`) gets it. On Windows there is no file that is always empty
    to configure it with, so it stays in the folder that the engine chooses.
    """
    if "ARCADEDB_LOG_DIR" in os.environ or sys.platform == "win32":
        yield
        return
    given = os.environ.get("ARCADEDB_NATIVE_ISOLATE_ARGS")
    with tempfile.TemporaryDirectory(prefix="samspil-") as nowhere:
        os.environ["ARCADEDB_LOG_DIR"] = nowhere
        os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = " ".join((*_SILENCE, given or ""))
        try:
            yield
        finally:
            del os.environ["ARCADEDB_LOG_DIR"], os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"]
            if given is not None:
                os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = given


def engine_version() -> str:
    """The version of the engine, part of what a built graph depends on."""
    return str(_bindings().__version__)


class _Shared:
    """The graphs this process has open: the engine opens each once only, whoever asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[Path, tuple[Any, int]] = {}

    def open(self, folder: Path) -> Any:
        with self._lock:
            database, users = self._open.get(folder, (None, 0))
            if database is None:
                database = _engine().open_database(str(folder), read_only=True)
            self._open[folder] = (database, users + 1)
            return database

    def close(self, folder: Path) -> None:
        with self._lock:
            database, users = self._open.pop(folder)
            if users > 1:
                self._open[folder] = (database, users - 1)
            else:
                database.close()


_SHARED = _Shared()


class EmbeddedStore(Closing):
    """A built graph, opened for reading; several processes may have it open at once."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._closed = False
        try:
            self._database = _SHARED.open(self._folder)
        except StoreError:
            raise
        except Exception as error:
            raise StoreError("embedded-damaged", folder=str(folder), reason=str(error)) from error

    def read(self, statement: str, parameters: Parameters) -> list[Row]:
        """The rows of one read-only statement."""
        with _told():
            result = self._database.query("opencypher", statement, dict(parameters))
            return list(result.to_list())

    @property
    def opening(self) -> dict[str, object]:
        """What another process opens this graph by."""
        return {"folder": str(self._folder)}

    def few(
        self, statement: str, parameters: Parameters, _most: int, _seconds: float
    ) -> Iterator[Row]:
        """The rows of a question of one's own, one by one; who asks stops when it has enough.

        Raises:
            QueryError: the statement is wrong or writes, or a row holds more than plain values.
        """
        with _told():
            for row in self._database.query("opencypher", statement, dict(parameters)).iter_dicts():
                refuse_things(row, _is_thing)
                yield row

    def close(self) -> None:
        """Lets go of the graph; closing twice does no harm."""
        if not self._closed:
            self._closed = True
            _SHARED.close(self._folder)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turns what the engine says of a question into our errors, without its classes' names."""
    try:
        yield
    except QueryError:
        raise
    except Exception as error:
        reason = str(error)
        if any(sign in reason.lower() for sign in _WRITES):
            raise QueryError("query-writes") from error
        plain = _CAUSE.sub("", _CLASS.sub("", reason)).strip()
        raise QueryError("query-failed", reason=plain) from error


def _is_thing(value: object) -> bool:
    # The engine gives a path as text, and what its procedures find as a number of a record.
    if isinstance(value, str):
        return _PATH.match(value) is not None
    return type(value).__name__ == "RID" or (isinstance(value, dict) and "@rid" in value)


def build(folder: Path, rows: GraphRows) -> None:
    """Writes a graph into a new folder, whole; the folder must not exist.

    Raises:
        StoreError: the engine refuses it.
    """
    engine = _engine()
    try:
        with engine.create_database(str(folder)) as database:
            _write(database, rows)
    except StoreError:
        raise
    except Exception as error:
        raise StoreError("embedded-build", reason=str(error)) from error


def _write(database: Any, rows: GraphRows) -> None:
    by_labels: dict[tuple[str, ...], list[NodeRow]] = defaultdict(list)
    for node in rows.nodes:
        by_labels[node.labels].append(node)
    by_type: dict[str, list[EdgeRow]] = defaultdict(list)
    for edge in rows.edges:
        by_type[edge.type].append(edge)
    _declare(database, by_labels, by_type)
    # The folder is thrown away if anything fails, so a log for recovery would serve nobody.
    with database.graph_batch(expected_edge_count=len(rows.edges), use_wal=False) as batch:
        rids: dict[str, str] = {}
        for labels, nodes in by_labels.items():
            made = batch.create_vertices(_type(labels), [dict(node.properties) for node in nodes])
            rids.update(zip((node.iri for node in nodes), map(str, made), strict=True))
        for kind, edges in by_type.items():
            batch.new_edges(
                [rids[edge.source] for edge in edges],
                kind,
                [rids[edge.target] for edge in edges],
                [dict(edge.properties) for edge in edges],
            )
    # After the nodes, for the engine fills an index faster than it keeps one. It makes one for each
    # set of labels, of at least a page: smaller ones make a third less to read at each opening.
    database.command("sql", f"ALTER DATABASE `arcadedb.indexDefaultPageSize` {_INDEX_PAGE}")
    database.command("sql", f"CREATE PROPERTY {COMMON_LABEL}.iri STRING")
    database.command("sql", f"CREATE INDEX ON {COMMON_LABEL} (iri) UNIQUE")


def _declare(
    database: Any, by_labels: Iterable[tuple[str, ...]], relationship_types: Iterable[str]
) -> None:
    """Declares every label, every set of labels that a node bears, every relationship type.

    The engine keeps a node of several labels in a type that extends them all, named as its own
    Cypher would name it.
    """
    borne = set(by_labels)
    sets = [labels for labels in by_labels if len(labels) > 1]
    singles = sorted({label for labels in by_labels for label in labels} | {COMMON_LABEL})
    # What no node bears alone holds none itself: a third fewer files to make.
    statements = [
        f"CREATE VERTEX TYPE {quoted(label)} IF NOT EXISTS"
        + ("" if (label,) in borne else " BUCKETS 0")
        for label in singles
    ]
    statements += [
        f"CREATE VERTEX TYPE `{_type(labels)}` IF NOT EXISTS EXTENDS "
        + ",".join(quoted(label) for label in labels)
        for labels in sets
    ]
    statements += [f"CREATE EDGE TYPE {quoted(kind)} IF NOT EXISTS" for kind in relationship_types]
    database.command("sqlscript", ";\n".join(statements) + ";")


def _type(labels: tuple[str, ...]) -> str:
    return "~".join(labels)
