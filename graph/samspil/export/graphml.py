"""GraphML, for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

import io

import networkx as nx

from samspil.export.tables import list_text, renamed
from samspil.model.characters import HIDDEN, REPLACEMENT
from samspil.model.rows import GraphRows, Value


def network(rows: GraphRows) -> nx.MultiDiGraph[str]:
    """The property graph: nodes by IRI, labels and relationship types as attributes."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in rows.nodes:
        properties = renamed(node.properties) | {"labels": " ".join(node.labels)}
        graph.add_node(_sayable(node.iri), **{_sayable(k): _said(v) for k, v in properties.items()})
    for number, edge in enumerate(rows.edges):
        properties = renamed(edge.properties) | {"type": edge.type}
        # networkx writes the key as the edge's id, which must be its alone in the whole file.
        graph.add_edge(_sayable(edge.source), _sayable(edge.target), key=f"e{number}")
        graph.edges[_sayable(edge.source), _sayable(edge.target), f"e{number}"].update(
            {_sayable(k): _said(v) for k, v in properties.items()}
        )
    return graph


def graphml(rows: GraphRows) -> str:
    """The property graph as GraphML."""
    stream = io.BytesIO()
    # Not `write_graphml`: it takes another writer where lxml happens to be installed.
    nx.write_graphml_xml(network(rows), stream)
    # A bare carriage return would be read as a line feed.
    return stream.getvalue().decode("utf-8").replace("\r", "&#13;") + "\n"


def _said(value: Value) -> Value:
    shown = list_text(value)
    return _sayable(shown) if isinstance(shown, str) else shown


def _sayable(text: str) -> str:
    """A text without hidden characters, most of which XML can't hold."""
    return HIDDEN.sub(REPLACEMENT, text)
