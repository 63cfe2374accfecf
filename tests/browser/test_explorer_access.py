"""For everybody: axe-core, small screens, paper, exports, forced colours; and hostile texts."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from samspil.api import Model
from samspil.figure.build import build_figures
from samspil.figure.layout.file import read_placement
from samspil.figure.model import Figure
from samspil.messages import messages
from samspil.model.characters import visible
from samspil.pages.explorer.page import render_page
from samspil.pages.explorer.payload import make_payload
from tests.browser.conftest import AS_OF, SMALL, WIDE, Opened, Opener
from tests.browser.looking import AXE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "#s=bekymring-ung-radikaliseringsstruet",
        "#n=straxen",
        "#gaps=1",
        "#view=table&a=A28",
        "#view=text&d=S10&lang=en",
        "#from=ishoejs-skoler&to=ssp-nu",
    ],
    ids=["start", "situation", "actor", "gaps", "table", "document", "route"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["1400", "360"])
def test_axe_finds_nothing(
    opener: Opener, axe_script: str, fragment: str, scheme: str, size: dict[str, int]
) -> None:
    opened = opener(fragment, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    opened.ask(axe_script + "; 0")
    assert opened.ask(AXE) == []


@pytest.mark.parametrize("state", ["list", "tree"])
def test_axe_finds_nothing_with_a_list_open(opener: Opener, axe_script: str, state: str) -> None:
    opened = opener()
    if state == "list":
        opened.page.fill("#what", "ung")
    else:
        opened.page.focus('#tree [tabindex="0"]')
        opened.page.keyboard.press("ArrowDown")
        opened.page.keyboard.press("ArrowRight")
    opened.ask(axe_script + "; 0")
    assert opened.ask(AXE) == []


@pytest.mark.parametrize(
    "fragment", ["", "#s=akut-tilfaelde", "#view=table", "#view=text", "#gaps=1"]
)
def test_no_sideways_scroll_at_360_pixels(opener: Opener, fragment: str) -> None:
    opened = opener(fragment, viewport=SMALL)
    assert opened.ask("document.documentElement.scrollWidth") <= SMALL["width"]


def test_a_person_with_a_small_screen_gets_the_answer_before_the_figure(opener: Opener) -> None:
    opened = opener("#s=akut-tilfaelde", viewport=SMALL)
    top = "(id) => document.getElementById(id).getBoundingClientRect().top"
    assert opened.ask(top, "ask") < opened.ask(top, "panel")
    assert not opened.page.locator("#figure").is_visible()


@pytest.mark.parametrize(
    ("paper", "lying", "size"), [("A4", False, (595, 842)), ("A3", True, (1191, 842))]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_on_paper_is_the_whole_figure_with_the_answer_where_there_is_room(
    opener: Opener, scheme: str, paper: str, size: tuple[int, int], *, lying: bool
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="needs pypdf to read the printed page")
    opened = opener("#s=akut-tilfaelde", color_scheme=scheme)
    opened.ask("samspil.network.moveTo({ scale: 3 })")
    printed = opened.page.pdf(format=paper, landscape=lying, print_background=True)
    first, *others = pypdf.PdfReader(BytesIO(printed)).pages
    box = first.mediabox
    assert float(box.width) == pytest.approx(size[0], abs=2)
    assert float(box.height) == pytest.approx(size[1], abs=2)
    text = " ".join(first.extract_text().split())
    labels = opened.ask("samspil.drawnNodes.filter(samspil.showsNode).map((one) => one.lines[0])")
    assert [label for label in labels if label not in text] == []
    for said in (
        "rekonstrueret fra teksten",
        "(13-04-2018)",
        "Spørgsmål: Akut tilfælde",
        "Adresse: side.html#s=akut-tilfaelde",
        messages("da")("figure.line.information.should"),
    ):
        assert said in text
    # An upright page has room for the answer, too; where it follows, there its heading stands.
    answered = text if paper == "A4" else " ".join(others[0].extract_text().split())
    assert "Når dette sker: Akut tilfælde" in answered
    assert "Af hvem, står der ikke." in answered
    assert ("Når dette sker" in text) == (paper == "A4")
    opened.page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    ground = "(selector) => getComputedStyle(document.querySelector(selector)).backgroundColor"
    assert {opened.ask(ground, one) for one in ("body", "#panel")} == {"rgb(255, 255, 255)"}
    ink = opened.ask("getComputedStyle(document.querySelector('#panel h2')).color")
    assert ink == "rgb(24, 32, 43)"
    assert "#12161c" not in opened.page.locator("#paper").inner_html()


def _download(opened: Opened, button: str) -> bytes:
    with opened.page.expect_download() as waiting:
        opened.page.click(button)
    return Path(waiting.value.path()).read_bytes()


def test_svg_and_png_show_the_whole_figure_whatever_the_zoom(opener: Opener) -> None:
    opened = opener(color_scheme="dark")
    before = _download(opened, "#svg")
    for _ in range(4):
        opened.page.click("#closer")
    assert _download(opened, "#svg") == before
    text = before.decode()
    shown = opened.ask("samspil.drawnNodes.filter(samspil.showsNode)")
    assert text.count("data-node=") == len(shown)
    for node in shown:
        assert f'data-node="{node["id"]}"' in text
    assert text.count("data-bundle=") == opened.ask("samspil.drawnNow().size")
    # With all that a plan needs around it: what it is, of whom and when, and what each line means.
    for said in (
        "rekonstrueret fra teksten",
        f"Ishøj Kommune · loven pr. {messages('da').day(AS_OF)}",
        messages("da")("figure.line.structure"),
        messages("da")("figure.seat"),
        "(13-04-2018)",
        "Adresse: side.html",
    ):
        assert said in text
    picture = _download(opened, "#png")
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width >= 2000
    # The same picture: as wide for its height as the other.
    sides = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
    assert sides
    assert abs(width / height - float(sides[1]) / float(sides[2])) < 0.01
    # Not an empty sheet: a flat picture of that size would pack to a few kilobytes.
    assert len(picture) > 100_000


def test_forced_colours_reach_the_canvas(opener: Opener) -> None:
    forced = opener(forced_colors="active")
    used = forced.ask(
        """() => {
          const canvas = document.querySelector('#canvas canvas');
          const context = canvas.getContext('2d');
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          const counts = {};
          for (let i = 0; i < data.length; i += 4 * 97) if (data[i + 3]) {
            const key = `${data[i] >> 5},${data[i + 1] >> 5},${data[i + 2] >> 5}`;
            counts[key] = (counts[key] || 0) + 1;
          }
          return Object.keys(counts).length;
        }"""
    )
    assert 1 <= used < 40


def test_reduced_motion_jumps_instead_of_gliding(opener: Opener) -> None:
    opened = opener(reduced_motion="reduce")
    opened.page.click("#closer")
    scale = opened.ask("samspil.network.getScale()")
    opened.page.wait_for_timeout(300)
    assert opened.ask("samspil.network.getScale()") == scale


def test_the_wheel_scrolls_the_page_and_zooms_only_with_control(opener: Opener) -> None:
    opened = opener()
    scale = opened.ask("samspil.network.getScale()")
    opened.page.hover("#canvas canvas")
    opened.page.mouse.wheel(0, 300)
    opened.page.wait_for_timeout(200)
    assert opened.ask("samspil.network.getScale()") == scale
    opened.page.keyboard.down("Control")
    opened.page.mouse.wheel(0, -300)
    opened.page.wait_for_timeout(200)
    assert opened.ask("samspil.network.getScale()") > scale


def test_a_click_on_a_box_tells_about_it(opener: Opener) -> None:
    opened = opener()
    opened.page.click("#whole")
    opened.page.wait_for_timeout(400)
    spot = opened.ask(
        """() => {
          const node = samspil.drawnNodes.find((one) => one.id === 'straxen');
          const at = samspil.network.canvasToDOM({ x: node.x, y: node.y });
          const box = document.getElementById('canvas').getBoundingClientRect();
          return [box.left + at.x, box.top + at.y];
        }"""
    )
    opened.page.mouse.click(*spot)
    opened.wait("location.hash.includes('n=straxen')")
    assert opened.page.locator("#panel h2").inner_text() == "StraXen"


HOSTILE = (
    "<img src=x onerror=window.hit=1>",
    "</script><script>window.hit=1</script>",
    "<!--<script>window.hit=1",
    "javascript:window.hit=1",
    '" onmouseover="window.hit=1" x="',
    "' onfocus='window.hit=1' autofocus='",
    '<a href="javascript:window.hit=1">href</a>',
    "{{ 7 * 7 }}{% raw %}${window.hit=1}`",
    "]]>&lt;b&gt;\\u003cb\\u003e\u2028\u2029",
    "\u202egnort\u202c \u2066x\u2069",
    "æøå 😀 \u0000\u0007" + "x" * 10_000,
)


_TEXTS = {
    "text",
    "head",
    "label",
    "things",
    "claim",
    "why",
    "but",
    "unused",
    "title",
    "name",
    "panel",
}


def _spoilt(value: Any, hostile: str, *, is_text: bool = False) -> Any:  # noqa: ANN401  (any JSON)
    """All texts of a payload with a hostile one behind them; keys and ids stay."""
    if isinstance(value, dict):
        return {key: _spoilt(one, hostile, is_text=key in _TEXTS) for key, one in value.items()}
    if isinstance(value, list):
        return [_spoilt(one, hostile, is_text=is_text) for one in value]
    return f"{value} {hostile}" if is_text and isinstance(value, str) else value


def _spoilt_figure(figure: Figure, hostile: str) -> Figure:
    nodes = tuple(
        replace(
            node,
            id=f"{node.id}{hostile}",
            label_da=hostile,
            label_en=hostile,
            lines=(hostile[:60],),
        )
        for node in figure.nodes
    )
    frames = {frame.id for frame in figure.frames}
    edges = tuple(
        replace(
            edge,
            id=f"{edge.id}{hostile}",
            source=f"{edge.source}{hostile}",
            target=f"{edge.target}{hostile}",
            start=edge.start if edge.start in frames else f"{edge.start}{hostile}",
            stop=edge.stop if edge.stop in frames else f"{edge.stop}{hostile}",
            label_da=hostile,
            label_en=hostile,
        )
        for edge in figure.edges
    )
    return replace(figure, title_da=hostile, title_en=hostile, nodes=nodes, edges=edges)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(
    opener: Opener, model: Model, tmp_path: Path, hostile: str
) -> None:
    dataset = model.session.dataset
    danish, english = build_figures(model.rows, dataset, read_placement(model.data, dataset))
    spoilt = _spoilt_figure(danish, hostile), _spoilt_figure(english, hostile)
    made = json.loads(json.dumps(make_payload(model, spoilt)))
    payload = _spoilt(made, hostile) | {"palette": made["palette"]}
    for one in payload["actors"]:
        one["id"] += hostile
    for one in payload["assertions"].values():
        one["from"] = [f"{id_}{hostile}" for id_ in one["from"]]
    for line in payload["told"]:
        if "address" in line:
            line["address"] = hostile
    file = tmp_path / "spoilt.html"
    file.write_bytes(render_page(payload, spoilt, "da"))
    opened = opener(file=file)
    for fragment in (
        "#s=akut-tilfaelde",
        "#view=table&a=A28",
        "#view=text&d=S10",
        "#gaps=1",
        "#n=straxen",
    ):
        opened.go(fragment)
        assert opened.page.locator("#panel").inner_text()
    opened.ask("samspil.go({ n: samspil.data.actors.at(-1).id })")
    opened.wait("location.hash.includes('n=')")
    shown = opened.page.locator("#panel h2").text_content() or ""
    told = "".join(visible(shown).split())
    assert "".join(visible(hostile).split())[:20] in told
    opened.page.fill("#find", hostile[:40])
    opened.ask("samspil.svgText()")
    wrong = opened.ask(
        """() => {
          const read = new DOMParser().parseFromString(samspil.svgText(), 'image/svg+xml');
          const wrong = read.querySelector('parsererror');
          return wrong && wrong.textContent;
        }"""
    )
    assert wrong is None
    opened.ask("window.dispatchEvent(new Event('beforeprint'))")
    opened.page.wait_for_timeout(100)
    assert opened.ask("window.hit") is None
    assert opened.page.locator("img, #panel script, a[href^='javascript']").count() == 0
    assert opened.complaints == []
    assert {url.split("#")[0].split("?")[0] for url in opened.requests} == {file.as_uri()}
    assert opened.ask("document.documentElement.scrollWidth") <= WIDE["width"]
