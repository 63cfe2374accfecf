"""Finds the files of a data folder, without parsing them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from samspil import paths
from samspil.errors import DataError, Place

VOCABULARY = "vocabulary.ttl"
SHAPES = "shapes.ttl"
NATIONAL = "national"
PLACES = "figure.json"
"""Where the boxes of a municipality's figure stand, kept beside its data."""
TESTS = "tests.yaml"
"""The answers that a municipality expects, kept beside its data too."""
_SCHEMA_FILES = frozenset({VOCABULARY, SHAPES})
_LARGEST = 256 << 20
"""Bytes: a file of a million triples has a third of it."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is read, and the name by which people know it (`ishoej/stated.ttl`).

    `within` is the folder that it must lie in, wherever its links lead; without one, anywhere.
    """

    path: Path
    name: str
    within: Path | None = None

    def beside(self, name: str) -> DataFile:
        """A file of that name in the same folder."""
        path = self.path.with_name(name)
        return DataFile(path, f"{path.parent.name}/{name}", self.within)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """All files of one call: vocabulary, shapes, what all share, the municipalities."""

    root: Path
    vocabulary: DataFile
    shapes: DataFile
    national: tuple[DataFile, ...]
    municipalities: tuple[tuple[DataFile, ...], ...]
    texts: tuple[DataFile, ...]

    @property
    def graph_files(self) -> tuple[DataFile, ...]:
        """The Turtle files that become layers, national ones first."""
        own = tuple(file for group in self.municipalities for file in group)
        return self.national + own


def _files(folder: Path, pattern: str, within: Path | None) -> tuple[DataFile, ...]:
    return tuple(
        DataFile(path, f"{folder.name}/{path.name}", within)
        for path in sorted(folder.glob(pattern))
        if path.name not in _SCHEMA_FILES
    )


def find_data(folder: Path | None = None) -> DataFolder:
    """The files of a data folder; without one, of the bundled Ishøj.

    A folder is either one municipality (Turtle files in it) or holds a folder a municipality.
    National data, the vocabulary and the shapes are the folder's own if it has them, else the
    bundled ones.

    Raises:
        DataError: the folder isn't there, or has no Turtle in it.
    """
    bundled = paths.ontology_folder()
    root = (folder or bundled).resolve()
    if not root.is_dir():
        raise DataError("folder-missing", place=Place(file=str(folder)))
    # What comes with samspil may be links, where an installer shares files.
    within = root if folder else None
    direct = _files(root, "*.ttl", within)
    if direct:
        groups = [(root, direct)]
    else:
        inner = (child for child in sorted(root.iterdir()) if child.is_dir())
        groups = [
            (child, files)
            for child in inner
            if child.name != NATIONAL and (files := _files(child, "*.ttl", within))
        ]
    if not groups:
        raise DataError("folder-empty", place=Place(file=str(folder or root)))

    def schema(name: str) -> DataFile:
        if os.path.lexists(root / name):
            return DataFile(root / name, name, within)
        return DataFile(bundled / name, name)

    own = (root / NATIONAL).is_dir()
    national = _files((root if own else bundled) / NATIONAL, "*.ttl", within if own else None)
    texts = tuple(file for child, _ in groups for file in _files(child, "*.txt", within))
    return DataFolder(
        root=root,
        vocabulary=schema(VOCABULARY),
        shapes=schema(SHAPES),
        national=national,
        municipalities=tuple(files for _, files in groups),
        texts=texts,
    )


SHOWING = frozenset(
    {
        "asking", "audit", "cli", "comparing", "conformance", "eventlog", "figure", "pages",
        "render",
    }
)  # fmt: skip
"""The rooms that nothing which builds, lets through or loads a graph imports: a test follows."""


def code_files() -> tuple[DataFile, ...]:
    """The modules of samspil that could shape a graph, or let one through.

    All but the rooms that only answer and show: a room that is new or gets another name counts.
    """
    code = paths.code_folder()
    root = f"{code.as_posix()}/"
    rooms = [one for one in code.iterdir() if one.is_dir() and one.name not in SHOWING]
    files = [*code.glob("*.py"), *(path for room in rooms for path in room.rglob("*.py"))]
    return tuple(DataFile(path, path.as_posix().removeprefix(root)) for path in sorted(files))


def fingerprint(files: Iterable[DataFile], *salt: str) -> str:
    """A hash of the names and bytes of files, and of anything else that matters (`salt`).

    Raises:
        DataError: a file can't be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    for extra in salt:
        digest.update(extra.encode() + b"\0")
    for file in files:
        digest.update(file.name.encode() + b"\0")
        digest.update(hashlib.blake2b(read_bytes(file)).digest())
    return digest.hexdigest()


def read_bytes(file: DataFile) -> bytes:
    """The bytes of a file, or a `DataError` that names it.

    Nothing is read that isn't a regular file, is too large, or lies elsewhere by a link.
    """
    place = Place(file=file.name)
    try:
        real = file.path
        if file.within is not None:
            real = real.resolve()
            if not real.is_relative_to(file.within.resolve()):
                raise DataError("file-outside", place=place)
        # Before it is opened: opening a pipe waits for somebody to write to it.
        if not stat.S_ISREG(real.stat().st_mode):
            raise DataError("file-not-regular", place=place)
        with real.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError("file-unreadable", place=place, reason=reason) from error
    if len(content) > _LARGEST:
        raise DataError("file-too-large", place=place, limit=_LARGEST >> 20)
    return content


def read_text(file: DataFile) -> str:
    """The text of a file, line ends as they stand, or a `DataError` that names it."""
    try:
        return read_bytes(file).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError("file-not-utf8", place=Place(file=file.name, line=line)) from error
