"""A question with »skal«, »bør« or »kan« in it is answered with the word that the document has."""

from __future__ import annotations

import re
from itertools import product

import pytest

from samspil.asking.patterns import phrasebook
from samspil.messages import messages
from tests.program import ask, call

MODALS = {"skal": "must", "bør": "should", "må": "may", "kan": "may"}
KINDS = {
    "hvor tit {} SSP-NU mødes": "meetings",
    "hvem {} have besked, når det er akut": "informed",
    "hvem {} have besked, når en ung er radikaliseringstruet": "informed",
    "hvad {} StraXen": "actor",
    "hvad {} SSP-NU": "forum",
    "hvad {} Kriminalforsorgen": "actor",
    "{} Ishøjs skoler kontakte Tryghed og Kriminalitetsforebyggelse": "routes",
    "{} StraXen kontakte PET": "routes",
    "{} PET have besked, når det er akut": "why-not",
    "hvem {} sidde i KSP": "forum",
    "hvornår {} SSP-NU mødes": "meetings",
    "hvad {} hvis det er aften": "gaps",
}


def _own(part: object) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_own, part))
    if not isinstance(part, dict):
        return set()
    own = "id" in part and part.get("layer", "stated") == "stated"
    said = {str(part["modality"])} if own and part.get("modality") else set()
    inner = (_own(one) for key, one in part.items() if key not in {"beside", "alternatives"})
    return said.union(*inner)


@pytest.mark.parametrize(("kind", "modal"), [*product(KINDS, MODALS)])
def test_the_word_asked_for_is_kept_and_never_confirmed_where_it_is_not_said(
    kind: str, modal: str
) -> None:
    told = ask("ask", kind.format(modal))
    line = told["binding"]
    assert line.startswith(f"Du spørger om »{modal}«.")
    if told["command"] is None or told["command"].startswith("samspil gaps"):
        return
    answer = told["answer"]
    said = set().union(*(_own(answer.get(part)) for part in ("groups", "parts", "rows")))
    confirmed = set(re.findall(r"»([^»«]+)«", line.partition(".")[2])) - {modal}
    words = {messages("da")(f"modality.{one}") for one in said}
    assert confirmed <= words
    if said:
        assert ("siger ikke" in line) is (MODALS[modal] not in said), line
    else:
        assert not confirmed


def test_every_word_that_asks_how_binding_it_is_is_kept_in_both_languages() -> None:
    for text, word in {
        "er SSP-NU forpligtet til at mødes ugentligt": "forpligtet",
        "har skolen pligt til at kontakte PET": "pligt",
        "is SSP-NU obliged to meet weekly": "obliged",
        "must SSP-NU meet weekly": "must",
        "hvem må ikke få besked når det er akut": "må ikke",
    }.items():
        assert f"»{word}«" in ask("ask", text)["binding"], text
    assert len(phrasebook().words["must"]) > 10
    english = call("ask", "how often must SSP-NU meet", "--lang", "en", "--format", "table")
    assert "You ask about “must”. The document does not say “must” here." in english.out


@pytest.mark.parametrize("text", ["hvor tit mødes SSP-NU", "kan du fortælle om SSP-NU"])
def test_what_asks_nothing_of_the_kind_gets_no_such_line(text: str) -> None:
    assert "binding" not in ask("ask", text)


def test_what_is_only_described_is_no_duty() -> None:
    page = call("ask", "hvor tit skal SSP-NU mødes", "--format", "table")
    assert "Dokumentet siger ikke »skal« her. Det beskriver kun, hvad der sker." in " ".join(
        page.out.split()
    )
