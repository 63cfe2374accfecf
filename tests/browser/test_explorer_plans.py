"""The figure of plans of every size: ends, labels and numbers are free, and the room is used."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from samspil import open_model
from samspil.pages.explorer.page import build_page
from samspil.render.panel import WORDS
from tests.browser.conftest import AS_OF, Opened, Opener
from tests.browser.looking import hidden_in

pytestmark = pytest.mark.browser

PLANS = Path(__file__).parents[1] / "data" / "plans"
NAMES = sorted(folder.name for folder in PLANS.iterdir() if folder.is_dir())


@pytest.fixture(scope="module", params=NAMES)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    copytree(PLANS / request.param, folder / "data" / request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(folder / "cache"))
        with open_model(folder / "data", as_of=AS_OF) as model:
            page = build_page(model)
    (folder / "side.html").write_bytes(page)
    return folder / "side.html"


@pytest.fixture(params=["da", "en"])
def page(opener: Opener, file: Path, request: pytest.FixtureRequest) -> Opened:
    viewport = {"width": 1366, "height": 768}
    return opener(f"#lang={request.param}", file, viewport=viewport, reduced_motion="reduce")


def test_ends_labels_and_numbers_are_free(page: Opened) -> None:
    assert not hidden_in(page)


def test_a_small_plan_uses_the_canvas(page: Opened) -> None:
    used = page.ask(
        """() => {
          const { clientWidth: wide, clientHeight: high } = document.getElementById('canvas');
          const { width, height, font } = samspil.data.figure;
          const scale = samspil.network.getScale();
          return [scale * font, scale * Math.max(width / wide, height / high),
            scale ** 2 * width * height / (wide * high)];
        }"""
    )
    assert used[0] >= 10
    assert used[1] >= 0.95
    assert used[2] >= 0.6


def test_the_point_is_short_and_tells_what_binds_in_words_first(page: Opened) -> None:
    language = page.ask("document.documentElement.lang")
    for situation in page.ask("samspil.data.situations.map((one) => one.id)"):
        page.go(f"#s={situation}&lang={language}")
        assert len(page.page.locator("#point").inner_text().split()) <= WORDS
        first = page.page.locator("#point .item").first.inner_text()
        assert not re.search(r"^\S+\s+A\d+", first), situation
