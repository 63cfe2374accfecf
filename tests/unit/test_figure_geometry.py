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
from samspil.figure.build import (
    build_figures,
    crossings,
    edges_through_boxes,
    figures,
    obstacles,
    rect_of,
)
from samspil.figure.layout.arrangement import FONT_SIZE, LINE_HEIGHT
from samspil.figure.layout.file import read_placement, write_placement
from samspil.figure.layout.geometry import Rect, control_point, curve_points, passes, segment_hits
from samspil.figure.layout.hyphenation import text_width, wrap
from samspil.figure.line_styles import STYLES, TOLD, line_kind, shown_as
from samspil.figure.model import Figure
from samspil.figure.shapes import course_of, ends_of
from samspil.ontology.folders import find_data

LILLEBY = Path(__file__).resolve().parents[1] / "data" / "lilleby"
CANVAS = 738, 620
"""The room of the figure in a window of 1366×768, beside the panels, in CSS pixels."""
SPREAD = 1292, 930
"""The same in a window of 1920×1080."""
STRUCTURE = ("party", "structure", "beside", "support")


@cache
def committed(language: str = "da") -> Figure:
    with samspil.open_model() as model:
        return figures(model)[language == "en"]


@cache
def computed(data: Path | None, dataset: str, language: str) -> Figure:
    return build_figures(samspil.open_model(data).rows, dataset)[language == "en"]


def drawn_as(which: str) -> Figure:
    kind, language = which.split("-")
    if kind == "committed":
        return committed(language)
    return computed(
        *{"computed": (None, "ishoej"), "lilleby": (LILLEBY, "lilleby")}[kind], language
    )


WAYS = tuple(
    f"{kind}-{language}"
    for kind in ("committed", "computed", "lilleby")
    for language in ("da", "en")
)


@pytest.mark.parametrize("which", WAYS)
def test_the_picture_is_clear(which: str) -> None:
    drawn = drawn_as(which)
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    # No two boxes nearer than 8 units, none outside its tier or the figure.
    near = [(a, b) for a, b in combinations(sorted(boxes), 2) if boxes[a].overlaps(boxes[b], 7.8)]
    assert near == []
    tiers = {tier.id: tier for tier in drawn.tiers}
    for node in drawn.nodes:
        tier = tiers[node.tier]
        assert tier.x <= node.x - node.width / 2
        assert node.x + node.width / 2 <= tier.x + tier.width
        assert tier.y <= node.y - node.height / 2
        assert node.y + node.height / 2 <= tier.y + tier.height
    # One below the other, or side by side.
    for one, other in combinations(drawn.tiers, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height < other.y
    assert drawn.tiers[-1].y + drawn.tiers[-1].height == pytest.approx(drawn.height)
    # At most 5 % of the lines run through a foreign box.
    assert len(edges_through_boxes(drawn)) <= 0.05 * len(drawn.edges)


@pytest.mark.parametrize("language", ["da", "en"])
def test_in_the_committed_figure_no_line_runs_through_or_grazes_a_foreign_box(
    language: str,
) -> None:
    assert edges_through_boxes(committed(language), 2.0) == {}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_structure_of_ishoej_is_no_tangle(language: str) -> None:
    # Every line was drawn at once, and they crossed 56 times.
    assert crossings(committed(language), STRUCTURE) <= 12


def test_those_with_the_same_relations_share_one_line() -> None:
    drawn = committed()
    lines: dict[int, set[str]] = {}
    for edge in drawn.edges:
        if edge.target == "ssp-netvaerksgrupper" and edge.family == "party":
            lines.setdefault(edge.bundle, set()).add(edge.source)
    assert sorted(map(len, lines.values())) == [1, 1, 2, 6]
    assert {"rolle-ledelsesrepraesentant", "ungdomsskolen"} in lines.values()
    # Nobody who isn't named stands with another.
    starts = {edge.source: edge.start for edge in drawn.edges}
    assert starts["not-stated-A60"] == "not-stated-A60"


@pytest.mark.parametrize("language", ["da", "en"])
def test_lines_end_apart(language: str) -> None:
    """No mark hides another, of the lines that are drawn together."""
    drawn = committed(language)
    ends = ends_of(drawn)
    for told in (True, False):
        tips = {
            edge.bundle: course_of(edge, ends, STYLES[line_kind(edge)]).tip
            for edge in drawn.edges
            if not edge.gap and (shown_as(edge) == TOLD) == told
        }
        near = [(a, b) for a, b in combinations(tips, 2) if math.dist(tips[a], tips[b]) < 7]
        assert near == []


def test_no_box_is_larger_than_its_own_language_needs() -> None:
    for language in ("da", "en"):
        for node in committed(language).nodes:
            widest = max(text_width(line, FONT_SIZE) for line in node.lines)
            assert node.width <= max(50, widest + 24.1), node.id
            assert node.height == len(node.lines) * LINE_HEIGHT + 10, node.id


def test_the_tier_of_those_without_a_home_is_the_last_and_schools_stand_beside_the_rest() -> None:
    tiers = {tier.id: tier for tier in committed().tiers}
    assert max(tiers.values(), key=lambda tier: tier.y).id == "tier-not-stated"
    assert tiers["tier-institutions"].y == tiers["tier-municipality"].y


@pytest.mark.parametrize("which", WAYS)
def test_lines_that_turn_do_so_outside_the_boxes_they_join(which: str) -> None:
    # A mark within its box can't be seen.
    drawn = drawn_as(which)
    boxes = obstacles(drawn)
    for edge in drawn.edges:
        for x, y in edge.turns:
            ends = boxes[edge.start], boxes[edge.stop]
            assert not any(end.overlaps(Rect(x, y, 0, 0)) for end in ends), edge.id


@pytest.mark.parametrize("which", WAYS)
def test_labels_are_at_least_nine_pixels_when_all_is_shown(which: str) -> None:
    drawn = drawn_as(which)
    scale = min(CANVAS[0] / (drawn.width + 8), CANVAS[1] / (drawn.height + 8))
    # Places that are searched in haste take a row more.
    assert scale * FONT_SIZE >= (9 if which.startswith("committed") else 8.5)


@pytest.mark.parametrize("language", ["da", "en"])
def test_where_there_is_room_it_is_used(language: str) -> None:
    drawn = committed(language)
    scale = min(SPREAD[0] / (drawn.width + 8), SPREAD[1] / (drawn.height + 8))
    assert scale * drawn.width >= 0.8 * SPREAD[0]


@pytest.mark.parametrize("which", WAYS)
def test_labels_fit_their_boxes(which: str) -> None:
    for node in drawn_as(which).nodes:
        assert len(node.lines) * LINE_HEIGHT <= node.height
        assert max(text_width(line, FONT_SIZE) for line in node.lines) <= node.width - 6


def test_the_same_input_gives_the_same_figure() -> None:
    rows = samspil.open_model(LILLEBY).rows
    assert build_figures(rows, "lilleby") == build_figures(rows, "lilleby")


def test_kept_places_are_used_only_for_the_boxes_they_were_made_for(tmp_path: Path) -> None:
    folder = find_data()
    kept = read_placement(folder, "ishoej")
    assert kept is not None
    assert read_placement(folder, "lilleby") is None
    rows = samspil.open_model().rows
    assert build_figures(rows, "ishoej", kept)[0] == committed()
    other, _ = build_figures(samspil.open_model(LILLEBY).rows, "lilleby", kept)
    assert {node.id for node in other.nodes}.isdisjoint({"straxen"})
    write_placement("ishoej", kept, tmp_path / "figure.json")
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
    mended, _ = build_figures(longer, "ishoej", read_placement(find_data(), "ishoej"))
    assert edges_through_boxes(mended) == {}
    order = [node.id for node in sorted(committed().nodes, key=lambda node: (node.tier, node.x))]
    again = [node.id for node in sorted(mended.nodes, key=lambda node: (node.tier, node.x))]
    assert set(again) == set(order)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"dataset": "x", "at": [1]}'])
def test_broken_places_are_an_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    for file in LILLEBY.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "figure.json").write_text(text)
    with pytest.raises(DataError) as raised:
        read_placement(find_data(tmp_path), "x")
    assert raised.value.code == "figure-places-broken"
    assert "figure.json" in str(raised.value)


def test_places_are_one_line_a_box(tmp_path: Path) -> None:
    kept = read_placement(find_data(), "ishoej")
    assert kept is not None
    write_placement("ishoej", kept, tmp_path / "figure.json")
    text = (tmp_path / "figure.json").read_text(encoding="utf-8")
    assert len(text.splitlines()) < len(committed().nodes) + 10
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
