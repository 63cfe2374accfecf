"""Keeps what the plain rows lose of the RDF, so that the way back is exact.

A property graph has no datatypes, one value where RDF may have several, and no place for a link
to something that isn't a node. Most of it can be said once a graph, in a note: `prefLabel_da` is
`skos:prefLabel` in Danish, `BEARER` is `sam:bearer`. What the note can't say of a node stands in
the node's own list `rdf`, and what no node holds stands in the list `rdf` of the note. Each entry
is a list in JSON:

    ["label_da"]                       this property restores nothing
    ["start", predicate, kind, text]   this property restores these literals instead
    ["", predicate, "<iri"]            a link to what isn't a node (or "_name", a blank node)
    [subject, predicate, value]        in the note: a triple of its own; a literal is [text, kind]

`kind` is a language with an at sign, a datatype's IRI, or nothing.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.mapping.rows import stated_properties
from samspil.model import names
from samspil.model.dataset import LAYER_LABEL
from samspil.model.rows import EdgeRow, GraphRows, NodeRow, Value
from samspil.ontology.reading import LAYER_GRAPH, SOURCE_FILE, ParsedFile

VOCABULARY_GRAPH = "vocabulary"
OWN_KEYS = frozenset({"iri", "dataset", "slug", "layer"})
_TYPE = str(RDF.type)

Meaning = tuple[str, str]
"""The predicate and the kind of the literals under a key; two empty texts: it means none."""
Said = tuple[str, str, str]
"""Predicate, kind and text of a literal."""
Named = str | tuple[str, str]
"""A term as text: an IRI, a blank node with `_:`, or the text and kind of a literal."""
_NONE: Meaning = ("", "")


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of a dataset with all that the way back needs."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]
    layers: tuple[NodeRow, ...]


def graph_name(file: ParsedFile) -> str:
    """The name of a file's graph in its dataset: that of its header."""
    header = file.graph.value(None, RDF.type, LAYER_GRAPH)
    return names.local_name(str(header)) if header is not None else VOCABULARY_GRAPH


def keep(
    rows: GraphRows, files: Iterable[ParsedFile], others: Iterable[str], sources: Mapping[str, str]
) -> Kept:
    """The rows of one dataset, made from these files, with what they lose added.

    `others` are the nodes that other datasets hold: links to them are relationships too.
    """
    nodes = {node.iri: node for node in rows.nodes}
    linked = nodes.keys() | set(others)
    homes: dict[str, str] = {}
    edges = [edge for edge in rows.edges if edge.properties["derived"]]
    layers = []
    for file in files:
        graph = _Graph(file, nodes, homes, linked)
        edges += graph.edges
        nodes |= graph.nodes()
        layers.append(graph.layer(sources))
    return Kept(tuple(nodes.values()), tuple(edges), tuple(layers))


class _Graph:
    """One file's triples, sorted by where they are kept."""

    def __init__(
        self,
        file: ParsedFile,
        nodes: Mapping[str, NodeRow],
        homes: dict[str, str],
        linked: set[str],
    ) -> None:
        self.file = file
        self.name = graph_name(file)
        self._nodes: dict[str, NodeRow] = {}
        self._types: dict[str, list[str]] = defaultdict(list)
        self._literals: dict[str, dict[str, set[Said]]] = defaultdict(dict)
        self._links: dict[str, list[list[str]]] = defaultdict(list)
        self._rest: list[list[object]] = []
        stated: list[tuple[str, EdgeRow]] = []
        plain = stated_properties(file)
        away = {**plain, "graph": self.name}
        for subject, said in _named_statements(file):
            if subject in nodes and any(used == _TYPE for used, _ in said):
                homes.setdefault(subject, self.name)
            at_home = homes.get(subject) == self.name
            if at_home:
                self._nodes[subject] = nodes[subject]
            for predicate, value in said:
                if isinstance(value, tuple):
                    if at_home:
                        text, kind = value
                        language = kind[1:] if kind.startswith("@") else None
                        key = names.property_key(predicate, language)
                        self._literals[subject].setdefault(key, set()).add((predicate, kind, text))
                    else:
                        self._rest.append([_term(subject), predicate, list(value)])
                elif predicate == _TYPE and at_home and not value.startswith("_:"):
                    self._types[subject].append(value)
                elif predicate != _TYPE and subject in linked and value in linked:
                    kind = names.relationship_type(predicate)
                    own = plain if at_home else away
                    stated.append((predicate, EdgeRow(subject, value, kind, own)))
                elif at_home:
                    self._links[subject].append(["", predicate, _term(value)])
                else:
                    self._rest.append([_term(subject), predicate, _term(value)])
        self._rest.sort(key=repr)  # So that the note is the same tomorrow.
        self._meanings = self._voted()
        self._predicates = _most({(edge.type, predicate) for predicate, edge in stated}, stated)
        self.edges = [
            edge
            if self._predicates[edge.type] == predicate
            else edge._replace(properties={**edge.properties, "predicate": predicate})
            for predicate, edge in stated
        ]

    def _voted(self) -> dict[str, Meaning]:
        """What each key means on most nodes of this graph."""
        votes: dict[str, Counter[Meaning]] = defaultdict(Counter)
        for iri, node in self._nodes.items():
            literals = self._literals.get(iri, {})
            for key in node.properties.keys() - OWN_KEYS:
                said = {(one[0], one[1]) for one in literals.get(key, ())}
                votes[key][said.pop() if len(said) == 1 else _NONE] += 1
        return {
            key: min(counted, key=lambda one: (-counted[one], one))
            for key, counted in votes.items()
        }

    def nodes(self) -> dict[str, NodeRow]:
        """The nodes at home in this graph, with what their properties don't say."""
        found = {}
        for iri, node in self._nodes.items():
            added: dict[str, Value] = {"graph": self.name, "types": sorted(self._types[iri])}
            lines = sorted(self._links.get(iri, ()))
            literals = self._literals.get(iri, {})
            for key in sorted(literals.keys() | (node.properties.keys() - OWN_KEYS)):
                said = literals.get(key, set())
                value = node.properties.get(key)
                meaning = self._meanings.get(key, _NONE)
                if value is None or said != restored(meaning, value):
                    lines = (
                        [*lines, *([key, *one] for one in sorted(said))]
                        if said
                        else [*lines, [key]]
                    )
            if lines:
                added["rdf"] = [_json(line) for line in lines]
            found[iri] = node._replace(properties={**node.properties, **added})
        return found

    def layer(self, sources: Mapping[str, str]) -> NodeRow:
        """The note of this graph."""
        properties: dict[str, Value] = {
            "iri": f"{self.file.dataset}/{self.name}",
            "dataset": self.file.dataset,
            "layer": self.file.layer,
            "graph": self.name,
            "file": PurePath(self.file.file.name).name,
            "keys": [_json([key, *one]) for key, one in sorted(self._meanings.items()) if one[0]],
            "relationships": [_json([*one]) for one in sorted(self._predicates.items())],
            "rdf": [_json(one) for one in self._rest],
        }
        texts = sorted(
            (str(source), str(name))
            for source, name in self.file.graph.subject_objects(SOURCE_FILE)
        )
        properties["sources"] = [_json([*one, sources.get(one[0], "")]) for one in texts]
        kept = {key: value for key, value in properties.items() if value != []}
        return NodeRow(str(properties["iri"]), (LAYER_LABEL,), kept)


def _most(pairs: set[tuple[str, str]], stated: Iterable[tuple[str, EdgeRow]]) -> dict[str, str]:
    """The predicate that each relationship type stands for most often."""
    counted = Counter((edge.type, predicate) for predicate, edge in stated)
    best: dict[str, str] = {}
    for kind, predicate in sorted(pairs, key=lambda one: (-counted[one], one)):
        best.setdefault(kind, predicate)
    return best


def restored(meaning: Meaning, value: Value) -> set[Said]:
    """The literals that a property stands for."""
    predicate, kind = meaning
    if not predicate:
        return set()
    values = value if isinstance(value, list) else [value]
    return {(predicate, kind, _text(one)) for one in values}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named_statements(file: ParsedFile) -> Iterable[tuple[str, Sequence[tuple[str, Named]]]]:
    """What a file says of each thing, as `named_triples` tells it."""
    # Not `isinstance`, which is slow where the answer is no.
    if not any(
        type(thing) is BNode or any(type(value) is BNode for _, value in said)
        for thing, said in file.statements.items()
    ):
        for thing, said in file.statements.items():
            yield str(thing), [(used, _value(value)) for used, value in said]
        return
    found: dict[str, list[tuple[str, Named]]] = {}
    for subject, predicate, value in named_triples(file.graph):
        found.setdefault(subject, []).append((predicate, value))
    yield from found.items()


def named_triples(graph: Graph) -> Iterable[tuple[str, str, Named]]:
    """The triples of a graph as text, blank nodes named by what the graph says of them."""
    if not any(isinstance(s, BNode) or isinstance(o, BNode) for s, _, o in graph):
        for subject, predicate, value in graph:
            yield str(subject), str(predicate), _value(value)
        return
    # Blank nodes get names that depend on the graph alone, so that it is the same tomorrow. All
    # else is set aside meanwhile, for rdflib can't bear odd IRIs and numbers.
    known: dict[Node, Node] = {}
    plain = Graph()
    for triple in graph:
        s, p, o = (_set_aside(term, known) for term in triple)
        plain.add((s, p, o))
    for triple in to_canonical_graph(plain):
        subject, predicate, value = (known.get(term, term) for term in triple)
        yield _named(subject), str(predicate), _value(value)


def _set_aside(term: Node, known: dict[Node, Node]) -> Node:
    if isinstance(term, BNode):
        return term
    told = repr((type(term).__name__, _value(term)))
    plain = URIRef(f"urn:x:{told.encode('utf-8', 'surrogatepass').hex()}")
    known[plain] = term
    return plain


def _named(term: Node) -> str:
    return f"_:{term}" if type(term) is BNode else str(term)


def _value(term: Node) -> Named:
    if type(term) is not Literal:
        return _named(term)
    kind = f"@{term.language}" if term.language else str(term.datatype or "")
    return str(term), kind


def _term(name: str) -> str:
    return f"_{name[2:]}" if name.startswith("_:") else f"<{name}"


def term(text: str) -> Node:
    """The IRI or blank node of an entry."""
    return BNode(text[1:]) if text.startswith("_") else URIRef(text[1:])


def literal(text: str, kind: str) -> Literal:
    """The literal of an entry."""
    if kind.startswith("@"):
        return Literal(text, lang=kind[1:])
    return Literal(text, datatype=URIRef(kind), normalize=False) if kind else Literal(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
