"""What `check` gives: findings with their places, and how much of the sources is accounted for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from samspil.errors import UsageError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `code` names the message (`check.<code>`), `rule` the rule: the same word, or for the code
    `shape` the name of the shape in `shapes.ttl`. `line` (from 1) is where the block of `iri`
    begins, or the place itself in a text; `label` and `label_en` are what the data calls it.
    """

    code: str
    rule: str
    file: str | None = None
    line: int | None = None
    iri: str | None = None
    label: str | None = None
    label_en: str | None = None
    params: Mapping[str, str] = field(default_factory=dict, hash=False)

    def blanks(self, language: str) -> dict[str, str]:
        """The parameters that fill the blanks of the message in a language.

        What has a text of its own in each language stands in `params` as `text_da` and `text_en`;
        the message calls it `text`.
        """
        return blanks(self.params, language)


def blanks(params: Mapping[str, str], language: str) -> dict[str, str]:
    """What fills the blanks of a message in a language: `name_da` is the Danish `name`."""
    shared = {name: value for name, value in params.items() if "_" not in name}
    texts = {
        name.rpartition("_")[0]: value
        for name, value in params.items()
        if name.endswith(f"_{language}")
    }
    return shared | texts


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a sentence: a gap, a reading, a note or an English text, by its id."""

    kind: str
    id: str
    text_da: str
    text_en: str


@dataclass(frozen=True, slots=True)
class ToRead:
    """What a person must read: a stated assertion, a name or a contact, beside its sentences.

    `sentences` are pairs of id and text, `says` what the graph says (pairs of a word and a value,
    by language), `asks` the questions (the message `read.ask.<code>` and its blanks). `digest` is
    that of sentences and data together; `state` whether somebody has read them as they stand.
    `hangs` is what else must be read again where it has changed.
    """

    id: str
    iri: str
    file: str
    line: int | None
    folder: Path
    sentences: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...]
    says: Mapping[str, tuple[tuple[str, str], ...]] = field(hash=False)
    asks: tuple[tuple[str, Mapping[str, str]], ...] = field(hash=False)
    digest: str
    state: Literal["signed", "changed", "unread"]
    read_by: str | None = None
    read_on: str | None = None
    hangs: tuple[Hanging, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the sources is accounted for, in content sentences and in modality words.

    `declared` of the sentences are named as unused, with a reason, and count as accounted for.
    """

    sentences: int = 0
    sentences_used: int = 0
    sentences_declared: int = 0
    words: int = 0
    words_covered: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.sentences + other.sentences,
            self.sentences_used + other.sentences_used,
            self.sentences_declared + other.sentences_declared,
            self.words + other.words,
            self.words_covered + other.words_covered,
        )


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A term that a municipality adds to the vocabulary: its IRI, its name, and what it is tied to.

    `kind` is modality-word, act or relation; `tied_to` are labels of the vocabulary's own terms.
    """

    kind: str
    iri: str
    file: str
    label: str
    label_en: str
    tied_to: tuple[str, ...]
    tied_to_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, in the order of files and lines, and the coverage by source.

    `notices` are no faults: what a person should know of. `reading` is what a person must read.

    `complete` is false where a file can't be read: then only what can be said of a text was
    checked, and there is no coverage.
    """

    findings: tuple[Finding, ...]
    coverage: Mapping[str, Coverage] = field(default_factory=dict, hash=False)
    complete: bool = True
    own_words: tuple[OwnWord, ...] = ()
    notices: tuple[Finding, ...] = ()
    reading: tuple[ToRead, ...] = ()

    @property
    def total(self) -> Coverage:
        """The coverage of all sources together."""
        return sum(self.coverage.values(), Coverage())


def chosen(report: Report, about: Collection[str]) -> tuple[ToRead, ...]:
    """What a person must read, or of that the things with some ids.

    Raises:
        UsageError: nothing of such an id is to be read.
    """
    known = {item.id for item in report.reading}
    for one in about:
        if one not in known:
            raise UsageError("read-unknown", id=one)
    return tuple(item for item in report.reading if not about or item.id in about)
