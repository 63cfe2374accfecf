"""What the sources say differently: one block, the same wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from samspil.answers.model import Difference, Origin, Said, Value
from samspil.messages import Messages
from samspil.model.terms import STATED
from samspil.render.blocks import About, Block, Heading, Item, Line, Page, Table, Text, table

_COLUMNS = (
    "subject", "aspect", "layer", "source", "issued", "read_on", "says", "not_named", "assertions",
    "gaps",
)  # fmt: skip


def elsewhere(say: Messages, gap: str, found: Iterable[Difference]) -> Iterator[str]:
    """What other sources say of that on which the document is silent by a gap (id)."""
    for one in found:
        for said in one.says:
            if gap in one.gaps and said.source.layer != STATED:
                about = say(f"difference.{one.aspect}", subject=one.subject.label)
                yield say("difference.elsewhere", about=about, says=says(say, said))


def difference_remarks(
    say: Messages, found: Iterable[Difference]
) -> Iterator[tuple[str, str, str]]:
    """The differences as lines of a sheet: what kind of line, on whom, and all that is said."""
    for one in found:
        head = say(f"difference.{one.aspect}", subject=one.subject.label)
        yield "difference", one.subject.id, " · ".join([head, *map(str, _lines(say, one))])


def difference_blocks(say: Messages, found: Sequence[Difference]) -> Iterator[Block]:
    """A heading and an entry for each difference; nothing where there is none."""
    if not found:
        return
    yield Heading(say("section.differences"))
    for one in found:
        head = say(f"difference.{one.aspect}", subject=one.subject.label)
        about = About("situation" if one.of_situation else "thing", one.subject.id)
        yield Item(head, tuple(_lines(say, one)), about)
    yield Text(say("differences.under"), faint=True)


def _lines(say: Messages, difference: Difference) -> Iterator[Line | str]:
    if difference.kind == "silent":
        yield say("difference.silent")
    for said in difference.says:
        yield says(say, said)
        if said.not_named:
            yield say(
                "difference.not-named",
                source=_source(say, said.source),
                names=[one.label for one in said.not_named],
            )
        if said.source.address:
            yield Line(say("row.address", address=said.source.address), address=said.source.address)
        if said.source.layer != STATED:
            yield from (say("row.note", note=note) for note in said.notes)
    if difference.gaps:
        yield say("difference.gaps", ids=difference.gaps)


def says(say: Messages, said: Said) -> str:
    """What one source says, with the source and its date."""
    told = [_value(say, value) for value in said.values]
    source = _source(say, said.source)
    return say("difference.says", source=source, told="; ".join(told), ids=said.assertions)


def _value(say: Messages, value: Value) -> str:
    terms = f" ({'; '.join(value.terms)})" if value.terms else ""
    if value.modality is None:
        return value.label + terms
    who = ", ".join(one.label for one in value.by) or say("row.bearer-not-stated")
    return f"{say(f'modality.{value.modality}')}: {who} → {value.label}{terms}"


def _source(say: Messages, source: Origin) -> str:
    if source.layer == STATED:
        if source.title is None:  # What the document calls a thing stands in no one place.
            return say("difference.document")
        dated = "dated" if source.issued else "undated"
        if source.is_one_of_many:
            return say(f"difference.titled-{dated}", title=source.title, date=source.issued)
        return say(f"difference.document-{dated}", date=source.issued)
    name = urlsplit(source.address or "").hostname or source.address or "–"
    if source.issued:
        return say("difference.dated", name=name, issued=source.issued, read_on=source.read_on)
    return say("difference.undated", name=name, read_on=source.read_on)


def differences_page(say: Messages, found: Sequence[Difference], under: str) -> Page:
    """All differences, or those about one thing; none is said in words."""
    head = Heading(say("differences.title"), 1), Text(under, faint=True)
    body = tuple(difference_blocks(say, found)) or (Text(say("differences.empty")),)
    return Page((*head, *body), lambda: _sheet(say, found))


def _sheet(say: Messages, found: Sequence[Difference]) -> Table:
    """A line for each source of each difference; the document's silence is a line too."""
    return table([say(f"column.{one}") for one in _COLUMNS], [*_sheet_rows(say, found)])


def _sheet_rows(say: Messages, found: Sequence[Difference]) -> Iterator[tuple[object, ...]]:
    for one in found:
        # The entry's whole head, so that a line can be read by itself.
        what = say(f"difference.{one.aspect}", subject=one.subject.label)
        if one.kind == "silent":
            silent = say("difference.silent")
            layer = say(f"layer.{STATED}")
            yield (one.subject.id, what, layer, "", "", "", silent, "", "", one.gaps)
        for said in one.says:
            source = said.source
            yield (
                one.subject.id,
                what,
                say(f"layer.{source.layer}"),
                source.address or source.title,
                source.issued,
                source.read_on,
                [_value(say, value) for value in said.values],
                [ref.label for ref in said.not_named],
                said.assertions,
                one.gaps,
            )
