"""Turtle text to an rdflib graph: by Oxigraph's parser, and by rdflib's where that tells more.

Oxigraph's parser takes a quarter of the time. It has no wheel for some machines, stops at errors
that rdflib explains better, writes language tags in small letters, and holds a plain text and an
`xsd:string` for one. There rdflib's own parser reads the file, so that the graph is the same.
"""

from __future__ import annotations

import logging
import re
import warnings
from typing import Any

import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from samspil.errors import DataError, Place
from samspil.model import names

try:
    import pyoxigraph
except ImportError:
    _QUICK = False
else:
    _QUICK = True

# "01"^^xsd:integer must survive as it was written, and a wrong lexical form is a finding of
# `check`, not a line of log.
rdflib.NORMALIZE_LITERALS = False
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", "Parsing weird boolean", UserWarning)

_ONLY_RDFLIB = re.compile(r"""["']@[A-Za-z0-9-]*[A-Z]|\^\^\s*\S*string\b|--(?:ltr|rtl)|<<|\{\|""")
"""What Oxigraph changes, or reads though it isn't Turtle 1.1; it may stand in a text as well."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]|\\U0000[dD][89a-fA-F]")
"""An escape for half a character, which no file and no database can hold."""
_PLAIN = str(XSD.string)


def parse_turtle(text: str, file: str) -> Graph:
    """The graph of a Turtle text; nothing is fetched.

    Raises:
        DataError: the text isn't Turtle; the place names file and line.
    """
    if _QUICK and not _ONLY_RDFLIB.search(text):
        try:
            return _parse_quickly(text, _empty())
        except (SyntaxError, ValueError):
            pass  # It is told below, with rdflib's reasons; what rdflib lets pass, passes.
        except MemoryError as error:
            # So it says that a term is longer than its buffer, 16 MiB.
            raise DataError("turtle-too-long", place=Place(file=file)) from error
    return _parse_with_rdflib(text, file)


def _parse_quickly(text: str, graph: Graph) -> Graph:
    terms = _Terms()
    add = graph.store.add
    parser = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=names.ID)
    for triple in parser:
        # Not `graph.add`, which asks of each term anew whether it is one.
        add((terms[triple.subject], terms[triple.predicate], terms[triple.object]), graph)
    for prefix, namespace in parser.prefixes.items():
        graph.bind(prefix, namespace)
    return graph


class _Terms(dict[Any, Any]):
    """The rdflib terms of one text by Oxigraph's, each made once."""

    def __missing__(self, term: Any) -> Node:  # noqa: ANN401  (absent where there is no wheel)
        made: Node
        if isinstance(term, pyoxigraph.NamedNode):
            # Not by its own making, which asks whether it is an IRI: the parser has asked.
            made = str.__new__(URIRef, term.value)
        elif isinstance(term, pyoxigraph.BlankNode):
            made = BNode(term.value)
        elif term.language:
            made = Literal(term.value, lang=term.language)
        elif term.datatype.value == _PLAIN:
            made = Literal(term.value)
        else:
            made = Literal(term.value, datatype=self[term.datatype], normalize=False)
        self[term] = made
        return made


def _parse_with_rdflib(text: str, file: str) -> Graph:
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = _empty()
    # pyshacl sets this to True whenever it has been used.
    rdflib.NORMALIZE_LITERALS = False
    try:
        graph.parse(data=text, format="turtle", publicID=names.ID)
    except BadSyntax as error:
        reason = str(error.args[4]) if len(error.args) > 4 else str(error)
        raise DataError(
            "turtle-syntax", place=Place(file=file, line=error.lines + 1), reason=reason
        ) from error
    except RecursionError as error:
        raise DataError("turtle-too-deep", place=Place(file=file)) from error
    except (ValueError, AssertionError, IndexError, KeyError, AttributeError) as error:
        # The parser lets some broken texts fall through to errors of its own inner workings.
        raise DataError(
            "turtle-syntax", place=Place(file=file), reason=str(error) or type(error).__name__
        ) from error
    if _HALF.search(text):
        _refuse_halves(graph, text, file)
    return graph


def _refuse_halves(graph: Graph, text: str, file: str) -> None:
    for term in {term for triple in graph for term in triple}:
        try:
            str(term).encode()
        except UnicodeEncodeError as error:
            begun = _HALF.search(text)
            line = text.count("\n", 0, begun.start()) + 1 if begun else None
            place = Place(file=file, line=line)
            raise DataError("turtle-half-character", place=place) from error


def _empty() -> Graph:
    # The plain store and no ready-made prefixes: half the time for files that are only read.
    return Graph("SimpleMemory", bind_namespaces="none")
