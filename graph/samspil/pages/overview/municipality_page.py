"""The page of one municipality among several, and what the overview says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from samspil.figure.build import figures_of
from samspil.model.names import SHARED_DATASET
from samspil.model.rows import GraphRows
from samspil.model.terms import NORM, STATED
from samspil.pages.explorer.bilingual import Questions
from samspil.pages.explorer.page import render_page
from samspil.pages.explorer.payload import make_payload
from samspil.pages.overview.matrix import answered
from samspil.pages.overview.model import Forum, Municipality

if TYPE_CHECKING:
    from samspil.api import Model

INDEX = "index.html"

Made = tuple[str, bytes, Municipality]
"""The file name of a page, the page, and what the overview says of its municipality."""


def page_name(dataset: str) -> str:
    """The file of a municipality's own page; none may take the overview's place."""
    name = f"{dataset}.html"
    return f"{dataset}-.html" if name.casefold() == INDEX else name


def make(model: Model) -> Made:
    """The page of the municipality that a model has chosen.

    Raises:
        DataError: the data can't be read.
        StoreError: the store can't be used.
    """

    def ask() -> Made:
        rows = model.shown
        figures = figures_of(model, rows)
        payload = make_payload(model, figures, rows)
        municipality = _municipality(model, rows, payload)
        page = render_page(payload, figures, model.language, INDEX)
        return municipality.page, page, municipality

    return model.session.steady(ask)


def _municipality(model: Model, rows: GraphRows, payload: Mapping[str, Any]) -> Municipality:
    """What the overview says of a municipality: counted from what its own page shows."""
    questions = Questions(model.session)
    labels = [session.dataset_label for session in questions.sessions]
    nature, models = _natures(rows)
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
            Forum(
                one.id,
                one.label_da,
                one.label_en,
                nature.get(one.iri, ""),
                models.get(one.iri, ""),
            )
            for one in questions.things("Forum")
            if one.dataset == questions.dataset and one.iri in stated
        ),
        answers=answered(payload),
    )


def _natures(rows: GraphRows) -> tuple[dict[str, str], dict[str, str]]:
    """Class and tier of each thing, and the shared model that it is said to be of the type of."""
    slugs = {node.iri: str(node.properties["slug"]) for node in rows.nodes}
    shared = {n.iri for n in rows.nodes if n.properties["dataset"] == SHARED_DATASET}
    links: dict[str, dict[str, str]] = defaultdict(dict)
    for edge in rows.edges:
        if edge.type in {"CLASSIFICATION", "TIER", "FORUM_TYPE"} and edge.target in slugs:
            links[edge.type][edge.source] = edge.target
    natures = {}
    for thing, kind in links["CLASSIFICATION"].items():
        tier = links["TIER"].get(thing) or links["TIER"].get(kind, "")
        natures[thing] = f"{slugs[kind]} {slugs.get(tier, '')}"
    models = {one: model for one, model in links["FORUM_TYPE"].items() if model in shared}
    return natures, models
