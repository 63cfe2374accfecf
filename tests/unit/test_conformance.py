"""What holds of verdicts whatever the plan and the log: no order of rows and no seat matters."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil import open_model
from samspil.answers.model import Act, Recipient, Ref, Row
from samspil.conformance.cases import look_at
from samspil.conformance.judging import Judge
from samspil.conformance.ledger import Kind, Ledger
from samspil.conformance.model import BINDING, Flow, Named, Setting
from samspil.conformance.settings import Book
from samspil.language.deadlines import DAY, Moment, is_past, read_deadline
from tests.logs import PLANS, checked, rows_of_log, write_csv
from tests.program import kept_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WHO = ("anne", "bo", "cy", "dan")
ACTS = ("besked", "henvendelse")
SITUATION = Ref("x", "X")
JUDGE = Judge({act: frozenset((act,)) for act in ACTS})
who, act = st.sampled_from(WHO), st.sampled_from(ACTS)


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


def _row(  # noqa: PLR0917  (short names for short rows)
    ident: str, modality: str, sender: str | None, receiver: str, what: str,
    condition: str | None = None, deadline: str | None = None, order: int | None = None,
) -> Row:  # fmt: skip
    return Row(
        id=ident, modality=modality, situation=SITUATION, step=1, follows=(), rests_on=(),
        bearers=(Ref(sender, sender),) if sender else (), act=Act(what, what),
        recipients=(Recipient(receiver, receiver, "unit"),), channels=(), urgency=None,
        alternatives=(), layer="stated", confidence=None, approved=None, valid_from=None,
        valid_to=None, evidence=(), condition=condition, deadline=deadline, order=order,
    )  # fmt: skip


def _flow(sender: str, receiver: str, what: str, situation: str = SITUATION.id) -> Flow:
    parts = [Named("known", one, one) for one in (sender, receiver, what, situation)]
    return Flow(parts[0], parts[1], parts[2], parts[3], Named("empty"))


def _norms(*modalities: str) -> st.SearchStrategy[list[Row]]:
    one = st.builds(
        _row,
        st.uuids().map(str),
        st.sampled_from(modalities),
        st.none() | who,
        who,
        act,
        st.none() | st.just("hvis det regner"),
        st.none() | st.just("inden to timer"),
        st.none() | st.integers(1, 3),
    )
    return st.lists(one, max_size=4)


def _setting(rows: Sequence[Row]) -> Setting:
    return Setting(SITUATION, tuple(rows), (), ())


Happened = tuple[tuple[str, str, str], int]
flows = st.tuples(who, who, act)
events = st.lists(st.tuples(flows, st.integers(0, 20)), min_size=1, max_size=6)
any_norms = _norms("must", "should", "may", "practice", "must-not")


def _judged(
    rows: Sequence[Row], happened: Sequence[Happened]
) -> tuple[list[str], set[tuple[str, str, str, str]]]:
    """The verdicts of some events of one case, by hour, and what is found of its steps."""
    setting, ledger = _setting(rows), Ledger()
    for number, (flow, hour) in enumerate(happened):
        made = _flow(*flow)
        ledger.kinds.append(Kind(made, 0, JUDGE.judge(made, setting)))
        ledger.add(number, "SSP-1", (DAY * 738_000 + hour * 3600) * 2 + 1, number)
    # Another case later, so that no deadline is still open.
    ledger.kinds.append(
        Kind(_flow("anne", "bo", "besked"), 0, JUDGE.judge(_flow("", "", ""), None))
    )
    ledger.add(len(happened), "SSP-2", DAY * 738_100 * 2 + 1, len(happened))
    steps = {
        (one.kind, one.row.id, one.reason, one.before.id if one.before else "")
        for one in look_at(ledger, lambda _situation, _span: setting)
        if one.case == 0
    }
    verdicts = [judgement.verdict for _, _, judgement in ledger.judged()][: len(happened)]
    return verdicts, steps


@given(any_norms, events, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    rows: list[Row], happened: list[Happened], chance: random.Random
) -> None:
    order = list(range(len(happened)))
    chance.shuffle(order)
    verdicts, steps = _judged(rows, happened)
    shuffled, same = _judged(rows, [happened[place] for place in order])
    assert shuffled == [verdicts[place] for place in order]
    assert same == steps


@given(_norms("may"), flows)
def test_nobody_deviates_from_a_may(rows: list[Row], flow: tuple[str, str, str]) -> None:
    verdicts, steps = _judged(rows, [(flow, 1)])
    assert not {"deviates", "forbidden"} & set(verdicts)
    assert not steps


@given(any_norms, flows)
def test_a_deviation_is_from_a_norm_that_binds_the_sender_by_name(
    rows: list[Row], flow: tuple[str, str, str]
) -> None:
    judgement = JUDGE.judge(_flow(*flow), _setting(rows))
    if judgement.verdict == "deviates":
        for row in judgement.rows:
            assert row.modality in BINDING
            assert flow[0] in {one.id for one in row.bearers}
            assert not row.condition
            assert judgement.otherwise is not None


@given(any_norms, flows)
def test_as_stated_is_said_of_what_a_norm_says_and_of_nothing_else(
    rows: list[Row], flow: tuple[str, str, str]
) -> None:
    judgement = JUDGE.judge(_flow(*flow), _setting(rows))
    said = [
        row
        for row in rows
        if (not row.bearers or row.bearers[0].id == flow[0])
        and (row.recipients[0].id, row.act.id if row.act else "") == flow[1:]
    ]
    assert (judgement.verdict == "as-stated") <= any(not row.condition for row in said)
    sure = [row for row in said if not row.condition]
    if sure:
        banned = any(row.modality == "must-not" for row in sure)
        assert judgement.verdict == ("forbidden" if banned else "as-stated")


@given(any_norms, events, st.data())
def test_what_one_may_do_never_makes_a_case_worse(
    rows: list[Row], happened: list[Happened], data: st.DataObject
) -> None:
    # One who is told may then have to act; so it goes to somebody of whom nothing is asked.
    free = _row("may", "may", "eva", "finn", "besked")
    extra = (("eva", "finn", "besked"), data.draw(st.integers(0, 20)))
    before = _judged([*rows, free], happened)
    # Not before all else, or a deadline that runs from the first entry would begin earlier.
    first = min(hour for _, hour in happened)
    after = _judged([*rows, free], [*happened, (extra[0], max(extra[1], first))])
    assert after[0][:-1] == before[0]
    assert after[0][-1] == "as-stated" or any(not row.bearers for row in rows)
    assert after[1] == before[1]


@settings(
    max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.sampled_from(sorted(PLANS)), st.randoms(use_true_random=False))
def test_shuffled_logs_get_the_same_verdicts(
    tmp_path: Path, name: str, chance: random.Random
) -> None:
    rows = rows_of_log(name)
    order = list(range(len(rows)))
    chance.shuffle(order)
    with open_model(PLANS[name]) as model:
        one = checked(write_csv(tmp_path / "a.csv", rows), model=model)
        path = write_csv(tmp_path / "b.csv", [rows[place] for place in order])
        other = checked(path, model=model)
    verdicts = [judgement.verdict for _, _, judgement in one.ledger.judged()]
    assert [judgement.verdict for _, _, judgement in other.ledger.judged()] == [
        verdicts[place] for place in order
    ]
    assert {(s.kind, s.row.id, one.ledger.cases[s.case]) for s in one.steps} == {
        (s.kind, s.row.id, other.ledger.cases[s.case]) for s in other.steps
    }


def test_a_seat_in_a_forum_never_makes_a_verdict_better() -> None:
    with open_model() as model:
        book = Book(model.session)
        judge, blind = book.judge, Judge(book.judge.wider, part_of=book.judge.part_of)
        forums = [row["id"] for row in model.query("forums")]
        actors = [row["id"] for row in model.query("actors")]
        situations = [row["id"] for row in model.situations()]
        last = len(book.borders)
        seats = 0
        for situation in situations:
            setting = book.setting(situation, last)
            for forum in forums:
                for actor in actors:
                    for done in ("besked", "henvendelse", "bringe-sag", "rejse-bekymring"):
                        flow = _flow(actor, forum, done, situation)
                        seen, unseen = judge.judge(flow, setting), blind.judge(flow, setting)
                        assert seen.verdict == unseen.verdict
                        assert seen.rows == unseen.rows
                        seats += seen.reason == "seat"
                        if seen.verdict == "as-stated":
                            assert all(
                                forum in {one.id for one in row.recipients} for row in seen.rows
                            )
        assert seats > 100, "seats were looked at"


@pytest.mark.parametrize(
    ("text", "seconds", "by_day"),
    [
        ("inden 24 timer", DAY, False),
        ("inden for 24 timer", DAY, False),
        ("inden to uger", 14 * DAY, True),
        ("senest dagen efter", DAY, True),
        ("samme dag", 0, True),
        ("inden et døgn", DAY, False),
        ("højst tre dage", 3 * DAY, True),
        ("inden for 30 minutter", 1800, False),
    ],
)
def test_deadlines_are_read(text: str, seconds: int, by_day: bool) -> None:
    span = read_deadline(text)
    assert span is not None
    assert (span.seconds, span.by_day) == (seconds, by_day)


@pytest.mark.parametrize(
    "text",
    ["straks", "hurtigst muligt", "inden fem hverdage", "inden fem arbejdsdage",
     "24 timer eller to uger", "inden mødet", "om nogle dage"],
)  # fmt: skip
def test_what_cannot_be_counted_is_no_deadline(text: str) -> None:
    assert read_deadline(text) is None


def test_a_day_alone_is_taken_kindly() -> None:
    span = read_deadline("inden 24 timer")
    assert span is not None
    monday, tuesday, wednesday = (Moment(DAY * day, has_time=False) for day in (7, 8, 9))
    assert not is_past(monday, tuesday, span)
    assert is_past(monday, wednesday, span) is (2 * DAY - (DAY - 1) > DAY)
