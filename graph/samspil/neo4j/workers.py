"""Loads many municipalities on several cores: processes that each read, map and write their own."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import IO, cast

from samspil.errors import SamspilError
from samspil.neo4j.desired import Wanted
from samspil.neo4j.results import Result
from samspil.neo4j.transaction import DatasetLoader, Options
from samspil.store.base import Closing
from samspil.store.bolt import BoltStore
from samspil.store.target import Target

_FEW = 8
"""For fewer datasets, starting other processes would take longer than it saves."""
_MOST = 2
"""Beside this process: a server writes one dataset at a time, in half of what making it takes."""
# Not multiprocessing, which runs the script of whoever calls once more in each of its processes:
# a script that loads would load again.
_WORK = "from samspil.neo4j.workers import main; main()"

Job = tuple[Target, Wanted, Options]


class Workers(Closing):
    """Loads datasets in this process and, where it pays, in others beside it.

    Each dataset is loaded by one of them, whole or not at all. What a process didn't do, for
    whatever reason, this one does again: it changes what is left.
    """

    def __init__(self, own: DatasetLoader, datasets: Iterable[str]) -> None:
        self._own = own
        self._coming = deque(datasets)
        self._untold = len(self._coming)
        self._done: SimpleQueue[tuple[str, Result | None]] = SimpleQueue()
        self._may_begin = Event()
        most = min((os.cpu_count() or 1) - 1, _MOST) if sys.executable else 0
        self._processes = [_started() for _ in range(most if self._untold >= _FEW else 0)]
        for process in self._processes:
            Thread(target=self._serve, args=(process,), daemon=True).start()

    def results(self) -> Iterator[Result]:
        """What became of each dataset, as they are done."""
        self._may_begin.set()
        while self._untold:
            try:
                # Those of the others first, for somebody may wait for news.
                dataset, result = self._done.get(block=not self._coming)
            except Empty:
                try:
                    dataset, result = self._coming.popleft(), None
                except IndexError:
                    continue  # Another process has just taken the last one.
            self._untold -= 1
            yield result or self._own.load(dataset)

    def begin_no_more(self) -> None:
        """Leaves what nobody has begun; what has begun is still told."""
        with contextlib.suppress(IndexError):
            while True:
                self._coming.popleft()
                self._untold -= 1

    def close(self) -> None:
        """Ends the processes, whatever they are doing."""
        self._coming.clear()
        self._may_begin.set()
        for process in self._processes:
            process.kill()
        for process in self._processes:
            with contextlib.suppress(OSError), process:
                pass

    def _serve(self, process: subprocess.Popen[bytes]) -> None:
        """Gives a process one dataset after the other, as long as it answers."""
        to, back = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        job: Job = (self._own.store.target, self._own.wanted, self._own.options)
        try:
            pickle.dump(job, to)
            to.flush()
        except (OSError, ValueError):
            return
        self._may_begin.wait()
        answers = True
        while answers:
            try:
                dataset = self._coming.popleft()
            except IndexError:
                return
            result: Result | None = None
            try:
                pickle.dump(dataset, to)
                to.flush()
                result = pickle.load(back)  # noqa: S301  (our own process wrote it)
            except Exception:  # noqa: BLE001  (it is gone, or told what can't be read)
                answers = False
            self._done.put((dataset, result))


def _started() -> subprocess.Popen[bytes]:
    """A process that waits for work, and ends when its input does, so with whoever started it."""
    own = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    return subprocess.Popen(  # noqa: S603  (this very Python)
        [sys.executable, "-P", "-c", _WORK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=own,
    )


def main() -> None:
    """A worker's own process: loads each dataset whose name it reads, and writes its result."""
    # Who interrupts the loader on a terminal interrupts all of its processes; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    names: SimpleQueue[str] = SimpleQueue()
    try:
        target, wanted, options = cast("Job", pickle.load(asked))  # noqa: S301  (our own process)
        Thread(target=_listen, args=(asked, names), daemon=True).start()
        with BoltStore(target) as store:
            loader = DatasetLoader(store, wanted, options)
            loader.get_ready()
            while True:
                told.write(_packed(loader.load(names.get())))
                told.flush()
    except (EOFError, OSError, SamspilError):
        pass
    finally:
        os._exit(0)  # Who listens is in the middle of a read, which would keep it from ending.


def _listen(asked: IO[bytes], names: SimpleQueue[str]) -> None:
    """Passes names on; where there can be no more, all ends at once, an open transaction too."""
    try:
        while True:
            names.put(pickle.load(asked))  # noqa: S301  (our own process wrote it)
    finally:
        os._exit(0)


def _packed(result: Result) -> bytes:
    """A result; none where its error can't be sent: then it is met again by who can tell it."""
    try:
        packed = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        if result.error is not None:
            pickle.loads(packed)  # noqa: S301  (made a line before)
    except Exception:  # noqa: BLE001  (whatever an error may hold)
        return pickle.dumps(None)
    return packed
