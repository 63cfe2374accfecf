"""Makes the pictures of the README: the figure as SVG, and the page in a Chromium.

python -m devtools.pictures

Look at them before you commit them: no test sees what a person sees.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from samspil import open_model
from samspil.figure.build import figure
from samspil.figure.files import BROWSERS
from samspil.figure.line_styles import STRUCTURE, TOLD
from samspil.figure.svg import figure_svg
from samspil.pages.explorer.page import build_page

DOCS = Path(__file__).resolve().parents[1] / "docs"
FIGURES = {"figur-1.svg": STRUCTURE, "figur-1-besked.svg": TOLD}
"""The name of each picture of the figure, and what it shows."""
PAGES = {"side.png": "#s=bekymring-ung-radikaliseringsstruet"}
"""The name of each picture of the page, and what is chosen in it."""
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]


def main() -> None:
    """Writes all pictures into `docs`."""
    with open_model() as model:
        drawn = figure(model)
        page = build_page(model)
    for name, show in FIGURES.items():
        text = figure_svg(drawn, show=show)
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
    _photograph(page)


def _photograph(page: bytes) -> None:
    from playwright.sync_api import sync_playwright

    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not program:
        sys.exit("needs Chromium on the path")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "side.html"
        file.write_bytes(page)
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        shown = browser.new_page(
            viewport={"width": 1366, "height": 768}, reduced_motion="reduce", color_scheme="light"
        )
        for name, fragment in PAGES.items():
            shown.goto(file.as_uri() + fragment)
            shown.wait_for_selector('html[data-ready="1"]')
            shown.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    main()
