"""What the tests of the loader share: a store, a loader, and all that a database holds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from samspil.neo4j.desired import Wanted
from samspil.neo4j.loader import Loader
from samspil.neo4j.results import Result
from samspil.neo4j.verifying import Verification, verify
from samspil.ontology.folders import find_data
from samspil.store.bolt import BoltStore
from samspil.store.cache import open_cached
from samspil.store.target import Target

if TYPE_CHECKING:
    from pathlib import Path

    from samspil.api import Model
    from samspil.store.base import Row
    from tests.integration.neo4j_server import Neo4jServer

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
EDGES = (
    "MATCH (a)-[r]->(b) RETURN properties(a) AS a, labels(a) AS la, type(r) AS type, "
    "properties(r) AS r, properties(b) AS b, labels(b) AS lb"
)


def target_of(server: Neo4jServer, address: str | None = None) -> Target:
    """The server's database, for its owner."""
    return Target(address or server.uri, server.database, server.user, server.password)


def load(store: BoltStore, folder: Path, **options: object) -> list[Result]:
    """Loads a data folder; `only` is one municipality of it."""
    only = options.pop("only", None)
    loader = Loader(store, Wanted(find_data(folder)), **options)  # type: ignore[arg-type]
    return loader.load(only if only is None else str(only))


def verified(store: BoltStore, model: Model) -> Verification:
    """What comes of comparing a model's data folder with what the database holds."""
    with open_cached(model.data, lambda: model.rows) as embedded:
        return verify(Wanted(model.data), embedded, store, model.as_of)


def statuses(results: list[Result]) -> dict[str, str]:
    """What became of each dataset."""
    return {one.dataset: one.status for one in results}


def held(store: BoltStore, *, ours: bool = True) -> list[str]:
    """Every node and relationship of the database, as text; which load it was is left out."""
    rows: list[Row] = [*store.read(NODES, {}), *store.read(EDGES, {})]
    if not ours:
        rows = [row for row in rows if not _is_ours(row)]
    return sorted(repr(sorted(_flat(row))) for row in rows)


def _is_ours(row: Row) -> bool:
    labels = row.get("labels") or []
    return any(one.startswith("Samspil") for one in labels) or "derived" in row.get("r", {})


def _flat(row: Row) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in row.items():
        if isinstance(value, dict):
            found.append((key, sorted((k, v) for k, v in value.items() if k != "load")))
        else:
            found.append((key, sorted(value) if isinstance(value, list) else value))
    return found


def municipalities(root: Path, folder: Path) -> Path:
    """A data folder with Ishøj and Lilleby in it."""
    shutil.copytree(root / "ontology" / "ishoej", folder / "ishoej")
    shutil.copytree(root / "tests" / "data" / "lilleby", folder / "lilleby")
    return folder
