"""What an audit is made of. Field names are the keys of the JSON, a contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from samspil.answers.model import Evidence, Ref

Kind = Literal["contradiction", "overdue", "vulnerable", "difference", "law-beside", "silence"]
KINDS: tuple[Kind, ...] = (
    "contradiction", "overdue", "vulnerable", "difference", "law-beside", "silence",
)  # fmt: skip
"""The kinds of findings, in the order they are told: none but the first says that it is wrong."""

Status = Literal[
    "mentioned", "mentioned-in-part", "silent", "nothing-found", "undecidable", "in-time",
    "overdue", "overdue-from-date", "not-in-force",
]  # fmt: skip
STATUSES: tuple[Status, ...] = (
    "mentioned", "mentioned-in-part", "in-time", "overdue", "overdue-from-date", "silent",
    "nothing-found", "undecidable", "not-in-force",
)  # fmt: skip
"""What is known of a requirement. `overdue-from-date`: its time has passed, if it is counted from
the date of a document that is older than the requirement, and not if from the requirement's own."""

Basis = Literal[
    "own-words", "reading", "law-read", "silence", "word-search", "other-source", "law-not-read"
]  # fmt: skip
BASES: tuple[Basis, ...] = (
    "own-words", "reading", "law-read", "silence", "word-search", "other-source", "law-not-read",
)  # fmt: skip
"""What a conclusion can rest on, the strongest first."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has held it against the document: all of it signed, changed since, not read, unknown.

    Of what isn't the document's there is nothing to sign.
    """

    state: Literal["signed", "changed", "unread", "unknown", "nothing-to-sign"]
    by: tuple[str, ...] = ()
    """Name and day of each signature."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How good the evidence is: its weakest link, the least sure reading, who has signed."""

    weakest: Basis
    confidence: str | None
    law_approved: bool | None
    """Whether a lawyer has approved how the law is told; none where no law is in it."""
    signed: Signed


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that a line rests on, by the id that looks it up, and where it says so."""

    id: str
    what: Literal["assertion", "gap", "reading", "sentence", "thing"]
    layer: str
    evidence: tuple[Evidence, ...]
    section: str | None = None
    acts: tuple[str, ...] = ()
    read_on: tuple[str, ...] = ()
    why: str | None = None
    """Why a rule is linked to the document, by our reading."""
    in_short: str | None = None
    """What a rule demands, forbids or permits, in one line."""
    text: str | None = None
    """What a gap or a reading says, in our words."""
    near: tuple[Evidence, ...] = ()
    """Of a gap that is tied to no sentence: the sentences that name most of what it is about."""
    confidence: str | None = None
    """How sure a reading is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line for the auditor; `ids` are all that it rests on, `text` says it in words.

    `code` says what was found; `text` is made at the edge, from the code and `params`.
    """

    code: str
    kind: Kind
    about: Ref | None
    ids: tuple[str, ...]
    grade: Grade
    traces: tuple[Trace, ...]
    readings: tuple[Trace, ...] = ()
    """The readings that its statements rest on."""
    text: str = ""
    params: dict[str, object] = field(
        default_factory=dict, hash=False, metadata={"private": True}
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A requirement, and what of the plan speaks of it: never that it is met.

    `open` are the gaps that leave it open, `traces` where these and `shown` say so, `looked_for`
    the words and statements looked for in the whole plan.
    """

    id: str
    label: str
    required_by: Trace
    status: Status
    shown: tuple[str, ...]
    open: tuple[str, ...]
    grade: Grade
    traces: tuple[Trace, ...] = ()
    readings: tuple[Trace, ...] = ()
    looked_for: tuple[str, ...] = ()
    text: str = ""
    note: str | None = None
    undecidable: str | None = field(default=None, metadata={"private": True})
    in_norms: bool = field(default=False, metadata={"private": True})
    """Whether any norm speaks of it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A line of the table: what is claimed, the words that carry it, its reading, the law on it."""

    id: str
    text: str
    modality: str
    evidence: tuple[Evidence, ...]
    readings: tuple[str, ...]
    law: tuple[str, ...]
    """Rules in force that are linked to its situation: id and section."""
    read_on: tuple[str, ...]
    """The days on which these were read."""
    unread: tuple[str, ...]
    """Those of them whose own text was not read."""
    signed: Signed


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at: sentences with content, those used, those named as unused and why."""

    sentences: int
    used: int
    unused: tuple[Ref, ...]
    to_read: int | None
    """How much a person must hold against the document; not known where a Neo4j is asked."""
    signed: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A source of the plan, with the date that it bears."""

    title: str
    issued: str | None


@dataclass(frozen=True, slots=True)
class Audit:
    """The report on one plan."""

    dataset: str
    as_of: str
    documents: tuple[Document, ...]
    looked: Looked
    sentences: tuple[Ref, ...]
    requirements: tuple[Held, ...]
    findings: tuple[Finding, ...]
    compared: int
    """How many norms were held against each other."""
    claims: tuple[Claim, ...]
    readings: tuple[Trace, ...]
    """All readings that a claim or a line rests on."""
    notes: tuple[str, ...]
    dataset_label: str = field(default="", metadata={"private": True})
