"""Nothing is chosen for anybody: Enter takes what is marked, or what is named outright."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspil.api import Model
from samspil.messages import messages
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

ASKED = Path(__file__).parents[1] / "data" / "asked"

_LIST_SAYS = (
    """(id) => getComputedStyle(document.getElementById(`${id}-list`), '::before').content"""
)
# The address changes before the page does.
_SHOWN, _GONE = (f"{no}document.querySelector('#panel .typed')" for no in ("!!", "!"))
_MARKED = "#what-list [aria-selected=true]"


@pytest.mark.parametrize("typed", ["qwerty zxcv", "min kollega på 45 er blevet radikaliseret"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_enter_chooses_nothing_where_nothing_fits_for_sure(
    opener: Opener, typed: str, language: str
) -> None:
    opened = opener(f"#lang={language}")
    box = opened.page.locator("#what")
    none = messages(language)("explorer.what-none")
    box.fill(typed)
    fits = opened.page.locator("#found").inner_text() != none
    box.press("Enter")
    assert box.input_value() == typed
    assert opened.ask("location.hash") == f"#lang={language}"
    # Of situations that nothing resembles, the first is not even marked.
    assert opened.page.locator(_MARKED).count() == int(fits)
    code = "explorer.choose-again" if fits else "explorer.choose-one"
    said = opened.page.locator("#found").inner_text()
    assert said.endswith(messages(language)(code))
    assert said.startswith(none) is not fits
    assert opened.ask(_LIST_SAYS, "what").strip('"') == said.replace('"', '\\"')
    assert opened.complaints == []


@pytest.mark.parametrize(
    "typed", ["terror", "der er en bombe", "trusler", "vold", "a threat", "han vil dø"]
)
def test_words_of_danger_give_a_choice_and_choose_nothing(opener: Opener, typed: str) -> None:
    opened = opener()
    box = opened.page.locator("#what")
    box.fill(typed)
    said = messages("da")("explorer.danger-choose")
    assert opened.ask(_LIST_SAYS, "what").strip('"') == said
    assert opened.page.locator("#found").inner_text() == said
    offered = opened.page.locator("#what-list [role=option]")
    # What the document doesn't say of it, and every situation that it has.
    assert offered.first.get_attribute("data-id") == "G40"
    assert offered.count() == 15
    box.press("Enter")
    assert opened.ask("location.hash") == ""
    assert opened.page.locator(_MARKED).count() == 0
    offered.first.click()
    opened.wait("location.hash.includes('g=G40')")
    assert messages("da")("explorer.danger") == opened.page.locator("#danger").inner_text()


@pytest.mark.parametrize("box", ["#what", "#find"])
def test_both_searches_see_danger_as_the_command_line_does(opener: Opener, box: str) -> None:
    """The page reads the same table; so the same texts must show the line, and no harmless one."""
    opened = opener()
    line = messages("da")("explorer.danger").rstrip(".")
    told = {}
    for name in ("danger", "harmless"):
        for text in (ASKED / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if text and not text.startswith("#"):
                opened.page.locator(box).fill(text)
                told[name, text] = line in opened.page.locator("#found").inner_text()
    assert [text for (name, text), seen in told.items() if seen != (name == "danger")] == []
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ikke akut", "akut-tilfaelde"),
        ("bekymring", "bekymring-ung-radikaliseringsstruet"),
        # A word that the command line does not take for the identifier "loesladelse" either.
        ("løsladelse", None),
    ],
)
def test_a_second_enter_takes_what_the_first_marked(
    opener: Opener, typed: str, first: str | None
) -> None:
    opened = opener()
    box = opened.page.locator("#what")
    box.fill(typed)
    box.press("Enter")
    assert opened.ask("location.hash") == ""
    marked = opened.page.locator(_MARKED)
    wanted = marked.get_attribute("data-id")
    assert first in {None, wanted}
    assert box.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    box.press("Enter")
    opened.wait(f"location.hash === '#s={wanted}'")
    opened.wait(_SHOWN)
    assert opened.texts("#panel .typed") == [f"Du skrev: »{typed}«"]
    # What was typed is in no address, and goes with the choice.
    opened.go("#s=sag-til-ssp-nu")
    assert opened.texts("#panel .typed") == []


def test_what_is_typed_again_is_no_longer_marked(opener: Opener) -> None:
    opened = opener()
    box = opened.page.locator("#what")
    box.fill("bekymring")
    box.press("Enter")
    box.press_sequentially(" ")
    assert opened.page.locator(_MARKED).count() == 0
    box.fill("")
    box.press("Enter")
    assert opened.page.locator(_MARKED).count() == 0
    assert opened.ask("location.hash") == ""
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    opened.wait("location.hash === '#s=lokal-bekymring'")
    assert opened.texts("#panel .typed") == []


def test_enter_takes_at_its_word_what_the_command_line_does(opener: Opener, model: Model) -> None:
    opened = opener()
    box = opened.page.locator("#what")
    for situation in model.situations():
        label = situation["label"]
        for typed in (situation["id"], situation["notation"], label, f"{label.upper()}!"):
            assert model.informed(typed).situation.id == situation["id"]
            opened.go("#gaps=1")
            box.fill(typed)
            box.press("Enter")
            opened.wait(f"location.hash === '#s={situation['id']}'")
            assert opened.texts("#panel .typed") == []
    for typed in ("Urgent case", "akut  SAG"):
        opened.go("#gaps=1")
        box.fill(typed)
        box.press("Enter")
        opened.wait("location.hash === '#s=akut-tilfaelde'")


def test_the_search_of_the_page_asks_too(opener: Opener) -> None:
    opened = opener()
    box = opened.page.locator("#find")
    box.fill("polit")
    box.press("Enter")
    assert opened.ask("location.hash") == ""
    assert opened.page.locator("#find-list [aria-selected=true]").count() == 1
    said = messages("da")("explorer.choose-again")
    assert opened.ask(_LIST_SAYS, "find").strip('"').endswith(said)
    box.press("ArrowDown")
    second = opened.page.locator("#find-list [role=option]").nth(1).get_attribute("data-id")
    box.press("Enter")
    opened.wait(f"location.hash.includes('={second}')")
    opened.wait(_SHOWN)
    assert opened.texts("#panel .typed") == ["Du skrev: »polit«"]
    for typed, fragment in (("straxen", "n=straxen"), ("s14", "d=S14"), ("a40", "a=A40")):
        box.fill(typed)
        box.press("Enter")
        opened.wait(f"location.hash.includes('{fragment}')")
        opened.wait(_GONE)
