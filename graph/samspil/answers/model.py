"""What an answer is made of. Field names are the keys of the JSON, a contract."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

Status = Literal["answered", "not-stated", "nothing-found"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing by its slug, with its label in the language of the answer."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Recipient(Ref):
    """Who is informed; `kind` is forum, organization, unit, group, role or collaboration."""

    kind: str


@dataclass(frozen=True, slots=True)
class Act(Ref):
    """What one does towards another, with the phrases that tell of it; no part of the JSON."""

    verb_phrase: str | None = field(default=None, metadata={"private": True})
    passive_phrase: str | None = field(default=None, metadata={"private": True})
    practice_phrase: str | None = field(default=None, metadata={"private": True})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where it says so: quoted (source, sentence, offsets) or told in our words (address)."""

    source: str | None
    sentence: str | None
    sentence_text: str | None
    quote: str | None
    start: int | None
    end: int | None
    paraphrase: str | None
    address: str | None
    issued: str | None = field(default=None, metadata={"private": True})
    """The day of the source; no part of the JSON."""
    read_on: str | None = field(default=None, metadata={"private": True})
    """The day on which a rendering was read; no part of the JSON."""
    text_read: bool | None = field(default=None, metadata={"private": True})
    """Whether the rule's own text was read, no rendering of others; no part of the JSON."""


@dataclass(frozen=True, slots=True)
class Row:
    """One assertion in an answer.

    `step` is its depth in the cascade (1 for the situation's own), or the plan's own order of
    it for a norm that has one; `follows` and `rests_on` are ids.
    """

    id: str
    modality: str
    situation: Ref | None
    step: int
    follows: tuple[str, ...]
    rests_on: tuple[str, ...]
    bearers: tuple[Ref, ...]
    act: Act | None
    recipients: tuple[Recipient, ...]
    channels: tuple[Ref, ...]
    urgency: str | None
    alternatives: tuple[str, ...]
    layer: str
    confidence: str | None
    approved: bool | None
    valid_from: str | None
    valid_to: str | None
    evidence: tuple[Evidence, ...]
    text: str = ""
    """What it says, as a sentence; made at the edge, like the text of a note."""
    objects: tuple[Ref, ...] = field(default=(), metadata={"private": True})
    """The things that a statement says something of its subject with; no part of the JSON."""
    words: str | None = field(default=None, metadata={"private": True})
    """What a statement says of its subject in words; no part of the JSON."""
    subject: str | None = field(default=None, metadata={"private": True})
    """What a statement is about where that is no actor; no part of the JSON."""
    note: str | None = field(default=None, metadata={"private": True})
    """Our own remark on an assertion; no part of the JSON."""
    situations: tuple[Ref, ...] = field(default=(), metadata={"private": True})
    """All situations it is about; `situation` is the one an answer came by. No part of the JSON."""
    is_norm: bool = field(default=True, metadata={"private": True})
    """Whether it is an information norm, no statement; no part of the JSON."""
    in_short: str | None = field(default=None, metadata={"private": True})
    """What a rule of law demands, forbids or permits, in one line; no part of the JSON."""
    legal_basis: tuple[Ref, ...] = field(default=(), metadata={"private": True})
    """The acts that a rule stands in; no part of the JSON."""
    section: str | None = field(default=None, metadata={"private": True})
    """The place in the act; no part of the JSON."""
    known_before: bool = field(default=False, metadata={"private": True})
    """Whether the rule is known to be older than `valid_from`; no part of the JSON."""

    @property
    def said(self) -> str | None:
        """What a statement says of its subject: things, words or both."""
        things = ", ".join(one.label for one in self.objects)
        return " – ".join(part for part in (things, self.words) if part) or None

    @property
    def unsaid_bearer(self) -> bool:
        """Whether it has somebody who acts whom nothing names.

        A statement whose subject isn't an actor has nobody who acts, stated or not.
        """
        tells_of_a_thing = self.subject or (self.said and not self.recipients)
        return not self.bearers and not tells_of_a_thing


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one modality, of the stated layer only."""

    modality: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Party(Ref):
    """Who sits in a forum; `role` is how, in words; `layer` says who says so."""

    role: str
    layer: str
    rests_on: tuple[str, ...] = field(default=(), metadata={"private": True})
    """The readings that the seat rests on; told in a note, no part of the JSON."""
    assertion: str = field(default="", metadata={"private": True})
    """The id of the assertion that says so; no part of the JSON."""
    sentences: tuple[Ref, ...] = field(default=(), metadata={"private": True})
    """The sentences it quotes, their words as labels; no part of the JSON."""


@dataclass(frozen=True, slots=True)
class Room:
    """Who sits in a forum that receives something: a seat, not a message."""

    forum: Ref
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the document's own answer, each in its layer."""

    interpretation: tuple[Row, ...]
    law: tuple[Row, ...]
    external: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Related(Ref):
    """A neighbouring situation, and the layer that says it is one."""

    layer: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What the document does not say; `scope` is how many things it is about."""

    id: str
    text: str
    scope: int = field(default=0, metadata={"private": True})


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an answer; `text` is made at the edge, from the code and `params`."""

    code: str
    text: str = ""
    params: dict[str, Any] = field(default_factory=dict, hash=False, metadata={"private": True})


@dataclass(frozen=True, slots=True)
class Informed:
    """The answer to "who must be informed when X happens"."""

    status: Status
    dataset: str
    as_of: str
    situation: Ref
    groups: tuple[Group, ...]
    in_the_room: tuple[Room, ...]
    beside: Beside
    related: tuple[Related, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]
    dataset_label: str = field(default="", metadata={"private": True})
    by: Ref | None = field(default=None, metadata={"private": True})
    """Whose acts the answer is narrowed to."""
    described: tuple[Row, ...] = field(default=(), metadata={"private": True})
    """What the document only describes here; the notes tell of it."""
    nearest: tuple[Row, ...] = field(default=(), metadata={"private": True})
    """Of a narrowed answer: what its actor's units, or what it belongs to, do; by our reading."""
    others: tuple[Row, ...] = field(default=(), metadata={"private": True})
    """Of a narrowed answer: what the document says here of others, or without saying who."""
    law: tuple[Row, ...] = field(default=(), metadata={"private": True})
    """All rules of law beside the situation, whoever they speak of."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the document's own answer, group by group."""
        return tuple(row for group in self.groups for row in group.rows)


def to_json(answer: object) -> Any:  # noqa: ANN401  (JSON has no narrower type)
    """An answer as plain lists and dicts, ready for `json.dumps`."""
    if is_dataclass(answer) and not isinstance(answer, type):
        return {
            one.name: to_json(getattr(answer, one.name))
            for one in fields(answer)
            if not one.metadata.get("private")
        }
    if isinstance(answer, list | tuple):
        return [to_json(item) for item in answer]
    if isinstance(answer, dict):
        return {key: to_json(value) for key, value in answer.items()}
    return answer
