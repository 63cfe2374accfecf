"""The overview of several municipalities: alone, counted as the API counts, for everybody."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path

import pytest

from samspil import open_model, paths
from samspil.api import Model
from samspil.cli.main import run
from samspil.figure import palette
from samspil.messages import messages
from samspil.pages.overview.matrix import STRENGTHS, Answered
from samspil.pages.overview.model import Forum, Municipality, make_overview
from samspil.pages.overview.municipality_page import INDEX
from samspil.pages.overview.page import render_overview
from samspil.pages.overview.pages import build_pages
from tests.browser.conftest import AS_OF, READY, SMALL, WIDE, Opened, Opener
from tests.browser.looking import AXE, OVERLAPS
from tests.program import LILLEBY

pytestmark = pytest.mark.browser

# As long as »Lilleby«: every quote stays in its place.
COPIES = ("nordrup", "sydvang")

_THROUGH = """() => samspil.drawnEdges.filter((edge) => {
  const { edgeType } = samspil.network.body.edges[edge.id];
  const others = samspil.drawnNodes.filter((one) => one.id !== edge.from && one.id !== edge.to);
  for (let t = 0; t <= 1; t += 0.005) {
    const p = edgeType.getPoint(t);
    const inside = (one) =>
      Math.abs(p.x - one.x) < one.box[0] / 2 - 1 && Math.abs(p.y - one.y) < one.box[1] / 2 - 1;
    if (others.some(inside)) return true;
  }
  return false;
}).map((edge) => edge.id)"""
_ROWS = """() => [...document.querySelectorAll('#rows tbody tr')].map((row) =>
  [...row.children].map((cell) => cell.textContent))"""
_KINDS = """() => [...document.querySelectorAll('#kinds tbody tr')].map((row) =>
  [row.children[0].textContent, Number(row.children[1].textContent),
   [...row.querySelectorAll('a')].map((link) => link.textContent)])"""

_NORMS = """MATCH (norm:InformationNorm {dataset: $dataset, layer: 'stated'})-[:MODALITY]->(kind)
RETURN kind.slug AS modality, count(norm) AS norms ORDER BY modality"""


_TURTLE = [file.name for file in LILLEBY.glob("*.ttl")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ishøj, Lilleby, and copies of Lilleby under other names."""
    folder = tmp_path_factory.mktemp("nation")
    shutil.copytree(paths.ontology_folder() / "ishoej", folder / "ishoej")
    shutil.copytree(LILLEBY, folder / "lilleby")
    for name in COPIES:
        shutil.copytree(LILLEBY, folder / name)
        for file in ((folder / name) / one for one in ("source.txt", *_TURTLE)):
            text = re.sub(r"id/lilleby([/>])", rf"id/{name}\1", file.read_text("utf-8"))
            file.write_text(text.replace("Lilleby", name.title()), "utf-8", newline="\n")
        source, stated = (folder / name / one for one in ("source.txt", "stated.ttl"))
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        text = re.sub('(sam:sha256 )"[0-9a-f]*"', rf'\1"{digest}"', stated.read_text("utf-8"))
        stated.write_text(text, "utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def written(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, as the command writes them."""
    target = tmp_path_factory.mktemp("pages") / "new" / "folder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(tmp_path_factory.mktemp("cache")))
        command = ["explore", "--data", str(data), "-o", str(target), "--as-of", AS_OF]
        assert run(command) == 0
    return target


@pytest.fixture
def opened(opener: Opener, written: Path) -> Opened:
    """The overview."""
    return opener(file=written / INDEX)


def test_writes_the_overview_and_a_page_for_each(written: Path) -> None:
    names = {path.name for path in written.iterdir()}
    assert names == {INDEX, "ishoej.html", "lilleby.html", *(f"{one}.html" for one in COPIES)}


def test_asks_nothing_of_any_network_and_complains_of_nothing(
    opened: Opened, written: Path
) -> None:
    opened.page.fill("#find", "ishøj")
    opened.page.click("#clear")
    opened.page.click('[data-lang="en"]')
    opened.page.wait_for_timeout(300)
    assert {url.split("#")[0] for url in opened.requests} == {(written / INDEX).as_uri()}
    assert opened.complaints == []


def test_the_policy_names_every_script_and_style_by_its_hash(written: Path) -> None:
    text = (written / INDEX).read_text("utf-8")
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


def test_two_builds_are_equal_byte_for_byte(data: Path, written: Path) -> None:
    with open_model(data, as_of=AS_OF) as model:
        for name, content in build_pages(model):
            assert content == (written / name).read_bytes(), name


def test_counts_are_those_of_the_api(data: Path, opened: Opened) -> None:
    shown = {row[0]: row[1:] for row in opened.ask(_ROWS)}
    kinds = opened.ask(_KINDS)
    groups = opened.ask("samspil.data.groups")
    assert groups == ["must", "should", "may", "practice", "must-not"]
    held = set()
    with open_model(data, as_of=AS_OF) as model:
        assert model.municipalities() == ["ishoej", "lilleby", *COPIES]
        for dataset in model.municipalities():
            one = model.within(dataset)
            label = one.session.dataset_label
            norms = {
                row["modality"]: row["norms"]
                for row in one.store.read(_NORMS, {"dataset": dataset})
            }
            assert sum(norms.values()) == sum(row["norms"] for row in one.situations())
            forums = [
                row["label_da"]
                for row in one.session.ask("identify", **{"class": "Forum"})
                if row["dataset"] == dataset
            ]
            counts = [
                len(one.situations()),
                *(norms.pop(group, 0) for group in groups),
                len(forums),
                len(one.gaps()),
            ]
            assert not norms
            dates = dict.fromkeys(row["issued"] for row in one.query("sentences"))
            days = ", ".join(messages("da").day(date) for date in dates)
            assert shown.pop(label) == [days, *map(str, counts)]
            held |= {(forum.lower(), label) for forum in forums}
    assert not shown
    # Ishøj's lokalråd and the others' Lokalrådet share an id; nothing says that they are one thing.
    assert {(kind.lower(), label) for kind, _, labels in kinds for label in labels} == held
    assert all(count == len(set(labels)) for _, count, labels in kinds)


def test_the_figure_says_what_the_tables_say(opened: Opened) -> None:
    assert sorted(opened.ask("samspil.drawnEdges.map((one) => [one.from, one.to])")) == sorted(
        opened.ask(
            """() => samspil.data.kinds.flatMap((kind) =>
              [...new Set(kind.held.map(([id]) => id))].map((id) => [id, kind.id]))"""
        )
    )
    drawn = opened.ask("samspil.drawnNodes.length")
    assert drawn == len(opened.ask(_ROWS)) + len(opened.ask(_KINDS))


def test_each_link_opens_its_page(opened: Opened) -> None:
    for label, *_ in opened.ask(_ROWS):
        opened.page.locator("#rows a", has_text=label).click()
        opened.page.wait_for_selector(READY)
        assert opened.page.locator("#title").text_content().endswith(label)  # type: ignore[union-attr]
        opened.page.go_back()
        opened.page.wait_for_selector(READY)
    assert opened.complaints == []


def test_there_and_back_in_the_same_language(opened: Opened) -> None:
    opened.page.click('[data-lang="en"]')
    opened.page.locator("#rows a").first.click()
    opened.page.wait_for_selector(READY)
    assert opened.ask("document.documentElement.lang") == "en"
    opened.page.get_by_role("link", name="Overview of all municipalities").focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/index.html#lang=en")
    opened.page.click('[data-lang="da"]')
    opened.page.locator("#rows a").first.click()
    opened.page.get_by_role("link", name="Overblik over alle kommuner").click()
    opened.page.wait_for_url("**/index.html")
    assert opened.ask("document.documentElement.lang") == "da"
    assert opened.complaints == []


def test_only_a_page_of_several_leads_to_an_overview(
    opener: Opener, written: Path, axe_script: str
) -> None:
    assert opener().page.locator("#overview").count() == 0
    opened = opener(file=written / "lilleby.html", viewport=SMALL)
    assert opened.page.locator("#overview").is_visible()
    opened.ask(axe_script + "; 0")
    assert opened.ask(AXE) == []


def test_where_its_labels_cannot_be_read_the_tables_stand_for_the_figure(
    opener: Opener, written: Path
) -> None:
    opened = opener(file=written / INDEX, viewport=SMALL)
    assert not opened.page.locator("#map").is_visible()
    assert "Tabellen over fora siger det samme" in opened.page.locator("main").inner_text()
    opened.page.set_viewport_size({"width": 1400, "height": 900})
    opened.page.wait_for_timeout(300)
    assert opened.ask("samspil.network.getScale() * samspil.data.figure.font") >= 9
    assert opened.complaints == []


def test_a_box_in_the_figure_opens_its_page(opened: Opened) -> None:
    place = opened.ask(
        """() => {
          const { x, y } = samspil.drawnNodes.find((one) => one.id === 'm:sydvang');
          return samspil.network.canvasToDOM({ x, y });
        }"""
    )
    opened.page.click("#canvas", position=place)
    opened.page.wait_for_url("**/sydvang.html")


def test_finds_what_is_misspelt(opened: Opened) -> None:
    opened.page.fill("#find", "ishøi")
    assert [row[0] for row in opened.ask(_ROWS)] == ["Ishøj Kommune"]
    assert opened.texts("#found") == ["Kommuner vist: 1."]
    opened.page.fill("#find", "psp")
    assert [row[0] for row in opened.ask(_ROWS)] == ["Ishøj Kommune"]
    opened.page.fill("#find", "qqqq")
    assert opened.ask(_ROWS) == []
    assert opened.texts("#found") == ["Ingen kommune eller situation passer."]
    opened.page.keyboard.press("Escape")
    assert len(opened.ask(_ROWS)) == 2 + len(COPIES)


def test_all_of_it_by_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert opened.ask("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert opened.ask("document.activeElement.id") == "answers"
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            opened.ask(
                "(({ tagName, textContent }) => [tagName, textContent])(document.activeElement)"
            )
        )
    names = [row[0] for row in opened.ask(_ROWS)]
    assert [["A", name] for name in names if ["A", name] not in reached] == []
    kinds = [label for label, _, _ in opened.ask(_KINDS)]
    assert [kind for kind in kinds if ["BUTTON", kind] not in reached] == []
    page.locator("#kinds button", has_text="PSP").focus()
    page.keyboard.press("Enter")
    assert [row[0] for row in opened.ask(_ROWS)] == ["Ishøj Kommune"]
    assert opened.ask("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert opened.texts("#found") == ["Kommuner vist: 1. Valgt: PSP-samarbejdet."]
    page.keyboard.press("Escape")
    page.locator("#rows a", has_text="Sydvang").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sydvang.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["1400", "360"])
@pytest.mark.parametrize("typed", ["", "ishøj"], ids=["all", "found"])
def test_axe_finds_nothing(
    opener: Opener, written: Path, axe_script: str, scheme: str, size: dict[str, int], typed: str
) -> None:
    opened = opener(file=written / INDEX, color_scheme=scheme, viewport=size)
    opened.page.fill("#find", typed)
    opened.ask(axe_script + "; 0")
    assert opened.ask(AXE) == []
    assert opened.ask("document.documentElement.scrollWidth") <= size["width"]


def test_no_box_overlaps_and_no_line_runs_through_one(opened: Opened) -> None:
    assert opened.ask(OVERLAPS) == []
    assert opened.ask(_THROUGH) == []


def test_forced_colours_and_a_change_of_scheme_reach_the_canvas(opened: Opened) -> None:
    colours = """() => {
      const { width, height } = document.querySelector('#canvas canvas');
      const context = document.querySelector('#canvas canvas').getContext('2d');
      const { data } = context.getImageData(0, 0, width, height);
      const found = new Set();
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) {
        found.add('#' + [0, 1, 2].map((at) => data[i + at].toString(16).padStart(2, '0')).join(''));
      }
      return [...found];
    }"""
    light = opened.ask(colours)
    assert {palette.LIGHT["forum-fill"], palette.LIGHT["organization-fill"]} <= set(light)
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_timeout(200)
    assert {palette.DARK["forum-fill"], palette.DARK["organization-fill"]} <= set(
        opened.ask(colours)
    )
    opened.page.emulate_media(color_scheme="light", forced_colors="active")
    opened.page.wait_for_timeout(200)
    assert not {palette.LIGHT["forum-fill"], palette.LIGHT["organization-fill"]} & set(
        opened.ask(colours)
    )


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The overview of 98 municipalities and more kinds of forum than are drawn."""
    towns = [
        Municipality(
            id=f"kommune-{number}",
            label_da=f"Kommune {number} <img src=x onerror=alert(1)>",
            label_en=f"Municipality {number} </script>",
            page=f"kommune-{number}.html",
            issued=("2018-04-13", "") if number == 7 else ("",),
            situations=number,
            norms={"aim": number % 2},
            gaps=0,
            answers=(
                *(
                    Answered(f"s-{one}", f"Situation {one}", f"Case {one}", f"situation {one}", how)
                    for one, how in enumerate(("must", "should", "may", "practice", ""))
                    if (number + one) % 5
                ),
                Answered(f"egen-{number}", f"Egen {number}", f"Own {number}", f"egen {number}"),
            ),
            forums=tuple(
                Forum(f"forum-{one}", f"Forum {one}", f"Forum {one}")
                for one in (
                    number % 3,
                    10 + number % 7,
                    *range(1000 + number * 5, 1005 + number * 5),
                )
            ),
        )
        for number in range(98)
    ]
    target = tmp_path_factory.mktemp("nation") / INDEX
    overview = make_overview(towns)
    assert len(overview.spots) == 500
    assert len(overview.kinds) == 500
    assert overview == make_overview(towns[::-1])
    target.write_bytes(render_overview(overview, "da", AS_OF))
    assert len(target.read_bytes()) <= 2_000_000
    return target


def test_a_whole_nation_is_ready_and_readable(opener: Opener, nation: Path) -> None:
    opened = opener(file=nation)
    assert opened.complaints == []
    assert opened.ask("document.images.length") == 0
    rows = opened.ask(_ROWS)
    assert len(rows) == 98
    assert {row[1] for row in rows} == {"ikke angivet", "13-04-2018, ikke angivet"}
    assert opened.ask("samspil.data.groups").count("aim") == 1
    assert opened.ask(OVERLAPS) == []
    assert opened.ask(_THROUGH) == []
    assert opened.texts("#cut") == ["98 slags fora er ikke tegnet; de står i tabellen."]
    assert len(opened.ask(_KINDS)) == 500


_MATRIX = """() => {
  const table = document.getElementById('matrix');
  const heads = [...table.tHead.rows[0].cells].slice(1)
    .map((one) => one.querySelector('button').firstChild.textContent);
  return Object.fromEntries([...table.tBodies[0].rows].map((row) => [row.cells[0].textContent,
    Object.fromEntries([...row.cells].slice(1).map((cell, at) => [heads[at], cell.textContent]))]));
}"""
_LETTERS = {"must": "S", "should": "B", "may": "K", "practice": "P", "": "–"}


def _strongest(model: Model, situation: str) -> str:
    """The letter of a situation, of the command line's own answer."""
    rows = [row for row in model.informed(situation).rows if row.is_norm and row.step == 1]
    said = {row.modality for row in rows}
    strongest = next((one for one in STRENGTHS if one in said), "")
    if "must-not" in said:
        return f"{_LETTERS[strongest]}×" if strongest else "×"
    return _LETTERS[strongest]


def test_the_matrix_says_what_the_command_line_says(data: Path, opened: Opened) -> None:
    shown = opened.ask(_MATRIX)
    with open_model(data, as_of=AS_OF) as model:
        for dataset in model.municipalities():
            one = model.within(dataset)
            row = shown.pop(one.session.dataset_label)
            for situation in one.situations():
                letter = _strongest(one, situation["id"])
                assert row.pop(situation["label"]) == letter, situation["label"]
            # Of what a document doesn't speak, nothing is told.
            assert set(row.values()) <= {""}
    assert not shown


def test_a_cell_opens_its_answer(opened: Opened) -> None:
    opened.page.click('[data-lang="en"]')
    opened.wait("document.documentElement.lang === 'en'")
    cell = opened.page.locator("#matrix td a[href^='ishoej.html#s=akut-tilfaelde']")
    assert (cell.get_attribute("aria-label") or "").endswith("Acute case: should")
    cell.click()
    opened.page.wait_for_selector(READY)
    assert opened.page.locator("#panel h2").inner_text() == "When this happens: Acute case"
    assert opened.page.locator("#point").is_visible()


def test_its_columns_sort_the_strongest_first(opener: Opener, nation: Path) -> None:
    opened = opener(file=nation)
    head = opened.page.locator("#matrix thead button", has_text="Situation 1")
    order = ["S", "B", "K", "P", "–", ""]
    for way, sign in (("ascending", 1), ("descending", -1)):
        head.click()
        letters = [row["Situation 1"] for row in opened.ask(_MATRIX).values()]
        assert letters == sorted(letters, key=lambda one: sign * order.index(one))
        assert opened.ask("document.activeElement.closest('th').ariaSort") == way
    assert {"B", ""} == set(letters)


def test_the_search_knows_situations(opener: Opener, nation: Path) -> None:
    opened = opener(file=nation)
    assert "situationer mere: søg efter dem." in opened.texts("#more")[0]
    opened.page.fill("#find", "Egen 97")
    shown = opened.ask(_MATRIX)
    assert "Egen 97" in next(iter(shown.values()))
    assert "Situation 1" not in next(iter(shown.values()))
    opened.page.fill("#find", "")
    assert len(opened.ask(_MATRIX)) == 98


def test_the_matrix_is_one_stop_in_which_arrows_move(opened: Opened) -> None:
    assert opened.page.locator("#matrix [tabindex='0']").count() == 1
    opened.page.locator("#matrix [tabindex='0']").focus()
    page = opened.page
    page.keyboard.press("ArrowDown")
    first = opened.ask("document.activeElement.textContent")
    assert first in opened.ask(_MATRIX)
    page.keyboard.press("ArrowRight")
    assert opened.ask("document.activeElement.closest('td').cellIndex") >= 1
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert opened.ask("document.activeElement.textContent") == first
    page.keyboard.press("ArrowUp")
    assert opened.ask("document.activeElement.tagName") == "BUTTON"
    assert opened.page.locator("#matrix [tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert not opened.ask("document.getElementById('matrix').contains(document.activeElement)")


def test_a_forum_changes_no_count_of_another(opened: Opened) -> None:
    before = {name: count for name, count, _ in opened.ask(_KINDS)}
    opened.page.locator("#kinds button", has_text="PSP").click()
    after = {name: count for name, count, _ in opened.ask(_KINDS)}
    assert after.items() <= before.items()
    assert len(after) > 1


def test_no_stop_of_the_keyboard_lies_in_the_picture(opened: Opened) -> None:
    assert opened.page.locator("[role=img] [tabindex]").count() == 0


def test_axe_finds_nothing_in_a_nation(opener: Opener, nation: Path, axe_script: str) -> None:
    opened = opener(file=nation)
    opened.ask(axe_script + "; 0")
    assert opened.ask(AXE) == []
