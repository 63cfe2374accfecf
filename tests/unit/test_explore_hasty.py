"""Of many municipalities each figure is laid out in haste, and is to be as clear as one alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from devtools.synthesis import write_nation
from samspil import open_model
from samspil.figure.build import build_figures, course, edges_through_boxes, rect_of
from samspil.figure.layout.arrangement import FONT_SIZE
from samspil.figure.layout.geometry import Rect
from samspil.figure.layout.routing import Detours
from samspil.model.rows import GraphRows
from tests.unit.test_figure_geometry import CANVAS

pytestmark = pytest.mark.slow

NATION = 3


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], GraphRows]:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder, NATION, 10)
    return sorted(path.name for path in folder.iterdir() if path.is_dir()), open_model(folder).rows


@pytest.mark.parametrize("number", range(NATION))
def test_a_figure_made_in_haste_is_clear(nation: tuple[list[str], GraphRows], number: int) -> None:
    names, rows = nation
    drawn, _ = build_figures(rows, names[number])
    boxes = {node.id: rect_of(node) for node in drawn.nodes}
    assert [
        pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])
    ] == []
    assert len(edges_through_boxes(drawn)) <= 0.05 * len(drawn.edges)
    # What bends out of the figure makes all of it smaller where the whole is shown.
    for edge in drawn.edges:
        assert all(
            -8 <= x <= drawn.width + 8 and -8 <= y <= drawn.height + 8 for x, y in course(edge)
        )
    assert min(CANVAS[0] / drawn.width, CANVAS[1] / drawn.height) * FONT_SIZE >= 9


def test_a_line_is_led_around_what_stands_in_its_way() -> None:
    boxes = {"a": Rect(50, 50, 20, 10), "b": Rect(350, 50, 20, 10), "wall": Rect(200, 60, 20, 50)}
    detours = Detours(boxes, 400, 200)
    ends = (50, 50), (350, 50)
    turns = detours.way(("a", "b"), ends)
    assert turns
    assert all(y > 110 for _, y in turns)
    # The next one turns elsewhere, or the two could not be told apart.
    assert not set(turns) & set(detours.way(("a", "b"), ends) or ())
    assert Detours({"a": boxes["a"], "b": boxes["b"]}, 400, 200).way(("a", "b"), ends) == ()


def test_where_there_is_no_room_there_is_no_way() -> None:
    boxes = {"a": Rect(50, 50, 20, 10), "b": Rect(350, 50, 20, 10), "wall": Rect(200, 50, 20, 99)}
    assert Detours(boxes, 400, 100).way(("a", "b"), ((50, 50), (350, 50))) is None
