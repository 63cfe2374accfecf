"""What a terminal shows of an answer: one screen, the point first, nothing hidden unsaid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import samspil
from devtools.synthesis import write_nation
from samspil import open_model, render
from samspil.messages import messages
from samspil.render.formats import markdown, terminal
from samspil.render.short import BINDING, HEIGHT, WIDTH
from tests.program import AS_OF, LILLEBY, call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samspil.answers.model import Gap, Informed
    from samspil.api import Model
    from samspil.render.blocks import Page

ACUTE = """\
AKUT TILFÆLDE · Ishøj Kommune
BØR      Tryghed og Kriminalitetsforebyggelse bør kontaktes. Af hvem, står der
         ikke. Det gælder akutte tilfælde.  [A40]
  Dokumentet siger her intet om, at nogen skal, kan eller ikke må give besked,
  eller at nogen gør det. At intet er forbudt her, er ikke en tilladelse. Loven
  kan kræve eller forbyde mere. Se »Loven«.
  Dokumentets ord (13-04-2018, S14): Bekymringer omkring enkelte unge eller
  særlige tendenser kan tages op her, men »der bør i akutte tilfælde rettes
  henvendelse til Center for Børn og Forebyggelses afdeling for Tryghed og
  Kriminalitetsforebyggelse«.
"""
CHOICE = """\
BEKYMRING FOR, AT EN UNG ER RADIKALISERINGSSTRUET · Ishøj Kommune
KAN      Ishøjs skoler og øvrige driftssteder kan (»eller«, siger dokumentet):
         1. henvende sig til Tryghed og Kriminalitetsforebyggelse  [A28, A30]
         2. underrette Center for Børn og Forebyggelse  [A29, A31]
"""
RELEASED = """\
EN LØSLADT HAR HAFT EKSTREMISTISKE HOLDNINGER UNDER AFSONING · Ishøj Kommune
PRAKSIS  Ishøj Kommune får besked. Af hvem, står der ikke. Det sker gennem
         KSP-samarbejdet og God Løsladelse.  [A60, A60b]
"""


FORUM = """\
SSP-NU · forum · Ishøj Kommune
  Dokumentet siger ikke, hvem der deltager.
FORMÅL   Er part i det samarbejde, som skal sikres på møderne i SSP-NU: Center
         for Børn og Forebyggelse [A20], Københavns Vestegns Politi [A21],
         Uddannelsesvejledningen [A22].
"""
WHY_NOT = """\
Informeres PET, når dette sker: Bekymring for, at en ung er
radikaliseringsstruet
  Dokumentet nævner ikke PET som modtager, hverken her eller i andre
  situationer. Det betyder ikke, at PET ikke skal have besked.

Det mangler dokumentet her (vores ord, ikke gennemgået)
  Hvornår PET eller en anden statslig myndighed skal orienteres. [G03]
"""
NO_ROUTE = """\
  Dokumentet angiver ingen vej. Det er ikke et nej.
  Dokumentet siger ikke, hvem der bringer en bekymring til Infohuset, eller
  hvordan det sker. [G02]
  Dokumentet angiver ingen, som SSP-NU giver besked, henvender sig til eller
  bringer en sag til.
"""
PLANS = LILLEBY.parent / "plans"


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation") / "data"
    write_nation(folder, 2, 7)
    return folder


def _answers(data: Path | None, language: str) -> Iterator[Informed]:
    with samspil.open_model(data, language=language, as_of=AS_OF) as whole:
        for name in whole.municipalities():
            model = whole.within(name)
            for situation in model.situations():
                yield model.informed(situation["id"])


def _shown(language: str, answer: Informed) -> str:
    return terminal(render.short_page(messages(language), answer), 80, colour=False)


@pytest.mark.parametrize(
    ("situation", "beginning"), [("akut", ACUTE), ("T01", CHOICE), ("T06", RELEASED)]
)
def test_the_point_comes_first(
    situation: str, beginning: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = call("informed", situation, "--as-of", AS_OF, "--format", "table").out
    assert page.startswith(beginning)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("which", ["ishoej", "lilleby", "nation"])
def test_one_screen_holds_what_must_not_be_missed(which: str, language: str, nation: Path) -> None:
    data = {"ishoej": None, "lilleby": LILLEBY, "nation": nation}[which]
    for answer in _answers(data, language):
        page = _shown(language, answer)
        lines = page.splitlines()
        assert len(lines) <= 25, answer.situation.id
        said = " ".join(page.split())
        # The point: what is said of telling, or that nothing is, within the first five lines.
        first = " ".join(" ".join(lines[:5]).split())
        informing = [row for group in answer.groups[:5] for row in group.rows]
        if not informing:
            assert messages(language)("informed.not-stated")[:40] in first
        # Every row by its id, every gap, every duty and ban of the law.
        shown = set(re.findall(r"[A-Z]+\d+[\w-]*", said))
        assert {row.id for row in answer.rows} <= shown, answer.situation.id
        assert {gap.id for gap in answer.gaps} <= shown, answer.situation.id
        binding = {row.id for row in answer.beside.law if row.modality in {"must", "must-not"}}
        assert binding <= shown, answer.situation.id
        assert "--full" in said
        if answer.beside.law:
            assert messages(language)("short.law", as_of=AS_OF) in said


def test_an_alternative_never_loses_its_other_half() -> None:
    for data in (None, LILLEBY):
        for answer in _answers(data, "da"):
            ids = {row.id: set(row.alternatives) for row in answer.rows if row.alternatives}
            said = set(re.findall(r"A\d+\w*", _shown("da", answer)))
            assert all(others <= said for one, others in ids.items() if one in said)


def test_the_whole_answer_is_one_word_away_and_other_formats_have_it_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    asked = ("informed", "T01", "--as-of", AS_OF)
    full = call(*asked, "--format", "table", "--full").out
    assert len(full.splitlines()) > 100
    assert "Sætningerne i dokumentet" in full
    with samspil.open_model(as_of=AS_OF) as model:
        answer = model.informed("T01")
    assert call(*asked, "--format", "md").out == markdown(
        render.informed_page(messages("da"), answer)
    )
    assert len(call(*asked, "--format", "csv").out.splitlines()) > 25


def test_a_day_before_a_rule_is_shown_warns_where_the_rule_is_older(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = " ".join(
        call("informed", "T01", "--as-of", "2018-01-01", "--format", "table").out.split()
    )
    assert "vides at være ældre" in page
    assert "C5 (13-04-2018)" in page


def test_a_role_is_never_a_dead_end() -> None:
    with samspil.open_model(as_of=AS_OF) as model:
        roles = [row["id"] for row in model.session.ask("identify", **{"class": "Role"})]
        whole = {one: model.informed(one) for one in ("T01", "T03", "T04", "T06", "T08", "T12")}
        assert len(roles) > 4
        for situation, full in whole.items():
            for role in roles:
                answer = model.informed(situation, by=role)
                page = _shown("da", answer)
                said = " ".join(page.split())
                shown = set(re.findall(r"[A-Z]+\d+[\w-]*", said))
                assert len(page.splitlines()) <= 25, (situation, role)
                assert {row.id for row in full.rows} <= shown, (situation, role)
                binding = {one.id for one in full.law if one.modality in {"must", "must-not"}}
                assert binding <= shown, (situation, role)
                assert f"samspil why-not {role} --when {answer.situation.id}" in said


def test_what_the_unit_of_an_actor_does_is_nearest_and_told_to_be_our_reading() -> None:
    with samspil.open_model(as_of=AS_OF) as model:
        answer = model.informed("T04", by="ishoej-kommune")
    assert [row.id for row in answer.nearest] == ["A27"]
    assert {row.id for row in answer.others} == {"A24", "A25", "A26"}
    page = " ".join(_shown("da", answer).split())
    reading, others = page.index("efter vores læsning"), page.index("om andre")
    assert reading < page.index("[A27]") < others < page.index("[A24, A26]")


def _models(which: str, language: str, nation: Path) -> Iterator[Model]:
    folders: dict[str, list[Path | None]] = {
        "ishoej": [None],
        "lilleby": [LILLEBY],
        "plans": [path for path in sorted(PLANS.iterdir()) if path.is_dir()],
        "nation": [nation],
    }
    for data in folders[which]:
        with samspil.open_model(data, language=language, as_of=AS_OF) as whole:
            yield from map(whole.within, whole.municipalities())


def _screen(page: Page) -> tuple[list[str], set[str]]:
    """The lines of a page, and the ids on it."""
    shown = terminal(page, 80, colour=False)
    return shown.splitlines(), set(re.findall(r"[A-Z]+\d+[\w-]*", shown))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("which", ["ishoej", "lilleby", "plans", "nation"])
def test_forums_and_actors_have_a_short_page_too(which: str, language: str, nation: Path) -> None:
    say = messages(language)
    for model in _models(which, language, nation):
        forums = [model.forum(str(row["id"])) for row in model.query("forums")]
        for profile in (*forums, *(model.actor(str(row["id"])) for row in model.query("actors"))):
            lines, ids = _screen(render.short_profile_page(say, profile))
            said = " ".join(" ".join(lines).split())
            assert len(lines) <= 25, profile.id
            assert {one.row.id for part in profile.parts for one in part.statements} <= ids
            assert {gap.id for gap in profile.gaps} <= ids, profile.id
            binding = {
                one.row.id
                for shelf in profile.beside
                for part in shelf.parts
                for one in part.statements
                if shelf.layer == "law" and one.row.modality in {"must", "must-not"}
            }
            assert binding <= ids, profile.id
            empty = {part.part for part in profile.parts if not part.statements}
            for part in empty & {"party", "gives", "receives", "attends"}:
                assert say(f"part-empty.{part}") in said, profile.id
            assert (f"samspil differences {profile.id}" in said) == bool(profile.differences)
            if "party" in empty:
                assert say("part-empty.party") in " ".join(lines[:5])


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("which", ["ishoej", "lilleby", "plans"])
def test_why_not_says_the_reason_first(which: str, language: str, nation: Path) -> None:
    say = messages(language)
    for model in _models(which, language, nation):
        actors = [str(row["id"]) for row in model.query("actors")]
        for number, situation in enumerate(model.situations()):
            for actor in actors[number % 3 :: 3]:
                answer = model.why_not(actor, str(situation["id"]))
                lines, ids = _screen(render.short_why_not_page(say, answer))
                asked = (actor, situation["id"])
                assert len(lines) <= 25, asked
                assert {row.id for row in (*answer.nearest, *answer.here)} <= ids, asked
                assert {gap.id for gap in answer.gaps} <= ids, asked
                binding = {row.id for row in answer.law if row.modality in {"must", "must-not"}}
                assert binding <= ids, asked
                first = " ".join(" ".join(lines[:6]).split())
                assert render.reason(say, answer)[:60] in first, asked


@pytest.mark.parametrize(
    ("line", "beginning", "heading"),
    [
        (("forum", "ssp-nu"), FORUM, "Parter"),
        (("why-not", "pet", "--when", "T01"), WHY_NOT, "Sætningerne i dokumentet"),
    ],
)
def test_the_other_short_pages_and_their_whole_ones(
    line: tuple[str, ...], beginning: str, heading: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    asked = (*line, "--as-of", AS_OF)
    assert call(*asked, "--format", "table").out.startswith(beginning)
    assert f"\n{heading}\n" in call(*asked, "--format", "table", "--full").out
    assert heading in call(*asked, "--format", "md").out


def test_a_crowded_page_keeps_the_sentence_of_the_document_and_names_gaps_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = " ".join(call("informed", "T01", "--as-of", AS_OF, "--format", "table").out.split())
    assert "Dokumentets ord (13-04-2018, S10): »Ishøjs skoler og øvrige driftssteder" in page
    assert "frister [G06] · hjemmel, samtykke, tavshedspligt [G07] · borgere," in page


@pytest.mark.parametrize("which", ["ishoej", "lilleby", "plans"])
def test_each_gap_is_named_in_one_to_four_words(which: str, nation: Path) -> None:
    for language in ("da", "en"):
        for model in _models(which, language, nation):
            for row in model.gaps():
                assert 1 <= len(str(row["in_short"]).split()) <= 4, row["id"]


def test_a_gap_without_words_is_named_by_its_id(nation: Path) -> None:
    gaps: list[Gap] = [gap for answer in _answers(nation, "da") for gap in answer.gaps]
    assert gaps
    assert all(gap.in_short is None for gap in gaps)


def test_each_section_of_the_law_stands_with_the_act_that_holds_it() -> None:
    rules = [row for answer in _answers(None, "da") for row in answer.law]
    shared = [row for row in rules if row.section and len(row.legal_basis) > 1]
    assert shared
    assert not [row.id for row in shared if row.section and row.section.startswith("§")]


def test_where_no_route_is_stated_it_says_why_and_how_far_one_gets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    asked = ("query", "routes", "-p", "to=vestegnens-infohus", "--format", "table")
    assert call(*asked, "-p", "from=ssp-nu").out.endswith(NO_ROUTE)
    far = " ".join(call(*asked, "-p", "from=straxen").out.split())
    assert "Fra StraXen når man i dokumentets egne trin til: SSP-NU." in far
    assert "G02" not in far


@pytest.mark.parametrize(
    ("data", "actor", "said"),
    [
        (LILLEBY, "skolerne", "The schools are parties to the cooperation"),
        (None, "sociale-myndigheder", "The social authorities are in KSP cooperation."),
        (None, "ishoej-lokalpoliti", "Ishøj local police takes part in the meetings of"),
    ],
)
def test_an_english_statement_agrees_in_number(data: Path | None, actor: str, said: str) -> None:
    with samspil.open_model(data, language="en", as_of=AS_OF) as model:
        lines, _ = _screen(render.short_profile_page(messages("en"), model.actor(actor)))
    assert said in " ".join(" ".join(lines).split())


def test_what_the_document_only_describes_is_told_and_not_just_named() -> None:
    with open_model(as_of=AS_OF) as model:
        for situation in model.situations():
            answer = model.informed(str(situation["id"]))
            page = " ".join(call("informed", answer.situation.id, "--format", "table").out.split())
            for row in answer.described:
                assert f"{row.text} [{row.id}]" in page, answer.situation.id


def test_the_readings_that_a_page_of_a_forum_or_an_actor_rests_on_are_on_it() -> None:
    """In full where there is room, marked as ours; else which they are, and where they stand."""
    in_full = set()
    with open_model(as_of=AS_OF) as model:
        profiles = [
            about(str(row["id"]))
            for kind, about in (("Forum", model.forum), ("Actor", model.actor))
            for row in model.session.ask("identify", **{"class": kind})
        ]
        for profile in profiles:
            told = [note for note in profile.notes if note.code == "rests-on"]
            stated = {
                one
                for part in profile.parts
                for statement in part.statements
                for one in statement.row.rests_on
            }
            assert {str(note.params["id"]) for note in told} == stated
            lines, _ = _screen(render.short_profile_page(messages("da"), profile))
            page = " ".join(" ".join(lines).split())
            for note in told:
                ident, claim = note.params["id"], " ".join(str(note.params["claim"]).split())
                if f"Vores læsning, ikke gennemgået ({ident}, " in page:
                    in_full.add(ident)
                    assert claim in page
                else:
                    _, _, which = page.partition("Hviler på vores læsninger, ikke gennemgået: ")
                    assert ident in which.partition(". Se --full.")[0].split(", ")
    assert {"I02", "I24", "I30"} <= in_full


@pytest.mark.parametrize("role", ["rolle-ssp-laerer", "straxen", "pet"])
def test_under_a_role_the_first_duty_of_the_law_is_told_in_words(role: str) -> None:
    """Sections alone tell a teacher nothing: »Barnets lov § 133« is where it stands, not what."""
    told = 0
    with open_model(as_of=AS_OF) as model:
        for situation in model.situations():
            answer = model.informed(situation["id"], by=role)
            if not any(row.modality in BINDING for row in answer.law):
                continue
            page = terminal(render.short_page(messages("da"), answer), WIDTH, colour=False)
            assert page.count("\n") <= HEIGHT
            of_law = page.partition("Loven pr.")[2]
            assert re.search(r"(?s)(SKAL|MÅ IKKE|TAVSHED) .{40,}\. .{3,60}\[C[\w-]+\]", of_law), (
                page
            )
            told += 1
    assert told > 5
