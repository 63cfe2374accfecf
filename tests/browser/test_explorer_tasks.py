"""Five tasks of a new employee, done with what the page shows and nothing else."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SMALL, WIDE, Opened, Opener

pytestmark = pytest.mark.browser


@pytest.fixture(params=[WIDE, SMALL], ids=["1400", "360"])
def page(opener: Opener, request: pytest.FixtureRequest) -> Opened:
    return opener(viewport=request.param)


def _panel(opened: Opened) -> str:
    return opened.page.locator("#panel").inner_text()


def test_whom_do_i_call_if_it_is_acute(page: Opened) -> None:
    box = page.page.get_by_role("combobox", name="Hvad er der sket?")
    box.fill("det haster")
    page.page.get_by_role("option", name="Akut tilfælde").click()
    page.wait("location.hash.includes('akut-tilfaelde')")
    said = _panel(page)
    assert "Tryghed og Kriminalitetsforebyggelse bør kontaktes. Af hvem, står der ikke." in said
    assert "Dokumentet siger ikke, at nogen skal informere nogen her." in said


def test_whom_do_i_call_if_a_pupil_says_worrying_things(page: Opened) -> None:
    box = page.page.get_by_role("combobox", name="Hvad er der sket?")
    box.press_sequentially("en elev siger bekymrende ting i skolen")
    page.page.locator("#what-list").get_by_role("option").first.click()
    page.wait("location.hash.includes('bekymring-ung')")
    said = _panel(page)
    assert "Ishøjs skoler kan henvende sig til Tryghed og Kriminalitetsforebyggelse." in said
    assert "KAN – dokumentet giver en mulighed; det pålægger ingen noget" in said


def test_what_nothing_resembles_is_seen_to_be_so(page: Opened) -> None:
    box = page.page.get_by_role("combobox", name="Hvad er der sket?")
    box.fill("qqqq zzzz")
    shown = page.ask("getComputedStyle(document.getElementById('what-list'), '::before').content")
    assert shown == '"Ingen af dokumentets situationer ligner det. Her er de alle."'
    find = page.page.get_by_role("combobox", name="Find en aktør, et forum")
    find.fill("qqqq zzzz")
    assert page.texts("#find-help") == ["0 fundet"]
    find.fill("ssp")
    assert page.texts("#find-help") == ["Søger også i huller og dokumentets sætninger."]


def test_what_may_i_do_as_a_school(page: Opened) -> None:
    page.page.get_by_role("link", name="Bekymring for, at en ung er").click()
    page.page.get_by_role("combobox", name="Jeg er").select_option(label="Ishøjs skoler")
    page.wait("location.hash.includes('by=')")
    heads = page.texts("#panel .item.row[data-layer=stated] .head")
    assert len(heads) == 2
    assert all(head.startswith("Ishøjs skoler") for head in heads)


def test_who_sits_in_ssp_nu(page: Opened) -> None:
    box = page.page.get_by_role("combobox", name="Find en aktør, et forum")
    box.fill("ssp nu")
    page.page.locator("#find-list").get_by_role("option").first.click()
    page.wait("location.hash.includes('n=ssp-nu')")
    said = _panel(page)
    assert "Dokumentet siger ikke, hvem der deltager" in said or "målet" in said
    assert "Hvem der sidder med ved SSP-NU-møderne." in said


def test_what_does_straxen_do(page: Opened) -> None:
    box = page.page.get_by_role("combobox", name="Find en aktør, et forum")
    box.fill("strakxen")
    box.press("Enter")
    box.press("Enter")
    page.wait("location.hash.includes('n=straxen')")
    said = _panel(page)
    assert "StraXen kan bringe en sag til drøftelse i SSP-NU." in said
    assert "kan alle bringe sager til drøftelse i SSP-NU« (S09)" in said


def test_where_is_the_document_silent_about_infohuset(page: Opened) -> None:
    page.page.get_by_role("button", name="Vis, hvad dokumentet ikke siger").click()
    page.wait("location.hash.includes('gaps')")
    assert "hvem der bringer en bekymring til Infohuset" in _panel(page)


def test_print_the_figure(page: Opened) -> None:
    page.ask("window.print = () => { window.printed = true; }")
    page.page.get_by_role("button", name="Udskriv").click()
    assert page.ask("window.printed")
