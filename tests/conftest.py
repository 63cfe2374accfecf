"""What all tests share: the run in which no test may be skipped, and hypothesis' settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parents[1]
TABLE = "table of faults"
"""The property of a test that is a line of the table at the end."""
NO_SKIP = os.environ.get("SAMSPIL_NO_SKIP") == "1"

# No deadline: a busy machine is no fault of the code. Always the same inputs: a test that was green
# stays green until the code changes.
hypothesis.settings.register_profile("samspil", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("samspil")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root folder of the checkout."""
    return ROOT


def _forbid(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turns a skip into a failure that says why it would have been skipped."""
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{report.nodeid}: no skip is allowed in this run ({reason})"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that was skipped, in a run where none may be."""
    report = yield
    _forbid(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that was skipped as a whole, in a run where none may be."""
    report = yield
    _forbid(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells what the tests that break things saw: how often, with which seed, how long."""
    ended = terminalreporter.getreports("")  # That tests were taken down; the line is made then.
    lines = [line for report in ended for name, line in report.user_properties if name == TABLE]
    for number, (seed, fault, times, seconds, what) in enumerate(lines):
        if not number:
            terminalreporter.section(f"faults (again with SAMSPIL_SEED={seed})")
        terminalreporter.line(f"{fault:<42} {times:>3} times {seconds:>5.0f} s  {what}")
