"""What the page says is what the Python API says, no more; and all of it can be reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from samspil.answers.model import Row, to_json
from samspil.api import Model
from samspil.language.words import fold
from samspil.messages import messages
from samspil.model.terms import GROUPS, SECRECY
from samspil.pages.explorer.bilingual import Questions
from samspil.pages.explorer.blocks import statement_item
from samspil.queries import load_query
from samspil.render.blocks import Block, Heading, Item, Text
from samspil.render.informed import reason
from samspil.render.panel import WORDS, shortest
from samspil.render.rows import row_item
from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.browser

_ROWS = """() => [
  ...document.querySelectorAll('#panel > .items .item.row, .told .item.row'),
].map((item) => ({
  id: item.dataset.id,
  modality: item.dataset.modality,
  layer: item.dataset.layer,
  head: item.querySelector('.head').textContent,
  quotes: [...item.querySelectorAll('.quote')].map((quote) => quote.textContent),
}))"""
_HEADINGS = "#panel h2, #panel h3"
_LINES = ", ".join(
    f"#panel {one}" for one in ("h2", "h3", "#point > p", ".told > p", ".head", ".line")
)


def _expected(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": row["id"],
            "modality": row["modality"],
            "layer": row["layer"],
            "quotes": list(
                dict.fromkeys(
                    f"»{one['quote']}« ({one['sentence']})"
                    for one in row["evidence"]
                    if one["quote"]
                )
            ),
        }
        for row in rows
    ]


def _texts(block: Block) -> list[str]:
    match block:
        case Item(head, lines, _, mark):
            return [f"{mark} {head}" if mark else head, *map(str, lines)]
        case Heading(text) | Text(text):
            return [text]
    return []


def _shown(opened: Opened) -> list[dict[str, Any]]:
    return [
        {key: row[key] for key in ("id", "modality", "layer", "quotes")}
        for row in opened.ask(_ROWS)
    ]


def test_every_situation_shows_the_rows_of_the_json(opener: Opener, model: Model) -> None:
    opened = opener()
    for situation in model.situations():
        opened.go(f"#s={situation['id']}")
        answer = to_json(model.informed(situation["id"]))
        beside = answer["beside"]
        rows = [row for group in answer["groups"] for row in group["rows"]]
        for shelf in ("interpretation", "law", "external"):
            # A duty to be silent stands apart, after the rest of its shelf.
            rows += sorted(beside[shelf], key=lambda row: row["modality"] == SECRECY)
        assert _shown(opened) == _expected(rows), situation["id"]


def test_every_situation_and_actor_shows_the_rows_of_the_json(opener: Opener, model: Model) -> None:
    opened = opener()
    actors = opened.ask("samspil.data.actors.map((one) => one.id)")
    assert len(actors) > 50
    for situation in model.situations():
        for actor in actors:
            answer = to_json(model.informed(situation["id"], by=actor))
            wanted = [
                [row["id"], row["step"]] for group in answer["groups"] for row in group["rows"]
            ]
            shown = opened.ask(
                """([s, by]) => {
                  const one = samspil.data.situations.find((found) => found.id === s);
                  const who = samspil.data.actors.findIndex((found) => found.id === by);
                  return one.narrowed[one.by[who]][1];
                }""",
                [situation["id"], actor],
            )
            assert shown == wanted, (situation["id"], actor)
    for when, who in (("sag-til-ssp-nu", "straxen"), ("akut-tilfaelde", "rolle-ssp-laerer")):
        opened.go(f"#s={when}&by={who}")
        told = model.informed(when, by=who)
        law = sorted(told.law, key=lambda row: row.modality == SECRECY)
        rows = (*told.rows, *told.nearest, *told.others, *told.beside.interpretation, *law)
        assert _shown(opened) == _expected(map(to_json, (*rows, *told.beside.external)))


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_panel_is_the_point_and_all_sections(
    opener: Opener, model: Model, language: str
) -> None:
    opened = opener()
    questions = Questions(model.session)
    for situation in questions.things("Situation"):
        _, panel = next(questions.informed(situation, []))[language == "en"]
        opened.go(f"#s={situation.id}&lang={language}")
        wanted = [panel.title]
        for block in (*shortest(panel), *panel.sections):
            wanted += _texts(block)
        assert opened.texts(_LINES) == wanted


def test_no_point_has_more_than_sixty_words(opener: Opener) -> None:
    longest = opener().ask(
        """() => {
          const { data } = samspil;
          const panels = data.situations.flatMap((one) =>
            [one.panel, ...one.narrowed.map(([panel]) => panel)]);
          const count = (numbers, side) => {
            const said = (both) => (typeof both === 'string' ? both : both[side]);
            const lines = ({ mark, head, lines }) =>
              [mark || '', ...[head, ...lines].map((line) => data.told[line].text)];
            const blocks = numbers.map((number) => data.blocks[number]);
            const texts = blocks.flatMap((one) => one.type === 'i' ? lines(one) : [one.text]);
            return texts.map(said).join(' ').split(/\\s+/u).filter(Boolean).length;
          };
          const all = [...panels, ...data.actors.map((one) => one.panel)];
          return Math.max(...all.flatMap(([, point]) => point.map(count)));
        }"""
    )
    assert 40 < longest <= WORDS


def test_an_answer_groups_by_modality_and_never_calls_may_must(opener: Opener) -> None:
    opened = opener("#s=bekymring-ung-radikaliseringsstruet")
    headings = opened.texts(_HEADINGS)
    say = messages("da")
    assert say("group.may") in headings
    assert say("group.must") not in headings
    silent = opened.page.locator("#point > p").first.inner_text()
    assert "intet om, at nogen skal, bør eller ikke må give besked" in silent
    lit = opened.ask(
        "[...samspil.focus().edges].map((id) => samspil.drawnEdges.find((one) => one.id === id))"
    )
    assert {edge["modality"] for edge in lit} == {"may"}
    assert {edge["family"] for edge in lit} == {"information"}


def test_a_seat_never_lights_up_as_a_message(opener: Opener) -> None:
    opened = opener()
    for situation in opened.ask(
        "samspil.data.situations.map((one) => [one.id, one.rows.map(([id]) => id)])"
    ):
        opened.go(f"#s={situation[0]}")
        lit = opened.ask(
            """() => {
              const lit = (samspil.focus() || {}).edges || new Set();
              const own = samspil.drawnEdges.filter((one) => lit.has(one.id));
              return own.map((one) => one.assertion);
            }"""
        )
        assert set(lit) <= set(situation[1])


def test_an_actor_shows_what_it_is_gives_receives_and_attends(opener: Opener, model: Model) -> None:
    opened = opener("#n=straxen")
    profile = to_json(model.actor("straxen"))
    # The document's own first, then what others say.
    parts = [*profile["parts"], *(part for one in profile["beside"] for part in one["parts"])]
    wanted = [statement["row"]["id"] for part in parts for statement in part["statements"]]
    assert [row["id"] for row in opened.ask(_ROWS)] == wanted
    text = opened.page.locator("#panel").text_content() or ""
    assert profile["label_en"] in text
    assert "»Straxen«" in text
    assert messages("da")("explorer.around") in text


def test_routes_go_over_norms_only(opener: Opener, model: Model) -> None:
    opened = opener("#from=ishoejs-skoler&to=ssp-nu")
    rows = model.session.run(
        load_query("routes"),
        {"from": "ishoejs-skoler", "to": "ssp-nu"},
    )
    wanted = [norm["id"] for row in rows for norm in row["norms"]]
    assert wanted
    assert [row["id"] for row in opened.ask(_ROWS)] == wanted
    opened.go("#from=ishoejs-skoler&to=vestegnens-infohus")
    assert opened.page.locator("#no-route").count() == 1
    every = opened.ask(
        "Object.values(samspil.data.routes).flatMap(Object.values).flatMap(([ways]) => ways.flat())"
    )
    assert all(
        opened.ask("(id) => samspil.data.assertions[id].k", one) == "InformationNorm"
        for one in set(every)
    )


def _graph_counts(model: Model) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in model.session.ask("counts"):
        counts["assertions"] += row["assertions"]
    counts["situations"] = len(model.situations())
    counts["gaps"] = len(model.gaps())
    counts["readings"] = len(model.session.ask("readings"))
    return counts


def test_the_tables_hold_as_many_rows_as_the_graph(opener: Opener, model: Model) -> None:
    opened = opener("#view=table")
    counts = _graph_counts(model)
    for name in ("assertions", "situations", "gaps", "readings"):
        assert opened.page.locator(f"#t-{name} tbody tr").count() == counts[name], name
    actors = opened.ask("samspil.data.actors.length")
    assert opened.page.locator("#t-actors tbody tr").count() == actors
    drawn = opened.ask("samspil.drawnEdges.filter((edge) => !edge.gap).length")
    assert opened.page.locator("#t-relations tbody tr").count() == drawn
    opened.go("#view=text")
    assert opened.page.locator("#text .source").count() == len(model.session.ask("sentences"))


def test_the_tree_mirrors_the_canvas(opener: Opener) -> None:
    opened = opener()
    real = opened.ask("samspil.drawnNodes.filter((node) => node.kind !== 'not-stated').length")
    tree = '#tree [data-node]:not([data-kind="not-stated"])'
    assert opened.page.locator(tree).count() == real
    edges = opened.ask(
        """() => {
          const all = [...document.querySelectorAll('#tree [data-edge]')];
          return new Set(all.map((one) => one.dataset.edge)).size;
        }"""
    )
    assert edges == opened.ask("samspil.drawnEdges.length")


def test_every_box_relation_and_answer_is_reached_by_keyboard(opener: Opener) -> None:
    opened = opener()
    page = opened.page
    page.focus('#tree [tabindex="0"]')
    seen: list[str] = []
    for _ in range(1000):
        key, expanded = opened.ask(
            """() => {
              const item = document.activeElement;
              return [item.dataset.key, item.getAttribute('aria-expanded')];
            }"""
        )
        if expanded == "false":
            page.keyboard.press("ArrowRight")
        if seen and seen[-1] == key:
            break
        seen.append(key)
        page.keyboard.press("ArrowDown")
    everything = opened.ask(
        "[...document.querySelectorAll('#tree [role=treeitem]')].map((one) => one.dataset.key)"
    )
    assert seen == everything
    # Enter on the last one opens it; the answers are links in the order of Tab.
    page.keyboard.press("Enter")
    opened.wait("location.hash.length > 1")
    links = opened.ask(
        """() => {
          samspil.go({}, { replace: true });
          return [...document.querySelectorAll('#situations a')].map((one) => one.tabIndex);
        }"""
    )
    assert len(links) == opened.ask("samspil.data.situations.length")
    assert set(links) == {0}


def test_the_accessibility_tree_holds_the_figure(opener: Opener) -> None:
    opened = opener()
    session = opened.page.context.new_cdp_session(opened.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node.get("role", {}).get("value") for node in nodes if not node.get("ignored"))
    tiers = opened.ask("samspil.data.figure.tiers.length")
    boxes = opened.ask("samspil.drawnNodes.length")
    # Relations are in it once their box is unfolded.
    assert roles["treeitem"] == tiers + boxes
    opened.ask(
        """() => document.querySelectorAll('#tree [aria-expanded=false]')
          .forEach((one) => one.setAttribute('aria-expanded', 'true'))"""
    )
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node.get("role", {}).get("value") for node in nodes if not node.get("ignored"))
    assert roles["treeitem"] == opened.ask(
        "document.querySelectorAll('#tree [role=treeitem]').length"
    )


def test_the_search_folds_as_the_python_side_does(opener: Opener) -> None:
    samples = [
        "Ærø",
        "blåbær",
        "SSP-NÜ",
        "kredsraad",
        "Løsladelse",
        "Straße",
        "œuvre",
        "Åben",
        "AAL",
        "naïve",
        "ǅ",
        "İ",
        "ﬁl",
    ]
    opened = opener()
    assert opened.ask("(all) => all.map(samspil.fold)", samples) == [fold(one) for one in samples]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("radikaliseringstruet ung", "bekymring-ung-radikaliseringsstruet"),
        ("aktu", "akut-tilfaelde"),
        ("en løsladt med ekstremistisk holdning", "ekstremistiske-holdninger-under-afsoning"),
        ("loesladelse", "loesladelse"),
        ("T04", "sag-til-ssp-nu"),
        ("syrien", "udrejse-vaebnet-konflikt"),
        ("acute case", "akut-tilfaelde"),
        ("jeg er bekymret for en elev", "bekymring-ung-radikaliseringsstruet"),
    ],
)
def test_a_situation_is_found_among_the_first_also_misspelt(
    opener: Opener, typed: str, wanted: str
) -> None:
    opened = opener()
    opened.page.fill("#what", typed)
    found = opened.ask(
        "[...document.querySelectorAll('#what-list [role=option]')].map((one) => one.dataset.id)"
    )
    assert wanted in found[:3], found


def test_nonsense_shows_all_situations_and_says_so(opener: Opener) -> None:
    opened = opener()
    opened.page.fill("#what", "xqzw")
    assert opened.page.locator("#what-list [role=option]").count() == 14
    assert opened.page.locator("#found").inner_text() == messages("da")("explorer.what-none")


def test_deep_links_back_and_escape(opener: Opener) -> None:
    opened = opener("#n=straxen&lang=en")
    page = opened.page
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#point .head a", has_text="A24").click()
    opened.wait("location.hash.includes('a=A24')")
    page.go_back()
    opened.wait("location.hash.includes('n=straxen')")
    assert "StraXen" in page.locator("#panel h2").inner_text()
    page.locator("#panel h2").click()
    page.keyboard.press("Escape")
    opened.wait("!location.hash.includes('n=')")
    opened.go("#n=%E0%A4%A&s=finder-ikke")
    assert page.locator("#situations a").count() == 14
    assert opened.complaints == []


def test_the_gap_view_shows_where_the_document_is_silent(opener: Opener, model: Model) -> None:
    opened = opener()
    hidden = """samspil.drawnEdges.filter((e) => e.gap)
      .map((e) => samspil.network.body.edges[e.id].options.hidden)"""
    assert set(opened.ask(hidden)) == {True}
    opened.page.click("#gaps")
    opened.wait("location.hash.includes('gaps')")
    assert set(opened.ask(hidden)) == {False}
    assert opened.page.locator("#panel .item.gap").count() == len(model.gaps())
    into = opened.ask(
        "samspil.drawnEdges.filter((e) => e.gap && e.to === 'vestegnens-infohus').length"
    )
    assert into > 0


def test_the_legend_filters_by_kind_line_and_layer(opener: Opener) -> None:
    opened = opener()
    seen = (
        "samspil.drawnEdges.filter((e) => !samspil.network.body.edges[e.id].options.hidden).length"
    )
    opened.page.click("#legend summary")
    for view, selector in (
        ("structure", "[data-family=layer][value=interpretation]"),
        ("told", '[data-family=modality][value="information.may"]'),
        ("structure", "[data-family=kind][value=role]"),
    ):
        opened.go(f"#show={view}")
        all_of_them = opened.ask(seen)
        opened.page.uncheck(selector)
        assert opened.ask(seen) < all_of_them
        opened.page.check(selector)
        assert opened.ask(seen) == all_of_them


def test_the_modalities_of_the_page_are_those_of_the_answer(opener: Opener) -> None:
    texts = opener().ask(
        "Object.keys(samspil.data.ui).filter((one) => one.startsWith('modality.'))"
    )
    assert {f"modality.{one}" for one in (*GROUPS, SECRECY, "descriptive")} == set(texts)


def test_a_statement_by_itself_is_told_as_the_answers_tell_it(model: Model) -> None:
    say = messages("da")
    row: Row = model.informed("T03").rows[0]
    assert statement_item(say, row).head == row_item(say, row).head
    assert set(row_item(say, row).lines) <= set(statement_item(say, row).lines)


def test_a_role_is_told_whether_it_is_told(opener: Opener, model: Model) -> None:
    opened = opener()
    say = messages("da")
    for situation, actor in (
        ("sag-til-ssp-nu", "rolle-ssp-laerer"),
        ("sag-til-ssp-nu", "straxen"),
        ("akut-tilfaelde", "tryghed-kriminalitetsforebyggelse"),
        ("bekymring-radikalisering", "pet"),
    ):
        opened.go(f"#s={situation}&by={actor}")
        assert opened.texts(".why p") == [reason(say, model.why_not(actor, situation))]
