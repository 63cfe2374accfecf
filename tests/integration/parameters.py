"""Every set of parameters that the graph itself gives rise to, for each bundled question."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from samspil.model import names
from samspil.queries import load_bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samspil.model.rows import GraphRows, NodeRow
    from samspil.queries import Parameter

LANGUAGES = ("da", "en")
CLASSES = ("Situation", "Actor", "Forum", "Assertion", "Entity")


def sets_of(
    query: str, rows: GraphRows, dataset: str, *, own_only: bool = False
) -> Iterator[dict[str, object]]:
    """All parameter sets of a question for one municipality; the languages are part of them.

    `own_only` leaves out those that ask about what all municipalities share.
    """
    given = {"dataset": dataset, "shared": names.SHARED_DATASET}
    declared = load_bundled(query).parameters
    if query in {"routes", "no-route"}:
        own: Iterator[dict[str, object]] = _routes(rows)
    else:
        datasets = {dataset} if own_only else {dataset, names.SHARED_DATASET}
        values = [_values(query, parameter, rows, datasets) for parameter in declared]
        keys = [parameter.name for parameter in declared]
        own = (dict(zip(keys, chosen, strict=True)) for chosen in product(*values))
    for chosen in own:
        for language in LANGUAGES:
            yield {**given, **chosen, "lang": language}


def _values(query: str, parameter: Parameter, rows: GraphRows, datasets: set[str]) -> list[object]:
    seen = [node for node in rows.nodes if node.properties["dataset"] in datasets]
    if parameter.kind and not parameter.many:
        found: list[object] = list(_of_class(seen, parameter.kind))
        return [None, *found] if parameter.default == "" else found
    if parameter.type == "date":
        return list(_days(seen)) or ["2026-11-24"]
    if parameter.choices or parameter.type == "boolean":
        return list(parameter.choices) or [True, False]
    lists = {
        "slugs": [str(node.properties["slug"]) for node in seen if "Assertion" in node.labels],
    }
    if parameter.many or parameter.name in lists:
        things = _of_class(seen, parameter.kind) if parameter.kind else lists[parameter.name]
        return [[], things, things[::-1], things[:2], *([one] for one in things)]
    if (query, parameter.name) == ("identify", "class"):
        return list(CLASSES)
    message = f"{query}: what values has the parameter {parameter.name} of type {parameter.type}?"
    raise AssertionError(message)


def _of_class(nodes: list[NodeRow], kind: str) -> list[str]:
    wanted = "SamspilEntity" if kind == "Entity" else kind
    return [node.iri for node in nodes if wanted in node.labels]


def _days(nodes: list[NodeRow]) -> list[str]:
    """The days on which the law changes, and those before and after them."""
    stated = {
        date.fromisoformat(str(node.properties[bound]))
        for node in nodes
        for bound in ("validFrom", "validTo")
        if bound in node.properties
    }
    around = {day + timedelta(days=shift) for day in stated for shift in (-1, 0, 1)}
    return sorted(day.isoformat() for day in around)


def _routes(rows: GraphRows) -> Iterator[dict[str, object]]:
    """All pairs of those who inform and those who are informed, and one who does neither."""
    links = [edge for edge in rows.edges if edge.type == "INFORMS"]
    actors = [node.iri for node in rows.nodes if "Actor" in node.labels]
    starts, ends = ({edge.source for edge in links}, {edge.target for edge in links})
    quiet = [actor for actor in actors if actor not in starts | ends][:1]
    for start, end in product(sorted(starts) + quiet, sorted(ends) + quiet):
        yield {"from": start, "to": end}
