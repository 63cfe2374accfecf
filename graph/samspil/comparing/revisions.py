"""Reads a data folder as it was in a git revision, without touching the work tree.

git is only asked for the names and bytes of files; no filter, hook or attribute of the repository
comes into play.
"""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

from samspil.errors import UsageError

_READ = frozenset({".ttl", ".txt"})
_DEEPEST = 2
"""A data folder holds files, and folders of files."""
_SECONDS = 60
_LARGEST = 256 << 20


def repository(folder: Path) -> Path | None:
    """The top folder of the repository that a folder is in; None where it is in none.

    Raises:
        UsageError: git isn't there.
    """
    found = _git(folder, "rev-parse", "--show-toplevel")
    return Path(found.stdout.decode().strip()).resolve() if found.returncode == 0 else None


def extract(top: Path, revision: str, path: str, target: Path) -> Path:
    """Writes the data files of a folder, or of that of a file, of a revision into a new folder.

    Returns:
        Where the folder, or the file, now is.

    Raises:
        UsageError: there is no such revision, or nothing of that name in it.
    """
    found = _git(
        top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}"
    )
    if found.returncode != 0:
        raise UsageError("revision-unknown", revision=revision)
    tree = found.stdout.decode().strip()
    plain = "" if path in {"", "."} else PurePosixPath(path).as_posix()
    # A file is told by what lies beside it.
    if PurePosixPath(plain).suffix in _READ:
        folder = extract(top, revision, PurePosixPath(plain).parent.as_posix(), target)
        file = folder / PurePosixPath(plain).name
        if not file.exists():
            raise UsageError("revision-path", revision=revision, path=path)
        return file
    listed = _git(
        top, "ls-tree", "-r", "-l", "-z", "--full-tree", tree, *([plain] if plain else [])
    )
    if listed.returncode != 0 or not listed.stdout:
        raise UsageError("revision-path", revision=revision, path=path)
    depth = len(PurePosixPath(plain).parts)
    inside = target / (PurePosixPath(plain).name or "data")
    for line in listed.stdout.decode("utf-8", "surrogateescape").split("\0"):
        if not line:
            continue
        told, _, name = line.partition("\t")
        mode, kind, blob, size = told.split()
        parts = PurePosixPath(name).parts[depth:]
        # A link of the repository leads nowhere here.
        if kind != "blob" or mode == "120000" or len(parts) > _DEEPEST:
            continue
        if PurePosixPath(name).suffix not in _READ or int(size) > _LARGEST:
            continue
        place = inside.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_git(top, "cat-file", "blob", blob).stdout)
    if not inside.exists():
        raise UsageError("revision-path", revision=revision, path=path)
    return inside


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603
    except FileNotFoundError:
        raise UsageError("git-missing") from None
    except subprocess.TimeoutExpired:
        raise UsageError("git-slow", seconds=_SECONDS) from None
