"""The processes that load beside their loader: the same graph, and none left behind."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from devtools.synthesis import write_nation
from samspil.errors import DataError, Place, SamspilError, StoreError, UsageError
from samspil.neo4j import workers
from samspil.neo4j.desired import Wanted
from samspil.neo4j.loader import Loader
from samspil.neo4j.results import Result
from samspil.ontology.folders import find_data
from samspil.store.bolt import BoltStore
from tests.integration.loading import held, load, statuses, target_of

if TYPE_CHECKING:
    from tests.integration.neo4j_server import Neo4jServer

pytestmark = [
    pytest.mark.neo4j,
    pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: there are no workers"),
]

MUNICIPALITIES = 8
"""So many that workers are started."""
LOADER = """
import json
import signal
import subprocess
import sys
from pathlib import Path

from samspil.neo4j.loader import Loader
from samspil.neo4j.desired import Wanted
from samspil.ontology.folders import find_data
from samspil.store.bolt import BoltStore
from samspil.store.target import Target

# As on a terminal: what is started in the background of a script is deaf to it.
signal.signal(signal.SIGINT, signal.default_int_handler)
target, folder = json.loads(sys.stdin.readline())
workers = []
Popen = subprocess.Popen
subprocess.Popen = lambda *given, **named: workers.append(Popen(*given, **named)) or workers[-1]
with BoltStore(Target(*target)) as store:
    loader = Loader(store, Wanted(find_data(Path(folder))))
    loader.load(progress=lambda one: print(*(each.pid for each in workers), flush=True))
"""
"""A script as people write them: it doesn't ask whether it is the one that was started."""
BY_MUNICIPALITY = "MATCH (n:SamspilEntity) RETURN n.dataset AS dataset, count(n) AS n"


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder, MUNICIPALITIES, 7)
    return folder


@pytest.fixture(scope="module")
def alone(nation: Path, neo4j_server: Neo4jServer) -> list[str]:
    """What the database holds when one process has loaded it all."""
    neo4j_server.clear()
    with pytest.MonkeyPatch.context() as patch, BoltStore(target_of(neo4j_server)) as store:
        patch.setattr(workers, "_MOST", 0)
        assert set(statuses(load(store, nation)).values()) == {"loaded"}
        return held(store)


@pytest.mark.parametrize("killed", [0, 1, 4], ids=["none-killed", "one-killed", "all-killed"])
def test_workers_make_the_same_graph(
    alone: list[str], store: BoltStore, nation: Path, monkeypatch: pytest.MonkeyPatch, killed: int
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*given: Any, **named: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401
        started.append(start(*given, **named))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    told: list[Result] = []

    def kill(result: Result) -> None:
        told.append(result)
        if len(told) == 3:  # All of them are at work, in the middle of anything.
            for worker in started[:killed]:
                worker.kill()

    results = Loader(store, Wanted(find_data(nation))).load(progress=kill)
    assert started
    assert sorted(one.dataset for one in told) == sorted(one.dataset for one in results)
    assert all(worker.returncode is not None for worker in started)
    assert set(statuses(results).values()) <= {"loaded", "unchanged"}
    assert [one.dataset for one in results] == sorted(
        (one.dataset for one in results), key=lambda one: (one != "dk", one)
    )
    assert held(store) == alone


def test_what_has_begun_is_told_though_no_more_is_tried(
    store: BoltStore, nation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage("/")._replace(free=0)

    def fill(result: Result) -> None:
        if result.dataset == "dk":  # From now on this process, unlike its workers, sees no room.
            monkeypatch.setattr(shutil, "disk_usage", lambda _: full)

    results = Loader(store, Wanted(find_data(nation))).load(progress=fill)
    told = statuses(results)
    assert "failed" in told.values()
    assert "not-tried" in told.values()
    there = {row["dataset"] for row in store.read(BY_MUNICIPALITY, {})}
    assert there == {one for one, status in told.items() if status == "loaded"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for processes as POSIX does")
@pytest.mark.parametrize("ending", [None, signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_loader(
    alone: list[str],
    store: BoltStore,
    nation: Path,
    neo4j_server: Neo4jServer,
    tmp_path: Path,
    ending: signal.Signals | None,
) -> None:
    script = tmp_path / "loader.py"
    script.write_text(LOADER, encoding="utf-8")
    server = neo4j_server
    target = (server.uri, server.database, server.user, server.password)
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as loader:
        assert loader.stdin
        assert loader.stdout
        loader.stdin.write(json.dumps((target, str(nation))) + "\n")
        loader.stdin.flush()
        told = loader.stdout.readline()
        if ending:
            loader.stdout.readline()  # Now all of them are at work.
            loader.send_signal(ending)
        _, complaints = loader.communicate()
    if not ending:
        assert complaints == ""
    pids = [int(pid) for pid in told.split()]
    assert pids
    until = time.monotonic() + 30
    while any(_lives(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in pids if _lives(pid)]
    # Each municipality is there as it should be or not at all, and the next load brings the rest.
    before = {row["dataset"]: row["n"] for row in store.read(BY_MUNICIPALITY, {})}
    load(store, nation)
    assert held(store) == alone
    after = {row["dataset"]: row["n"] for row in store.read(BY_MUNICIPALITY, {})}
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    "error",
    [
        DataError("data-wrong", place=Place("x.ttl", 3), others=(DataError("y"),), finding="z"),
        StoreError("load-ceiling", dataset="x", nodes=3),
        UsageError("dataset-none"),
    ],
)
def test_an_error_is_told_as_it_was_met(error: SamspilError) -> None:
    sent = pickle.loads(workers._packed(Result("x", "failed", error=error))).error  # noqa: S301
    assert type(sent) is type(error)
    assert repr((sent.code, sent.place, sent.params)) == repr(
        (error.code, error.place, error.params)
    )


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One that has ended and whom nobody has asked yet how still has its number.
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
