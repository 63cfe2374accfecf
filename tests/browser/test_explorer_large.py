"""A figure of eighty boxes: nothing lies on anything else, and what is chosen lights up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil import open_model
from samspil.api import Model
from samspil.pages.explorer.page import build_page
from tests.browser.conftest import AS_OF, Opened, Opener
from tests.browser.looking import HIDDEN, OVERLAPS, THROUGH
from tests.large import write_large

pytestmark = pytest.mark.browser

# Labels as they are drawn on the canvas: each line of a label within the box around it.
_OUTSIDE = """() => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${samspil.data.figure.font}px "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans"`;
  return samspil.drawnNodes.filter(({ box, lines }) =>
    lines.length * samspil.data.figure.leading > box[1] ||
    lines.some((line) => pen.measureText(line).width > box[0])).map(({ id }) => id);
}"""
_OUTSIDE_VIEW = """() => {
  const stage = document.querySelector('#canvas');
  return samspil.drawnNodes.filter(samspil.showsNode).filter(({ x, y, box: [w, h] }) => {
    const [from, to] = [[-1, -1], [1, 1]].map(([across, down]) =>
      samspil.network.canvasToDOM({ x: x + (across * w) / 2, y: y + (down * h) / 2 }));
    return from.x < 0 || from.y < 0 || to.x > stage.clientWidth || to.y > stage.clientHeight;
  }).map(({ id }) => id);
}"""
_LIT = "() => [...new Set(samspil.drawnEdges.filter((one) => samspil.focus().edges.has(one.id))"
_LIT += ".map((one) => one.assertion))].sort()"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(tmp_path_factory.mktemp("cache")))
        data = write_large(tmp_path_factory.mktemp("large"))
        with open_model(data, as_of=AS_OF) as opened:
            yield opened


@pytest.fixture(scope="module")
def file(large: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("page") / "stor.html"
    target.write_bytes(build_page(large))
    return target


@pytest.fixture
def opened(opener: Opener, file: Path) -> Opened:
    return opener(file=file, reduced_motion="reduce")


def test_no_box_or_label_lies_on_another_and_no_line_runs_through_one(opened: Opened) -> None:
    assert opened.ask("samspil.drawnNodes.length") >= 80
    assert opened.ask(OVERLAPS) == []
    assert opened.ask(_OUTSIDE) == []
    count = opened.ask("samspil.drawnEdges.length")
    assert len(opened.ask(THROUGH, False)) <= count * 0.05
    assert opened.complaints == []


def test_what_is_chosen_lights_up_what_the_command_line_says(opened: Opened, large: Model) -> None:
    for situation in large.situations()[:12]:
        opened.go(f"#s={situation['id']}")
        rows = large.informed(situation["id"]).rows
        assert opened.ask(_LIT) == sorted({row.id for row in rows}), situation["id"]
    assert opened.complaints == []


def test_a_line_that_is_led_around_boxes_can_be_clicked(opened: Opened) -> None:
    # Alone on the canvas, halfway along it.
    place = opened.ask(
        """() => {
          const led = (one) => (one.d.match(/L/g) || []).length > 2 && !one.gap;
          const edge = samspil.drawnEdges.find(led);
          samspil.go({ a: edge.assertion }, { replace: true });
          const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
          path.setAttribute('d', edge.d);
          const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
          return { x, y, id: edge.assertion };
        }"""
    )
    opened.page.wait_for_timeout(600)
    at = opened.ask("(place) => samspil.network.canvasToDOM(place)", place)
    assert opened.ask("(at) => samspil.network.getEdgeAt(at)", at).startswith(place["id"])


def test_nothing_is_drawn_of_many_lines_until_something_is_chosen(opened: Opened) -> None:
    assert opened.ask("samspil.drawnNow().size") == 0
    note = opened.page.locator("#drawn-note")
    assert "for mange at tegne på én gang" in note.inner_text()
    said, canvas = note.bounding_box(), opened.page.locator("#canvas").bounding_box()
    assert said
    assert canvas
    assert said["y"] >= canvas["y"] + canvas["height"]
    pressed = "[...document.querySelectorAll('[data-preset]')].map((one) => one.ariaPressed)"
    assert opened.ask(pressed) == ["false", "false", "false"]
    for situation in opened.ask("samspil.data.situations"):
        opened.go(f"#s={situation['id']}")
        assert opened.ask("samspil.drawnNow().size") <= 40
        assert note.inner_text().startswith("Her er kun tegnet")
        assert opened.ask(HIDDEN) == [], situation["id"]


def test_what_is_chosen_stands_alone_and_is_large_enough_to_read(
    opener: Opener, file: Path
) -> None:
    small = {"width": 1366, "height": 768}
    opened = opener(file=file, viewport=small, reduced_motion="reduce")
    size = "samspil.network.getScale() * samspil.data.figure.font"
    shown = "samspil.drawnNodes.filter(samspil.showsNode).map((one) => one.id).sort()"
    for situation in opened.ask("samspil.data.situations"):
        opened.go(f"#s={situation['id']}")
        assert opened.ask(shown) == opened.ask("[...samspil.focus().nodes].sort()")
        assert opened.ask(size) >= 9, situation["id"]
        assert opened.ask(HIDDEN) == [], situation["id"]
        assert opened.ask(_OUTSIDE_VIEW) == [], situation["id"]
    # The picture that is saved has its own places; the page keeps those it shows.
    places = "samspil.drawnNodes.map(({ x, y }) => [x, y])"
    before = opened.ask(places)
    opened.ask("samspil.svgText().length")
    assert opened.ask(places) == before
    opened.go("#")
    assert opened.ask(f"{shown}.length") >= 79
    assert opened.complaints == []


def test_no_more_than_forty_lines_are_drawn(opened: Opened) -> None:
    busiest = opened.ask(
        """() => {
          const real = samspil.drawnEdges.filter((one) => !one.gap);
          const near = (ids) => real.filter((one) => ids.has(one.from) || ids.has(one.to));
          const ends = (edges) => new Set(edges.flatMap((one) => [one.from, one.to]));
          const count = (node) =>
            new Set(near(ends(near(new Set([node.id])))).map((one) => one.bundle)).size;
          return [...samspil.drawnNodes].sort((a, b) => count(b) - count(a)).map(({ id }) => id);
        }"""
    )[:5]
    drawn = []
    for node in busiest:
        opened.go(f"#n={node}&around=2")
        drawn.append(opened.ask("samspil.drawnNow().size"))
    assert max(drawn) == 40
