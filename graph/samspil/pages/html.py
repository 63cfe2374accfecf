"""What every page is made of: templates, one script, one style, and the policy that names them.

Everything is inlined, scripts and styles are named by their hashes in the Content-Security-Policy,
and data stands in JSON blocks that no browser runs.
"""

from __future__ import annotations

import base64
import hashlib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING, Any

from samspil.figure import palette
from samspil.figure.shapes import Piece
from samspil.model.characters import visible, visible_json

if TYPE_CHECKING:
    from jinja2 import Environment

_VIS = "lib/vis-9.1.2/vis-network.min.js"
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


def environment(styles: Sequence[str], scripts: Sequence[str]) -> Environment:
    """The templates, with the named styles and scripts and the policy that allows no others."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("samspil.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.policies["json.dumps_function"] = visible_json
    made.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": False,
    }
    style = _style(styles)
    code = (_vis(), _script(scripts))
    made.globals.update({"style": style, "scripts": code, "policy": _policy(style, code)})
    return made


def _shown(value: Any) -> Any:  # noqa: ANN401  (whatever a template names)
    # What is markup already is ours, and named by its hash.
    return visible(value) if type(value) is str else value


def new_network() -> Any:  # noqa: ANN401  (pyvis has no types)
    """A network of pyvis, still empty, that stands still."""
    with warnings.catch_warnings():
        # pyvis 0.3.2 imports IPython, whose own imports warn.
        warnings.simplefilter("ignore")
        from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    return network


def pieces(drawn: Iterable[Piece]) -> list[dict[str, Any]]:
    """The shapes of a box or a mark, for a script that draws them on its canvas."""
    return [asdict(piece) for piece in drawn]


def as_page(network: Any, made: Environment, template: str) -> bytes:  # noqa: ANN401
    """A network in a template of ours, as the bytes of one HTML file in UTF-8."""
    network.templateEnv = made
    network.path = template
    return str(network.generate_html()).replace("\r\n", "\n").encode()


def _file(name: str) -> str:
    """A file of the templates' folder, with LF newlines wherever it was checked out."""
    folder = resources.files("samspil.pages") / "templates"
    return (folder / name).read_text("utf-8").replace("\r\n", "\n")


def _script(names: Sequence[str]) -> str:
    return f'"use strict";\n(() => {{\n{"".join(map(_file, names))}}})();\n'


def _vis() -> str:
    text = (resources.files("pyvis") / _VIS).read_text("utf-8").replace("\r\n", "\n")
    # The map isn't in the file, and a browser would look for it.
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")


def _style(names: Sequence[str]) -> str:
    def properties(colours: Mapping[str, str]) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in colours.items())

    return (
        f":root {{ {properties(palette.LIGHT)} }}\n"
        "@media screen and (prefers-color-scheme: dark) "
        f"{{ :root {{ {properties(palette.DARK)} }} }}\n" + "".join(map(_file, names))
    )


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
