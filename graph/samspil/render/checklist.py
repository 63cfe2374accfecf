"""What a document does not say, as a list of questions to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from samspil.messages import Messages
from samspil.render.blocks import About, Block, Heading, Item, Line, Page, Text, table
from samspil.store.base import Row

KINDS = ("gap-fact", "gap-law", "gap-decision")
_COLUMNS = ("id", "kind", "question", "about", "sentences", "law", "answer", "responsible", "date")


def checklist_page(
    say: Messages, rows: Sequence[Row], dataset: str, before: Sequence[Row] | None = None
) -> Page:
    """The questions of the open gaps by what it takes to close them, with room for answers.

    Rules of law are named where somebody linked them to the question itself. `before` are the
    questions of an earlier plan: which are closed since, and which are new, is told.
    """
    blocks: list[Block] = [
        Heading(say("checklist.title", dataset=dataset), 1),
        Text(say("checklist.about")),
    ]
    if before is not None:
        blocks += _since(say, rows, before)
    for kind in KINDS:
        own = [row for row in rows if row["kind"] == kind]
        if own:
            blocks.append(Heading(say(f"checklist.{kind}", n=len(own))))
            blocks += [_item(say, row) for row in own]
    return Page(tuple(blocks), lambda: table(_columns(say), [_cells(say, row) for row in rows]))


def _since(say: Messages, rows: Iterable[Row], before: Iterable[Row]) -> Iterator[Block]:
    now, then = ({row["id"]: row["question"] for row in some} for some in (rows, before))
    for code, some in (("closed", _without(then, now)), ("new", _without(now, then))):
        yield Heading(say(f"checklist.{code}", n=len(some)))
        if not some:
            yield Text(say("checklist.none"), faint=True)
        for ident, question in some.items():
            yield Item(f"{question}  [{ident}]")


def _without(some: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in some.items() if key not in others}


def _item(say: Messages, row: Row) -> Item:
    lines: list[Line | str] = [row["text"]]
    lines += [
        Line(f"»{sentence['text']}« ({sentence['id']})", sentence=sentence["id"])
        for sentence in row["sentences"]
    ]
    if row["law"]:
        lines.append(say("checklist.law", rules=_rules(row)))
    lines.append(say("checklist.fields"))
    return Item(f"{row['question']}  [{row['id']}]", tuple(lines), About("gap", row["id"]))


def _rules(row: Row) -> str:
    return "; ".join(f"{rule['id']} ({rule['section']})" for rule in row["law"])


def _columns(say: Messages) -> tuple[str, ...]:
    return tuple(say(f"checklist.column.{name}") for name in _COLUMNS)


def _cells(say: Messages, row: Row) -> tuple[object, ...]:
    sentences = [f"{one['id']}: {one['text']}" for one in row["sentences"]]
    kind = say(f"checklist.kind.{row['kind']}")
    return row["id"], kind, row["question"], row["about"], sentences, _rules(row), "", "", ""
