"""A judged log as a page: how many of what, the worst first, each with the norm it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samspil.answers.model import Ref, Row
from samspil.conformance.ledger import Tally
from samspil.conformance.model import (
    AS_STATED,
    STEPS,
    VERDICTS,
    WRONG,
    StepFinding,
)
from samspil.conformance.reading import Checked
from samspil.conformance.summary import StepEntry, entries, step_entries
from samspil.messages import Messages
from samspil.render.audit_log_rows import log_columns, log_rows
from samspil.render.audit_log_words import Teller, day_of
from samspil.render.blocks import Block, Heading, Item, Page, Table, Text, table
from samspil.render.rows import standing
from samspil.render.short import Room, fitted

_NAMED = 3
_SHORTEST = (8, 6, 5, 4, 3, 2, 1, 0)


def log_page(say: Messages, head: Ref, checked: Checked, *, full: bool) -> Page:
    """The page of a judged log: as much as one screen holds, or all."""
    teller = Teller(say, head, checked)
    events, steps = entries(checked), step_entries(checked)

    def flat() -> Table:
        return table(log_columns(say), list(log_rows(say, checked)))

    if full:
        return Page(tuple(_whole(teller, events, steps)), flat)
    rooms = [Room(rules=0, gaps=0, rows=rows) for rows in _SHORTEST]
    return fitted(lambda room: _short(teller, events, steps, room.rows), flat, rooms)


def _top(teller: Teller, *, short: bool = False) -> Iterator[Block]:
    say, checked = teller.say, teller.checked
    days = checked.ledger.moments
    yield Heading(say("log.title", file=checked.file, dataset=teller.head.label), 1)
    yield Text(
        say(
            "log.extent",
            events=len(checked.ledger),
            cases=len(checked.ledger.cases),
            first=day_of(min(days) >> 1),
            last=day_of(max(days) >> 1),
        ),
        faint=True,
    )
    counts = [f"{say(f'log.verdict.{one}')} {checked.verdicts[one]}" for one in VERDICTS]
    yield Text(say("log.counts", counts=" · ".join(counts)))
    kinds = [one.kind for one in checked.steps]
    told = [f"{say(f'log.kind.{one}')} {kinds.count(one)}" for one in STEPS]
    yield Text(say("log.step-counts", counts=" · ".join(told)))
    yield from map(Text, teller.unbound(short=short))
    yield from map(Text, (*teller.counted(), *teller.eights()))


def _short(
    teller: Teller, events: Sequence[Tally], steps: Sequence[StepEntry], room: int
) -> Iterator[Block]:
    say = teller.say
    yield from _top(teller, short=True)
    yield from _unsure(teller)
    worst: list[Tally | StepEntry] = [*(one for one in events if _is_found(one)), *steps]
    worst.sort(key=lambda one: _kind(one) not in WRONG)
    yield Heading(say("log.worst"))
    if not worst:
        yield Text(say("log.nothing"))
    for one in worst[:room]:
        if isinstance(one, Tally):
            yield _entry(teller, one, short=True)
        else:
            yield _step(teller, one, short=True)
    left = len(worst[room:])
    yield Text(say("log.more", n=left) if left else say("log.all"), faint=True)


def _is_found(entry: Tally) -> bool:
    return entry.judgement.verdict != AS_STATED


def _kind(one: Tally | StepEntry) -> str:
    return one.judgement.verdict if isinstance(one, Tally) else one.finding.kind


def _whole(teller: Teller, events: Sequence[Tally], steps: Sequence[StepEntry]) -> Iterator[Block]:
    say = teller.say
    yield from _top(teller)
    yield from _understood(teller)
    for verdict in VERDICTS:
        own = [one for one in events if one.judgement.verdict == verdict]
        yield Heading(say(f"log.heading.{verdict}"))
        yield Text(say(f"log.means.{verdict}"), faint=True)
        if not own:
            yield Text(say("log.none"))
        yield from (_entry(teller, one) for one in own)
    yield Heading(say("log.heading.steps"))
    yield Text(say("log.means.steps"), faint=True)
    if not steps:
        yield Text(say("log.none"))
    yield from (_step(teller, one) for one in steps)
    yield Text(say("log.limits"), faint=True)


def _unsure(teller: Teller) -> Iterator[Block]:
    """What was read otherwise than to the letter, in a line: nobody may miss that it was."""
    say = teller.say
    values = [one for one in teller.checked.values if one.named.state != "empty"]
    guessed = [one for one in values if one.named.state == "known" and not one.named.exact]
    unknown = [one for one in values if one.named.state != "known"]
    if guessed:
        as_what = [
            say("log.as", part=say(f"log.part.{one.column}"), row=one.row, label=one.named.label)
            for one in guessed[:_NAMED]
        ]
        yield Text(say("log.guessed", n=len(guessed), values="; ".join(as_what)))
    if unknown:
        places = [
            say("log.at", part=say(f"log.part.{one.column}"), row=one.row)
            for one in unknown[:_NAMED]
        ]
        yield Text(say("log.unknown", n=len(unknown), values="; ".join(places)))


def _understood(teller: Teller) -> Iterator[Block]:
    say = teller.say
    told = [one for one in teller.checked.values if one.named.state != "empty"]
    unsure = [one for one in told if one.named.state != "known" or not one.named.exact]
    yield Heading(say("log.heading.understood"))
    yield Text(say("log.means.understood", exact=len(told) - len(unsure), others=len(unsure)))
    for one in unsure:
        named = one.named
        text = say(
            f"log.value.{named.state}", part=say(f"log.part.{one.column}"), row=one.row,
            label=named.label, events=one.events,
        )  # fmt: skip
        near = [say("log.near", near=named.near)] if named.near else []
        yield Item(text, tuple(near))


def _entry(teller: Teller, entry: Tally, *, short: bool = False) -> Item:
    say, judgement = teller.say, entry.judgement
    more = " …" if entry.events > len(entry.rows) else ""
    rows = ", ".join(str(row) for row in entry.rows) + more
    count = say.count("log.events", entry.events, rows=rows)
    verdict = f"{say(f'log.verdict.{judgement.verdict}').upper()}: " if short else ""
    lines = [
        teller.why(judgement),
        *teller.readings(entry.flow, judgement),
        *_norms(teller, judgement.rows, short=short),
    ]
    return Item(f"{verdict}{teller.flow(entry.flow)} ({count})", tuple(lines))


def _step(teller: Teller, entry: StepEntry, *, short: bool = False) -> Item:
    say = teller.say
    names = ", ".join(entry.names) + (" …" if entry.cases > len(entry.names) else "")
    count = say.count("log.cases", entry.cases, names=names)
    kind = say(f"log.kind.{entry.finding.kind}")
    head = f"{kind.upper() if short else kind}: {teller.step(entry.finding)} ({count})"
    return Item(head, tuple(_norms(teller, _rows(entry.finding), short=short)))


def _rows(finding: StepFinding) -> list[Row]:
    return [finding.row, *([finding.before] if finding.before else [])]


def _norms(teller: Teller, rows: Sequence[Row], *, short: bool) -> Iterator[str]:
    """The norms that something stands on; in full with what they rest on, and how sure that is."""
    for row in rows[:1] if short else rows:
        yield teller.norm(row)
        under = () if short else tuple(standing(teller.say, row))
        if under:
            yield " · ".join(under)
