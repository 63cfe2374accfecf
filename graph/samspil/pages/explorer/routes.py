"""The first routes between actors over information norms, as the question `routes` orders them.

In a long plan two actors may be joined by thousands of routes; all of them together would take
minutes to ask for and megabytes to hold, and nobody reads more than the first few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise, product

from samspil.mapping.cascade import INFORMS
from samspil.model.rows import GraphRows

MOST = 5
"""How many routes between two actors are kept."""
LONGEST = 6
"""The most norms on a route, as in `queries/routes.cypher`."""

Route = tuple[str, ...]
"""The ids of its norms, from the first to the last."""
Found = Mapping[str, Mapping[str, tuple[list[Route], bool]]]
"""By sender and receiver: the first routes, and whether there are more."""

_Links = Mapping[str, Mapping[str, list[str]]]


def first_routes(rows: GraphRows, dataset: str) -> Found:
    """The routes from each actor that informs to each that is informed, over stated norms only."""
    links = _links(rows, dataset)
    receivers = sorted({receiver for told in links.values() for receiver in told})
    near = {receiver: _steps_to(links, receiver) for receiver in receivers}
    found: dict[str, dict[str, tuple[list[Route], bool]]] = defaultdict(dict)
    for sender in sorted(links):
        for receiver in receivers:
            if sender != receiver:
                some = list(islice(_routes(links, near[receiver], sender), MOST + 1))
                if some:
                    found[sender][receiver] = some[:MOST], len(some) > MOST
    return found


def _links(rows: GraphRows, dataset: str) -> _Links:
    """By bearer and recipient: the norms between them, in order."""
    own = [
        edge
        for edge in rows.edges
        if edge.type == INFORMS
        and (edge.properties["layer"], edge.properties["dataset"]) == ("stated", dataset)
    ]
    ends = {end for edge in own for end in (edge.source, edge.target)}
    slugs = {node.iri: str(node.properties["slug"]) for node in rows.nodes if node.iri in ends}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for edge in own:
        found[slugs[edge.source]][slugs[edge.target]].append(str(edge.properties["assertion"]))
    return {
        bearer: {recipient: sorted(told[recipient]) for recipient in sorted(told)}
        for bearer, told in found.items()
    }


def _steps_to(links: _Links, receiver: str) -> dict[str, int]:
    """How many norms each actor is from a receiver, at least."""
    steps = {receiver: 0}
    for far in range(1, LONGEST + 1):
        nearer = {actor for actor, its in steps.items() if its == far - 1}
        for actor, told in links.items():
            if actor not in steps and not nearer.isdisjoint(told):
                steps[actor] = far
    return steps


def _routes(links: _Links, near: Mapping[str, int], sender: str) -> Iterator[Route]:
    """The routes that meet nobody twice: the shortest first, then in the order of the actors."""
    for steps in range(near.get(sender, LONGEST + 1), LONGEST + 1):
        for path in _paths(links, near, (sender,), steps):
            yield from product(*(links[one][other] for one, other in pairwise(path)))


def _paths(
    links: _Links, near: Mapping[str, int], path: Route, steps: int
) -> Iterator[tuple[str, ...]]:
    if steps == 0:
        yield path
        return
    for actor in links.get(path[-1], ()):
        # Only where the receiver can still be met, and only at the very end.
        far = near.get(actor, LONGEST)
        if actor not in path and far < steps and (far > 0) == (steps > 1):
            yield from _paths(links, near, (*path, actor), steps - 1)
