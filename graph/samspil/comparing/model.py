"""What a comparison is made of. Field names are the keys of the JSON, a contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from samspil.answers.model import Ref, Row

Kind = Literal["added", "removed", "changed"]
Effects = Literal[
    "informed", "no-longer", "also", "less", "banned", "no-longer-banned", "otherwise",
    "said", "unsaid", "said-otherwise", "silent", "no-longer-silent", "silent-otherwise",
    "read-otherwise", "called", "reached-otherwise", "situation", "no-situation",
    "known", "unknown", "known-otherwise",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Property:
    """A property of which the values differ; values are labels, or words of the source."""

    id: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of the model that is new, gone or otherwise; `kind` says which.

    `thing` is what it is: norm, law-norm, participation, task, structure, reading, gap, situation,
    forum, actor, naming, contact, sentence, source, term or other.
    """

    iri: str
    id: str
    kind: Kind
    thing: str
    label: str
    layer: str
    properties: tuple[Property, ...]
    before: Row | None = None
    after: Row | None = None
    text: str = ""
    """What is changed, as a sentence; made at the edge."""
    used: frozenset[str] = field(default=frozenset(), metadata={"private": True})
    """The ids of all properties that it differs in."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What is otherwise in the answers, and why.

    `who` are those whom it is about: who is told, sits there, or has another name. `aspects` name
    the fields of the row that differ; `causes` are the IRIs of the changes that it rests on; `by`
    are those whose own answer (`--by`) it changes.
    """

    kind: Effects
    situations: tuple[Ref, ...]
    layer: str
    who: tuple[Ref, ...]
    aspects: tuple[str, ...]
    before: Row | None
    after: Row | None
    causes: tuple[str, ...]
    by: tuple[Ref, ...] = ()
    old: str | None = None
    new: str | None = None
    """What is said before and after, where no row says it."""
    text: str = ""
    """What is otherwise, as a sentence; made at the edge."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is otherwise in one municipality."""

    dataset: str
    label: str
    state: Kind
    """`added` or `removed` where only one side has the municipality."""
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    situations: int
    """How many situations the two sides know of together."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is otherwise between two sides; a municipality that is the same isn't named."""

    before: str
    after: str
    as_of: str
    municipalities: tuple[Compared, ...]
    same: int
    """How many municipalities are the same, file by file."""

    @property
    def changed(self) -> bool:
        """Whether any answer is otherwise."""
        return any(one.effects or one.state != "changed" for one in self.municipalities)
