"""What an answer is made of. Field names are the keys of the JSON, a contract."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, ClassVar, Literal

from samspil.errors import UsageError

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
    """What one does towards another, the phrases that tell of it, what modality it says itself."""

    verb_phrase: str | None = field(default=None, metadata={"private": True})
    passive_phrase: str | None = field(default=None, metadata={"private": True})
    practice_phrase: str | None = field(default=None, metadata={"private": True})
    tells: tuple[str, ...] = field(default=(), metadata={"private": True})


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
    issued: str | None = None
    """The date that the source bears."""
    is_one_of_many: bool = field(default=False, metadata={"private": True})
    """Whether the municipality has other sources too, so that it matters which; no JSON."""
    read_on: str | None = field(default=None, metadata={"private": True})
    """The day on which a rendering was read; no part of the JSON."""
    text_read: bool | None = field(default=None, metadata={"private": True})
    """Whether the rule's own text was read, no rendering of others; no part of the JSON."""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Where to reach somebody: what for, telephone and mail; the hours in the source's words."""

    type: str | None
    telephone: str | None
    email: str | None
    hours: str | None
    id: str = field(default="", metadata={"private": True})


@dataclass(frozen=True, slots=True)
class Row:
    """One assertion in an answer.

    `step` is its depth in the cascade (1 for the situation's own); `order` its number among the
    steps of a procedure that the plan itself states; `follows` and `rests_on` are ids. `condition`,
    `exception`, `deadline`, `manner` are the plan's words; `audience` those whom it addresses.
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
    order: int | None = None
    condition: str | None = None
    exception: str | None = None
    deadline: str | None = None
    manner: str | None = None
    audience: tuple[Ref, ...] = ()
    anonymity: str | None = None
    contacts: tuple[ContactPoint, ...] = ()
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
    sentences: tuple[Ref, ...] = field(default=(), metadata={"private": True})
    """The sentences it quotes, their words as labels; no part of the JSON."""
    condition: str | None = None
    """The condition or exception on which it sits there, in the plan's words."""


@dataclass(frozen=True, slots=True)
class Room:
    """Who sits in a forum that receives something: a seat, not a message.

    `parties` are those of the document; `beside` are those that others say sit there.
    """

    forum: Ref
    parties: tuple[Party, ...]
    beside: tuple[Party, ...]


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
    in_short: str | None = field(default=None, metadata={"private": True})
    """What is missing, in a few words, for a page with little room; no part of the JSON."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A source: a document of the municipality by its title, any other by its address.

    `issued` is its own date where it has one, `read_on` the day on which it was read.
    """

    layer: str
    title: str | None
    address: str | None
    issued: str | None
    read_on: str | None
    is_one_of_many: bool = field(default=False, metadata={"private": True})


@dataclass(frozen=True, slots=True)
class Value:
    """What a source says: a thing (id), or words; how binding, by whom, on what terms."""

    id: str | None
    label: str
    modality: str | None = None
    by: tuple[Ref, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says; `not_named` are those whom another source names here and it doesn't."""

    source: Origin
    values: tuple[Value, ...]
    not_named: tuple[Ref, ...]
    assertions: tuple[str, ...]
    notes: tuple[str, ...] = field(default=(), metadata={"private": True})
    """Our own remarks on these assertions; no part of the JSON."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of which the sources say different things, or of which the document says nothing.

    `aspect` is what is compared: members, aim-parties, framed-parties, knowledge, frequency, place,
    belongs, coordinator, leader, norm (who is told, how binding), telephone, name. `kind` is
    `silent` where the document doesn't say it at all; `gaps` are the ids of its silence on that.
    """

    subject: Ref
    aspect: str
    kind: Literal["differs", "silent"]
    says: tuple[Said, ...]
    gaps: tuple[str, ...]
    iri: str = field(default="", metadata={"private": True})
    touches: frozenset[str] = field(default=frozenset(), metadata={"private": True})
    """The IRIs of all that it speaks of; no part of the JSON."""
    of_situation: bool = field(default=False, metadata={"private": True})


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an answer; `text` is made at the edge, from the code and `params`."""

    code: str
    text: str = ""
    params: dict[str, Any] = field(default_factory=dict, hash=False, metadata={"private": True})


class Answer:
    """What every answer can do for those who use Python."""

    __slots__ = ()
    html: ClassVar[Callable[[Answer], str]]
    sheet: ClassVar[Callable[[Answer], tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]]

    def _repr_html_(self) -> str:
        return type(self).html(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain dicts and lists: the JSON of the command line."""
        return dict(to_json(self))

    def to_dataframe(self) -> Any:  # noqa: ANN401  (pandas is only there if its user has it)
        """The sheet of the answer, as the csv of the command line, as a `pandas.DataFrame`.

        Raises:
            UsageError: pandas isn't there.
        """
        try:
            pd = importlib.import_module("pandas")
        except ImportError:
            raise UsageError("pandas-missing") from None
        columns, rows = type(self).sheet(self)
        return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, slots=True)
class Informed(Answer):
    """The answer to "who must be informed when X happens"."""

    status: Status
    dataset: str
    as_of: str
    situation: Ref
    groups: tuple[Group, ...]
    in_the_room: tuple[Room, ...]
    beside: Beside
    general: tuple[Row, ...]
    related: tuple[Related, ...]
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    notes: tuple[Note, ...]
    dataset_label: str = field(default="", metadata={"private": True})
    language: str = field(default="da", metadata={"private": True})
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
