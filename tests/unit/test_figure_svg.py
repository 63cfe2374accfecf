"""The figure as a file: what is drawn, how it is told apart, and that nothing in a text can run."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import samspil
from samspil.errors import UsageError
from samspil.explorer import pictures
from samspil.explorer.figure import build_figure, figure
from samspil.explorer.figure_model import Figure
from samspil.explorer.mermaid import figure_mermaid
from samspil.explorer.palette import DARK, LIGHT, contrast
from samspil.explorer.pictures import write_figure
from samspil.explorer.strokes import WORDS, in_legend, line_kind, stroke_of
from samspil.explorer.svg import figure_size, figure_svg
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
def ishoej() -> Figure:
    with samspil.open_model() as model:
        return figure(model)


@cache
def lilleby() -> Figure:
    return build_figure(samspil.open_model(LILLEBY).rows, "lilleby")


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
    # 39 actors and forums: the two bearers that aren't stated are drawn, and not counted.
    assert (named["figure-desc"] or "").startswith("39 aktører og fora, 52 relationer.")
    assert root.get("aria-labelledby") == "figure-title figure-desc"
    assert wanted in {element.text for element in root.iter(f"{SVG}text")}


def test_every_box_and_every_line_is_drawn_and_named() -> None:
    found = titles(figure_svg(ishoej()))
    assert len(found) == 1 + len(ishoej().nodes) + sum(not edge.gap for edge in ishoej().edges)
    assert "Ishøjs skoler → Tryghed og Kriminalitetsforebyggelse: henvendelse, kan (A28)" in found
    assert "SSP-NU → SSP-samarbejdet: er en del af, tolkning (I07)" in found
    assert "StraXen (enhed)" in found


def test_ghosts_are_drawn_in_the_gap_view_only() -> None:
    ghost = "SSP-NU → Vestegnens Infohus: ikke angivet i dokumentet (G02)"
    assert ghost not in titles(figure_svg(ishoej()))
    assert ghost in titles(figure_svg(ishoej(), gaps=True))
    assert WORDS["gap", ""][0] not in figure_svg(ishoej())
    assert WORDS["gap", ""][0] in figure_svg(ishoej(), gaps=True)


def test_english() -> None:
    text = figure_svg(ishoej(), language="en")
    assert parsed(text).get("lang") == "en"
    assert "Figure 1 (reconstructed from the text; the source lacks the original picture)" in text
    assert "Police district and cross-municipal forums" in text


def test_that_nothing_is_obliged_is_said() -> None:
    assert "forekommer ikke i dokumentet" in figure_svg(ishoej())
    assert "forekommer ikke i dokumentet" not in figure_svg(lilleby())


def test_text_is_text_and_nothing_is_fetched() -> None:
    text = figure_svg(ishoej())
    drawn = " ".join(element.text or "" for element in parsed(text).iter(f"{SVG}tspan"))
    assert "Kriminalitets- forebyggelse" in drawn
    for part in ("http://", "https://", "url(", "<image", "<script", "@import", "<foreignObject"):
        assert part not in text.replace("http://www.w3.org/2000/svg", "")


def test_kinds_of_line_differ_by_more_than_colour() -> None:
    looks = {kind: stroke_of(kind) for kind in WORDS}
    shapes = [(look.width, look.dashes, look.end) for look in looks.values()]
    assert len(set(shapes)) == len(shapes)
    assert looks["information", "may"].dashes
    assert not looks["information", "practice"].dashes
    assert looks["information", "should"].width >= 2 * looks["information", "may"].width
    assert looks["interpretation", ""].colour == "edge-reading"
    # Only information has the solid arrow head.
    assert {kind[0] for kind, look in looks.items() if look.end == "arrow"} == {"information"}


def test_the_legend_explains_every_line_that_is_drawn() -> None:
    for drawn in (ishoej(), lilleby()):
        explained = set(in_legend(drawn.edges, gaps=True))
        assert {line_kind(edge) for edge in drawn.edges} <= explained
        assert explained <= set(WORDS)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_of_all_that_is_drawn(palette: dict[str, str]) -> None:
    for kind in {node.kind for drawn in (ishoej(), lilleby()) for node in drawn.nodes}:
        assert contrast(palette["text"], palette[f"{kind}-fill"]) >= 4.5
        assert contrast(palette[f"{kind}-border"], palette["band"]) >= 3
    for text in ("text", "faint"):
        assert contrast(palette[text], palette["ground"]) >= 4.5
    assert contrast(palette["band-text"], palette["band"]) >= 4.5
    for line in WORDS:
        for behind in ("band", "ground"):
            assert contrast(palette[stroke_of(line).colour], palette[behind]) >= 3


def test_byte_for_byte_the_same() -> None:
    with samspil.open_model() as model:
        again = figure(model)
    assert figure_svg(again) == figure_svg(ishoej())
    assert figure_mermaid(again) == figure_mermaid(ishoej())


@pytest.mark.parametrize("nasty", NASTY)
def test_a_text_stays_a_text(nasty: str) -> None:
    drawn = replace(
        ishoej(),
        title_da=nasty,
        nodes=tuple(
            replace(node, label_da=nasty, lines_da=(nasty, nasty)) for node in ishoej().nodes
        ),
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
    assert text.count("  linkStyle ") == 52
    assert text.count(" ==>|") == 1
    assert figure_mermaid(ishoej(), gaps=True).count("  linkStyle ") == 57


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
        "':scope>rect'),t=g.querySelector(':scope>text');if(r&&t&&t.querySelector('tspan')){"
        "const a=r.getBoundingClientRect(),b=t.getBoundingClientRect();"
        "if(b.left<a.left||b.right>a.right)bad.push(t.textContent)}}"
        "document.title=JSON.stringify(bad)"
    )
    for language in ("da", "en"):
        svg = figure_svg(ishoej(), language=language)
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
