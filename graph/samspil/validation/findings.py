"""What `check` gives: findings with their places, and how much of the sources is accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
        blanks = {name: value for name, value in self.params.items() if "_" not in name}
        texts = {
            name.rpartition("_")[0]: value
            for name, value in self.params.items()
            if name.endswith(f"_{language}")
        }
        return blanks | texts


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

    `complete` is false where a file can't be read: then only what can be said of a text was
    checked, and there is no coverage.
    """

    findings: tuple[Finding, ...]
    coverage: Mapping[str, Coverage] = field(default_factory=dict, hash=False)
    complete: bool = True
    own_words: tuple[OwnWord, ...] = ()

    @property
    def total(self) -> Coverage:
        """The coverage of all sources together."""
        return sum(self.coverage.values(), Coverage())
