"""A row as one sentence, which says what its quote says and no more: pure.

The phrases of an act are data (`sam:verbPhrase` and its sisters); how a statement goes on from its
subject is the label of its relation. Here they are only put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from samspil.answers.model import Ref, Row
from samspil.model.terms import (
    AIM,
    AVAILABLE,
    DESCRIPTIVE,
    LAW,
    MAY,
    MUST,
    MUST_NOT,
    PRACTICE,
    SHOULD,
    TASK,
)

Say = Callable[..., str]
"""The text of a code, its blanks filled."""

MODALS = frozenset({MUST, SHOULD, MAY, MUST_NOT})
_FRAMED = frozenset({AIM, TASK, AVAILABLE})
_FACTS = frozenset({DESCRIPTIVE, PRACTICE})
_COUNTED = frozenset({2, 3, 4})
"""The numbers of choices that are written as words."""
_MEETING = frozenset({"forum", "collaboration"})
_Answer = TypeVar("_Answer")


def sentence(say: Say, row: Row) -> str:
    """What a row says, in a sentence or two; a rule of law in the short form it was given."""
    if row.layer == LAW and row.in_short:
        return ended(row.in_short)
    if not row.is_norm:
        return " ".join([_statement(say, row), *terms(say, row)])
    other = [say("sentence.alternative", ids=row.alternatives)] if row.alternatives else []
    return " ".join([ended(_clause(say, row)), *asides(say, row), *other])


def asides(say: Say, row: Row) -> list[str]:
    """What goes with what a norm says: who isn't named, through what it happens, how urgent."""
    told = [say("sentence.bearer-not-stated")] if row.unsaid_bearer else []
    if row.channels and row.modality not in MODALS:
        told.append(say("sentence.happens-through", channels=listed(say, row.channels)))
    if row.urgency:
        told.append(say(f"sentence.urgency-{row.urgency}"))
    return told + terms(say, row)


def terms(say: Say, row: Row) -> list[str]:
    """On what terms a norm says it, in the plan's words: without them it would say more."""
    told = [
        say(f"sentence.{code}", words=words)
        for code in ("condition", "exception", "deadline", "manner")
        if (words := getattr(row, code))
    ]
    if row.audience:
        told.append(say("sentence.audience", audience=listed(say, row.audience)))
    return told


def merged(rows: Sequence[Row]) -> list[list[Row]]:
    """Norms of one sentence of the source told as one; alternatives of each other together.

    Those that differ only in who acts, or only in the channel, become one row with both ids.
    """
    kept: list[Row] = list(rows)
    for differing in ("bearers", "channels"):
        kept = list(_joined(kept, differing))
    together: list[list[Row]] = []
    for row in kept:
        ids = set(row.id.split(", "))
        first = next((some for some in together if _may_choose(some[0], row, ids)), None)
        if first is None:
            together.append([row])
        else:
            first.append(row)
    return together


def _joined(rows: Sequence[Row], differing: str) -> Iterable[Row]:
    found: dict[object, Row] = {}
    for row in rows:
        own = getattr(row, differing)
        own_part: dict[str, Any] = {differing: ()}
        alike = replace(row, id="", alternatives=(), evidence=(), text="", note=None, **own_part)
        said = tuple(sorted({one.sentence or "" for one in row.evidence}))
        key = (alike, said) if own and row.is_norm else row.id
        before = found.get(key)
        if before is None:
            found[key] = row
            continue
        both: dict[str, Any] = {
            name: tuple(dict.fromkeys((*getattr(before, name), *getattr(row, name))))
            for name in (differing, "alternatives", "evidence")
        }
        found[key] = replace(before, id=f"{before.id}, {row.id}", **both)
    return found.values()


def _may_choose(first: Row, row: Row, ids: set[str]) -> bool:
    """Whether two norms are alternatives that can be told in one list."""
    alike = (first.bearers, first.modality, first.layer) == (row.bearers, row.modality, row.layer)
    told = all(one.act is not None and one.act.verb_phrase for one in (first, row))
    choice = first.modality in MODALS - {MUST_NOT} and bool(first.bearers)
    return alike and told and choice and not ids.isdisjoint(first.alternatives)


def choices(say: Say, rows: Sequence[Row]) -> tuple[str, list[str]]:
    """Norms that are alternatives of the same bearers: what leads to them, and each by itself."""
    first = rows[0]
    modal = say(f"modality.{first.modality}")
    who = listed(say, first.bearers)
    count = say(f"sentence.count-{len(rows)}") if len(rows) in _COUNTED else str(len(rows))
    lead = say("sentence.choices", who=who, modal=modal, count=count)
    return capital(lead), [_choice(say, row) for row in rows]


def _choice(say: Say, row: Row) -> str:
    asked = " ".join(terms(say, row))
    return f"{verb_phrase(say, row)}{_way(say, row)}" + (f" ({asked})" if asked else "")


def verb_phrase(say: Say, row: Row) -> str:
    """What one does to whom, as it follows »kan«; none where the act has no phrase."""
    phrase = row.act.verb_phrase if row.act else None
    return _filled(say, phrase, row) if phrase else ""


def listed(say: Say, things: Sequence[Ref]) -> str:
    """Labels in a row, as one says them: A, B and C."""
    names = [thing.label for thing in things]
    if len(names) < 2:
        return "".join(names)
    return say("sentence.and", first=", ".join(names[:-1]), last=names[-1])


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text as a whole sentence."""
    return capital(text) if text.endswith((".", "?", "!")) else f"{capital(text)}."


def told(say: Say, answer: _Answer) -> _Answer:
    """An answer in which each row has its sentence."""
    return _told(say, answer)  # type: ignore[no-any-return]


def _told(say: Say, value: Any) -> Any:  # noqa: ANN401  (whatever an answer is made of)
    if isinstance(value, tuple):
        return tuple(_told(say, one) for one in value)
    if isinstance(value, Row):
        return replace(value, text=sentence(say, value))
    if is_dataclass(value) and not isinstance(value, type | Ref):
        own = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: new for name, old in own.items() if (new := _told(say, old)) is not old}
        return replace(value, **changed) if changed else value
    return value


def _clause(say: Say, row: Row) -> str:
    if row.modality in MODALS:
        modal = say(f"modality.{row.modality}")
        if verb := verb_phrase(say, row):
            if row.bearers:
                return f"{listed(say, row.bearers)} {modal} {verb}{_way(say, row)}"
            passive = _filled(say, row.act.passive_phrase, row) if row.act else ""
            return f"{passive.replace('{modal}', modal)}{_way(say, row)}"
        return say("sentence.takes-place", act=_act(say, row), modal=modal) + _way(say, row)
    happens = _happens(say, row)
    return say(f"sentence.{row.modality}", clause=happens) if row.modality in _FRAMED else happens


def _happens(say: Say, row: Row) -> str:
    if row.act is None or not row.act.practice_phrase:
        return say("sentence.happens", act=_act(say, row))
    happens = _filled(say, row.act.practice_phrase, row)
    by = say("sentence.by", who=listed(say, row.bearers)) if row.bearers else ""
    return f"{happens}{by}"


def _act(say: Say, row: Row) -> str:
    """The act by its name, for one that has no phrases: from whom, to whom."""
    act = row.act.label if row.act else ""
    if row.bearers:
        act += say("sentence.from", who=listed(say, row.bearers))
    return act + say("sentence.to", whom=listed(say, row.recipients)) if row.recipients else act


def _way(say: Say, row: Row) -> str:
    through = listed(say, row.channels)
    return say("sentence.through", channels=through) if through else ""


def _filled(say: Say, phrase: str | None, row: Row) -> str:
    at = "forum" if all(one.kind in _MEETING for one in row.recipients) else "actor"
    whom = listed(say, row.recipients) or say("sentence.nobody-named")
    return (phrase or "").replace("{at}", say(f"sentence.at-{at}")).replace("{whom}", whom)


def _statement(say: Say, row: Row) -> str:
    who = listed(say, row.bearers) or row.subject or ""
    relation = row.act.label if row.act else ""
    # »sikrer, at Ishøj Kommune hurtigt kan …«: after such a word the thing and the words are one.
    joint = " " if relation.endswith(say("sentence.that")) else " – "
    said = joint.join(part for part in (listed(say, row.objects), row.words) if part)
    clause = " ".join(part for part in (who, relation, said) if part)
    if row.modality in _FACTS or (row.act and row.modality in row.act.tells):
        return ended(clause)
    # Nobody may take what is meant, asked or allowed for what is done.
    return ended(say(f"sentence.{row.modality}", clause=clause))
