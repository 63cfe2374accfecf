"""Checks a data folder: is what it says well formed, and does its source say it.

`check` reads a folder and gives a `Report`: findings, each with a code, a rule and a place, and how
much of the sources is accounted for. All rules are pure functions over what was read. The text of a
finding is the message `check.<code>`, filled with `Finding.blanks(language)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samspil.validation.findings import Coverage, Finding, Report

if TYPE_CHECKING:
    from samspil.validation.checking import check

__all__ = ["Coverage", "Finding", "Report", "check"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (what a module attribute may be)
    # The gate before an answer needs a part of the rules only; `check` brings them all.
    if name == "check":
        from samspil.validation.checking import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
