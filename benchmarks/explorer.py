"""How long the explorer keeps a person waiting, at Ishøj's 41 boxes and at 80.

    python -m benchmarks.explorer [RUNS]

Needs Chromium on the path (or its file in SAMSPIL_CHROMIUM). The yardstick is an empty page with
the same drawing script: what is beyond it is our own. Bounds: ready within 2 s; an answer to a
choice or to each letter of a search within 200 ms.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from samspil import open_model
from samspil.pages.explorer.page import build_page
from tests.browser.conftest import AS_OF, FLAGS, NAMES, READY, WIDE
from tests.large import write_large

if TYPE_CHECKING:
    from playwright.sync_api import Page

_READY, _ANSWER = 2000.0, 200.0
_SITUATIONS = "samspil.data.situations.map((one) => ({ s: one.id }))"
_BOXES = "[...samspil.drawnNodes.map((one) => ({ n: one.id })), { gaps: '1' }]"
# From the choice until the browser has drawn it: a frame later the next one begins.
_CHOOSE = """async (wanted) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  await drawn();
  const start = performance.now();
  samspil.go(wanted, { replace: true });
  await drawn();
  return performance.now() - start;
}"""
_SEARCH = """async (typed) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const input = document.getElementById("find");
  let most = 0;
  for (let i = 1; i <= typed.length; i += 1) {
    const start = performance.now();
    input.value = typed.slice(0, i);
    input.dispatchEvent(new Event("input"));
    await drawn();
    most = Math.max(most, performance.now() - start);
  }
  input.value = "";
  input.dispatchEvent(new Event("input"));
  return most;
}"""
_TYPED = ("tryghed og kriminalitetsforebyggelsee", "hvem ringer jeg til hvis", "raadet", "qqqq")


@dataclass(frozen=True, slots=True)
class _Waits:
    """Of one page, in milliseconds: ready (median), and the slowest of each kind of answer.

    Each is asked for three times, and the quickest counts: what slows one time only is the machine.
    """

    boxes: int
    size: int
    ready: float
    situation: float
    box: float
    search: float


def main(runs: int = 7) -> int:
    """Prints a Markdown table; 1 if a bound is broken."""
    program = os.environ.get("SAMSPIL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not program:
        sys.exit("needs Chromium on the path (or its file in SAMSPIL_CHROMIUM)")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        os.environ["SAMSPIL_CACHE"] = str(folder / "cache")
        pages = [_page(folder, None), _page(folder, write_large(folder / "data"))]
        empty = _empty(pages[0])
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        shown = browser.new_page(viewport={"width": WIDE["width"], "height": WIDE["height"]})
        yard, kilobytes = _ready(shown, empty, runs), empty.stat().st_size / 1000
        waits = [_measured(shown, page, runs) for page in pages]
        browser.close()
    print(
        "| page | size | ready | beyond the empty page "
        "| slowest situation | slowest box | slowest letter |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    print(f"| empty, same drawing script | {kilobytes:.0f} kB | {yard:.0f} ms | | | | |")
    for one in waits:
        print(
            f"| {one.boxes} boxes | {one.size / 1000:.0f} kB | {one.ready:.0f} ms "
            f"| {one.ready - yard:.0f} ms | {one.situation:.0f} ms | {one.box:.0f} ms "
            f"| {one.search:.0f} ms |"
        )
    slow = any(
        one.ready > _READY or max(one.situation, one.box, one.search) > _ANSWER for one in waits
    )
    return int(slow)


def _page(folder: Path, data: Path | None) -> Path:
    target = folder / f"{'large' if data else 'ishoej'}.html"
    with open_model(data, as_of=AS_OF) as model:
        target.write_bytes(build_page(model))
    return target


def _empty(page: Path) -> Path:
    """A page with the same drawing script and policy, and nothing else."""
    text = page.read_text("utf-8")
    policy = re.search(r"<meta http-equiv[^>]*>", text)
    script = re.search(r"<script>.*?</script>", text, re.DOTALL)
    target = page.with_name("empty.html")
    target.write_text(
        f"<!DOCTYPE html><html data-ready='1'><meta charset='utf-8'>{policy and policy.group()}"
        f"<title>empty</title>{script and script.group()}</html>",
        "utf-8",
    )
    return target


def _ready(shown: Page, file: Path, runs: int) -> float:
    times = []
    for _ in range(runs):
        shown.goto("about:blank")
        begun = time.perf_counter()
        shown.goto(file.as_uri())
        shown.wait_for_selector(READY, state="attached")
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def _measured(shown: Page, file: Path, runs: int) -> _Waits:
    ready = _ready(shown, file, runs)
    situations, boxes = shown.evaluate(_SITUATIONS), shown.evaluate(_BOXES)
    return _Waits(
        boxes=shown.evaluate("samspil.drawnNodes.length"),
        size=file.stat().st_size,
        ready=ready,
        situation=_slowest(shown, _CHOOSE, situations),
        box=_slowest(shown, _CHOOSE, boxes),
        search=_slowest(shown, _SEARCH, _TYPED),
    )


def _slowest(shown: Page, script: str, given: Sequence[object]) -> float:
    rounds = [[shown.evaluate(script, one) for one in given] for _ in range(3)]
    return max(map(min, zip(*rounds, strict=True)))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
