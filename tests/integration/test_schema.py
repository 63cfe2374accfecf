"""A load relies on its own constraints only, and takes over nothing that others have made."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from samspil.errors import SamspilError, StoreError
from samspil.neo4j.removing import remove
from samspil.store.bolt import BoltStore
from tests.integration.loading import held, load, municipalities, statuses, target_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j

LOADERS = 5
SCHEMA = (
    "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint "
    "RETURN name, type, labelsOrTypes, properties, owningConstraint ORDER BY name"
)
TWICE = (
    "MATCH (n:SamspilEntity) WITH n.iri AS iri, count(*) AS times WHERE times > 1 "
    "RETURN count(*) AS n"
)


@pytest.fixture
def lilleby(root: Path) -> Path:
    return root / "tests" / "data" / "lilleby"


def _change(store: BoltStore, statement: str) -> None:
    store.write(lambda run: run(statement, {}))


def _at_once(server: Neo4jServer, folder: Path) -> list[str]:
    """What five loaders say, each with a connection of its own, that start together."""
    start = threading.Barrier(LOADERS)
    said: list[str] = []

    def one() -> None:
        try:
            with BoltStore(target_of(server)) as store:
                start.wait()
                said.extend({result.status for result in load(store, folder)})
        except SamspilError as error:
            said.append(error.code)

    loaders = [threading.Thread(target=one) for _ in range(LOADERS)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
    return said


@pytest.mark.parametrize(
    "others",
    [
        "CREATE CONSTRAINT samspil_iri FOR (n:Theirs) REQUIRE n.iri IS UNIQUE",
        "CREATE INDEX samspil_iri FOR (n:Theirs) ON (n.iri)",
        "CREATE INDEX samspil_iri FOR (n:SamspilEntity) ON (n.iri)",
        "CREATE INDEX theirs FOR (n:SamspilEntity) ON (n.iri)",
        "CREATE TEXT INDEX samspil_slug FOR (n:SamspilEntity) ON (n.slug)",
        "CREATE CONSTRAINT samspil_lock FOR (n:SamspilLock) REQUIRE (n.name, n.load) IS UNIQUE",
    ],
)
def test_what_others_have_put_in_the_way_is_named(
    store: BoltStore, neo4j_server: Neo4jServer, lilleby: Path, others: str
) -> None:
    """Reported as loaded, but without uniqueness: five loads at once left 338 IRIs twice."""
    _change(store, others)
    before = store.read(SCHEMA, {})
    for dry_run in (True, False):
        with pytest.raises(StoreError) as refused:
            load(store, lilleby, dry_run=dry_run)
        assert refused.value.code == "schema-clash"
        assert str(refused.value.params["name"]) in others
    assert _at_once(neo4j_server, lilleby) == ["schema-clash"] * LOADERS
    assert held(store) == []
    theirs = {row["name"] for row in before}
    assert [row for row in store.read(SCHEMA, {}) if row["name"] in theirs] == before


def test_what_is_in_the_way_of_one_municipality_stops_that_one(
    store: BoltStore, root: Path, tmp_path: Path
) -> None:
    _change(store, "CREATE INDEX samspil_from_unit_of FOR ()-[r:THEIRS]-() ON (r.dataset)")
    results = load(store, municipalities(root, tmp_path / "both"))
    assert statuses(results) == {"dk": "loaded", "ishoej": "failed", "lilleby": "loaded"}
    assert [one.error.code for one in results if one.error] == ["schema-clash"]


def test_another_name_for_the_same_constraint_will_do(store: BoltStore, lilleby: Path) -> None:
    _change(store, "CREATE CONSTRAINT theirs FOR (n:SamspilEntity) REQUIRE n.iri IS UNIQUE")
    _change(store, "CREATE INDEX also_theirs FOR (n:SamspilEntity) ON (n.slug)")
    assert set(statuses(load(store, lilleby)).values()) == {"loaded"}


def test_what_is_missing_and_cannot_be_made_is_named(store: BoltStore, lilleby: Path) -> None:
    _change(store, "CREATE (:SamspilEntity {iri: 'urn:x'}), (:SamspilEntity {iri: 'urn:x'})")
    before = held(store)
    with pytest.raises(StoreError) as refused:
        load(store, lilleby)
    assert (refused.value.code, refused.value.params["name"]) == ("schema-missing", "samspil_iri")
    assert held(store) == before


@pytest.mark.parametrize("dropped", ["samspil_iri", "samspil_lock", "samspil_certificate"])
def test_what_others_have_dropped_is_made_again(
    store: BoltStore, lilleby: Path, dropped: str
) -> None:
    load(store, lilleby)
    before = store.read(SCHEMA, {})
    _change(store, f"DROP CONSTRAINT {dropped}")
    remove(store, "lilleby", allowed=10_000)
    assert store.read(SCHEMA, {}) == before


@pytest.mark.parametrize("turn", range(3))
def test_five_first_loads_at_once_make_one_graph(
    store: BoltStore, neo4j_server: Neo4jServer, lilleby: Path, turn: int
) -> None:
    said = _at_once(neo4j_server, lilleby)
    assert set(said) <= {"loaded", "unchanged"}, (turn, said)
    assert store.read(TWICE, {}) == [{"n": 0}]
    together = held(store)
    neo4j_server.clear()
    load(store, lilleby)
    assert held(store) == together


@pytest.mark.parametrize(
    ("theirs", "taken"),
    [
        ("{dataset: 'lilleby', name: 'ours'}", ["lilleby"]),
        ("{dataset: 'dk', hash: 5, load: 5}", ["dk", "lilleby"]),
        ("{name: 'ours'}", []),
        ("{dataset: 5}", []),
        ("{dataset: 'elsewhere', tally: 'x'}", []),
    ],
)
def test_a_certificate_that_others_made_is_not_taken_over(
    store: BoltStore, lilleby: Path, theirs: str, taken: list[str]
) -> None:
    _change(store, f"CREATE (:SamspilDataset {theirs})")
    before = held(store)
    for dry_run in (True, False):
        results = load(store, lilleby, dry_run=dry_run)
        failed = [one.dataset for one in results if one.error or one.status == "not-tried"]
        assert failed == taken
        assert {one.error.code for one in results if one.error} == (
            {"load-foreign"} if taken else set()
        )
        assert "left" not in statuses(results).values()
    assert set(before) <= set(held(store))
