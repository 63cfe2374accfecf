"""The constraints and indexes that the loader and the questions need."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from functools import partial

from samspil.errors import SamspilError
from samspil.model.dataset import LAYER_LABEL
from samspil.store.base import COMMON_LABEL, quoted
from samspil.store.bolt import BoltStore, Run

CERTIFICATE = "SamspilDataset"
LOCK = "SamspilLock"
RETIRED = "SamspilRetired"

_SCHEMA = {
    "samspil_iri": f"CREATE CONSTRAINT samspil_iri IF NOT EXISTS FOR (n:{COMMON_LABEL}) "
    "REQUIRE n.iri IS UNIQUE",
    "samspil_certificate": f"CREATE CONSTRAINT samspil_certificate IF NOT EXISTS "
    f"FOR (n:{CERTIFICATE}) REQUIRE n.dataset IS UNIQUE",
    "samspil_lock": f"CREATE CONSTRAINT samspil_lock IF NOT EXISTS FOR (n:{LOCK}) "
    "REQUIRE n.name IS UNIQUE",
    "samspil_retired": f"CREATE INDEX samspil_retired IF NOT EXISTS FOR (n:{RETIRED}) "
    "ON (n.dataset)",
    "samspil_layer": f"CREATE INDEX samspil_layer IF NOT EXISTS FOR (n:{LAYER_LABEL}) "
    "ON (n.dataset)",
    "samspil_dataset": f"CREATE INDEX samspil_dataset IF NOT EXISTS FOR (n:{COMMON_LABEL}) "
    "ON (n.dataset)",
    "samspil_slug": f"CREATE INDEX samspil_slug IF NOT EXISTS FOR (n:{COMMON_LABEL}) ON (n.slug)",
}
_BY_CLASS = {
    "iri": ("Actor", "Assertion", "Forum", "Situation"),
    "dataset": ("Assertion", "Dataset", "Interpretation", "KnowledgeGap", "Participation",
                "Sentence", "Situation", "Source"),
}  # fmt: skip
"""By which property a question finds things of a class; more indexes would make loads slower."""
_RESAMPLE = "CALL db.prepareForReplanning(30)"
_WAIT = "CALL db.awaitIndexes(300)"


def ensure_schema(store: BoltStore) -> None:
    """Creates the constraints and indexes that aren't there.

    Raises:
        StoreError: the user may not, or the data already there break them.
    """
    wanted = dict(_SCHEMA)
    for key, labels in _BY_CLASS.items():
        for label in labels:
            name = f"samspil_{label.lower()}_{key}"
            wanted[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    _create(store, wanted)


def ensure_foreign(store: BoltStore, types: Iterable[str]) -> None:
    """Indexes by dataset for the types of relationship that begin at another dataset's node.

    Without them, finding those of one municipality would mean looking at all municipalities'.
    """
    _create(
        store,
        {
            (name := f"samspil_from_{kind.lower()}"): f"CREATE INDEX {name} IF NOT EXISTS "
            f"FOR ()-[r:{quoted(kind)}]-() ON (r.dataset)"
            for kind in types
        },
    )


def refresh_plans(store: BoltStore) -> None:
    """Lets the server count again what its indexes hold, so that questions start at the best one.

    A user who may not, or an Aura that has no such procedure, goes on with what it knew.
    """
    with contextlib.suppress(SamspilError):
        store.read(_RESAMPLE, {})


def _create(store: BoltStore, wanted: dict[str, str]) -> None:
    rows = store.read("SHOW INDEXES YIELD name RETURN name", {})
    known = {row["name"] for row in rows}
    missing = [statement for name, statement in wanted.items() if name not in known]
    if missing:
        # The schema can't be changed in the transaction that changes data.
        store.write(partial(_run, missing))
        store.read(_WAIT, {})


def _run(statements: Iterable[str], run: Run) -> None:
    for statement in statements:
        run(statement, {})
