"""What a figure shows, taken from the property graph: which boxes, which lines, which gaps.

Only what the data says is to be drawn is drawn: the information norms of the document, and the
relations whose predicate carries `drawnAs`; of the readings only those marked `drawn`. Being in a
forum or a unit is drawn as that, never as being told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from samspil.figure.model import NOT_STATED, Document
from samspil.messages import LANGUAGES, messages
from samspil.model import names
from samspil.model.characters import visible
from samspil.model.rows import GraphRows, NodeRow

STATED, INTERPRETATION, GAPS = "stated", "interpretation", "gaps"
INFORMATION, CHANNEL, GAP = "information", "channel", "gap"
TIER_NOT_STATED = "tier-not-stated"

_KINDS = (
    ("Forum", "forum"),
    ("OrganizationalCollaboration", "collaboration"),
    ("OrganizationalUnit", "unit"),
    ("Role", "role"),
    ("ActorGroup", "group"),
)
_ENDS = ("SUBJECT", "OBJECT", "BEARER", "RECIPIENT", "MEMBER", "ROLE", "ORGANIZATION")
_FREQUENCY = names.SAM + "meetsWithFrequency"


@dataclass(frozen=True, slots=True)
class Box:
    """A node of the figure before it has a place; the notes go with its label, in brackets."""

    id: str
    label_da: str
    label_en: str
    kind: str
    tier: str
    note_da: str = ""
    note_en: str = ""
    undrawn: int = 0
    """How many relations with another actor the document states of it that no line shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the figure before it has a curve; the fields are those of `FigureEdge`."""

    id: str
    source: str
    target: str
    relation: str
    label_da: str
    label_en: str
    modality: str
    layer: str
    assertion: str
    family: str
    terms_da: str = ""
    terms_en: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a figure of one municipality shows, in a fixed order.

    `tiers` are (id, Danish, English), those with a box in them, from the top; `beside` says of some
    of them which other they stand beside.
    """

    dataset: str
    tiers: tuple[tuple[str, str, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    beside: Mapping[str, str] = field(default_factory=dict)


class _Graph:
    """The rows, by what one asks them for."""

    def __init__(self, rows: GraphRows) -> None:
        self.nodes: Mapping[str, NodeRow] = {node.iri: node for node in rows.nodes}
        self._out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for edge in rows.edges:
            if not edge.properties.get("derived"):
                self._out[edge.source][edge.type].append(edge.target)

    def all(self, iri: str, type_: str) -> list[str]:
        """What a thing points to, in the order of the IRIs."""
        return sorted(self._out[iri][type_]) if iri in self._out else []

    def one(self, iri: str, type_: str) -> str | None:
        """The one thing it points to, if any."""
        found = self.all(iri, type_)
        return found[0] if found else None

    def text(self, iri: str, key: str) -> str:
        """A property as text; empty where there is none."""
        return visible(str(self.nodes[iri].properties.get(key, ""))) if iri in self.nodes else ""

    def slug(self, iri: str) -> str:
        """The short name."""
        return self.text(iri, "slug")


def read_content(rows: GraphRows, dataset: str) -> Content:
    """What the figure of a municipality shows."""
    graph = _Graph(rows)
    ends: dict[str, str] = {}
    lines: list[Line] = []
    boxes: dict[str, Box] = {}
    undrawn: Counter[str] = Counter()
    for node in rows.nodes:
        if node.properties["dataset"] != dataset:
            continue
        layer = str(node.properties["layer"])
        if "Actor" in node.labels and layer == STATED:
            # A cooperation that isn't a forum is only drawn where a line leads to it.
            if _kind(node) != "collaboration":
                ends[node.iri] = str(node.properties["slug"])
        elif "Assertion" in node.labels and layer in {STATED, INTERPRETATION}:
            drawn = list(_assertion(graph, node, layer))
            for line, met, box in drawn:
                lines.append(line)
                ends.update(met)
                if box:
                    boxes[box.id] = box
            if not drawn and layer == STATED:
                undrawn.update(_joined(graph, node))
    lines.extend(_ghosts(graph, dataset, ends))
    often = _frequencies(graph)
    for iri, slug in ends.items():
        box = _box(graph, iri, often.get(iri, ("", "")))
        boxes[slug] = replace(box, undrawn=undrawn[iri])
    tiers = _tiers(graph, {box.tier for box in boxes.values()})
    return Content(
        dataset=dataset,
        tiers=tiers,
        beside=_beside(graph, [tier for tier, _, _ in tiers]),
        boxes=tuple(boxes[key] for key in sorted(boxes)),
        lines=tuple(sorted(lines, key=lambda line: line.id)),
    )


def _kind(node: NodeRow) -> str:
    return next((kind for label, kind in _KINDS if label in node.labels), "organization")


def _box(graph: _Graph, iri: str, often: tuple[str, str]) -> Box:
    kind = graph.one(iri, "CLASSIFICATION")
    tier = graph.one(iri, "TIER") or (graph.one(kind, "TIER") if kind else None)
    return Box(
        id=graph.slug(iri),
        label_da=graph.text(iri, "label_da"),
        label_en=graph.text(iri, "label_en"),
        kind=_kind(graph.nodes[iri]),
        tier=graph.slug(tier) if tier else TIER_NOT_STATED,
        note_da=often[0] or graph.text(iri, "instanceCount"),
        note_en=often[1] or graph.text(iri, "instanceCount"),
    )


def _frequencies(graph: _Graph) -> dict[str, tuple[str, str]]:
    """How often a forum meets, where the document says it."""
    return {
        forum: (graph.text(iri, "objectText_da"), graph.text(iri, "objectText_en"))
        for iri, node in graph.nodes.items()
        if node.properties["layer"] == STATED and _FREQUENCY in graph.all(iri, "PREDICATE")
        for forum in graph.all(iri, "SUBJECT")
    }


_Drawn = tuple[Line, dict[str, str], Box | None]


def _assertion(graph: _Graph, node: NodeRow, layer: str) -> Iterator[_Drawn]:
    """The lines of an assertion, with the actors they join and a bearer that isn't stated."""
    if "InformationNorm" in node.labels:
        yield from _norm(graph, node, layer)
        return
    predicate = graph.one(node.iri, "PREDICATE")
    family = graph.text(predicate, "drawnAs") if predicate else ""
    if not predicate or not family:
        return
    if layer == INTERPRETATION and not node.properties.get("drawn"):
        return
    if "Participation" in node.labels:
        # A role goes before the one it comes from: it is the role that sits there.
        sources = graph.all(node.iri, "ROLE") or graph.all(node.iri, "MEMBER")
        targets = graph.all(node.iri, "ORGANIZATION")
    else:
        sources, targets = graph.all(node.iri, "SUBJECT"), graph.all(node.iri, "OBJECT")
    labels = graph.text(predicate, "label_da"), graph.text(predicate, "label_en")
    for source in sources:
        for target in targets:
            if _is_actor(graph, source) and _is_actor(graph, target):
                ends = graph.slug(source), graph.slug(target)
                line = _line(graph, node, *ends, labels, graph.slug(predicate), family)
                yield line, _met(graph, source, target), None


def _joined(graph: _Graph, node: NodeRow) -> set[str]:
    """The actors that an assertion puts into relation with each other."""
    found = {iri for end in _ENDS for iri in graph.all(node.iri, end) if _is_actor(graph, iri)}
    return found if len(found) > 1 else set()


def _norm(graph: _Graph, node: NodeRow, layer: str) -> Iterator[_Drawn]:
    if layer != STATED:
        return
    act = graph.one(node.iri, "ACT") or ""
    labels = graph.text(act, "label_da"), graph.text(act, "label_en")
    bearers = {iri: graph.slug(iri) for iri in graph.all(node.iri, "BEARER")}
    recipients = graph.all(node.iri, "RECIPIENT")
    nobody = None
    if recipients and not bearers:
        # One box for each such norm: two that aren't stated need not be the same.
        nobody = Box(
            f"{NOT_STATED}-{node.properties['slug']}",
            *_said("figure.nobody"),
            NOT_STATED,
            TIER_NOT_STATED,
        )
    for recipient in recipients:
        for source in [nobody.id] if nobody else bearers.values():
            to = graph.slug(recipient)
            line = _line(graph, node, source, to, labels, graph.slug(act), INFORMATION)
            yield line, bearers | _met(graph, recipient), nobody
    if not nobody:
        return
    for channel in graph.all(node.iri, "CHANNEL"):
        # A forum that a message goes through is tied to it, and never drawn as its sender.
        line = _line(
            graph, node, graph.slug(channel), nobody.id, _said("figure.channel"), CHANNEL, CHANNEL
        )
        yield line, _met(graph, channel), nobody


def _said(code: str) -> tuple[str, str]:
    danish, english = (messages(language)(code) for language in LANGUAGES)
    return danish, english


def _ghosts(graph: _Graph, dataset: str, ends: dict[str, str]) -> Iterator[Line]:
    """The links that a gap says are missing; never a relation of the graph."""
    for iri, node in graph.nodes.items():
        if "KnowledgeGap" not in node.labels or node.properties["dataset"] != dataset:
            continue
        for target in graph.all(iri, "LINK_NOT_STATED_TO"):
            for source in graph.all(iri, "LINK_NOT_STATED_FROM"):
                ends.update(_met(graph, source, target))
                pair = graph.slug(source), graph.slug(target)
                yield _line(graph, node, *pair, _said("figure.silent"), "link-not-stated", GAP)


def _line(
    graph: _Graph,
    node: NodeRow,
    source: str,
    target: str,
    labels: tuple[str, str],
    relation: str,
    family: str,
) -> Line:
    modality = graph.one(node.iri, "MODALITY")
    assertion = str(node.properties["slug"])
    return Line(
        id=f"{assertion}:{source}:{target}",
        source=source,
        target=target,
        relation=relation,
        label_da=labels[0],
        label_en=labels[1],
        modality=graph.slug(modality) if modality else "",
        layer=str(node.properties["layer"]),
        assertion=assertion,
        family=family,
        terms_da=_terms(graph, node, "da"),
        terms_en=_terms(graph, node, "en"),
    )


def _terms(graph: _Graph, node: NodeRow, language: str) -> str:
    """The condition and the exception of an assertion, in the plan's words."""
    said = (graph.text(node.iri, f"{term}_{language}") for term in ("condition", "exception"))
    return ", ".join(filter(None, said))


def _met(graph: _Graph, *iris: str) -> dict[str, str]:
    return {iri: graph.slug(iri) for iri in iris}


def _is_actor(graph: _Graph, iri: str) -> bool:
    return iri in graph.nodes and "Actor" in graph.nodes[iri].labels


def _tiers(graph: _Graph, used: set[str]) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[int, str, str, str]] = []
    for iri, node in graph.nodes.items():
        position = node.properties.get("position")
        slug = graph.slug(iri)
        if slug in used and isinstance(position, int):
            label = graph.text(iri, "label_da"), graph.text(iri, "label_en")
            found.append((position, slug, *label))
    return tuple((slug, da, en) for _, slug, da, en in sorted(found))


def _beside(graph: _Graph, tiers: Sequence[str]) -> Mapping[str, str]:
    return {
        graph.slug(iri): beside
        for iri in graph.nodes
        if graph.slug(iri) in tiers
        for other in graph.all(iri, "DRAWN_BESIDE")
        if (beside := graph.slug(other)) in tiers
    }


def documents(rows: GraphRows, dataset: str) -> tuple[Document, ...]:
    """The documents of a municipality, in the order of their addresses."""
    graph = _Graph(rows)
    found = sorted(
        node.iri
        for node in rows.nodes
        if "Source" in node.labels and node.properties["dataset"] == dataset
    )
    return tuple(
        Document(*(graph.text(iri, key) for key in ("title_da", "title_en", "issued")))
        for iri in found
    )
