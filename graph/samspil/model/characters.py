"""Characters that do something instead of standing for something, and what is shown for them.

A terminal obeys ESC and its one-character twins (U+0080 to U+009F), a bidirectional override turns
round what stands after it, a zero byte ends a file for some. None of them leaves samspil as it is:
each format's finished text goes through here.
"""

from __future__ import annotations

import json
import re
from typing import Any

# Tab and line feed are how a text is laid out; a lone carriage return writes over a line.
SIGNS = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"
    "\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff"
)
"""Control characters and bidirectional controls, for a class of a pattern."""
# Half characters and tags, which four digits can't escape, are hidden too.
_ALL = f"{SIGNS}\\ud800-\\udfff\\U000e0000-\\U000e007f"
HIDDEN = re.compile(f"[{_ALL}]")
REPLACEMENT = "\ufffd"
_SHOWN_OTHERWISE = re.compile(f"\\r\\n?|[{_ALL}]")


def visible(text: str) -> str:
    """A text with a replacement sign for each hidden character, and line feeds for line ends."""
    return _SHOWN_OTHERWISE.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    return "\n" if found[0].startswith("\r") else REPLACEMENT


def json_text(data: object, **layout: Any) -> str:  # noqa: ANN401  (what json.dumps takes)
    r"""Data as JSON: readable letters as they are, hidden characters escaped (`\u009b`)."""
    return HIDDEN.sub(_escaped, json.dumps(data, ensure_ascii=False, **layout))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def visible_json(data: object, **layout: Any) -> str:  # noqa: ANN401  (what json.dumps takes)
    """Data as JSON for a page, which would show what is escaped: a sign stands there instead."""
    return HIDDEN.sub(REPLACEMENT, json.dumps(data, **layout))


def sign_name(sign: str) -> str:
    """How a character is called in a message: `U+202E`."""
    return f"U+{ord(sign):04X}"
