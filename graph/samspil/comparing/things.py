"""What is otherwise in the answers that no row tells: silence, readings, names, ways to reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samspil.answers.model import Ref
from samspil.comparing.describing import Described, label
from samspil.comparing.gathering import Answers
from samspil.comparing.model import Change, Effect, Effects
from samspil.model import names

Sides = tuple[Mapping[str, Described], Mapping[str, Described]]
"""What both sides say of each thing."""

_NAMES = frozenset({"prefLabel", "label", "title"})
_TOLD = frozenset({
    "altLabel", "note", "classification", "instanceCount", "mentionedIn", "notation", "type",
})  # fmt: skip
"""What is told of an actor, a forum or a situation that is asked about."""
_CALLING = frozenset({"altLabel"})
_READ = frozenset({"claim", "why", "decision", "confidence", "rejectedBecause"})
_SILENT: Mapping[str, Effects] = {
    "added": "silent", "removed": "no-longer-silent", "changed": "silent-otherwise",
}  # fmt: skip
_GAP = frozenset({"label", "about", "inShort"})


def effects(
    changed: Mapping[str, Change], things: Sides, answers: tuple[Answers, Answers], language: str
) -> Iterator[Effect]:
    """An entry for each silence, reading, name or number that is otherwise, its own cause."""
    for iri, change in changed.items():
        match change.thing:
            case "gap" if change.kind != "changed" or change.used & _GAP:
                about = _linked(things, iri, "about", language)
                at = _silent(change.id, answers)
                yield _effect(_SILENT[change.kind], change, about, things, language, at)
            case "reading" if change.used & _READ:
                # One that is an assertion too comes and goes as a row does.
                if change.kind != "changed" and (change.before or change.after):
                    continue
                at = _resting(change.id, answers)
                yield _effect("read-otherwise", change, (), things, language, at)
            case "contact" if who := _reached(things, iri, language):
                yield _effect("reached-otherwise", change, who, things, language)
            case "naming" if change.used & _CALLING:
                named = _linked(things, iri, "names", language)
                gone = {one.id for one in changed.values() if one.kind != "changed"}
                if who := tuple(one for one in named if one.id not in gone):
                    yield _effect("known-otherwise", change, who, things, language)
            case "actor" | "forum" | "situation" | "other" | "term":
                yield from _of_named(change, things, language)


def _of_named(change: Change, things: Sides, language: str) -> Iterator[Effect]:
    """What is otherwise of a thing that has a name; all of a thing that acts can be asked about."""
    labels = [label(side, change.iri, language) for side in things if change.iri in side]
    who = (Ref(change.id, labels[-1]),)
    acts = change.thing in {"actor", "forum"}
    if change.kind != "changed":
        if acts:
            kind: Effects = "known" if change.kind == "added" else "unknown"
            yield _effect(kind, change, who, things, language)
        return
    if change.used & _NAMES and len(set(labels)) > 1:
        yield _effect("called", change, who, things, language)
    if (acts or change.thing == "situation") and change.used & _TOLD:
        yield _effect("known-otherwise", change, who, things, language)


def _effect(
    kind: Effects,
    change: Change,
    who: tuple[Ref, ...],
    things: Sides,
    language: str,
    situations: tuple[Ref, ...] = (),
) -> Effect:
    old, new = (_words(side.get(change.iri), side, change, language) for side in things)
    told = change.used & (_GAP | _READ | _TOLD) if change.kind == "changed" else ()
    return Effect(
        kind, situations, change.layer, who, tuple(sorted(told)), None, None, (change.iri,),
        old=old, new=new,
    )  # fmt: skip


def _words(
    thing: Described | None, side: Mapping[str, Described], change: Change, language: str
) -> str | None:
    """What a side says: a reading its claim, a contact its number, all else its name."""
    if thing is None:
        return None
    if change.thing == "reading":
        claims = thing.properties.get(names.SAM + "claim", ())
        told = sorted(str(one) for one in claims if getattr(one, "language", None) == language)
        return told[0] if told else None
    if change.thing == "contact":
        wanted = ("telephone", "email", "openingHours")
        return " · ".join(
            str(value)
            for used, values in sorted(thing.properties.items())
            if names.local_name(used) in wanted
            for value in sorted(map(str, values))
        )
    return label(side, change.iri, language)


def _linked(
    things: Sides,
    iri: str,
    link: str,
    language: str,
) -> tuple[Ref, ...]:
    found: dict[str, Ref] = {}
    for side in things:
        thing = side.get(iri)
        for one in sorted(thing.values(link)) if thing else ():
            found[one] = Ref(names.local_name(one), label(side, one, language))
    return tuple(found.values())


def _reached(things: Sides, iri: str, language: str) -> tuple[Ref, ...]:
    """The actors that a contact point reaches; one of a norm is told with the norm."""
    found = {one.id: one for one in _linked(things, iri, "reaches", language)}
    for side in things:
        for thing in side.values():
            if thing.thing in {"actor", "forum"} and any(
                names.local_name(used) == "contactPoint" and iri in set(map(str, values))
                for used, values in thing.properties.items()
            ):
                ident = names.local_name(thing.iri)
                found[ident] = Ref(ident, label(side, thing.iri, language))
    return tuple(found.values())


def _silent(gap: str, answers: tuple[Answers, Answers]) -> tuple[Ref, ...]:
    """The situations of both sides whose answers tell of a gap on one only, or in other words."""
    told: dict[str, list[tuple[int, str, str | None]]] = {}
    found: dict[str, Ref] = {}
    for number, side in enumerate(answers):
        for iri, answer in side.informed.items():
            for one in answer.gaps:
                if one.id == gap:
                    told.setdefault(iri, []).append((number, one.text, one.in_short))
                    found[iri] = answer.situation
    return tuple(
        found[iri]
        for iri, lines in sorted(told.items())
        if all(iri in side.informed for side in answers)
        and (len(lines) == 1 or lines[0][1:] != lines[1][1:])
    )


def _resting(reading: str, answers: tuple[Answers, Answers]) -> tuple[Ref, ...]:
    """The situations whose answers say that they rest on a reading."""
    found: dict[str, Ref] = {}
    for side in answers:
        for iri, answer in side.informed.items():
            if reading in side.resting[iri]:
                found[answer.situation.id] = answer.situation
    return tuple(found.values())
