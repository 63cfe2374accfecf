"""Where two sources say of the same thing what can't both be read in one, or one says more.

What each source says is kept apart, never joined: a difference lists the sources side by side.
Nothing here decides who is right. Compared is what the vocabulary marks `comparedAs`; what can't be
compared isn't told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from samspil.answers.model import Difference, Origin, Ref, Said, Value
from samspil.answers.resolving import resolve_any
from samspil.answers.rows import refs
from samspil.answers.session import Session
from samspil.language.frequency import read_frequency
from samspil.language.words import FUNCTION, stem, tokens
from samspil.model.terms import EXTERNAL, STATED

_NORM, _NAME = "norm", "name"
_LISTS = frozenset(
    {"members", "aim-parties", "framed-parties", "knowledge", "coordinator", "leader"}
)
_COUNTRY = re.compile(r"^(?:\+|00)45")
_LETTERS = re.compile(r"[A-ZÆØÅ]{2,}(?![^\W_])")
_LISTED = re.compile(r",|\b(?:og|samt)\b")

Fact = Mapping[str, Any]


def differences(session: Session, touching: str | None = None) -> tuple[Difference, ...]:
    """All differences between the document and other sources, or those that touch a thing (IRI).

    Empty where other sources may not be shown.
    """
    found = _found(session)
    return tuple(one for one in found if touching is None or touching in one.touches)


def differences_of(session: Session, subjects: Collection[str]) -> tuple[Difference, ...]:
    """The differences in what is said of some things (IRIs), not those that only name them."""
    return tuple(_found(session, sorted(subjects)))


def _found(session: Session, things: Sequence[str] | None = None) -> list[Difference]:
    if EXTERNAL not in session.layers:
        return []
    questions = ("compared", "compared-names")
    facts = [fact for one in questions for fact in session.ask(one, things=things)]
    return sorted(_compared(facts), key=lambda one: (one.subject.id, one.aspect))


def asked(session: Session, about: str | None) -> tuple[Difference, ...]:
    """All differences, or those that touch what a text means: an id, an actor, a situation.

    Raises:
        AmbiguousError, NotUnderstoodError: the text names several things, or none.
    """
    return differences(session, None if about is None else resolve_any(session, about))


def _compared(facts: Iterable[Fact]) -> Iterator[Difference]:
    by_subject: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault((fact["iri"], fact["aspect"]), []).append(fact)
    for (_, aspect), told in by_subject.items():
        by_source: dict[Origin, list[Fact]] = {}
        for fact in told:
            by_source.setdefault(_origin(fact), []).append(fact)
        found = _difference(aspect, by_source)
        if found is not None:
            yield found


def _origin(fact: Fact) -> Origin:
    source = fact["source"] or {}
    addresses = source.get("addresses") or [None]
    own = fact["layer"] == STATED
    return Origin(
        layer=fact["layer"],
        title=source.get("title"),
        address=None if own else addresses[0],
        issued=source.get("issued"),
        read_on=source.get("read_on"),
        is_one_of_many=own and bool(source.get("one_of_many")),
    )


def _difference(aspect: str, told: Mapping[Origin, Sequence[Fact]]) -> Difference | None:
    first = next(iter(told.values()))[0]
    in_document = any(source.layer == STATED for source in told)
    if aspect == _NAME:
        told = _other_names(first, told)
        in_document = True
    elif not in_document:
        # Of what only another source knows the document can't be silent.
        if first["known_by"] != STATED:
            return None
    else:
        # What can't be compared isn't told, whatever else is said.
        told = {source: facts for source, facts in told.items() if _comparable(aspect, facts)}
        differs = _DIFFERS.get(aspect, _things_differ)
        pairs = combinations(told.values(), 2)
        if not any(differs(one, other) for one, other in pairs):
            return None
    if not told:
        return None
    in_order = sorted(told.items(), key=_order)
    rows = [fact for facts in told.values() for fact in facts]
    says = tuple(_said(aspect, source, facts) for source, facts in in_order)
    if in_document and (aspect in _LISTS or aspect == _NORM):
        says = tuple(_with_unnamed(says))
    return Difference(
        subject=Ref(first["id"], first["label"]),
        aspect=aspect,
        kind="differs" if in_document else "silent",
        says=says,
        gaps=tuple(one["id"] for one in first["gaps"]),
        iri=first["iri"],
        touches=frozenset(
            {
                first["iri"],
                *(row["assertion_iri"] for row in rows),
                *(one["iri"] for row in rows for one in (*row.get("values", ()), *row["gaps"])),
            }
        ),
        of_situation=first.get("situation", False),
    )


def _order(told: tuple[Origin, Sequence[Fact]]) -> tuple[bool, str, str, str]:
    source, _ = told
    return source.layer != STATED, source.issued or "", source.title or "", source.address or ""


def _said(aspect: str, source: Origin, facts: Sequence[Fact]) -> Said:
    values = dict.fromkeys(value for fact in facts for value in _values(aspect, fact))
    return Said(
        source,
        tuple(values),
        (),
        tuple(dict.fromkeys(fact["assertion"] for fact in facts)),
        tuple(dict.fromkeys(fact["note"] for fact in facts if fact.get("note"))),
    )


def _values(aspect: str, fact: Fact) -> Iterator[Value]:
    for text in fact.get("texts") or ():
        yield Value(None, text)
    by = refs(fact.get("bearers") or ())
    modality = fact["modality"] if aspect == _NORM else None
    named = ("condition", "exception", "deadline", "manner")
    terms = tuple(fact[one] for one in named if fact.get(one))
    for one in fact.get("values") or ():
        yield Value(one["id"], one["label"], modality, by, terms)
    if fact.get("text"):
        yield Value(None, fact["text"])


def _with_unnamed(says: Sequence[Said]) -> Iterator[Said]:
    named = {
        value.id: Ref(value.id, value.label) for said in says for value in said.values if value.id
    }
    for said in says:
        own = {value.id for value in said.values}
        yield replace(said, not_named=tuple(named[one] for one in sorted(named.keys() - own)))


def _comparable(aspect: str, facts: Sequence[Fact]) -> bool:
    """Whether what a source says has a value: things, a count, a number, words of a place."""
    if aspect == "frequency":
        return all(read_frequency(fact["danish"] or "") for fact in facts)
    if aspect in {"place", "telephone"}:
        return True
    return all(fact["values"] for fact in facts)


def _iris(facts: Sequence[Fact]) -> set[str]:
    return {one["iri"] for fact in facts for one in fact["values"]}


def _things_differ(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    return _iris(one) != _iris(other)


def _often_differ(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    pairs = (
        (read_frequency(own["danish"]), read_frequency(others["danish"]))
        for own in one
        for others in other
    )
    return any(mine and theirs and mine.contradicts(theirs) for mine, theirs in pairs)


def _places_differ(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """No thing is common; or, of what is told in words, no word: of the rest nothing is known."""
    if _iris(one) and _iris(other):
        return not _iris(one) & _iris(other)
    stems = [
        {
            stem(token)
            for fact in facts
            for text in (fact["danish"], *(value["label"] for value in fact["values"]))
            for token in tokens(text or "")
            if token not in FUNCTION
        }
        for facts in (one, other)
    ]
    return all(stems) and not stems[0] & stems[1]


def _homes_differ(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """Neither a unit nor what that is part of is common: »in the centre«, »in the municipality«."""

    def parents(facts: Sequence[Fact]) -> set[str]:
        return {iri for fact in facts for iri in fact["within"]}

    ours, theirs = _iris(one), _iris(other)
    return not (ours & theirs or ours & parents(other) or theirs & parents(one))


def _messages_differ(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    pairs = [(mine, theirs) for mine in one for theirs in other if _iris([mine]) & _iris([theirs])]
    return (
        _things_differ(one, other)
        or any(
            mine["modality"] != theirs["modality"]
            for mine, theirs in pairs
            if _may_be_same_bearer(mine, theirs)
        )
        or any(_tellers_differ(one, other, told) for told in _iris(one))
    )


def _tellers_differ(one: Sequence[Fact], other: Sequence[Fact], told: str) -> bool:
    """Whether both say who tells somebody (an IRI), and not the same."""
    ours, theirs = (
        {bearer["iri"] for fact in facts if told in _iris([fact]) for bearer in fact["bearers"]}
        for facts in (one, other)
    )
    return bool(ours and theirs) and ours != theirs


def _may_be_same_bearer(one: Fact, other: Fact) -> bool:
    ours, theirs = ({bearer["iri"] for bearer in fact["bearers"]} for fact in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _numbers_differ(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    return not _digits(one) & _digits(other)


def _digits(facts: Sequence[Fact]) -> set[str]:
    return {
        _COUNTRY.sub("", re.sub(r"[^\d+]", "", text)) for fact in facts for text in fact["texts"]
    }


_DIFFERS: Mapping[str, Callable[[Sequence[Fact], Sequence[Fact]], bool]] = {
    "frequency": _often_differ,
    "place": _places_differ,
    "belongs": _homes_differ,
    "norm": _messages_differ,
    "telephone": _numbers_differ,
}


def _other_names(
    first: Fact, told: Mapping[Origin, Sequence[Fact]]
) -> dict[Origin, Sequence[Fact]]:
    """The names that the document doesn't have; one that spells out its letters is no other."""
    if first["known_by"] != STATED:
        return {}
    own = [first["called"], *(first["also"] or ())]
    known = {_name(one) for one in own}
    letters = _not_spelt_out(own)
    found: dict[Origin, Sequence[Fact]] = {}
    for source, facts in told.items():
        others = [
            dict(
                fact, texts=[text for text in fact["texts"] or () if _is_new(text, known, letters)]
            )
            for fact in facts
        ]
        if kept := [fact for fact in others if fact["texts"]]:
            found[source] = kept
    if not found:
        return {}
    document = Origin(STATED, title=None, address=None, issued=None, read_on=None)
    return {document: [dict(first, assertion=first["id"], texts=own)], **found}


def _name(text: str) -> tuple[str, ...]:
    return tuple(stem(token) for token in tokens(text))


def _is_new(text: str, known: set[tuple[str, ...]], letters: Collection[str]) -> bool:
    return _name(text) not in known and not _initials(text) & set(letters)


def _not_spelt_out(own: Sequence[str]) -> set[str]:
    """The letters of short names (»PSP-samarbejdet«) that no other name there says in full."""
    letters = {found[0].casefold() for one in own if (found := _LETTERS.match(one))}
    return letters - {initials for one in own for initials in _initials(one)}


def _initials(text: str) -> set[str]:
    """The first letters of the words of a name, and of what it lists: »Politi og Psykiatri«."""
    words, listed = (
        "".join(part[0] for part in parts)
        for parts in (
            [token for token in tokens(text) if token not in FUNCTION],
            [part.strip().casefold() for part in _LISTED.split(text) if part.strip()],
        )
    )
    return {each for each in (words, listed) if len(each) > 1}
