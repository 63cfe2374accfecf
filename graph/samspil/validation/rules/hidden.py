"""Rule about characters that nobody sees and that a terminal or a reader obeys: none in the data.

They are never shown as they are (`model.characters`); but what looks otherwise than it reads is no
text to rest an answer on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from samspil.model.characters import HIDDEN, sign_name
from samspil.ontology.folders import SHAPES
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.rules.privacy import block_at

_ESCAPE = re.compile(
    r"(?<!\\)(?:\\\\)*\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([bf]))|" + HIDDEN.pattern
)
_SHORT = {"b": "\b", "f": "\f"}
_LAST = 0x10FFFF


def text_findings(
    text: str, name: str, lines: Mapping[str, int] | None = None, *, turtle: bool = True
) -> Iterator[Finding]:
    """Hidden characters in a text: each once a line, with the subject whose block it stands in.

    Args:
        text: the text of a file.
        name: the name by which people know the file.
        lines: the line on which each subject's block begins.
        turtle: escapes count for what they stand for.
    """
    told: set[tuple[int, str]] = set()
    line, reached = 1, 0
    for found in (_ESCAPE if turtle else HIDDEN).finditer(text):
        sign = _meant(found)
        line += text.count("\n", reached, found.start())
        reached = found.start()
        comment = turtle and text[text.rfind("\n", 0, reached) + 1 : reached].startswith("#")
        if not HIDDEN.match(sign) or (line, sign) in told:
            continue
        told.add((line, sign))
        iri = block_at(lines or {}, line, comment=comment)
        yield Finding(
            "hidden-character",
            "hidden-character",
            name,
            line,
            iri,
            params={"found": sign_name(sign)},
        )


def _meant(found: re.Match[str]) -> str:
    """The character that was found, or that an escape stands for; none where it is half of one."""
    if len(found[0]) == 1:
        return found[0]
    if found[3]:
        return _SHORT[found[3]]
    code = int(found[1] or found[2], 16)
    # Half characters have a rule of their own.
    return "" if code > _LAST or 0xD800 <= code < 0xE000 else chr(code)


def hidden_characters(data: CheckedData) -> Iterator[Finding]:
    """Hidden characters in the data files, the vocabulary, the shapes and the source texts."""
    for file in data.all_files:
        yield from text_findings(file.text, file.file.name, file.lines)
    yield from text_findings(data.shapes_text, SHAPES)
    for source in data.sources.values():
        for finding in text_findings(source.text, source.file.name, turtle=False):
            yield data.finding_in(source, finding)
