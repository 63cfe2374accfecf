"""The drawing: no more than the document says, and no label that Mermaid reads as anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from samspil.errors import UsageError
from samspil.export.flowchart import label_text
from samspil.export.mermaid import STYLES, mermaid
from samspil.model import names
from samspil.model.characters import visible
from samspil.model.rows import GraphRows, NodeRow
from tests.unit.export_data import DATA, edge, node, rows_of, texts

_BOX = re.compile(r'^ +(n\d+x?)(?:\(\[|\{\{|\(|\[)"([^"]*)"(?:\]\)|\}\}|\)|\])$', re.MULTILINE)
_LINE = re.compile(r'^ +(\w+) (-->|---|--x)(?:\|"([^"]*)"\|)? (\w+)$', re.MULTILINE)
_STYLE = re.compile(r"^ +linkStyle ([\d,]+) (.*)$", re.MULTILINE)


class Drawing:
    """A chart taken apart again."""

    def __init__(self, rows: GraphRows, language: str = "da") -> None:
        self.text = mermaid(rows, language)
        self.boxes = {key: _decoded(label) for key, label in _BOX.findall(self.text)}
        self.lines = _LINE.findall(self.text)
        style_names = {look: name for name, look in STYLES.items()}
        self.styles = {
            int(number): style_names[look]
            for numbers, look in _STYLE.findall(self.text)
            for number in numbers.split(",")
        }

    def at(self, assertion: str) -> list[tuple[str, str, str, str]]:
        """The lines of a norm: from, arrow, to, style; the norm's own box is its id."""
        found = []
        for number, (source, arrow, _, target) in enumerate(self.lines):
            ends = [self.boxes.get(end, "").split("<br/>")[0] for end in (source, target)]
            ends = [assertion if end.startswith(f"{assertion} ·") else end for end in ends]
            if assertion in ends:
                found.append((ends[0], arrow, ends[1], self.styles[number]))
        return found

    def label(self, assertion: str) -> str:
        """All that the box of a norm says."""
        (found,) = [text for text in self.boxes.values() if text.startswith(f"{assertion} ·")]
        return found


def _decoded(label: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found.group(1))), label)


@given(texts)
def test_a_label_means_its_text_and_nothing_else(text: str) -> None:
    label = label_text(text)
    assert _decoded(label) == " ".join(visible(text).split())
    rest = re.sub(r"#\d+;", "", label)
    assert not re.search(r'["<>&#`*_%;|{}\[\]\\$\n]', rest)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("SSP-NU (Ishøj)", "SSP-NU (Ishøj)"),
        ("når: akut", "når: akut"),
        ("- x", "#45; x"),
        ("1. maj", "1#46; maj"),
        ("fa:fa-user", "fa#58;fa-user"),
        ("_x_", "#95;x#95;"),
    ],
)
def test_what_mermaid_would_interpret_is_coded(text: str, label: str) -> None:
    assert label_text(text) == label


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_line_has_one_style(data: str, language: str) -> None:
    drawing = Drawing(rows_of(data), language)
    assert sorted(drawing.styles) == list(range(len(drawing.lines)))
    styled = [
        number for numbers, _ in _STYLE.findall(drawing.text) for number in numbers.split(",")
    ]
    assert len(styled) == len(set(styled))


@pytest.mark.parametrize("data", DATA)
def test_each_norm_of_the_document_and_no_other_is_drawn(data: str) -> None:
    rows = rows_of(data)
    expected = {
        str(one.properties["slug"])
        for one in rows.nodes
        if "InformationNorm" in one.labels
        and one.properties["layer"] in {"stated", "interpretation"}
    }
    drawing = Drawing(rows)
    drawn = {
        label.split(" ·")[0]
        for key, label in drawing.boxes.items()
        if " · " in label.split("<br/>")[0] and not key.endswith("x")
    }
    assert drawn == expected


def test_ishoej_as_its_document_says_it() -> None:
    drawing = Drawing(rows_of("ishoej"))
    assert drawing.at("A28") == [
        ("Ishøjs skoler", "---", "A28", "dashed"),
        ("A28", "-->", "Tryghed og Kriminalitetsforebyggelse", "dashed"),
    ]
    assert drawing.label("A28").endswith("eller A29")
    # The only "bør"; who acts isn't stated.
    assert drawing.at("A40") == [
        ("ikke angivet", "---", "A40", "thick"),
        ("A40", "-->", "Tryghed og Kriminalitetsforebyggelse", "thick"),
    ]
    thick = {number for number, style in drawing.styles.items() if style == "thick"}
    assert len(thick) == 3, "A40's two lines and the legend"
    assert "hviler på tolkning I02" in drawing.label("A25")
    assert {style for *_, style in drawing.at("A25")} == {"dotted"}
    assert drawing.at("A60")[0] == ("ikke angivet", "---", "A60", "dotted")
    assert "gennem KSP-samarbejdet" in drawing.label("A60")


def test_lilleby_has_all_modalities() -> None:
    drawing = Drawing(rows_of("lilleby"))
    assert {style for *_, style in drawing.at("A15")} == {"thick"}
    assert drawing.label("A15").startswith("A15 · skal · ")
    arrows = {arrow for source, arrow, _, _ in drawing.at("A13") if source == "A13"}
    assert arrows == {"--x"}
    assert drawing.at("A31")[0] == ("ikke angivet", "---", "A31", "solid")


def _unstated(*slugs: str) -> GraphRows:
    nodes: list[NodeRow] = [node("tk", "Actor", label_da="TK")]
    edges = []
    for slug in slugs:
        nodes.append(node(slug, "InformationNorm"))
        edges.append(edge(slug, "RECIPIENT", "tk"))
    return GraphRows(tuple(nodes), tuple(edges))


def test_two_unstated_bearers_are_two_boxes() -> None:
    drawing = Drawing(_unstated("A1", "A2"))
    assert list(drawing.boxes.values()).count("ikke angivet") == 2
    english = Drawing(_unstated("A1", "A2"), "en")
    assert list(english.boxes.values()).count("not stated") == 2


def test_a_seat_is_a_line_without_an_arrowhead() -> None:
    for data in DATA:
        for _, arrow, label, _ in Drawing(rows_of(data)).lines:
            if "er med i" in label or "er part i" in label:
                assert arrow == "---"


def test_a_role_with_its_organisation_and_a_role_alone() -> None:
    rows = GraphRows(
        (
            node("skole", "Actor", label_da="skole"),
            node("leder", "Actor", "Role", label_da="leder"),
            node("ssp", "Actor", "Forum", label_da="SSP"),
            node("A1", "Participation"),
            node("A2", "Participation", layer="interpretation"),
        ),
        (
            edge("A1", "MEMBER", "skole"),
            edge("A1", "ROLE", "leder"),
            edge("A1", "ORGANIZATION", "ssp"),
            edge("A2", "ROLE", "leder"),
            edge("A2", "ORGANIZATION", "ssp"),
        ),
    )
    drawing = Drawing(rows)
    seats = [
        (drawing.boxes[source], _decoded(label), drawing.boxes[target], drawing.styles[number])
        for number, (source, _, label, target) in enumerate(drawing.lines)
        if source in drawing.boxes
    ]
    assert seats == [
        ("skole", "A1 · leder", "SSP", "solid"),
        ("leder", "A2 · vores læsning", "SSP", "dotted"),
    ]


def test_things_of_two_datasets_stand_in_two_frames() -> None:
    other = NodeRow(
        names.entity_iri("u", "tk"),
        ("Actor", "SamspilEntity"),
        {"iri": names.entity_iri("u", "tk"), "dataset": "u", "slug": "tk", "layer": "stated"},
    )
    text = mermaid(GraphRows((node("tk", "Actor"), other), ()))
    assert 'subgraph d0["t"]' in text
    assert 'subgraph d1["u"]' in text


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="export-language-unknown"):
        mermaid(GraphRows((), ()), "de")
