"""Three invented municipalities, written from what real plans say: each answer as written down.

`tests/data/plans/*/questions.json` were written from the texts before anything was modelled.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from samspil import open_model
from samspil.figure.shapes import CONDITIONAL
from tests.program import AS_OF, DATA, Json, ask, call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samspil import Model
    from samspil.answers.model import Row

PLANS = DATA / "plans"
NAMES = ("askevig", "mosedal", "havelund")
QUESTIONS = [
    pytest.param(name, question, id=f"{name}-{number}")
    for name in NAMES
    for number, question in enumerate(
        json.loads((PLANS / name / "questions.json").read_text(encoding="utf-8")), start=1
    )
]


@pytest.fixture(scope="module")
def models() -> Iterator[dict[str, Model]]:
    opened = {name: open_model(PLANS, dataset=name, as_of=AS_OF) for name in NAMES}
    yield opened
    for model in opened.values():
        model.close()


def _told(row: Row, objects: tuple[Any, ...] = ()) -> Json:
    """What a question may ask of a row, by the short names that the questions use."""
    return {
        "modality": row.modality,
        "who": [one.id for one in row.bearers],
        "act": row.act.id if row.act else None,
        "predicate": row.act.id if row.act else None,
        "whom": [one.id for one in row.recipients],
        "objects": [one.id for one in objects],
        "order": row.order,
        "step": row.step,
        "condition": row.condition,
        "exception": row.exception,
        "deadline": row.deadline,
        "manner": row.manner,
        "urgency": row.urgency,
        "audience": [one.id for one in row.audience],
        "anonymity": row.anonymity,
        "contacts": [[one.telephone, one.hours] for one in row.contacts],
        "quotes": [one.quote for one in row.evidence],
        "sources": list({(one.source, one.issued): 0 for one in row.evidence}),
        "said": row.said,
    }


def _answer(model: Model, question: Json) -> Json:
    session = model.session
    if about := question.get("informed"):
        rows = [_told(row) for row in model.informed(about).rows]
    elif about := question.get("statements"):
        profile = model.actor(about)
        rows = [
            _told(one.row, one.objects) | {"said": one.text}
            for part in profile.parts
            for one in part.statements
            if one.row.recipients == ()
        ]
    elif about := question.get("contacts"):
        return [[one.telephone, one.hours] for one in model.actor(about).contacts]
    elif about := question.get("parties"):
        return [
            [one.id, one.condition] for room in model.forum(about).in_the_room
            for one in room.parties
        ]  # fmt: skip
    elif about := question.get("gaps"):
        return [one["text"] for one in session.ask("gaps", about=session.find(about))]
    else:
        iri = session.find(question["broader"])
        found = session.store.read(
            "MATCH (:Situation {iri: $iri})-[link:BROADER]->(other) "
            "RETURN other.slug AS id, link.layer AS layer ORDER BY id",
            {"iri": iri},
        )
        return [[one["id"], one["layer"]] for one in found]
    wanted = question.get("where", {}).items()
    kept = [row for row in rows if all(row[key] == value for key, value in wanted)]
    return [[row[key] for key in question["give"]] for row in kept]


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_the_answer_that_was_written_down(
    models: dict[str, Model], name: str, question: Json
) -> None:
    told = json.loads(json.dumps(_answer(models[name], question)))
    assert told == question["answer"], question["question"]


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_nothing(name: str) -> None:
    report = ask("check", data=PLANS / name)
    assert report["findings"] == []
    coverage = report["coverage"]
    assert coverage["modality_words_covered"] == coverage["modality_words"]


def test_a_page_tells_the_terms_of_each_norm() -> None:
    page = call("informed", "T01", "--data", str(PLANS), "--in", "askevig", "--format", "md").out
    for line in (
        "trin 2 i den rækkefølge, som dokumentet angiver",
        "Betingelse: »hvis bekymringen består efter drøftelsen«",
        "Undtagelse: »medmindre det bringer den unge i fare«",
        "Frist: »inden 24 timer«",
        "kan ske anonymt",
        "Afsnittet er for: borgere",
    ):
        assert line in page, line
    assert "kilde: " not in page  # There is only one.


def test_of_several_sources_each_row_says_which() -> None:
    page = call("informed", "T01", "--data", str(PLANS), "--in", "havelund", "--format", "md").out
    assert "kilde: Er du bekymret for en ung? (opdigtet til afprøvning) (uden dato)" in page
    assert "kilde: Til fagfolk i Havelund Kommune (opdigtet til afprøvning) (14-01-2025)" in page
    assert "Den Sociale Vagt: 00 00 30 20" in page


def test_documents_of_one_municipality_are_told_apart_where_they_differ() -> None:
    borgere, plan, fagfolk = (
        "»Er du bekymret for en ung? (opdigtet til afprøvning)« (uden dato)",
        "»Plan for samarbejdet om unge i Havelund Kommune (opdigtet til afprøvning)« (01-06-2023)",
        "»Til fagfolk i Havelund Kommune (opdigtet til afprøvning)« (14-01-2025)",
    )
    given = ("--data", str(PLANS / "havelund"), "--format", "md")
    page = call("differences", *given).out.replace("\\", "")
    told = [line.strip(" -") for line in page.splitlines() if line.startswith("  - ")]
    assert told == [
        (
            f"{borgere}: kan: borgere → Ungelinjen; "
            "kan: borgere → Den Sociale Vagt (Uden for åbningstiden) [A01, A02]"
        ),
        f"{borgere} nævner ikke her: den, der har henvendt sig, Modtagelsen, Ungerådet",
        (
            f"{plan}: praksis: Modtagelsen → Ungerådet (når den unge er anonymiseret); "
            "kan: fagfolk → Modtagelsen; praksis: (hvem der handler, er ikke angivet) → "
            "den, der har henvendt sig (når sagen er afsluttet) [A10, A13, A14]"
        ),
        f"{plan} nævner ikke her: Den Sociale Vagt, Ungelinjen",
        (
            f"{fagfolk}: bør: fagfolk → Ungelinjen; skal: fagfolk → Modtagelsen "
            "(hvis den unge er under 18 år; inden for 24 timer) [A03, A04]"
        ),
        f"{fagfolk} nævner ikke her: Den Sociale Vagt, den, der har henvendt sig, Ungerådet",
    ]
    assert f"- {fagfolk}: bør: " in call("informed", "bekymring-ung", *given).out
    assert ask("differences", data=PLANS / "askevig")["differences"] == []


def test_who_is_called_in_as_needed_isn_t_told_to_sit_there() -> None:
    page = call("forum", "ssp-udvalget", "--data", str(PLANS), "--in", "mosedal", "--format", "md")
    assert "Politiet deltager i møderne i SSP-udvalget. Betingelse: »efter behov«" in page.out


def test_check_tells_what_a_municipality_adds_for_itself() -> None:
    added = ask("check", data=PLANS / "mosedal")["own_words"]
    assert {(one["kind"], one["label"], *one["tied_to"]) for one in added} == {
        ("relation", "har tilsyn med", "tager sig af"),
        ("act", "alarm", "besked"),
        ("modality-word", "slår alarm", "beskrevet praksis"),
    }
    assert ask("check", data=PLANS / "askevig")["own_words"] == []
    page = call("check", "--data", str(PLANS / "mosedal"), "--format", "table").out
    assert "»har tilsyn med«, knyttet til: tager sig af" in page


@pytest.mark.parametrize("given", [("figure", "-o"), ("export", "--to", "mermaid")], ids=" ".join)
def test_no_picture_draws_a_condition_away(given: tuple[str, ...], tmp_path: Path) -> None:
    target = tmp_path / "made.mmd"
    assert call(*given, str(target), "--data", str(PLANS / "mosedal")).code == 0
    text = target.read_text(encoding="utf-8")
    assert "hvis eleven er under 18 år" in text
    assert "medmindre politiet fraråder det" in text


def test_a_line_on_a_condition_bears_a_mark_in_the_figure(tmp_path: Path) -> None:
    target = tmp_path / "made.svg"
    call("figure", "-o", str(target), "--show", "all", "--data", str(PLANS / "mosedal"))
    text = target.read_text(encoding="utf-8")
    drawn = {
        one
        for found in re.finditer(r'<g data-bundle="[^"]*"[^>]*>.*?</g></g>', text, re.DOTALL)
        if CONDITIONAL.d in found[0]
        for one in re.findall(r"\((A\d+)\)", found[0])
    }
    assert drawn == {"A07", "A10", "A11"}


def test_a_ban_that_is_tied_to_no_situation_is_shown_apart_on_each_page() -> None:
    """»Fagfolk må ikke love den unge tavshed« (A05) holds whatever has happened."""
    given = ("--data", str(PLANS), "--in", "havelund")
    with open_model(PLANS, dataset="havelund", as_of=AS_OF) as model:
        situations = [str(one["id"]) for one in model.situations()]
        for situation in situations:
            answer = model.informed(situation).to_dict()
            assert [(row["id"], row["situation"]) for row in answer["general"]] == [("A05", None)]
            told = {row["id"] for group in answer["groups"] for row in group["rows"]}
            assert "A05" not in told
    assert situations
    for situation in situations:
        page = call("informed", situation, *given, "--format", "md").out
        _, heading, rest = page.partition("## Gælder ikke en bestemt situation")
        assert heading
        assert "- Fagfolk må ikke love den unge tavshed." in rest.partition("\n## ")[0]
        short = call("informed", situation, *given, "--format", "table").out
        assert "  Gælder ikke en bestemt situation: A05. Se --full.\n" in short
        sheet = call("informed", situation, *given, "--format", "csv").out
        assert "gælder ikke en bestemt situation,A05," in sheet
    with open_model(PLANS, dataset="askevig", as_of=AS_OF) as model:
        assert model.informed("T01").general == ()
