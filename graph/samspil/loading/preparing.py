"""Makes the rows of many datasets beside the loading of those before them, on other cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from samspil.errors import SamspilError
from samspil.loading.content import Content, Hashes, hashes_of
from samspil.loading.wanted import Wanted
from samspil.ontology.folders import DataFolder

_FEW = 8
"""For fewer datasets, starting other processes would take longer than it saves."""
_MOST_WORKERS = 4

Prepared = tuple[Content, Hashes]
"""The rows of a dataset, and their hashes."""

_wanted: list[Wanted] = []


class Preparing:
    """Gives the rows of datasets, made ahead in the order in which they will be asked for.

    Only a few wait at any time, so that memory doesn't grow with their number.
    """

    def __init__(self, wanted: Wanted, coming: Sequence[str]) -> None:
        self._own = wanted
        self._coming = deque(coming)
        self._waiting: dict[str, Future[Prepared | None]] = {}
        self._pool: ProcessPoolExecutor | None = None
        self._workers = min(os.cpu_count() or 1, _MOST_WORKERS)

    def __enter__(self) -> Self:
        if len(self._coming) >= _FEW and self._workers > 1:
            self._pool = ProcessPoolExecutor(
                self._workers,
                mp_context=_context(),
                initializer=_start,
                initargs=(self._own.folder,),
            )
            self._fill()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def rows(self, dataset: str) -> Prepared:
        """The rows of a dataset, and their hashes.

        Raises:
            DataError: as `Wanted.content`.
        """
        waiting = self._waiting.pop(dataset, None)
        self._fill()
        try:
            made = waiting.result() if waiting else None
        except BrokenProcessPool:
            made, self._pool = None, None
        # What went wrong there is told here, where the error can be raised as it is.
        return made or _prepared(self._own, dataset)

    def _fill(self) -> None:
        while self._pool and self._coming and len(self._waiting) <= self._workers:
            dataset = self._coming.popleft()
            try:
                self._waiting[dataset] = self._pool.submit(_of_helper, dataset)
            except (BrokenProcessPool, RuntimeError):
                self._pool = None


def _context() -> multiprocessing.context.BaseContext:
    # Not a copy of this process, which would share its connections; where the system can, a copy
    # of one that has read the program and done nothing yet.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", __name__])
    return context


def _start(folder: DataFolder) -> None:
    # What nothing leads to is looked for between two datasets, among what the last one left.
    gc.disable()
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _wanted.append(Wanted(folder))


def _end_with_parent() -> None:
    """Else a helper whose loader was killed would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _of_helper(dataset: str) -> Prepared | None:
    gc.collect()
    try:
        return _prepared(_wanted[0], dataset)
    except SamspilError:
        return None


def _prepared(wanted: Wanted, dataset: str) -> Prepared:
    content = wanted.content(dataset)
    return content, hashes_of(content)
