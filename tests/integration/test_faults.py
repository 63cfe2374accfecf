"""A load that is interrupted anywhere leaves the old graph or the new one, and never half of it.

Each fault is repeated at random moments: `SAMSPIL_FAULTS` says how often (`.ci/run`: 20 times). The
seed and what happened are printed as a table at the end; `SAMSPIL_SEED` gives the moments again.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Self

import pytest

from devtools.synthesis.municipality import Municipality
from samspil.answers.session import Session, parse_date
from samspil.errors import SamspilError
from samspil.store import bolt
from samspil.store.bolt import BoltStore
from tests.conftest import ROOT, TABLE
from tests.integration.loading import held, load, target_of
from tests.integration.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

TIMES = int(os.environ.get("SAMSPIL_FAULTS", "3"))
_ENDING = 20
_PATIENCE, _IMPATIENCE = 15.0, 2.0
"""Seconds that a client goes on trying."""
_COMMIT = 0.4
"""Seconds in which a server does what it was last told, the commit included."""
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
    random: Random = field(default_factory=Random)
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
        wrong = [sorted(set(found) ^ set(one)) for one in self.contents]
        nearest = [row[:300] for row in min(wrong, key=len)[:6]]
        raise AssertionError(f"neither the old graph nor the new one (seed {SEED}): {nearest}")

    def saw(self, before: int, after: int, told: str) -> None:
        """Counts which graph is there after a fault, and what the client said."""
        if told == "loaded":
            assert after != before, f"told it was loaded, but it is not there (seed {SEED})"
        self.seen[f"{told}: {'the new' if after != before else 'the old'} graph"] += 1


def two_plans(folder: Path) -> tuple[Path, Path]:
    """Writes two different plans of one municipality."""
    found = []
    for number in (1, 2):
        plan = folder / str(number) / DATASET
        plan.mkdir(parents=True)
        made = Municipality(DATASET, "Prøve", Random(number), 1.0)  # noqa: S311
        for name, text in made.files().items():
            (plan / name).write_text(text, encoding="utf-8")
        found.append(plan)
    return found[0], found[1]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return two_plans(tmp_path_factory.mktemp("plans"))


@pytest.fixture(scope="module")
def both(neo4j_server: Neo4jServer, plans: tuple[Path, Path]) -> Iterator[Two]:
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
    yield Two(neo4j_server, plans, (contents[0], contents[1]), seconds)
    if not neo4j_server.running:
        neo4j_server.start()
    neo4j_server.clear()


@pytest.fixture
def two(both: Two, request: pytest.FixtureRequest) -> Iterator[Two]:
    """The two plans, random moments of the test's own, and at the end its line of the table."""
    name = request.node.name
    if not both.server.running:
        both.server.start()
    moments = Random(f"{SEED} {name}")  # noqa: S311
    one = replace(both, random=moments, seen=Counter())
    start = time.monotonic()
    yield one
    seconds = time.monotonic() - start
    what = ", ".join(f"{count} {outcome}" for outcome, count in sorted(one.seen.items()))
    fault = name.removeprefix("test_").replace("_", " ")
    request.node.user_properties.append((TABLE, (SEED, fault, TIMES, seconds, what)))


class Way:
    """The way of a load to the server, past which so much of it goes and no more."""

    def __init__(self, two: Two) -> None:
        self.proxy = Proxy(two.server.port)
        self.address = f"bolt://127.0.0.1:{self.proxy.port}"
        self._random = two.random
        with BoltStore(target_of(two.server, self.address)) as store:
            two.load(1 - two.holds(), store)
        self.sent = self.proxy.passed

    def at_random(self, do: Callable[[], object]) -> threading.Event:
        """Does something at a random moment of the next load, its commit included."""
        done = threading.Event()

        def act() -> None:
            do()
            done.set()

        later = self._random.triangular(0, _COMMIT, 0)
        # More often towards the end, for a commit sends little and takes long.
        sent = int(self._random.triangular(1, self.sent, self.sent))
        self.proxy.at(sent, lambda: threading.Timer(later, act).start())
        return done

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.proxy.__exit__(None, None, None)


def _command(two: Two, which: int, address: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "graph"),
        "SAMSPIL_PASSWORD": two.server.password,
        "SAMSPIL_DATABASE": two.server.database,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "samspil", "load", "--to", address,
         "--data", str(two.folders[which]), "--allow-removal", str(ALL)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_the_client_is_killed(two: Two) -> None:
    with Way(two) as way:
        before = two.holds()
        for _ in range(TIMES):
            running: list[subprocess.Popen[bytes]] = []
            way.at_random(lambda running=running: running[0].kill())  # type: ignore[misc]
            running.append(_command(two, 1 - before, way.address))
            told = {0: "loaded", -signal.SIGKILL: "killed"}[running[0].wait()]
            way.proxy.heal()
            after = two.holds()
            two.saw(before, after, told)
            before = after
    killed = sum(count for outcome, count in two.seen.items() if "killed" in outcome)
    assert TIMES < 10 or killed > TIMES // 3
    assert two.load(1 - before) == "loaded"
    assert two.holds() == 1 - before


def test_the_server_is_killed(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    with Way(two) as way:
        before = two.holds()
        for turn in range(TIMES):
            # Every other client gives up before the server is there again.
            monkeypatch.setattr(bolt, "_RETRY_SECONDS", _PATIENCE if turn % 2 else _IMPATIENCE)
            told: list[str] = []
            with BoltStore(target_of(two.server, way.address)) as store:
                killed = way.at_random(two.server.kill)
                loading = threading.Thread(target=_try, args=(two, 1 - before, told, store))
                loading.start()
                while loading.is_alive() and not killed.wait(0.01):
                    pass
                way.proxy.heal()
                if not killed.wait(1):  # The load was shorter than the one before.
                    two.server.kill()
                two.server.start()
                loading.join()
            after = two.holds()
            two.saw(before, after, told[0])
            before = after


def _try(two: Two, which: int, told: list[str], store: BoltStore | None = None) -> None:
    try:
        told.append(two.load(which, store))
    except SamspilError as error:
        told.append(error.code)


def test_the_connection_is_cut(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt, "_RETRY_SECONDS", _IMPATIENCE)
    with Way(two) as way:
        before = two.holds()
        for turn in range(TIMES):
            way.proxy.heal()
            told: list[str] = []
            with BoltStore(target_of(two.server, way.address)) as store:
                way.proxy.cut_after(two.random.randrange(1, way.sent))
                # Every third time the network stays away for longer than is waited for.
                _load_cut(two, way.proxy, store, 1 - before, told, stays_away=turn % 3 == 2)
            after = two.holds()
            two.saw(before, after, told[0])
            before = after
        assert way.proxy.cuts > TIMES // 2


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
        two.holds()
        two.seen[f"{' and '.join(sorted(told))}: one graph, whole"] += 1


def test_an_answer_never_mixes_two_loads(two: Two) -> None:
    answers = []
    for which in (0, 1):
        two.load(which)
        with BoltStore(target_of(two.server)) as store:
            answers.append(_answer(store))
    assert answers[0] != answers[1]
    done = threading.Event()
    found: list[object] = []
    failed: list[Exception] = []

    def read() -> None:
        try:
            with BoltStore(target_of(two.server)) as store:
                while not done.is_set():
                    found.append(_answer(store))
        except Exception as error:  # noqa: BLE001  (told to who waits)
            failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(TIMES):
        two.load(turn % 2)
    done.set()
    for reader in readers:
        reader.join()
    assert not failed
    assert len(found) >= TIMES
    for answer in found:
        assert answer in answers, f"an answer from two loads (seed {SEED})"
        two.seen["answers from the " + ("one" if answer == answers[0] else "other")] += 1


def _answer(store: BoltStore) -> object:
    """Several questions of one answer, asked one after the other."""
    session = Session(store, DATASET, parse_date("2026-11-23"))

    def ask() -> object:
        situations = session.ask("situations")
        return (
            situations,
            session.ask("responsibilities"),
            session.ask("gaps", about=None),
            session.ask("situations") == situations,
        )

    return session.steady(ask)
