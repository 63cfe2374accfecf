"""A disk that fills up while a load is written leaves the old graph or the new one, whole.

The server's data lie on a file system of a few megabytes where this machine lets one be mounted.
Everywhere, the kernel is also told to let no file of the server grow any further, which Neo4j meets
as it meets a full disk: the write fails. How much room there is, is random; the seed is printed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from samspil.neo4j import room
from samspil.neo4j.removing import remove
from samspil.store.bolt import BoltStore
from tests.conftest import TABLE
from tests.integration.loading import held, load, target_of
from tests.integration.neo4j_server import Neo4jServer
from tests.integration.test_faults import ALL, SEED, two_plans
from tests.program import Result, call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.neo4j,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux"),
]

TIMES = 3
SIZE = 48 * 2**20
"""Of the file system, in bytes."""
WAY_OUT = "internal.dbms.tx_log.fail_on_corrupted_log_files"
"""What Neo4j, and docs/neo4j.md, name where its own log was left half-written."""


class HalfWrittenError(RuntimeError):
    """The server doesn't open its database, and has said so."""


class SmallServer(Neo4jServer):
    """Its data lie in a folder of their own; no room is set aside before it is needed."""

    def __init__(self, jars: Path) -> None:
        super().__init__(jars)
        self.disk = self.home / "disk"
        self.disk.mkdir()
        self._seen: int | None = None

    def settings(self) -> dict[str, str]:
        """What stands in `neo4j.conf`."""
        return super().settings() | {
            "server.directories.data": str(self.disk / "data"),
            "db.tx_log.preallocate": "false",
        }

    @property
    def written(self) -> int:
        """How much stands in the log in which each change is written first."""
        logs = (self.disk / "data" / "transactions" / "neo4j").glob("neostore.transaction*")
        return max(log.stat().st_size for log in logs)

    def mount(self) -> bool:
        """Lets the data lie on a small file system in memory, where this user may mount one."""
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(self.disk)]
        if os.geteuid() or not shutil.which("mount"):
            return False
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def fill_disk(self, room: int) -> None:
        """Lets so many more bytes be written to the disk, by anything."""
        free = shutil.disk_usage(self.disk).free
        (self.disk / "filler").write_bytes(bytes(max(0, free - room)))

    def stop_growth(self, room: int) -> None:
        """Lets the longest log, and every file of the server, become so much longer and no more."""
        import resource

        _, most = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (self.written + room, most))

    def make_room(self) -> bool:
        """Frees the disk, and starts the server again, which ends the limit of its files.

        Gives whether it was left with half a change in its log, so that it had to be started once
        as docs/neo4j.md says.
        """
        self.kill()
        (self.disk / "filler").unlink(missing_ok=True)
        self._seen = self._complaints()
        try:
            self.start()
        except HalfWrittenError:
            pass
        else:
            return False
        finally:
            self._seen = None
        conf = self.home / "conf" / "neo4j.conf"
        own = conf.read_text(encoding="utf-8")
        conf.write_text(f"{own}{WAY_OUT}=false\n", encoding="utf-8")
        self.start()
        self.stop()
        conf.write_text(own, encoding="utf-8")
        self.start()
        return True

    def _complaints(self) -> int:
        log = self.home / "logs" / "debug.log"
        return log.read_text(encoding="utf-8", errors="replace").count(f"{WAY_OUT}=false")

    def _answers(self) -> bool:
        # Before it is asked: it would take the question, and never answer.
        if self._seen is not None and self._complaints() > self._seen:
            raise HalfWrittenError(self.log_tail())
        return super()._answers()


@dataclass
class Small:
    """A server with little room, two plans, what it holds of each, and how much each writes."""

    server: SmallServer
    mounted: bool
    plans: tuple[Path, Path]
    contents: list[list[str]]
    needed: int

    def holds(self) -> int:
        """Which of the two the server holds; anything else is a failure."""
        with BoltStore(target_of(self.server)) as store:
            found = held(store)
        assert found in self.contents, (
            f"neither the old graph nor the new one (seed {SEED})\n{self.server.log_tail()}"
        )
        return self.contents.index(found)

    def load(self, which: int) -> Result:
        """Loads one of them, as a person would."""
        return call("load", "--to", self.server.uri, "--data", str(self.plans[which]), "--lang",
                    "en", "--allow-removal", str(ALL), "--format", "json")  # fmt: skip


@pytest.fixture(scope="module")
def small(neo4j_jars_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    server = SmallServer(neo4j_jars_folder)
    mounted = server.mount()
    plans = two_plans(tmp_path_factory.mktemp("plans"))
    contents, sizes = [], []
    try:
        with server:
            with BoltStore(target_of(server)) as store:
                for folder in (*plans, *plans):
                    sizes.append(server.written)
                    load(store, folder, allowed=ALL)
                    contents.append(held(store))
            assert contents[:2] == contents[2:]
            needed = server.written - sizes[-1]
            yield Small(server, mounted, plans, contents[:2], needed)
    finally:
        server.kill()
        if mounted:
            subprocess.run(["umount", "-l", str(server.disk)], check=True)
        server.close()


@pytest.mark.parametrize("way", ["disk", "files"])
def test_there_is_no_more_room(
    small: Small, way: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSPIL_PASSWORD", small.server.password)
    monkeypatch.setattr(room, "_ROW", 0)  # Else the load wouldn't begin where it sees the disk.
    # Where nothing may be mounted, the other way is tried twice, at other moments.
    on_disk = way == "disk" and small.mounted
    stop = small.server.fill_disk if on_disk else small.server.stop_growth
    moments = Random(f"{SEED} {request.node.name}")  # noqa: S311
    seen: Counter[str] = Counter()
    start = time.monotonic()
    before = small.holds()
    for turn in range(TIMES):
        # The first time not a byte; then it ends somewhere within what must be written.
        stop(moments.randrange(small.needed) if turn else 0)
        ended = small.load(1 - before)
        half = small.server.make_room()
        after = small.holds()
        assert ended.code == 2, small.server.log_tail()
        (said,) = [one["error"] for one in json.loads(ended.out)["datasets"] if one["error"]]
        assert "Is its disk full?" in said
        assert "\n" not in said
        assert "Traceback" not in ended.err
        seen[
            f"exit code 2: {'the new' if after != before else 'the old'} graph"
            f"{', the log half-written' if half else ''}"
        ] += 1
        before = after
    assert small.load(1 - before).code == 0
    assert small.holds() == 1 - before
    fault = "the disk is full" if on_disk else "no file can grow"
    what = ", ".join(f"{count} {outcome}" for outcome, count in sorted(seen.items()))
    line = (SEED, fault, TIMES, time.monotonic() - start, what)
    request.node.user_properties.append((TABLE, line))


def test_a_load_asks_for_room_first(
    store: BoltStore, neo4j_server: Neo4jServer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is too full for a change may leave the server's own log half-written."""
    lilleby = root / "tests" / "data" / "lilleby"
    load(store, lilleby)
    before = held(store)
    asked = []

    def nearly_full(folder: Path) -> object:
        asked.append(folder)
        return SimpleNamespace(free=10_000)

    monkeypatch.setattr(shutil, "disk_usage", nearly_full)
    assert {one.status for one in load(store, lilleby)} == {"unchanged"}
    assert not asked
    results = [*load(store, root / "ontology" / "ishoej"), remove(store, "lilleby", allowed=ALL)]
    assert [one.error.code if one.error else one.status for one in results] == [
        "unchanged", "load-room", "left", "load-room"
    ]  # fmt: skip
    assert all(folder.is_relative_to(neo4j_server.home) for folder in asked)
    assert held(store) == before


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("neo4j://localhost:7687", True),
        ("bolt://127.0.0.1:7687", True),
        ("neo4j+s://[::1]", True),
        ("neo4j+s://graf.example.dk:7687", False),
        ("bolt://10.0.0.1", False),
    ],
)
def test_only_a_server_on_this_machine_is_asked(address: str, here: bool) -> None:
    assert room._is_here(address) == here
