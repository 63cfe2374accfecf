"""What the tests against a real Neo4j share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samspil.store.bolt import BoltStore
from tests.integration.loading import target_of
from tests.integration.neo4j_jars import Neo4jUnavailableError, neo4j_jars
from tests.integration.neo4j_server import (
    Neo4jServer,
    keep_classes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def neo4j_jars_folder() -> Path:
    """Neo4j itself, for a test that starts a server of its own."""
    try:
        jars = neo4j_jars()
    except Neo4jUnavailableError as missing:
        pytest.skip(str(missing))
    keep_classes(jars)
    return jars


@pytest.fixture(scope="session")
def neo4j_server(neo4j_jars_folder: Path) -> Iterator[Neo4jServer]:
    """One running server for all tests; a test that wants it empty calls `clear()` first."""
    with Neo4jServer(neo4j_jars_folder) as server:
        yield server


@pytest.fixture
def store(neo4j_server: Neo4jServer) -> Iterator[BoltStore]:
    """The server's database, empty before and after."""
    neo4j_server.clear()
    with BoltStore(target_of(neo4j_server)) as opened:
        yield opened
    neo4j_server.clear()
