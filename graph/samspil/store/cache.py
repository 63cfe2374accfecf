"""Keeps built graphs: one folder a content, never changed once it stands.

A graph is built in a sibling folder and renamed into place, so that another process sees all of it
or nothing; whoever comes second throws its own away. The sum of its files lies beside them: the
engine answers from a file that is cut short or altered as if all were well, so each opening
compares. What is not as it was is built anew.

That is against accidents, for which a CRC does, in a third of a hash's time. That another user
planted no graph, with its right sum, is `paths`' to see to: nobody else can write the folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

from samspil import __version__, paths
from samspil.errors import StoreError
from samspil.model.rows import GraphRows
from samspil.ontology.folders import DataFolder, code_files, fingerprint
from samspil.store.embedded import REWRITTEN, EmbeddedStore, build, engine_version, load_engine

_KEPT = 8
_NAME = re.compile(r"[0-9a-f]{40}")
_GRAPH = "graph"
_SUM = "samspil-sum"
"""Lies in each folder that samspil made, and in no other."""
_WORKPLACE = "building-"
_ABANDONED = 24 * 3600
"""After so many seconds, where there are no locks, nobody is building any more."""


def content_key(folder: DataFolder) -> str:
    """The name of the graph of a folder: changes with its content, our code and the engine."""
    return fingerprint(
        (folder.vocabulary, *folder.graph_files, *folder.texts, *code_files()),
        __version__,
        engine_version(),
    )


def open_cached(
    folder: DataFolder,
    rows: Callable[[], GraphRows],
    approve: Callable[[], None] = lambda: None,
) -> EmbeddedStore:
    """The graph of a data folder, built from `rows()` only where none is kept.

    No graph is kept that `approve()` doesn't let pass; it runs while the engine builds.

    Raises:
        StoreError: the engine isn't there or refuses the graph, or nothing can be written.
        DataError: from `rows()` or `approve()`.
    """
    loading = _Beside(load_engine)
    try:
        kept = paths.graphs_folder() / content_key(folder)
    finally:
        loading.wait()
    with contextlib.suppress(StoreError):
        return _opened(kept)
    try:
        if not _cleared(kept):
            kept = paths.passing_folder() / kept.name
            _cleared(kept)
        with _workplace(kept.parent) as place:
            built = place / "built"
            built.mkdir()
            made = rows()
            verdict = _Beside(approve)
            build(built / _GRAPH, made)
            (built / _SUM).write_text(_sum(built / _GRAPH), encoding="utf-8")
            verdict.wait()
            # Where this fails, another process was first: its graph has the same content.
            with contextlib.suppress(OSError):
                built.rename(kept)
        _forget(kept)
    except OSError as error:
        raise StoreError("cache-unwritable", folder=str(kept.parent)) from error
    return _opened(kept)


class _Beside(Thread):
    """Runs something beside the main thread, and gives its error to who waits for it."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Does the work."""
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001  (told to who waits)
            self._error = error

    def wait(self) -> None:
        """Returns when the work is done, or raises its error."""
        self.join()
        if self._error is not None:
            raise self._error


def _opened(kept: Path) -> EmbeddedStore:
    comparison = _Beside(lambda: _compare(kept))
    store = EmbeddedStore(kept / _GRAPH)
    try:
        comparison.wait()
    except BaseException:
        store.close()
        raise
    with contextlib.suppress(OSError):
        kept.touch()
    return store


def _compare(kept: Path) -> None:
    """Raises a `StoreError` where a graph isn't as it was built."""
    try:
        same = (kept / _SUM).read_bytes() == _sum(kept / _GRAPH).encode()
    except OSError as error:
        raise StoreError("embedded-damaged", folder=str(kept), reason=str(error)) from error
    if not same:
        raise StoreError("embedded-damaged", folder=str(kept), reason=_SUM)


def _sum(graph: Path) -> str:
    """A line for each of the engine's files: the CRC of its bytes, its name."""
    return "".join(
        f"{zlib.crc32(path.read_bytes()):08x} {path.name}\n"
        for path in sorted(graph.iterdir())
        if not path.name.startswith(REWRITTEN)
    )


def _is_ours(folder: Path) -> bool:
    return bool(_NAME.fullmatch(folder.name)) and (folder / _SUM).is_file()


def _cleared(kept: Path) -> bool:
    """Makes room for a graph, if nothing but a graph of ours or an empty folder has its name."""
    if _is_ours(kept):
        _remove(kept)
    else:
        with contextlib.suppress(OSError):
            kept.rmdir()
    return not os.path.lexists(kept)


def _remove(graph: Path) -> None:
    """Removes a graph; out of sight first, for who opens it must see all of it or nothing."""
    with contextlib.suppress(OSError), _workplace(graph.parent) as place:
        graph.rename(place / "removed")


def _forget(current: Path) -> None:
    """Removes graphs nobody asked for lately, so that edits don't fill the disk, and leftovers."""
    graphs = [path for path in current.parent.iterdir() if path != current and _is_ours(path)]
    graphs.sort(key=_last_used, reverse=True)
    for graph in graphs[_KEPT:]:
        _remove(graph)
    for place in current.parent.glob(f"{_WORKPLACE}*"):
        with _held(place, wait=False) as held:
            if held:
                shutil.rmtree(place, ignore_errors=True)


def _last_used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


@contextlib.contextmanager
def _workplace(graphs: Path) -> Iterator[Path]:
    """A folder that no other process takes for a leftover; removed in the end."""
    while True:
        place = Path(tempfile.mkdtemp(prefix=_WORKPLACE, dir=graphs))
        with _held(place, wait=True):
            # Between the two lines above, another process may have taken it for a leftover.
            if not place.exists():
                continue
            try:
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)
            return


@contextlib.contextmanager
def _held(place: Path, *, wait: bool) -> Iterator[bool]:
    """Whether a folder is nobody else's to work in; with locks, it stays so until this ends.

    A lock is gone with the process that held it, however that ended.
    """
    abandoned = time.time() - _last_used(place) > _ABANDONED
    if sys.platform == "win32":
        yield abandoned
        return
    import fcntl

    with contextlib.ExitStack() as open_folder:
        try:
            folder = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            open_folder.callback(os.close, folder)
            fcntl.flock(folder, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except (BlockingIOError, FileNotFoundError):
            yield False
        except OSError:  # A file system without locks.
            yield abandoned
        else:
            yield True
