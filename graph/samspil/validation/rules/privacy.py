"""No CPR number is ever in the data, in its comments, or in a source."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from rdflib import Literal

from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Finding

# Six digits of a date, then four; apart by a hyphen, a dash or a blank, or not at all. Digits that
# go on, or that are part of a web address, a decimal or a longer word, are something else.
_LIKE_CPR = re.compile(
    # A pattern that begins with what it looks for is searched in half the time.
    r"(\d\d)(?<![\w+.,/=%-]\d\d)(\d\d)(\d\d)"
    r"(?:\s?[-\u2010-\u2015\u2212]\s?|[ \u00a0]|)"
    r"(\d{4})(?![\w%/]|[.,]\d)"
)


def find_cpr(text: str) -> Iterator[tuple[int, str]]:
    """Where in a text something like a CPR number stands, and its date; the rest isn't repeated."""
    for found in _LIKE_CPR.finditer(text):
        day, month, year = (int(found[number]) for number in (1, 2, 3))
        # The number itself doesn't tell the century; 2000 also allows 29 February.
        for century in (1900, 2000):
            try:
                dt.date(century + year, month, day)
            except ValueError:
                continue
            yield found.start(), f"{found[1]}{found[2]}{found[3]}-****"
            break


def text_findings(text: str, name: str, lines: dict[str, int] | None = None) -> list[Finding]:
    """CPR-like numbers in a text, with the line, and the subject whose block it stands in.

    Args:
        text: the text of a file.
        name: the name by which people know the file.
        lines: the line on which each subject's block begins.
    """
    findings = []
    for offset, shown in find_cpr(text):
        line = text.count("\n", 0, offset) + 1
        comment = text[text.rfind("\n", 0, offset) + 1 : offset].startswith("#")
        iri = _block(lines or {}, line, comment=comment)
        findings.append(Finding("cpr", "cpr", name, line, iri, params={"found": shown}))
    return findings


def _block(lines: dict[str, int], line: int, *, comment: bool) -> str | None:
    """The subject whose block holds a line; a comment belongs to the block that follows it."""
    if comment:
        return min(((at, iri) for iri, at in lines.items() if at > line), default=(0, None))[1]
    return max(((at, iri) for iri, at in lines.items() if at <= line), default=(0, None))[1]


def cpr_numbers(data: CheckedData) -> Iterator[Finding]:
    """CPR-like numbers in files, comments and all, and in the texts of the sources."""
    told: set[tuple[str, str | None]] = set()
    for file in data.all_files:
        for finding in text_findings(file.text, file.file.name, file.lines):
            told.add((file.file.name, finding.iri))
            yield finding
    # What only the parsed text shows: a number written with escapes.
    for file in data.files:
        if "\\" not in file.text:
            continue
        for subject, _, value in file.graph:
            if isinstance(value, Literal) and (file.file.name, str(subject)) not in told:
                for _, shown in find_cpr(str(value)):
                    yield data.finding("cpr", subject, file, found=shown)
    for source in data.sources.values():
        yield from _in_source(data, source)


def _in_source(data: CheckedData, source: SourceText) -> Iterator[Finding]:
    for finding in text_findings(source.text, source.file.name):
        yield Finding(
            "cpr",
            "cpr",
            source.file.name,
            finding.line,
            str(source.iri),
            data.name(source.iri, "da"),
            data.name(source.iri, "en"),
            finding.params,
        )
