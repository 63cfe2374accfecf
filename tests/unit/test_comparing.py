"""What holds of every comparison, whatever was changed; and of suppositions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from samspil import render
from samspil.answers.informed import informed
from samspil.answers.model import to_json
from samspil.comparing.comparing import compare_across
from samspil.comparing.describing import describe
from samspil.comparing.model import Comparison, Effect
from samspil.comparing.sides import Side
from samspil.comparing.supposing import rules_of, without_actor, without_law
from samspil.errors import NotUnderstoodError
from samspil.messages import messages
from samspil.model import names
from samspil.render import formats
from tests.changing import DAY, Edit, edited, effects, parsed, side, told, true
from tests.program import DATA

pytestmark = pytest.mark.slow

_KINDS = yaml.safe_load((DATA / "kinds-of-change.yaml").read_text(encoding="utf-8"))
_EDIT = ("base", "minus", "plus", "drop", "file")
_TURNED = {
    "informed": "no-longer", "also": "less", "banned": "no-longer-banned", "said": "unsaid",
    "silent": "no-longer-silent", "situation": "no-situation", "known": "unknown",
}  # fmt: skip
_TURNED |= {after: before for before, after in _TURNED.items()}


def _edits(base: str) -> list[Edit]:
    return [
        Edit(**{name: kind[name] for name in _EDIT if name in kind})
        for kind in _KINDS
        # Those that drop things whole can take away what another one changes.
        if kind["base"] == base and "drop" not in kind
    ]


@pytest.fixture(scope="module")
def sides() -> Iterator[dict[str, Side]]:
    with ExitStack() as stack:
        yield {base: stack.enter_context(true(base)) for base in ("ishoej", "lilleby")}


def _mirrored(comparison: Comparison) -> set[str]:
    found = set()
    for line in effects(comparison):
        kind, *rest = line.split(" | ")
        found.add(" | ".join([_TURNED.get(kind, kind), *rest]))
    return found


def _all(comparison: Comparison) -> list[Effect]:
    return [effect for one in comparison.municipalities for effect in one.effects]


@given(data=st.data())
@settings(
    max_examples=8, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_several_changes_mirror_and_each_cause_is_one_of_them(
    data: st.DataObject, sides: dict[str, Side]
) -> None:
    base = data.draw(st.sampled_from(["ishoej", "lilleby"]))
    edits = data.draw(st.lists(st.sampled_from(_edits(base)), min_size=2, max_size=4, unique=True))
    ontology = parsed(base)
    for edit in edits:
        try:
            ontology = edited(ontology, edit)
        except AssertionError:  # Another of them has already changed that triple.
            continue
    with side(ontology) as changed:
        there, back = told(sides[base], changed), told(changed, sides[base])
    assert _mirrored(there) == effects(back)
    known = {change.iri for one in there.municipalities for change in one.changes}
    for effect in _all(there):
        assert effect.causes, effect
        assert set(effect.causes) <= known


@pytest.mark.parametrize("actor", ["straxen", "ssp-nu", "ishoejs-skoler", "next"])
def test_without_an_actor_is_as_if_its_assertions_did_not_stand_there(
    actor: str, sides: dict[str, Side]
) -> None:
    iri = URIRef(names.entity_iri("ishoej", actor))
    ontology = parsed("ishoej")
    # Found here in another way: every assertion that has a triple with the actor.
    alone, shared = set(), []
    for iri_of, thing in describe(ontology, "ishoej").items():
        if not thing.is_assertion:
            continue
        for used, values in thing.properties.items():
            if iri in values:
                if len(values) == 1:
                    alone.add(iri_of)
                else:
                    shared.append((iri_of, used))
    minus = " ".join(f"<{one}> <{used}> <{iri}> ." for one, used in shared if one not in alone)
    drop = " ".join(f"{names.dataset_of(one)}:{names.local_name(one)}" for one in sorted(alone))
    with (
        side(without_actor(ontology, str(iri))) as supposed,
        side(edited(ontology, Edit("ishoej", minus=minus, drop=drop))) as written,
    ):
        assert effects(told(sides["ishoej"], supposed)) == effects(told(sides["ishoej"], written))
        assert told(supposed, written).municipalities == ()
        assert all(
            actor not in {one.id for row in (effect.after,) if row for one in row.recipients}
            for effect in _all(told(sides["ishoej"], supposed))
        )


def test_a_repealed_rule_is_gone_from_that_day_only(sides: dict[str, Side]) -> None:
    ontology = parsed("ishoej")
    rules = rules_of(describe(ontology, "ishoej"), "retsplejeloven § 115, stk. 4", DAY)
    assert [names.local_name(one) for one in rules] == ["C2-stk4"]
    with side(without_law(ontology, rules, DAY)) as supposed:
        lines = effects(told(sides["ishoej"], supposed))
    assert lines
    assert {line.rpartition(" | ")[2] for line in lines} == {"C2-stk4"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("c1A", ["C1a"]),
        ("Retsplejeloven §115, stk. 1, nr. 1", ["C1a"]),
        ("serviceloven § 12 b", ["C9b"]),
    ],
)
def test_a_rule_is_found_by_id_or_place(text: str, found: list[str]) -> None:
    rules = rules_of(describe(parsed("ishoej"), "ishoej"), text, DAY)
    assert [names.local_name(one) for one in rules] == found


@pytest.mark.parametrize("text", ["retsplejeloven § 11", "retsplejeloven § 1150", "", "§", "C1"])
def test_no_rule_is_guessed(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        rules_of(describe(parsed("ishoej"), "ishoej"), text, DAY)


def test_a_rule_that_is_not_in_force_that_day_can_not_be_repealed() -> None:
    with pytest.raises(NotUnderstoodError):
        rules_of(describe(parsed("ishoej"), "ishoej"), "C9b", date(2010, 1, 1))


def _across(sides: dict[str, Side], before: str, after: str) -> dict[str, Any]:
    found = compare_across((sides[before], before), (sides[after], after), DAY, "da")
    return dict(to_json(found))


def test_two_municipalities_are_compared_by_name_and_tier_never_by_id(
    sides: dict[str, Side],
) -> None:
    found = _across(sides, "ishoej", "lilleby")
    assert {line["situation"]["label"] for line in found["lines"]} == {"Akut tilfælde"}
    assert {
        (line["tier"]["id"], line["before"]["modality"], line["after"]["modality"], line["alike"])
        for line in found["lines"]
    } == {("tier-municipality", "should", "must", False)}
    # »Udrejse til væbnet konflikt« is in both, and neither document tells anybody.
    assert [one["label"] for one in found["silent"]] == ["Udrejse til væbnet konflikt"]
    shared = {"Akut tilfælde", "Udrejse til væbnet konflikt"}
    for side_of in ("only_before", "only_after"):
        assert not shared & {one["label"] for one in found[side_of]}
    # Both have an id `loesladelse`; by their names they are two situations.
    assert "loesladelse" in {one["id"] for one in found["only_before"]}
    assert "loesladelse" in {one["id"] for one in found["only_after"]}


def test_what_a_plan_says_in_a_later_step_is_not_told_as_silence(sides: dict[str, Side]) -> None:
    forum = Edit("ishoej", plus="ishoej:A40 sam:recipient ishoej:ssp-nu .")
    with side(edited(parsed("ishoej"), forum)) as told_too:
        found = compare_across((told_too, "ishoej"), (sides["lilleby"], "lilleby"), DAY, "da")
    (line,) = [one for one in found.lines if one.after.modality is None]
    # In Lilleby the unit that is told in an acute case »bør bringe en bekymring til […] SSP-NU«.
    assert [(row.id, row.modality) for row in line.after.later] == [("A12", "should")]
    page = render.across_page(messages("da"), render.across_worded(messages("da"), found))
    assert "siger intet om det i situationen selv, men i et senere trin" in formats.markdown(page)


def test_where_no_situation_is_the_same_nothing_is_said_to_be_as_binding(
    sides: dict[str, Side],
) -> None:
    with true("havelund") as havelund:
        found = compare_across((sides["ishoej"], "ishoej"), (havelund, "havelund"), DAY, "da")
    shown = formats.markdown(render.across_page(messages("da"), found))
    assert "Ingen situation er i begge planer" in shown
    assert "Intet er" not in shown


def test_two_municipalities_mirror(sides: dict[str, Side]) -> None:
    there, back = _across(sides, "ishoej", "lilleby"), _across(sides, "lilleby", "ishoej")
    assert there["only_before"] == back["only_after"]
    assert [line["before"] for line in there["lines"]] == [line["after"] for line in back["lines"]]


def test_a_statement_makes_two_situations_one(sides: dict[str, Side]) -> None:
    same = Edit(
        "ishoej",
        plus="ishoej:loesladelse skos:exactMatch lilleby:loesladelse .",
        file="interpretation.ttl",
    )
    with side(edited(parsed("ishoej"), same)) as linked:
        found = compare_across((linked, "ishoej"), (sides["lilleby"], "lilleby"), DAY, "da")
    line = next(one for one in found.lines if one.situation.id == "loesladelse")
    assert (line.same_by, line.after.modality) == ("statement", "practice")


def test_a_gap_that_goes_is_counted_in_every_situation_whose_answer_told_of_it(
    sides: dict[str, Side],
) -> None:
    with side(edited(parsed("ishoej"), Edit("ishoej", drop="ishoej:G30"))) as changed:
        found = told(sides["ishoej"], changed)
        sessions = [one.session("ishoej", DAY, "da") for one in (sides["ishoej"], changed)]
        situations = sessions[0].ask("situations")
        lines = [
            {
                row["id"]: {gap.id for gap in informed(session, _iri(row["id"])).gaps}
                for row in situations
            }
            for session in sessions
        ]
    otherwise = {one for one, gaps in lines[0].items() if gaps != lines[1][one]}
    assert len(otherwise) > 2
    (effect,) = [one for one in _all(found) if one.kind == "no-longer-silent"]
    assert {one.id for one in effect.situations} == otherwise
    page = render.short_comparison_page(messages("da"), render.worded(messages("da"), found))
    assert f"anderledes i {len(otherwise)} af" in formats.markdown(page)


def _iri(situation: str) -> str:
    return str(names.entity_iri("ishoej", situation))
