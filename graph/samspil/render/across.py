"""Two municipalities side by side: a table by situation, and what can't be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samspil.answers.model import Ref, Row
from samspil.answers.sentences import sentence, told
from samspil.comparing.across import Across, Line, Strongest
from samspil.messages import Messages
from samspil.render.blocks import Block, Heading, Item, Page, Table, Text, table
from samspil.render.rows import quotation
from samspil.render.short import fitted

_COLUMNS = ("situation", "tier", "before", "after", "alike")


def across_worded(say: Messages, beside: Across) -> Across:
    """The comparison with the sentences of its rows."""
    return told(say, beside)


def across_page(say: Messages, beside: Across) -> Page:
    """The point first, then each situation with both sides' words, then what has no counterpart."""
    return Page(tuple(_whole(say, beside)), lambda: _sheet(say, beside))


def short_across_page(say: Messages, beside: Across) -> Page:
    """As many situations as one screen holds."""
    whole = across_page(say, beside)
    lines = sorted(beside.lines, key=lambda line: line.alike)

    def tell(most: int) -> Iterator[Block]:
        yield from _top(say, beside)
        yield from (_line(say, beside, line, short=True) for line in lines[:most])
        if most < len(lines):
            yield Text(say.count("diff.more", len(lines) - most))
        yield Text(say("across.full"), faint=True)

    return fitted(tell, whole.make_flat, range(len(lines), -1, -1))


def _top(say: Messages, beside: Across) -> Iterator[Block]:
    names = {"before": beside.before.label, "after": beside.after.label}
    yield Heading(say("across.title", **names), 1)
    yield Text(say("across.under", as_of=beside.as_of), faint=True)
    if not beside.comparable:
        yield Text(say("across.nothing-same"))
    for is_after in (True, False) if beside.comparable else ():
        strong, weak = (beside.after, beside.before) if is_after else (beside.before, beside.after)
        found = [
            say("across.where", situation=line.situation.label, tier=line.tier.label)
            for line in beside.stronger(after=is_after)
        ]
        code = "across.stronger" if found else "across.not-stronger"
        yield Text(say(code, strong=strong.label, weak=weak.label, situations=found))
    if beside.silent:
        yield Text(say("across.silent", situations=[one.label for one in beside.silent]))
    alone = say(
        "across.alone-count",
        before=beside.before.label, n=len(beside.only_before),
        after=beside.after.label, m=len(beside.only_after),
    )  # fmt: skip
    yield Text(alone)


def _whole(say: Messages, beside: Across) -> Iterator[Block]:
    yield from _top(say, beside)
    if beside.lines:
        yield Heading(say("across.compared"))
        yield from (_line(say, beside, line, short=False) for line in beside.lines)
    for place, alone in ((beside.before, beside.only_before), (beside.after, beside.only_after)):
        if alone:
            yield Heading(say("across.only", place=place.label))
            yield from (Item(one.label) for one in alone)
    yield Text(say("across.why-alone"), faint=True)


def _line(say: Messages, beside: Across, line: Line, *, short: bool) -> Item:
    verdict = say("across.alike" if line.alike else "across.otherwise")
    head = say("across.head", situation=line.situation.label, tier=line.tier.label, verdict=verdict)
    lines = [
        text
        for place, side in ((beside.before, line.before), (beside.after, line.after))
        for text in _side(say, place, side, short=short)
    ]
    if not short:
        lines.append(say(f"across.same-by-{line.same_by}", other=line.other_situation.label))
    return Item(head, tuple(lines))


def _side(say: Messages, place: Ref, side: Strongest, *, short: bool) -> Iterator[str]:
    binding = say(f"modality.{side.modality}") if side.modality else _silence(say, side)
    shown = side.rows[:1] if short else side.rows
    said = " ".join(_said(say, row) for row in shown)
    more = len(side.rows) - len(shown)
    yield say("across.side", place=place.label, binding=binding, said=said).rstrip() + (
        f" {say('diff.and-more', n=more)}" if more else ""
    )
    if not short:
        yield from dict.fromkeys(text for row in side.rows for text in _quotes(say, row))
    for row in side.later:
        yield say("across.later", binding=say(f"modality.{row.modality}"), said=_said(say, row))
        if not short:
            yield from _quotes(say, row)
    for row in side.bans:
        yield say(
            "across.side", place=place.label, binding=say("modality.must-not"), said=_said(say, row)
        )
        if not short:
            yield from _quotes(say, row)


def _silence(say: Messages, side: Strongest) -> str:
    """No word on it: a silence that is written down is told by its gaps.

    What a later step says is said of another situation, but nobody may read it as silence.
    """
    if side.later:
        return say("across.nothing-here")
    if side.gaps:
        return say("across.gaps", ids=[gap.id for gap in side.gaps])
    return say("across.nothing")


def _said(say: Messages, row: Row) -> str:
    return f"{sentence(say, replace(row, alternatives=()))} [{row.id}]"


def _quotes(say: Messages, row: Row) -> list[str]:
    return [text for one in row.evidence if (text := quotation(say, one))]


def _sheet(say: Messages, beside: Across) -> Table:
    columns = [say(f"column.{one}") for one in _COLUMNS]
    columns[2:4] = [beside.before.label, beside.after.label]
    rows = [
        (
            line.situation.label,
            line.tier.label,
            " ".join(_side(say, beside.before, line.before, short=False)),
            " ".join(_side(say, beside.after, line.after, short=False)),
            say("across.alike" if line.alike else "across.otherwise"),
        )
        for line in beside.lines
    ]
    alone = say("across.uncompared")
    rows += [(one.label, "", alone, "", "") for one in beside.only_before]
    rows += [(one.label, "", "", alone, "") for one in beside.only_after]
    return table(columns, rows)
