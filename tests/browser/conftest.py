"""A Chromium that is already there, and the explorer pages it opens from files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from samspil import open_model
from samspil.api import Model
from samspil.pages.explorer.page import build_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync""".split()
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
AS_OF = "2026-11-23"
WIDE = {"width": 1400, "height": 900}
SMALL = {"width": 360, "height": 740}
READY = 'html[data-ready="1"]'


def _chromium() -> str:
    named = os.environ.get("SAMSPIL_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("needs Chromium on the path (or its file in SAMSPIL_CHROMIUM)")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    from playwright.sync_api import sync_playwright

    program = _chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    """Ishøj, on a fixed day; a graph of its own, for one can't be opened twice in a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(tmp_path_factory.mktemp("cache")))
        with open_model(as_of=AS_OF) as opened:
            yield opened


@pytest.fixture(scope="session")
def page_bytes(model: Model) -> bytes:
    """The explorer of Ishøj."""
    return build_page(model)


@pytest.fixture(scope="session")
def page_file(page_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of Ishøj, as a file."""
    target = tmp_path_factory.mktemp("explorer") / "side.html"
    target.write_bytes(page_bytes)
    return target


@dataclass
class Opened:
    """A page, and all that it asked of the network or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, script: str, argument: object = None) -> Any:  # noqa: ANN401  (any JSON)
        """What a script answers."""
        return self.page.evaluate(script, argument)

    def wait(self, script: str) -> None:
        """Waits until a script answers yes; playwright's own way is an eval, which the CSP bars."""
        for _ in range(200):
            if self.ask(script):
                # The address changes before the page hears of it and draws what it now says.
                self.ask("() => new Promise((done) => setTimeout(done, 0))")
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"still not so after ten seconds: {script}")

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements found."""
        return self.page.locator(selector).all_text_contents()

    def go(self, fragment: str) -> None:
        """Opens a deep link within the page, and waits until it is shown."""
        self.ask(
            """(hash) => new Promise((done) => {
                if (location.hash === hash) return done();
                addEventListener('hashchange', () => setTimeout(done, 0), { once: true });
                location.hash = hash;
            })""",
            fragment,
        )


Opener = Callable[..., Opened]


@pytest.fixture
def opener(browser: Browser, page_file: Path) -> Iterator[Opener]:
    """Opens the explorer (or another file) in a fresh context: `opener("#s=…", viewport=…)`."""
    contexts: list[BrowserContext] = []

    def opened(fragment: str = "", file: Path = page_file, **options: Any) -> Opened:  # noqa: ANN401
        offline = options.pop("offline", True)
        context = browser.new_context(**{"viewport": WIDE, "accept_downloads": True, **options})
        contexts.append(context)
        context.set_offline(offline)
        made = Opened(context.new_page())
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on(
            "console",
            lambda said: (
                made.complaints.append(f"{said.type}: {said.text}")
                if said.type in {"error", "warning"}
                else None
            ),
        )
        made.page.on("pageerror", lambda error: made.complaints.append(f"thrown: {error}"))
        made.page.on("dialog", lambda dialog: _refuse(made, dialog))
        made.page.goto(file.as_uri() + fragment)
        made.page.wait_for_selector(READY, timeout=20_000)
        return made

    yield opened
    for context in contexts:
        context.close()


def _refuse(made: Opened, dialog: Any) -> None:  # noqa: ANN401  (playwright's dialog)
    made.complaints.append(f"dialog: {dialog.message}")
    dialog.dismiss()


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The axe-core that checks accessibility; it comes with a package of the dev group."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
