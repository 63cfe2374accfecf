"""Neo4j over Bolt: reads and nothing else, and says in one line what stands in the way."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from samspil.errors import QueryError, SamspilError, StoreError
from samspil.store import bolt
from samspil.store.bolt import BoltStore
from samspil.store.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def target(neo4j_server: Neo4jServer) -> Target:
    neo4j_server.clear()
    return Target(neo4j_server.uri, neo4j_server.database, neo4j_server.user, neo4j_server.password)


@pytest.fixture(scope="module")
def store(target: Target) -> Iterator[BoltStore]:
    with BoltStore(target) as opened:
        yield opened


def _refused(target: Target) -> SamspilError:
    with pytest.raises(SamspilError) as caught:
        BoltStore(target)
    assert target.password not in f"{caught.value} {caught.value.params}"
    return caught.value


def test_knows_its_address_and_version(store: BoltStore, target: Target) -> None:
    assert store.name == target.address
    assert store.version == "5.26.15"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:X)",
        "MERGE (n:X) RETURN 1 AS one",
        "MATCH (n) DETACH DELETE n",
        "CREATE INDEX some FOR (n:X) ON (n.y)",
        "CREATE USER bob SET PASSWORD 'long enough'",
        "ALTER CURRENT USER SET PASSWORD FROM 'one' TO 'another one'",
        "CALL db.createLabel('X')",
        "MATCH (n) CALL (n) { CREATE (m) } IN TRANSACTIONS RETURN 1 AS one",
    ],
)
def test_writes_are_refused(store: BoltStore, statement: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.read(statement, {})
    assert caught.value.code == "query-writes"
    assert store.read("MATCH (n) RETURN count(n) AS n", {}) == [{"n": 0}]
    assert store.read("SHOW USERS YIELD user", {}) == [{"user": "neo4j"}]


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("MATCH (n", {}),
        ("RETURN $x AS x", {}),
        ("RETURN 1/0 AS x", {}),
        ("CALL no.such()", {}),
        ("RETURN 1 AS a; RETURN 2 AS b", {}),
        ("RETURN $x AS x", {"x": 10**30}),
        ("RETURN $x AS x", {"x": "\ud800"}),
    ],
)
def test_a_wrong_question_says_why(
    store: BoltStore, statement: str, given: dict[str, object]
) -> None:
    with pytest.raises(QueryError) as caught:
        store.read(statement, given)
    assert caught.value.code == "query-failed"
    assert caught.value.params["reason"]


def test_all_values_are_those_of_json(store: BoltStore) -> None:
    row = store.read(
        "RETURN date('2020-01-01') AS day, duration('P1D') AS long, localtime('10:00') AS time, "
        "point({x: 1, y: 2}) AS place, [{a: [1, 1.5, true, null]}] AS list, 'æ\U0001f600' AS text",
        {},
    )[0]
    assert json.loads(json.dumps(row)) == {
        "day": "2020-01-01",
        "long": "P1D",
        "time": "10:00:00.000000000",
        "place": [1.0, 2.0],
        "list": [{"a": [1, 1.5, True, None]}],
        "text": "æ\U0001f600",
    }


def test_things_come_as_their_properties(target: Target) -> None:
    with BoltStore(target) as own:
        made = own.write(
            lambda run: run("CREATE p = (a:X {n: 1})-[r:R {m: 2}]->(b:X) RETURN a, r, p", {})
        )
        assert made == [{"a": {"n": 1}, "r": {"m": 2}, "p": [{"n": 1}, {}, {"m": 2}]}]
        own.write(lambda run: run("MATCH (n:X) DETACH DELETE n", {}))


def test_work_that_fails_leaves_nothing(store: BoltStore) -> None:
    def half(run: bolt.Run) -> None:
        run("CREATE (n:X)", {})
        message = "in the middle"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="in the middle"):
        store.write(half)
    assert store.read("MATCH (n) RETURN count(n) AS n", {}) == [{"n": 0}]


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
class TestWhatStandsInTheWay:
    """Each kind of failure has one code of its own, with routing and without."""

    @pytest.fixture
    def address(self, target: Target, scheme: str) -> str:
        return f"{scheme}://{target.address.partition('://')[2]}"

    def test_wrong_password(self, target: Target, address: str) -> None:
        wrong = replace(target, address=address, password=target.password[::-1])
        error = _refused(wrong)
        assert (error.code, error.params["user"]) == ("store-auth", "neo4j")

    def test_no_such_database(self, target: Target, address: str) -> None:
        error = _refused(replace(target, address=address, database="nowhere"))
        assert (error.code, error.params["database"]) == ("store-database", "nowhere")

    def test_a_database_that_answers_no_question(self, target: Target, address: str) -> None:
        error = _refused(replace(target, address=address, database="system"))
        assert error.code == "store-database"

    def test_nobody_there(self, target: Target, scheme: str) -> None:
        assert _refused(replace(target, address=f"{scheme}://127.0.0.1:9")).code == (
            "store-unreachable"
        )

    def test_no_such_host(self, target: Target, scheme: str) -> None:
        assert _refused(replace(target, address=f"{scheme}://no-host.invalid")).code == (
            "store-unreachable"
        )

    @pytest.mark.parametrize("trust", ["+s", "+ssc"])
    def test_a_server_without_encryption(self, target: Target, address: str, trust: str) -> None:
        encrypted = address.replace("://", f"{trust}://")
        assert _refused(replace(target, address=encrypted)).code == "store-tls"

    def test_certificates_that_are_none(self, target: Target, address: str, tmp_path: Path) -> None:
        missing, wrong = tmp_path / "missing.pem", tmp_path / "wrong.pem"
        wrong.write_text("not a certificate", encoding="utf-8")
        encrypted = replace(target, address=address.replace("://", "+s://"))
        for file in (missing, wrong):
            assert _refused(replace(encrypted, ca_file=file)).code == "store-ca-file"

    def test_too_old(self, target: Target, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bolt, "OLDEST", (99, 0))
        error = _refused(replace(target, address=address))
        assert error.code == "store-version"
        assert error.params["reason"] == "Neo4j/5.26.15"
        assert error.params["oldest"] == "99.0"


def test_a_server_that_went_away(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bolt, "_RETRY_SECONDS", 0.5)
    own = Target(neo4j_server.uri, neo4j_server.database, neo4j_server.user, neo4j_server.password)
    with BoltStore(own) as store:
        neo4j_server.stop()
        try:
            with pytest.raises(StoreError) as caught:
                store.read("RETURN 1 AS one", {})
        finally:
            neo4j_server.start()
        assert caught.value.code == "store-unreachable"
        # The store itself is as good as before.
        assert store.read("RETURN 1 AS one", {}) == [{"one": 1}]
