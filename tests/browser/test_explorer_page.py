"""The way through the page: focus, announcements, links, filters, addresses, small screens."""

from __future__ import annotations

import pytest

from samspil.messages import messages
from tests.browser.conftest import WIDE, Opened, Opener

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
_SAID = """() => {
  window.said = [];
  for (const one of document.querySelectorAll('[role=status]')) {
    new MutationObserver(() => window.said.push([one.id, one.textContent]))
      .observe(one, { childList: true, characterData: true, subtree: true });
  }
}"""
_FOCUSED = "document.activeElement.tagName + '#' + document.activeElement.id"


def _choose(opened: Opened) -> None:
    box = opened.page.locator("#what")
    box.focus()
    box.press_sequentially("akut")
    box.press("ArrowDown")
    box.press("Enter")
    opened.wait("location.hash.includes('akut-tilfaelde')")


def test_who_has_chosen_reads_on_at_the_answer(opener: Opener) -> None:
    opened = opener()
    opened.ask(_SAID)
    _choose(opened)
    assert opened.ask("document.activeElement.textContent") == "Når dette sker: Akut tilfælde"
    said = opened.ask("said")
    assert said[0][0] == "found"
    assert said[0][1].endswith(" fundet")
    name, last = said[-1]
    assert name == "found"
    assert "Tryghed og Kriminalitetsforebyggelse bør kontaktes." in last
    assert len(last.split()) <= 60
    # Where a link of the answer leads on, the focus follows too, and is not lost.
    opened.page.locator("#point a").first.click()
    opened.wait("location.hash.includes('n=')")
    assert opened.ask("document.activeElement.tagName") == "H2"


def test_five_tabs_lead_from_the_search_to_the_answer(opener: Opener) -> None:
    opened = opener("#s=akut-tilfaelde")
    opened.page.focus("#what")
    for _ in range(5):
        opened.page.keyboard.press("Tab")
    assert opened.ask("document.getElementById('panel').contains(document.activeElement)")


def test_every_stop_of_the_keyboard_has_a_name_and_lies_in_no_picture(opener: Opener) -> None:
    for fragment in ("", "#s=akut-tilfaelde"):
        opened = opener(fragment)
        assert opened.page.locator("[role=img] [tabindex]").count() == 0
        assert opened.page.locator("[role=img] :is(a, button, input)").count() == 0


def test_nothing_makes_the_page_higher_than_the_window(opener: Opener) -> None:
    for size in (WIDE, {"width": 1366, "height": 768}):
        opened = opener("#s=akut-tilfaelde", viewport=size)
        assert opened.ask("document.documentElement.scrollHeight") == size["height"]


def test_at_820_pixels_the_panel_ends_where_its_text_ends(opener: Opener) -> None:
    opened = opener(
        "#s=bekymring-ung-radikaliseringsstruet", viewport={"width": 820, "height": 700}
    )
    opened.ask("document.querySelectorAll('#panel details').forEach((one) => { one.open = true; })")
    assert opened.ask(
        """() => {
          const panel = document.getElementById('panel');
          return panel.scrollHeight <= panel.clientHeight;
        }"""
    )


def test_closing_keeps_the_role(opener: Opener) -> None:
    opened = opener("#s=akut-tilfaelde&by=straxen")
    opened.page.click("#panel .close")
    opened.wait("!location.hash.includes('s=')")
    assert opened.page.locator("#who").input_value() == "straxen"
    assert "Du er: StraXen" in opened.page.locator("#panel h2").inner_text()
    opened.page.click("#panel .close")
    opened.wait("!location.hash.includes('by=')")
    assert opened.page.locator("#situations a").count() == 14


@pytest.mark.parametrize(
    ("fragment", "kind"),
    [("#s=nowhere", "s"), ("#n=nobody", "n"), ("#a=A999", "a"), ("#g=G999", "g"), ("#d=S999", "d"),
     ("#from=x&to=__proto__", "n"), ("#s=akut-tilfaelde&by=nobody", "n")],
)  # fmt: skip
def test_what_an_address_names_in_vain_is_told(opener: Opener, fragment: str, kind: str) -> None:
    opened = opener(fragment)
    say = messages("da")
    (said,) = opened.texts("#panel .unknown")
    assert said == say("explorer.unknown", name=say(f"explorer.unknown-{kind}"))
    assert opened.complaints == []


def test_an_address_puts_no_words_of_its_own_on_the_page(opener: Opener) -> None:
    opened = opener("#from=Ring%20til%2070%20&to=Svindler&s=Svindler&by=Svindler&n=Svindler")
    assert "Svindler" not in opened.page.locator("body").inner_text()
    assert "Ring til 70" not in opened.page.locator("body").inner_text()


def test_actors_codes_and_sentences_lead_on(opener: Opener) -> None:
    opened = opener("#s=ekstremistiske-holdninger-under-afsoning")
    shown = opened.page.locator("#point")
    hrefs = [one.get_attribute("href") or "" for one in shown.locator("a").all()]
    assert {href.split("&")[0].lstrip("#") for href in hrefs} == {
        "n=ishoej-kommune", "n=ksp", "n=god-loesladelse", "a=A60", "a=A60b", "r=I17", "r=I28",
    }  # fmt: skip
    shown.get_by_role("link", name="I17").click()
    opened.wait("location.hash.includes('r=I17')")
    assert opened.page.locator("#panel h2").inner_text() == "Vores læsning I17"
    opened.page.get_by_role("link", name="Tilbage til svaret").click()
    opened.wait("location.hash === '#s=ekstremistiske-holdninger-under-afsoning'")


def test_no_dead_code_is_left_in_an_answer(opener: Opener) -> None:
    opened = opener()
    for situation in opened.ask("samspil.data.situations.map((one) => one.id)"):
        opened.go(f"#s={situation}")
        dead = opened.ask(
            r"""() => [...document.querySelectorAll('#panel :is(.head, .line:not(.quote), p)')]
              .filter((one) => !one.closest('a') && !one.querySelector(':scope > a[target]'))
              .flatMap((one) => [...one.childNodes])
              .filter((node) => node.nodeType === 3)
              .flatMap((node) => node.textContent.match(/\b(?:A|G|S|I)\d{2}[a-z]?\b/g) || [])"""
        )
        known = opened.ask(
            """(ids) => ids.filter((id) => id in samspil.data.assertions
              || ['gaps', 'sentences', 'readings'].some((key) =>
                samspil.data[key].some((one) => one.id === id)))""",
            dead,
        )
        assert known == [], situation


def test_filters_say_what_they_hide_are_in_the_address_and_can_be_reset(opener: Opener) -> None:
    opened = opener()
    assert not opened.page.locator("#filtered").is_visible()
    opened.page.click("#legend summary")
    opened.page.uncheck("[data-family=kind][value=role]")
    opened.wait("location.hash.includes('hide=kind%3Arole')")
    lines, boxes = opened.ask(
        """() => {
          const { drawnNodes } = samspil;
          const own = drawnNodes.filter((one) => one.kind === 'role').map((one) => one.id);
          const roles = new Set(own);
          const real = samspil.drawnEdges.filter((one) => !one.gap);
          const hidden = real.filter((one) => roles.has(one.from) || roles.has(one.to));
          return [hidden.length, roles.size];
        }"""
    )
    said = opened.page.locator("#filtered").inner_text()
    assert said.startswith(f"Skjult af filteret: {lines} streger, {boxes} bokse.")
    again = opener(opened.ask("location.hash"))
    assert again.page.locator("#filtered").inner_text() == said
    assert not again.page.locator("[data-family=kind][value=role]").is_checked()
    again.page.locator("#filtered button").click()
    again.wait("!location.hash.includes('hide')")
    assert not again.page.locator("#filtered").is_visible()
    assert again.page.locator("[data-family=kind][value=role]").is_checked()


def test_nothing_that_is_not_there_can_be_ticked(opener: Opener) -> None:
    opened = opener()
    counts = [said.rsplit("(", 1)[1] for said in opened.texts("#filters .check")]
    assert "0)" not in counts
    assert any("skal henvende sig" in said for said in opened.texts("#filters p.line"))


@pytest.mark.parametrize(("typed", "wanted"), [("skole", "skole"), ("politi", "politi")])
def test_what_is_called_so_comes_before_what_is_also_called_so(
    opener: Opener, typed: str, wanted: str
) -> None:
    opened = opener()
    opened.page.fill("#find", typed)
    first = opened.page.locator("#find-list [role=option]").first.inner_text().lower()
    assert wanted in first


def test_on_a_phone_there_are_three_tabs_and_cards_for_the_figure(opener: Opener) -> None:
    opened = opener("#s=sag-til-ssp-nu", viewport=PHONE)
    tabs = [one for one in opened.page.locator(".views button").all() if one.is_visible()]
    assert [one.inner_text() for one in tabs] == ["Svar", "Figur", "Dokumentet"]
    assert opened.page.locator("#panel").is_visible()
    assert not opened.page.locator("#canvas").is_visible()
    tabs[1].click()
    opened.wait("location.hash.includes('view=figure')")
    assert not opened.page.locator("#panel").is_visible()
    rows = opened.ask("samspil.data.situations.find((one) => one.id === 'sag-til-ssp-nu').rows")
    cards = opened.page.locator("#cards .chain")
    assert [one.get_attribute("data-id") for one in cards.all()] == [ident for ident, _ in rows]
    first = cards.first.inner_text()
    assert [part for part in ("StraXen", "kan", "SSP-NU") if part not in first] == []
    tabs[2].click()
    opened.wait("location.hash.includes('view=text')")
    assert opened.page.locator("#text mark").count()
    opened.go("#view=figure")
    boxes = opened.page.locator("#cards details.card")
    assert boxes.count() == opened.ask("samspil.drawnNodes.filter(samspil.showsNode).length")
    assert opened.ask("document.documentElement.scrollWidth") <= PHONE["width"]
    assert opened.complaints == []
