"""Two municipalities side by side: who is told in the same situation, and how binding that is.

Situations are the same where a statement says so (`owl:sameAs`, `skos:exactMatch`), or where they
bear the same Danish name; never by their ids, which are a municipality's own. Recipients are put
side by side by their tier, for two plans name different units. Only what a plan says of the
situation itself counts, no later step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import Literal
from rdflib.namespace import OWL, SKOS

from samspil.answers.model import Gap, Ref, Row
from samspil.comparing.describing import Described, label
from samspil.comparing.gathering import Answers
from samspil.language.words import fold
from samspil.model import names
from samspil.model.terms import MAY, MUST, MUST_NOT, PRACTICE, SHOULD

STRENGTHS = (MUST, SHOULD, MAY, PRACTICE)
"""How binding a message is, the strongest first; a practice is no rule."""
_SAME = frozenset({str(OWL.sameAs), str(SKOS.exactMatch)})
_NO_TIER = "tier-not-stated"


@dataclass(frozen=True, slots=True)
class Strongest:
    """The most binding word of one side: `rows` say it; none is silence, with its gaps if any.

    `bans` are the rows that forbid to tell; `later` those that tell, or forbid it, in a later step,
    where the situation itself has none that tells.
    """

    modality: str | None
    rows: tuple[Row, ...]
    bans: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    later: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A situation and a tier of those who are told; `alike` where both are as binding."""

    situation: Ref
    other_situation: Ref
    same_by: str
    tier: Ref
    before: Strongest
    after: Strongest
    alike: bool


@dataclass(frozen=True, slots=True)
class Across:
    """Two municipalities; `only_before` and `only_after` are situations of one of them alone.

    `silent` are those of both of which neither says whom to tell.
    """

    before: Ref
    after: Ref
    as_of: str
    lines: tuple[Line, ...]
    silent: tuple[Ref, ...]
    only_before: tuple[Ref, ...]
    only_after: tuple[Ref, ...]

    @property
    def comparable(self) -> bool:
        """Whether any situation is in both."""
        return bool(self.lines or self.silent)

    @property
    def changed(self) -> bool:
        """Whether anything is as binding on one side only, or can't be compared."""
        return bool(self.only_before or self.only_after) or any(
            not line.alike for line in self.lines
        )

    def stronger(self, *, after: bool) -> tuple[Line, ...]:
        """Where one side has a duty of which the other makes less, or says nothing."""
        return tuple(
            line
            for line in self.lines
            for strong, weak in [(line.after, line.before) if after else (line.before, line.after)]
            if strong.modality == MUST and weak.modality != MUST
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A municipality: what it answers, and what its files say of each thing."""

    answers: Answers
    things: Mapping[str, Described] = field(repr=False)


def across(before: Known, after: Known, as_of: str, language: str) -> Across:
    """Two municipalities, situation by situation and tier by tier."""
    pairs = list(_same_situations(before, after))
    lines = [line for pair in pairs for line in _lines(before, after, *pair, language)]
    paired = [{pair[side] for pair in pairs} for side in (0, 1)]
    alone = [
        tuple(
            answer.situation
            for iri, answer in known.answers.informed.items()
            if iri not in paired[side]
        )
        for side, known in enumerate((before, after))
    ]
    told = {line.situation.id for line in lines}
    both = [before.answers.informed[pair[0]].situation for pair in pairs]
    silent = tuple(one for one in both if one.id not in told)
    heads = [Ref(one.answers.dataset, one.answers.label) for one in (before, after)]
    return Across(heads[0], heads[1], as_of, tuple(lines), silent, alone[0], alone[1])


def _same_situations(before: Known, after: Known) -> Iterator[tuple[str, str, str]]:
    """The situations of both that are one: as a statement says, else by their names."""
    left = dict.fromkeys(after.answers.informed)
    said = [_equals(one) for one in (before, after)]
    for iri in before.answers.informed:
        same = {iri, *said[0].get(iri, ())}
        told = next((o for o in left if same & {o, *said[1].get(o, ())}), None)
        named = next((o for o in left if _names(before, iri) & _names(after, o)), None)
        if (other := told or named) is not None:
            del left[other]
            yield iri, other, "statement" if told else "name"


def _equals(known: Known) -> dict[str, set[str]]:
    """What each thing is said to be the same as, directly or by a statement about it."""
    found: dict[str, set[str]] = {}
    for iri, thing in known.things.items():
        for used in _SAME:
            for value in thing.properties.get(used, ()):
                found.setdefault(iri, set()).add(str(value))
                found.setdefault(str(value), set()).add(iri)
        if thing.is_assertion and thing.values("predicate") & _SAME:
            for one in thing.values("subject"):
                for other in thing.values("object"):
                    found.setdefault(one, set()).add(other)
                    found.setdefault(other, set()).add(one)
    return found


def _names(known: Known, iri: str) -> set[str]:
    properties = known.things[iri].properties if iri in known.things else {}
    return {
        fold(str(value))
        for used in (str(SKOS.prefLabel), str(SKOS.altLabel))
        for value in properties.get(used, ())
        if isinstance(value, Literal) and value.language == "da"
    }


def _lines(
    before: Known, after: Known, iri: str, other: str, same_by: str, language: str
) -> Iterator[Line]:
    answers = before.answers.informed[iri], after.answers.informed[other]
    by_tier, later = (
        [
            _by_tier(known, (row for row in answer.rows if (row.step > 1) == is_later))
            for known, answer in zip((before, after), answers, strict=True)
        ]
        for is_later in (False, True)
    )
    for tier in sorted(by_tier[0].keys() | by_tier[1].keys()):
        sides = [
            _strongest(
                rows.get(tier, ()),
                () if answer.status == "answered" else answer.gaps,
                tuple(steps.get(tier, ())),
            )
            for rows, answer, steps in zip(by_tier, answers, later, strict=True)
        ]
        name = Ref(names.local_name(tier), label(after.things, tier, language))
        alike = sides[0].modality == sides[1].modality and bool(sides[0].bans) == bool(
            sides[1].bans
        )
        yield Line(
            answers[0].situation, answers[1].situation, same_by, name, sides[0], sides[1], alike
        )


def _by_tier(known: Known, rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows that tell somebody, or forbid it, by the tier of whom; one may be in several."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.is_norm and row.modality in {*STRENGTHS, MUST_NOT}:
            for tier in {_tier(known, one.id) for one in row.recipients}:
                found.setdefault(tier, []).append(row)
    return found


def _tier(known: Known, slug: str) -> str:
    for dataset in (known.answers.dataset, names.SHARED_DATASET):
        thing = known.things.get(names.entity_iri(dataset, slug))
        if thing is None:
            continue
        kinds = thing.properties.get(names.ORG + "classification", frozenset())
        for one in (thing, *(known.things.get(str(kind)) for kind in kinds)):
            if one is not None and (tiers := one.values("tier")):
                return min(tiers)
    return names.SAM + _NO_TIER


def _strongest(rows: Sequence[Row], gaps: tuple[Gap, ...], later: tuple[Row, ...]) -> Strongest:
    bans = tuple(row for row in rows if row.modality == MUST_NOT)
    for modality in STRENGTHS:
        found = tuple(row for row in rows if row.modality == modality)
        if found:
            return Strongest(modality, found, bans, ())
    return Strongest(None, (), bans, gaps, later)
