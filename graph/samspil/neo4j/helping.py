"""A helper's own process: reads names of datasets and writes their rows, while anybody asks."""

from __future__ import annotations

import gc
import pickle
import signal
import sys

from samspil.errors import SamspilError
from samspil.neo4j.desired import Wanted
from samspil.neo4j.preparing import Prepared, prepared


def main() -> None:
    """Answers each pickled name with the pickled rows, or None where they can't be made."""
    # Who interrupts the loader on a terminal interrupts all of its processes; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What nothing leads to is looked for between two datasets, among what the last one left.
    gc.disable()
    gc.freeze()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    try:
        wanted = Wanted(pickle.load(asked))  # noqa: S301  (our own process wrote it)
        while True:
            pickle.dump(_rows(wanted, pickle.load(asked)), told, pickle.HIGHEST_PROTOCOL)  # noqa: S301
            told.flush()
            gc.collect()
    except (EOFError, OSError):
        return


def _rows(wanted: Wanted, dataset: str) -> Prepared | None:
    try:
        return prepared(wanted, dataset)
    except SamspilError:
        return None
