"""The short pages of a forum, of an actor, and of why somebody isn't told: the point first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from samspil.answers.model import Difference, Row
from samspil.answers.profiles import Profile, Statement
from samspil.answers.sentences import capital, merged, sentence, terms
from samspil.answers.why_not import WhyNot
from samspil.messages import Messages
from samspil.model.terms import EXTERNAL, GROUPS, INTERPRETATION, LAW, STATED
from samspil.render.blocks import About, Block, Heading, Item, Page, Text
from samspil.render.informed import NEAREST, reason, why_not_page
from samspil.render.profiles import ALWAYS_SAID, is_without_contact, profile_page
from samspil.render.rows import labels
from samspil.render.short import ROOMS, Room, entries, entry, fitted, missing, rules, words

# What one asks of each comes first; what it is, and where else it is named, comes last.
_FIRST = ("party", "by-aim", "does", "gives", "receives", "carries", "forbidden", "attends", "is")

# What the readings claim gives way before the document's own words do; at last so many norms
# of each part are told.
_PROFILE = tuple(
    replace(room, readings=readings)
    for words_told in (True, False)
    for readings in (True, False)
    for room in (*ROOMS[:-1], *(replace(ROOMS[-1], others=norms) for norms in (4, 3, 2, 1, 0)))
    if room.words == words_told and (room.labels or not readings)
)

# Of a why-not the nearest norms are the point: the law and the words give way before they do.
_WHY_NOT = (
    *(Room(rules, 1) for rules in range(9, -1, -1)),
    Room(0, 1, words=False),
    Room(0, 0, words=False),
    *(Room(0, 0, words=False, rows=rows) for rows in (6, 5, 4, 3, 2, 1, 0)),
    Room(0, 0, words=False, rows=0, labels=False),
)


def short_profile_page(say: Messages, profile: Profile) -> Page:
    """As much about an actor or a forum as one screen holds; its sheet is the whole one."""
    whole = profile_page(say, profile)
    return fitted(lambda room: _profile(say, profile, room), whole.make_flat, _PROFILE)


def _profile(say: Messages, profile: Profile, room: Room) -> Iterator[Block]:
    kind = f" · {profile.kind}" if profile.kind else ""
    yield Heading(f"{profile.label.upper()}{kind} · {profile.dataset_label}", 1)
    parts = {part.part: part.statements for part in profile.parts}
    yield from profile_point(say, profile, room)
    yield from _silence(say, profile)
    if elsewhere := [note for note in profile.notes if note.code == "see-also"]:
        ids = [str(note.params["id"]) for note in elsewhere]
        told = [note.text for note in elsewhere] if room.words else [say("short.see-also", ids=ids)]
        yield from (Text(one) for one in told)
    for contact in profile.contacts:
        if contact.layer == STATED:
            reach = [one for one in (contact.telephone, contact.email, contact.hours) if one]
            head = ": ".join(one for one in (contact.type, " · ".join(reach)) if one)
            yield Item(f"{head}  [{contact.id}]")
    shelves = {
        shelf.layer: [one.row for part in shelf.parts for one in part.statements]
        for shelf in profile.beside
    }
    if kept := shelves.get(INTERPRETATION):
        yield Text(say("short.by-reading", ids=[row.id for row in kept]))
    yield from _readings(say, profile, room)
    yield from words(say, [one.row for some in parts.values() for one in some], room)
    yield from missing(say, profile.gaps, room)
    yield from rules(say, shelves.get(LAW, ()), profile.as_of, room)
    yield from _more(say, profile.id, profile.differences, len(shelves.get(EXTERNAL, ())))


def profile_point(say: Messages, profile: Profile, room: Room) -> Iterator[Block]:
    """What the document says of an actor or a forum, what one asks first coming first."""
    parts = {part.part: part.statements for part in profile.parts}
    for part in sorted(parts, key=_place):
        yield from _part(say, parts[part], room)
        if part == "party" and not parts[part]:
            # Who sits there is what is asked of a forum: that it isn't said comes first too.
            yield Text(say(f"part-empty.{part}"))


def _place(part: str) -> int:
    return _FIRST.index(part) if part in _FIRST else len(_FIRST)


def _part(say: Messages, statements: Sequence[Statement], room: Room) -> Iterator[Block]:
    norms = [one.row for one in statements if one.row.is_norm]
    left = room.others
    for modality in GROUPS:
        own = [row for row in norms if row.modality == modality]
        if room.rows:
            items = list(entries(say, own, room))
        else:
            # Without its situation a norm would say more: where there is no room for both, its id.
            together = merged(own)
            items = [entry(say, some) for some in together[:left]]
            rest = [row.id for some in together[left:] for row in some]
            left = max(left - len(together), 0)
            if rest:
                code = "short.more-rows" if items else "short.rows-only"
                items.append(Item(say(code, ids=rest), mark=say(f"mark.{modality}")))
        for item in items:
            yield replace(item, lines=(*_when(say, item, norms), *item.lines))
    told = _alike([one.row for one in statements if not one.row.is_norm])
    for rows in told[: room.rows]:
        first = rows[0]
        mark = say(f"mark.{first.modality}") if first.modality in GROUPS else ""
        yield Item(_together(say, rows), about=About("row", first.id), mark=mark)
    if rest := [row.id for rows in told[room.rows :] for row in rows]:
        yield Item(say("short.more-rows", ids=rest))


def _when(say: Messages, item: Item, norms: Sequence[Row]) -> Iterator[str]:
    """In which situation a norm says it: without that it would say more."""
    ids = item.about.id.split(", ") if item.about else []
    own = [row for row in norms if row.id in ids]
    things = [one.label for row in own for one in (*row.situations, row.situation) if one]
    if things:
        yield say("short.when", situations=list(dict.fromkeys(things)))


def _alike(rows: Sequence[Row]) -> list[list[Row]]:
    """Statements that say the same of several, together."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        same = replace(
            row, id="", text="", evidence=(), rests_on=(), note=None, bearers=(), objects=(),
            situation=None, situations=(),
        )  # fmt: skip
        found.setdefault((same, row.objects if row.bearers else row.id), []).append(row)
    return list(found.values())


def _together(say: Messages, rows: Sequence[Row]) -> str:
    """One statement as its sentence; several as what they say, and of whom."""
    first = rows[0]
    if len(rows) == 1 or not first.act:
        return " ".join(f"{sentence(say, row)}  [{row.id}]" for row in rows)
    said = " ".join(part for part in (first.act.label, labels(first.objects), first.words) if part)
    asked = " ".join(terms(say, first))
    who = ", ".join(f"{labels(row.bearers)} [{row.id}]" for row in rows)
    return f"{capital(said)}: {who}. {asked}".strip()


def _silence(say: Messages, profile: Profile) -> Iterator[Block]:
    told = [
        say(f"part-empty.{part.part}")
        for part in profile.parts
        if part.part in ALWAYS_SAID - {"party"} and not part.statements
    ]
    if is_without_contact(profile):
        told.append(say("contacts.empty"))
    told += [note.text for note in profile.notes if note.code == "silence-is-not-no"]
    yield Text(" ".join(told))


def _readings(say: Messages, profile: Profile, room: Room) -> Iterator[Block]:
    """The readings of ours that what is told rests on: what they claim, or which they are."""
    resting = [note for note in profile.notes if note.code == "rests-on"]
    if room.readings:
        for note in resting:
            yield Text(say.note("short.reading", note.params))
    elif resting:
        ids = [str(note.params["id"]) for note in resting]
        yield Text(say("short.rests-on", ids=ids))


def _more(
    say: Messages, thing: str, differences: Sequence[Difference], external: int
) -> Iterator[Block]:
    sources = say("short.sources", n=external) if external else ""
    more = f"samspil gaps {thing}"
    if differences:
        more += f" · samspil differences {thing}"
    yield Text(say("short.more", sources=sources, commands=more))


def short_why_not_page(say: Messages, answer: WhyNot) -> Page:
    """As much of why somebody isn't told as one screen holds; its sheet is the whole one."""
    whole = why_not_page(say, answer)
    return fitted(lambda room: _why_not(say, answer, room), whole.make_flat, _WHY_NOT)


def _why_not(say: Messages, answer: WhyNot, room: Room) -> Iterator[Block]:
    who, when = answer.actor.label, answer.situation.label
    yield Heading(say("why-not.title", actor=who, situation=when), 1)
    resting = f" {say('row.rests-on', ids=answer.rests_on)}" if answer.rests_on else ""
    yield Text(f"{reason(say, answer)}{resting}")
    # The gap that answers it stands right under the reason, the others in few words.
    yield from missing(say, answer.gaps, room)
    lead = NEAREST.get(answer.reason, "why-not.nearest")
    yield from _norms(say, lead, answer.nearest, room)
    yield from _norms(say, "why-not.here", answer.here, room)
    if answer.readings:
        yield Text(say("short.readings", ids=[one.id for one in answer.readings]))
    if answer.by_reading:
        yield Text(say("short.by-reading", ids=[row.id for row in answer.by_reading]))
    yield from words(
        say, [row for row in (*answer.nearest, *answer.here) if row.layer == STATED], room
    )
    yield from rules(say, answer.law, answer.as_of, room, by=who)
    more = f"samspil informed {answer.situation.id} · samspil actor {answer.actor.id}"
    yield Text(say("short.more", sources="", commands=more))


def _norms(say: Messages, lead: str, rows: Sequence[Row], room: Room) -> Iterator[Block]:
    if not rows:
        return
    yield Text(f"{say(lead)}:")
    told = list(_groups(rows))
    layer = STATED
    for together in told[: room.rows]:
        if together[0].layer != layer:
            layer = together[0].layer
            yield Text(say("row.layer-only", layer=say(f"layer.{layer}")))
        yield entry(say, together)
    rest: dict[str, list[str]] = {}
    for together in told[room.rows :]:
        rest.setdefault(together[0].modality, []).extend(row.id for row in together)
    for modality, ids in rest.items():
        code = "short.more-rows" if told[: room.rows] else "short.rows-only"
        yield Item(say(code, ids=ids), mark=say(f"mark.{modality}"))


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Norms told together: the document's own first, situation by situation."""
    for layer in sorted({row.layer for row in rows}, key=lambda layer: layer != STATED):
        own = [row for row in rows if row.layer == layer]
        for situation in dict.fromkeys(row.situation for row in own):
            here = [row for row in own if row.situation == situation]
            for modality in GROUPS:
                yield from merged([row for row in here if row.modality == modality])
