"""The page of an actor or a forum."""

from __future__ import annotations

from collections.abc import Iterator

from samspil.answers.profiles import Name, Profile, Statement
from samspil.messages import Messages
from samspil.model.terms import DESCRIPTIVE, EXTERNAL, SECRECY, STATED
from samspil.render.blocks import Block, Heading, Item, Line, Page, Text
from samspil.render.differences import difference_blocks, difference_remarks
from samspil.render.informed import noted
from samspil.render.rows import flat, gap_blocks, row_item, sentences, situations

_CONTACT = "isContactPointFor"
ALWAYS_SAID = frozenset({"gives", "receives", "attends", "party"})


def profile_page(say: Messages, profile: Profile) -> Page:
    """All about an actor or a forum, part by part."""
    rows = [statement.row for statement in _statements(profile)]
    return Page(
        blocks=tuple(_profile(say, profile)),
        make_flat=lambda: flat(say, rows, difference_remarks(say, profile.differences)),
    )


def _statements(profile: Profile) -> Iterator[Statement]:
    beside = (part for shelf in profile.beside for part in shelf.parts)
    for part in (*profile.parts, *beside):
        yield from part.statements


def _profile(say: Messages, profile: Profile) -> Iterator[Block]:
    yield from _head(say, profile)
    for part in profile.parts:
        if part.statements:
            yield Heading(
                say("profile.about", label=profile.label)
                if part.part == "is"
                else say(f"part.{part.part}")
            )
            for statement in part.statements:
                yield _statement(say, statement)
        elif part.part in ALWAYS_SAID:
            yield Heading(say(f"part.{part.part}"))
            yield Text(say(f"part-empty.{part.part}"), faint=True)
    yield from _contacts(say, profile)
    for shelf in profile.beside:
        yield Heading(say(f"section.beside-{shelf.layer}"))
        silent = [
            one for part in shelf.parts for one in part.statements if one.row.modality == SECRECY
        ]
        for part in shelf.parts:
            told = [one for one in part.statements if one not in silent]
            if told:
                yield Text(say(f"part.{part.part}"))
            yield from (_statement(say, one) for one in told)
        if silent:
            yield Text(say("section.secrecy"))
        yield from (_statement(say, one) for one in silent)
    yield from gap_blocks(say, profile.gaps, profile.differences)
    yield from difference_blocks(say, profile.differences)
    for note in profile.notes:
        is_reading = note.code == "rests-on"
        yield noted(say, note) if is_reading else Text(note.text, faint=True)
    yield from sentences(say, (statement.row for statement in _statements(profile)))


def _contacts(say: Messages, profile: Profile) -> Iterator[Block]:
    """How to reach it: what the document gives, or that it gives nothing; then what others give."""
    yield Heading(say("section.contacts"))
    if not any(contact.layer == STATED for contact in profile.contacts):
        yield Text(
            say("contacts.empty" if is_without_contact(profile) else "contacts.at-norms"),
            faint=True,
        )
    for contact in sorted(profile.contacts, key=lambda one: one.layer != STATED):
        reach = " · ".join(one for one in (contact.telephone, contact.email, contact.hours) if one)
        layer = say("row.layer-only", layer=say(f"layer.{contact.layer}"))
        # What isn't the document's is told in our words, never as a quote.
        is_own = contact.layer == STATED
        told = [one if is_own else say("row.paraphrase", text=one) for one in contact.words]
        head = ": ".join(part for part in (contact.type, reach) if part)
        yield Item(
            f"{head}  [{contact.id}]",
            (*told, *contact.addresses, layer),
        )
    rows = (statement.row for statement in _statements(profile))
    if not profile.contacts and any(
        row.act is not None
        and row.act.id == _CONTACT
        and profile.id in {bearer.id for bearer in row.bearers}
        for row in rows
    ):
        yield Text(say("contacts.not-here"), faint=True)


def _head(say: Messages, profile: Profile) -> Iterator[Block]:
    yield Heading(profile.label, 1)
    yield Text(
        say("profile.under", dataset=profile.dataset_label, id=profile.id, as_of=profile.as_of),
        faint=True,
    )
    other = profile.label_en if profile.label == profile.label_da else profile.label_da
    yield Text(say("profile.other-language", label=other), faint=True)
    if profile.kind:
        yield Text(say("profile.kind", kind=profile.kind))
    if profile.count:
        yield Text(say("profile.count", count=profile.count))
    if profile.note:
        yield Text(profile.note)
    for name in profile.names:
        yield _name(say, name)


def _name(say: Messages, name: Name) -> Item:
    code = "profile.name"
    if name.layer == EXTERNAL:  # Their English is ours: no other source writes it.
        code += "-elsewhere" if name.language == "da" else "-translated"
    told = say(code, name=name.text, layer=say(f"layer.{name.layer}"), read_on=name.read_on)
    below = [say("row.note", note=name.note)] if name.note else []
    where = [Line(say("row.address", address=one), address=one) for one in name.addresses]
    return Item(f"{told}  [{name.id}]" if name.id else told, (*below, *where))


def _statement(say: Messages, statement: Statement) -> Item:
    row = statement.row
    extra = []
    if row.modality != DESCRIPTIVE and row.layer == STATED:
        extra.append(say("profile.modality", modality=say(f"modality.{row.modality}")))
    extra += situations(say, row)
    return row_item(say, row, extra=extra)


def is_without_contact(profile: Profile) -> bool:
    """Whether the document gives no telephone or mail, of the thing itself or with a norm."""
    own = any(contact.layer == STATED for contact in profile.contacts)
    with_norms = any(
        statement.row.contacts for part in profile.parts for statement in part.statements
    )
    return not own and not with_norms
