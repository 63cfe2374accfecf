"""Puts an export on disk: all of it or nothing, and never over what somebody else has there."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from samspil.errors import DataError, UsageError
from samspil.export.formats import Format, contents, find_format
from samspil.ontology.folders import PLACES, TESTS

if TYPE_CHECKING:
    from samspil.model.rows import GraphRows
    from samspil.ontology.reading import ParsedOntology

# What an earlier export may have left in a folder; anything else is somebody's own.
_OURS = {
    "csv": ("nodes.csv", "edges.csv"),
    "turtle": ("*.ttl", "*/*.ttl", "*/*.txt", f"*/{PLACES}", f"*/{TESTS}"),
}


def export(
    ontology: ParsedOntology,
    rows: GraphRows,
    name: str,
    target: Path,
    *,
    force: bool = False,
    language: str = "da",
) -> list[Path]:
    """Writes the data in a format (a key of `FORMATS`) to `target`; gives the files written.

    What stands at `target` is replaced only with `force`, and a folder only if nothing but an
    earlier export is in it. After an error everything is as before.

    Raises:
        UsageError: an unknown format, or a target that can't or mustn't be written.
        DataError: the data can't be said in that format.
    """
    format_ = find_format(name)
    place = _resolved(target)
    _refuse_data(ontology, place, target)
    _check(format_, place, target, force=force)
    # All texts are made before the first byte is written.
    encoded = {
        path: _encoded(text, name)
        for path, text in contents(ontology, rows, name, language=language).items()
    }
    try:
        if format_.kind == "file":
            (only,) = encoded.values()
            _replace(place, lambda new: _write(new, only))
            return [target]
        _replace(place, lambda new: _write_all(new, encoded))
    except OSError as error:
        raise _unusable(target, error) from error
    return [target / path for path in encoded]


def _unusable(target: Path, error: Exception) -> UsageError:
    reason = getattr(error, "strerror", None) or str(error)
    return UsageError("export-target-unusable", target=str(target), reason=reason)


def _resolved(target: Path) -> Path:
    """Where a target really lies: a link is followed, never replaced."""
    try:
        return target.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise _unusable(target, error) from error


def _refuse_data(ontology: ParsedOntology, place: Path, target: Path) -> None:
    folder = ontology.folder
    read = (folder.vocabulary, folder.shapes, *folder.graph_files, *folder.texts)
    for file in read:
        path = file.path.resolve()
        if place == path or place in path.parents:
            raise UsageError("export-target-is-data", target=str(target))


def _check(format_: Format, place: Path, target: Path, *, force: bool) -> None:
    try:
        if not place.parent.is_dir():
            raise UsageError("export-parent-missing", folder=str(target.parent))
        if not place.exists():
            return
        if not (place.is_file() or place.is_dir()):
            raise UsageError("export-target-unusable", target=str(target), reason="")
        if place.is_dir() != (format_.kind == "folder"):
            code = "export-target-is-folder" if place.is_dir() else "export-target-is-file"
            raise UsageError(code, target=str(target), name=format_.name)
        if not force:
            raise UsageError("export-target-exists", target=str(target))
        if place.is_dir():
            for found in _foreign(place, _OURS[format_.name]):
                raise UsageError("export-target-foreign", target=str(target), found=found)
    except (OSError, ValueError) as error:
        raise _unusable(target, error) from error


def _foreign(folder: Path, patterns: tuple[str, ...], depth: int = 1) -> Iterator[str]:
    """What is in a folder that an export can't have left there."""
    here = [pattern for pattern in patterns if pattern.count("/") + 1 == depth]
    deeper = any(pattern.count("/") + 1 > depth for pattern in patterns)
    for path in sorted(folder.iterdir()):
        if deeper and path.is_dir() and not path.is_symlink():
            yield from _foreign(path, patterns, depth + 1)
        elif path.is_symlink() or not path.is_file() or not any(path.match(one) for one in here):
            yield path.name


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        sign = f"U+{ord(error.object[error.start]):04X}"
        raise DataError("export-not-text", name=name, sign=sign) from error


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _replace(place: Path, make: Callable[[Path], None]) -> None:
    """Makes something beside `place` and renames it there; what was there goes last."""
    token = secrets.token_hex(6)
    new = place.with_name(f".samspil-new-{token}")
    old = place.with_name(f".samspil-old-{token}")
    try:
        make(new)
        if not place.is_dir():
            new.replace(place)
            return
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        _remove(new)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
