"""The common options whose effect takes a Neo4j to see; the others: tests/unit/test_options.py."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

import pytest

from samspil import paths
from samspil.messages import messages
from samspil.store.bolt import BoltStore
from tests.integration.loading import municipalities
from tests.program import AS_OF, LILLEBY, call, kept_graphs
from tests.unit.test_options import BASE, TABLE, TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

USE_A_DATABASE = [command for command, used in TABLE.items() if used.split()[3] == "u"]


@pytest.fixture(autouse=True)
def _ready(
    store: BoltStore,
    neo4j_server: Neo4jServer,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    del store
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        monkeypatch.setenv("SAMSPIL_USER", neo4j_server.user)
        monkeypatch.setenv("SAMSPIL_PASSWORD", neo4j_server.password)
        yield


def _line(command: str, address: str) -> tuple[str, ...]:
    line = tuple(
        address if one.startswith("neo4j://") else one for one in BASE.get(command, (command,))
    )
    asked = () if command in {"load", "verify", "pull"} else ("--store", address)
    return (*line, *((TARGETS[command],) if command in TARGETS else ()), *asked)


@pytest.mark.parametrize("command", USE_A_DATABASE)
def test_database(command: str, neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    with contextlib.chdir(tmp_path):
        ended = call(*_line(command, neo4j_server.uri), "--database", "no-such-one")
        written = list(tmp_path.iterdir())
    told = ended.out + ended.err
    assert ended.code == 2
    assert "no-such-one" in told
    assert written == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_examples_of_the_help_run(
    language: str, neo4j_server: Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("load", "verify", "pull"):
        for line in messages(language)(f"cli.{command}.examples").splitlines():
            words = line.replace("neo4j://localhost:7687", neo4j_server.uri).split()[1:]
            ended = call(*words)
            assert ended.code == 0, ended.out + ended.err


def test_load_verify_and_pull(store: BoltStore, neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    both = municipalities(paths.ontology_folder().parent, tmp_path / "both")
    load, verify = (_line(one, neo4j_server.uri) for one in ("load", "verify"))

    def loaded(*more: str) -> set[str]:
        told = call(*load, *more, "--format", "json").out
        return {one["dataset"] for one in json.loads(told)["datasets"]}

    assert loaded("--data", str(LILLEBY), "--dry-run") == {"dk", "lilleby"}
    assert loaded("--data", str(both), "--dry-run", "--in", "ishoej") == {"dk", "ishoej"}
    assert call(*load, "--data", str(both)).code == 0
    # verify: what is compared, on which day, and how it is told.
    base = (*verify, "--data", str(both))
    shown = {form: call(*base, "--format", form).out for form in ("table", "json", "csv", "md")}
    assert len(set(shown.values())) == 4
    assert call(*base, "--lang", "en", "--format", "md").out != shown["md"]
    assert call(*base, "--in", "lilleby").out != shown["json"]
    assert call(*verify, "--data", str(LILLEBY)).out != shown["json"]
    # Another hand changes what the law says: on a day before it was in force no answer differs.
    store.write(lambda run: run("MATCH (n:Assertion {layer: 'law'}) SET n.slug = n.slug + 'x'", {}))
    days = {day: call(*base, "--as-of", day).out for day in (AS_OF, "1990-01-01")}
    assert days[AS_OF] != days["1990-01-01"]
    # pull
    for number, (only, expected) in enumerate(
        ((None, {"ishoej", "lilleby"}), ("lilleby", {"lilleby"}))
    ):
        target = tmp_path / f"pulled{number}"
        more = ("--in", only) if only else ()
        line = ("pull", "--from", neo4j_server.uri, str(target), *more)
        told = {call(*line, "--force", "--format", form).out for form in ("json", "md")}
        assert len(told) == 2
        found = {path.name for path in target.iterdir() if path.is_dir()}
        assert found - {"national"} == expected
        # The places of a figure are no part of a database, nor the bundled ones of anybody else.
        assert not list(target.rglob("figure.json"))
