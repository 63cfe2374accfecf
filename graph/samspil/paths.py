"""Where the data that comes with samspil lies, and where it may keep a cache.

An installed package carries its data beside its code (`samspil/data`); a checkout has it at its
root. Nothing else in samspil knows about folders outside those that a user names.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path

from samspil.catalogues import compile_stale
from samspil.errors import StoreError

_PACKAGE = Path(__file__).resolve().parent
_GRAPHS = "graphs"
_TAG = "CACHEDIR.TAG"
# The first line is what programs that take backups look for (https://bford.info/cachedir/).
_TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# Graphs that samspil keeps.\n"


def _data_root() -> Path:
    packaged = _PACKAGE / "data"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1]


def ontology_folder() -> Path:
    """The folder of the bundled ontology: vocabulary, shapes, national data, Ishøj."""
    return _data_root() / "ontology"


def queries_folder() -> Path:
    """The folder of the bundled questions (`*.cypher`)."""
    return _data_root() / "queries"


@cache
def locale_folder() -> Path:
    """The folder of the message catalogues, compiled from what was written last."""
    folder = _PACKAGE / "locale"
    compile_stale(folder)
    return folder


def code_folder() -> Path:
    """The folder of the package's code, part of what a cached graph depends on."""
    return _PACKAGE


def graphs_folder() -> Path:
    """The folder of the kept graphs: made by samspil, writable by this user alone.

    It lies in `SAMSPIL_CACHE`, else in the user's cache folder, else in a folder of the system's
    temporary space; where none of these will do, it is new and goes when this process ends.

    Raises:
        StoreError: not even that can be written.
    """
    named = os.environ.get("SAMSPIL_CACHE")
    if named:
        wanted = Path(named)
    else:
        from platformdirs import user_cache_path

        wanted = user_cache_path("samspil", appauthor=False)
    with contextlib.suppress(OSError):
        wanted.mkdir(parents=True, exist_ok=True)
        if _is_graphs_folder(wanted / _GRAPHS):
            return wanted / _GRAPHS
    # A folder per user: two users of one machine must not meet in it. Its name can be guessed, so
    # it may be someone else's trap.
    owner = os.environ.get("USERNAME", "user") if sys.platform == "win32" else os.getuid()
    with contextlib.suppress(OSError):
        fallback = Path(tempfile.gettempdir()) / f"samspil-{owner}"
        fallback.mkdir(mode=0o700, exist_ok=True)
        if _is_private(fallback) and _is_graphs_folder(fallback / _GRAPHS):
            return fallback / _GRAPHS
    return passing_folder()


@cache
def passing_folder() -> Path:
    """A new folder in the system's temporary space, the same for all of this process's life.

    Raises:
        StoreError: it can't be written.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="samspil-"))
    except OSError as error:
        raise StoreError("cache-unwritable", folder=error.filename or tempfile.tempdir) from error
    atexit.register(remove_passing_folder)
    return folder


def remove_passing_folder() -> None:
    """Removes that folder, if there is one; for who ends a process without its `atexit`."""
    if passing_folder.cache_info().currsize:
        shutil.rmtree(passing_folder(), ignore_errors=True)
        passing_folder.cache_clear()


def _is_private(folder: Path) -> bool:
    """Whether it is a folder, no link, that nobody but this user can have put anything into."""
    status = folder.lstat()
    if sys.platform == "win32":
        return stat.S_ISDIR(status.st_mode)
    return (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.getuid()
        and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )


def _is_graphs_folder(folder: Path) -> bool:
    """Whether samspil made it, in this call if there was none, and this user alone may write it."""
    if not (folder / _TAG).is_file():
        # Whole or not at all: what lies there without the tag is someone else's.
        made = Path(tempfile.mkdtemp(prefix=".samspil-", dir=folder.parent))
        try:
            (made / _TAG).write_text(_TAG_TEXT, encoding="utf-8")
            with contextlib.suppress(OSError):
                made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    tag = (folder / _TAG).read_bytes()
    return _is_private(folder) and tag == _TAG_TEXT.encode() and os.access(folder, os.W_OK)
