"""Where everything stands: no overlap, no line through a foreign box, the same on every run."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

import samspil
from samspil.errors import DataError
from samspil.figure.build import build_figure, course, edges_through_boxes, figure, rect_of
from samspil.figure.layout.arrangement import FONT_SIZE, LINE_HEIGHT
from samspil.figure.layout.file import read_placement, write_placement
from samspil.figure.layout.geometry import Rect, control_point, curve_points, passes, segment_hits
from samspil.figure.layout.hyphenation import text_width, wrap
from samspil.figure.model import Figure
from samspil.ontology.folders import find_data

LILLEBY = Path(__file__).resolve().parents[1] / "data" / "lilleby"
CANVAS = 780, 830
"""The room of the figure in a window of 1400×900, beside the panels, in CSS pixels."""


@cache
def committed() -> Figure:
    with samspil.open_model() as model:
        return figure(model)


@cache
def computed(data: Path | None, dataset: str) -> Figure:
    return build_figure(samspil.open_model(data).rows, dataset)


def drawn_as(which: str) -> Figure:
    if which == "committed":
        return committed()
    return computed(None, "ishoej") if which == "computed" else computed(LILLEBY, "lilleby")


WAYS = ("committed", "computed", "lilleby")


@pytest.mark.parametrize("which", WAYS)
def test_the_picture_is_clear(which: str) -> None:
    drawn = drawn_as(which)
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    # No two boxes nearer than 8 units, none outside its tier or the figure.
    near = [(a, b) for a, b in combinations(sorted(boxes), 2) if boxes[a].overlaps(boxes[b], 8)]
    assert near == []
    tiers = {tier.id: tier for tier in drawn.tiers}
    for node in drawn.nodes:
        tier = tiers[node.tier]
        assert tier.x <= node.x - node.width / 2
        assert node.x + node.width / 2 <= tier.x + tier.width
        assert tier.y <= node.y - node.height / 2
        assert node.y + node.height / 2 <= tier.y + tier.height
    for upper, lower in zip(drawn.tiers, drawn.tiers[1:], strict=False):
        assert upper.y + upper.height < lower.y
    assert drawn.tiers[-1].y + drawn.tiers[-1].height == drawn.height
    # At most 5 % of the lines run through a foreign box.
    assert len(edges_through_boxes(drawn)) <= 0.05 * len(drawn.edges)


def test_in_the_committed_figure_no_line_runs_through_a_foreign_box() -> None:
    assert edges_through_boxes(committed()) == {}


def test_lines_between_the_same_boxes_can_be_told_apart() -> None:
    middles: dict[frozenset[str], list[tuple[float, float]]] = {}
    boxes = {node.id: rect_of(node) for node in committed().nodes}
    for edge in committed().edges:
        points = course(edge, boxes)
        ends = frozenset({edge.source, edge.target})
        middles.setdefault(ends, []).append(points[len(points) // 2])
    for same in middles.values():
        for a, b in combinations(same, 2):
            assert math.dist(a, b) > 4


@pytest.mark.parametrize("which", WAYS)
def test_lines_that_turn_do_so_outside_the_boxes_they_join(which: str) -> None:
    # A mark within its box can't be seen.
    drawn = drawn_as(which)
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    for edge in drawn.edges:
        for x, y in edge.turns:
            ends = boxes[edge.source], boxes[edge.target]
            assert not any(end.overlaps(Rect(x, y, 0, 0)) for end in ends), edge.id


@pytest.mark.parametrize("which", WAYS)
def test_labels_are_at_least_nine_pixels_when_all_is_shown(which: str) -> None:
    drawn = drawn_as(which)
    scale = min(CANVAS[0] / drawn.width, CANVAS[1] / drawn.height)
    assert scale * FONT_SIZE >= 9


@pytest.mark.parametrize("which", WAYS)
def test_labels_fit_their_boxes_in_both_languages(which: str) -> None:
    drawn = drawn_as(which)
    for node in drawn.nodes:
        for lines in (node.lines_da, node.lines_en):
            assert len(lines) * LINE_HEIGHT <= node.height
            assert max(text_width(line, FONT_SIZE) for line in lines) <= node.width - 6


def test_the_same_input_gives_the_same_figure() -> None:
    rows = samspil.open_model(LILLEBY).rows
    assert build_figure(rows, "lilleby") == build_figure(rows, "lilleby")


def test_kept_places_are_used_only_for_the_boxes_they_were_made_for(tmp_path: Path) -> None:
    folder = find_data()
    kept = read_placement(folder, "ishoej")
    assert kept is not None
    assert read_placement(folder, "lilleby") is None
    assert {node.id: (node.x, node.y) for node in committed().nodes} == dict(kept.at)
    other = build_figure(samspil.open_model(LILLEBY).rows, "lilleby", kept)
    assert {node.id for node in other.nodes}.isdisjoint({"straxen"})
    write_placement(committed(), tmp_path / "figure.json")
    assert (tmp_path / "figure.json").read_bytes() == (
        folder.root / "ishoej" / "figure.json"
    ).read_bytes()


def test_kept_places_are_mended_where_a_label_has_grown() -> None:
    rows = samspil.open_model().rows
    longer = replace(
        rows,
        nodes=tuple(
            node._replace(properties={**node.properties, "label_da": "SSP-pædagogerne i kommunen"})
            if node.properties["slug"] == "rolle-ssp-paedagog"
            else node
            for node in rows.nodes
        ),
    )
    mended = build_figure(longer, "ishoej", read_placement(find_data(), "ishoej"))
    assert edges_through_boxes(mended) == {}
    at = {node.id: node.y for node in committed().nodes}
    assert {node.id: node.y for node in mended.nodes} == at


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"dataset": "x", "at": [1], "curves": {}}'])
def test_broken_places_are_an_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    for file in LILLEBY.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "figure.json").write_text(text)
    with pytest.raises(DataError) as raised:
        read_placement(find_data(tmp_path), "x")
    assert raised.value.code == "figure-places-broken"
    assert "figure.json" in str(raised.value)


def test_places_are_one_line_a_box(tmp_path: Path) -> None:
    write_placement(committed(), tmp_path / "figure.json")
    text = (tmp_path / "figure.json").read_text(encoding="utf-8")
    assert len(text.splitlines()) < len(committed().nodes) + len(committed().edges) + 10
    assert json.loads(text)["dataset"] == "ishoej"


def test_a_curve_is_the_one_that_vis_network_draws() -> None:
    # vis-network 9.1.2, BezierEdgeStatic, curvedCW, roundness 0.2, from (10, 20) to (110, 70).
    dx, dy = 110 - 10, 20 - 70
    radius = math.sqrt(dx * dx + dy * dy)
    angle = (math.atan2(dy, dx) + (0.2 * 0.5 + 0.5) * math.pi) % (2 * math.pi)
    wanted = 10 + 0.6 * radius * math.sin(angle), 20 + 0.6 * radius * math.cos(angle)
    assert control_point((10, 20), (110, 70), 0.2) == pytest.approx(wanted)
    # curvedCCW mirrors it at the straight line.
    left, right = (control_point((0, 0), (100, 0), curve) for curve in (0.2, -0.2))
    assert left == pytest.approx((right[0], -right[1]))
    assert control_point((0, 0), (100, 40), 0) == pytest.approx((50, 20))


def test_what_passes_a_box() -> None:
    box = Rect(50, 0, 10, 5)
    assert passes(curve_points((0, 0), (100, 0), 0), box)
    assert not passes(curve_points((0, 0), (100, 0), 0.4), box)
    assert segment_hits((0, 0), (100, 0), box)
    assert not segment_hits((0, 6), (100, 6), box)
    assert not segment_hits((0, 0), (30, 0), box)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Tryghed og Kriminalitetsforebyggelse", ("Tryghed og", "Kriminalitets-", "forebyggelse")),
        ("Uddannelsesvejledningen", ("Uddannelses-", "vejledningen")),
        ("Uddannelsesvejleder", ("Uddannelses-", "vejleder")),
        ("gadeplansmedarbejder", ("gadeplans-", "medarbejder")),
        ("StraXen", ("StraXen",)),
        ("", ()),
    ],
)
def test_danish_labels_are_broken_where_words_meet(label: str, lines: tuple[str, ...]) -> None:
    assert wrap(label, 100, 10, "da") == lines


def test_no_letter_is_lost_in_wrapping() -> None:
    for label in (
        "Speciallægepraksissamarbejdsudvalget",
        "ÆØÅ æøå",
        "a" * 80,
        "SSP-NU (ugentligt)",
    ):
        lines = wrap(label, 60, 10, "da")
        assert "".join(lines).replace("-", "").replace(" ", "") == label.replace("-", "").replace(
            " ", ""
        )
