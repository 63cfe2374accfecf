"""The pages of how far a message may travel: from one actor, or all by all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samspil.answers.reach import Reach, Stopped, Way
from samspil.answers.sentences import capital, sentence
from samspil.messages import Messages
from samspil.model.terms import LAYERS, STATED
from samspil.render.blocks import About, Block, Heading, Item, Page, Text, table
from samspil.render.informed import under
from samspil.render.rows import flat, labels, law_in_short, row_item, sentences
from samspil.render.short import ROOMS, Room, fitted, missing, words

_WAYS = ("situation", "from", "whom", "step", "modality", "layer", "follows")
# What stands in the way of one who must be told is read before who is never told anything.
_REASONS = (
    "forbidden", "only-from-others", "sender-not-stated", "channel", "only-a-seat", "elsewhere",
    "never",
)  # fmt: skip


def reach_page(say: Messages, answer: Reach) -> Page:
    """The whole of it: each step with its quote, each one not reached with what stops it."""
    told = [
        ("stopped", one.actor.id, f"{one.actor.label}: {_why(say, answer, one)}")
        for one in answer.stopped
    ]
    rows = [step.row for step in answer.steps] + list(answer.unsaid) + list(answer.bans)
    return Page(tuple(_whole(say, answer)), lambda: flat(say, rows, told))


def _whole(say: Messages, answer: Reach) -> Iterator[Block]:
    yield from _head(say, answer)
    for shelf in LAYERS:
        steps = [step for step in answer.steps if step.shelf == shelf]
        if not steps:
            continue
        if shelf != STATED:
            yield Heading(say(f"section.beside-{shelf}"))
        for step in steps:
            where = step.row.situation.label if step.row.situation else "–"
            own = [say("reach.step", number=step.number, after=step.after or "–")]
            if step.number > 1 or shelf != STATED:
                own.append(say("row.situation", situation=where))
            yield row_item(say, step.row, extra=own)
    if answer.unsaid:
        yield Heading(say("reach.unsaid"))
        yield from (row_item(say, row) for row in answer.unsaid)
    if answer.bans:
        yield Heading(say("group.must-not"))
        yield from (row_item(say, row) for row in answer.bans)
    if answer.law:
        yield Heading(say("reach.law", actor=answer.actor.label))
        yield from (Item(law_in_short(say, row), about=About("row", row.id)) for row in answer.law)
    yield Heading(say("reach.stopped"))
    for one in _in_order(answer.stopped):
        lines = tuple(f"{gap.in_short or gap.text} [{gap.id}]" for gap in one.gaps)
        head = f"{one.actor.label}: {_why(say, answer, one)}"
        yield Item(head, lines, About("thing", one.actor.id))
    yield from (Text(note.text, faint=True) for note in answer.notes)
    yield from sentences(say, [step.row for step in answer.steps if step.shelf == STATED])


def short_reach_page(say: Messages, answer: Reach) -> Page:
    """As much of it as one screen holds; its sheet is the whole one."""
    whole = reach_page(say, answer)
    return fitted(lambda room: _short(say, answer, room), whole.make_flat, ROOMS)


def _short(say: Messages, answer: Reach, room: Room) -> Iterator[Block]:
    yield from _head(say, answer)
    own = [step for step in answer.steps if step.shelf == STATED]
    for step in own[: room.rows]:
        yield Item(f"{step.number}. {sentence(say, step.row)}  [{step.row.id}]")
    if rest := [step.row.id for step in own[room.rows :]]:
        yield Item(say("short.more-rows", ids=rest))
    for shelf in LAYERS[1:]:
        if ids := [step.row.id for step in answer.steps if step.shelf == shelf]:
            yield Text(say(f"reach.beside-{shelf}", ids=ids))
    yield from _unsaid(say, answer, room)
    if answer.bans:
        yield Item(
            say("short.rows-only", ids=[row.id for row in answer.bans]), mark=say("mark.must-not")
        )
    yield Heading(say("reach.stopped"))
    for reason in _REASONS:
        some = [one for one in answer.stopped if one.reason == reason]
        if some:
            yield Item(_together(say, reason, some, room))
    yield from words(say, [step.row for step in own], room)
    yield from missing(say, answer.gaps, room)
    if answer.law:
        rules = ", ".join(row.id for row in answer.law)
        yield Text(f"{say('reach.law', actor=answer.actor.label)}: {rules}")
    more = f"samspil informed {answer.situation.id}"
    yield Text(say("short.more", sources="", commands=more))
    yield Text(say("short.danger"))


def _unsaid(say: Messages, answer: Reach, room: Room) -> Iterator[Block]:
    if answer.unsaid:
        yield Text(f"{say('reach.unsaid')}:")
    for row in answer.unsaid[: room.rows]:
        yield Item(f"{sentence(say, row)}  [{row.id}]")
    if rest := [row.id for row in answer.unsaid[room.rows :]]:
        yield Item(say("short.more-rows", ids=rest))


def _head(say: Messages, answer: Reach) -> Iterator[Block]:
    situation = answer.situation.label
    yield Heading(say("reach.title", actor=answer.actor.label, situation=situation), 1)
    yield under(say, answer)
    own = [one for one, step in answer.reached.items() if step.shelf == STATED]
    code = "reach.point" if own else "reach.nowhere"
    yield Text(say(code, actor=answer.actor.label, reached=labels(own), n=len(own)))


def _together(say: Messages, reason: str, some: Sequence[Stopped], room: Room) -> str:
    """Those whom one thing stops, by name where there is room for it, else how many."""
    few = room.labels and (len(some) <= 4 or (reason != "never" and room.words))
    who = labels(one.actor for one in some) if few else say.count("reach.so-many", len(some))
    return f"{capital(say(f'reach.short-{reason}'))}: {who}"


def _why(say: Messages, answer: Reach, stopped: Stopped) -> str:
    return say(
        f"reach.{stopped.reason}",
        through=labels(stopped.through),
        ids=stopped.rows,
        situation=answer.situation.label,
    )


def _in_order(stopped: Sequence[Stopped]) -> list[Stopped]:
    return sorted(stopped, key=lambda one: (_REASONS.index(one.reason), one.actor.label))


def ways_page(say: Messages, ways: Sequence[Way], under: str) -> Page:
    """All by all: a line for each two between whom a message may go, situation by situation."""
    sheet = table(
        [say(f"column.{one}") for one in _WAYS],
        [
            (
                way.situation.label,
                way.start.label,
                way.end.label,
                way.steps,
                say(f"modality.{way.weakest}"),
                say(f"layer.{way.shelf}"),
                way.rows,
            )
            for way in ways
        ],
    )
    head = (Heading(say("reach.ways"), 1), Text(under, faint=True), Text(say("reach.ways-how")))
    body = sheet if ways else Text(say("reach.ways-empty"))
    return Page((*head, body), lambda: sheet)
