"""Finds every syntax error of a Turtle file, not only the first.

The parser stops at the first error. So a file that it refuses is taken apart into blocks (at blank
lines, and where a line that ends in a full stop is followed by one that begins at its margin), and
each block is parsed by itself, with the file's prefixes. Line numbers stay those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from samspil.model import names
from samspil.ontology.reading import subject_lines
from samspil.validation.findings import Finding

_PREFIX_LINE = re.compile(r"\s*@?prefix\b", re.IGNORECASE)
_GOOD_PREFIX = re.compile(
    r"\s*(?:@prefix\s+[\w.-]*:\s*<[^<>\s]*>\s*\.|prefix\s+[\w.-]*:\s*<[^<>\s]*>)\s*(?:#.*)?$",
    re.IGNORECASE,
)
_UNBOUND = re.compile(r'Prefix "([^"]*)" not bound')
_LONG_QUOTE = re.compile(r'"""|\'\'\'')
_HALF = re.compile(r"(?<!\\)(?:\\\\)*(\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2})")
_TOO_DEEP = "brackets within brackets"
_REASONS = (
    ("expected '.'", "turtle-end"),
    ("EOF found", "turtle-end"),
    (_TOO_DEEP, "turtle-too-deep"),
    ("newline found in string", "turtle-quote"),
    ("unterminated string", "turtle-quote"),
    ("objectList expected", "turtle-object"),
    ("expected object", "turtle-object"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a file: its text, and the number (from 0) of its first line."""

    text: str
    first: int


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    reason: str


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a Turtle text, without its prefix lines."""
    lines = text.splitlines()
    begun: list[str] = []
    first = 0
    in_long_string = False
    for number, line in enumerate(lines):
        at_margin = bool(line) and not line[0].isspace()
        after_stop = bool(begun) and begun[-1].rstrip().endswith(".")
        if not in_long_string and (not line.strip() or (at_margin and after_stop)):
            if any(part.strip() for part in begun):
                yield Block("\n".join(begun), first)
            begun = []
        if not begun:
            first = number
        if len(_LONG_QUOTE.findall(line)) % 2:
            in_long_string = not in_long_string
        begun.append("" if _PREFIX_LINE.match(line) and not in_long_string else line)
    if any(part.strip() for part in begun):
        yield Block("\n".join(begun), first)


def _fault(text: str) -> _Fault | None:
    try:
        Graph().parse(data=text, format="turtle", publicID=names.ID)
    except BadSyntax as error:
        line, reason = (error.args[1], error.args[4]) if len(error.args) > 4 else (0, str(error))
        return _Fault(int(line), str(reason))
    except RecursionError:
        return _Fault(0, _TOO_DEEP)
    except (ValueError, AssertionError, IndexError, KeyError, AttributeError, TypeError) as error:
        # The parser lets some broken texts fall through to errors of its own inner workings.
        return _Fault(0, str(error) or type(error).__name__)
    return None


def _code(reason: str) -> str:
    return next((code for part, code in _REASONS if part in reason), "turtle-syntax")


def _subject(text: str, line: int) -> str | None:
    """The subject in whose block a line (from 1) stands."""
    before = [(at, iri) for iri, at in subject_lines(text).items() if at <= line]
    return max(before)[1] if before else None


def _finding(name: str, text: str, line: int, reason: str) -> Finding:
    lines = text.splitlines()
    line = min(line, len(lines) - 1) if lines else 0
    # The parser notices a missing full stop only at the next word: show the line it belongs to.
    while line > 0 and not lines[line].strip():
        line -= 1
    code = _code(reason)
    excerpt = lines[line].strip()[:80] if lines else ""
    params = {"reason": reason, "excerpt": excerpt}
    return Finding(code, code, name, line + 1, _subject(text, line + 1), params=params)


def escape_findings(text: str, name: str) -> list[Finding]:
    """Escapes that stand for no character (half of a pair), which the parser lets through."""
    found = []
    for escape in _HALF.finditer(text):
        line = text.count("\n", 0, escape.start()) + 1
        params = {"excerpt": escape[1]}
        iri = _subject(text, line)
        found.append(Finding("turtle-escape", "turtle-escape", name, line, iri, params=params))
    return found


def syntax_findings(text: str, name: str) -> list[Finding]:
    """All syntax errors of a Turtle text, at most one a block; none if the parser takes it.

    Args:
        text: the text of the file.
        name: the name by which people know the file.
    """
    whole = _fault(text)
    if whole is None:
        return []
    if text.startswith("\ufeff"):
        return [Finding("turtle-bom", "turtle-bom", name, 1)]
    found: list[Finding] = []
    good = []
    for number, line in enumerate(text.splitlines()):
        if _GOOD_PREFIX.match(line):
            good.append(line)
        elif _PREFIX_LINE.match(line):
            found.append(
                Finding(
                    "turtle-prefix-line",
                    "turtle-prefix-line",
                    name,
                    number + 1,
                    params={"excerpt": line.strip()[:80]},
                )
            )
    head = " ".join(good)
    unbound: set[str] = set()
    for block in blocks(text):
        fault = _fault(f"{head} \n{block.text}\n")
        if fault is None:
            continue
        missing = _UNBOUND.search(fault.reason)
        if missing:
            if missing[1] not in unbound:
                unbound.add(missing[1])
                number = block.first + max(fault.line - 1, 0) + 1
                params = {"prefix": missing[1]}
                iri = _subject(text, number)
                found.append(
                    Finding("turtle-prefix", "turtle-prefix", name, number, iri, params=params)
                )
            continue
        found.append(_finding(name, text, block.first + max(fault.line - 1, 0), fault.reason))
    return found or [_finding(name, text, whole.line, whole.reason)]
