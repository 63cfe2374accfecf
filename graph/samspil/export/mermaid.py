"""A Mermaid flowchart of actors, forums and information norms, no more than the document says.

Every norm is a box of its own between who acts and who is told, so that two norms between the same
two never run together; a bearer that isn't stated is drawn as exactly that, once a norm, since
nothing says that it is the same one twice. A seat in a forum, or being party to an aim of it,
is a line without an arrowhead that says which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from samspil.errors import UsageError
from samspil.export.flowchart import Flowchart
from samspil.messages import LANGUAGES, messages
from samspil.model import names
from samspil.model.rows import GraphRows, NodeRow

STATED, INTERPRETATION = "stated", "interpretation"

STYLES: Mapping[str, str] = {
    "solid": "stroke-width:1.5px",
    "dashed": "stroke-width:1.5px,stroke-dasharray:10 5",
    "thick": "stroke-width:4px",
    "dotted": "stroke-width:2px,stroke-dasharray:2 4",
}
"""How each kind of line is drawn; `dotted` wins over what the modality would give."""

_BY_MODALITY = {"must": "thick", "should": "thick", "may": "dashed"}


def mermaid(rows: GraphRows, language: str = "da") -> str:
    """The flowchart, in Danish (`da`) or English (`en`).

    Raises:
        UsageError: another language.
    """
    if language not in LANGUAGES:
        raise UsageError("export-language-unknown", language=language, known=", ".join(LANGUAGES))
    return _Norms(rows, language).chart()


class _Norms:
    def __init__(self, rows: GraphRows, language: str) -> None:
        self._rows = rows
        self._say = messages(language)
        self._chart = Flowchart(self._say("chart.title"), "LR")
        self._drawn: set[str] = set()
        self._nodes = {node.iri: node for node in rows.nodes}
        self._ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for edge in rows.edges:
            # Shortcuts say nothing that their assertion doesn't say better.
            if not edge.properties.get("derived"):
                self._ends[edge.source][edge.type].append(edge.target)
        self._ids = {node.iri: f"n{number}" for number, node in enumerate(rows.nodes)}

    def chart(self) -> str:
        for node in self._of("InformationNorm"):
            self._norm(node)
        for node in self._of("Participation"):
            self._seat(node)
        self._things()
        self._legend()
        return self._chart.text()

    def _of(self, label: str) -> Iterator[NodeRow]:
        """The assertions of a kind that the document states or that a reading adds."""
        for node in self._rows.nodes:
            if label in node.labels and node.properties["layer"] in {STATED, INTERPRETATION}:
                yield node

    def _norm(self, node: NodeRow) -> None:
        ends = self._ends[node.iri]
        modality = self._slug(ends["MODALITY"])
        style = STYLES[self._style(node, modality)]
        box = self._ids[node.iri]
        self._chart.box(box, self._told(node), "[]")
        bearers = [self._actor(one) for one in ends["BEARER"]]
        if not bearers:
            bearers = [f"{box}x"]
            self._chart.box(f"{box}x", [self._say("figure.nobody")], "([])")
        for bearer in bearers:
            self._chart.line(bearer, box, "---", style)
        # A cross for what must not be told: an arrow would show the opposite.
        arrow = "--x" if modality == "must-not" else "-->"
        for one in ends["RECIPIENT"]:
            self._chart.line(box, self._actor(one), arrow, style)

    def _told(self, node: NodeRow) -> list[str]:
        """What a norm says, a line each: what, when, how soon, through what, or what else."""
        ends = self._ends[node.iri]
        what = [str(node.properties["slug"]), *self._labels((*ends["MODALITY"], *ends["ACT"]))]
        parts = [" · ".join(what)]
        if ends["TRIGGER"]:
            parts.append(self._say("chart.when", situations=self._labels(ends["TRIGGER"])))
        parts += [
            self._say(f"sentence.{term}", words=words)
            for term in ("condition", "exception", "deadline", "manner")
            if (words := node.properties.get(f"{term}_{self._say.language}"))
        ]
        if ends["URGENCY"]:
            parts.append(", ".join(self._labels(ends["URGENCY"])))
        if ends["CHANNEL"]:
            parts.append(self._say("chart.through", forums=self._labels(ends["CHANNEL"])))
        if ends["ALTERNATIVE_TO"]:
            parts.append(self._say("chart.or", norms=self._slugs(ends["ALTERNATIVE_TO"])))
        return [*parts, *self._reading(node)]

    def _seat(self, node: NodeRow) -> None:
        ends = self._ends[node.iri]
        members, roles = ends["MEMBER"], ends["ROLE"]
        said = [str(node.properties["slug"]), *self._labels(ends["PREDICATE"])]
        modality = self._slug(ends["MODALITY"])
        if modality and modality != "descriptive":
            said += self._labels(ends["MODALITY"])
        if members:
            said += self._labels(roles)
        label = " · ".join([*said, *self._reading(node)])
        style = STYLES[self._style(node, modality)]
        for party in members or roles:
            for forum in ends["ORGANIZATION"]:
                self._chart.line(self._actor(party), self._actor(forum), "---", style, label)

    def _style(self, node: NodeRow, modality: str) -> str:
        if node.properties["layer"] == INTERPRETATION or self._ends[node.iri]["RESTS_ON"]:
            return "dotted"
        return _BY_MODALITY.get(modality, "solid")

    def _reading(self, node: NodeRow) -> list[str]:
        rests_on = self._slugs(self._ends[node.iri]["RESTS_ON"])
        said = [self._say("chart.rests", readings=rests_on)] if rests_on else []
        if node.properties["layer"] == INTERPRETATION:
            said.append(self._say("layer.interpretation"))
        return said

    def _actor(self, iri: str) -> str:
        self._drawn.add(iri)
        return self._ids[iri]

    def _things(self) -> None:
        """Actors and forums, a frame a dataset: equal names in two of them are two things."""
        datasets: dict[str, list[NodeRow]] = defaultdict(list)
        for node in self._rows.nodes:
            stated = "Actor" in node.labels and node.properties["layer"] == STATED
            if node.iri in self._drawn or stated:
                datasets[str(node.properties["dataset"])].append(node)
        for number, (dataset, things) in enumerate(sorted(datasets.items())):
            frame = self._chart.frame(f"d{number}", self._label(names.dataset_iri(dataset)))
            for node in things:
                shape = "{{}}" if "Forum" in node.labels else "()"
                self._chart.box(self._ids[node.iri], [self._label(node.iri)], shape, frame)

    def _legend(self) -> None:
        samples = {
            "chart.solid": ("-->", "solid"),
            "modality.may": ("-->", "dashed"),
            "chart.thick": ("-->", "thick"),
            "chart.dotted": ("-->", "dotted"),
            "modality.must-not": ("--x", "solid"),
            "chart.seat": ("---", "solid"),
        }
        frame = self._chart.frame("legend", self._say("explorer.legend"))
        for number, (code, (arrow, style)) in enumerate(samples.items()):
            ends = f"k{2 * number}", f"k{2 * number + 1}"
            for end in ends:
                self._chart.box(end, [" "], "[]", frame)
            self._chart.line(*ends, arrow, STYLES[style], self._say(code))

    def _slug(self, iris: Sequence[str]) -> str:
        return self._slugs(iris)[0] if iris else ""

    def _slugs(self, iris: Iterable[str]) -> list[str]:
        return [str(self._nodes[iri].properties["slug"]) for iri in iris]

    def _labels(self, iris: Iterable[str]) -> list[str]:
        return [self._label(iri) for iri in iris]

    def _label(self, iri: str) -> str:
        node = self._nodes.get(iri)
        if node is None:
            return names.local_name(iri)
        return str(node.properties.get(f"label_{self._say.language}", node.properties["slug"]))
