"""The tasks of a new employee, done with what the page shows and nothing else."""

from __future__ import annotations

import pytest

from tests.browser.conftest import WIDE, Opened, Opener

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture(params=[WIDE, PHONE], ids=["1400", "390"])
def page(opener: Opener, request: pytest.FixtureRequest) -> Opened:
    return opener(viewport=request.param)


def _point(opened: Opened) -> str:
    """The answer, which must stand on the screen without any scrolling."""
    point = opened.page.locator("#point")
    assert opened.ask(
        """() => {
          const point = document.getElementById('point');
          const { top, bottom, left, right } = point.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
        }"""
    )
    return " ".join(point.inner_text().split())


def _choose(opened: Opened, typed: str, wanted: str) -> None:
    opened.page.get_by_role("combobox", name="Hvad er der sket?").fill(typed)
    opened.page.locator("#what-list").get_by_role("option").first.click()
    opened.wait(f"location.hash.includes('s={wanted}')")


def _find(opened: Opened, typed: str, wanted: str) -> None:
    opened.page.get_by_role("combobox", name="Find en aktør, et forum").fill(typed)
    opened.page.locator("#find-list").get_by_role("option").first.click()
    opened.wait(f"location.hash.includes('{wanted}')")


@pytest.mark.parametrize("role_first", [True, False])
def test_a_teacher_is_worried_about_a_pupil(page: Opened, role_first: bool) -> None:
    role = page.page.get_by_role("combobox", name="Jeg er")
    if role_first:
        role.select_option(label="SSP-lærer")
        page.wait("location.hash.includes('by=')")
        assert "Alt om SSP-lærer" in _point(page)
    _choose(page, "bekymret for en elev", "bekymring-ung")
    if not role_first:
        role.select_option(label="SSP-lærer")
        page.wait("location.hash.includes('by=')")
    said = _point(page)
    assert said.startswith(
        "Din rolle nævnes ikke her som den, der handler. Ellers siger dokumentet:"
    )
    assert "KAN Ishøjs skoler og øvrige driftssteder kan" in said
    assert "1. henvende sig til Tryghed og Kriminalitetsforebyggelse" in said
    assert "Loven kan kræve eller forbyde mere." in said
    page.page.get_by_role("button", name="»Loven«").click()
    assert page.page.locator("#panel [data-id=C6]").is_visible()
    assert len(page.ask("[...samspil.focus().edges]")) == 4
    page.page.locator("#point").get_by_role("link", name="Ishøjs skoler").click()
    page.wait("location.hash.includes('n=ishoejs-skoler')")
    page.page.get_by_role("link", name="Tilbage til svaret").click()
    page.wait("location.hash.includes('s=bekymring-ung')")
    assert "by=rolle-ssp-laerer" in page.ask("location.hash")


@pytest.mark.parametrize("typed", ["akut", "det haster", "pludselig fare", "akut fare"])
def test_whom_do_i_call_if_it_is_acute(page: Opened, typed: str) -> None:
    page.page.get_by_role("combobox", name="Hvad er der sket?").fill(typed)
    page.page.get_by_role("option", name="Akut tilfælde").click()
    page.wait("location.hash.includes('akut-tilfaelde')")
    said = _point(page)
    assert "BØR Tryghed og Kriminalitetsforebyggelse bør kontaktes. Af hvem, står der ikke." in said
    assert "intet om, at nogen skal" in said
    assert page.page.locator("#danger").inner_text().startswith("Fare for liv: ring 112")


def test_what_does_straxen_do(page: Opened) -> None:
    _find(page, "strakxen", "n=straxen")
    said = _point(page)
    assert said.index("StraXen kan bringe en sag til drøftelse i SSP-NU.") < said.index("deltager")


def test_who_sits_in_ssp_nu(page: Opened) -> None:
    _find(page, "ssp nu", "n=ssp-nu")
    assert _point(page).startswith("Dokumentet siger ikke, hvem der deltager.")


def test_where_is_the_document_silent_about_infohuset(page: Opened) -> None:
    _find(page, "infohuset", "n=vestegnens-infohus")
    gaps = page.page.locator("summary", has_text="Hvad dokumentet ikke siger (vores ord")
    gaps.click()
    panel = page.page.locator("#panel")
    assert panel.get_by_text("hvem der bringer en bekymring til Infohuset").is_visible()


def test_what_may_i_do_as_a_school(page: Opened) -> None:
    role = page.page.get_by_role("combobox", name="Jeg er")
    groups = page.ask("[...document.querySelectorAll('#who optgroup')].map((one) => one.label)")
    assert groups[0] == "Handler ifølge dokumentet"
    role.select_option(label="Ishøjs skoler")
    page.wait("location.hash.includes('by=')")
    assert (
        page.texts("#panel .item.row .head")[0]
        == "KAN Ishøjs skoler kan (»eller«, siger dokumentet):"
    )
    assert page.texts("#panel .item.row .line")[:2] == [
        "1. henvende sig til Tryghed og Kriminalitetsforebyggelse  [A28]",
        "2. underrette Center for Børn og Forebyggelse  [A29]",
    ]
    page.page.locator("#panel h4 a").first.click()
    page.wait("location.hash.includes('s=bekymring-ung')")
    assert _point(page).startswith("KAN Ishøjs skoler kan")


def test_the_law_is_found_by_its_section(page: Opened) -> None:
    _find(page, "§ 133", "a=C6")
    assert "Barnets lov § 133" in page.page.locator("#panel").inner_text()
    assert page.page.locator("#panel a[href^=http]").count()


def test_what_is_law_says_so_where_it_is_found(page: Opened) -> None:
    page.page.locator("#find").fill("§ 133")
    hints = page.page.locator("#find-list [data-id=C6] .faint")
    assert hints.all_inner_texts() == ["loven"]
    page.page.locator("#find").fill("A28")
    assert page.page.locator("#find-list [data-id=A28] .faint").inner_text() == "udsagn"


def test_the_ring_about_a_short_heading_leaves_close_free(page: Opened) -> None:
    _find(page, "StraXen", "n=straxen")
    head = page.page.locator("#panel h2").first.bounding_box()
    close = page.page.locator("#panel .close").bounding_box()
    assert head
    assert close
    assert head["x"] + head["width"] + 3 <= close["x"]


def test_share_a_link(page: Opened) -> None:
    _choose(page, "akut", "akut-tilfaelde")
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.page.get_by_role("button", name="Kopiér link").click()
    page.wait("document.getElementById('copied').textContent.length > 0")
    assert page.texts("#copied") == ["Linket er kopieret."]
    assert page.ask("navigator.clipboard.readText()") == page.ask("location.href")


def test_a_route_that_breaks_says_how_far_it_gets(page: Opened) -> None:
    page.go("#from=ishoejs-skoler&to=vestegnens-infohus")
    said = page.page.locator("#panel").inner_text()
    assert "Så langt når man" in said
    assert "Center for Børn og Forebyggelse" in said
    assert "G02" in said


def test_what_nothing_resembles_is_seen_to_be_so(page: Opened) -> None:
    box = page.page.get_by_role("combobox", name="Hvad er der sket?")
    box.fill("qqqq zzzz")
    shown = page.ask("getComputedStyle(document.getElementById('what-list'), '::before').content")
    assert shown == '"Ingen af dokumentets situationer ligner det. Her er de alle."'
    find = page.page.get_by_role("combobox", name="Find en aktør, et forum")
    find.fill("qqqq zzzz")
    assert page.texts("#find-help") == ["0 fundet"]


def test_print_the_figure(opener: Opener) -> None:
    opened = opener()
    opened.ask("window.print = () => { window.printed = true; }")
    opened.page.get_by_role("button", name="Udskriv").click()
    assert opened.ask("window.printed")
