"""The explorer as one HTML file: pyvis' network in a template of our own.

pyvis' template asks a CDN and lets markup in; ours has neither. Everything is inlined, scripts and
styles are named by their hashes in the Content-Security-Policy, and data stands in JSON blocks that
no browser runs. Two builds from the same data and date are equal, byte for byte.
"""

from __future__ import annotations

import base64
import hashlib
import warnings
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from samspil.explorer import palette
from samspil.explorer.strokes import line_kind, stroke_of
from samspil.explorer.words import BLANKS, UI
from samspil.messages import messages

if TYPE_CHECKING:
    from samspil.api import Model
    from samspil.explorer.figure_model import Figure, FigureEdge, FigureNode

_TEMPLATE = "explorer.html.j2"
_STYLE = "explorer.css"
_VIS = "lib/vis-9.1.2/vis-network.min.js"
# In the order in which they are needed; together they are one script.
_SCRIPTS = (
    "state.js",
    "shapes.js",
    "canvas.js",
    "search.js",
    "answers.js",
    "views.js",
    "export.js",
    "explorer.js",
)
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "keyboard": {"enabled": False},
        "selectConnectedEdges": False,
        "tooltipDelay": 300,
    },
    "edges": {"selectionWidth": 0, "hoverWidth": 0},
}


def build_page(model: Model, figure: Figure | None = None) -> bytes:
    """The explorer of a model as the bytes of one HTML file, in UTF-8.

    The page opens in the model's language and holds both; its law is that of the model's day.

    Args:
        model: the model, with its municipality chosen if there are several.
        figure: the figure to draw; without one, that of the model.

    Raises:
        UsageError: no municipality, or several and none chosen.
        DataError: the data can't be read.
        StoreError: the store can't be used.
    """
    from samspil.explorer.payload import make_payload

    if figure is None:
        from samspil.explorer.figure import build_figure
        from samspil.explorer.places import read_placement

        dataset = model.asker.dataset
        figure = build_figure(model.rows, dataset, read_placement(model.data, dataset))
    return render_page(make_payload(model, figure), figure, model.language)


def render_page(payload: Mapping[str, Any], figure: Figure, language: str) -> bytes:
    """A payload and its figure as the bytes of one HTML file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("samspil.explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": False,
    }
    style = _style()
    scripts = (_vis(), _script())
    say = messages(language)
    environment.globals.update(
        {
            "payload": payload,
            "language": language,
            "title": say("explorer.page-title", name=_text(payload, payload["name"], language)),
            "texts": {name: say(f"explorer.{name}", **BLANKS) for name in UI},
            "figure_title": figure.title_en if language == "en" else figure.title_da,
            "style": style,
            "scripts": scripts,
            "policy": _policy(style, scripts),
        }
    )
    network = _network(figure, language)
    network.templateEnv = environment
    network.path = _TEMPLATE
    return str(network.generate_html()).replace("\r\n", "\n").encode()


def _network(figure: Figure, language: str) -> Any:  # noqa: ANN401  (pyvis has no types)
    with warnings.catch_warnings():
        # pyvis 0.3.2 imports IPython, whose own imports warn.
        warnings.simplefilter("ignore")
        from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    for node in figure.nodes:
        network.add_node(node.id, **_node(node, language))
    for edge in figure.edges:
        network.add_edge(edge.source, edge.target, **_edge(edge))
    return network


def _node(node: FigureNode, language: str) -> dict[str, Any]:
    return {
        "label": node.label_en if language == "en" else node.label_da,
        "shape": "custom",
        "x": node.x,
        "y": node.y,
        "kind": node.kind,
        "tier": node.tier,
        "box": [node.width, node.height],
        "names": [node.label_da, node.label_en],
        "lines": [list(node.lines_da), list(node.lines_en)],
    }


def _edge(edge: FigureEdge) -> dict[str, Any]:
    stroke = stroke_of(line_kind(edge))
    return {
        "id": edge.id,
        "smooth": {
            "enabled": edge.curve != 0,
            "type": "curvedCW" if edge.curve >= 0 else "curvedCCW",
            "roundness": abs(edge.curve),
        },
        "names": [edge.label_da, edge.label_en],
        "assertion": edge.assertion,
        "modality": edge.modality,
        "layer": edge.layer,
        "gap": edge.gap,
        "family": edge.family,
        "line": "/".join(line_kind(edge)),
        "stroke": [stroke.colour, stroke.width, list(stroke.dashes), stroke.end],
    }


def _text(payload: Mapping[str, Any], number: int, language: str) -> str:
    text = payload["t"][number]
    return str(text if isinstance(text, str) else text[language == "en"])


def _file(name: str) -> str:
    """A file of the templates' folder, with LF newlines wherever it was checked out."""
    folder = resources.files("samspil.explorer") / "templates"
    return (folder / name).read_text("utf-8").replace("\r\n", "\n")


def _script() -> str:
    # Indents and comments stay at home; no text of these scripts spans lines.
    lines = (line.strip() for name in _SCRIPTS for line in _file(name).splitlines())
    body = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'


def _vis() -> str:
    text = (resources.files("pyvis") / _VIS).read_text("utf-8").replace("\r\n", "\n")
    # The map isn't in the file, and a browser would look for it.
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")


def _style() -> str:
    def properties(colours: Mapping[str, str]) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in colours.items())

    return (
        f":root {{ {properties(palette.LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) "
        f"{{ {properties(palette.DARK)} }} }}\n"
        f":root[data-theme=dark] {{ {properties(palette.DARK)} }}\n"
        f"@media print {{ :root:root:root {{ {properties(palette.LIGHT)} }} }}\n" + _file(_STYLE)
    )


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
