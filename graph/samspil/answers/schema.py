"""What a question of one's own can ask for: labels, relationship types, properties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from samspil.model.rows import EdgeRow, GraphRows, NodeRow
from samspil.store.base import COMMON_LABEL, Row

_LONGEST = 40
"""Characters of an example; an id as a rule has fewer."""


def schema(rows: GraphRows, datasets: Collection[str], meanings: Mapping[str, str]) -> list[Row]:
    """Each label with its properties, then each relationship type, with a count and an example.

    Args:
        rows: the graph.
        datasets: those that a question is about: the municipality's, and what all share.
        meanings: what labels and relationship types mean, by their names.

    Returns:
        Rows of `kind` (label, property or relationship), `name`, `of` (the label that has the
        property; the labels at both ends of a relationship), `count`, `example`, `meaning`.
    """
    nodes = {node.iri: node for node in rows.nodes if node.properties["dataset"] in datasets}
    return [*_labels(nodes.values(), meanings), *_relationships(nodes, rows.edges, meanings)]


def _labels(nodes: Iterable[NodeRow], meanings: Mapping[str, str]) -> Iterator[Row]:
    members: dict[str, list[NodeRow]] = defaultdict(list)
    for node in nodes:
        for label in node.labels:
            if label != COMMON_LABEL:
                members[label].append(node)
    for label, named in sorted(members.items()):
        first = str(named[0].properties["slug"])
        yield _row("label", label, None, len(named), first, meanings.get(label))
        used = Counter(key for node in named for key in node.properties)
        for key in sorted(used):
            example = next(
                node.properties[key] for node in named if node.properties.get(key) is not None
            )
            yield _row("property", key, label, used[key], example, None)


def _relationships(
    nodes: Mapping[str, NodeRow], edges: Iterable[EdgeRow], meanings: Mapping[str, str]
) -> Iterator[Row]:
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, str] = {}
    for edge in edges:
        source, target = nodes.get(edge.source), nodes.get(edge.target)
        if source is None or target is None:
            continue
        ends[edge.type][f"{_kind(source)} → {_kind(target)}"] += 1
        example = f"{source.properties['slug']} → {target.properties['slug']}"
        examples.setdefault(edge.type, example)
    for kind, pairs in sorted(ends.items()):
        between = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
        yield _row("relationship", kind, between, pairs.total(), examples[kind], meanings.get(kind))


def _short(example: object) -> object:
    long = isinstance(example, str) and len(example) > _LONGEST
    return f"{str(example)[:_LONGEST]}…" if long else example


def _kind(node: NodeRow) -> str:
    """The label that says most of a node: the last that isn't common to all."""
    return next((label for label in reversed(node.labels) if label != COMMON_LABEL), COMMON_LABEL)


def _row(kind: str, name: str, of: object, count: int, example: object, meaning: str | None) -> Row:
    return {
        "kind": kind, "name": name, "of": of, "count": count, "example": _short(example),
        "meaning": meaning,
    }  # fmt: skip
