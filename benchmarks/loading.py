"""`python -m benchmarks.loading`: loading into a real Neo4j, beside rdflib-neo4j, in one run.

Needs Java 17 and Maven (the server of the tests) and, for the comparison, `rdflib-neo4j==1.1` in
the environment (`pip install --no-deps rdflib-neo4j==1.1`); without it that row is left out.

    --triples 62000     how many triples the comparison holds, about
    --nation 98 980     how many municipalities, for the growth and the cost of a question
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rdflib import Graph

from samspil.loading.loader import Loader, Result
from samspil.loading.wanted import Wanted
from samspil.ontology.folders import find_data
from samspil.queries import load_bundled
from samspil.store.bolt import BoltStore
from samspil.store.target import Target
from samspil.synthesis import write_nation
from tests.integration.neo4j_server import Neo4jServer, neo4j_jars

_TRIPLES_EACH = 4_500
_ROUNDS = 2
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
    print("| municipalities | first load | per municipality | again | peak memory | informed |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size in (1, *sizes):
        folder = place / f"nation-{size}"
        write_nation(folder, size, 7)
        _wipe(server)
        first = _seconds(lambda folder=folder: load(server, folder))  # type: ignore[misc]
        again = _seconds(lambda folder=folder: load(server, folder))  # type: ignore[misc]
        peak = max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        asked = informed(server)
        print(f"| {size} | {first:.1f} s | {first / size:.2f} s | {again:.1f} s "
              f"| {peak // 1024} MiB | {asked[0]} accesses, {asked[1]:.1f} ms |")  # fmt: skip
        shutil.rmtree(folder)


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
    from samspil.synthesis.nation import nation

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
