"""What a terminal, a spreadsheet or a reader of XML would obey never leaves as it is."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from samspil import open_model
from samspil.export.formats import contents
from samspil.export.tables import BYTE_ORDER_MARK
from samspil.figure.build import figures
from samspil.figure.mermaid import figure_mermaid
from samspil.figure.svg import figure_svg
from samspil.model.characters import HIDDEN, json_text, visible
from samspil.pages.explorer.page import build_page
from samspil.render.blocks import Heading, Item, Page, Text, table
from samspil.render.formats import as_csv, markdown, terminal
from tests.program import AS_OF, LILLEBY, call, kept_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIGNS = {
    "ESC": "\x1b",
    "C1": "\x9b",
    "right-to-left override": "\u202e",
    "isolate": "\u2067",
    "marker of the page": "\x02",
    "no character": "\uffff",
    "line separator": "\u2028",
}
COMMANDS = (
    ("informed", "T03"),
    ("situations",),
    ("actors",),
    ("ask", "ssp-nu"),
    ("query", "glossary"),
    ("gaps",),
    ("info",),
    ("why-not", "boernecentret", "--when", "haervaerk"),
    ("audit", "--full"),
    ("reach",),
    ("reach", "--from", "ssp-nu", "--about", "haervaerk", "--full"),
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lilleby with each sign in labels, titles and a reading, raw and as an escape."""
    made = shutil.copytree(LILLEBY, tmp_path_factory.mktemp("hostile") / "lilleby")
    for name in ("stated", "external", "interpretation"):
        text = (made / f"{name}.ttl").read_text(encoding="utf-8")
        raw = "".join(SIGNS.values())
        escaped = "".join(f"\\u{ord(sign):04X}" for sign in SIGNS.values())
        for number, label in enumerate(('skos:prefLabel "', '"@da, "', 'dct:title "')):
            text = text.replace(label, f"{label}{raw if number else escaped}")
        (made / f"{name}.ttl").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_hidden_character_leaves_the_command_line(
    hostile: Path, arguments: tuple[str, ...], form: str
) -> None:
    ended = call(*arguments, "--data", str(hostile), "--format", form, "--as-of", AS_OF)
    # Beside a sheet `ask` tells how it understood.
    told = ended.err if (arguments[0], form) == ("ask", "csv") else ""
    assert (ended.code, ended.err) == (0, told)
    assert not HIDDEN.search(told)
    assert not HIDDEN.search(ended.out.removeprefix(BYTE_ORDER_MARK))
    if form == "json" and arguments != ("info",):
        assert "\\u001b\\u009b\\u202e" in ended.out, "JSON tells it, escaped"
    elif arguments != ("info",):
        assert "\ufffd" in ended.out, "the sign stands for them"


@pytest.mark.parametrize("arguments", [("informed", "T0"), ("informed", "nothing at all")])
def test_no_hidden_character_leaves_with_an_error(
    hostile: Path, arguments: tuple[str, ...]
) -> None:
    ended = call(*arguments, "--data", str(hostile), "--as-of", AS_OF)
    assert (ended.code, ended.out) == (2, "")
    assert not HIDDEN.search(ended.err)
    assert "\ufffd" in ended.err


def test_what_is_typed_comes_back_harmless() -> None:
    for arguments in (("informed", "\x1b[2J\u202e"), ("informed", "T01", "\x9b31m")):
        ended = call(*arguments)
        assert ended.code == 2
        assert "\ufffd" in ended.err
        assert not HIDDEN.search(ended.err)


def test_a_question_of_ones_own_is_explained_without_them(tmp_path: Path) -> None:
    own = tmp_path / "own.cypher"
    own.write_text("RETURN 1 AS n // \x1b[2J", encoding="utf-8")
    assert call("query", str(own), "--explain").out == "RETURN 1 AS n // \ufffd[2J\n"


@given(ANY_TEXT)
def test_no_renderer_lets_any_through(text: str) -> None:
    page = Page(
        (Heading(text, 1), Text(text), Item(text, (text,))), lambda: table([text], [[text]])
    )
    blocks = Page((*page.blocks, page.flat), lambda: page.flat)
    for shown in (terminal(blocks, 80, colour=False), markdown(blocks)):
        assert not HIDDEN.search(shown)
        assert "\r" not in shown
    assert not HIDDEN.search(as_csv(page).removeprefix(BYTE_ORDER_MARK))
    written = json_text({text: [text]})
    assert not HIDDEN.search(written)
    assert json.loads(written) == {text: [text]}


@given(ANY_TEXT)
def test_what_can_be_seen_stays(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    kept = [sign for sign in text if not HIDDEN.match(sign) and sign not in "\r\n"]
    assert [sign for sign in shown if sign not in "\ufffd\n"] == [
        sign for sign in kept if sign != "\ufffd"
    ]


@pytest.mark.parametrize("text", ["æøå ÆØÅ é", "tab\there", "👩‍👩‍👧", "دولة", "a\nb", "–…»«"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert visible(text) == text


# ---- Files


@pytest.mark.parametrize("gaps", [True, False])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_svg_is_well_formed_with_any_label(hostile: Path, language: str, *, gaps: bool) -> None:
    with open_model(hostile, as_of=AS_OF) as model:
        drawn = figures(model)[language == "en"]
    svg = figure_svg(drawn, gaps=gaps)
    ET.fromstring(svg)  # noqa: S314  (our own)
    assert not HIDDEN.search(svg)
    assert "\ufffd" in svg
    assert not HIDDEN.search(figure_mermaid(drawn, gaps=gaps))


def test_the_page_holds_none(hostile: Path) -> None:
    with open_model(hostile, as_of=AS_OF) as model:
        page = build_page(model).decode()
    with open_model(LILLEBY, as_of=AS_OF) as model:
        plain = build_page(model).decode()
    # vis-network has U+0085 in a class of white space, and nothing else.
    for one in (page, plain):
        assert set(HIDDEN.findall(one)) <= {"\x85"}
    assert "\ufffd" in page
    # It stands for the chosen actor, and only samspil may put it there.
    assert page.count("\\u0002") <= plain.count("\\u0002")
    assert "\\u001b" not in page


@pytest.mark.parametrize(
    "form", ["turtle", "trig", "jsonld", "graphml", "csv", "cypher", "mermaid"]
)
def test_no_export_holds_any(hostile: Path, form: str) -> None:
    with open_model(hostile) as model:
        files = contents(model.ontology, model.rows, form)
        whole = model.ontology.files
    for name, text in files.items():
        assert not HIDDEN.search(text.removeprefix(BYTE_ORDER_MARK)), name
    if form == "turtle":
        # Escaped, not lost.
        read = {
            len(Graph().parse(data=text, format="turtle"))
            for text in files.values()
            if text.startswith("@prefix")
        }
        assert {len(file.graph) for file in whole} <= read
        assert "\\u202E" in files["lilleby/stated.ttl"]


# ---- CSV


def _cells(text: str) -> list[list[str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "x;=1+1", " =1+1", "＝1+1", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "a\n+1", "@x"],
)
def test_both_kinds_of_csv_guard_alike(text: str) -> None:
    shown = as_csv(Page((), lambda: table([text], [[text]])))
    head, row = _cells(shown)
    assert head == row
    for piece in head[0].replace(";", "\n").split("\n"):
        assert not piece.strip().startswith(("=", "＝", "+", "-", "@"))


def test_csv_begins_with_a_byte_order_mark_wherever_it_comes_from() -> None:
    assert call("situations", "--format", "csv").out.startswith(BYTE_ORDER_MARK)
