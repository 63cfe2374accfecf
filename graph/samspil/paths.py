"""Where the data that comes with samspil lies, and where it may keep a cache.

An installed package carries its data beside its code (`samspil/data`); a checkout has it at its
root. Nothing else in samspil knows about folders outside those that a user names.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from samspil.catalogues import compile_stale

_PACKAGE = Path(__file__).resolve().parent


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


def cache_folder() -> Path:
    """The folder for built graphs: `SAMSPIL_CACHE`, else the user's cache folder.

    Falls back to a folder of the system's temporary space when that can't be written.
    """
    named = os.environ.get("SAMSPIL_CACHE")
    if named:
        wanted = Path(named)
    else:
        from platformdirs import user_cache_path

        wanted = user_cache_path("samspil", appauthor=False)
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        if os.access(wanted, os.W_OK):
            return wanted
    except OSError:
        pass
    # A folder per user: two users of one machine must not meet in it.
    owner = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    fallback = Path(tempfile.gettempdir()) / f"samspil-{owner}"
    fallback.mkdir(mode=0o700, parents=True, exist_ok=True)
    return fallback
