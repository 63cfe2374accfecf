"""Which formats there are, what each leaves out, and the texts each consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from samspil.errors import UsageError

if TYPE_CHECKING:
    from samspil.model.rows import GraphRows
    from samspil.ontology.reading import ParsedOntology

WHOLE = ""
"""The name of the only text of a format that is one file."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: a file or a folder, its usual suffix, and what a reader of it must know.

    `drops` are codes of what the format leaves out, `adds` of what it holds beside the data;
    their texts stand in the message catalogues.
    """

    name: str
    kind: Literal["folder", "file"]
    suffix: str
    drops: tuple[str, ...]
    adds: tuple[str, ...] = ()


_NOT_RDF = ("export.drops.comments", "export.drops.shapes")
_NO_RDF_TERMS = (
    *_NOT_RDF,
    "export.drops.source-text",
    "export.drops.full-names",
    "export.drops.datatypes",
    "export.drops.outside-links",
    "export.drops.second-values",
)
_DERIVED = ("export.adds.derived", "export.adds.sentence-text")

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        one.name: one
        for one in (
            Format("turtle", "folder", "", _NOT_RDF),
            Format("trig", "file", ".trig", (*_NOT_RDF, "export.drops.source-text")),
            Format("jsonld", "file", ".jsonld", (*_NOT_RDF, "export.drops.source-text")),
            Format(
                "graphml",
                "file",
                ".graphml",
                (*_NO_RDF_TERMS, "export.drops.lists", "export.drops.control-characters"),
                _DERIVED,
            ),
            Format(
                "csv",
                "folder",
                "",
                (
                    *_NO_RDF_TERMS,
                    "export.drops.lists",
                    "export.drops.value-types",
                    "export.drops.empty-or-missing",
                ),
                (*_DERIVED, "export.adds.apostrophe"),
            ),
            Format("cypher", "file", ".cypher", _NO_RDF_TERMS, _DERIVED),
            Format(
                "mermaid",
                "file",
                ".mmd",
                (
                    "export.drops.mermaid-layers",
                    "export.drops.mermaid-statements",
                    "export.drops.mermaid-evidence",
                    "export.drops.mermaid-texts",
                ),
            ),
        )
    }
)


def find_format(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: there is none.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise UsageError("export-format-unknown", name=name, known=", ".join(FORMATS)) from None


def contents(
    ontology: ParsedOntology, rows: GraphRows, name: str, *, language: str = "da"
) -> dict[str, str]:
    """The texts of a format, by their path inside its folder (`""` for a format of one file).

    Equal data give equal texts. `language` (`da` or `en`) matters to the drawing alone.

    Raises:
        UsageError: an unknown format or language.
        DataError: the data can't be said in that format.
    """
    # Each import stands where it is needed: rdflib and networkx take long to load.
    match find_format(name).name:
        case "turtle":
            from samspil.export.turtle import turtle_files

            return turtle_files(ontology)
        case "csv":
            from samspil.export.tables import csv_files

            return csv_files(rows)
        case "trig":
            from samspil.export.turtle import trig

            text = trig(ontology)
        case "jsonld":
            from samspil.export.jsonld import jsonld

            text = jsonld(ontology)
        case "graphml":
            from samspil.export.graphml import graphml

            text = graphml(rows)
        case "cypher":
            from samspil.export.cypher import cypher_script

            text = cypher_script(rows)
        case _:
            from samspil.export.mermaid import mermaid

            text = mermaid(rows, language)
    return {WHOLE: text}
