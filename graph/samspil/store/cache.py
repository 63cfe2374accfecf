"""Keeps built graphs: one folder a content, never changed once it stands.

A graph is built in a sibling folder and renamed into place, so that another process sees all of it
or nothing; whoever comes second throws its own away. A folder that can't be opened is built anew
beside it.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from samspil import __version__, paths
from samspil.errors import StoreError
from samspil.model.rows import GraphRows
from samspil.ontology.folders import DataFile, DataFolder, fingerprint
from samspil.store.embedded import EmbeddedStore, build, engine_version

_CODE = ("mapping", "ontology", "store", "model")
_KEPT = 8


def content_key(folder: DataFolder) -> str:
    """The name of the graph of a folder: changes with its content, our code and the engine."""
    code = paths.code_folder()
    modules = [
        DataFile(path, f"{part}/{path.name}")
        for part in _CODE
        for path in sorted((code / part).glob("*.py"))
    ]
    return fingerprint(
        (folder.vocabulary, *folder.graph_files, *folder.texts, *modules),
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
        StoreError: the engine isn't there or refuses the graph.
        DataError: from `rows()` or `approve()`.
    """
    cache = paths.cache_folder()
    kept = cache / content_key(folder)
    if kept.is_dir():
        try:
            return _opened(kept)
        except StoreError:
            kept = _aside(kept)
    built = Path(tempfile.mkdtemp(prefix="building-", dir=cache)) / "graph"
    try:
        made = rows()
        verdict = _Beside(approve)
        build(built, made)
        verdict.wait()
        _install(built, kept)
    finally:
        shutil.rmtree(built.parent, ignore_errors=True)
    _forget_old(cache, kept)
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
    store = EmbeddedStore(kept)
    with contextlib.suppress(OSError):
        kept.touch()
    return store


def _aside(damaged: Path) -> Path:
    """Moves a damaged graph out of the way; where that fails, another name is used."""
    grave = Path(tempfile.mkdtemp(prefix="damaged-", dir=damaged.parent))
    try:
        damaged.rename(grave / "graph")
    except OSError:
        return damaged.with_name(f"{damaged.name}-{grave.name}")
    finally:
        shutil.rmtree(grave, ignore_errors=True)
    return damaged


def _install(built: Path, kept: Path) -> None:
    try:
        built.rename(kept)
    except OSError:
        # Another process was first: its graph has the same content.
        if not kept.is_dir():
            raise StoreError("cache-unwritable", folder=str(kept.parent)) from None


def _forget_old(cache: Path, current: Path) -> None:
    """Removes graphs nobody asked for lately, so that edits don't fill the disk."""
    graphs = [path for path in cache.iterdir() if path.is_dir() and path != current]
    with contextlib.suppress(OSError):
        graphs.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in graphs[_KEPT:]:
            if not path.name.startswith("building-"):
                shutil.rmtree(path, ignore_errors=True)
