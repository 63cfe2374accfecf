"""The architecture: imports run one way, engines stand behind one module, modules stay readable."""

from __future__ import annotations

import ast
import graphlib
from collections import defaultdict

import pytest

from devtools.rooms import MODULES, PAGE, imports, imports_of, with_picture
from samspil.ontology.folders import SHOWING, code_files

LONGEST_MODULE = 350

# Each line may import what stands above it and what stands beside it, never what stands below.
# The package itself (`samspil/__init__.py`) is the public face: it may import all, and none may use
# it, except for the version.
LAYERS = (
    ("errors", "paths", "catalogues"),
    ("model",),
    ("ontology", "queries", "language", "eventlog"),
    ("validation", "mapping"),
    ("store", "roundtrip"),
    ("answers",),
    ("conformance",),
    ("asking", "comparing"),
    ("messages",),  # texts are made at the edge: nothing above this line speaks to people
    ("export", "neo4j"),
    ("api",),
    ("render",),
    ("figure",),
    ("pages", "handbook", "audit"),
    ("cli", "__main__", "notebook"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
FACE = len(LAYERS)
ENGINES = ("neo4j", "arcadedb", "pyoxigraph")


def _rank(module: str) -> int:
    if module == "samspil":
        return FACE
    part = module.split(".")[1]
    assert part in RANK, f"{module}: give samspil.{part} its place in LAYERS"
    return RANK[part]


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _ours(module: str) -> set[str]:
    return {name for name in imports_of(module) if name.split(".")[0] == "samspil"}


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    wrong = sorted(name for name in _ours(module) if _rank(name) > _rank(module))
    assert not wrong, f"{module} imports what stands above it: {wrong}"


@pytest.mark.parametrize("module", [name for name in MODULES if name != "samspil"])
def test_nothing_inside_imports_the_public_face(module: str) -> None:
    assert "samspil" not in _ours(module), f"{module} imports from the package itself"


def test_the_picture_of_the_rooms_is_what_the_code_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_picture(page), "python -m devtools.rooms draws it anew"


def test_what_the_name_of_a_kept_graph_leaves_out_shapes_none() -> None:
    builders = {"mapping", "neo4j", "ontology", "queries", "store", "validation"}
    todo = [one for one in MODULES if _room(one) in builders]
    reached = set(todo)
    while todo:
        new = {one for one in _ours(todo.pop()) if one in MODULES} - reached - {"samspil"}
        reached |= new
        todo += new
    assert {_room(one) for one in reached} & SHOWING == set()
    assert {_room(one) for one in MODULES} > SHOWING
    named = {file.name.partition("/")[0] for file in code_files() if "/" in file.name}
    assert named == {_room(one) for one in MODULES if one.count(".") > 1} - SHOWING


def test_no_cycles() -> None:
    needs = {module: _ours(module) - {module} for module in MODULES}
    try:
        tuple(graphlib.TopologicalSorter(needs).static_order())
    except graphlib.CycleError as error:
        pytest.fail(f"imports in a circle: {' → '.join(error.args[1])}")


def test_each_engine_stands_behind_one_module() -> None:
    users: defaultdict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for package in {name.split(".")[0] for name in imports_of(module)}:
            users[package].append(module)
    assert {engine: len(users[engine]) for engine in ENGINES} == dict.fromkeys(ENGINES, 1), {
        engine: users[engine] for engine in ENGINES
    }


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_readable(module: str) -> None:
    lines = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{module}: {lines} lines; do two things live in one room?"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import samspil.errors", {"samspil.errors"}),
        ("from samspil import errors", {"samspil.errors"}),
        ("from samspil.errors import Place", {"samspil.errors"}),
        ("from samspil import Model", {"samspil"}),
        ("from samspil import __version__", set()),
        ("from .errors import Place", {"samspil.errors"}),
        ("from . import errors", {"samspil.errors"}),
        ("def f():\n    import neo4j.graph", {"neo4j.graph"}),
    ],
)
def test_the_reader_of_imports_sees_each_form(code: str, expected: set[str]) -> None:
    assert imports(ast.parse(code), "samspil.paths", is_package=False) == expected
