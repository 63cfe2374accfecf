"""Each row is a sentence that says what its quote says and no more: rows of all data we have."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

import samspil
from devtools.synthesis import write_nation
from samspil.answers.model import Act, Recipient, Ref, Row
from samspil.answers.rows import Reached, tell
from samspil.answers.sentences import MODALS, choices, sentence, told
from samspil.messages import messages
from tests.program import DATA, LILLEBY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODAL = {
    "da": {"must": "skal", "should": "bør", "may": "kan", "must-not": "må ikke"},
    "en": {"must": "must", "should": "should", "may": "may", "must-not": "must not"},
}
WORDS = {
    "da": re.compile(r"\b(skal|bør|kan|må ikke|må)\b"),
    "en": re.compile(r"\b(must not|must|shall|should|may|can)\b"),
}
ALL = (
    "MATCH (one:Assertion) WHERE one.dataset IN [$dataset, $shared] RETURN one.iri AS iri "
    "ORDER BY iri"
)


@cache
def _rows(data: Path | None, language: str) -> tuple[Row, ...]:
    return tuple(_all_rows(data, language))


def _all_rows(data: Path | None, language: str) -> Iterator[Row]:
    with samspil.open_model(data, language=language, as_of="2026-11-23", dataset=None) as whole:
        names = whole.municipalities()
        for name in names:
            session = whole.within(name).session
            found = session.store.read(ALL, {"dataset": name, "shared": "dk"})
            for one in tell(session, [Reached(row["iri"]) for row in found]):
                yield one.row


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation") / "data"
    write_nation(folder, 4, 7)
    return folder


@pytest.fixture(scope="module", params=["ishoej", "lilleby", "plans", "nation"])
def data(request: pytest.FixtureRequest, nation: Path) -> Path | None:
    folders = {"ishoej": None, "lilleby": LILLEBY, "plans": DATA / "plans", "nation": nation}
    return folders[request.param]


def _labels(row: Row) -> list[str]:
    things = [*row.bearers, *row.recipients, *row.channels, *row.objects]
    return sorted((thing.label for thing in things), key=len, reverse=True)


def _without_names(row: Row, text: str) -> str:
    """The sentence without the names in it: what the grammar itself says."""
    for label in _labels(row):
        text = re.sub(re.escape(label), "·", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_modal_verb_is_that_of_the_modality_and_no_other_occurs(
    data: Path | None, language: str
) -> None:
    say, norms = messages(language), 0
    for row in _rows(data, language):
        if not row.is_norm or row.in_short:
            continue
        norms += 1
        found = WORDS[language].findall(_without_names(row, sentence(say, row)))
        assert found == [MODAL[language][one] for one in MODALS & {row.modality}], row.id
    assert norms > 9


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_short_form_of_a_rule_has_the_modal_verb_of_the_rule(language: str) -> None:
    also = {
        "da": {"must": r"skal|tavshedspligt", "must-not": r"må ikke", "may": r"kan"},
        "en": {"must": r"must|duty of secrecy", "must-not": r"must not", "may": r"may"},
    }[language]
    rules = {row.id: row for row in _rows(None, language) if row.layer == "law" and row.in_short}
    for row in rules.values():
        text = sentence(messages(language), row)
        assert text.rstrip(".") == (row.in_short or "").rstrip(".")
        if row.modality in also:
            assert re.search(rf"\b({also[row.modality]})\b", text), (row.id, text)
    assert len(rules) > 20


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_actor_is_named_and_nothing_that_the_row_does_not_hold(
    data: Path | None, language: str
) -> None:
    say = messages(language)
    rows = [row for row in _rows(data, language) if not row.in_short]
    names = {one.label for row in rows for one in (*row.bearers, *row.recipients, *row.channels)}
    for row in rows:
        text = sentence(say, row)
        assert all(label.casefold() in text.casefold() for label in _labels(row)), (row.id, text)
        rest = text
        terms = (
            row.condition,
            row.exception,
            row.deadline,
            row.manner,
            *(one.label for one in row.audience),
        )
        told = (*_labels(row), row.words, row.subject, row.act.label if row.act else None)
        for own in (*told, *terms):
            rest = re.sub(re.escape(own), "·", rest, flags=re.IGNORECASE) if own else rest
        strange = [one for one in names if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", rest)]
        assert not strange, (row.id, text, strange)


@pytest.mark.parametrize("language", ["da", "en"])
def test_who_acts_is_said_not_to_be_stated_just_where_it_is_not(
    data: Path | None, language: str
) -> None:
    say = messages(language)
    for row in _rows(data, language):
        if not row.in_short:
            said = say("sentence.bearer-not-stated") in sentence(say, row)
            assert said == (row.is_norm and not row.bearers), row.id


SAYS = {
    "da": {
        "aim": r"formål|skal sikres|har som mål",
        "task": r"opgave",
        "available": r"til rådighed",
        "must": r"pligt",
        "should": r"anbefales",
        "may": r"mulighed",
        "must-not": r"forbudt|må ikke",
    },
    "en": {
        "aim": r"\b(aim|purpose)\b",
        "task": r"\btask\b",
        "available": r"\bavailable\b",
        "must": r"\bduty\b",
        "should": r"\brecommended\b",
        "may": r"\bpossibility\b",
        "must-not": r"\bforbidden\b|must not",
    },
}
"""What a statement that tells no mere fact says, whoever its relation is."""


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_aim_a_task_or_a_permission_is_never_told_as_a_fact(
    data: Path | None, language: str
) -> None:
    for row in _rows(data, language):
        if not row.is_norm and not row.in_short and row.modality in SAYS[language]:
            told = sentence(messages(language), row)
            # What the row only names tells nothing of itself.
            grammar = told.replace(row.words, "·") if row.words else told
            assert re.search(SAYS[language][row.modality], grammar, re.IGNORECASE), (row.id, told)


def test_what_is_to_be_ensured_is_not_told_as_achieved(data: Path | None) -> None:
    for row in _rows(data, "da"):
        said = " ".join(one.quote or one.paraphrase or "" for one in row.evidence)
        if row.act and row.act.id == "hasPurpose" and re.search(r"\bat sikre\b|\bskal\b", said):
            assert "sikre" in sentence(messages("da"), row), (row.id, said)


@pytest.mark.parametrize("modality", sorted(SAYS["da"]))
def test_a_statement_whose_relation_says_no_modality_is_framed(modality: str) -> None:
    act = Act("discusses", "drøfter")
    row = replace(NORM, modality=modality, is_norm=False, act=act, recipients=(), words="X")
    assert sentence(messages("da"), replace(row, modality="descriptive")) == "Skolerne drøfter X."
    told = sentence(messages("da"), row)
    assert told != "Skolerne drøfter X."
    assert re.search(SAYS["da"][modality], told), told
    own = replace(row, act=replace(act, tells=(modality,)))
    assert sentence(messages("da"), own) == "Skolerne drøfter X."


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_blank_is_left_open_and_each_begins_and_ends_as_a_sentence(
    data: Path | None, language: str
) -> None:
    for row in _rows(data, language):
        text = sentence(messages(language), row)
        assert not re.search(r"[{}]|None|  ", text), text
        assert text[0] == text[0].upper(), text
        assert text.endswith((".", "?", "!")), text


NORM = Row(
    id="A1", modality="may", situation=None, step=1, follows=(), rests_on=(),
    bearers=(Ref("a", "skolerne"),),
    act=Act(
        "henvendelse", "henvendelse", "henvende sig til {whom}", "{whom} {modal} kontaktes",
        "{whom} kontaktes",
    ),
    recipients=(Recipient("b", "PPR", "unit"),), channels=(), urgency=None, alternatives=(),
    layer="stated", confidence=None, approved=None, valid_from=None, valid_to=None, evidence=(),
)  # fmt: skip
FORUM = (Recipient("f", "SSP-NU", "forum"),)
RAISE = Act(
    "tag", "tage op", "tage en bekymring op {at} {whom}", "det {modal} tages op {at} {whom}"
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (NORM, "Skolerne kan henvende sig til PPR."),
        (replace(NORM, modality="must-not"), "Skolerne må ikke henvende sig til PPR."),
        (replace(NORM, bearers=()), "PPR kan kontaktes. Af hvem, står der ikke."),
        (
            replace(NORM, bearers=(), modality="practice", channels=(Ref("c", "KSP"),)),
            "PPR kontaktes. Af hvem, står der ikke. Det sker gennem KSP.",
        ),
        (replace(NORM, modality="practice"), "PPR kontaktes af skolerne."),
        (
            replace(NORM, modality="must", channels=(Ref("c", "KSP"), Ref("d", "PSP"))),
            "Skolerne skal henvende sig til PPR gennem KSP og PSP.",
        ),
        (
            replace(NORM, urgency="acute", alternatives=("A2",)),
            "Skolerne kan henvende sig til PPR. Det gælder akutte tilfælde. Eller: se A2.",
        ),
        (replace(NORM, modality="aim"), "Det er et formål, at PPR kontaktes af skolerne."),
        (replace(NORM, act=RAISE), "Skolerne kan tage en bekymring op hos PPR."),
        (replace(NORM, act=RAISE, recipients=FORUM), "Skolerne kan tage en bekymring op i SSP-NU."),
        (
            replace(NORM, act=Act("x", "screening")),
            "Screening fra skolerne til PPR kan finde sted.",
        ),
        (
            replace(NORM, act=Act("x", "screening"), bearers=(), modality="practice"),
            "Det sker: screening til PPR. Af hvem, står der ikke.",
        ),
    ],
)
def test_the_grammar(row: Row, expected: str) -> None:
    assert sentence(messages("da"), row) == expected


def test_alternatives_are_a_list_of_choices() -> None:
    other = replace(NORM, id="A2", recipients=FORUM, act=RAISE)
    assert choices(messages("da"), [NORM, other]) == (
        "Skolerne kan (»eller«, siger dokumentet):",
        ["henvende sig til PPR", "tage en bekymring op i SSP-NU"],
    )


def test_rows_get_their_sentences_wherever_they_stand_in_an_answer() -> None:
    with samspil.open_model(as_of="2026-11-23") as model:
        rows = [
            *model.informed("T01").rows,
            *model.informed("T01").beside.law,
            *model.why_not("infohuset", "T07a").nearest,
            *(one.row for part in model.forum("ssp-nu").parts for one in part.statements),
        ]
    assert len(rows) > 20
    assert [row.text for row in rows] == [sentence(messages("da"), row) for row in rows]
    assert told(messages("da"), ()) == ()
