"""Draws the rooms of the package, and who imports whom, from the code itself.

python -m devtools.rooms            writes the picture into docs/how-it-works.md
python -m devtools.rooms --check    exit code 1 where the picture isn't what the code says
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "graph"
PACKAGE = SOURCE / "samspil"
PAGE = ROOT / "docs" / "how-it-works.md"
VERSION = "samspil.__version__"
_DOORS = ("samspil", "samspil.__main__")
"""What may import everything: the public face, and the program."""
_PICTURE = re.compile(
    r"(<!-- rooms: made by devtools/rooms\.py -->\n).*?(<!-- end of rooms -->)", re.DOTALL
)


def _module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
"""The file of each module, by its dotted name."""


def imports(tree: ast.AST, module: str, *, is_package: bool) -> set[str]:
    """Every module that the code names in an import, wherever in the file it stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                here = module.split(".")
                up = here[: len(here) - node.level + (1 if is_package else 0)]
                base = ".".join([*up, base] if base else up)
            named = {f"{base}.{alias.name}" for alias in node.names} - {VERSION}
            found.update(name if name in MODULES else base for name in named)
    return found


def imports_of(module: str) -> set[str]:
    """Every module that a module of the package imports."""
    path = MODULES[module]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return imports(tree, module, is_package=path.name == "__init__.py")


def _room(module: str) -> str:
    return module.split(".")[1]


def rooms() -> nx.DiGraph[str]:
    """The rooms: an edge from each to those it imports, with `lines` of Python as nodes' data."""
    picture: nx.DiGraph[str] = nx.DiGraph()
    for module, path in MODULES.items():
        if module in _DOORS:
            continue
        room = _room(module)
        lines = len(path.read_text(encoding="utf-8").splitlines())
        before = picture.nodes[room]["lines"] if room in picture else 0
        picture.add_node(room, lines=before + lines)
    for module in MODULES:
        if module in _DOORS:
            continue
        picture.add_edges_from(
            (_room(module), _room(other))
            for other in imports_of(module)
            if other in MODULES and other not in _DOORS and _room(other) != _room(module)
        )
    return picture


def mermaid() -> str:
    """The rooms as a Mermaid flowchart; a line that follows from two others is left out."""
    picture = rooms()
    shown = nx.transitive_reduction(picture)
    nodes = (f"  {name}[{name}]" for name in sorted(shown))
    edges = (f"  {room} --> {other}" for room, other in sorted(shown.edges))
    return "\n".join(("```mermaid", "flowchart TD", *nodes, *edges, "```", ""))


def with_picture(page: str) -> str:
    """The page with the picture that the code gives today."""
    return _PICTURE.sub(lambda found: found[1] + mermaid() + found[2], page)


def main() -> int:
    """Writes the picture, or says whether it is as the code is."""
    page = PAGE.read_text(encoding="utf-8")
    drawn = with_picture(page)
    if "--check" in sys.argv:
        return int(page != drawn)
    PAGE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
