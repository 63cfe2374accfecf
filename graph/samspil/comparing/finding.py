"""What a person means by one side: a folder, a file, a municipality's name, a git revision."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from samspil.comparing.revisions import extract, repository
from samspil.errors import UsageError
from samspil.language.municipalities import municipality
from samspil.ontology.folders import DataFile, DataFolder, find_data
from samspil.ontology.reading import read_file


@dataclass(frozen=True, slots=True)
class Named:
    """One side as it was named: where its data is; one file of it, where a file was named."""

    name: str
    place: Path | None
    """None for the data that comes with samspil."""
    dataset: str | None = None


def named(text: str, other: str, data: Path | None, workplace: Path) -> Named:
    """What is meant by `text`, beside `other`, with a data folder; a path comes before a name.

    Args:
        text: a folder, a file, a municipality of the data folder, `REVISION` or `REVISION:PATH`.
        other: the other side; a revision without a path is of the same folder.
        data: the data folder, where one was chosen.
        workplace: a folder for what is read from git.

    Raises:
        UsageError: it is none of these.
    """
    path = Path(text)
    if path.exists():
        return Named(text, path)
    if (dataset := _municipality(text, data)) is not None:
        return Named(text, data, dataset)
    revision, colon, inside = text.partition(":")
    beside = Path(other) if Path(other).exists() else data
    here = _folder(beside) if beside is not None else Path.cwd()
    top = repository(here)
    if top is None:
        raise UsageError("side-unknown", name=text)
    if not colon:
        inside = _inside(top, beside, text)
    place = Path(workplace, str(len(list(workplace.iterdir()))))
    place.mkdir()
    return Named(text, extract(top, revision, inside, place))


def _folder(path: Path) -> Path:
    return path.parent if path.is_file() else path


def _inside(top: Path, beside: Path | None, text: str) -> str:
    """Where the data is in the repository: as the other side, or here, or in its `ontology`."""
    if beside is not None:
        real = beside.resolve()
        if real.is_relative_to(top):
            return real.relative_to(top).as_posix()
        raise UsageError("revision-where", revision=text)
    here = Path.cwd().resolve()
    if any(here.glob("*.ttl")) or any(here.glob("*/*.ttl")):
        return here.relative_to(top).as_posix()
    if (top / "ontology").is_dir():
        return "ontology"
    raise UsageError("revision-where", revision=text)


def _municipality(text: str, data: Path | None) -> str | None:
    known = datasets_of(find_data(data))
    try:
        return municipality(text, {one: one for one in known})
    except UsageError:
        return None


def folders(before: Named, after: Named, workplace: Path) -> tuple[DataFolder, DataFolder]:
    """The data folders of both sides; of two files, the second stands in the place of the first.

    Raises:
        UsageError: one side is a file and the other is none.
        DataError: there is no data.
    """
    files = [one.place is not None and one.place.is_file() for one in (before, after)]
    if files[0] != files[1]:
        raise UsageError("side-file", name=(before if files[0] else after).name)
    if all(files):
        assert before.place is not None  # noqa: S101  (both are files)
        assert after.place is not None  # noqa: S101
        folder = before.place.parent
        copy = workplace / "second" / folder.resolve().name
        shutil.copytree(folder, copy)
        shutil.copyfile(after.place, copy / before.place.name)
        return find_data(folder), find_data(copy)
    old, new = (_of(one) for one in (before, after))
    return old, new


def only(data: Path | None, wanted: str | None) -> DataFolder:
    """A data folder with one municipality: the one that is wanted, or the one that there is.

    Raises:
        UsageError: there are several and none is wanted, or there is none of that name.
        DataError: there is no data.
    """
    folder = find_data(data)
    known = datasets_of(folder)
    if wanted is None and len(known) > 1:
        raise UsageError("dataset-choose", known=list(known))
    if wanted is None:
        return folder
    return _alone(folder, municipality(wanted, {one: one for one in known}))


def _of(side: Named) -> DataFolder:
    folder = find_data(side.place)
    return folder if side.dataset is None else _alone(folder, side.dataset)


def _alone(folder: DataFolder, dataset: str) -> DataFolder:
    kept = tuple(files for files in folder.municipalities if _is(files, dataset))
    places = {files[0].path.parent for files in kept}
    texts = tuple(text for text in folder.texts if text.path.parent in places)
    return replace(folder, municipalities=kept, texts=texts)


def _is(files: tuple[DataFile, ...], dataset: str) -> bool:
    return read_file(files[0]).dataset == dataset


def datasets_of(folder: DataFolder) -> tuple[str, ...]:
    """The municipalities of a folder, by the heads of their first files."""
    return tuple(dict.fromkeys(read_file(files[0]).dataset for files in folder.municipalities))
