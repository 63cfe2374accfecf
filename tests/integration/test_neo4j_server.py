"""The test server itself: it answers, keeps its data, and says nothing it should not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import neo4j
import pytest
from neo4j.exceptions import AuthError

from tests.integration.neo4j_jars import SUMS, is_whole, sums
from tests.integration.neo4j_server import Neo4jServer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.neo4j


def _count(server: Neo4jServer) -> int:
    with server.driver() as driver:
        rows, _, _ = driver.execute_query("MATCH (n:Kept) RETURN count(n) AS kept")
    kept: int = rows[0]["kept"]
    return kept


def _keep_one(server: Neo4jServer) -> None:
    with server.driver() as driver:
        driver.execute_query("CREATE (:Kept)")


@pytest.mark.parametrize("scheme", ["uri", "bolt_uri"])
def test_answers_the_official_driver(neo4j_server: Neo4jServer, scheme: str) -> None:
    address: str = getattr(neo4j_server, scheme)
    with neo4j.GraphDatabase.driver(address, auth=neo4j_server.auth) as driver:
        rows, _, _ = driver.execute_query("RETURN 1 AS one")
        version = driver.get_server_info().agent
    assert [row.data() for row in rows] == [{"one": 1}]
    assert version == "Neo4j/5.26.15"


def test_takes_no_other_password(neo4j_server: Neo4jServer) -> None:
    driver = neo4j.GraphDatabase.driver(neo4j_server.uri, auth=("neo4j", "not this one"))
    with driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_data_outlive_a_restart_and_a_kill(neo4j_server: Neo4jServer) -> None:
    neo4j_server.clear()
    _keep_one(neo4j_server)
    neo4j_server.restart()
    assert _count(neo4j_server) == 1
    _keep_one(neo4j_server)
    neo4j_server.kill()
    assert not neo4j_server.running
    neo4j_server.start()
    assert _count(neo4j_server) == 2
    neo4j_server.clear()


def test_clear_leaves_nothing(neo4j_server: Neo4jServer) -> None:
    _keep_one(neo4j_server)
    with neo4j_server.driver() as driver:
        driver.execute_query("CREATE CONSTRAINT one FOR (n:Kept) REQUIRE n.key IS UNIQUE")
        driver.execute_query("CREATE INDEX two FOR (n:Kept) ON (n.other)")
    neo4j_server.clear()
    assert _count(neo4j_server) == 0
    with neo4j_server.driver() as driver:
        left, _, _ = driver.execute_query("SHOW INDEXES YIELD type RETURN DISTINCT type")
    assert [row["type"] for row in left] == ["LOOKUP"]


def test_the_password_is_in_no_text_about_the_server(neo4j_server: Neo4jServer) -> None:
    assert neo4j_server.password not in repr(neo4j_server)
    assert neo4j_server.password not in neo4j_server.log_tail()
    assert "Started." in neo4j_server.log_tail()


def test_jars_that_are_not_those_that_were_checked_are_noticed(tmp_path: Path) -> None:
    assert not is_whole(tmp_path / "none")
    for name in ("a.jar", "b.jar"):
        (tmp_path / name).write_bytes(b"as fetched")
    assert not is_whole(tmp_path)
    (tmp_path / SUMS).write_text(sums(tmp_path), encoding="utf-8")
    assert is_whole(tmp_path)
    (tmp_path / "b.jar").write_bytes(b"cut off")
    assert not is_whole(tmp_path)
    (tmp_path / "b.jar").unlink()
    assert not is_whole(tmp_path)
    (tmp_path / "b.jar").write_bytes(b"as fetched")
    (tmp_path / "c.jar").write_bytes(b"somebody else's")
    assert not is_whole(tmp_path)
