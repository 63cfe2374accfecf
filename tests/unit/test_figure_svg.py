"""The figure as a file: what is drawn, how it is told apart, and that nothing in a text can run."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import samspil
from samspil.errors import UsageError
from samspil.figure import files as pictures
from samspil.figure.build import build_figures, figures
from samspil.figure.files import write_figure
from samspil.figure.line_styles import SHOWS, STYLES, in_legend, line_kind
from samspil.figure.mermaid import figure_mermaid
from samspil.figure.model import Figure
from samspil.figure.palette import DARK, LIGHT, contrast
from samspil.figure.svg import figure_size, figure_svg
from samspil.messages import messages
from samspil.model.characters import visible

SVG = "{http://www.w3.org/2000/svg}"
LILLEBY = Path(__file__).resolve().parents[1] / "data" / "lilleby"
NASTY = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    '"\' href="x" & ]]> -->',
    "\u202egnirts\u202c",
    "x" * 10_000,
)


@cache
def ishoej(language: str = "da") -> Figure:
    with samspil.open_model() as model:
        return figures(model)[language == "en"]


@cache
def lilleby() -> Figure:
    return build_figures(samspil.open_model(LILLEBY).rows, "lilleby")[0]


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  (made by us, a moment ago)


def titles(text: str) -> list[str]:
    return [element.text or "" for element in parsed(text).iter(f"{SVG}title")]


def test_the_svg_says_what_it_is() -> None:
    root = parsed(figure_svg(ishoej()))
    assert root.get("role") == "img"
    assert root.get("lang") == "da"
    named = {element.get("id"): element.text for element in root if element.get("id")}
    wanted = "Figur 1 (rekonstrueret fra teksten; originalbilledet mangler i kilden)"
    assert named["figure-title"] == wanted
    # 39 actors and forums: bearers that aren't stated are drawn, and not counted.
    assert (named["figure-desc"] or "").startswith("39 aktører og fora, 54 relationer.")
    assert root.get("aria-labelledby") == "figure-title figure-desc"
    assert wanted in {element.text for element in root.iter(f"{SVG}text")}


def test_every_box_and_every_line_is_drawn_and_named() -> None:
    found = titles(figure_svg(ishoej()))
    said = [line for title in found for line in title.split("\n")]
    assert len(said) == 1 + len(ishoej().nodes) + sum(not edge.gap for edge in ishoej().edges)
    # One line for both; each of the two relations is named.
    assert (
        "Ishøjs skoler → Tryghed og Kriminalitetsforebyggelse: henvendelse, kan (A28)\n"
        "øvrige driftssteder → Tryghed og Kriminalitetsforebyggelse: henvendelse, kan (A30)"
    ) in found
    assert "SSP-NU → SSP-samarbejdet: er en del af, vores læsning (I07)" in said
    assert "StraXen (Enhed)" in found


def test_ghosts_are_drawn_in_the_gap_view_only() -> None:
    ghost = "SSP-NU → Vestegnens Infohus: ikke angivet i dokumentet (G02)"
    assert ghost not in titles(figure_svg(ishoej()))
    assert ghost in titles(figure_svg(ishoej(), gaps=True))
    explained = messages("da")("figure.line.gap")
    assert explained not in figure_svg(ishoej())
    assert explained in figure_svg(ishoej(), gaps=True)


def test_it_says_from_which_document_and_when() -> None:
    title = (
        "Ishøj Kommunes organisering af den forebyggende indsats overfor radikaliserings og "
        "ekstremisme"
    )
    assert f"Tegnet efter: {title} (13-04-2018)" in figure_svg(ishoej())


@pytest.mark.parametrize("show", SHOWS)
def test_a_part_of_it_shows_the_relations_of_that_part(show: str) -> None:
    said = {line for title in titles(figure_svg(ishoej(), show=show)) for line in title.split("\n")}
    seat, told = (
        "Kriminalforsorgen → KSP-samarbejdet: er med i (A53)",
        "StraXen → SSP-NU: bringe en sag til drøftelse, kan (A24)",
    )
    assert (seat in said, told in said) == (show != "told", show != "structure")
    # Nobody who isn't named stands where nothing is said of them.
    assert any("ikke angivet" in one for one in said) == (show != "structure")
    assert figure_mermaid(ishoej(), show=show).count("linkStyle") > 0


def test_relations_that_no_line_shows_are_counted_on_their_boxes() -> None:
    undrawn = {node.id: node.undrawn for node in ishoej().nodes if node.undrawn}
    # A35 to A37 and A42: where the network groups are.
    assert {undrawn[name] for name in ("folkeskolerne", "pilemoelle", "next", "skolen")} == {1}
    assert undrawn["ssp-netvaerksgrupper"] == 4
    root = parsed(figure_svg(ishoej()))
    counted = {
        group.get("data-node"): [text.text for text in group.iter(f"{SVG}text")][-1]
        for group in root.iter(f"{SVG}g")
        if group.get("data-node") in undrawn
    }
    assert counted == {name: f"+{count}" for name, count in undrawn.items()}


def test_english() -> None:
    text = figure_svg(ishoej("en"))
    assert parsed(text).get("lang") == "en"
    assert "Figure 1 (reconstructed from the text; the source lacks the original picture)" in text
    assert "Police district and cross-municipal forums" in text


def test_that_nothing_is_obliged_is_said() -> None:
    for drawn, is_said in ((ishoej(), True), (lilleby(), False)):
        texts = parsed(figure_svg(drawn)).iter(f"{SVG}text")
        said = " ".join(text.text or "" for text in texts)
        assert ("forekommer ikke i dokumentet" in said) == is_said


def test_text_is_text_and_nothing_is_fetched() -> None:
    text = figure_svg(ishoej())
    drawn = " ".join(element.text or "" for element in parsed(text).iter(f"{SVG}tspan"))
    assert "Kriminalitets- forebyggelse" in drawn
    for part in ("http://", "https://", "url(", "<image", "<script", "@import", "<foreignObject"):
        assert part not in text.replace("http://www.w3.org/2000/svg", "")


def test_kinds_of_line_differ_by_more_than_colour() -> None:
    shapes = [(look.width, look.dashes, look.end) for look in STYLES.values()]
    assert len(set(shapes)) == len(shapes)
    assert STYLES["information.may"].dashes
    assert not STYLES["information.practice"].dashes
    assert STYLES["information.should"].width >= 2 * STYLES["information.may"].width
    assert STYLES["interpretation"].colour == "edge-reading"
    # Only information has the solid arrow head.
    heads = {kind.split(".")[0] for kind, look in STYLES.items() if look.end == "arrow"}
    assert heads == {"information"}


def test_the_legend_explains_every_line_that_is_drawn() -> None:
    for drawn in (ishoej(), lilleby()):
        explained = set(in_legend(drawn.edges, gaps=True))
        assert {line_kind(edge) for edge in drawn.edges} <= explained
        assert explained <= set(STYLES)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_of_all_that_is_drawn(palette: dict[str, str]) -> None:
    for kind in {node.kind for drawn in (ishoej(), lilleby()) for node in drawn.nodes}:
        assert contrast(palette["text"], palette[f"{kind}-fill"]) >= 4.5
        assert contrast(palette[f"{kind}-border"], palette["band"]) >= 3
    for text in ("text", "faint"):
        assert contrast(palette[text], palette["ground"]) >= 4.5
    assert contrast(palette["band-text"], palette["band"]) >= 4.5
    for style in STYLES.values():
        for behind in ("band", "ground"):
            assert contrast(palette[style.colour], palette[behind]) >= 3


def test_byte_for_byte_the_same() -> None:
    with samspil.open_model() as model:
        again, _ = figures(model)
    assert figure_svg(again) == figure_svg(ishoej())
    assert figure_mermaid(again) == figure_mermaid(ishoej())


@pytest.mark.parametrize("nasty", NASTY)
def test_a_text_stays_a_text(nasty: str) -> None:
    drawn = replace(
        ishoej(),
        title_da=nasty,
        nodes=tuple(replace(node, label_da=nasty, lines=(nasty, nasty)) for node in ishoej().nodes),
        edges=tuple(replace(edge, label_da=nasty, assertion=nasty) for edge in ishoej().edges),
        tiers=tuple(replace(tier, label_da=nasty) for tier in ishoej().tiers),
    )
    text = figure_svg(drawn)
    root = parsed(text)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "title", "desc", "rect", "path", "circle", "text", "tspan"}
    assert visible(nasty) in {element.text for element in root.iter(f"{SVG}tspan")}
    flow = figure_mermaid(drawn)
    assert "<" not in flow
    assert len(flow.splitlines()) == len(figure_mermaid(ishoej()).splitlines())


def test_mermaid_has_every_box_and_every_line() -> None:
    text = figure_mermaid(ishoej())
    assert text.count("  subgraph ") == len(ishoej().tiers)
    styled = re.compile(r"linkStyle ([\d,]+) ")
    drawn = [edge for edge in ishoej().edges if not edge.gap]
    for flow, count in (
        (text, len(drawn)),
        (figure_mermaid(ishoej(), gaps=True), len(ishoej().edges)),
    ):
        numbers = [one for found in styled.findall(flow) for one in found.split(",")]
        assert sorted(map(int, numbers)) == list(range(count))
    assert text.count(" ==>|") == 1


def test_writing_chooses_by_the_ending_and_replaces_only_when_told(tmp_path: Path) -> None:
    target = tmp_path / "figur.svg"
    assert write_figure(ishoej(), target) == target
    first = target.read_bytes()
    assert first == figure_svg(ishoej()).encode()
    with pytest.raises(UsageError) as raised:
        write_figure(ishoej(), target, gaps=True)
    assert raised.value.code == "export-target-exists"
    assert target.read_bytes() == first
    write_figure(ishoej(), target, gaps=True, force=True)
    assert target.read_bytes() != first
    write_figure(ishoej(), tmp_path / "figur.txt", form="mmd")
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["figur.svg", "figur.txt"]


def test_an_unknown_form_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        write_figure(ishoej(), tmp_path / "figur.gif")
    assert raised.value.code == "figure-form-unknown"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        write_figure(ishoej(), tmp_path / "ingen" / "figur.svg")
    assert raised.value.code == "export-target-unusable"


def test_without_a_browser_a_picture_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSPIL_BROWSER", "no-such-browser")
    with pytest.raises(UsageError) as raised:
        write_figure(ishoej(), tmp_path / "figur.png")
    assert raised.value.code == "figure-browser-missing"
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "find_browser", lambda: shutil.which("false"))
    with pytest.raises(UsageError) as raised:
        write_figure(ishoej(), tmp_path / "figur.pdf")
    assert raised.value.code == "figure-browser-failed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.browser
def test_png_shows_the_whole_figure(tmp_path: Path) -> None:
    target = write_figure(ishoej(), tmp_path / "figur.png")
    head = target.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = (int.from_bytes(head[at : at + 4]) for at in (16, 20))
    assert (width, height) == tuple(2 * side for side in figure_size(ishoej()))


@pytest.mark.browser
def test_pdf_is_one_page_with_text(tmp_path: Path) -> None:
    target = write_figure(ishoej(), tmp_path / "figur.pdf")
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 1
    assert b"/Font" in data


@pytest.mark.browser
def test_text_fits_its_boxes_in_a_browser(tmp_path: Path) -> None:
    """Measured with the fonts that this machine has."""
    page = tmp_path / "figure.html"
    script = (
        "const bad=[];for(const g of document.querySelectorAll('g')){const r=g.querySelector("
        "':scope>path'),t=g.querySelector(':scope>text');if(r&&t&&t.querySelector('tspan')){"
        "const a=r.getBoundingClientRect(),b=t.getBoundingClientRect();"
        "if(b.left<a.left||b.right>a.right)bad.push(t.textContent)}}"
        "document.title=JSON.stringify(bad)"
    )
    for language in ("da", "en"):
        svg = figure_svg(ishoej(language))
        page.write_text(
            f"<!DOCTYPE html><meta charset=utf-8><body>{svg}<script>{script}</script>", "utf-8"
        )
        browser = pictures.find_browser()
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        done = subprocess.run(
            [browser, *flags, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        assert "<title>[]</title>" in done.stdout
