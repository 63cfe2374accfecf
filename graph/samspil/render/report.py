"""The page of `check`: each finding with its place and its remedy, then the coverage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspil.messages import Messages
from samspil.render.blocks import Block, Heading, Item, Page, Text, table
from samspil.validation import Finding, Report


def finding_text(say: Messages, finding: Finding) -> str:
    """What is wrong, and what to do about it."""
    return say(f"check.{finding.code}", **finding.blanks(say.language))


def finding_label(say: Messages, finding: Finding) -> str | None:
    """What the data calls the thing that is wrong."""
    return (finding.label_en or finding.label) if say.language == "en" else finding.label


def report_json(say: Messages, report: Report) -> dict[str, Any]:
    """The report as plain data."""
    total = report.total
    return {
        "status": "fine" if not report.findings else "found-wrong",
        "complete": report.complete,
        "findings": [
            {
                "code": finding.code,
                "rule": finding.rule,
                "file": finding.file,
                "line": finding.line,
                "iri": finding.iri,
                "label": finding_label(say, finding),
                "message": finding_text(say, finding),
            }
            for finding in report.findings
        ],
        "coverage": {
            "sentences": total.sentences,
            "sentences_used": total.sentences_used,
            "sentences_declared_unused": total.sentences_declared,
            "modality_words": total.words,
            "modality_words_covered": total.words_covered,
        },
        "own_words": [
            {
                "kind": one.kind,
                "iri": one.iri,
                "file": one.file,
                "label": one.label_en if say.language == "en" else one.label,
                "tied_to": list(one.tied_to_en if say.language == "en" else one.tied_to),
            }
            for one in report.own_words
        ],
    }


def report_page(say: Messages, report: Report) -> Page:
    """The report, for people."""
    data = report_json(say, report)
    columns = ("file", "line", "label", "message", "rule", "iri")
    flat = table(
        [say(f"column.{name}") for name in columns],
        [[finding[name] for name in columns] for finding in data["findings"]],
    )
    return Page(tuple(_blocks(say, report)), lambda: flat)


def _blocks(say: Messages, report: Report) -> Iterator[Block]:
    yield Heading(say("check-page.title"), 1)
    for finding in report.findings:
        place = f"{finding.file or ''}:{finding.line}" if finding.line else finding.file or ""
        label = finding_label(say, finding)
        under = [finding_text(say, finding)]
        if finding.iri:
            under.append(finding.iri)
        yield Item(f"{place}  {label or ''}".strip(), tuple(under))
    if report.findings:
        yield Text(say("check-page.count", n=len(report.findings)))
    else:
        yield Text(say("check-page.fine"))
    if not report.complete:
        yield Text(say("check-page.incomplete"))
        return
    for source, one in report.coverage.items():
        yield Text(say("check-page.sentences", source=source, used=one.sentences_used,
                       declared=one.sentences_declared, all=one.sentences))  # fmt: skip
        yield Text(say("check-page.words", covered=one.words_covered, all=one.words))
    if report.own_words:
        yield Heading(say("check-page.own-words"))
    for own in report.own_words:
        english = say.language == "en"
        label, tied = (own.label_en, own.tied_to_en) if english else (own.label, own.tied_to)
        told = say("check-page.own-word", label=label, tied=list(tied))
        yield Item(f"{own.file}  {told}", (own.iri,))
