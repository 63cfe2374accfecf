"""Another municipality's page: one whose norms follow each other, placed as it is built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil import open_model
from samspil.answers.model import to_json
from samspil.api import Model
from samspil.figure.line_styles import STYLES
from samspil.pages.explorer.page import build_page
from tests.browser.conftest import AS_OF, Opener

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lilleby(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(tmp_path_factory.mktemp("cache")))
        with open_model(root / "tests" / "data" / "lilleby", as_of=AS_OF) as opened:
            yield opened


@pytest.fixture(scope="module")
def lilleby_file(lilleby: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("lilleby") / "lilleby.html"
    target.write_bytes(build_page(lilleby))
    return target


def test_nothing_of_ishoej_is_in_it(lilleby_file: Path) -> None:
    assert "Ishøj" not in lilleby_file.read_text("utf-8").replace("Ishøj Kommunes side", "")


def test_every_situation_shows_the_rows_of_the_json(
    opener: Opener, lilleby: Model, lilleby_file: Path
) -> None:
    opened = opener(file=lilleby_file)
    for situation in lilleby.situations():
        opened.go(f"#s={situation['id']}")
        answer = to_json(lilleby.informed(situation["id"]))
        rows = [row["id"] for group in answer["groups"] for row in group["rows"]]
        for shelf in ("interpretation", "law", "external"):
            rows += [row["id"] for row in answer["beside"][shelf]]
        shown = opened.ask(
            "[...document.querySelectorAll('.told .item.row')].map((one) => one.dataset.id)"
        )
        assert shown == rows
    assert opened.complaints == []


_LIT = """() => samspil.drawnEdges
  .filter((one) => samspil.focus().edges.has(one.id)).map((one) => one.assertion)"""


def test_the_norms_light_up_step_by_step(
    opener: Opener, lilleby: Model, lilleby_file: Path
) -> None:
    rows = lilleby.informed("akut-tilfaelde").rows
    last = max(row.step for row in rows)
    assert last > 2
    still = opener("#s=akut-tilfaelde", file=lilleby_file, reduced_motion="reduce")
    assert set(still.ask(_LIT)) == {row.id for row in rows}
    for step in range(last - 1, 0, -1):
        still.page.locator("#steps button").first.click()
        assert set(still.ask(_LIT)) == {row.id for row in rows if row.step <= step}
    moving = opener(file=lilleby_file)
    moving.go("#s=akut-tilfaelde")
    assert set(moving.ask(_LIT)) == {row.id for row in rows if row.step == 1}
    moving.wait(f"document.querySelector('#steps').innerText.includes('{last} af {last}')")
    assert set(moving.ask(_LIT)) == {row.id for row in rows}


def test_who_must_not_be_told_ends_in_a_cross(opener: Opener, lilleby_file: Path) -> None:
    opened = opener(file=lilleby_file)
    ends = opened.ask(
        """samspil.drawnEdges.filter((one) => one.modality === 'must-not')
          .map((one) => one.line)"""
    )
    assert {STYLES[line].end for line in ends} == {"cross"}
