"""`python -m benchmarks.loading`: loading into a real Neo4j, beside rdflib-neo4j, in one run.

Needs Java 17 and Maven (the server of the tests) and, for the comparison, `rdflib-neo4j==1.1` in
the environment (`pip install --no-deps rdflib-neo4j==1.1`); without it that row is left out.

    --triples 62000     how many triples the comparison holds, about
    --nation 98 980     how many municipalities, for the growth and the cost of a question
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rdflib import Graph

from devtools.synthesis import write_nation
from samspil.neo4j.desired import Wanted
from samspil.neo4j.loader import Loader
from samspil.neo4j.results import Result
from samspil.ontology.folders import find_data
from samspil.queries import load_bundled
from samspil.store.bolt import BoltStore
from samspil.store.target import Target
from tests.integration.neo4j_jars import neo4j_jars
from tests.integration.neo4j_server import Neo4jServer

_TRIPLES_EACH = 3_840
_ROUNDS = 3
_WIPE = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=62_000)
    parser.add_argument("--nation", type=int, nargs="*", default=[98])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, Neo4jServer(neo4j_jars()) as server:
        side_by_side(server, Path(place), max(2, chosen.triples // _TRIPLES_EACH))
        growth(server, Path(place), chosen.nation)
    return 0


def side_by_side(server: Neo4jServer, place: Path, municipalities: int) -> None:
    folder = place / "compared"
    write_nation(folder, municipalities, 7)
    triples = sum(len(Graph().parse(path)) for path in folder.rglob("*.ttl"))
    print(f"{municipalities} municipalities, {triples} triples; medians of {_ROUNDS}, in turn\n")
    others = {"rdflib-neo4j 1.1": rdflib_neo4j} if find_spec("rdflib_neo4j") else {}
    seconds: dict[str, list[float]] = {}

    def note(name: str, work: Callable[[], object]) -> None:
        seconds.setdefault(name, []).append(_seconds(work))

    for turn in range(_ROUNDS):
        for name, other in others.items():
            _wipe(server)
            note(name, lambda other=other: other(server, folder))  # type: ignore[misc]
        _wipe(server)
        note("samspil load: first", lambda: load(server, folder))
        note("samspil load: nothing changed", lambda: load(server, folder))
        change(folder, turn, every=municipalities)
        note("samspil load: one municipality changed a little", lambda: load(server, folder))
        change(folder, turn, every=1)
        note("samspil load: 1 % changed, in every municipality", lambda: load(server, folder))
    first = statistics.median(seconds["samspil load: first"])
    for name, found in seconds.items():
        middle = statistics.median(found)
        print(f"| {name} | {middle:.2f} s | {middle / first:.2f} of the first load |")
    print()


def load(server: Neo4jServer, folder: Path) -> list[Result]:
    with BoltStore(_target(server)) as store:
        results = Loader(store, Wanted(find_data(folder))).load()
    assert not [one.error for one in results if one.error]  # noqa: S101
    return results


def rdflib_neo4j(server: Neo4jServer, folder: Path) -> None:
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    config: Any = Neo4jStoreConfig(
        auth_data={"uri": server.bolt_uri, "database": server.database, "user": server.user,
                   "pwd": server.password},
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
        batching=True,
    )  # fmt: skip
    graph = Graph(store=Neo4jStore(config=config))
    for path in sorted(folder.rglob("*.ttl")):
        graph.parse(path, format="turtle")
    graph.close(True)


def change(folder: Path, turn: int, *, every: int) -> None:
    """Changes about one gap in a hundred things, in each so many-th municipality."""
    for number, gaps in enumerate(sorted(folder.glob("*/gaps.ttl"))):
        if number % every == 0:
            text = gaps.read_text(encoding="utf-8")
            parts = text.split("Planen siger ikke", 6)
            gaps.write_text(f"Planen siger stadig{turn} ikke".join(parts), encoding="utf-8")


def growth(server: Neo4jServer, place: Path, sizes: list[int]) -> None:
    print("| municipalities | first load | each | again | after 1 % changed | peak memory "
          "| informed |")  # fmt: skip
    print("| --- | --- | --- | --- | --- | --- | --- |")
    points = []
    for size in (1, *sizes):
        folder = place / f"nation-{size}"
        write_nation(folder, size, 7)
        _wipe(server)
        first, peak = command_line(server, folder)
        again, _ = command_line(server, folder)
        change(folder, size, every=100)
        changed, _ = command_line(server, folder)
        asked = informed(server)
        points.append((size, first))
        print(f"| {size} | {first:.1f} s | {first / size:.2f} s | {again:.1f} s "
              f"({again / first:.3f}) | {changed:.1f} s ({changed / first:.3f}) | {peak} MiB "
              f"| {asked[0]} accesses, {asked[1]:.1f} ms |", flush=True)  # fmt: skip
        shutil.rmtree(folder)
    if len(points) > 2:
        numbers, seconds = zip(*points, strict=True)
        fit = statistics.linear_regression(numbers, seconds)
        apart = max(abs(fit.slope * n + fit.intercept - s) / s for n, s in points[1:])
        print(f"\nA line: {fit.intercept:.1f} s + {fit.slope:.3f} s for each; "
              f"the last {len(points) - 1} points are at most {apart:.1%} off it.")  # fmt: skip


def command_line(server: Neo4jServer, folder: Path) -> tuple[float, int]:
    """Seconds and MiB of `samspil load`: the most that it and its helpers hold at one moment."""
    command = [sys.executable, "-m", "samspil", "load", "--data", str(folder),
               "--to", server.uri, "--database", server.database]  # fmt: skip
    own = {**os.environ, "SAMSPIL_USER": server.user, "SAMSPIL_PASSWORD": server.password}
    null = subprocess.DEVNULL
    begun = time.perf_counter()
    with subprocess.Popen(command, env=own, stdout=null, stderr=null) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(_resident(pid) for pid in _family(process.pid)))
            time.sleep(0.05)
    seconds = time.perf_counter() - begun
    assert process.returncode == 0  # noqa: S101
    return seconds, peak // 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _resident(pid: int) -> int:
    """KiB that only this process holds, and its part of what it shares; 0 where it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def informed(server: Neo4jServer) -> tuple[int, float]:
    """What `informed` costs for the first municipality: accesses to the store, and server time."""
    dataset = next(iter(_first()))
    iri = f"https://w3id.org/samspil/id/{dataset}/bekymring"
    given = {"dataset": dataset, "shared": "dk", "lang": "da", "situation": iri, "roll_up": False}
    statement = load_bundled("informed").statement
    times = []
    with server.driver() as driver:
        own = driver.execute_query(
            "MATCH (s:Situation {dataset: $dataset})<-[:TRIGGER]-(n) "
            "RETURN s.iri AS iri, count(n) AS norms ORDER BY norms DESC, iri LIMIT 1", given,
        ).records  # fmt: skip
        given["situation"] = own[0]["iri"]
        profile = driver.execute_query(f"PROFILE {statement}", given).summary.profile
        for _ in range(30):
            summary = driver.execute_query(statement, given).summary
            times.append(
                (summary.result_available_after or 0) + (summary.result_consumed_after or 0)
            )
    return _accesses(profile), statistics.mean(times)


def _first() -> list[str]:
    from devtools.synthesis.nation import nation

    return [next(iter(nation(1, 7)))[0]]


def _accesses(plan: Any) -> int:
    own = int(plan.get("dbHits", 0) or plan.get("args", {}).get("DbHits", 0))
    return own + sum(_accesses(child) for child in plan.get("children", ()))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _wipe(server: Neo4jServer) -> None:
    with server.driver() as driver, driver.session() as session:
        session.run(_WIPE).consume()  # type: ignore[arg-type]


def _target(server: Neo4jServer) -> Target:
    return Target(server.uri, server.database, server.user, server.password)


if __name__ == "__main__":
    sys.exit(main())
