"""Questions in people's own words: how many are understood, and that none is understood wrongly."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samspil
from samspil.answers import resolving
from samspil.asking import Understanding, understand
from samspil.asking.danger import danger
from samspil.asking.patterns import phrasebook
from samspil.queries import load_bundled, names
from tests.program import AS_OF, kept_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samspil.api import Model

DATA = Path(__file__).parents[1] / "data" / "asked"
LEAST = {
    "seen": 0.98,
    "aside": 0.95,
    "others": 0.85,
    "near": 1.0,
    "fresh": 0.99,
    "fresh-aside": 0.98,
    "fresh-own": 0.97,
    "fresh-own-aside": 0.94,
    "fresh-third": 0.95,
    "fresh-fourth": 0.93,
    "fresh-fifth": 0.93,
    "walked": 1.0,
}


class Asked(TypedDict):
    text: str
    language: str
    commands: NotRequired[list[str]]
    choices: NotRequired[list[list[str]]]
    gaps: NotRequired[list[str]]
    nothing: NotRequired[bool]


def asked(name: str) -> list[Asked]:
    return cast("list[Asked]", json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    with (
        kept_graphs(tmp_path_factory.mktemp("graphs")),
        samspil.open_model(as_of=AS_OF) as opened,
    ):
        yield opened


def _outcome(model: Model, one: Asked, found: Understanding) -> str:
    """Right; asked back or nothing where there is an answer; or wrong, and given as certain."""
    choices = {" ".join(choice.arguments) for choice in found.choices}
    if found.command is None:
        good = one.get("nothing") or any(choices >= set(its) for its in one.get("choices", []))
        return "right" if good else "asked back" if choices else "nothing"
    command = " ".join(found.command.arguments)
    if command in one.get("commands", []):
        return "right"
    if command.startswith("gaps "):
        told = {row["id"] for row in resolving.gaps(model.session, command[5:])}
        return "right" if told & set(one.get("gaps", [])) else f"wrong: {command}"
    return f"wrong: {command}"


def _outcome_of_strangers(model: Model, one: Asked, found: Understanding) -> str:
    """As `_outcome`; but to be asked back, with a right one to choose, is right too."""
    right = {
        _in_any_order(command)
        for command in (
            *one.get("commands", []),
            *(c for its in one.get("choices", []) for c in its),
        )
    }
    if found.command is not None:
        command = " ".join(found.command.arguments)
        return "right" if _in_any_order(command) in right else _outcome(model, one, found)
    choices = {_in_any_order(" ".join(choice.arguments)) for choice in found.choices}
    if one.get("nothing") or choices & right:
        return "right"
    return "asked back" if choices else "nothing"


def _in_any_order(command: str) -> str:
    return " ".join(sorted(command.replace(",", " ").split()))


def test_the_questions_are_as_many_as_agreed() -> None:
    both = [*asked("seen"), *asked("aside")]
    assert len({one["text"] for one in both}) == len(both) >= 240
    assert sum(one.get("nothing", False) for one in both) >= 50
    assert len(asked("aside")) >= len(both) // 3


@pytest.mark.parametrize("name", LEAST)
def test_questions_are_understood_and_none_wrongly(model: Model, name: str) -> None:
    outcome_of = _outcome_of_strangers if name.startswith("fresh") else _outcome
    outcomes = {
        one["text"]: outcome_of(model, one, understand(model.session, one["text"]))
        for one in asked(name)
    }
    counts = Counter(outcome.partition(":")[0] for outcome in outcomes.values())
    share = counts["right"] / len(outcomes)
    sys.stdout.write(f"\n{name}: {share:.1%} right of {len(outcomes)}; {dict(counts)}\n")
    assert not {text: one for text, one in outcomes.items() if one.startswith("wrong")}
    assert share >= LEAST[name], {t: one for t, one in outcomes.items() if one != "right"}


def test_every_pattern_leads_to_a_command_that_there_is() -> None:
    for pattern in phrasebook().patterns:
        slots = dict.fromkeys(pattern.slots, "x")
        words = [word.format_map(slots) for word in pattern.command]
        if words[0] == "query":
            query = load_bundled(words[1])
            given_ = {word.partition("=")[0] for word in words[3::2]}
            needed = {one.name for one in query.parameters if one.default is None}
            assert needed <= given_ <= {one.name for one in query.parameters}, pattern
    assert {name for name in names() if load_bundled(name).asks}


def test_a_role_never_decides_which_situation_is_meant(model: Model) -> None:
    for text in ("jeg er SSP-lærer og bekymret", "som SSP-konsulent er jeg bekymret for en ung"):
        found = understand(model.session, text)
        assert found.command is None
        assert len(found.choices) > 1, text


def test_a_word_that_matches_nothing_is_told_with_the_sentences_that_hold_it(model: Model) -> None:
    found = understand(model.session, "hvad koster en handleplan og en parkeringslicens")
    words = {one.word: [row["id"] for row in one.sentences] for one in found.words}
    assert found.command is None
    assert words["parkeringslicens"] == []
    held = understand(model.session, "hvorfor drøftes initiativer fire gange")
    assert {one.word: [row["id"] for row in one.sentences] for one in held.words}[
        "initiativer"
    ] == ["S13"]


@pytest.mark.parametrize(
    "text",
    [
        "Hvordan bliver vejret i morgen?",
        "Hvornår har biblioteket åbent?",
        "Min mor er dement, hvem visiterer til plejehjem?",
        "Who won the Champions League in 2018?",
        "Is there any cooperation with mosques or imams?",
    ],
)
def test_what_names_nothing_of_the_document_ends_in_nothing(model: Model, text: str) -> None:
    found = understand(model.session, text)
    assert (found.command, found.choices) == (None, ())
    assert found.words


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Jeg har fået en ny kollega. Hvem plejer at sidde med i SSP-NU om mandagen?",
         "query participants -p forums=ssp-nu"),
        ("Vi skal flytte kontor. Hvilken adresse og hvilket telefonnr har mon infohuset?",
         "gaps vestegnens-infohus"),
        ("I'm puzzled: kredsråd versus lokalråd, please!",
         "query forums -p forums=kredsraad,lokalraad"),
        ("Hvem plejer egentlig at dukke op i Info-huset?",
         "query participants -p forums=vestegnens-infohus"),
    ],
)  # fmt: skip
def test_a_question_that_no_pattern_explains_is_asked_back_with_the_likeliest_first(
    model: Model, text: str, command: str
) -> None:
    found = understand(model.session, text)
    assert found.command is None
    assert " ".join(found.choices[0].arguments) == command


@pytest.mark.parametrize(
    "text", ["vold", "han har en bombe", "suicide", "en ung er selvmordstruet"]
)
def test_words_of_danger_are_seen(model: Model, text: str) -> None:
    assert understand(model.session, text).danger


def test_one_word_of_a_person_leads_to_what_the_document_does_not_say_of_it(model: Model) -> None:
    found = understand(model.session, "elev")
    assert [one.arguments for one in found.choices] == [("gaps", "elev")]


def test_danger_beside_a_situation_is_asked_about(model: Model) -> None:
    found = understand(model.session, "det er akut, han har en bombe")
    assert found.command is None or found.command.key == "gaps"
    assert found.danger


@given(text=st.text(max_size=60))
def test_any_text_is_answered(model: Model, text: str) -> None:
    found = understand(model.session, text)
    assert not (found.command and found.choices)
    assert len(set(found.choices)) == len(found.choices) <= 6


def _lines(name: str) -> list[str]:
    found = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def test_every_text_of_danger_is_seen_and_no_harmless_one(model: Model) -> None:
    """Some texts would have an answer of their own: beside danger none is ever certain."""
    dangerous, harmless = _lines("danger"), _lines("harmless")
    assert len(dangerous) >= 250
    assert len(harmless) >= 85
    found = {text: understand(model.session, text) for text in dangerous}
    assert [text for text, one in found.items() if not one.danger] == []
    assert [text for text, one in found.items() if one.command and one.command.key != "gaps"] == []
    assert [text for text in harmless if danger().speaks_in(text)] == []


@given(text=st.sampled_from(_lines("danger")), shape=st.sampled_from(["{}", "HJÆLP! {}?", "{} nu"]))
def test_danger_is_seen_however_it_is_written(text: str, shape: str) -> None:
    said = shape.format(text)
    plain = said.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    for written in (said, said.upper(), plain, said.replace(" ", ",  ")):
        assert danger().speaks_in(written), written
