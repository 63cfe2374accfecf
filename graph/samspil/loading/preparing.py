"""Makes the rows of many datasets beside the loading of those before them, on other cores."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from samspil.errors import SamspilError
from samspil.loading.content import Content
from samspil.loading.wanted import Wanted
from samspil.ontology.folders import DataFolder

_FEW = 8
"""For fewer datasets, starting other processes would take longer than it saves."""
_MOST_WORKERS = 4

_wanted: list[Wanted] = []


class Preparing:
    """Gives the contents of datasets, made ahead in the order in which they will be asked for.

    Only a few wait at any time, so that memory doesn't grow with their number.
    """

    def __init__(self, wanted: Wanted, coming: Sequence[str]) -> None:
        self._own = wanted
        self._coming = deque(coming)
        self._waiting: dict[str, Future[Content | None]] = {}
        self._pool: ProcessPoolExecutor | None = None
        self._workers = min(os.cpu_count() or 1, _MOST_WORKERS)

    def __enter__(self) -> Self:
        if len(self._coming) >= _FEW and self._workers > 1:
            self._pool = ProcessPoolExecutor(
                self._workers,
                # A copy of this process would share its connections with it.
                mp_context=multiprocessing.get_context("spawn"),
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

    def content(self, dataset: str) -> Content:
        """The content of a dataset.

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
        return made or self._own.content(dataset)

    def _fill(self) -> None:
        while self._pool and self._coming and len(self._waiting) <= self._workers:
            dataset = self._coming.popleft()
            try:
                self._waiting[dataset] = self._pool.submit(_content, dataset)
            except (BrokenProcessPool, RuntimeError):
                self._pool = None


def _start(folder: DataFolder) -> None:
    _wanted.append(Wanted(folder))


def _content(dataset: str) -> Content | None:
    try:
        return _wanted[0].content(dataset)
    except SamspilError:
        return None
