"""The document beside the answers: what the shown answer quotes is marked, and stands in view."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspil import open_model
from samspil.answers.model import to_json
from samspil.api import Model
from samspil.pages.explorer.page import build_page
from tests.browser.conftest import AS_OF, SMALL, WIDE, Opened, Opener

pytestmark = pytest.mark.browser

_CHOSEN = "[...document.querySelectorAll('#text .chosen')].map((one) => one.dataset.id)"
_QUOTES = """() => [...document.querySelectorAll('#panel .quote')]
  .map((one) => [one.dataset.sentence, one.textContent.match(/»(.*)«/)[1]])"""


def _in_view(opened: Opened) -> bool:
    """Whether the first chosen sentence can be seen without scrolling."""
    shown: bool = opened.ask(
        """() => {
          const box = document.querySelector('#text .chosen').getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight;
        }"""
    )
    return shown


@pytest.mark.parametrize("viewport", [WIDE, SMALL], ids=["1400", "360"])
def test_the_document_marks_what_the_answer_quotes(
    opener: Opener, model: Model, viewport: dict[str, int]
) -> None:
    opened = opener(viewport=viewport)
    seen = 0
    for situation in model.situations():
        opened.go(f"#s={situation['id']}&view=text")
        answer = to_json(model.informed(situation["id"]))
        rows = [row for group in answer["groups"] for row in group["rows"]]
        rows += [row for shelf in answer["beside"].values() for row in shelf]
        wanted = {one["sentence"] for row in rows for one in row["evidence"] if one["sentence"]}
        seen += len(wanted)
        assert set(opened.ask(_CHOSEN)) == wanted
        assert not wanted or _in_view(opened), situation["id"]
        for sentence, quote in opened.ask(_QUOTES):
            words = opened.texts(f"#d-{sentence} mark")
            assert any(quote in one or one in quote for one in words), (sentence, quote)
    assert seen > 10


@pytest.mark.parametrize(
    ("fragment", "wanted"),
    [
        ("#a=A40&view=text", ["S14"]),
        ("#d=S10&view=text", ["S10"]),
        ("#gaps=1&view=text", []),
        ("#view=text", []),
    ],
)
def test_it_marks_what_else_is_chosen(opener: Opener, fragment: str, wanted: list[str]) -> None:
    opened = opener(fragment)
    assert opened.ask(_CHOSEN) == wanted
    assert not wanted or _in_view(opened)


def test_actors_and_routes_are_marked_too(opener: Opener) -> None:
    opened = opener()
    for fragment in ("#n=straxen&view=text", "#from=ishoejs-skoler&to=ssp-nu&view=text"):
        opened.go(fragment)
        assert (
            set(opened.ask(_CHOSEN)) == {sentence for sentence, _ in opened.ask(_QUOTES)} != set()
        )
        assert _in_view(opened)
    opened.page.locator("#text .source").first.locator("a").first.click()
    opened.wait("location.hash.includes('d=')")
    assert len(opened.ask(_CHOSEN)) == 1


def test_the_title_is_the_documents_own(opener: Opener) -> None:
    opened = opener("#view=text")
    own = opened.texts("#d-T0 h3")
    assert opened.texts("#text > p strong") == own
    opened.go("#view=text&lang=en")
    assert opened.texts("#text > p strong") == own
    assert "(our translation)" in opened.texts("#text > p")[0]


def test_an_assertion_shows_our_remark_as_ours(opener: Opener, model: Model) -> None:
    note = model.informed("T03").rows[0].note
    assert note
    opened = opener(f"#a={model.informed('T03').rows[0].id}")
    assert f"bemærkning (vores ord): {note}" in opened.texts("#panel .line")


@pytest.mark.parametrize("touch", [False, True])
def test_the_help_speaks_of_what_there_is(opener: Opener, touch: bool) -> None:
    # On a telephone cards stand for the figure; a tablet has it.
    opened = opener(viewport={"width": 800, "height": 1100}, has_touch=touch, is_mobile=touch)
    said = opened.page.locator("#figure .foot p.small").inner_text()
    assert ("Esc" in said) is not touch
    assert ("Ctrl" in said) is not touch
    assert ("Tryk" in said) is touch


def test_several_documents_are_told_with_their_dates_and_one_without(
    opener: Opener, root: Path, tmp_path: Path
) -> None:
    target = tmp_path / "havelund.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(tmp_path))
        with open_model(root / "tests" / "data" / "plans" / "havelund", as_of=AS_OF) as plan:
            target.write_bytes(build_page(plan))
    opened = opener("#view=text", file=target)
    under = opened.ask("document.getElementById('under').textContent")
    assert under.startswith("Dokumenternes datoer: uden dato, 14-01-2025, 01-06-2023 · ")
    titles = opened.ask("[...document.querySelectorAll('#text > p')].map((one) => one.textContent)")
    assert titles[:3] == [
        "Er du bekymret for en ung? (opdigtet til afprøvning) (uden dato)",
        "Til fagfolk i Havelund Kommune (opdigtet til afprøvning) (14-01-2025)",
        "Plan for samarbejdet om unge i Havelund Kommune (opdigtet til afprøvning) (01-06-2023)",
    ]
