"""A judged log as data: a row of a sheet for each event and finding, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from samspil.answers.model import Ref, Row
from samspil.conformance.ledger import Tally
from samspil.conformance.model import STEPS, VERDICTS, Flow, Judgement
from samspil.conformance.reading import Checked
from samspil.conformance.summary import StepEntry, entries, step_entries
from samspil.language.deadlines import DAY, Moment
from samspil.messages import Messages
from samspil.model.terms import LAW
from samspil.render.audit_log_words import Teller, day_of
from samspil.render.rows import labels, place_in_law

_COLUMNS = (
    "row", "case", "time", "from", "to", "act", "situation", "channel", "verdict", "why",
    "reading", "norm", "modality", "quote", "sentence",
)  # fmt: skip


def log_columns(say: Messages) -> tuple[str, ...]:
    """The names of the columns of the sheet."""
    return tuple(say(f"column.log-{name}") for name in _COLUMNS)


def log_rows(say: Messages, checked: Checked) -> Iterator[tuple[str, ...]]:
    """The sheet: each event, then each finding of a step; nothing of the log's words."""
    teller = Teller(say, Ref("", ""), checked)
    ledger = checked.ledger
    made: dict[int, tuple[str, ...]] = {}
    for event, kind, judgement in ledger.judged():
        key = id(judgement)
        if key not in made:
            parts = tuple(one.label for one in kind.flow.parts().values())
            made[key] = (*parts, *_cited(teller, kind.flow, judgement))
        yield (
            str(ledger.rows[event]),
            ledger.cases[ledger.case_of[event]],
            _written(ledger.moment(event)),
            *made[key],
        )
    for step in checked.steps:
        row, at = step.row, step.event
        yield (
            str(ledger.rows[at]) if at is not None else "",
            ledger.cases[step.case],
            _written(ledger.moment(at)) if at is not None else "",
            labels(row.bearers),
            labels(row.recipients),
            row.act.label if row.act else "",
            row.situation.label if row.situation else "",
            labels(row.channels),
            say(f"log.kind.{step.kind}"),
            teller.step(step),
            "",
            *_norm_cells(say, (row, step.before) if step.before else (row,)),
        )


def _cited(teller: Teller, flow: Flow, judgement: Judgement) -> tuple[str, ...]:
    say = teller.say
    verdict = say(f"log.verdict.{judgement.verdict}")
    readings = " ".join([*teller.readings(flow, judgement), *teller.unbound_in(flow.situation.id)])
    return (verdict, teller.why(judgement), readings, *_norm_cells(say, judgement.rows))


def _norm_cells(say: Messages, rows: Sequence[Row]) -> tuple[str, ...]:
    words = [one.quote or one.paraphrase or "" for row in rows for one in row.evidence]
    places = [
        " ".join(place_in_law(row)) if row.layer == LAW else one.sentence or ""
        for row in rows
        for one in row.evidence
    ]
    return (
        "; ".join(row.id for row in rows),
        "; ".join(dict.fromkeys(say(f"modality.{row.modality}") for row in rows)),
        " | ".join(dict.fromkeys(words)),
        "; ".join(dict.fromkeys(places)),
    )


def _written(moment: Moment) -> str:
    day = day_of(moment.seconds)
    if not moment.has_time:
        return day
    return f"{day} {timedelta(seconds=moment.seconds % DAY)!s:0>8}"


def log_json(say: Messages, head: dict[str, str], checked: Checked) -> dict[str, Any]:
    """What JSON tells: the counts, what is alike once, the steps, what was understood."""
    teller = Teller(say, Ref("", ""), checked)
    days = checked.ledger.moments
    return {
        "dataset": head["dataset"],
        "log": checked.file,
        "events": len(checked.ledger),
        "cases": len(checked.ledger.cases),
        "first": day_of(min(days) >> 1),
        "last": day_of(max(days) >> 1),
        "verdicts": {one: checked.verdicts[one] for one in VERDICTS},
        "steps": {one: sum(step.kind == one for step in checked.steps) for one in STEPS},
        "notes": [*teller.counted(), *teller.eights()],
        "cannot_deviate": [
            {
                "situation": one.situation.id, "why": one.why,
                "text": " ".join(teller.unbound_in(one.situation.id)),
                "norms": [_norm_json(row) for row in one.rows],
            }
            for one in checked.unbound
        ],
        "judged": [_entry_json(teller, one) for one in entries(checked)],
        "found": [_step_json(teller, one) for one in step_entries(checked)],
        "understood": [
            {
                "column": one.column, "row": one.row, "events": one.events,
                "state": one.named.state, "exact": one.named.exact,
                "id": one.named.id or None, "label": one.named.label or None,
                "near": list(one.named.near),
            }
            for one in checked.values
        ],
    }  # fmt: skip


def _entry_json(teller: Teller, entry: Tally) -> dict[str, Any]:
    parts = entry.flow.parts()
    return {
        "verdict": entry.judgement.verdict,
        "reason": entry.judgement.reason,
        "text": teller.why(entry.judgement),
        **{name: one.id or None for name, one in parts.items()},
        "read_as": [one.id for one in entry.judgement.read_as],
        "readings": teller.readings(entry.flow, entry.judgement),
        "events": entry.events,
        "rows": entry.rows,
        "norms": [_norm_json(row) for row in entry.judgement.rows],
    }


def _step_json(teller: Teller, entry: StepEntry) -> dict[str, Any]:
    return {
        "kind": entry.finding.kind,
        "text": teller.step(entry.finding),
        "cases": entry.cases,
        "names": entry.names,
        "rows": entry.rows,
        "norms": [
            _norm_json(one) for one in (entry.finding.row, entry.finding.before) if one is not None
        ],
    }


def _norm_json(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "layer": row.layer,
        "modality": row.modality,
        "quotes": [one.quote for one in row.evidence if one.quote],
        "paraphrases": [one.paraphrase for one in row.evidence if one.paraphrase],
        "sentences": [one.sentence for one in row.evidence if one.sentence],
        "section": " ".join(place_in_law(row)) or None,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "rests_on": list(row.rests_on),
    }
