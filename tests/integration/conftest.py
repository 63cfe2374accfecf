"""What the tests against a real Neo4j share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.neo4j_server import Neo4jServer, Neo4jUnavailableError, neo4j_jars

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """One running server for all tests; a test that wants it empty calls `clear()` first."""
    try:
        jars = neo4j_jars()
    except Neo4jUnavailableError as missing:
        pytest.skip(str(missing))
    with Neo4jServer(jars) as server:
        yield server
