"""What is loaded is exactly the data, however often, and nobody else's data changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from rdflib.compare import isomorphic

from devtools.synthesis.municipality import Municipality
from samspil.api import open_model
from samspil.errors import StoreError
from samspil.neo4j.pulling import pull
from samspil.ontology.folders import find_data
from samspil.ontology.reading import parse
from samspil.store.bolt import BoltStore
from tests.integration.loading import held, load, municipalities, statuses, target_of, verified

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j

OTHERS = (
    "CREATE (a:Person {name: 'Ada', dataset: 'lilleby', iri: 'urn:ada', hash: 'x'})"
    "-[:KNOWS {dataset: 'lilleby', since: date('2020-02-02')}]->"
    "(:Actor {name: 'Bo', dataset: 'dk'})"
)
AGENCY = """
dk:proevestyrelsen a org:FormalOrganization ;
    skos:prefLabel "Prøvestyrelsen"@da, "the Agency for Trials"@en ;
    org:classification sam:kind-state-authority .
"""
BOOKMARK = (
    "MATCH (a:Person {name: 'Ada'}), (n:KnowledgeGap {dataset: 'lilleby'}) "
    "WITH a, n ORDER BY n.iri DESC LIMIT 1 CREATE (a)-[:MARKED {note: 'æøå'}]->(n)"
)
MARKED = (
    "MATCH (a:Person)-[m:MARKED]->(n) RETURN a.name AS name, m.note AS note, n.iri AS iri, "
    "labels(n) AS labels"
)


@pytest.fixture
def lilleby(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "tests" / "data" / "lilleby", tmp_path / "lilleby")
    return tmp_path / "lilleby"


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _drop_last_block(file: Path) -> None:
    blocks = file.read_text(encoding="utf-8").rstrip().split("\n\n")
    file.write_text("\n\n".join(blocks[:-1]) + "\n", encoding="utf-8")


def test_twice_gives_the_same_graph(store: BoltStore, lilleby: Path) -> None:
    assert statuses(load(store, lilleby)) == {"dk": "loaded", "lilleby": "loaded"}
    once = held(store)
    assert statuses(load(store, lilleby)) == {"dk": "unchanged", "lilleby": "unchanged"}
    assert statuses(load(store, lilleby, deep=True)) == {"dk": "unchanged", "lilleby": "unchanged"}
    assert held(store) == once


def test_only_what_differs_is_written(store: BoltStore, lilleby: Path) -> None:
    load(store, lilleby)
    before = held(store)
    original = (lilleby / "gaps.ttl").read_text(encoding="utf-8")
    _drop_last_block(lilleby / "gaps.ttl")
    result = load(store, lilleby)[-1]
    assert result.plan is not None
    assert (len(result.plan.nodes.added), len(result.plan.nodes.removed)) == (0, 1)
    assert not result.plan.nodes.changed
    assert not result.plan.edges.added
    assert held(store) != before
    (lilleby / "gaps.ttl").write_text(original, encoding="utf-8")
    load(store, lilleby)
    assert held(store) == before


def test_a_dry_run_tells_and_changes_nothing(store: BoltStore, lilleby: Path) -> None:
    results = load(store, lilleby, dry_run=True)
    assert statuses(results) == {"dk": "planned", "lilleby": "planned"}
    assert held(store) == []
    assert not store.read("SHOW CONSTRAINTS YIELD name RETURN name", {})
    load(store, lilleby)
    before = held(store)
    _drop_last_block(lilleby / "gaps.ttl")
    result = load(store, lilleby, dry_run=True)[-1]
    assert held(store) == before
    assert [one.what for one in result.details if one.kind == "node"] == ["extra"]
    done = load(store, lilleby)[-1]
    assert result.plan is not None
    assert done.plan is not None
    assert done.plan == result.plan


def test_a_load_that_removes_too_much_is_declined(store: BoltStore, tmp_path: Path) -> None:
    for number in (1, 2):
        folder = tmp_path / str(number) / "proeve"
        folder.mkdir(parents=True)
        made = Municipality("proeve", "Prøve", Random(number), 0.5)  # noqa: S311
        for name, text in made.files().items():
            (folder / name).write_text(text, encoding="utf-8")
    load(store, tmp_path / "1")
    before = held(store)
    refused = load(store, tmp_path / "2")[-1]
    assert refused.status == "refused"
    assert refused.error is not None
    assert refused.error.code == "load-ceiling"
    assert held(store) == before
    needed = int(str(refused.error.params["removals"]))
    assert load(store, tmp_path / "2", allowed=needed - 1)[-1].status == "refused"
    assert load(store, tmp_path / "2", allowed=needed)[-1].status == "loaded"


def test_other_peoples_data_stay_as_they_are(store: BoltStore, lilleby: Path) -> None:
    store.write(lambda run: run(OTHERS, {}))
    before = held(store)
    load(store, lilleby)
    assert held(store, ours=False) == before
    _drop_last_block(lilleby / "gaps.ttl")
    load(store, lilleby)
    assert held(store, ours=False) == before
    assert set(before) <= set(held(store))


def test_a_node_that_others_hold_on_to_is_set_aside(store: BoltStore, lilleby: Path) -> None:
    """Their relationship survives the node's removal, and finds it again when it comes back."""
    load(store, lilleby)
    store.write(lambda run: run(OTHERS, {}))
    store.write(lambda run: run(BOOKMARK, {}))
    gaps = lilleby / "gaps.ttl"
    original = gaps.read_text(encoding="utf-8")
    marked = store.read(MARKED, {})
    everything = held(store)
    header = original.split("\n\n")[:3]
    gaps.write_text("\n\n".join(header) + "\n", encoding="utf-8")
    assert load(store, lilleby, allowed=10_000)[-1].status == "loaded"
    aside = store.read(MARKED, {})
    assert [(row["name"], row["note"], row["iri"]) for row in aside] == [
        (row["name"], row["note"], row["iri"]) for row in marked
    ]
    assert aside[0]["labels"] == ["SamspilRetired"]
    gaps.write_text(original, encoding="utf-8")
    load(store, lilleby)
    assert held(store) == everything


def test_one_municipality_leaves_the_other_alone(
    store: BoltStore, root: Path, tmp_path: Path
) -> None:
    both = municipalities(root, tmp_path / "both")
    load(store, both)
    before = held(store)
    mine = "MATCH (n {dataset: 'ishoej'}) RETURN properties(n) AS p ORDER BY n.iri"
    ishoej = store.read(mine, {})
    _drop_last_block(both / "lilleby" / "gaps.ttl")
    assert statuses(load(store, both)) == {
        "dk": "unchanged", "ishoej": "unchanged", "lilleby": "loaded"
    }  # fmt: skip
    assert store.read(mine, {}) == ishoej
    load(store, root / "tests" / "data" / "lilleby")
    assert held(store) == before


@pytest.mark.parametrize("wrong", ["no-turtle", "half-a-character", "leads-nowhere", "a-folder"])
def test_one_that_fails_does_not_stop_the_others(
    store: BoltStore, root: Path, tmp_path: Path, wrong: str
) -> None:
    both = municipalities(root, tmp_path / "both")
    file = both / "ishoej" / "external.ttl"
    if wrong == "no-turtle":
        file.write_text("this is not Turtle", encoding="utf-8")
    elif wrong == "half-a-character":
        _edit(file, '"@da', '\\uD800"@da')
    else:
        file.unlink()
        file.symlink_to(tmp_path / "nowhere") if wrong == "leads-nowhere" else file.mkdir()
    results = load(store, both)
    assert statuses(results) == {"dk": "loaded", "ishoej": "failed", "lilleby": "loaded"}
    assert store.read("MATCH (n {dataset: 'ishoej'}) RETURN count(n) AS n", {}) == [{"n": 0}]


def test_what_another_hand_changed_is_found_and_mended(store: BoltStore, lilleby: Path) -> None:
    load(store, lilleby)
    before = held(store)
    own = "MATCH (n:SamspilEntity {dataset: 'lilleby'})"
    for change in (
        f"{own} WITH n ORDER BY n.iri LIMIT 3 SET n.label_da = 'x' SET n:Odd REMOVE n.slug",
        f"{own}-[r]->() WITH r LIMIT 5 SET r.layer = 'x'",
        f"{own}-[r:MODALITY]->() WITH r LIMIT 5 DELETE r",
        f"{own} WITH n ORDER BY n.iri DESC LIMIT 1 DETACH DELETE n",
    ):
        store.write(lambda run, change=change: run(change, {}))  # type: ignore[misc]
    with open_model(lilleby) as model:
        assert not verified(store, model).same
    load(store, lilleby, deep=True, allowed=100)
    assert held(store) == before


@pytest.mark.parametrize("data", ["ontology/ishoej", "tests/data/lilleby"])
def test_the_certificate_and_the_way_back(store: BoltStore, root: Path, data: str) -> None:
    load(store, root / data)
    with open_model(root / data) as model:
        assert verified(store, model).same
    loaded = parse(find_data(root / data))
    pulled = pull(store.read)
    files = {(one.dataset, one.file.name): one for one in (pulled.vocabulary, *pulled.files)}
    for file in (loaded.vocabulary, *loaded.files):
        back = files.pop((file.dataset, file.file.path.name))
        assert isomorphic(back.graph, file.graph)
        assert back.layer == file.layer
    assert not files
    assert pulled.sources == loaded.sources


def test_shared_things_go_only_when_asked_for(store: BoltStore, root: Path, tmp_path: Path) -> None:
    data = municipalities(root, tmp_path / "data")
    shutil.copytree(root / "ontology" / "national", data / "national")
    actors = data / "national" / "actors.ttl"
    original = actors.read_text(encoding="utf-8")
    actors.write_text(original + AGENCY, encoding="utf-8")
    load(store, data)
    count = "MATCH (n:SamspilEntity {dataset: 'dk'}) RETURN count(n) AS n"
    before = store.read(count, {})
    actors.write_text(original, encoding="utf-8")
    result = load(store, data)[0]
    assert result.plan is not None
    assert result.plan.kept == 1
    assert store.read(count, {}) == before
    assert statuses(load(store, data))["dk"] == "unchanged"
    assert statuses(load(store, data, only="dk")) == {"dk": "loaded"}
    assert store.read(count, {}) == [{"n": before[0]["n"] - 1}]


def test_a_user_without_rights_is_told(neo4j_server: Neo4jServer) -> None:
    wrong = replace(target_of(neo4j_server), password="wrong")  # noqa: S106
    with pytest.raises(StoreError) as caught:
        BoltStore(wrong)
    assert caught.value.code == "store-auth"
