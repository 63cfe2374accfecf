"""The page of `check`: each finding with its place and its remedy, then the coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from samspil.comparing.expected import Tried
from samspil.messages import Messages
from samspil.render.blocks import Block, Heading, Item, Page, Text, table
from samspil.render.model_tests import test_text, tests_blocks
from samspil.validation import Finding, Report
from samspil.validation.findings import Hanging, ToRead, blanks


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
        "findings": [_finding_json(say, finding) for finding in report.findings],
        "notices": [_finding_json(say, finding) for finding in report.notices],
        "reading": _counts(report.reading),
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


def _finding_json(say: Messages, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "file": finding.file,
        "line": finding.line,
        "iri": finding.iri,
        "label": finding_label(say, finding),
        "message": finding_text(say, finding),
    }


def _counts(items: Sequence[ToRead]) -> dict[str, int]:
    found = Counter(item.state for item in items)
    return {
        "all": len(items),
        "signed": found["signed"],
        "changed": found["changed"],
        "unread": found["unread"],
    }


def reading_json(say: Messages, items: Sequence[ToRead]) -> dict[str, Any]:
    """What a person must read, as plain data."""
    return {
        "reading": _counts(items),
        "items": [
            {
                "id": item.id,
                "iri": item.iri,
                "file": item.file,
                "line": item.line,
                "sentences": [{"id": one, "text": text} for one, text in item.sentences],
                "quotes": list(item.quotes),
                "says": [{"word": word, "value": value} for word, value in item.says[say.language]],
                "asks": _asked(say, item),
                "state": item.state,
                "read_by": item.read_by,
                "read_on": item.read_on,
                "digest": item.digest,
                "hangs": [
                    {"kind": one.kind, "id": one.id, "text": _hanging_text(say, one)}
                    for one in item.hangs
                ],
            }
            for item in items
        ],
    }


def _asked(say: Messages, item: ToRead) -> list[str]:
    return [say(f"read.ask.{code}", **blanks(params, say.language)) for code, params in item.asks]


def _hanging(say: Messages, one: Hanging) -> str:
    return f"☐ {say(f'read.hangs.{one.kind}', id=one.id)}: {_hanging_text(say, one)}"


def _hanging_text(say: Messages, one: Hanging) -> str:
    return one.text_en if say.language == "en" else one.text_da


def _state(say: Messages, item: ToRead) -> str:
    return say(f"read.state.{item.state}", by=item.read_by or "", on=item.read_on or "")


def reading_page(say: Messages, items: Sequence[ToRead]) -> Page:
    """What a person must read, for people."""
    data = reading_json(say, items)
    columns = ("id", "sentences", "says", "asks", "state", "read_by", "read_on", "digest", "hangs")
    flat = table(
        [say(f"column.{name}") for name in columns],
        [
            [
                item.id,
                " ".join(text for _, text in item.sentences),
                "; ".join(f"{word}: {value}" for word, value in item.says[say.language]),
                " ".join(_asked(say, item)),
                _state(say, item),
                item.read_by or "",
                item.read_on or "",
                item.digest,
                " ".join(_hanging(say, one) for one in item.hangs),
            ]
            for item in items
        ],
    )
    counts = say("check-page.reading", **data["reading"])
    blocks: list[Block] = [Heading(say("read.title"), 1), Text(say("read.intro")), Text(counts)]
    # What hangs on a sentence stands below the first thing that is said from it.
    told: set[Hanging] = set()
    for item in items:
        lines = [f"»{_marked(text, item.quotes)}« ({one})" for one, text in item.sentences]
        lines += [f"{word}: {value}" for word, value in item.says[say.language]]
        lines += [f"☐ {question}" for question in _asked(say, item)]
        again = [one for one in item.hangs if one not in told]
        told.update(again)
        if again:
            lines.append(say("read.hangs"))
        lines += [_hanging(say, one) for one in again]
        blocks.append(Item(f"{item.id}  {_state(say, item)}", tuple(lines)))
    return Page(tuple(blocks), lambda: flat)


def _marked(sentence: str, quotes: Sequence[str]) -> str:
    """A sentence with what is quoted of it in brackets, where that isn't all."""
    for quote in quotes:
        if quote in sentence and len(quote) < len(sentence) - 1:
            sentence = sentence.replace(quote, f"[{quote}]", 1)
    return sentence


def report_page(say: Messages, report: Report, tests: Sequence[Tried] = ()) -> Page:
    """The report, for people, with what came of the model tests."""
    data = report_json(say, report)
    columns = ("file", "line", "label", "message", "rule", "iri")
    flat = table(
        [say(f"column.{name}") for name in columns],
        [
            *([finding[name] for name in columns] for finding in data["findings"]),
            *(
                [one.file, one.line, one.situation.label, test_text(say, one), "tests", ""]
                for one in tests
                if not one.passed
            ),
        ],
    )
    return Page((*_blocks(say, report), *tests_blocks(say, tests)), lambda: flat)


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
    for notice in report.notices:
        yield Text(finding_text(say, notice))
    if report.reading:
        yield Text(say("check-page.reading", **_counts(report.reading)))
