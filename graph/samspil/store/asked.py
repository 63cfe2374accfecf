"""The process that asks a question of one's own: see `samspil.store.apart`, which starts it."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, Timer
from typing import Any

from samspil.errors import QueryError, SamspilError
from samspil.store.base import Row

VALUE_SIZE = 1_000_000
ANSWER_SIZE = 64_000_000
"""Characters of JSON that one value, and all of an answer, may take."""


def main() -> None:
    """Reads what to ask from standard input, and writes the answer to standard output."""
    asked = json.loads(sys.stdin.buffer.readline())
    Thread(target=_until_nobody_waits, daemon=True).start()
    late = QueryError("query-timeout", seconds=f"{asked['seconds']:g}")
    timer = Timer(asked["seconds"], _tell, [_error(late)])
    timer.daemon = True
    try:
        with _opened(asked["store"]) as store:
            timer.start()
            _tell(_answer(store, asked))
    except SamspilError as error:
        _tell(_error(error))


def _until_nobody_waits() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _tell(answer: str) -> None:
    sys.stdout.buffer.write(answer.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()
    os._exit(0)


def _error(error: SamspilError) -> str:
    return json.dumps(
        {"error": type(error).__name__, "code": error.code, "params": error.params}, default=str
    )


@contextmanager
def _opened(store: dict[str, Any]) -> Iterator[Any]:
    if "folder" in store:
        from samspil.store.embedded import EmbeddedStore

        with EmbeddedStore(Path(store["folder"])) as embedded:
            yield embedded
    else:
        from samspil.store.bolt import BoltStore
        from samspil.store.target import Target

        ca_file = Path(store["ca_file"]) if store["ca_file"] else None
        with BoltStore(Target(**store | {"ca_file": ca_file})) as bolt:
            yield bolt


def _answer(store: Any, asked: dict[str, Any]) -> str:  # noqa: ANN401  (either store)
    rows: list[str] = []
    size, cut = 0, False
    for row in store.few(
        asked["statement"], asked["parameters"], asked["rows"] + 1, asked["seconds"]
    ):
        if len(rows) == asked["rows"]:
            cut = True
            break
        rows.append(_json(row))
        size += len(rows[-1])
        if size > ANSWER_SIZE:
            raise QueryError("query-answer-size", rows=len(rows))
    return f'{{"rows": [{", ".join(rows)}], "cut": {json.dumps(cut)}}}'


def _json(row: Row) -> str:
    parts = []
    for column, value in row.items():
        text = json.dumps(_finite(value), ensure_ascii=False, default=str)
        if len(text) > VALUE_SIZE:
            raise QueryError("query-value-size", column=column, most=VALUE_SIZE)
        parts.append(f"{json.dumps(column)}: {text}")
    return f"{{{', '.join(parts)}}}"


def _finite(value: object) -> object:
    """JSON has no word for what is no number; saying nothing would look like an empty value."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, list):
        return [_finite(one) for one in value]
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    return value
