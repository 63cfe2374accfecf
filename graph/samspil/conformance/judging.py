"""The verdict on one event: a flow held against the norms of its situation and day.

A norm fits an event in four parts: who, to whom, what, by which channel. All four alike, and the
event goes as the norm says; exactly one otherwise, and it deviates from a norm that binds. What the
norm leaves open can't be deviated from, and what the log leaves open decides nothing: so it is too
where one of the two names a whole and the other its part. Nor can anybody deviate from what is said
of others: a norm binds those whom it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samspil.answers.model import Ref, Row
from samspil.conformance.model import (
    AS_STATED,
    BINDING,
    DEVIATES,
    FORBIDDEN,
    LAW_ONLY,
    NOT_MODELLED,
    UNDECIDED,
    Flow,
    Judgement,
    Named,
    Setting,
)
from samspil.model.terms import GROUPS, MUST_NOT

_SAME, _OTHER, _OPEN, _UNCLEAR = "same", "other", "open", "unclear"
NEEDED = ("from", "to", "act", "situation")
"""The parts of an event without which nothing can be said of it."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges flows; `wider` gives an act and all it is a kind of, `seated` who sits in a forum.

    `part_of` gives what it rests on that one actor is part of another; None where nothing says so.
    """

    wider: Mapping[str, frozenset[str]]
    seated: Callable[[str, str], bool] = lambda _sender, _forum: False
    part_of: Callable[[str, str], tuple[str, ...] | None] = lambda _part, _whole: None

    def judge(self, flow: Flow, setting: Setting | None) -> Judgement:
        """The verdict on a flow; the setting is that of its situation and day."""
        unsaid = _not_understood(flow)
        if unsaid is not None or setting is None:
            return unsaid or Judgement(NOT_MODELLED, "unknown", {"columns": ["situation"]})
        stated = _Fits(self, flow, setting.stated if setting.in_plan else (), is_law=False)
        law = _Fits(self, flow, setting.law, is_law=True)
        for found in (
            _forbidden(stated, law),
            _as_stated(stated),
            _unclear(self, flow, stated),
            _only_law(law),
        ):
            if found is not None:
                return self._told(flow, found, stated)
        rest = self._told(flow, self._beside(flow, setting, law), stated)
        near = _deviates(flow, stated)
        return rest if near is None else replace(self._told(flow, near, stated), otherwise=rest)

    def _told(self, flow: Flow, found: Judgement, stated: _Fits) -> Judgement:
        """With what may be followed too, and which acts were counted as wider ones."""
        counted = {
            row.act.id: Ref(row.act.id, row.act.label)
            for row in found.rows
            if row.act and row.act.id != flow.act.id and _act(self, flow, row) == _SAME
        }
        maybe = tuple(row.id for row in stated.unclear if row.modality != MUST_NOT)
        return replace(found, maybe=maybe, read_as=tuple(counted.values()))

    def _beside(self, flow: Flow, setting: Setting, law: _Fits) -> Judgement:
        """What is said of a flow that the document has no norm for."""
        read = _Fits(self, flow, setting.read if setting.in_plan else (), is_law=False)
        if read.whole:
            return Judgement(UNDECIDED, "reading", rows=read.whole)
        if law.unclear:
            bans = tuple(row for row in law.unclear if row.modality == MUST_NOT)
            reason = "law-ban-group" if bans else "law-group"
            return Judgement(UNDECIDED, reason, rows=bans or law.unclear)
        if not setting.in_plan:
            return Judgement(UNDECIDED, "before-plan")
        if self.seated(flow.sender.id, flow.receiver.id):
            return Judgement(NOT_MODELLED, "seat")
        return Judgement(NOT_MODELLED, "silent")


class _Fits:
    """The norms that a flow fits wholly, maybe, or in all but one part."""

    def __init__(self, judge: Judge, flow: Flow, rows: Iterable[Row], *, is_law: bool) -> None:
        whole: list[Row] = []
        unclear: list[Row] = []
        near: list[tuple[Row, str]] = []
        for row in rows:
            fit = (_law_fit if is_law else _fit)(judge, flow, row)
            others = [part for part, how in fit.items() if how == _OTHER]
            if not others:
                (unclear if _UNCLEAR in fit.values() else whole).append(row)
            elif len(others) == 1 and others != ["from"] and _UNCLEAR not in fit.values():
                near.append((row, others[0]))
        self.whole = _strongest_first(whole)
        self.unclear = _strongest_first(unclear)
        self.near = sorted(near, key=lambda pair: GROUPS.index(pair[0].modality))


def _strongest_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: GROUPS.index(row.modality)))


def _fit(judge: Judge, flow: Flow, row: Row) -> dict[str, str]:
    return {
        "from": _actor(judge, flow.sender.id, row.bearers) if row.bearers else _OPEN,
        "to": _actor(judge, flow.receiver.id, row.recipients),
        "act": _act(judge, flow, row),
        "channel": _channel(flow, row),
    }


def _law_fit(judge: Judge, flow: Flow, row: Row) -> dict[str, str]:
    """The law speaks of groups, and whether one of the plan's actors belongs there isn't said."""
    act = _act(judge, flow, row)
    sender = _named(flow.sender.id, row.bearers)
    receiver = _actor(judge, flow.receiver.id, row.recipients)
    if receiver == _OTHER and any(one.kind == "group" for one in row.recipients):
        receiver = _UNCLEAR
    return {"from": _UNCLEAR if sender == _OTHER else sender, "to": receiver, "act": act}


def _named(ident: str, things: Iterable[Ref]) -> str:
    return _SAME if ident in {one.id for one in things} else _OTHER


def _actor(judge: Judge, ident: str, things: Sequence[Ref]) -> str:
    found = _named(ident, things)
    if found == _OTHER and any(_parted(judge, ident, one.id) for one in things):
        return _UNCLEAR
    return found


def _parted(judge: Judge, logged: str, said: str) -> tuple[str, tuple[str, ...]] | None:
    """Whether the one in the log is the whole or a part of the one in the norm, and by what."""
    for which, part, whole in (("whole", said, logged), ("part", logged, said)):
        rests_on = judge.part_of(part, whole)
        if rests_on is not None:
            return which, rests_on
    return None


def _act(judge: Judge, flow: Flow, row: Row) -> str:
    if row.act is None:
        return _OPEN
    if row.act.id in judge.wider.get(flow.act.id, {flow.act.id}):
        return _SAME
    return _UNCLEAR if flow.act.id in judge.wider.get(row.act.id, ()) else _OTHER


def _channel(flow: Flow, row: Row) -> str:
    if not row.channels:
        return _OPEN
    return _named(flow.channel.id, row.channels) if flow.channel.state == "known" else _UNCLEAR


def _not_understood(flow: Flow) -> Judgement | None:
    parts = flow.parts()
    for state, verdict, reason in (
        ("unknown", NOT_MODELLED, "unknown"),
        ("several", UNDECIDED, "several"),
        ("empty", UNDECIDED, "empty"),
    ):
        columns = [name for name in NEEDED if parts[name].state == state]
        if columns:
            return Judgement(verdict, reason, {"columns": columns})
    return None


def _has_terms(row: Row) -> bool:
    return bool(row.condition or row.exception)


def _forbidden(stated: _Fits, law: _Fits) -> Judgement | None:
    bans = [row for row in (*stated.whole, *law.whole) if row.modality == MUST_NOT]
    sure = tuple(row for row in bans if not _has_terms(row))
    if sure:
        return Judgement(FORBIDDEN, "ban", rows=sure)
    return _on_terms(bans)


def _as_stated(stated: _Fits) -> Judgement | None:
    rows = [row for row in stated.whole if row.modality != MUST_NOT]
    sure = tuple(row for row in rows if not _has_terms(row))
    if not sure:
        return _on_terms(rows)
    first = tuple(row for row in sure if row.modality == sure[0].modality)
    reason = "as-stated" if first[0].bearers else "as-stated-unsaid"
    return Judgement(AS_STATED, reason, rows=first, follows=tuple(row.id for row in rows))


def _on_terms(rows: Sequence[Row]) -> Judgement | None:
    if not rows:
        return None
    terms = [text for row in rows for text in (row.condition, row.exception) if text]
    follows = tuple(row.id for row in rows if row.modality != MUST_NOT)
    return Judgement(UNDECIDED, "terms", {"terms": terms}, tuple(rows), follows=follows)


def _only_law(law: _Fits) -> Judgement | None:
    rows = tuple(row for row in law.whole if row.modality != MUST_NOT)
    return Judgement(LAW_ONLY, "law", rows=rows) if rows else None


def _unclear(judge: Judge, flow: Flow, stated: _Fits) -> Judgement | None:
    if not stated.unclear:
        return None
    for row in stated.unclear:
        for part, logged, said in (
            ("to", flow.receiver, row.recipients),
            ("from", flow.sender, row.bearers),
        ):
            if said and _named(logged.id, said) == _OTHER:
                return _of_part(judge, part, logged, said, stated.unclear)
    params = {"channels": [one.label for row in stated.unclear for one in row.channels]}
    reason = "channel" if params["channels"] else "act-wide"
    return Judgement(UNDECIDED, reason, params, stated.unclear)


def _of_part(
    judge: Judge, part: str, logged: Named, said: Sequence[Ref], rows: tuple[Row, ...]
) -> Judgement:
    known = [(one.label, found) for one in said if (found := _parted(judge, logged.id, one.id))]
    which = known[0][1][0]
    alike = [(label, rests_on) for label, (how, rests_on) in known if how == which]
    params = {
        "said": [label for label, _ in alike],
        "logged": logged.label,
        "structure": sorted({one for _, rests_on in alike for one in rests_on}),
    }
    return Judgement(UNDECIDED, f"{which}-{part}", params, rows)


def _deviates(flow: Flow, stated: _Fits) -> Judgement | None:
    near = [(row, part) for row, part in stated.near if row.modality in BINDING]
    sure = [(row, part) for row, part in near if row.bearers and not _has_terms(row)]
    if not near:
        return None
    row, part = (sure or near)[0]
    alike = tuple(
        one
        for one, its in (sure or near)
        if its == part and one.modality == row.modality and _has_terms(one) == _has_terms(row)
    )
    said = [one.label for each in alike for one in _said(each, part)]
    params = {"part": part, "said": list(dict.fromkeys(said)), "logged": flow.parts()[part].label}
    if sure:
        return Judgement(DEVIATES, f"deviates-{part}", params, alike)
    if _has_terms(row):
        terms = [text for one in alike for text in (one.condition, one.exception) if text]
        return Judgement(UNDECIDED, "deviates-terms", {**params, "terms": terms}, alike)
    return Judgement(UNDECIDED, "deviates-no-bearer", params, alike)


def _said(row: Row, part: str) -> tuple[Ref, ...]:
    match part:
        case "to":
            return row.recipients
        case "channel":
            return row.channels
    return (row.act,) if row.act else ()
