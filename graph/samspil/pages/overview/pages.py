"""All pages of several municipalities: the explorer of each, and the overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from samspil.errors import DataError
from samspil.figure.build import figure_of
from samspil.model.rows import GraphRows
from samspil.model.terms import NORM, STATED
from samspil.neo4j.desired import Wanted
from samspil.pages.explorer.bilingual import Questions
from samspil.pages.explorer.page import render_page
from samspil.pages.explorer.payload import make_payload
from samspil.pages.overview.model import Forum, Municipality, make_overview
from samspil.pages.overview.page import render_overview
from samspil.store.base import EMBEDDED

if TYPE_CHECKING:
    from samspil.api import Model

INDEX = "index.html"

Made = tuple[str, bytes, Municipality]
"""The file name of a page, the page, and what the overview says of its municipality."""


def page_name(dataset: str) -> str:
    """The file of a municipality's own page; none may take the overview's place."""
    name = f"{dataset}.html"
    return f"{dataset}-.html" if name.casefold() == INDEX else name


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
    from samspil.pages.overview.workers import made_apart

    for made in made_apart(model.apart(), processes):
        if isinstance(made, tuple):
            yield made
            continue
        # What went wrong in another process is told in this one, where the error is as it was.
        try:
            with made as again:
                yield make(again)
        except DataError as error:
            yield error


def make(model: Model) -> Made:
    """The page of the municipality that a model has chosen.

    Raises:
        DataError: the data can't be read.
        StoreError: the store can't be used.
    """

    def ask() -> Made:
        rows = model.shown
        figure = figure_of(model, rows)
        payload = make_payload(model, figure, rows)
        municipality = _municipality(model, rows, payload)
        page = render_page(payload, figure, model.language, INDEX)
        return municipality.page, page, municipality

    return model.session.steady(ask)


def _municipality(model: Model, rows: GraphRows, payload: Mapping[str, Any]) -> Municipality:
    """What the overview says of a municipality: counted from what its own page shows."""
    questions = Questions(model.session)
    labels = [session.dataset_label for session in questions.sessions]
    stated = {node.iri for node in rows.nodes if node.properties["layer"] == STATED}
    return Municipality(
        id=questions.dataset,
        label_da=labels[0],
        label_en=labels[1],
        page=page_name(questions.dataset),
        issued=tuple(one["issued"] for one in payload["sources"]),
        situations=len(payload["situations"]),
        norms=Counter(
            told["m"]
            for told in payload["assertions"].values()
            if told["k"] == NORM and told["l"] == STATED
        ),
        gaps=len(payload["gaps"]),
        forums=tuple(
            Forum(one.id, one.label_da, one.label_en)
            for one in questions.things("Forum")
            if one.dataset == questions.dataset and one.iri in stated
        ),
    )
