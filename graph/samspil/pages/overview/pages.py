"""All pages of several municipalities: the explorer of each, and the overview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from samspil.errors import DataError
from samspil.neo4j.desired import Wanted
from samspil.pages.overview.model import Municipality, make_overview
from samspil.pages.overview.municipality_page import INDEX, Made, make
from samspil.pages.overview.page import render_overview
from samspil.pages.overview.workers import apart, made_apart
from samspil.store.base import EMBEDDED

if TYPE_CHECKING:
    from samspil.api import Model


def municipalities(model: Model) -> list[str]:
    """The ids of all municipalities; of a data folder, read from the heads of its files only.

    Raises:
        UsageError: there is none.
        DataError: two folders hold the same.
    """
    if model.address == EMBEDDED:
        return list(Wanted(model.data).datasets)
    return model.municipalities()


def build_pages(model: Model, processes: int | None = None) -> Iterator[tuple[str, bytes]]:
    """The pages of all municipalities of a model, one after the other, and last the overview.

    Each comes as its file name and its content as soon as it is made; the page of one municipality
    takes a second or two. Those of a data folder are made side by side in so many processes, the
    same whatever their number. A municipality whose data can't be used is left out, and told when
    the others are made.

    Raises:
        UsageError: there is no municipality.
        DataError: the data of some can't be used (`others` are those after the first).
        StoreError: the store can't be used.
    """
    found: list[Municipality] = []
    broken: list[DataError] = []
    for made in _made(model, processes):
        if isinstance(made, DataError):
            broken += (made, *made.others)
        else:
            name, page, municipality = made
            found.append(municipality)
            yield name, page
    if found:
        yield INDEX, render_overview(make_overview(found), model.language, model.as_of.isoformat())
    if broken:
        first, *others = broken
        first.others = tuple(others)
        raise first


def _made(model: Model, processes: int | None) -> Iterator[Made | DataError]:
    if model.address != EMBEDDED:
        # A Neo4j is asked for one municipality at a time: it may be loaded anew between two.
        for dataset in model.municipalities():
            yield make(model.within(dataset))
        return
    for made in made_apart(apart(model), processes):
        if isinstance(made, tuple):
            yield made
            continue
        # What went wrong in another process is told in this one, where the error is as it was.
        try:
            with made as again:
                yield make(again)
        except DataError as error:
            yield error
