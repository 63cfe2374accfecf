"""The texts that a caseworker reads are plain: their LIX is at most 40, printed here (`-rP`)."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from samspil.paths import locale_folder

READ_BY_CASEWORKERS = (
    "bearer-", "contacts.", "gaps.", "group", "informed.", "kind.", "mark.", "note.", "part",
    "profile.", "reading.", "room.", "row.", "section.", "sentence.", "short.", "silent.",
    "why-not.",
)  # fmt: skip
PLAIN = 40
SENTENCE = 6
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def lix(texts: list[str]) -> float:
    """Words a sentence, and how many of a hundred words are longer than six letters."""
    words = [word for text in texts for word in WORD.findall(text)]
    sentences = sum(max(1, len(re.findall(r"[.:?!](?=\s|$)", text))) for text in texts)
    long = [word for word in words if len(word) > 6]
    return len(words) / sentences + 100 * len(long) / len(words)


def _texts() -> dict[str, str]:
    file = locale_folder() / "da" / "LC_MESSAGES" / "samspil.po"
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale="da")
    found = {
        str(one.id): re.sub(r"\{[^}]*\}|samspil \w+ …|--\w+", "X", one.string)
        for one in catalogue
        if isinstance(one.id, str)
        and isinstance(one.string, str)
        and one.id.startswith(READ_BY_CASEWORKERS)
    }
    # A label of two words has no sentence to measure.
    return {code: text for code, text in found.items() if len(WORD.findall(text)) >= SENTENCE}


def test_the_measure_itself() -> None:
    assert lix(["Hun går hjem. Han bliver her."]) == pytest.approx(3)
    assert lix(["Kriminalitetsforebyggelse"]) == pytest.approx(101)


def test_what_a_caseworker_reads_is_plain() -> None:
    texts = _texts()
    assert len(texts) > 60
    measured = lix(list(texts.values()))
    told = [f"LIX of {len(texts)} sentences a caseworker reads: {measured:.1f} (at most {PLAIN})"]
    hardest = sorted(texts, key=lambda code: lix([texts[code]]), reverse=True)
    told += [f"  {lix([texts[code]]):.0f}  {code}: {texts[code]}" for code in hardest[:8]]
    print("\n".join(told))  # noqa: T201  (it is to be read)
    assert measured <= PLAIN
