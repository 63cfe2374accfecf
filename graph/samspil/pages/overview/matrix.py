"""The matrix of an overview: what each municipality's document says in each kind of situation.

Situations are of a kind by what they are called: no id is compared, for an id is a municipality's
own. That two documents mean the same by the same words is not said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samspil.language.words import fold
from samspil.model.terms import MAY, MUST, MUST_NOT, NORM, PRACTICE, SHOULD, STATED

STRENGTHS = (MUST, SHOULD, MAY, PRACTICE)
"""How binding it is that somebody is told, the strongest first."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A situation of a municipality, and how binding at most its document is there.

    `modality` is empty where the document says of nobody that they are told; `forbids` where it
    says that somebody must not be.
    """

    id: str
    label_da: str
    label_en: str
    words: str
    modality: str = ""
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of situation: what most call it, its search words, each municipality's answer."""

    label_da: str
    label_en: str
    words: str
    answers: tuple[tuple[str, Answered], ...]
    """Municipality and answer, in the order of the municipalities."""


def answered(payload: Mapping[str, Any]) -> tuple[Answered, ...]:
    """What the page of a municipality answers, situation by situation: its own norms only."""
    told = payload["assertions"]
    found = []
    for one in payload["situations"]:
        norms = {
            told[id_]["m"]
            for id_, step in one["rows"]
            # What follows from it is a matter of other situations.
            if step == 1 and (told[id_]["k"], told[id_]["l"]) == (NORM, STATED)
        }
        label_da, label_en = _both(one["label"])
        strongest = next((modality for modality in STRENGTHS if modality in norms), "")
        found.append(
            Answered(one["id"], label_da, label_en, one["words"], strongest, MUST_NOT in norms)
        )
    return tuple(found)


def columns(of: Iterable[tuple[str, Sequence[Answered]]]) -> tuple[Column, ...]:
    """The situations of all municipalities (id and answers), by kind; the most common first."""
    groups: defaultdict[str, list[tuple[str, Answered]]] = defaultdict(list)
    for municipality, answers in of:
        for one in answers:
            groups[fold(one.label_da)].append((municipality, one))
    made = []
    for members in groups.values():
        names = Counter((one.label_da, one.label_en) for _, one in members)
        (label_da, label_en), _ = max(names.items(), key=lambda counted: (counted[1], counted[0]))
        words = "||".join(dict.fromkeys(one.words for _, one in members))
        made.append(Column(label_da, label_en, words, tuple(members)))
    return tuple(sorted(made, key=lambda one: (-len(one.answers), fold(one.label_da))))


def _both(label: str | Sequence[str]) -> tuple[str, str]:
    return (label, label) if isinstance(label, str) else (label[0], label[1])
