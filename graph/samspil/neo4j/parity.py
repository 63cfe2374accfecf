"""Every question that the data themselves give rise to: what `verify` asks of both engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from samspil import queries
from samspil.model import names
from samspil.model.rows import NodeRow
from samspil.queries import Parameter

_MOST = 400
_CLASSES = ("Situation", "Actor", "Forum", "Assertion", "SamspilEntity")

Given = Mapping[str, object]


def all_questions(
    nodes: Mapping[str, NodeRow], dataset: str, as_of: date
) -> Iterator[tuple[str, str, Given]]:
    """Name, statement and parameters of each question about one municipality.

    Args:
        nodes: those of the municipality and of what all share.
        dataset: the municipality.
        as_of: the day whose law counts.

    A question about two things is asked of the first few hundred pairs.
    """
    own = [node for node in nodes.values() if node.properties["dataset"] == dataset]
    for name in queries.names():
        query = queries.load_bundled(name)
        values = [_values(parameter, own, as_of) for parameter in query.parameters]
        keys = [parameter.name for parameter in query.parameters]
        for number, chosen in enumerate(product(*values)):
            if number == _MOST:
                break
            given = dict(zip(keys, chosen, strict=True))
            yield (
                name,
                query.statement,
                {"dataset": dataset, "shared": names.SHARED_DATASET, "lang": "da", **given},
            )


def _values(parameter: Parameter, own: Sequence[NodeRow], as_of: date) -> list[object]:
    if parameter.kind:
        found: list[object] = [*_of_class(own, parameter.kind)]
        if parameter.many:
            return [found]
        return [None, *found] if parameter.default == "" else found
    if parameter.choices or parameter.type == "boolean":
        return list(parameter.choices) or [False, True]
    if parameter.type == "date":
        return [as_of.isoformat()]
    if parameter.name == "slugs":
        return [[names.local_name(iri) for iri in _of_class(own, "Interpretation")]]
    return list(_CLASSES)


def _of_class(own: Sequence[NodeRow], kind: str) -> list[str]:
    wanted = "SamspilEntity" if kind == "Entity" else kind
    return [node.iri for node in own if wanted in node.labels]
