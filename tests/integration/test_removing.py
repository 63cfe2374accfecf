"""A municipality leaves a database when it is named, and stays, in sight, until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samspil.api import open_model
from samspil.errors import UsageError
from samspil.neo4j.removing import remove
from tests.integration.loading import held, load, municipalities, statuses, verified

if TYPE_CHECKING:
    from pathlib import Path

    from samspil.neo4j.verifying import Verification
    from samspil.store.bolt import BoltStore

pytestmark = pytest.mark.neo4j

ALL = 100_000
KNOWN = (
    "CREATE (a:Person {name: 'Ada', dataset: 'lilleby'}) WITH a "
    "MATCH (n:KnowledgeGap {dataset: 'lilleby'}) WITH a, n ORDER BY n.iri LIMIT 1 "
    "CREATE (a)-[:MARKED {note: 'æøå'}]->(n)"
)


def test_it_leaves_and_nothing_else_does(store: BoltStore, root: Path, tmp_path: Path) -> None:
    load(store, root / "ontology" / "ishoej")
    without = held(store)
    both = municipalities(root, tmp_path / "both")
    load(store, both)
    with_both = held(store)
    assert remove(store, "lilleby").status == "refused"
    planned = remove(store, "lilleby", dry_run=True, allowed=ALL)
    assert (planned.status, held(store)) == ("would-remove", with_both)
    assert remove(store, "lilleby", dry_run=True).status == "refused"
    done = remove(store, "lilleby", allowed=ALL)
    assert done.status == "removed"
    assert done.plan is not None
    assert planned.plan is not None
    assert done.plan.removals == planned.plan.removals > 0
    assert held(store) == without
    load(store, both)
    assert held(store) == with_both


def test_what_others_hold_on_to_is_set_aside_for_them(store: BoltStore, root: Path) -> None:
    lilleby = root / "tests" / "data" / "lilleby"
    load(store, lilleby)
    store.write(lambda run: run(KNOWN, {}))
    theirs = "MATCH (a:Person)-[m:MARKED]->(n) RETURN a.name AS a, m.note AS m, n.iri AS iri"
    before = store.read(theirs, {})
    assert remove(store, "lilleby", allowed=ALL).status == "removed"
    assert store.read(theirs, {}) == before
    assert store.read("MATCH (n:SamspilEntity {dataset: 'lilleby'}) RETURN n", {}) == []
    load(store, lilleby)
    assert store.read(theirs, {}) == before
    assert _verified(store, lilleby).same


@pytest.mark.parametrize("name", ["dk", "nowhere", ""])
def test_only_what_was_loaded_can_be_removed(store: BoltStore, root: Path, name: str) -> None:
    load(store, root / "tests" / "data" / "lilleby")
    before = held(store)
    with pytest.raises(UsageError) as refused:
        remove(store, name, allowed=ALL)
    assert refused.value.code == "load-remove-unknown"
    assert held(store) == before


def test_what_is_no_longer_in_the_folder_stays_in_sight(
    store: BoltStore, root: Path, tmp_path: Path
) -> None:
    load(store, municipalities(root, tmp_path / "both"))
    lilleby = root / "tests" / "data" / "lilleby"
    results = load(store, lilleby)
    assert statuses(results) == {"dk": "unchanged", "lilleby": "unchanged", "ishoej": "left"}
    assert statuses(load(store, lilleby, only="lilleby")) == {
        "dk": "unchanged", "lilleby": "unchanged"
    }  # fmt: skip
    found = _verified(store, lilleby)
    assert (found.same, found.others) == (True, ("ishoej",))


@pytest.mark.parametrize(
    "properties", ["{}", "{dataset: 'lilleby', layer: 'stated'}"], ids=["bare", "like-ours"]
)
def test_a_link_that_others_made_and_questions_follow_is_named(
    store: BoltStore, root: Path, properties: str
) -> None:
    lilleby = root / "tests" / "data" / "lilleby"
    load(store, lilleby)
    store.write(
        lambda run: run(
            "MATCH (a:InformationNorm {dataset: 'lilleby'}), (b:Actor {dataset: 'lilleby'}) "
            f"WITH a, b ORDER BY a.iri, b.iri LIMIT 1 CREATE (a)-[:RECIPIENT {properties}]->(b), "
            "(a)-[:LIKED_BY]->(b)",
            {},
        )
    )
    found = _verified(store, lilleby)
    strangers = [
        one.name for check in found.datasets for one in check.differences if one.what == "stranger"
    ]
    assert len(strangers) == 1
    assert "-RECIPIENT->" in strangers[0]
    assert not found.same


def _verified(store: BoltStore, folder: Path) -> Verification:
    with open_model(folder) as model:
        return verified(store, model)
