"""What an error needs besides its text, where a person reads it: the true place, the next step."""

from __future__ import annotations

import shlex
from pathlib import Path

from samspil.errors import DataError, Place
from samspil.ontology.folders import find_data, read_text

_CHECKED = frozenset({"data-wrong", "turtle-syntax", "turtle-wrong"})


def explained(error: DataError, folder: Path | None) -> DataError:
    """The error as `check` tells it: the parser notices a slip only later, and says less of it."""
    told = _told(error, folder)
    told.others = tuple(_told(other, folder) for other in error.others)
    if any(one.code in _CHECKED for one in (told, *told.others)):
        told.remedy = "samspil check" + (f" --data {shlex.quote(str(folder))}" if folder else "")
    return told


def _told(error: DataError, folder: Path | None) -> DataError:
    if error.code != "turtle-syntax" or error.place is None:
        return error
    # The parser that `check` asks is needed only here.
    from samspil.validation.turtle import syntax_findings

    data = find_data(folder)
    for file in (data.vocabulary, *data.graph_files):
        if file.name == error.place.file:
            found = next(iter(syntax_findings(read_text(file), file.name)), None)
            if found is not None:
                place = Place(found.file, found.line, found.iri)
                return DataError("turtle-wrong", place=place, finding=found)
    return error
