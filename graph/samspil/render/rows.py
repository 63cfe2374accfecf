"""How one row of an answer is told in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from samspil.answers.model import Difference, Evidence, Gap, Ref, Row
from samspil.answers.sentences import capital, sentence, verb_phrase
from samspil.messages import Messages
from samspil.model.terms import DESCRIPTIVE, LAW, STATED
from samspil.render.blocks import About, Block, Heading, Item, Line, Table, Text, table
from samspil.render.differences import elsewhere

_ANOTHER_SENTENCE = re.compile(r"[:;]|\. \w")


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
    """A row as an entry: what it says, in a sentence; under it all that goes with it.

    `among` are the rows shown with it, so that an alternative can be told in words.
    """
    # Its alternatives have a line of their own, in words.
    head = f"{sentence(say, replace(row, alternatives=()))}  [{row.id}]"
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
    yield from practical(say, row)
    if place := " ".join(part for part in place_in_law(row) if part):
        yield place
    if row.alternatives:
        told = [_alternative(say, one, among.get(one)) for one in row.alternatives]
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
    yield from standing(say, row)


def practical(say: Messages, row: Row) -> Iterable[str]:
    """What one needs to do it: the plan's own order, whether one may be anonymous, whom to ring."""
    if row.order is not None:
        yield say("row.order", order=row.order)
    if row.anonymity:
        yield say(f"row.{row.anonymity}")
    for contact in row.contacts:
        reach = [one for one in (contact.telephone, contact.email, contact.hours) if one]
        told = say("row.contact", type=contact.type, reach=" · ".join(reach))
        yield f"{told}  [{contact.id}]"


def standing(say: Messages, row: Row) -> Iterable[str]:
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
    if row.valid_from and row.known_before:
        yield say("row.known-before")
    if row.layer == LAW:
        yield from sorted({_read(say, one) for one in row.evidence if one.read_on})
    if row.note:
        yield say("row.note", note=row.note)
    if approved := _approved(say, row):
        yield approved


def _read(say: Messages, evidence: Evidence) -> str:
    """When a rule was read, and whether it was the law itself."""
    code = "row.read-on" if evidence.text_read else "row.read-elsewhere"
    return say(code, date=evidence.read_on or "–")


def _layer(say: Messages, row: Row) -> str:
    """Whose word it is, and how binding, where it says so."""
    layer = say(f"layer.{row.layer}")
    if row.modality == DESCRIPTIVE:
        return say("row.layer-only", layer=layer)
    return say("row.layer", layer=layer, modality=say(f"modality.{row.modality}"))


def _alternative(say: Messages, ident: str, row: Row | None) -> str:
    verb = verb_phrase(say, row) if row else ""
    return f"{verb} ({ident})" if verb else ident


def place_in_law(row: Row) -> tuple[str, str]:
    """The acts and the section that a rule stands in, as one cites them; nothing of other rows."""
    # The number of an act is for its own page; its name is enough to find it.
    acts = ", ".join(act.label.partition(" (")[0] for act in row.legal_basis)
    section = row.section or ""
    joint = ":" if len(row.legal_basis) > 1 else "" if section.startswith("§") else ","
    return (f"{acts}{joint}" if acts and section else acts), section


def law_in_short(say: Messages, row: Row) -> str:
    """A rule of law in one line: what it demands, forbids or permits, and where it stands."""
    said = " ".join(part for part in (sentence(say, row), *place_in_law(row)) if part)
    return f"{said}  [{row.id}]"


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
        yield Item(f"{gap_text(say, gap)}  [{gap.id}]", others, About("gap", gap.id))
    if not gaps:
        yield Text(say("gaps.empty"), faint=True)


def marked_sentences(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """The sentences that rows quote from, whole, by their ids; what is quoted stands in »«."""
    quoted: dict[str, list[Evidence]] = {}
    for row in rows:
        for one in row.evidence:
            if one.sentence and one.sentence_text and one.quote:
                quoted.setdefault(one.sentence, []).append(one)
    return [(ident, _marked(some)) for ident, some in sorted(quoted.items())]


def _marked(quoted: Sequence[Evidence]) -> str:
    whole = quoted[0].sentence_text or ""
    spans = [
        (start, start + len(quote))
        for quote in (" ".join((one.quote or "").split()) for one in quoted)
        if (start := whole.find(quote)) >= 0
    ]
    if not spans:
        return f"»{whole}«"
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    return f"{whole[:start]}»{whole[start:end]}«{whole[end:]}"


def gap_text(say: Messages, gap: Gap) -> str:
    """What is missing, without »the document doesn't say« where the heading has said so.

    What says more than that is told whole: it would say the opposite without its beginning.
    """
    rest = gap.text.removeprefix(say("gaps.beginning"))
    goes_on = _ANOTHER_SENTENCE.search(rest) or say("gaps.goes-on") in rest
    return gap.text if goes_on else capital(rest)


_FLAT = (
    "kind", "id", "layer", "modality", "situation", "step", "follows", "who", "act", "whom",
    "order", "condition", "exception", "deadline", "manner", "audience", "anonymity",
    "contacts", "channels", "urgency", "alternatives", "rests_on", "quote", "sentence",
    "paraphrase", "address", "valid_from", "valid_to", "confidence", "approved", "text",
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
                row.manner,
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
