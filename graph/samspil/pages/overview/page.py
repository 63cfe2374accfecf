"""The overview of several municipalities as one HTML file."""

from __future__ import annotations

from typing import Any

from samspil.figure import palette
from samspil.figure.shapes import node_pieces
from samspil.messages import LANGUAGES, messages
from samspil.model.terms import GROUPS
from samspil.pages.html import as_page, environment, new_network, pieces
from samspil.pages.overview.matrix import STRENGTHS
from samspil.pages.overview.model import (
    FONT_SIZE,
    LINE_HEIGHT,
    Kind,
    Overview,
)
from samspil.pages.search_words import folded

_TEMPLATE = "overview.html.j2"
_STYLES = ("explorer.css", "overview.css")
SCRIPTS = ("base.js", "colours.js", "shapes.js", "search.js", "matrix.js", "overview.js")

_ALWAYS = ("must", "should", "may", "practice", "must-not")
"""Columns that are shown even when they are empty: that there are none is worth seeing."""

_UI = tuple(
    """
    title under skip tools search-region search search-help clear figure-title
    figure-help canvas-label zoom whole closer further municipalities municipalities-help kinds
    kinds-help not-drawn too-narrow found chosen none c-municipality c-date c-situations c-forums
    c-gaps c-kind c-many c-which no-date norms matrix matrix-help matrix-more matrix-silent
    matrix-sort matrix-none found-situations
    """.split()
)
_BLANKS = {name: f"{{{name}}}" for name in ("asOf", "count", "kinds", "name")}


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
        "columns": [
            {
                "id": f"s:{number}",
                "names": [one.label_da, one.label_en],
                "words": one.words,
                "cells": [
                    [f"m:{id_}", answer.id, answer.modality, answer.forbids]
                    for id_, answer in one.answers
                ],
            }
            for number, one in enumerate(overview.columns)
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
        | {f"modality.{one}": [say(f"modality.{one}") for say in says] for one in groups}
        | {f"letter.{one}": [say(f"overview.letter.{one}") for say in says] for one in STRENGTHS},
        "palette": {"light": dict(palette.LIGHT), "dark": dict(palette.DARK)},
    }
