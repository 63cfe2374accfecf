"""A question of one's own to Neo4j that a person stops: its transaction ends on the server too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from samspil.store.bolt import BoltStore
from tests.integration.loading import load, municipalities, target_of
from tests.program import child_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

pytestmark = [
    pytest.mark.neo4j,
    pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent by another way there"),
]

ENDLESS = "MATCH p = (a)-[*1..30]-(b) RETURN count(p) AS n"
ASKED = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH $query RETURN 1 AS one"


@pytest.fixture(scope="module")
def loaded(
    neo4j_server: Neo4jServer, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BoltStore]:
    data = municipalities(root, tmp_path_factory.mktemp("stopped"))
    neo4j_server.clear()
    with BoltStore(target_of(neo4j_server)) as store:
        load(store, data)
        yield store
    neo4j_server.clear()


def test_an_interrupt_ends_the_process_and_the_transaction(
    loaded: BoltStore, neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text(ENDLESS, encoding="utf-8")
    command = [sys.executable, "-m", "samspil", "query", str(file), "--store", neo4j_server.uri]
    asking = subprocess.Popen(
        [*command, "--timeout", "600", "--in", "ishoej"],
        env={**os.environ, "SAMSPIL_PASSWORD": neo4j_server.password},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def running() -> bool:
        return bool(loaded.read(ASKED, {"query": ENDLESS}))

    _wait(lambda: running() or asking.poll() is not None)
    assert asking.poll() is None, asking.communicate()
    child = child_of(asking.pid)
    asking.send_signal(signal.SIGINT)
    out, err = asking.communicate(timeout=60)
    assert (asking.returncode, out) == (130, "")
    assert len(err.strip().splitlines()) == 1, err
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    _wait(lambda: not running())


def _wait(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
