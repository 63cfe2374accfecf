"""Makes the rows of many datasets beside the loading of those before them, on other cores."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Self, cast

from samspil.model.dataset import Content, Hashes, hashes_of
from samspil.neo4j.desired import Wanted
from samspil.ontology.folders import DataFolder

_FEW = 8
"""For fewer datasets, starting other processes would take longer than it saves."""
_MOST_HELPERS = 2
"""One makes rows faster than a server writes them; a second helps where the server is quick."""
# Not multiprocessing, which runs the script of whoever calls once more in each of its processes:
# a script that loads would load again.
_HELP = "from samspil.neo4j.helping import main; main()"

Prepared = tuple[Content, Hashes]
"""The rows of a dataset, and their hashes."""


class Preparing:
    """Gives the rows of datasets, made ahead in the order in which they will be asked for.

    Only a few wait at any time, so that memory doesn't grow with their number.
    """

    def __init__(self, wanted: Wanted, coming: Sequence[str]) -> None:
        self._own = wanted
        self._coming = deque(coming)
        self._waiting: dict[str, Future[Prepared | None]] = {}
        self._helpers: list[_Helper] = []
        self._idle: SimpleQueue[_Helper] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        # One core is for this process, and maybe the server.
        most = min((os.cpu_count() or 1) - 1, _MOST_HELPERS)
        if len(self._coming) >= _FEW and most > 0 and sys.executable:
            self._helpers = [_Helper(self._own.folder) for _ in range(most)]
            for helper in self._helpers:
                self._idle.put(helper)
            self._threads = ThreadPoolExecutor(most)
            self._fill()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for helper in self._helpers:
            helper.stop()
        if self._threads:
            self._threads.shutdown(wait=True, cancel_futures=True)
        for helper in self._helpers:
            helper.close()

    def rows(self, dataset: str) -> Prepared:
        """The rows of a dataset, and their hashes.

        Raises:
            DataError: as `Wanted.content`.
        """
        waiting = self._waiting.pop(dataset, None)
        self._fill()
        made = waiting.result() if waiting else None
        # What went wrong there is told here, where the error can be raised as it is.
        return made or prepared(self._own, dataset)

    def _fill(self) -> None:
        while self._threads and self._coming and len(self._waiting) <= len(self._helpers):
            dataset = self._coming.popleft()
            self._waiting[dataset] = self._threads.submit(self._helped, dataset)

    def _helped(self, dataset: str) -> Prepared | None:
        helper = self._idle.get()
        try:
            return helper.rows(dataset)
        finally:
            self._idle.put(helper)


class _Helper:
    """A process that makes rows; it ends when its input does, so with whoever started it."""

    def __init__(self, folder: DataFolder) -> None:
        own = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
        self._process = subprocess.Popen(  # noqa: S603  (this very Python)
            [sys.executable, "-P", "-c", _HELP],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own,
        )
        self._to = cast("IO[bytes]", self._process.stdin)
        self._back = cast("IO[bytes]", self._process.stdout)
        self._folder: DataFolder | None = folder

    def rows(self, dataset: str) -> Prepared | None:
        """The rows of a dataset; None where they can't be made, for whatever reason."""
        try:
            # Here, not at the start: a large folder fills the pipe until the other end reads.
            if self._folder:
                pickle.dump(self._folder, self._to)
                self._folder = None
            pickle.dump(dataset, self._to)
            self._to.flush()
            made: Prepared | None = pickle.load(self._back)  # noqa: S301  (our own process wrote it)
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            return None
        return made

    def stop(self) -> None:
        """Stops the process, whatever it is doing; who waits for rows gets none."""
        self._process.kill()

    def close(self) -> None:
        """Gives back what the stopped process held."""
        with contextlib.suppress(OSError), self._process:
            pass


def prepared(wanted: Wanted, dataset: str) -> Prepared:
    """The rows of a dataset, and their hashes.

    Raises:
        DataError: as `Wanted.content`.
    """
    content = wanted.content(dataset)
    return content, hashes_of(content)
