"""The report for auditors as HTML: readable by everybody, from a file, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samspil.cli.main import run
from tests.browser.conftest import AS_OF, SMALL
from tests.browser.looking import AXE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on Ishøj, as the command writes it."""
    target = tmp_path_factory.mktemp("audit") / "tilsyn.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(tmp_path_factory.mktemp("cache")))
        assert run(["audit", "-o", str(target), "--as-of", AS_OF]) == 0
    return target


@pytest.mark.parametrize("viewport", [{"width": 1366, "height": 900}, SMALL])
def test_the_page_is_accessible_and_asks_for_nothing(
    browser: Browser, report: Path, axe_script: str, viewport: ViewportSize
) -> None:
    # The policy of the page lets no script in; what axe looks at is the page.
    context = browser.new_context(viewport=viewport, bypass_csp=True)
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.as_uri())
    page.evaluate(axe_script)
    assert page.evaluate(AXE) == []
    assert (asked, said) == ([report.as_uri()], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    context.close()


def test_it_prints_on_a4_with_all_of_the_table(browser: Browser, report: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 1000})  # A4 within its margins
    hidden = "[...document.querySelectorAll('.wide')].some((one) => one.scrollWidth > 673)"
    assert page.evaluate(hidden) is False
    context.close()
