"""Writes the figure as a file: SVG and Mermaid by itself, PNG and PDF through a Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from samspil.errors import UsageError
from samspil.figure.line_styles import ALL
from samspil.figure.mermaid import figure_mermaid
from samspil.figure.model import Figure
from samspil.figure.svg import figure_size, figure_svg

FORMS = ("svg", "png", "pdf", "mmd")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
"""The names under which a browser that can draw is looked for on the path."""

_SCALE = 2
_SECONDS = 90


def write_figure(
    figure: Figure,
    target: Path,
    *,
    form: str | None = None,
    show: str = ALL,
    gaps: bool = False,
    dark: bool = False,
    force: bool = False,
) -> Path:
    """Writes the figure to a file; what stood there is replaced only with `force`.

    Args:
        figure: what is drawn.
        target: the file.
        form: one of `FORMS`; without one, the ending of the file says it.
        show: one of `SHOWS`.
        gaps: draw the links that the document does not state, too.
        dark: light on dark (not for Mermaid, which has themes of its own).
        force: replace a file.

    Raises:
        UsageError: an unknown form, a target that can't or mustn't be written, or no browser for a
            PNG or PDF.
    """
    chosen = form or target.suffix.removeprefix(".").lower()
    if chosen not in FORMS:
        raise UsageError("figure-form-unknown", name=chosen, known=FORMS)
    if target.exists() and not (force and target.is_file()):
        raise UsageError("export-target-exists", target=str(target))
    if chosen == "mmd":
        data = figure_mermaid(figure, show=show, gaps=gaps).encode()
    else:
        data = figure_svg(figure, show=show, gaps=gaps, dark=dark).encode()
    browser = find_browser() if chosen in {"png", "pdf"} else None
    try:
        # Beside the target, so that the last step is a rename, and a browser that is shut in
        # (a snap sees no /tmp) can read and write there.
        with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix="samspil-") as folder:
            made = Path(folder) / f"figure.{chosen}"
            if browser is None:
                made.write_bytes(data)
            else:
                size = figure_size(figure, show=show, gaps=gaps)
                _draw(browser, data.decode(), size, made)
            made.replace(target)
    except OSError as error:
        raise UsageError(
            "export-target-unusable", target=str(target), reason=error.strerror or str(error)
        ) from error
    return target


def find_browser() -> str:
    """The program that draws PNG and PDF: `SAMSPIL_BROWSER`, else the first of `BROWSERS`.

    Raises:
        UsageError: there is none.
    """
    named = os.environ.get("SAMSPIL_BROWSER")
    for name in (named,) if named else BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    raise UsageError("figure-browser-missing", names=(named,) if named else BROWSERS)


def _draw(browser: str, svg: str, size: tuple[int, int], made: Path) -> None:
    """Lets the browser draw an SVG as a PNG or a PDF of its size."""
    width, height = size
    page = made.with_name("figure.html")
    page.write_text(
        '<!DOCTYPE html><html><head><meta charset="utf-8"><style>'
        f"@page{{size:{width}px {height}px;margin:0}}html,body{{margin:0}}svg{{display:block}}"
        f"</style></head><body>{svg}</body></html>",
        encoding="utf-8",
    )
    wanted = (
        [f"--print-to-pdf={made}", "--no-pdf-header-footer"]
        if made.suffix == ".pdf"
        else [
            f"--screenshot={made}",
            f"--window-size={width},{height}",
            f"--force-device-scale-factor={_SCALE}",
        ]
    )
    # The administrator of a machine (and so a container) can't use the sandbox; the page is ours,
    # holds no script, and is shown without a network.
    rootless = hasattr(os, "geteuid") and os.geteuid() == 0
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
        f"--user-data-dir={made.with_name('profile')}",
        *(["--no-sandbox"] if rootless else []),
        *wanted,
        page.as_uri(),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UsageError("figure-browser-failed", browser=browser) from error
    if done.returncode != 0 or not made.is_file():
        raise UsageError("figure-browser-failed", browser=browser)
