"""The constraints and indexes that the loader and the questions need."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspil.errors import QueryError, SamspilError, StoreError
from samspil.model.dataset import LAYER_LABEL
from samspil.store.base import COMMON_LABEL, Row, quoted
from samspil.store.bolt import BoltStore, Run

CERTIFICATE = "SamspilDataset"
LOCK = "SamspilLock"
RETIRED = "SamspilRetired"

_INDEXES = (
    "SHOW INDEXES YIELD name, state, type, entityType, labelsOrTypes, properties, owningConstraint "
    "RETURN name, state, type, entityType AS entity, labelsOrTypes AS kinds, properties AS keys, "
    "owningConstraint AS owner"
)
_CONSTRAINTS = (
    "SHOW CONSTRAINTS YIELD name, type, entityType, labelsOrTypes, properties "
    "RETURN name, type, entityType AS entity, labelsOrTypes AS kinds, properties AS keys"
)
_RESAMPLE = "CALL db.prepareForReplanning(30)"
_WAIT = "CALL db.awaitIndexes(300)"
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """An index on one property of a label or relationship type; `unique`: with a constraint."""

    name: str
    kind: str
    key: str
    unique: bool = False
    entity: str = "NODE"

    @property
    def statement(self) -> str:
        """What creates it."""
        if self.unique:
            made, needs = "CONSTRAINT", f"REQUIRE x.{self.key} IS UNIQUE"
        else:
            made, needs = "INDEX", f"ON (x.{self.key})"
        place = f"(x:{quoted(self.kind)})" if self.entity == "NODE" else f"()-[x:{self.kind}]-()"
        return f"CREATE {made} {self.name} IF NOT EXISTS FOR {place} {needs}"

    def is_on(self, row: Row) -> bool:
        """Whether an index or constraint of the database is on the same property."""
        return (row["entity"], row["kinds"], row["keys"]) == (self.entity, [self.kind], [self.key])


_BY_CLASS = {
    "iri": ("Actor", "Assertion", "Forum", "Situation"),
    "dataset": ("Assertion", "Dataset", "Interpretation", "KnowledgeGap", "Participation",
                "Sentence", "Situation", "Source"),
}  # fmt: skip
"""By which property a question finds things of a class; more indexes would make loads slower."""
_RULES = (
    Rule("samspil_iri", COMMON_LABEL, "iri", unique=True),
    Rule("samspil_certificate", CERTIFICATE, "dataset", unique=True),
    Rule("samspil_lock", LOCK, "name", unique=True),
    Rule("samspil_retired", RETIRED, "dataset"),
    Rule("samspil_layer", LAYER_LABEL, "dataset"),
    Rule("samspil_dataset", COMMON_LABEL, "dataset"),
    Rule("samspil_slug", COMMON_LABEL, "slug"),
    *(
        Rule(f"samspil_{label.lower()}_{key}", label, key)
        for key, labels in _BY_CLASS.items()
        for label in labels
    ),
)


def ensure_schema(store: BoltStore, *, dry_run: bool = False) -> None:
    """Creates the constraints and indexes that aren't there, and sees that they are.

    Args:
        store: the database.
        dry_run: create nothing, only see that nothing is in the way.

    Raises:
        StoreError: the user may not; what others have made has a name of ours or is in the way; or
            the data already there break them.
    """
    _ensure(store, _RULES, dry_run=dry_run)


def ensure_foreign(store: BoltStore, types: Iterable[str]) -> None:
    """Indexes by dataset for the types of relationship that begin at another dataset's node.

    Without them, finding those of one municipality would mean looking at all municipalities'.

    Raises:
        StoreError: as `ensure_schema`.
    """
    rules = [
        Rule(f"samspil_from_{kind.lower()}", kind, "dataset", entity="RELATIONSHIP")
        for kind in types
    ]
    if rules:
        _ensure(store, rules)


def refresh_plans(store: BoltStore) -> None:
    """Lets the server count again what its indexes hold, so that questions start at the best one.

    A user who may not, or an Aura that has no such procedure, goes on with what it knew.
    """
    with contextlib.suppress(SamspilError):
        store.read(_RESAMPLE, {})


def _ensure(store: BoltStore, rules: Sequence[Rule], *, dry_run: bool = False) -> None:
    # By what the database says, not by what was asked of it: `IF NOT EXISTS` is silent about
    # another's of the same name, and what another loader is making may not hold yet.
    reason = "–"
    for _ in range(_TRIES):
        missing = _missing(store, rules)
        if not missing:
            return
        if dry_run:
            break
        try:
            store.write(lambda run, missing=missing: _create(run, missing))  # type: ignore[misc]
            store.read(_WAIT, {})
        except (QueryError, StoreError) as error:
            if error.code not in {"query-failed", "store-failed", "store-busy"}:
                raise
            reason = str(error.params["reason"])  # The data there; or another loader was faster.
    for rule, in_the_way in _missing(store, rules).items():
        if in_the_way is not None:
            raise _clash(store, rule, in_the_way)
        if not dry_run:
            raise StoreError("schema-missing", address=store.name, name=rule.name, reason=reason)


def _create(run: Run, rules: Iterable[Rule]) -> None:
    # The schema can't be changed in the transaction that changes data.
    for rule in rules:
        run(rule.statement, {})


def _missing(store: BoltStore, rules: Iterable[Rule]) -> dict[Rule, Row | None]:
    """The rules that don't hold yet, each with the index that keeps its constraint from being made.

    It may also be that constraint's own, which another loader is making.

    Raises:
        StoreError: something else has the name of one.
    """
    indexes = store.read(_INDEXES, {})
    # A constraint has its index, of the same name; only the Enterprise edition's others have none.
    named = {row["name"]: row for row in (*store.read(_CONSTRAINTS, {}), *indexes)}
    missing: dict[Rule, Row | None] = {}
    for rule in rules:
        found = [row for row in indexes if row["type"] == "RANGE" and rule.is_on(row)]
        own = named.get(rule.name)
        if own is not None and own not in found:
            raise _clash(store, rule, own)
        if not any(row["state"] == "ONLINE" and (row["owner"] or not rule.unique) for row in found):
            missing[rule] = found[0] if found and rule.unique else None
    return missing


def _clash(store: BoltStore, rule: Rule, row: Row) -> StoreError:
    kinds, keys = (", ".join(row[part] or ()) for part in ("kinds", "keys"))
    return StoreError(
        "schema-clash",
        address=store.name,
        name=row["name"],
        found=f"{row['type']} {row['entity']} :{kinds} ({keys})",
        wanted=rule.statement.replace(" IF NOT EXISTS", ""),
    )
