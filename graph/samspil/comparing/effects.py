"""What is otherwise in the answers: pure, over the answers of both sides.

Rows are put side by side by their assertion; one that only got another id is no difference. Who is
told is judged by all that tells them in the situation: who loses one of two messages keeps one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samspil.answers.model import Evidence, Ref, Row
from samspil.comparing.causes import Among, Causes
from samspil.comparing.gathering import Answers
from samspil.comparing.model import Effect, Effects
from samspil.model.terms import MAY, MUST, MUST_NOT, PRACTICE, SHOULD, STATED

_TELLING = frozenset({MUST, SHOULD, MAY, PRACTICE})


def _ids(things: Iterable[Ref]) -> frozenset[str]:
    return frozenset(one.id for one in things)


def _said(evidence: Iterable[Evidence], name: str) -> tuple[object, ...]:
    return tuple(sorted({str(getattr(one, name)) for one in evidence if getattr(one, name)}))


_ASPECTS: Mapping[str, Callable[[Row], object]] = {
    "modality": lambda row: row.modality,
    "bearers": lambda row: _ids(row.bearers),
    "recipients": lambda row: _ids(row.recipients),
    "kind": lambda row: frozenset((one.id, one.kind) for one in row.recipients),
    "act": lambda row: row.act.id if row.act else None,
    "channels": lambda row: _ids(row.channels),
    "urgency": lambda row: row.urgency,
    "alternatives": lambda row: frozenset(row.alternatives),
    "order": lambda row: row.order,
    "condition": lambda row: row.condition,
    "exception": lambda row: row.exception,
    "deadline": lambda row: row.deadline,
    "manner": lambda row: row.manner,
    "audience": lambda row: _ids(row.audience),
    "anonymity": lambda row: row.anonymity,
    "contacts": lambda row: row.contacts,
    "objects": lambda row: _ids(row.objects),
    "words": lambda row: row.words,
    "in_short": lambda row: row.in_short,
    "legal_basis": lambda row: _ids(row.legal_basis),
    "section": lambda row: row.section,
    "validity": lambda row: (row.valid_from, row.valid_to, row.known_before),
    "standing": lambda row: (row.confidence, row.approved),
    "note": lambda row: row.note,
    "quote": lambda row: _said(row.evidence, "quote"),
    "paraphrase": lambda row: _said(row.evidence, "paraphrase"),
    "address": lambda row: _said(row.evidence, "address"),
    "read_on": lambda row: _said(row.evidence, "read_on"),
    "sentence": lambda row: _said(row.evidence, "sentence_text"),
    "step": lambda row: (row.step, frozenset(row.follows)),
    "rests_on": lambda row: frozenset(row.rests_on),
}
"""What is compared of two rows, by ids: that a thing has another name is told once, elsewhere."""
_OF_STATEMENTS: Mapping[str, Callable[[Row], object]] = {
    "situations": lambda row: _ids(row.situations),
    "subject": lambda row: row.subject,
}
_NOT_ITSELF = frozenset({"alternatives", "step"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row before and after; `iri` is its assertion, `shelves` where it stands."""

    iri: str
    before: Row | None
    after: Row | None
    shelves: tuple[str, str]

    @property
    def row(self) -> Row:
        row = self.after or self.before
        assert row is not None  # noqa: S101  (one of the two is there)
        return row


def effects(before: Answers, after: Answers, causes: Causes) -> tuple[Effect, ...]:
    """What is otherwise in the answers about situations, then in those about forums and actors."""
    found: list[Effect] = []
    covered: set[str] = set()
    told: dict[str, tuple[Ref, ...]] = {}
    for situation in sorted(before.informed.keys() | after.informed.keys()):
        told_here = _of_situation(before, after, situation, causes)
        found += told_here
        for side in (before, after):
            for iri in (*side.rows(situation), *side.seats(situation)):
                told.setdefault(iri, ())
                here = _situation(before, after, situation)
                if here not in told[iri]:
                    told[iri] += (here,)
    merged = _merged(found)
    covered = {iri for one in found for iri in causes.rows_of(one)}
    return (*merged, *_of_statements(before, after, causes, covered, told))


def _situation(before: Answers, after: Answers, iri: str) -> Ref:
    answer = after.informed.get(iri) or before.informed[iri]
    return answer.situation


def _of_situation(before: Answers, after: Answers, iri: str, causes: Causes) -> Iterator[Effect]:
    here = _situation(before, after, iri)
    if iri not in before.informed or iri not in after.informed:
        kind: Effects = "situation" if iri in after.informed else "no-situation"
        yield Effect(kind, (here,), "stated", (), (), None, None, causes.of_thing(iri))
    old, new = before.rows(iri), after.rows(iri)
    for pair in _paired(old, new):
        statement = not pair.row.is_norm
        if statement and pair.iri in before.told and pair.iri in after.told:
            both = (before.told[pair.iri].row, after.told[pair.iri].row)
            # What a statement says otherwise, or of another situation, is told once, below.
            if pair.before is not None and pair.after is not None:
                continue
            if _ids(both[0].situations) != _ids(both[1].situations):
                continue
        elif statement:
            continue
        yield from _of_pair(pair, (here,), causes, (old, new))


def _told(rows: Mapping[str, tuple[str, Row]]) -> dict[str, frozenset[str]]:
    """Who is told, by the rows of each shelf."""
    found: dict[str, frozenset[str]] = {}
    for shelf, row in rows.values():
        if row.modality in _TELLING and row.is_norm:
            found[shelf] = found.get(shelf, frozenset()) | _ids(row.recipients)
    return found


def _paired(
    old: Mapping[str, tuple[str, Row]], new: Mapping[str, tuple[str, Row]]
) -> Iterator[_Pair]:
    gone = {iri: old[iri] for iri in old.keys() - new.keys()}
    for iri in sorted(new):
        shelf, row = new[iri]
        if iri in old:
            yield _Pair(iri, old[iri][1], row, (old[iri][0], shelf))
            continue
        twin = next((one for one in sorted(gone) if _only_renamed(gone[one], new[iri])), None)
        if twin is None:
            yield _Pair(iri, None, row, (shelf, shelf))
        else:
            del gone[twin]
    for iri in sorted(gone):
        shelf, row = gone[iri]
        yield _Pair(iri, row, None, (shelf, shelf))


def _only_renamed(old: tuple[str, Row], new: tuple[str, Row]) -> bool:
    same_shelf = old[0] == new[0]
    return same_shelf and not set(differing(old[1], new[1], statement=True)) - _NOT_ITSELF


def differing(old: Row, new: Row, *, statement: bool = False) -> tuple[str, ...]:
    """The aspects in which two rows differ; of a statement by itself, also what it is about."""
    chosen = {**_ASPECTS, **_OF_STATEMENTS} if statement else _ASPECTS
    found = tuple(name for name, of in chosen.items() if of(old) != of(new))
    # Where the quote is another, so is what stands around it.
    return tuple(name for name in found if name != "sentence" or "quote" not in found)


def _of_pair(
    pair: _Pair, situations: tuple[Ref, ...], causes: Causes, among: Among
) -> Iterator[Effect]:
    old, new = pair.before, pair.after
    told = (_told(among[0]), _told(among[1]))
    row, shelf = pair.row, pair.shelves[1]
    aspects = differing(old, new) if old and new else ()
    if pair.shelves[0] != pair.shelves[1]:
        aspects = (*aspects, "shelf")

    def effect(kind: Effects, who: Sequence[Ref], chosen: tuple[str, ...]) -> Effect:
        return Effect(
            kind, situations, shelf, tuple(Ref(one.id, one.label) for one in who), chosen, old, new,
            causes.of_row(pair.iri, (old, new), chosen, among), by=_by(old, new),
        )  # fmt: skip

    if not row.is_norm or not (row.recipients or (old and old.recipients)):
        if old is None or new is None:
            yield effect("said" if old is None else "unsaid", row.bearers, aspects)
        elif aspects:
            yield effect("otherwise" if row.is_norm else "said-otherwise", row.bearers, aspects)
        return
    had = {one.id: one for one in (old.recipients if old else ())}
    has = {one.id: one for one in (new.recipients if new else ())}
    # What was forbidden and no longer is, or the other way, is another thing to all of them.
    turned = bool(old and new and _sort(old) != _sort(new))
    come = [one for ident, one in has.items() if turned or ident not in had]
    gone = [one for ident, one in had.items() if turned or ident not in has]
    why = ("modality",) if turned else ("recipients",) if old and new else ()
    for one, who, is_come in ((new, come, True), (old, gone, False)):
        # Whom the document itself tells is new to no other shelf.
        others = frozenset().union(*(told[not is_come].get(on, ()) for on in (STATED, shelf)))
        for kind, some in _kinds(one, who, others, is_come):
            yield effect(kind, some, why)
    # That another is told is no other kind of the one who was.
    told_of = {"recipients", *(("kind",) if come or gone else ()), *why}
    rest = tuple(one for one in aspects if one not in told_of)
    if rest and old is not None and new is not None:
        yield effect("otherwise", [one for ident, one in has.items() if ident in had], rest)


def _sort(row: Row) -> str:
    """Whether it tells somebody, forbids to, or neither."""
    return "bans" if row.modality == MUST_NOT else "tells" if row.modality in _TELLING else ""


def _kinds(
    row: Row | None, who: Sequence[Ref], others: frozenset[str], is_come: bool
) -> Iterator[tuple[Effects, list[Ref]]]:
    """What it is to those who come to be named, or no longer are.

    `others` are those whom any row tells on the side where this one doesn't.
    """
    if row is None or not who:
        return
    if _sort(row) == "bans":
        yield ("banned" if is_come else "no-longer-banned"), list(who)
        return
    if not _sort(row):
        yield ("said" if is_come else "unsaid"), list(who)
        return
    kinds: tuple[Effects, Effects] = ("informed", "also") if is_come else ("no-longer", "less")
    for kind, is_other in zip(kinds, (False, True), strict=True):
        if some := [one for one in who if (one.id in others) == is_other]:
            yield kind, some


def _by(old: Row | None, new: Row | None) -> tuple[Ref, ...]:
    """Those whose own answer it changes: who acts, before or after."""
    found = {one.id: one for row in (old, new) if row for one in row.bearers}
    return tuple(found[ident] for ident in sorted(found))


def _merged(found: Iterable[Effect]) -> list[Effect]:
    """One entry for what is otherwise in the same way in several situations."""
    kept: dict[object, Effect] = {}
    for one in found:
        rows = [
            row and replace(row, situation=None, step=0, follows=(), rests_on=())
            for row in (one.before, one.after)
        ]
        alone = one.kind in {"situation", "no-situation"}
        key = (
            one.kind,
            one.layer,
            one.who,
            one.aspects,
            one.causes,
            *rows,
            alone and one.situations,
        )
        first = kept.get(key)
        kept[key] = (
            one if first is None
            else replace(first, situations=(*first.situations, *one.situations))
        )  # fmt: skip
    return list(kept.values())


def _of_statements(
    before: Answers,
    after: Answers,
    causes: Causes,
    covered: set[str],
    told: Mapping[str, tuple[Ref, ...]],
) -> Iterator[Effect]:
    """What statements say of forums and actors, and norms that no situation's answer has."""
    old, new = (
        {iri: (one.row.layer, one.row) for iri, one in side.told.items()}
        for side in (before, after)
    )
    for pair in _paired(old, new):
        if pair.iri in covered:
            continue
        if pair.row.is_norm and pair.iri in told:
            continue  # Seen there, and the same in each.
        at = told.get(pair.iri, ())
        if pair.row.is_norm:
            yield from _of_pair(pair, pair.row.situations, causes, ({}, {}))
            continue
        if pair.before is not None and pair.after is not None:
            aspects = differing(pair.before, pair.after, statement=True)
            # A subject that only has another name is told by that.
            if "subject" not in causes.own(pair.iri):
                aspects = tuple(one for one in aspects if one != "subject")
            aspects += ("shelf",) if pair.shelves[0] != pair.shelves[1] else ()
            if not aspects:
                continue
            kind: Effects = "said-otherwise"
        else:
            aspects, kind = (), "said" if pair.before is None else "unsaid"
        yield Effect(
            kind, at, pair.shelves[1], pair.row.bearers, aspects, pair.before, pair.after,
            causes.of_row(pair.iri, (pair.before, pair.after), aspects),
        )  # fmt: skip
