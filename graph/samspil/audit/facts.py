"""Reads what an audit asks about: assertions with those they are about, sentences, gaps, law."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from samspil.answers.differences import differences
from samspil.answers.model import Difference, Evidence, Ref
from samspil.answers.model import Row as Assertion
from samspil.answers.rows import Reached, Told, tell
from samspil.answers.session import Session
from samspil.audit.model import BASES, Basis, Grade, Signed, Trace
from samspil.model.terms import EXTERNAL, INTERPRETATION, LAW, MUST_NOT, NORM, STATED
from samspil.store.base import Row

DECIDES, DIFFERS_FROM = "decides", "differsFrom"


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts or is told: an IRI, its kind (a slug), whether it is a forum."""

    iri: str
    kind: str | None
    forum: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """An assertion with all that is told of it; `situations` are IRIs, `kind` is its class."""

    iri: str
    row: Assertion
    kind: str
    situations: frozenset[str]
    bearers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    hands_over: bool
    answers_back: bool
    broader: Mapping[str, frozenset[str]]
    """The broader situations of each of its situations, by ids."""
    derived_from: tuple[str, ...]
    """The sentences that another source's statement is held against."""
    why: str | None

    @property
    def id(self) -> str:
        """Its id."""
        return self.row.id

    @property
    def act(self) -> str | None:
        """The id of its act or relation."""
        return self.row.act.id if self.row.act else None

    @property
    def is_stated(self) -> bool:
        """Whether the document says it."""
        return self.row.layer == STATED

    @property
    def terms(self) -> tuple[object, ...]:
        """On what terms it says so: norms on other terms can't contradict each other."""
        row = self.row
        return row.condition, row.exception, row.audience, row.channels


@dataclass(frozen=True)
class Facts:
    """All that an audit looks at; `signed` is who has read an assertion, by IRI, if known."""

    session: Session
    by_id: Mapping[str, Fact]
    law: Mapping[str, Fact]
    sentences: Sequence[Row]
    gaps: Sequence[Row]
    requirements: Sequence[Row]
    law_links: Sequence[Row]
    sources: Sequence[Row]
    differences: Sequence[Difference]
    readings: Mapping[str, Row]
    confidences: Mapping[str, str]
    signed: Mapping[str, Signed] | None
    situations: Mapping[str, Ref]
    names: Sequence[str]
    """Proper names of actors and acts, the longest first: none speaks of a requirement."""

    @cached_property
    def known(self) -> Mapping[str, Fact]:
        """All assertions, by their ids: the municipality's before the law's."""
        return {**self.law, **self.by_id}

    @property
    def stated(self) -> list[Fact]:
        """What the document says."""
        return [one for one in self.by_id.values() if one.is_stated]

    @property
    def norms(self) -> list[Fact]:
        """What the document says of informing."""
        return [one for one in self.stated if one.kind == NORM]

    @property
    def informing(self) -> list[Fact]:
        """The norms that aren't bans."""
        return [one for one in self.norms if one.row.modality != MUST_NOT]

    def in_force(self, rule: Fact) -> bool:
        """Whether a rule of law holds on the day asked."""
        day = self.session.as_of.isoformat()
        row = rule.row
        return (row.valid_from or day) <= day <= (row.valid_to or day)

    def trace(self, ident: str) -> Trace | None:
        """Where an assertion, a gap or a sentence that a line rests on says so."""
        if ident in self.known:
            return self.assertion(ident)
        gap = next((one for one in self.gaps if one["id"] == ident), None)
        if gap is not None:
            left_open = {one["id"] for one in gap["sentences"]}
            near = () if left_open else self.near(gap["about"])
            return Trace(
                ident, "gap", "gaps", self.whole(left_open), text=gap["text"], near=near
            )  # fmt: skip
        for one in self.sentences:
            if one["id"] == ident:
                return Trace(ident, "sentence", STATED, (_sentence(one),))
        return None

    def whole(self, ids: Collection[str]) -> tuple[Evidence, ...]:
        """Some sentences, whole."""
        return tuple(_sentence(one) for one in self.sentences if one["id"] in ids)

    def quoted(self, words: str) -> list[Evidence]:
        """Where some words first stand in the plan, as they stand there."""
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
        for one in self.sentences:
            found = pattern.search(one["text"])
            if found:
                whole = _sentence(one)
                start = None if whole.start is None else whole.start + found.start()
                end = None if start is None else start + len(found[0])
                return [replace(whole, quote=found[0], start=start, end=end)]
        return []

    def near(self, things: Sequence[str]) -> tuple[Evidence, ...]:
        """The sentences, two at most, whose statements are about most of some things (labels)."""
        named: dict[str, set[str]] = defaultdict(set)
        for fact in self.stated:
            row = fact.row
            refs = (*row.bearers, *row.recipients, *row.objects, *row.situations)
            of_it = {one.label for one in refs} & set(things)
            for one in row.evidence:
                if one.sentence and of_it:
                    named[one.sentence] |= of_it
        order = [one["id"] for one in self.sentences]
        best = sorted(named, key=lambda ident: (-len(named[ident]), order.index(ident)))
        return self.whole(best[:_NEAREST])

    def readings_of(self, traces: Iterable[Trace]) -> tuple[Trace, ...]:
        """The readings that the assertions of a line rest on."""
        rows = [self.known[one.id].row for one in traces if one.id in self.known]
        return tuple(self.reading(one) for one in sorted({i for row in rows for i in row.rests_on}))

    def reading(self, ident: str) -> Trace:
        """A reading with its words and the sentences that it reads."""
        row = self.readings[ident]
        origins = set(row["derived_from"])
        for one in origins & self.known.keys():
            origins |= {each.sentence or "" for each in self.known[one].row.evidence}
        return Trace(
            ident, "reading", INTERPRETATION, self.whole(origins), why=row["why"],
            text=row["claim"], confidence=row["confidence"],
        )  # fmt: skip

    def assertion(self, ident: str) -> Trace:
        """Where an assertion says so."""
        fact = self.known[ident]
        row = fact.row
        return Trace(
            id=ident,
            what="assertion",
            layer=row.layer,
            evidence=row.evidence,
            section=row.section,
            acts=tuple(one.label.partition(" (")[0] for one in row.legal_basis),
            read_on=tuple(sorted({one.read_on for one in row.evidence if one.read_on})),
            why=fact.why,
            in_short=row.in_short,
        )

    def grade(self, traces: Sequence[Trace], *searched: Basis) -> Grade:
        """How good the evidence of a line is, by its weakest link; `searched` are links beside."""
        ids = [one.id for one in traces]
        rows = [self.known[one].row for one in ids if one in self.known]
        bases = [*searched, *(_basis(row) for row in rows)]
        bases += ["silence" for one in traces if one.what == "gap"]
        bases += ["other-source" for one in traces if one.layer == EXTERNAL]
        readings = [one for row in rows for one in row.rests_on]
        sure = [self.confidences[one] for one in readings if one in self.confidences]
        sure += [row.confidence for row in rows if row.confidence]
        approved = [bool(row.approved) for row in rows if row.layer == LAW]
        return Grade(
            max(bases, key=BASES.index, default="own-words"),
            max(sure, key=_CONFIDENCES.index, default=None),
            all(approved) if approved else None,
            self.signature([one for one in map(self.known.get, ids) if one and one.is_stated]),
        )

    def signature(self, facts: Sequence[Fact]) -> Signed:
        """Who has held some stated assertions against the document."""
        if self.signed is None:
            return Signed("unknown")
        found = [self.signed.get(one.iri, Signed("unread")) for one in facts]
        if not found:
            return Signed("nothing-to-sign")
        if any(one.state == "unread" for one in found):
            return Signed("unread")
        by = tuple(dict.fromkeys(name for one in found for name in one.by))
        return Signed("changed" if any(one.state == "changed" for one in found) else "signed", by)


_CONFIDENCES = ("high", "medium-high", "medium", "low")
_NEAREST = 2


def read_facts(session: Session, signed: Mapping[str, Signed] | None) -> Facts:
    """All that an audit looks at, each question asked once."""
    rows = session.ask("audited")
    told = {one.iri: one for one in tell(session, [Reached(row["iri"]) for row in rows])}
    facts = {row["iri"]: _fact(row, told[row["iri"]]) for row in rows}
    own = {
        facts[row["iri"]].id: facts[row["iri"]]
        for row in rows
        if row["dataset"] == session.dataset and row["layer"] in session.layers
    }
    readings = session.ask("readings")
    situations = [one for fact in facts.values() for one in fact.row.situations]
    return Facts(
        session=session,
        by_id=own,
        law={one.id: one for one in facts.values() if one.id not in own},
        sentences=session.ask("sentences"),
        gaps=session.ask("gaps-checklist"),
        requirements=session.ask("requirements"),
        law_links=session.ask("law-links"),
        sources=_sources(session),
        differences=differences(session) if EXTERNAL in session.layers else (),
        readings={row["id"]: row for row in readings},
        confidences={
            row["id"]: row["confidence"]
            for row in readings
            if row["confidence"] and row["decision"] == "accepted"
        },
        signed=signed,
        situations={one.id: one for one in situations},
        names=_names(session, rows),
    )


def _names(session: Session, rows: Sequence[Row]) -> list[str]:
    # The plan is in Danish, whatever the language of the report.
    found = {act.partition(" (")[0] for row in rows for act in row["acts"]}
    found |= {
        name
        for row in session.ask("identify", **{"class": "Actor"})
        for name in (
            row["label_da"],
            *(row["also_da"] or ()),
            *(one for naming in row["namings"] for one in naming["also_da"] or ()),
        )
        # »forældrene« is a common noun: where it stands, the plan does speak of parents.
        if name and name[0].isupper()
    }
    return sorted(found, key=lambda name: (-len(name), name))


def _sources(session: Session) -> list[Any]:
    own = [row["sources"] for row in session.ask("datasets") if row["id"] == session.dataset]
    return list(own[0]) if own else []


def _fact(row: Row, told: Told) -> Fact:
    return Fact(
        iri=row["iri"],
        row=told.row,
        kind=told.kind,
        situations=frozenset(one["iri"] for one in row["situations"]),
        bearers=_parties(row["bearers"]),
        recipients=_parties(row["recipients"]),
        hands_over=bool(row["hands_over"]),
        answers_back=bool(row["answers_back"]),
        broader={one["id"]: frozenset(one["broader"]) for one in row["situations"]},
        derived_from=tuple(row["derived_from"]),
        why=told.why,
    )


def _parties(found: Sequence[Mapping[str, Any]]) -> tuple[Party, ...]:
    return tuple(Party(one["iri"], one["kind"], bool(one["forum"])) for one in found)


def _basis(row: Assertion) -> Basis:
    if row.layer == LAW:
        return "law-read" if all(one.text_read for one in row.evidence) else "law-not-read"
    if row.layer == EXTERNAL:
        return "other-source"
    return "reading" if row.rests_on or row.layer == INTERPRETATION else "own-words"


def _sentence(row: Mapping[str, Any]) -> Evidence:
    """A sentence as evidence: the whole of it, for nothing in it is quoted."""
    return Evidence(
        source=row.get("source"),
        sentence=row["id"],
        sentence_text=row["text"],
        quote=row["text"],
        start=row.get("start"),
        end=row.get("end"),
        paraphrase=None,
        address=None,
        issued=row.get("issued"),
    )
