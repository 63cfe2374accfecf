"""The page of an audit: the point of it in short, or all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from samspil.answers.model import Evidence
from samspil.answers.sentences import capital
from samspil.audit.model import KINDS, STATUSES, Audit, Finding, Grade, Held, Signed, Trace
from samspil.audit.table import audit_table, signed_by
from samspil.messages import Messages
from samspil.model.terms import LAW
from samspil.render.blocks import (
    About,
    Block,
    Contents,
    Heading,
    Item,
    Line,
    Page,
    Text,
    table,
)

_SAID_IN_SHORT = frozenset({"contradiction", "overdue", "vulnerable"})
_SHORT = ("differs-from-law",)
_IN_ANCHOR = 3
_CLAIMS = ("claim", "quote", "reading", "law", "read_on", "signed")


def audit_page(say: Messages, audit: Audit, *, full: bool) -> Page:
    """The report: in short what it says, or with all that is behind it."""
    title = say("audit.title", dataset=audit.dataset_label or audit.dataset)
    blocks: list[Block] = [Heading(title, 1), *_summary(say, audit)]
    if full:
        blocks += [Contents(say("audit.contents")), *_whole(say, audit)]
    else:
        blocks.append(Text(say("audit.more"), faint=True))
    return Page(tuple(blocks), lambda: audit_table(say, audit))


def _summary(say: Messages, audit: Audit) -> Iterator[Block]:
    issued = [one.issued or say("audit.undated") for one in audit.documents]
    looked = audit.looked
    yield Text(say("audit.read", used=looked.used, sentences=looked.sentences, issued=issued,
                   as_of=audit.as_of) + _signed_count(say, audit))  # fmt: skip
    yield from (Text(note) for note in audit.notes)
    for layer in (LAW, "external"):
        own = [one for one in audit.requirements if one.required_by.layer == layer]
        if own:
            counts = Counter(one.status for one in own)
            told = [say(f"audit.count.{one}", n=counts[one]) for one in STATUSES if counts[one]]
            yield Item(say(f"audit.requirements.{layer}", told=told))
    for kind in KINDS:
        yield from _of_kind(say, audit, kind)


def _signed_count(say: Messages, audit: Audit) -> str:
    looked = audit.looked
    if looked.to_read is None:
        return ""
    return " " + say("audit.signed-count", signed=looked.signed, to_read=looked.to_read)


def _of_kind(say: Messages, audit: Audit, kind: str) -> Iterator[Block]:
    found = [one for one in audit.findings if one.kind == kind]
    head = say(f"audit.kind.{kind}")
    if not found:
        yield Item(say(f"audit.none.{kind}", n=audit.compared))
        return
    if kind in _SAID_IN_SHORT:
        yield from (Item(f"{head}: {one.text}{_numbered(one)}") for one in found)
        return
    counts = Counter(one.code for one in found)
    told = [say(f"audit.counted.{code}", n=counts[code]) for code in counts]
    yield Item(f"{head}: {'; '.join(told)}")
    for one in found:
        if one.code in _SHORT:
            yield Item(f"{one.text}{_numbered(one)}")


def _whole(say: Messages, audit: Audit) -> Iterator[Block]:
    for layer in (LAW, "external"):
        own = [one for one in audit.requirements if one.required_by.layer == layer]
        if own:
            yield Heading(say(f"audit.heading.{layer}"), anchor=layer)
            yield Text(say("audit.requirements-under"), faint=True)
            yield from (_requirement(say, audit, one) for one in own)
            if layer != LAW:
                traces = {one.required_by.id: one.required_by for one in own}
                for trace in traces.values():
                    lines = tuple(_quotes(say, audit, [trace]))
                    yield Item(say("audit.basis", id=trace.id), lines, anchor=trace.id)
    for kind in KINDS:
        found = [one for one in audit.findings if one.kind == kind]
        yield Heading(say(f"audit.kind.{kind}"), anchor=kind)
        yield Text(say(f"audit.under.{kind}"), faint=True)
        if not found:
            yield Text(say(f"audit.none.{kind}", n=audit.compared))
        yield from _entries(say, audit, found)
    yield Heading(say("audit.heading.rules"), anchor="rules")
    yield Text(say("audit.under.law-beside"), faint=True)
    yield from _rules(say, audit)
    if audit.readings:
        yield Heading(say("audit.heading.readings"), anchor="readings")
        yield Text(say("audit.readings-under"), faint=True)
        yield from (_reading(say, audit, one) for one in audit.readings)
    yield Heading(say("audit.heading.looked"), anchor="sentences")
    yield from _looked(say, audit)
    yield Heading(say("audit.heading.claims"), anchor="claims")
    yield Text(say("audit.claims-under"), faint=True)
    claims = table([say(f"audit.column.{one}") for one in _CLAIMS], [*_claims(say, audit)])
    yield replace(claims, anchors=tuple(one.id for one in audit.claims))


def _requirement(say: Messages, audit: Audit, held: Held) -> Item:
    lines: list[Line | str] = [*_required(say, held.required_by)]
    if held.shown:
        lines.append(say("audit.shown", ids=held.shown))
        shown = [one for one in held.traces if one.id in held.shown]
        lines += _quotes(say, audit, shown, held.readings)
    if held.open:
        lines.append(say("audit.open", ids=held.open))
        lines += _quotes(say, audit, [one for one in held.traces if one.id in held.open])
    if held.looked_for:
        lines.append(say("audit.looked-for", words=held.looked_for))
        by_word = any(one.startswith("»") for one in held.looked_for)
        lines.append((_looked_in if by_word else _read_of)(say, audit))
    if held.note:
        lines.append(held.note)
    lines.append(_graded(say, held.grade))
    head = f"{held.label}: {held.text}  [{held.id}, {held.required_by.id}]"
    return Item(head, tuple(lines), anchor=held.id)


def _required(say: Messages, trace: Trace) -> Iterator[Line | str]:
    """What requires it, the law or the source, and where that was read."""
    place = _place(trace) or say("audit.heading.external")
    yield say("audit.required-by", place=place, id=trace.id)
    yield from _addresses(say, trace)


def _addresses(say: Messages, trace: Trace) -> Iterator[Line]:
    for one in trace.evidence:
        if one.address:
            yield Line(f"{one.address} ({_read(say, one)})", address=one.address)


def _read_of(say: Messages, audit: Audit) -> str:
    return say("audit.read-of", used=audit.looked.used, sentences=audit.looked.sentences)


def _looked_in(say: Messages, audit: Audit) -> str:
    return say("audit.looked-in", used=audit.looked.used, sentences=audit.looked.sentences)


def _reading(say: Messages, audit: Audit, trace: Trace) -> Item:
    lines: list[Line | str] = [say("audit.reading-why", why=trace.why)] if trace.why else []
    if trace.confidence:
        confidence = say(f"confidence.{trace.confidence}")
        lines.append(say("row.confidence", confidence=confidence))
    lines += [_quoted(one) for one in trace.evidence]
    if not trace.evidence:
        lines.append(_read_of(say, audit))
    return Item(f"{trace.text}  [{trace.id}]", tuple(lines), anchor=trace.id)


def _quoted(evidence: Evidence) -> Line:
    return Line(f"»{evidence.quote}« ({evidence.sentence})", sentence=evidence.sentence)


def _anchor(found: Finding) -> str:
    """A gap is found by its own id; other lines by what was found, and the first id."""
    own = [one for one in found.traces if one.what == "gap"]
    alone = found.kind == "silence" and len(found.ids) == len(own) == 1
    return found.ids[0] if alone else "-".join((found.code, *found.ids[:_IN_ANCHOR]))


def _entries(say: Messages, audit: Audit, found: Sequence[Finding]) -> Iterator[Block]:
    """The findings, those of one code together."""
    codes = dict.fromkeys(one.code for one in found)
    for code in codes:
        own = [one for one in found if one.code == code]
        yield Heading(capital(say(f"audit.counted.{code}", n=len(own))), 3)
        for one in own:
            things = one.params.get("things")
            lines: list[Line | str] = [say("audit.about", things=things)] if things else []
            # What a gap says is the line itself.
            traces = [replace(it, text=None) if it.text == one.text else it for it in one.traces]
            lines += _quotes(say, audit, traces, one.readings)
            if one.code == "told-elsewhere" and not any(t.what == "gap" for t in one.traces):
                lines.append(_read_of(say, audit))
            lines.append(_graded(say, one.grade))
            yield Item(f"{one.text}{_numbered(one)}", tuple(lines), anchor=_anchor(one))


def _numbered(found: Finding) -> str:
    """The ids that a line rests on and doesn't name yet."""
    unsaid = [one for one in found.ids if not re.search(rf"[\[ ]{re.escape(one)}[\],]", found.text)]
    return f"  [{', '.join(unsaid)}]" if unsaid else ""


def _quotes(
    say: Messages, audit: Audit, traces: Iterable[Trace], readings: Iterable[Trace] = ()
) -> Iterator[Line | str]:
    """The words that some things stand on, each once, with the ids of all that stand on them.

    Then the readings, in their own words.
    """
    standing: dict[tuple[str, str | None, str | None], list[str]] = {}
    for trace in traces:
        for text, sentence, address in _words(say, audit, trace):
            if text:
                standing.setdefault((text, sentence, address), []).append(trace.id)
    for (text, sentence, address), ids in standing.items():
        own = [one for one in dict.fromkeys(ids) if one != sentence]
        head = f"{', '.join(own)}: " if own else ""
        yield Line(f"{head}{text}", sentence=sentence, address=address)
    yield from (say("audit.reading", id=one.id, text=one.text) for one in readings)


def _words(
    say: Messages, audit: Audit, trace: Trace
) -> Iterator[tuple[str, str | None, str | None]]:
    """Of a rule its place: what it says stands once, with the rules; of a gap where it was seen."""
    if trace.what == "gap":
        yield trace.text or "", None, None
        for one in trace.near:
            yield say("audit.near", quote=one.quote, sentence=one.sentence), one.sentence, None
        if not trace.evidence:
            yield _read_of(say, audit), None, None
    if trace.in_short:
        yield say("audit.rule", text=trace.in_short, place=_place(trace)), None, None
        return
    if trace.why:
        yield say("audit.link", why=trace.why), None, None
    for one in trace.evidence:
        if one.quote:
            yield f"»{one.quote}« ({one.sentence})", one.sentence, None
        elif one.paraphrase:
            yield say("row.paraphrase", text=one.paraphrase), None, None
        if one.address:
            read = _read(say, one)
            yield f"{one.address} ({read})" if read else one.address, None, one.address


def _place(trace: Trace) -> str:
    return " ".join(part for part in (", ".join(trace.acts), trace.section or "") if part)


def _rules(say: Messages, audit: Audit) -> Iterator[Block]:
    """Each rule that a line rests on, once and whole."""
    traces = [one.required_by for one in audit.requirements]
    traces += [trace for one in audit.findings for trace in one.traces]
    for ident, trace in sorted({one.id: one for one in traces if one.layer == LAW}.items()):
        texts = dict.fromkeys(one.paraphrase for one in trace.evidence if one.paraphrase)
        lines: list[Line | str] = [say("row.paraphrase", text=text) for text in texts]
        lines += _addresses(say, trace)
        yield Item(f"{_place(trace)}  [{ident}]", tuple(lines), anchor=ident)


def _read(say: Messages, evidence: Evidence) -> str:
    if not evidence.read_on:
        return ""
    # Of a web page there is no other text than its own.
    code = "audit.text-not-read" if evidence.text_read is False else "audit.text-read"
    return say(code, date=evidence.read_on)


def _graded(say: Messages, grade: Grade) -> str:
    parts = [say(f"audit.basis.{grade.weakest}")]
    if grade.confidence:
        parts.append(say("row.confidence", confidence=say(f"confidence.{grade.confidence}")))
    if grade.law_approved is not None:
        parts.append(say("row.law-approved" if grade.law_approved else "row.law-not-approved"))
    parts.append(signed_by(say, grade.signed))
    return say("audit.grade", told="; ".join(part for part in parts if part))


def _read_by(say: Messages, signed: Signed) -> str:
    """A cell: who has checked it, or no more than that nobody has."""
    return say("cell.no") if signed.state == "unread" else signed_by(say, signed)


def _looked(say: Messages, audit: Audit) -> Iterator[Block]:
    looked = audit.looked
    yield Text(say("audit.looked", used=looked.used, sentences=looked.sentences))
    unused = {one.id: one.label or say("audit.unused") for one in looked.unused}
    for one in audit.sentences:
        lines = (unused[one.id],) if one.id in unused else ()
        about = About("sentence", one.id)
        yield Item(f"{one.id}: »{one.label}«", lines, about, anchor=one.id)
    if looked.to_read is not None:
        yield Text(say("audit.signed-count", signed=looked.signed, to_read=looked.to_read))
    yield Text(say("audit.not-looked"))


def _claims(say: Messages, audit: Audit) -> Iterator[tuple[object, ...]]:
    told = {one.id: one.text for one in audit.readings}
    for one in audit.claims:
        quotes = [f"»{it.quote}« ({it.sentence})" for it in one.evidence if it.quote]
        days = [say.day(day) for day in one.read_on]
        if one.unread:
            days.append(say("audit.unread", ids=one.unread))
        head = f"{one.text}  [{one.id}]"
        readings = [f"{ident}: {told[ident]}" for ident in one.readings]
        yield head, quotes, readings, one.law, days, _read_by(say, one.signed)
