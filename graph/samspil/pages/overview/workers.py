"""Makes the pages of many municipalities in other processes, each municipality by itself.

A graph of all would take minutes to build, and half a gigabyte; a page needs its own part of it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from queue import SimpleQueue
from threading import Lock
from typing import IO, TYPE_CHECKING, cast

from samspil.errors import SamspilError
from samspil.pages.overview.municipality_page import Made, make

if TYPE_CHECKING:
    from samspil.api import Model

_MOST = 2
"""Each takes some 200 MB: what a planner's machine has to spare, however many cores it has."""
_ENGINE, _TIDY = "ARCADEDB_NATIVE_ISOLATE_ARGS", "-Xmn16m"
# Not multiprocessing, which runs the script of whoever calls once more in each of its processes.
_WORK = "from samspil.pages.overview.workers import main; main()"


def apart(model: Model) -> list[Model]:
    """A model for each municipality of the data folder by itself, with what all share.

    Each reads its own files only, and is to be closed; it can be pickled until it is asked.
    """
    # All that is opened or read when it is first needed stays behind.
    opened = {"data", "ontology", "rows", "_mapped", "session"}
    unopened = {key: value for key, value in vars(model).items() if key not in opened}
    models = []
    for files in model.data.municipalities:
        own = copy(model)
        vars(own).clear()
        own_files = replace(model.data, municipalities=(files,))
        vars(own).update(unopened, _store=None, data=own_files)
        models.append(own)
    return models


def made_apart(models: Sequence[Model], processes: int | None = None) -> Iterator[Made | Model]:
    """The page of each municipality, given as a model of its own, in their order.

    Where none could be made, the model comes back: `make` tells why.

    Args:
        models: the municipalities.
        processes: how many make pages at once; without a number, one a core, and two at most.
    """
    count = min(processes or os.cpu_count() or 1, _MOST if processes is None else processes)
    with tempfile.TemporaryDirectory(prefix="samspil-", ignore_cleanup_errors=True) as cache:
        idle: SimpleQueue[_Worker] = SimpleQueue()
        workers = [_Worker(cache) for _ in range(min(count, len(models)))]
        for worker in workers:
            idle.put(worker)

        def made(model: Model) -> Made | Model:
            worker = idle.get()
            try:
                return worker.make(model) or model
            finally:
                idle.put(worker)

        threads = ThreadPoolExecutor(max(len(workers), 1))
        try:
            yield from threads.map(made, models)
        finally:
            for worker in workers:
                worker.stop()
            threads.shutdown(cancel_futures=True)


class _Worker:
    """A process that makes pages; it ends when its input does, so with whoever started it."""

    def __init__(self, cache: str) -> None:
        self._cache = cache
        self._stopped = False
        self._starting = Lock()
        self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(part for part in sys.path if part)
        # The engine, which is made for large graphs, tidies up later than a small one needs.
        engine = f"{_TIDY} {os.environ.get(_ENGINE, '')}".strip()
        return subprocess.Popen(  # noqa: S603  (this very Python)
            [sys.executable, "-P", "-c", _WORK],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "SAMSPIL_CACHE": self._cache, _ENGINE: engine},
        )

    def make(self, model: Model) -> Made | None:
        """The page of a model; None where it can't be made, for whatever reason."""
        try:
            return self._asked(model)
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            # The process was ended by others, as a machine does that runs out of memory.
            with self._starting:
                if self._stopped:
                    return None
                self._end()
                self._process = self._started()
        try:
            return self._asked(model)
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            return None

    def _asked(self, model: Model) -> Made | None:
        to, back = cast("tuple[IO[bytes], IO[bytes]]", (self._process.stdin, self._process.stdout))
        pickle.dump(model, to)
        to.flush()
        return cast("Made | None", pickle.load(back))  # noqa: S301  (our own process wrote it)

    def stop(self) -> None:
        """Ends the process, whatever it is doing; who waits for a page gets none."""
        with self._starting:
            self._stopped = True
            self._end()

    def _end(self) -> None:
        self._process.kill()
        with contextlib.suppress(OSError), self._process:
            pass


def main() -> None:
    """Answers each pickled model with its pickled page, or None where that can't be made."""
    # Who interrupts on a terminal interrupts all of its processes; the first ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What nothing leads to is looked for between two pages, among what the last one left.
    gc.disable()
    gc.freeze()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    try:
        while True:
            pickle.dump(_made(pickle.load(asked)), told)  # noqa: S301  (our own process wrote it)
            told.flush()
            gc.collect()
    except (EOFError, OSError):
        return


def _made(model: Model) -> Made | None:
    try:
        with model:
            return make(model)
    except SamspilError:
        return None
