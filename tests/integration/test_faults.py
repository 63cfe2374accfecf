"""A load that is interrupted anywhere leaves the old graph or the new one, and never half of it.

Each fault is repeated at random moments. The seed is printed; `SAMSPIL_SEED` gives it again.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import pytest

from samspil.answers.asking import Asker, parse_date
from samspil.errors import SamspilError
from samspil.store.bolt import BoltStore
from samspil.synthesis.municipality import Municipality
from tests.conftest import ROOT
from tests.integration.loading import held, load, target_of
from tests.integration.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

TIMES = int(os.environ.get("SAMSPIL_FAULTS", "3"))
_ENDING = 20
SEED = int(os.environ.get("SAMSPIL_SEED") or secrets.randbelow(10**9))
DATASET = "proeve"
ALL = 1_000_000
"""As many removals as there may be: each load replaces one municipality by another."""


@dataclass
class Two:
    """Two different plans of one municipality, and what a database holds with each loaded."""

    server: Neo4jServer
    folders: tuple[Path, Path]
    contents: tuple[list[str], list[str]]
    seconds: float
    """How long a load takes, at the most."""
    random: Random
    seen: Counter[str] = field(default_factory=Counter)

    def load(self, which: int, store: BoltStore | None = None) -> str:
        """Loads one of them; gives its status."""
        if store is not None:
            return load(store, self.folders[which], allowed=ALL)[-1].status
        with BoltStore(target_of(self.server)) as own:
            return self.load(which, own)

    def holds(self) -> int:
        """Which of the two the database holds; anything else is a failure."""
        found: list[str] = []
        for _ in range(_ENDING):
            with BoltStore(target_of(self.server)) as store:
                found = held(store)
            if found in self.contents:
                return self.contents.index(found)
            # The transaction of a client that was killed may still be coming to its end, and this
            # look at the whole graph takes several questions.
            time.sleep(0.5)
        raise AssertionError(f"neither the old graph nor the new one (seed {SEED})")

    def told(self, name: str) -> None:
        """Says what happened."""
        sys.stdout.write(f"\n{name}: seed {SEED}, {TIMES} times: {dict(self.seen)}\n")


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    found = []
    for number in (1, 2):
        folder = tmp_path_factory.mktemp("plan") / DATASET
        folder.mkdir()
        made = Municipality(DATASET, "Prøve", Random(number), 1.0)  # noqa: S311
        for name, text in made.files().items():
            (folder / name).write_text(text, encoding="utf-8")
        found.append(folder)
    return found[0], found[1]


@pytest.fixture
def two(neo4j_server: Neo4jServer, plans: tuple[Path, Path]) -> Iterator[Two]:
    neo4j_server.clear()
    contents = []
    with BoltStore(target_of(neo4j_server)) as store:
        for folder in plans:
            load(store, folder, allowed=ALL)
            contents.append(held(store))
        start = time.monotonic()
        load(store, plans[0], allowed=ALL)
        seconds = time.monotonic() - start
    assert contents[0] != contents[1]
    moments = Random(SEED)  # noqa: S311
    yield Two(neo4j_server, plans, (contents[0], contents[1]), seconds, moments)
    if not neo4j_server.running:
        neo4j_server.start()
    neo4j_server.clear()


def _command(two: Two, which: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "graph"),
        "SAMSPIL_PASSWORD": two.server.password,
        "SAMSPIL_DATABASE": two.server.database,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "samspil", "load", "--to", two.server.uri,
         "--data", str(two.folders[which]), "--allow-removal", str(ALL)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_the_client_is_killed(two: Two) -> None:
    start = time.monotonic()
    assert _command(two, 1).wait() == 0
    whole = time.monotonic() - start
    for _ in range(TIMES):
        before = two.holds()
        client = _command(two, 1 - before)
        # Mostly while it writes: that is the last part.
        time.sleep(whole * two.random.triangular(0.4, 1.2, 0.95))
        client.kill()
        client.wait()
        after = two.holds()
        two.seen["new" if after != before else "old"] += 1
    assert two.load(0) in {"loaded", "unchanged"}
    assert two.holds() == 0
    two.told("client killed")


def test_the_server_is_killed(two: Two) -> None:
    for _ in range(TIMES):
        before = two.holds()
        told: list[str] = []
        loading = threading.Thread(target=_try, args=(two, 1 - before, told))
        loading.start()
        time.sleep(two.seconds * two.random.triangular(0.2, 1.2, 0.8))
        two.server.kill()
        two.server.start()
        loading.join()
        after = two.holds()
        two.seen[f"{told[0]}, {'new' if after != before else 'old'}"] += 1
        if told[0] == "loaded":
            assert after != before, f"told it was loaded, but it is not there (seed {SEED})"
    two.told("server killed")


def _try(two: Two, which: int, told: list[str], store: BoltStore | None = None) -> None:
    try:
        told.append(two.load(which, store))
    except SamspilError as error:
        told.append(error.code)


def test_the_connection_is_cut(two: Two) -> None:
    with Proxy(two.server.port) as proxy:
        address = f"bolt://127.0.0.1:{proxy.port}"
        sent = 0
        with BoltStore(target_of(two.server, address)) as store:
            two.load(1, store)
            sent = proxy.passed
        for turn in range(TIMES):
            before = two.holds()
            proxy.heal()
            told: list[str] = []
            with BoltStore(target_of(two.server, address)) as store:
                proxy.cut_after(two.random.randrange(1, sent))
                # Every third time the network stays away for longer than is waited for.
                _load_cut(two, proxy, store, 1 - before, told, stays_away=turn % 3 == 2)
            after = two.holds()
            two.seen[f"{told[0]}, {'new' if after != before else 'old'}"] += 1
            if told[0] == "loaded":
                assert after != before
        assert proxy.cuts > TIMES // 2
    two.told("connection cut")


def _load_cut(
    two: Two, proxy: Proxy, store: BoltStore, which: int, told: list[str], *, stays_away: bool
) -> None:
    cuts = proxy.cuts
    loading = threading.Thread(target=_try, args=(two, which, told, store))
    loading.start()
    while stays_away and loading.is_alive() and proxy.cuts == cuts:
        time.sleep(0.001)
    proxy.down = stays_away
    loading.join()


def test_two_loaders_at_once(two: Two) -> None:
    for _ in range(TIMES):
        told: list[str] = []
        loaders = [threading.Thread(target=_try, args=(two, which, told)) for which in (0, 1)]
        two.random.shuffle(loaders)
        for loader in loaders:
            loader.start()
            time.sleep(two.seconds * two.random.random())
        for loader in loaders:
            loader.join()
        assert set(told) <= {"loaded", "unchanged"}
        two.seen[f"{', '.join(sorted(told))}; {'first' if two.holds() == 0 else 'second'}"] += 1
    two.told("two loaders")


def test_an_answer_never_mixes_two_loads(two: Two) -> None:
    answers = []
    for which in (0, 1):
        two.load(which)
        with BoltStore(target_of(two.server)) as store:
            answers.append(_answer(store))
    assert answers[0] != answers[1]
    done = threading.Event()
    found: list[object] = []

    def read() -> None:
        with BoltStore(target_of(two.server)) as store:
            while not done.is_set():
                found.append(_answer(store))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(TIMES):
        two.load(turn % 2)
    done.set()
    for reader in readers:
        reader.join()
    assert len(found) >= TIMES
    for answer in found:
        assert answer in answers, f"an answer from two loads (seed {SEED})"
        two.seen["first" if answer == answers[0] else "second"] += 1
    two.told("reader during the load")


def _answer(store: BoltStore) -> object:
    """Several questions of one answer, asked one after the other."""
    asker = Asker(store, DATASET, parse_date("2026-11-23"))

    def ask() -> object:
        situations = asker.ask("situations")
        return (
            situations,
            asker.ask("responsibilities"),
            asker.ask("gaps", about=None),
            asker.ask("situations") == situations,
        )

    return asker.steady(ask)
