"""A page that is made from a Neo4j shows one load of it, figure and answers alike."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from samspil import open_model
from samspil.figure.build import figure
from samspil.pages.explorer.page import build_page
from samspil.pages.overview.municipality_page import INDEX
from samspil.pages.overview.pages import build_pages
from samspil.store.bolt import BoltStore
from tests.integration.loading import load, municipalities, target_of
from tests.integration.test_faults import SEED
from tests.program import AS_OF, LILLEBY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from samspil.store.base import Parameters, Row
    from tests.integration.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j

MOMENTS = 3
CHANGES = {"Akut tilfælde": "Hastesag", "Ungdomsskolen": "ungdomsskolen", "skolerne": "Skolerne"}
"""Names in the figure and the answers, and in the next load: an actor's must be the document's."""


@pytest.fixture(autouse=True)
def _environment(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    neo4j_server.clear()
    monkeypatch.setenv("SAMSPIL_PASSWORD", neo4j_server.password)
    yield
    neo4j_server.clear()


@pytest.fixture
def next_load(tmp_path: Path) -> Path:
    folder = tmp_path / "lilleby"
    shutil.copytree(LILLEBY, folder)
    stated = folder / "stated.ttl"
    text = stated.read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert f'prefLabel "{old}"@da' in text
        # The document's own word stays a name of it, or its sentences would name somebody else.
        kept = f'prefLabel "{new}"@da ; skos:hiddenLabel "{old}"@da ; skos:prefLabel "{new}"@da'
        text = text.replace(f'prefLabel "{old}"@da', kept)
    stated.write_text(text, encoding="utf-8")
    return folder


def _page(folder: Path, store: str) -> bytes:
    with open_model(folder, store=store, as_of=AS_OF) as model:
        return build_page(model)


def test_the_page_is_that_of_the_folder_that_was_loaded(neo4j_server: Neo4jServer) -> None:
    with BoltStore(target_of(neo4j_server)) as store:
        load(store, LILLEBY)
    assert _page(LILLEBY, neo4j_server.uri) == _page(LILLEBY, "embedded")


def test_the_pages_of_several(neo4j_server: Neo4jServer, root: Path, tmp_path: Path) -> None:
    folder = municipalities(root, tmp_path)
    with BoltStore(target_of(neo4j_server)) as store:
        load(store, folder)
    pages = []
    for where in (neo4j_server.uri, "embedded"):
        with open_model(folder, store=where, as_of=AS_OF) as model:
            pages.append(dict(build_pages(model)))
    assert pages[0] == pages[1]
    assert pages[0].keys() == {"ishoej.html", "lilleby.html", INDEX}


def test_the_figure_is_what_the_database_holds(neo4j_server: Neo4jServer, next_load: Path) -> None:
    with BoltStore(target_of(neo4j_server)) as store:
        load(store, next_load)
    # The folder of the command is the older one.
    with open_model(LILLEBY, store=neo4j_server.uri, as_of=AS_OF) as model:
        names = {node.label_da for node in figure(model).nodes}
    assert "ungdomsskolen" in names
    assert "Ungdomsskolen" not in names


def test_a_page_never_mixes_two_loads(
    neo4j_server: Neo4jServer, next_load: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data are loaded anew in the middle of the questions of a page, at random moments."""
    asked, when = 0, 0
    other = BoltStore(target_of(neo4j_server))
    plain = BoltStore.read

    def read(self: BoltStore, statement: str, parameters: Parameters) -> list[Row]:
        nonlocal asked, when
        if self is not other:
            asked += 1
            if asked == when:
                load(other, folders[1])
        return plain(self, statement, parameters)

    monkeypatch.setattr(BoltStore, "read", read)
    folders = [LILLEBY, next_load]
    pages = {}
    with other:
        for folder in folders:
            load(other, folder)
            asked = 0
            pages[folder] = _page(LILLEBY, neo4j_server.uri)
        questions = asked
        assert pages[LILLEBY] != pages[next_load]
        moments = Random(SEED)  # noqa: S311
        for _ in range(MOMENTS):
            folders.reverse()
            asked, when = 0, moments.randrange(2, questions)
            found = _page(LILLEBY, neo4j_server.uri)
            assert asked > questions, "the load came too late to be seen"
            assert found == pages[folders[1]], f"a page of two loads (seed {SEED})"
