"""The table of an audit: a row for each requirement and each finding."""

from __future__ import annotations

from samspil.audit.model import Audit, Signed
from samspil.messages import Messages
from samspil.render.blocks import Table, table

_SHEET = (
    "kind", "code", "text", "ids", "quote", "sentence", "section", "address", "read_on", "basis",
    "confidence", "signed",
)  # fmt: skip


def audit_table(say: Messages, audit: Audit) -> Table:
    """A line for each requirement and each finding."""
    rows: list[tuple[object, ...]] = []
    for held in audit.requirements:
        trace = held.required_by
        ids = [held.id, trace.id, *held.shown, *held.open]
        text = f"{held.label}: {held.text}"
        kind = say(f"audit.heading.{trace.layer}")
        addresses = [one.address for one in trace.evidence if one.address]
        place = (trace.section, addresses, trace.read_on)
        rows.append((kind, held.status, text, ids, "", "", *place, "", "", ""))
    for found in audit.findings:
        evidence = [one for trace in found.traces for one in trace.evidence]
        grade = found.grade
        rows.append(
            (
                say(f"audit.kind.{found.kind}"),
                found.code,
                found.text,
                found.ids,
                list(dict.fromkeys(one.quote for one in evidence if one.quote)),
                list(dict.fromkeys(one.sentence for one in evidence if one.sentence)),
                [one.section for one in found.traces if one.section],
                list(dict.fromkeys(one.address for one in evidence if one.address)),
                sorted({day for one in found.traces for day in one.read_on}),
                say(f"audit.basis.{grade.weakest}"),
                say(f"confidence.{grade.confidence}") if grade.confidence else "",
                signed_by(say, grade.signed),
            )
        )
    return table([say(f"audit.column.{one}") for one in _SHEET], rows)


def signed_by(say: Messages, signed: Signed) -> str:
    """Who has checked a claim, and when."""
    if signed.state == "nothing-to-sign":
        return ""
    return say(f"audit.signed.{signed.state}", by=signed.by)
