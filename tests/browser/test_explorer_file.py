"""The explorer as a file: alone, small, reproducible, quick; what it draws doesn't move."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from samspil.api import Model
from samspil.figure import palette
from samspil.pages.explorer.page import build_page
from tests.browser.conftest import AS_OF, READY, Opener
from tests.browser.looking import OVERLAPS, THROUGH

pytestmark = pytest.mark.browser

SITUATION = "#s=bekymring-ung-radikaliseringsstruet"


@pytest.mark.parametrize("offline", [True, False], ids=["aborted", "black-holed"])
def test_asks_nothing_of_any_network_and_complains_of_nothing(
    opener: Opener, page_file: Path, offline: bool
) -> None:
    opened = opener(offline=offline)
    if not offline:
        # A network that swallows every request: the page would hang if it asked.
        opened.page.context.route(re.compile(r"^(https?|wss?):"), lambda _: None)
        opened.page.reload()
        opened.page.wait_for_selector(READY)
    for fragment in (
        SITUATION,
        "#n=straxen&around=2",
        "#gaps=1",
        "#view=table",
        "#view=text&a=A28",
    ):
        opened.go(fragment)
    opened.page.wait_for_timeout(500)
    assert {url.split("#")[0] for url in opened.requests} == {page_file.as_uri()}
    assert opened.complaints == []


def test_the_policy_names_every_script_and_style_by_its_hash(page_bytes: bytes) -> None:
    text = page_bytes.decode()
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert found
    policy = found.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    inlined = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", text, re.DOTALL)
    assert len(inlined) == 3
    for part in inlined:
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(
        r"<[^>]+\s(on\w+|style)=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    )


def test_is_at_most_one_and_a_half_megabytes(page_bytes: bytes) -> None:
    assert len(page_bytes) <= 1_500_000


def test_two_builds_are_equal_byte_for_byte(page_bytes: bytes, tmp_path: Path) -> None:
    script = (
        "import sys; from samspil import open_model; "
        "from samspil.pages.explorer.page import build_page; "
        f"sys.stdout.buffer.write(build_page(open_model(as_of={AS_OF!r})))"
    )
    other = os.environ | {
        "PYTHONHASHSEED": "4711",
        "SAMSPIL_CACHE": str(tmp_path),
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
    }
    again = subprocess.run(
        [sys.executable, "-c", script], env=other, capture_output=True, check=True
    )
    assert again.stdout == page_bytes


def test_opens_in_english_where_the_model_speaks_it(model: Model) -> None:
    assert model.language == "da"
    assert b'<html lang="da">' in build_page(model)
    model.language = "en"
    try:
        assert b'<html lang="en">' in build_page(model)
    finally:
        model.language = "da"


def test_nothing_moves_by_itself(opener: Opener) -> None:
    opened = opener()
    first = opened.ask("samspil.network.getPositions()")
    opened.page.wait_for_timeout(2000)
    assert opened.ask("samspil.network.getPositions()") == first


def test_no_two_boxes_overlap(opener: Opener) -> None:
    assert opener().ask(OVERLAPS) == []


def test_at_most_one_edge_in_twenty_passes_a_foreign_box(opener: Opener) -> None:
    opened = opener()
    count = opened.ask("samspil.drawnEdges.filter((edge) => !edge.gap).length")
    assert len(opened.ask(THROUGH, False)) <= count * 0.05


def test_no_lit_edge_passes_a_foreign_box(opener: Opener) -> None:
    opened = opener()
    situations = opened.ask("samspil.data.situations.map((one) => `#s=${one.id}`)")
    actors = opened.ask(
        "samspil.drawnNodes.filter((one) => one.kind !== 'not-stated').map((one) => `#n=${one.id}`)"
    )
    found = {}
    for fragment in (*situations, *actors):
        opened.go(fragment)
        if through := opened.ask(THROUGH, True):
            found[fragment] = through
    assert not found


@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_everything_drawn_has_contrast(colours: dict[str, str]) -> None:
    weak = [
        (one, other, round(palette.contrast(colours[one], colours[other]), 2))
        for pairs, least in ((palette.TEXTS, 4.5), (palette.BORDERS, 3.0))
        for one, other in pairs
        if palette.contrast(colours[one], colours[other]) < least
    ]
    assert not weak
