"""The report of a log as a page: for everybody, alone, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import AXE
from tests.logs import LOGS, PLANS
from tests.program import call

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1200])
def test_axe_finds_nothing_and_nothing_is_fetched(
    browser: Browser, axe_script: str, width: int, tmp_path: Path
) -> None:
    target = tmp_path / "report.html"
    plan = str(PLANS["askevig"])
    log = str(LOGS / "askevig.csv")
    assert call("audit", "log", log, "--data", plan, "-o", str(target)).code == 1
    requests: list[str] = []
    with browser.new_context(viewport={"width": width, "height": 800}, offline=True) as context:
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.goto(target.as_uri())
        page.evaluate(axe_script + "; 0")
        assert page.evaluate(AXE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert requests == [target.as_uri()]
