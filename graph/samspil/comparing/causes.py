"""Which changes of the model a difference in the answers rests on: pure.

Only what changed and what the row itself names can be a cause: its assertion with its quotes, the
readings and links that it rests on, the norms that it follows. Where none of them changed, no cause
is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from samspil.answers.model import Row
from samspil.comparing.describing import Described
from samspil.comparing.gathering import Answers
from samspil.comparing.model import Change, Effect
from samspil.model import names

Among = tuple[Mapping[str, tuple[str, Row]], Mapping[str, tuple[str, Row]]]
"""The rows of an answer on either side, by IRI, each with its shelf."""

_REACHED = frozenset({
    "type", "layer", "trigger", "about", "bearer", "subject", "object", "predicate", "modality",
    "validFrom", "validTo",
})  # fmt: skip
"""What decides whether an assertion comes into an answer."""
_LEADING = _REACHED | {"recipient", "decision"}
"""What decides whether it brings others with it."""
_OWN: Mapping[str, frozenset[str]] = {
    "modality": frozenset({"modality"}),
    "bearers": frozenset({"bearer", "subject", "member", "role"}),
    "recipients": frozenset({"recipient"}),
    "act": frozenset({"act", "predicate"}),
    "channels": frozenset({"channel"}),
    "urgency": frozenset({"urgency"}),
    "alternatives": frozenset({"alternativeTo"}),
    "order": frozenset({"order"}),
    "condition": frozenset({"condition"}),
    "exception": frozenset({"exception"}),
    "deadline": frozenset({"deadline"}),
    "manner": frozenset({"manner"}),
    "audience": frozenset({"audience"}),
    "anonymity": frozenset({"anonymity"}),
    "contacts": frozenset({"contactPoint"}),
    "objects": frozenset({"object", "organization"}),
    "words": frozenset({"objectText"}),
    "in_short": frozenset({"inShort"}),
    "legal_basis": frozenset({"legalBasis"}),
    "section": frozenset({"section"}),
    "validity": frozenset({"validFrom", "validTo", "knownBefore"}),
    "standing": frozenset({"confidence", "approved"}),
    "note": frozenset({"note"}),
    "quote": frozenset({"exact", "sentence"}),
    "paraphrase": frozenset({"paraphrase"}),
    "address": frozenset({"address"}),
    "read_on": frozenset({"readOn"}),
    "sentence": frozenset({"sentence", "text"}),
    "subject": frozenset({"subject"}),
    "situations": frozenset({"trigger", "about"}),
    "rests_on": frozenset({"restsOn"}),
    "shelf": _REACHED,
    "step": _REACHED,
}
"""The properties by which each aspect of a row can come to differ."""
_THROUGH_OTHERS = frozenset({"shelf", "step", "rests_on"})
_THROUGH_THINGS: Mapping[str, frozenset[str]] = {
    "contacts": frozenset({"contactPoint"}),
    "sentence": frozenset({"sentence"}),
    "kind": frozenset({"recipient"}),
}
"""The aspects that can differ since a thing that the assertion names does, by the link to it."""


@dataclass(frozen=True, slots=True)
class Causes:
    """What changed, and how things hang together on either side."""

    changed: Mapping[str, Change]
    things: tuple[Mapping[str, Described], Mapping[str, Described]]
    answers: tuple[Answers, Answers]

    def of_thing(self, iri: str) -> tuple[str, ...]:
        """A thing itself, where it changed."""
        return (iri,) if iri in self.changed else ()

    def of_row(
        self,
        iri: str,
        rows: tuple[Row | None, Row | None],
        aspects: Collection[str],
        among: Among = ({}, {}),
    ) -> tuple[str, ...]:
        """What a row's difference in some aspects, or its coming and going, rests on.

        `among` are the rows that it stands with on either side, by IRI.
        """
        found: dict[str, None] = {}
        if not aspects or None in rows:
            found.update(dict.fromkeys(self._reached(iri, rows, among)))
        for aspect in aspects:
            if self.own(iri) & _OWN.get(aspect, frozenset()):
                found[iri] = None
            if aspect in _THROUGH_OTHERS:
                found.update(dict.fromkeys(self._others(rows, among)))
            for link in _THROUGH_THINGS.get(aspect, ()):
                found.update(dict.fromkeys(self._linked(iri, link)))
        return tuple(found)

    def rows_of(self, effect: Effect) -> set[str]:
        """The assertions that an entry tells of."""
        return {
            side.iri(row.id)
            for side, row in zip(self.answers, (effect.before, effect.after), strict=True)
            if row is not None
        }

    def own(self, iri: str) -> frozenset[str]:
        """The properties in which an assertion differs; all of one that is new or gone."""
        change = self.changed.get(iri)
        return change.used if change is not None else frozenset()

    def _reached(
        self, iri: str, rows: tuple[Row | None, Row | None], among: Among
    ) -> Iterator[str]:
        change = self.changed.get(iri)
        if change is not None and change.kind != "changed":
            yield iri
            return
        if change is not None and change.used & _REACHED:
            yield iri
        yield from self._others(rows, among)

    def _others(
        self, rows: tuple[Row | None, Row | None], among: Among, seen: frozenset[str] = frozenset()
    ) -> Iterator[str]:
        """The changed readings, links and norms by which a row came where it is, step by step."""
        for side, row in enumerate(rows):
            for slug in row.rests_on if row else ():
                if self._leads(iri := self._known(side, slug)):
                    yield iri
            for slug in row.follows if row else ():
                iri = self.answers[side].iri(slug)
                if iri in seen:
                    continue
                if self._leads(iri):
                    yield iri
                    continue
                steps = (among[0].get(iri), among[1].get(iri))
                if _placed(steps[0]) != _placed(steps[1]):
                    yield from self._others(
                        (steps[0] and steps[0][1], steps[1] and steps[1][1]), among, seen | {iri}
                    )

    def _known(self, side: int, slug: str) -> str:
        answers = self.answers[side]
        iri = answers.iri(slug)
        return iri if iri in self.changed else names.entity_iri(answers.dataset, slug)

    def _leads(self, iri: str) -> bool:
        """Whether a change of a thing can bring another into an answer, or take it away."""
        change = self.changed.get(iri)
        return change is not None and (change.kind != "changed" or bool(change.used & _LEADING))

    def _linked(self, iri: str, link: str) -> Iterator[str]:
        for things in self.things:
            thing = things.get(iri)
            for used, values in thing.properties.items() if thing else ():
                if names.local_name(used) == link:
                    yield from (one for one in sorted(map(str, values)) if one in self.changed)


def _placed(step: tuple[str, Row] | None) -> object:
    """Where a row stands in an answer, and how it came there."""
    return step and (step[0], step[1].step, step[1].follows, step[1].rests_on)
