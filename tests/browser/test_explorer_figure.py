"""The figure of the page: clear at the start, and whatever is chosen."""

from __future__ import annotations

import pytest

from tests.browser.conftest import AS_OF, Opened, Opener
from tests.browser.looking import AXE, hidden_in

pytestmark = pytest.mark.browser

LAPTOP = {"width": 1366, "height": 768}
LARGE = {"width": 1920, "height": 1080}

# How often the drawn lines cross, counted from the paths that are drawn.
_CROSSINGS = """() => {
  const track = (d) => {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    const far = path.getTotalLength();
    return Array.from({ length: 41 }, (_, i) => path.getPointAtLength((far * i) / 40));
  };
  const turn = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  const cross = (a, b, c, d) =>
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
  const legs = (points) => points.slice(1).map((point, i) => [points[i], point]);
  const lines = [...samspil.drawnNow().values()].map(([one]) => legs(track(one.d)));
  const meet = (one, other) => one.some((leg) => other.some((its) => cross(...leg, ...its)));
  return lines.flatMap((one, i) => lines.slice(0, i).filter((other) => meet(one, other))).length;
}"""
# The boxes that the edge of the canvas cuts.
_CUT = """() => {
  const { clientWidth, clientHeight } = document.getElementById('canvas');
  const at = (x, y) => samspil.network.canvasToDOM({ x, y });
  return samspil.drawnNodes.filter(samspil.showsNode).filter(({ x, y, box: [w, h] }) => {
    const [from, to] = [at(x - w / 2, y - h / 2), at(x + w / 2, y + h / 2)];
    const seen = from.x < clientWidth && to.x > 0 && from.y < clientHeight && to.y > 0;
    return seen && (from.x < 0 || to.x > clientWidth || from.y < 0 || to.y > clientHeight);
  }).map((one) => one.id);
}"""
_SIZE = "samspil.network.getScale() * samspil.data.figure.font"


@pytest.fixture(params=["da", "en"])
def page(opener: Opener, request: pytest.FixtureRequest) -> Opened:
    return opener(f"#lang={request.param}", viewport=LAPTOP, reduced_motion="reduce")


def choices(opened: Opened) -> list[str]:
    """The address of every situation and of every actor in the figure."""
    return [
        *opened.ask("samspil.data.situations.map((one) => `#s=${one.id}`)"),
        *opened.ask(
            "samspil.drawnNodes.filter((one) => one.kind !== 'not-stated')"
            ".map((one) => `#n=${one.id}`)"
        ),
    ]


def test_opens_on_the_structure_and_that_is_no_tangle(page: Opened) -> None:
    assert page.ask("[...samspil.drawnNow().values()].flat().some((one) => one.told)") is False
    assert page.ask("[...samspil.drawnNow().values()].flat().some((one) => one.gap)") is False
    assert page.ask("samspil.drawnNow().size") >= 25
    assert page.ask(_CROSSINGS) <= 25
    # Nobody who isn't named stands there where nothing is said of them.
    kinds = set(page.ask("samspil.drawnNodes.filter(samspil.showsNode).map((one) => one.kind)"))
    assert "not-stated" not in kinds


def test_labels_can_be_read_on_a_small_laptop(page: Opened) -> None:
    assert page.ask(_SIZE) >= 9


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_large_screen_is_used(opener: Opener, language: str) -> None:
    opened = opener(f"#lang={language}", viewport=LARGE)
    wide = "document.getElementById('canvas').clientWidth"
    used = opened.ask(f"samspil.network.getScale() * samspil.data.figure.width / {wide}")
    assert used >= 0.8


def test_in_every_situation_and_view_ends_and_labels_of_lines_are_free(page: Opened) -> None:
    assert not hidden_in(page)


def test_no_box_is_cut_whatever_is_chosen(opener: Opener) -> None:
    opened = opener(viewport={"width": 1200, "height": 700}, reduced_motion="reduce")
    found = {}
    for fragment in choices(opened):
        opened.go(fragment)
        if cut := opened.ask(_CUT):
            found[fragment] = cut
    assert not found


def test_every_stated_relation_of_a_box_is_drawn_or_counted_on_it(opener: Opener) -> None:
    wrong = opener().ask(
        """() => {
          const { data, drawnNodes, drawnEdges } = samspil;
          const ids = new Set(drawnNodes.map((one) => one.id));
          const drawn = new Set(drawnEdges.map((one) => one.assertion));
          const told = Object.entries(data.assertions).filter(([id, one]) =>
            one.l === 'stated' && !drawn.has(id) && new Set([...one.from, ...one.to]).size > 1);
          const missing = {};
          for (const node of drawnNodes) {
            const own = told.filter(([, one]) => [...one.from, ...one.to].includes(node.id));
            const others = own.filter(([, one]) =>
              [...one.from, ...one.to].some((id) => id !== node.id && ids.has(id)));
            if (others.length > node.undrawn) missing[node.id] = others.map(([id]) => id);
          }
          return missing;
        }"""
    )
    assert wrong == {}


def test_three_views_by_keyboard_and_in_the_address(opener: Opener, axe_script: str) -> None:
    opened = opener()
    group = opened.page.get_by_role("group", name="Hvad figuren viser")
    pressed = "[...document.querySelectorAll('[data-preset]')].map((one) => one.ariaPressed)"
    kinds = "[...new Set([...samspil.drawnNow().values()].flat().map(%s))].sort()"
    assert opened.ask(pressed) == ["true", "false", "false"]
    group.get_by_role("button", name="Hvem siger hvad til hvem").focus()
    opened.page.keyboard.press("Enter")
    opened.wait("location.hash === '#show=told'")
    assert opened.ask(pressed) == ["false", "true", "false"]
    assert opened.ask(kinds % "(one) => one.family") == ["channel", "information"]
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Space")
    opened.wait("location.hash.includes('gaps=1')")
    assert opened.ask(pressed) == ["false", "false", "true"]
    assert opened.ask(kinds % "(one) => one.gap") == [True]
    opened.ask(axe_script + "; 0")
    assert opened.ask(AXE) == []
    # A link opens the view that it was copied from.
    again = opener("#show=told&lang=en")
    assert (
        again.page.get_by_role("button", name="Who tells whom what").get_attribute("aria-pressed")
        == "true"
    )


def test_a_line_for_several_leads_to_what_they_have_in_common(opener: Opener) -> None:
    opened = opener()
    at = opened.ask(
        """() => {
          const its = [...samspil.drawnNow().values()].find((one) => one.length === 6);
          const [x, y] = its[0].middle;
          return samspil.network.canvasToDOM({ x, y });
        }"""
    )
    canvas = opened.page.locator("#canvas").bounding_box()
    assert canvas
    opened.page.mouse.click(canvas["x"] + at["x"], canvas["y"] + at["y"])
    opened.wait("location.hash.includes('n=ssp-netvaerksgrupper')")


@pytest.mark.parametrize("fragment", ["", "#s=akut-tilfaelde", "#gaps=1", "#show=told&lang=en"])
def test_the_picture_that_is_saved_says_what_it_is(opener: Opener, fragment: str) -> None:
    opened = opener(fragment)
    english = "lang=en" in fragment
    said = opened.ask(
        "[...new DOMParser().parseFromString(samspil.svgText(), 'image/svg+xml')"
        ".querySelectorAll('text, [data-kind]')].map((one) => one.textContent)"
    )
    for wanted in (
        {"": "Opbygning", "#gaps=1": "Huller", "#s=akut-tilfaelde": "Spørgsmål: Akut tilfælde"}.get(
            fragment, "Who tells whom what"
        ),
        f"{'Address' if english else 'Adresse'}: side.html{fragment}",
        f"Ishøj {'Municipality' if english else 'Kommune'} · "
        + (f"the law as of {AS_OF}" if english else "loven pr. 23-11-2026"),
    ):
        assert wanted in said, said
    # Of lines, boxes and signs only those that are shown are explained; what is ours is marked.
    explained = set(
        opened.ask(
            "[...new DOMParser().parseFromString(samspil.svgText(), 'image/svg+xml')"
            ".querySelectorAll('[data-kind]')].map((one) => one.dataset.kind)"
        )
    )
    lines = set(opened.ask("[...samspil.drawnNow().values()].map(([one]) => one.line)"))
    assert lines <= explained
    assert ("gap" in explained) == (fragment == "#gaps=1")
    marked = any("ikke gennemgået" in one for one in said)
    assert marked == (fragment in {"", "#gaps=1"})


def test_svg_and_png_are_the_same_picture(opener: Opener) -> None:
    opened = opener("#s=bekymring-ung-radikaliseringsstruet")
    with opened.page.expect_download() as waiting:
        opened.page.click("#png")
    png = waiting.value.path().read_bytes()
    apart = opened.ask(
        """async ([bytes, svg]) => {
          const drawn = async (blob) => {
            const image = new Image();
            image.src = URL.createObjectURL(blob);
            await image.decode();
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [818, 800];
            canvas.getContext('2d').drawImage(image, 0, 0, 818, 800);
            return canvas.getContext('2d').getImageData(0, 0, 818, 800).data;
          };
          const one = await drawn(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
          const two = await drawn(new Blob([svg], { type: 'image/svg+xml' }));
          return one.filter((value, i) => Math.abs(value - two[i]) > 96).length / one.length;
        }""",
        [list(png), opened.ask("samspil.svgText()")],
    )
    assert apart < 0.01
