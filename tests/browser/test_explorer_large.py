"""A figure of eighty boxes: nothing lies on anything else, and what is chosen lights up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil import open_model
from samspil.api import Model
from samspil.pages.explorer.page import build_page
from tests.browser.conftest import AS_OF, Opened, Opener
from tests.browser.looking import OVERLAPS, THROUGH
from tests.large import write_large

pytestmark = pytest.mark.browser

# Labels as they are drawn on the canvas: each line of a label within the box around it.
_OUTSIDE = """() => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${samspil.data.figure.font}px "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans"`;
  return samspil.drawnNodes.filter(({ box, lines }) => lines.some((label) =>
    label.length * samspil.data.figure.leading > box[1] ||
    label.some((line) => pen.measureText(line).width > box[0]))).map(({ id }) => id);
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
    # Alone on the canvas, halfway along its longest leg.
    place = opened.ask(
        """() => {
          const edge = samspil.drawnEdges.find((one) => one.turns.length && !one.gap);
          samspil.go({ a: edge.assertion }, { replace: true });
          const box = (id) => samspil.drawnNodes.find((one) => one.id === id);
          const turns = edge.turns.map(([x, y]) => ({ x, y }));
          const points = [box(edge.from), ...turns, box(edge.to)];
          const legs = points.slice(1).map((point, i) => [points[i], point]);
          const long = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);
          const [a, b] = legs.sort((one, other) => long(other) - long(one))[0];
          return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, id: edge.assertion };
        }"""
    )
    opened.page.wait_for_timeout(600)
    at = opened.ask("(place) => samspil.network.canvasToDOM(place)", place)
    assert opened.ask("(at) => samspil.network.getEdgeAt(at)", at).startswith(place["id"])
