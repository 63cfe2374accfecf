"""The routes that the explorer keeps: the first of those that the question `routes` gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools.synthesis import write_nation
from samspil import open_model
from samspil.pages.explorer.routes import MOST, first_routes


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented")
    write_nation(folder, 1, 41)
    return folder


@pytest.mark.parametrize("which", ["ishoej", "invented"])
def test_they_are_the_first_that_the_command_line_gives(which: str, invented: Path) -> None:
    with open_model(invented if which == "invented" else None) as model:
        found = first_routes(model.rows, model.session.dataset)
        actors = {
            row["id"]: row["iri"] for row in model.session.ask("identify", **{"class": "Actor"})
        }
        asked = {
            (one, other): [
                tuple(norm["id"] for norm in row["norms"])
                for row in model.session.ask("routes", **{"from": iri, "to": actors[other]})
            ]
            for one, iri in actors.items()
            for other in actors
            if one != other
        }
    kept = {(one, other): ways for one, to in found.items() for other, ways in to.items()}
    assert kept == {ends: (ways[:MOST], len(ways) > MOST) for ends, ways in asked.items() if ways}
    assert any(more for _, more in kept.values()) == (which == "invented")
