"""Checks a data folder: is what it says well formed, and does its source say it.

`check` reads a folder and gives a `Report`: findings, each with a code, a rule and a place, and how
much of the sources is accounted for. All rules are pure functions over what was read. The text of a
finding is the message `check.<code>`, filled with `Finding.blanks(language)`.
"""

from samspil.validation.checking import check
from samspil.validation.findings import Coverage, Finding, Report

__all__ = ["Coverage", "Finding", "Report", "check"]
