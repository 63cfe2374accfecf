"""What all tests share: who runs beside whom, the run without skips, the settings of hypothesis."""

from __future__ import annotations

import os
import secrets
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
SERVED = "tests/integration/"
"""All tests here ask one server, one after the other."""

# Drawn once, here: the processes that share the work start with this environment.
os.environ.setdefault("SAMSPIL_SEED", str(secrets.randbelow(10**9)))

# No deadline: a busy machine is no fault of the code. Always the same inputs: a test that was green
# stays green until the code changes.
hypothesis.settings.register_profile("samspil", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("samspil")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root folder of the checkout."""
    return ROOT


def _stay_together(nodeid: str) -> str:
    """What a test shares a process with: all that need a server, else its file."""
    return SERVED if nodeid.startswith(SERVED) else nodeid.partition("::")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest is begun first; within a file the order stays as it is."""
    items.sort(key=lambda item: not item.nodeid.startswith(SERVED))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Where a run is shared (`-n 2`), one process has the server, the others everything else."""
    from xdist.scheduler import LoadFileScheduling

    # Else the group of the most tests is begun first, however short it is.
    config.option.loadscopereorder = False
    scheduler = LoadFileScheduling(config, log)
    scheduler._split_scope = _stay_together
    return scheduler


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
