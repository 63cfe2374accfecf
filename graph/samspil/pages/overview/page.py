"""All pages of several municipalities: the overview, and the explorer of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from samspil.figure import palette
from samspil.figure.shapes import node_pieces
from samspil.messages import LANGUAGES, messages
from samspil.model.names import SHARED_DATASET
from samspil.model.rows import EdgeRow, GraphRows, NodeRow, Value
from samspil.model.terms import GROUPS
from samspil.pages.explorer.bilingual import Questions
from samspil.pages.html import as_page, environment, new_network, pieces
from samspil.pages.overview.model import (
    FONT_SIZE,
    LINE_HEIGHT,
    Forum,
    Kind,
    Municipality,
    Overview,
    make_overview,
)
from samspil.pages.search_words import folded
from samspil.store.base import EMBEDDED

if TYPE_CHECKING:
    from samspil.api import Model
    from samspil.figure.model import Figure

INDEX = "index.html"

_TEMPLATE = "overview.html.j2"
_STYLES = ("explorer.css", "overview.css")
SCRIPTS = ("base.js", "colours.js", "shapes.js", "search.js", "overview.js")

_ALWAYS = ("must", "should", "may", "practice", "must-not")
"""Columns that are shown even when they are empty: that there are none is worth seeing."""

_UI = tuple(
    """
    title under skip tools search-region search search-help clear figure-title
    figure-help canvas-label zoom whole closer further municipalities municipalities-help kinds
    kinds-help not-drawn too-narrow found chosen none c-municipality c-date c-situations c-forums
    c-gaps c-kind c-many c-which no-date norms
    """.split()
)
_BLANKS = {name: f"{{{name}}}" for name in ("asOf", "count", "kinds", "name")}


def page_name(dataset: str) -> str:
    """The file of a municipality's own page; none may take the overview's place."""
    name = f"{dataset}.html"
    return f"{dataset}-.html" if name.casefold() == INDEX else name


def build_pages(model: Model) -> Iterator[tuple[str, bytes]]:
    """The pages of all municipalities of a model, one after the other, and last the overview.

    Each comes as its file name and its content as soon as it is made; the page of one municipality
    takes seconds.

    Raises:
        UsageError: there is no municipality.
        DataError: the data can't be read.
        StoreError: the store can't be used.
    """
    from samspil.pages.explorer.page import render_page

    datasets = model.municipalities()
    # A Neo4j is asked for one municipality at a time: it may be loaded anew between two.
    embedded = model.address == EMBEDDED
    known = _apart(model.rows, datasets) if embedded else {}
    found = []
    for dataset in datasets:
        one = model.within(dataset)
        ask = partial(_ask, one, known.get(dataset))
        payload, figure, municipality = one.session.steady(ask)
        found.append(municipality)
        yield page_name(dataset), render_page(payload, figure, one.language, INDEX)
    yield INDEX, render_overview(make_overview(found), model.language, model.as_of.isoformat())


def _apart(rows: GraphRows, datasets: Sequence[str]) -> dict[str, GraphRows]:
    """Each municipality's own rows with what all share: going through all for each is slow."""
    nodes: dict[Value, list[NodeRow]] = defaultdict(list)
    edges: dict[Value, list[EdgeRow]] = defaultdict(list)
    for node in rows.nodes:
        nodes[node.properties["dataset"]].append(node)
    for edge in rows.edges:
        edges[edge.properties["dataset"]].append(edge)
    shared = nodes.keys() - set(datasets)
    own = {dataset: (*sorted(map(str, shared)), dataset) for dataset in datasets}
    return {
        dataset: GraphRows(
            tuple(node for one in its for node in nodes[one]),
            tuple(edge for one in its for edge in edges[one]),
        )
        for dataset, its in own.items()
    }


def _ask(model: Model, known: GraphRows | None) -> tuple[Mapping[str, Any], Figure, Municipality]:
    from samspil.figure.build import figure_of
    from samspil.pages.explorer.payload import make_payload

    rows = known or model.shown
    figure = figure_of(model, rows)
    payload = make_payload(model, figure, rows)
    return payload, figure, _municipality(model, rows, payload)


def _municipality(model: Model, rows: GraphRows, payload: Mapping[str, Any]) -> Municipality:
    """What the overview says of a municipality: counted from what its own page shows."""
    questions = Questions(model.session)
    labels = [session.dataset_label for session in questions.sessions]
    stated = {node.iri for node in rows.nodes if node.properties["layer"] == "stated"}
    nature, models = _natures(rows)
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
            if told["k"] == "InformationNorm" and told["l"] == "stated"
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


def render_overview(overview: Overview, language: str, as_of: str) -> bytes:
    """The overview as the bytes of one HTML file, in UTF-8."""
    made = environment(_STYLES, SCRIPTS)
    say = messages(language)
    made.globals.update(
        {
            "payload": _payload(overview, language, as_of),
            "language": language,
            "texts": {name: say(f"overview.{name}", **_BLANKS) for name in _UI},
        }
    )
    network = new_network()
    for spot in overview.spots:
        network.add_node(
            spot.id,
            label=spot.label_en if language == "en" else spot.label_da,
            shape="custom",
            x=spot.x,
            y=spot.y,
            kind=spot.kind,
            box=[spot.width, spot.height],
            pieces=pieces(node_pieces(spot.kind, spot.width, spot.height)),
            names=[spot.label_da, spot.label_en],
            lines=[list(spot.lines_da), list(spot.lines_en)],
        )
    for source, target in overview.edges:
        network.add_edge(source, target, id=f"{source} {target}", smooth=_SMOOTH)
    return as_page(network, made, _TEMPLATE)


# Leaves and meets a box sideways, so that it stays clear of the boxes above and below.
_SMOOTH = {
    "enabled": True,
    "type": "cubicBezier",
    "forceDirection": "horizontal",
    "roundness": 0.75,
}


def _payload(overview: Overview, language: str, as_of: str) -> dict[str, Any]:
    says = [messages(one) for one in LANGUAGES]
    of_municipality: dict[str, list[Kind]] = {one.id: [] for one in overview.municipalities}
    for kind in overview.kinds:
        for id_ in kind.municipalities:
            of_municipality[id_].append(kind)
    groups = [
        group
        for group in GROUPS
        if group in _ALWAYS or any(one.norms.get(group) for one in overview.municipalities)
    ]
    return {
        "lang": language,
        "asOf": as_of,
        "figure": {"font": FONT_SIZE, "leading": LINE_HEIGHT},
        "groups": groups,
        "municipalities": [
            {
                "id": f"m:{one.id}",
                "names": [one.label_da, one.label_en],
                "page": one.page,
                "issued": one.issued,
                "situations": one.situations,
                "norms": [one.norms.get(group, 0) for group in groups],
                "forums": len(one.forums),
                "gaps": one.gaps,
                "kinds": [f"k:{kind.id}" for kind in of_municipality[one.id]],
                "words": "|".join(
                    folded(
                        (
                            one.label_da,
                            one.label_en,
                            one.id,
                            *(
                                said
                                for forum in one.forums
                                for said in (forum.label_da, forum.label_en)
                            ),
                        )
                    )
                ),
            }
            for one in overview.municipalities
        ],
        "kinds": [
            {
                "id": f"k:{kind.id}",
                "names": [kind.label_da, kind.label_en],
                "held": [
                    [f"m:{id_}", [forum.label_da, forum.label_en]] for id_, forum in kind.forums
                ],
            }
            for kind in overview.kinds
        ],
        "ui": {name: [say(f"overview.{name}", **_BLANKS) for say in says] for name in _UI}
        | {f"modality.{one}": [say(f"modality.{one}") for say in says] for one in groups},
        "palette": {"light": dict(palette.LIGHT), "dark": dict(palette.DARK)},
    }
