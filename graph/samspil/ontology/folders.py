"""Finds the files of a data folder, without parsing them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from samspil import paths
from samspil.errors import DataError, Place

VOCABULARY = "vocabulary.ttl"
SHAPES = "shapes.ttl"
NATIONAL = "national"
_SCHEMA_FILES = frozenset({VOCABULARY, SHAPES})


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is read, and the name by which people know it (`ishoej/stated.ttl`)."""

    path: Path
    name: str


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


def _turtle(folder: Path) -> tuple[DataFile, ...]:
    return tuple(
        DataFile(path, f"{folder.name}/{path.name}")
        for path in sorted(folder.glob("*.ttl"))
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
    direct = _turtle(root)
    if direct:
        groups = [(root, direct)]
    else:
        inner = (child for child in sorted(root.iterdir()) if child.is_dir())
        groups = [
            (child, files)
            for child in inner
            if child.name != NATIONAL and (files := _turtle(child))
        ]
    if not groups:
        raise DataError("folder-empty", place=Place(file=str(folder or root)))

    def schema(name: str) -> DataFile:
        own = root / name
        return DataFile(own if own.is_file() else bundled / name, name)

    own_national = root / NATIONAL
    national = _turtle(own_national if own_national.is_dir() else bundled / NATIONAL)
    texts = tuple(
        DataFile(path, f"{child.name}/{path.name}")
        for child, _ in groups
        for path in sorted(child.glob("*.txt"))
    )
    return DataFolder(
        root=root,
        vocabulary=schema(VOCABULARY),
        shapes=schema(SHAPES),
        national=national,
        municipalities=tuple(files for _, files in groups),
        texts=texts,
    )


def code_files() -> tuple[DataFile, ...]:
    """The modules of samspil, each of them: what shapes or lets through a graph is among them."""
    code = paths.code_folder()
    root = f"{code.as_posix()}/"
    return tuple(
        DataFile(path, path.as_posix().removeprefix(root)) for path in sorted(code.rglob("*.py"))
    )


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
    """The bytes of a file, or a `DataError` that names it."""
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise DataError(
            "file-unreadable", place=Place(file=file.name), reason=error.strerror or ""
        ) from error


def read_text(file: DataFile) -> str:
    """The text of a file, line ends as they stand, or a `DataError` that names it."""
    try:
        return read_bytes(file).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError("file-not-utf8", place=Place(file=file.name, line=line)) from error
