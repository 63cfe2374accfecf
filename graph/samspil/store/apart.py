"""Asks a question of one's own in a process of its own, which ends when its time is up.

Neither engine stops at Ctrl-C inside a call, and what such a question costs nobody can know before.
The process is told by one line of JSON what to ask, and answers with one; it also ends when the
process that started it does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samspil import errors, paths
from samspil.errors import QueryError, StoreError
from samspil.store.base import Parameters, Row

if TYPE_CHECKING:
    import subprocess

SECONDS = 30.0
ROWS = 10_000
_START_SECONDS = 20.0
_CODE = "import sys; sys.path.append(sys.argv[1]); from samspil.store.asked import main; main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question of one's own may take: seconds, and rows of its answer."""

    seconds: float = SECONDS
    rows: int = ROWS


class Rows(list[Row]):
    """The rows of an answer; `cut` says whether there are more that were left out."""

    cut = False


def ask(
    store: Mapping[str, object], statement: str, parameters: Parameters, limits: Limits
) -> Rows:
    """The rows of a statement, asked of the store that a process can open by its `opening`.

    Raises:
        QueryError: the statement is wrong, writes, takes too long or gives too much.
        StoreError: the store failed.
    """
    import subprocess  # Nobody who asks a bundled question waits for it.

    asked = {
        "store": store,
        "statement": statement,
        "parameters": dict(parameters),
        "seconds": limits.seconds,
        "rows": limits.rows,
    }
    command = [sys.executable, "-c", _CODE, str(paths.code_folder().parent)]
    with subprocess.Popen(  # noqa: S603  (our own code, in our own Python)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # An interrupt is for who waits; this one is ended by it.
        start_new_session=True,
    ) as process:
        try:
            answer = _told(process, json.dumps(asked).encode(), limits.seconds + _START_SECONDS)
        except subprocess.TimeoutExpired:
            raise QueryError("query-timeout", seconds=f"{limits.seconds:g}") from None
        finally:
            process.kill()
            # After an interrupt nothing else would wait for it: none is left when this one ends.
            process.wait()
    return _rows(answer)


def _told(process: subprocess.Popen[bytes], asked: bytes, seconds: float) -> dict[str, Any]:
    # What it reads from stays open: its end tells the process that nobody waits any more.
    stdin, process.stdin = process.stdin, None
    if stdin is None:
        raise StoreError("query-process")
    try:
        stdin.write(asked + b"\n")
        stdin.flush()
        answer, _ = process.communicate(timeout=seconds)
    except BrokenPipeError:
        answer = b""
    finally:
        stdin.close()
    if not answer.endswith(b"\n"):
        raise StoreError("query-process")  # It ran out of memory, or somebody ended it.
    told: dict[str, Any] = json.loads(answer)
    return told


def _rows(answer: dict[str, Any]) -> Rows:
    if "error" in answer:
        raise getattr(errors, answer["error"])(answer["code"], **answer["params"])
    rows = Rows(answer["rows"])
    rows.cut = answer["cut"]
    return rows
