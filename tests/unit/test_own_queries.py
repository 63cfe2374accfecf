"""A question of one's own: stopped in time and at Ctrl-C, cut where it is too long, and told so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from samspil import open_model
from samspil.errors import QueryError, UsageError
from tests.program import AS_OF, call, child_of, kept_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samspil import Model

ENDLESS = "MATCH p = (a)-[*1..30]-(b) RETURN count(p) AS n"


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


@pytest.fixture
def model() -> Iterator[Model]:
    with open_model(as_of=AS_OF) as opened:
        yield opened


def _file(folder: Path, statement: str) -> str:
    file = folder / "mine.cypher"
    file.write_text(statement, encoding="utf-8")
    return str(file)


def test_rows_are_cut_and_it_is_told(model: Model, tmp_path: Path) -> None:
    file = _file(tmp_path, "MATCH (a:Actor) RETURN a.slug AS id ORDER BY id")
    every = model.query(file)
    few = model.query(file, limit=2)
    assert (list(few), few.cut, every.cut) == (every[:2], True, False)
    assert model.query(file, limit=len(every)).cut is False

    told = call("query", file, "--limit", "2", "--as-of", AS_OF, "--lang", "en")
    assert (told.code, json.loads(told.out)["rows"], json.loads(told.out)["cut"]) == (0, few, True)
    assert "Only the first 2 rows are here" in told.err


def test_a_bundled_question_is_whole_unless_it_is_asked_otherwise(model: Model) -> None:
    every = model.query("glossary")
    assert not every.cut
    few = model.query("glossary", limit=1)
    assert (list(few), few.cut) == (every[:1], True)


def test_what_takes_too_long_is_stopped(model: Model, tmp_path: Path) -> None:
    file = _file(tmp_path, ENDLESS)
    with pytest.raises(QueryError) as caught:
        model.query(file, timeout=0.5)
    assert (caught.value.code, caught.value.params) == ("query-timeout", {"seconds": "0.5"})
    # And the store can be asked as before.
    assert model.query("glossary")


@pytest.mark.parametrize(("timeout", "limit"), [(0, None), (-1, None), (1, 0)])
def test_limits_that_are_none(model: Model, timeout: float, limit: int | None) -> None:
    with pytest.raises(UsageError) as caught:
        model.query("glossary", timeout=timeout, limit=limit)
    assert caught.value.code == "query-limits"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("RETURN reduce(s = 'x', i IN range(1, 21) | s + s) AS x", "query-value-size"),
        ("MATCH (n:Actor) RETURN n AS x", "query-thing"),
        ("MATCH p = (n:Actor)--() RETURN [p] AS x", "query-thing"),
        ("MATCH (n:Actor) RETURN {a: [n]} AS x", "query-thing"),
        ("CALL algo.pagerank() YIELD node, score RETURN node AS x", "query-procedure"),
        ("RETURN 1 / 0 AS x", "query-failed"),
        ("RETURN $x + 1 AS", "query-failed"),
    ],
)
def test_what_cannot_be_shown_is_an_error_of_ours(
    tmp_path: Path, statement: str, code: str
) -> None:
    file = _file(tmp_path, statement)
    with open_model(as_of=AS_OF) as model, pytest.raises(QueryError) as caught:
        model.query(file, {"x": "1"} if "$x" in statement else {})
    assert caught.value.code == code
    told = call("query", file, "--as-of", AS_OF, *(("-p", "x=1") if "$x" in statement else ()))
    assert (told.code, told.out) == (2, "")


def test_what_is_no_number_is_written_as_text(tmp_path: Path) -> None:
    file = _file(tmp_path, "RETURN 0.0/0.0 AS a, [1.0/0.0, {b: -1.0/0.0}] AS c")

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is no JSON")

    told = json.loads(call("query", file, "--as-of", AS_OF).out, parse_constant=refuse)
    assert told["rows"] == [{"a": "NaN", "c": ["Infinity", {"b": "-Infinity"}]}]


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent by another way there")
def test_an_interrupt_stops_it_and_its_process(tmp_path: Path) -> None:
    file = _file(tmp_path, ENDLESS)
    asking = subprocess.Popen(
        [sys.executable, "-m", "samspil", "query", file, "--timeout", "600", "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    child = child_of(asking.pid)
    asking.send_signal(signal.SIGINT)
    out, err = asking.communicate(timeout=60)
    assert (asking.returncode, out) == (130, "")
    assert len(err.strip().splitlines()) == 1, err
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.skipif(os.name == "nt", reason="a pipe ends in another way there")
def test_who_reads_only_the_first_line_hears_no_complaint(tmp_path: Path) -> None:
    # Far more than a pipe holds.
    file = _file(tmp_path, f"UNWIND range(1, 5000) AS n RETURN n, '{'x' * 200}' AS text")
    asking = subprocess.Popen(
        [sys.executable, "-m", "samspil", "query", file, "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asking.stdout is not None
    assert asking.stdout.readline()
    asking.stdout.close()
    asking.stdout = None
    _, err = asking.communicate(timeout=60)
    assert (asking.returncode, err) == (0, b"")


def test_an_interrupt_while_it_starts_shows_no_traceback() -> None:
    started = (
        "import runpy, sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "runpy.run_module('samspil', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", started], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
