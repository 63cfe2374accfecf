"""Times whole processes against each other, in turn, so that a busy machine hurts both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """A command's wall-clock seconds, and its ratio to the yardstick pair by pair (medians)."""

    name: str
    seconds: float
    ratio: float
    ratios: tuple[float, ...]


def timed(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Wall-clock seconds of one run; the command must succeed."""
    begun = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    return time.perf_counter() - begun


def against(
    yardstick: Sequence[str],
    commands: Mapping[str, tuple[Sequence[str], Callable[[], Mapping[str, str]]]],
    runs: int,
) -> tuple[float, list[Measured]]:
    """Each command beside the yardstick, in turn; a command's environment is made before each run.

    Returns the yardstick's median seconds, and what was measured.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    yard: list[float] = []
    timed(yardstick, {})
    for _ in range(runs):
        for name, (command, environment) in commands.items():
            one = timed(yardstick, {})
            other = timed(command, environment())
            yard.append(one)
            times[name].append(other)
            ratios[name].append(other / one)
    return statistics.median(yard), [
        Measured(
            name,
            statistics.median(times[name]),
            statistics.median(ratios[name]),
            tuple(sorted(ratios[name])),
        )
        for name in commands
    ]
