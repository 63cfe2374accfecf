"""How one row of an answer is told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from samspil.answers.model import Difference, Evidence, Gap, Ref, Row
from samspil.messages import Messages
from samspil.model.terms import DESCRIPTIVE, LAW, STATED
from samspil.render.blocks import About, Block, Heading, Item, Line, Table, Text, table
from samspil.render.differences import elsewhere


def labels(things: Iterable[Ref]) -> str:
    """Labels in a row."""
    return ", ".join(thing.label for thing in things)


def row_item(
    say: Messages,
    row: Row,
    *,
    extra: Sequence[str] = (),
    among: Mapping[str, Row] | None = None,
) -> Item:
    """A row as an entry: who, what, to whom; under it all that goes with it.

    `among` are the rows shown with it, so that an alternative can be told in words.
    """
    act = row.act.label if row.act else ""
    parts = [_who(say, row), act]
    if row.recipients or row.said:
        parts.append(labels(row.recipients) or row.said or "")
    head = f"{' → '.join(part for part in parts if part)}  [{row.id}]"
    return Item(head, tuple(_lines(say, row, extra, among or {})), About("row", row.id))


def _who(say: Messages, row: Row) -> str:
    if row.unsaid_bearer:
        return say("row.bearer-not-stated")
    return labels(row.bearers) or row.subject or ""


def _lines(
    say: Messages, row: Row, extra: Sequence[str], among: Mapping[str, Row]
) -> Iterable[Line | str]:
    yield from extra
    if row.layer != STATED:
        yield _layer(say, row)
    if row.step > 1:
        yield say("row.step", step=row.step, follows=row.follows or "–")
    yield from _terms(say, row)
    if row.urgency:
        yield say("row.urgency", urgency=say(f"urgency.{row.urgency}"))
    if row.channels:
        yield say("row.channel", channels=labels(row.channels))
    if row.alternatives:
        told = [_alternative(one, among.get(one)) for one in row.alternatives]
        yield say("row.alternatives", ids=told)
    yield from dict.fromkeys(
        Line(text, sentence=one.sentence if one.quote else None)
        for one in row.evidence
        if (text := quotation(say, one))
    )
    yield from dict.fromkeys(
        say(
            "row.source" if one.issued else "row.source-undated",
            source=one.source,
            issued=one.issued,
        )
        for one in row.evidence
        if one.is_one_of_many
    )
    yield from dict.fromkeys(
        Line(say("row.address", address=one.address), address=one.address)
        for one in row.evidence
        if one.address
    )
    yield from _standing(say, row)


def _terms(say: Messages, row: Row) -> Iterable[str]:
    """On what terms it is done, in the plan's words: order, conditions, deadline, how, for whom."""
    if row.order is not None:
        yield say("row.order", order=row.order)
    for code in ("condition", "exception", "deadline"):
        if words := getattr(row, code):
            yield say(f"row.{code}", words=words)
    if row.anonymity:
        yield say(f"row.{row.anonymity}")
    for contact in row.contacts:
        reach = [one for one in (contact.telephone, contact.email, contact.hours) if one]
        yield say("row.contact", type=contact.type, reach=" · ".join(reach))
    if row.audience:
        yield say("row.audience", audience=labels(row.audience))


def _standing(say: Messages, row: Row) -> Iterable[str]:
    """What a row rests on, how sure it is, when it applies, what is to be remarked."""
    if row.rests_on:
        # What a law row rests on is the link to the situation, not the rule.
        yield say("row.shown-by" if row.layer == LAW else "row.rests-on", ids=row.rests_on)
    if row.confidence:
        sure = "row.confidence-law" if row.layer == LAW else "row.confidence"
        yield say(sure, confidence=say(f"confidence.{row.confidence}"))
    if row.valid_from or row.valid_to:
        which = "" if row.valid_from and row.valid_to else "-from" if row.valid_from else "-to"
        yield say(f"row.valid{which}", start=row.valid_from, end=row.valid_to)
    if row.note:
        yield say("row.note", note=row.note)
    if approved := _approved(say, row):
        yield approved


def _layer(say: Messages, row: Row) -> str:
    """Whose word it is, and how binding, where it says so."""
    layer = say(f"layer.{row.layer}")
    if row.modality == DESCRIPTIVE:
        return say("row.layer-only", layer=layer)
    return say("row.layer", layer=layer, modality=say(f"modality.{row.modality}"))


def _alternative(ident: str, row: Row | None) -> str:
    if row is None or row.act is None:
        return ident
    return f"{row.act.label} → {labels(row.recipients)} ({ident})"


def situations(say: Messages, row: Row) -> list[str]:
    """The situations that a row by itself speaks of, in one line; none where it has none."""
    if not row.situations:
        return []
    # Their labels have commas in them.
    told = "; ".join(one.label for one in row.situations)
    if len(row.situations) > 1:
        return [say("row.situations", situations=told)]
    return [say("row.situation", situation=told)]


def quotation(say: Messages, evidence: Evidence) -> str:
    """The words a row stands on: quoted with their sentence, or told in ours and marked so."""
    if evidence.quote:
        return say("row.quote", quote=evidence.quote, sentence=evidence.sentence or "–")
    if evidence.paraphrase:
        return say("row.paraphrase", text=evidence.paraphrase)
    return ""


def sentences(
    say: Messages, rows: Iterable[Row], others: Iterable[Ref] = ()
) -> list[Heading | Item]:
    """The sentences that the rows quote from, and others, whole, once each."""
    found = {one.id: one.label for one in others} | {
        one.sentence: one.sentence_text
        for row in rows
        for one in row.evidence
        if one.sentence and one.sentence_text
    }
    if not found:
        return []
    items = [
        Item(f"{sentence}: »{text}«", about=About("sentence", sentence))
        for sentence, text in sorted(found.items())
    ]
    return [Heading(say("section.sentences")), *items]


def gap_blocks(
    say: Messages, gaps: Sequence[Gap], differences: Sequence[Difference] = ()
) -> Iterator[Block]:
    """What the document doesn't say, and what others say of that; none is said in words."""
    yield Heading(say("section.gaps"))
    for gap in gaps:
        others = tuple(elsewhere(say, gap.id, differences))
        yield Item(f"{gap.text}  [{gap.id}]", others, About("gap", gap.id))
    if not gaps:
        yield Text(say("gaps.empty"), faint=True)


_FLAT = (
    "kind", "id", "layer", "modality", "situation", "step", "follows", "who", "act", "whom",
    "order", "condition", "exception", "deadline", "audience", "anonymity", "contacts",
    "channels", "urgency", "alternatives", "rests_on", "quote", "sentence", "paraphrase", "address",
    "valid_from", "valid_to", "confidence", "approved", "text",
)  # fmt: skip

Remark = tuple[str, str, str]
"""What is no row: its kind (answer, silence, gap or note), its id if any, and what it says."""


def flat(say: Messages, rows: Iterable[Row], remarks: Iterable[Remark] = ()) -> Table:
    """Rows as a flat table, one line each; below them what an answer says that is no row."""
    between = [""] * (len(_FLAT) - 3)
    return table(
        [say(f"column.{name}") for name in _FLAT],
        [
            (
                say("kind.assertion"),
                row.id,
                say(f"layer.{row.layer}"),
                say(f"modality.{row.modality}"),
                row.situation.label if row.situation else "",
                row.step,
                row.follows,
                _who(say, row),
                row.act.label if row.act else "",
                labels(row.recipients),
                row.order,
                row.condition,
                row.exception,
                row.deadline,
                labels(row.audience),
                say(f"row.{row.anonymity}") if row.anonymity else "",
                [one.telephone or one.email for one in row.contacts],
                labels(row.channels),
                say(f"urgency.{row.urgency}") if row.urgency else "",
                row.alternatives,
                row.rests_on,
                [one.quote for one in row.evidence if one.quote],
                [one.sentence for one in row.evidence if one.sentence],
                list(dict.fromkeys(one.paraphrase for one in row.evidence if one.paraphrase)),
                [one.address for one in row.evidence if one.address],
                row.valid_from,
                row.valid_to,
                say(f"confidence.{row.confidence}") if row.confidence else "",
                _approved(say, row),
                row.said,
            )
            for row in rows
        ]
        + [(say(f"kind.{kind}"), ident, *between, text) for kind, ident, text in remarks],
    )


def _approved(say: Messages, row: Row) -> str:
    if row.layer == LAW:
        return say("row.law-approved" if row.approved else "row.law-not-approved")
    return ""
