"""Runs the program inside the process of the tests, as a person would run it, but faster.

A graph is built and opened once a session: opening it anew for each of some thousand commands would
take minutes and show nothing more.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest

from samspil.cli.main import run
from samspil.cli.options import USED
from samspil.store import cache

if TYPE_CHECKING:
    from collections.abc import Callable

    from samspil.model.rows import GraphRows
    from samspil.ontology.folders import DataFolder
    from samspil.store.base import Parameters, Row
    from samspil.store.embedded import EmbeddedStore

DATA = Path(__file__).with_name("data")
LILLEBY = DATA / "lilleby"
AS_OF = "2026-11-23"
GROUPS = ("must", "should", "may", "practice", "must-not", "aim", "task", "available")

Json = Any


class KeptStore:
    """An open graph that closing leaves open for the next command; what was asked, it remembers."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._told: dict[str, str] = {}
        self.name = store.name

    def read(self, statement: str, parameters: Parameters) -> list[Row]:
        question = json.dumps([statement, dict(parameters)], sort_keys=True)
        if question not in self._told:
            self._told[question] = json.dumps(self._store.read(statement, parameters))
        rows: list[Row] = json.loads(self._told[question])
        return rows

    @property
    def opening(self) -> dict[str, object]:
        return self._store.opening

    def shut(self) -> None:
        """Closes the graph at last."""
        self._store.close()

    def close(self) -> None:
        """Nothing: the next command wants it too."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


@contextlib.contextmanager
def kept_graphs(folder: Path) -> Iterator[None]:
    """Graphs are built in `folder` and stay open until the end."""
    opened: dict[str, KeptStore] = {}
    build = cache.open_cached

    def open_kept(
        data: DataFolder,
        rows: Callable[[], GraphRows],
        approve: Callable[[], None] = lambda: None,
    ) -> KeptStore:
        key = cache.content_key(data)
        if key not in opened:
            opened[key] = KeptStore(build(data, rows, approve))
        return opened[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMSPIL_CACHE", str(folder))
        for name in ("LANG", "STORE", "DATABASE", "DATA", "IN"):
            patch.delenv(f"SAMSPIL_{name}", raising=False)
        patch.setattr(cache, "open_cached", open_kept)
        # Those that stay open stay on the disk too: a question of one's own opens them anew.
        patch.setattr(cache, "_KEPT", 1000)
        yield
    for store in opened.values():
        store.shut()


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Json:
        assert (self.code, self.err) == (0, ""), self
        return json.loads(self.out)


def call(*arguments: str) -> Result:
    """Runs one command line."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return Result(code, out.getvalue(), err.getvalue())


def ask(*arguments: str, data: Path | None = None, as_of: str = AS_OF) -> Json:
    """The JSON of a command, the day pinned where it counts."""
    folder = ("--data", str(data)) if data else ()
    day = ("--as-of", as_of) if "as_of" in USED[arguments[0]] else ()
    return call(*arguments, *folder, "--format", "json", *day).json


def query(*arguments: str, data: Path | None = None, as_of: str = AS_OF) -> list[Json]:
    """The rows of `samspil query`, the day pinned."""
    rows: list[Json] = ask("query", *arguments, data=data, as_of=as_of)["rows"]
    return rows


def rows_of(answer: Json) -> list[Json]:
    """The rows of the document's own answer, group by group."""
    return [row for group in answer["groups"] for row in group["rows"]]


def beside(answer: Json, *shelves: str) -> list[Json]:
    """The rows that stand beside it."""
    wanted = shelves or ("interpretation", "law", "external")
    return [row for shelf in wanted for row in answer["beside"][shelf]]


def ids(things: list[Json]) -> list[str]:
    """The ids, in their order."""
    return [thing["id"] for thing in things]


def statements(profile: Json, *parts: str) -> list[Json]:
    """The statements of a profile, of some parts or all."""
    return [
        statement
        for part in profile["parts"]
        if not parts or part["part"] in parts
        for statement in part["statements"]
    ]


def shelved(profile: Json, layer: str) -> list[Json]:
    """The statements of one layer that stand beside a profile."""
    return [
        statement
        for shelf in profile["beside"]
        if shelf["layer"] == layer
        for part in shelf["parts"]
        for statement in part["statements"]
    ]


def grouped(answer: Json) -> Mapping[str, set[str]]:
    """The ids of each group."""
    return {group["modality"]: set(ids(group["rows"])) for group in answer["groups"]}


def sentences(rows: list[Json]) -> set[str]:
    """The sentences that rows quote."""
    return {one["sentence"] for row in rows for one in row["evidence"] if one["sentence"]}


def child_of(parent: int) -> int:
    """The number of the process that a process starts, when it has."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = subprocess.run(
            ["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False
        ).stdout.split()
        if found:
            return int(found[0])
        time.sleep(0.05)
    pytest.fail("it started no process")
