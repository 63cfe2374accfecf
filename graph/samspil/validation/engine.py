"""The SHACL engine, in one module: what it takes and gives is plain data.

shacl-rust is right on all W3C SHACL Core tests and fast (docs/shacl-engines.md); where it has no
wheel, pyshacl does the same work.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.term import Node
from rdflib.util import from_n3

ENGINES = ("shacl_rust", "pyshacl")


class ShapesUnusableError(Exception):
    """The shapes graph can't be used; the text is the engine's own."""


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One result: IRIs as text, without angle brackets; the value as its bare text."""

    focus: str
    shape: str
    component: str
    path: str | None = None
    value: str | None = None


def available() -> str:
    """The name of the engine that is used."""
    return next((name for name in ENGINES if importlib.util.find_spec(name)), ENGINES[-1])


def validate(data: str, shapes: str, engine: str | None = None) -> list[ShapeResult]:
    """What the data breaks of the shapes, sorted, each result once.

    Args:
        data: all of it, as N-Triples.
        shapes: the shapes as Turtle.
        engine: one of `ENGINES`; the best that is installed if not given.

    Raises:
        ShapesUnusableError: the shapes aren't Turtle or not SHACL.
    """
    run = _pyshacl if (engine or available()) == "pyshacl" else _shacl_rust
    return sorted(
        set(run(data, shapes)), key=lambda r: (r.focus, r.shape, r.path or "", r.value or "")
    )


def _plain(term: str | None) -> str | None:
    if not term:
        return None
    if term.startswith('"'):
        return str(from_n3(term))
    return term.removeprefix("<").removesuffix(">")


def _shacl_rust(data: str, shapes: str) -> list[ShapeResult]:
    # It has no types, and isn't installed everywhere: by name, so that neither troubles mypy.
    shacl_rust = importlib.import_module("shacl_rust")
    try:
        report = shacl_rust.validate(data, shapes, data_format="nt")
    except ValueError as error:
        raise ShapesUnusableError(str(error)) from error
    return [
        ShapeResult(
            focus=_plain(entry["focusNode"]) or "",
            shape=_plain(entry["sourceShape"]) or "",
            component=_plain(entry["sourceConstraintComponent"]) or "",
            path=_plain(entry.get("resultPath")),
            value=_plain(entry.get("value")),
        )
        for entry in report["results"]
    ]


def _pyshacl(data: str, shapes: str) -> list[ShapeResult]:
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
    from rdflib.namespace import RDF, SH
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        shapes_graph = Graph().parse(data=shapes, format="turtle")
        data_graph = Graph().parse(data=data, format="nt")
        _, report, _ = pyshacl.validate(data_graph, shacl_graph=shapes_graph)
    except (BadSyntax, ShapeLoadError, ReportableRuntimeError, TypeError) as error:
        raise ShapesUnusableError(str(error)) from error
    if not isinstance(report, Graph):
        raise ShapesUnusableError(str(report))

    def text(result: Node, field: URIRef) -> str | None:
        value = next(report.objects(result, field), None)
        return None if value is None else str(value)

    return [
        ShapeResult(
            focus=text(result, SH.focusNode) or "",
            shape=text(result, SH.sourceShape) or "",
            component=text(result, SH.sourceConstraintComponent) or "",
            path=text(result, SH.resultPath),
            value=text(result, SH.value),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
