"""A Mermaid flowchart of actors, forums and information norms, no more than the document says.

Every norm is a box of its own between who acts and who is told, so that two norms between the same
two never run together; a bearer that isn't stated is drawn as exactly that, once a norm, since
nothing says that it is the same one twice. A seat in a forum, or being party to an aim of it,
is a line without an arrowhead that says which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samspil.errors import UsageError
from samspil.model import names
from samspil.model.characters import visible
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
# Letters, digits and signs that mean nothing to Mermaid where they stand: "SSP-NU", but not "- x"
# (a list), "x:y" (an icon), "_x_" (italics) or the point of "1." at the start (a list again).
_PLAIN = re.compile(r"[^\W_]|[ ,()/»«’…·–—!?§]|(?<=[^\W_])-(?=[^\W_])|:(?= )|(?<![0-9])\.")

WORDS: Mapping[str, Mapping[str, str]] = {
    "da": {
        "title": "Hvem orienterer hvem, efter det dokumentet siger",
        "not_stated": "ikke angivet",
        "when": "når",
        "through": "gennem",
        "or": "eller",
        "rests": "hviler på tolkning",
        "reading": "tolkning",
        "legend": "Tegnforklaring",
        "solid": "sådan står der, at det er",
        "dashed": "kan",
        "thick": "bør eller skal (ordet står i boksen)",
        "dotted": "tolkning, eller hviler på en",
        "forbids": "må ikke",
        "seat": "forhold til et forum, som stregen siger det: ikke en orientering",
    },
    "en": {
        "title": "Who informs whom, as far as the document says",
        "not_stated": "not stated",
        "when": "when",
        "through": "through",
        "or": "or",
        "rests": "rests on interpretation",
        "reading": "interpretation",
        "legend": "Legend",
        "solid": "stated to be so",
        "dashed": "may",
        "thick": "should or must (the box says which)",
        "dotted": "interpretation, or rests on one",
        "forbids": "must not",
        "seat": "tie to a forum, as the line says: not being informed",
    },
}


def label_text(text: str) -> str:
    """A text for a quoted Mermaid label; signs that mean something to Mermaid become codes."""
    plain = " ".join(visible(text).split())
    return "".join(
        sign if _PLAIN.match(plain, place) else f"#{ord(sign)};" for place, sign in enumerate(plain)
    )


def mermaid(rows: GraphRows, language: str = "da") -> str:
    """The flowchart, in Danish (`da`) or English (`en`).

    Raises:
        UsageError: another language.
    """
    if language not in WORDS:
        raise UsageError("export-language-unknown", language=language, known=", ".join(WORDS))
    return _Chart(rows, language).text()


@dataclass(slots=True)
class _Line:
    source: str
    target: str
    arrow: str
    style: str
    label: str = ""

    def __str__(self) -> str:
        label = f'|"{self.label}"|' if self.label else ""
        return f"    {self.source} {self.arrow}{label} {self.target}"


@dataclass
class _Chart:
    rows: GraphRows
    language: str
    _lines: list[_Line] = field(default_factory=list)
    _boxes: list[str] = field(default_factory=list)
    _drawn: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._words = WORDS[self.language]
        self._nodes = {node.iri: node for node in self.rows.nodes}
        self._ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for edge in self.rows.edges:
            # Shortcuts say nothing that their assertion doesn't say better.
            if not edge.properties.get("derived"):
                self._ends[edge.source][edge.type].append(edge.target)
        self._ids = {node.iri: f"n{number}" for number, node in enumerate(self.rows.nodes)}

    def text(self) -> str:
        for node in self._of("InformationNorm"):
            self._norm(node)
        for node in self._of("Participation"):
            self._seat(node)
        self._legend()
        things = list(self._things())
        styles = [
            f"    linkStyle {','.join(numbers)} {STYLES[style]}"
            for style, numbers in sorted(self._numbered())
        ]
        lines = [str(line) for line in self._lines]
        title = label_text(self._words["title"])
        head = ["---", f'title: "{title}"', "---", "flowchart LR"]
        return "\n".join([*head, *things, *self._boxes, *lines, *styles]) + "\n"

    def _of(self, label: str) -> Iterator[NodeRow]:
        """The assertions of a kind that the document states or that a reading adds."""
        for node in self.rows.nodes:
            if label in node.labels and node.properties["layer"] in {STATED, INTERPRETATION}:
                yield node

    def _norm(self, node: NodeRow) -> None:
        ends = self._ends[node.iri]
        modality = self._slug(ends["MODALITY"])
        style = self._style(node, modality)
        box = self._ids[node.iri]
        self._boxes.append(f'    {box}["{self._norm_label(node)}"]')
        bearers = [self._actor(one) for one in ends["BEARER"]]
        if not bearers:
            bearers = [f"{box}x"]
            self._boxes.append(f'    {box}x(["{label_text(self._words["not_stated"])}"])')
        # A cross for what must not be told: an arrow would show the opposite.
        arrow = "--x" if modality == "must-not" else "-->"
        self._lines += [_Line(bearer, box, "---", style) for bearer in bearers]
        self._lines += [_Line(box, self._actor(one), arrow, style) for one in ends["RECIPIENT"]]

    def _norm_label(self, node: NodeRow) -> str:
        ends = self._ends[node.iri]
        word = self._words
        parts = [
            " · ".join(
                [str(node.properties["slug"]), *self._labels((*ends["MODALITY"], *ends["ACT"]))]
            )
        ]
        if ends["TRIGGER"]:
            parts.append(f"{word['when']}: {', '.join(self._labels(ends['TRIGGER']))}")
        if ends["URGENCY"]:
            parts.append(", ".join(self._labels(ends["URGENCY"])))
        if ends["CHANNEL"]:
            parts.append(f"{word['through']} {', '.join(self._labels(ends['CHANNEL']))}")
        if ends["ALTERNATIVE_TO"]:
            parts.append(f"{word['or']} {', '.join(self._slugs(ends['ALTERNATIVE_TO']))}")
        parts += self._reading(node)
        return "<br/>".join(label_text(part) for part in parts)

    def _seat(self, node: NodeRow) -> None:
        ends = self._ends[node.iri]
        members, roles = ends["MEMBER"], ends["ROLE"]
        said = [str(node.properties["slug"]), *self._labels(ends["PREDICATE"])]
        modality = self._slug(ends["MODALITY"])
        if modality and modality != "descriptive":
            said += self._labels(ends["MODALITY"])
        if members:
            said += self._labels(roles)
        said += self._reading(node)
        label = label_text(" · ".join(said))
        style = self._style(node, modality)
        for party in members or roles:
            for forum in ends["ORGANIZATION"]:
                line = _Line(self._actor(party), self._actor(forum), "---", style, label)
                self._lines.append(line)

    def _style(self, node: NodeRow, modality: str) -> str:
        if node.properties["layer"] == INTERPRETATION or self._ends[node.iri]["RESTS_ON"]:
            return "dotted"
        return _BY_MODALITY.get(modality, "solid")

    def _reading(self, node: NodeRow) -> list[str]:
        rests_on = self._slugs(self._ends[node.iri]["RESTS_ON"])
        said = [f"{self._words['rests']} {', '.join(rests_on)}"] if rests_on else []
        if node.properties["layer"] == INTERPRETATION:
            said.append(self._words["reading"])
        return said

    def _actor(self, iri: str) -> str:
        self._drawn.add(iri)
        return self._ids[iri]

    def _things(self) -> Iterator[str]:
        """Actors and forums, a frame a dataset: equal names in two of them are two things."""
        frames: dict[str, list[str]] = defaultdict(list)
        for node in self.rows.nodes:
            stated = "Actor" in node.labels and node.properties["layer"] == STATED
            if node.iri in self._drawn or stated:
                start, end = ("{{", "}}") if "Forum" in node.labels else ("(", ")")
                label = label_text(self._label(node.iri))
                shape = f'{self._ids[node.iri]}{start}"{label}"{end}'
                frames[str(node.properties["dataset"])].append(f"        {shape}")
        for number, (dataset, shapes) in enumerate(sorted(frames.items())):
            label = label_text(self._label(names.dataset_iri(dataset)))
            yield f'    subgraph d{number}["{label}"]'
            yield from shapes
            yield "    end"

    def _legend(self) -> None:
        word = self._words
        self._boxes.append(f'    subgraph legend["{label_text(word["legend"])}"]')
        ends = iter(range(100))
        for name, arrow, style in (
            ("solid", "-->", "solid"),
            ("dashed", "-->", "dashed"),
            ("thick", "-->", "thick"),
            ("dotted", "-->", "dotted"),
            ("forbids", "--x", "solid"),
            ("seat", "---", "solid"),
        ):
            source, target = f"k{next(ends)}", f"k{next(ends)}"
            self._boxes += [f'        {end}[" "]' for end in (source, target)]
            self._lines.append(_Line(source, target, arrow, style, label_text(word[name])))
        self._boxes.append("    end")

    def _numbered(self) -> Iterable[tuple[str, list[str]]]:
        """The numbers of the lines in each style: Mermaid counts them as they come."""
        found: dict[str, list[str]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            found[line.style].append(str(number))
        return found.items()

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
        said = node.properties.get(f"label_{self.language}", node.properties["slug"])
        return str(said)
