"""From an answer to the sentence in two steps: every id on every page is found by `evidence`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from samspil import open_model, render
from samspil.messages import messages
from samspil.render.differences import difference_blocks
from samspil.render.formats import markdown
from tests.program import AS_OF, DATA, LILLEBY, call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samspil import Model
    from samspil.render.blocks import Page

PLANS = {
    "ishoej": None,
    "lilleby": LILLEBY,
    **{name: DATA / "plans" / name for name in ("askevig", "havelund", "mosedal")},
}
_IN_BRACKETS = re.compile(r"\\?\[([^\]\[]+?)\\?\]")
_ID = re.compile(r"[\w-]+")


def _pages(model: Model) -> Iterator[Page]:
    say = messages("da")
    for row in model.situations():
        answer = model.informed(str(row["id"]))
        yield from (render.informed_page(say, answer), render.short_page(say, answer))
    actors = model.session.ask("identify", **{"class": "Actor"})
    forums = model.session.ask("identify", **{"class": "Forum"})
    for profile in (
        *(model.actor(str(row["id"])) for row in actors),
        *(model.forum(str(row["id"])) for row in forums),
    ):
        yield from (render.profile_page(say, profile), render.short_profile_page(say, profile))


def _ids(text: str) -> set[str]:
    """What stands in brackets, one by one; a layer is no id."""
    say = messages("da")
    layers = {say(f"layer.{one}") for one in ("stated", "interpretation", "law", "external")}
    inside = {one for found in _IN_BRACKETS.findall(text) for one in re.split(r" · |, ", found)}
    return {one for one in inside - layers if _ID.fullmatch(one)}


@pytest.mark.parametrize("plan", list(PLANS))
def test_each_id_in_brackets_leads_to_where_it_stands(plan: str) -> None:
    data: Path | None = PLANS[plan]
    with open_model(data, as_of=AS_OF) as model:
        say = messages("da")
        texts = [markdown(page) for page in _pages(model)]
        texts += [str(block) for block in difference_blocks(say, model.differences())]
        ids = set().union(*map(_ids, texts))
        assert len(ids) > 20
        for ident in sorted(ids):
            rows = model.query("evidence", {"assertion": ident})
            assert rows, ident
            said = ("sentence_text", "quote", "paraphrase", "says")
            assert all(any(row[key] for key in said) for row in rows), ident
            # What a plan itself says leads to a sentence of it.
            if rows[0]["layer"] == "stated" and ident.startswith("A"):
                assert all(row["sentence_text"] and row["quote"] for row in rows), ident


def test_a_telephone_line_and_another_name_bear_the_id_of_who_says_so() -> None:
    given = ("--data", str(DATA / "plans" / "askevig"))
    page = call("informed", "akut-tilfaelde", *given, "--format", "table").out
    assert "00 00 01 14  [akut-telefon]" in page
    page = call("actor", "forebyggelsesteamet", *given, "--format", "table").out
    assert re.search(r"00 00 10 10 · på hverdage kl. 8-15\s+\[forebyggelsesteamet-kontakt\]", page)
    page = call("actor", "tryghed-kriminalitetsforebyggelse", "--full", "--format", "md").out
    assert re.search(r"en anden kilde \(læst [\d-]+\) skriver .+\\\[tryghed-naming-external", page)
