"""The explorer as one HTML file: pyvis' network in a template of our own.

pyvis' template asks a CDN and lets markup in; ours has neither. Everything is inlined, scripts and
styles are named by their hashes in the Content-Security-Policy, and data stands in JSON blocks that
no browser runs. Two builds from the same data and date are equal, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from samspil.figure.line_styles import TOLD, line_kind, shown_as
from samspil.messages import messages
from samspil.pages.explorer.ui_codes import BLANKS, UI
from samspil.pages.html import as_page, environment, new_network

if TYPE_CHECKING:
    from samspil.api import Model
    from samspil.figure.model import Figure, FigureEdge, FigureNode

    Figures = tuple[Figure, Figure]

_TEMPLATE = "explorer.html.j2"
_STYLES = ("explorer.css", "figure.css")
# In the order in which they are needed; together they are one script.
SCRIPTS = (
    "base.js",
    "colours.js",
    "state.js",
    "shapes.js",
    "labels.js",
    "drawn.js",
    "squeezed.js",
    "canvas.js",
    "search.js",
    "linking.js",
    "answers.js",
    "views.js",
    "filters.js",
    "cards.js",
    "export.js",
    "explorer.js",
)


def build_page(model: Model, figures: Figures | None = None) -> bytes:
    """The explorer of a model as the bytes of one HTML file, in UTF-8.

    The page opens in the model's language and holds both; its law is that of the model's day.

    Args:
        model: the model, with its municipality chosen if there are several.
        figures: the figure to draw, in Danish and in English; without them, those of the model.

    Raises:
        UsageError: no municipality, or several and none chosen.
        DataError: the data can't be read.
        StoreError: the store can't be used.
    """
    from samspil.figure.build import figures_of
    from samspil.pages.explorer.payload import make_payload

    def ask() -> tuple[dict[str, Any], Figures]:
        rows = model.shown
        drawn = figures or figures_of(model, rows)
        return make_payload(model, drawn, rows), drawn

    # In a Neo4j the data may be loaded anew between two of the thousands of questions.
    payload, drawn = model.session.steady(ask)
    return render_page(payload, drawn, model.language)


def render_page(
    payload: Mapping[str, Any], figures: Figures, language: str, overview: str = ""
) -> bytes:
    """A payload and its figures as the bytes of one HTML file.

    `overview` is the file of the overview that the page belongs to, if it belongs to one.
    """
    made = environment(_STYLES, SCRIPTS)
    say = messages(language)
    figure = figures[language == "en"]
    made.globals.update(
        {
            "payload": payload,
            "language": language,
            "overview": overview,
            "title": say("explorer.page-title", name=_text(payload["name"], language)),
            "texts": {name: say(f"explorer.{name}", **BLANKS) for name in UI},
            "figure_title": figure.title_en if language == "en" else figure.title_da,
        }
    )
    return as_page(_network(figure, language), made, _TEMPLATE)


def _network(figure: Figure, language: str) -> Any:  # noqa: ANN401  (pyvis has no types)
    network = new_network()
    for node in figure.nodes:
        network.add_node(node.id, **_node(node, language))
    for edge in figure.edges:
        network.add_edge(edge.source, edge.target, **_edge(edge))
    return network


def _node(node: FigureNode, language: str) -> dict[str, Any]:
    return {
        "label": node.label_en if language == "en" else node.label_da,
        "shape": "custom",
        "kind": node.kind,
        "tier": node.tier,
        "names": [node.label_da, node.label_en],
        "undrawn": node.undrawn,
    }


def _edge(edge: FigureEdge) -> dict[str, Any]:
    return {
        "id": edge.id,
        "terms": [edge.terms_da, edge.terms_en],
        "names": [edge.label_da, edge.label_en],
        "assertion": edge.assertion,
        "modality": edge.modality,
        "layer": edge.layer,
        "family": edge.family,
        "gap": edge.gap,
        "line": line_kind(edge),
        "bundle": edge.bundle,
        "told": shown_as(edge) == TOLD,
    }


def _text(said: str | list[str], language: str) -> str:
    return said if isinstance(said, str) else said[language == "en"]
