"""Removes a municipality from a Neo4j: one that is no longer in the data folder, say."""

from __future__ import annotations

from functools import partial

from samspil.errors import StoreError, UsageError
from samspil.model import names
from samspil.model.dataset import Content, Hashes
from samspil.neo4j.plan import LoadPlan, plan
from samspil.neo4j.results import Result, not_done, planned
from samspil.neo4j.room import Room
from samspil.neo4j.schema import CERTIFICATE, ensure_schema
from samspil.neo4j.state import Read, certificate, certificates, read_hashes
from samspil.neo4j.transaction import WAIT_SECONDS
from samspil.neo4j.writing import carry_out, wait_for_others
from samspil.store.bolt import BoltStore, Run


def remove(
    store: BoltStore, dataset: str, *, dry_run: bool = False, allowed: int | None = None
) -> Result:
    """Removes all that was loaded of a municipality, and nothing else; whole, or not at all.

    Args:
        store: the database.
        dataset: the municipality.
        dry_run: only tell what would be done.
        allowed: how many nodes and relationships may be removed; a fifth of them if not given, so
            that it must be given.

    Raises:
        UsageError: it was never loaded there, or is what all share.
        StoreError: the server can't be used.
    """
    known = sorted(certificates(store.read).keys() - {names.SHARED_DATASET})
    if dataset not in known:
        raise UsageError("load-remove-unknown", name=dataset, known=known)
    try:
        if dry_run:
            todo, _ = _todo(store.read, dataset)
            return planned(todo, allowed, "would-remove")
        ensure_schema(store)  # Without its constraint, the lock is none.
        work = partial(_work, dataset=dataset, allowed=allowed, room=Room(store))
        return Result(dataset, "removed", store.write(work, timeout=WAIT_SECONDS))
    except StoreError as error:
        return not_done(dataset, error)


def _work(run: Run, dataset: str, allowed: int | None, room: Room) -> LoadPlan:
    wait_for_others(run, "remove")
    todo, foreign = _todo(run, dataset)
    todo.check_ceiling(allowed)
    room.check(todo)
    carry_out(run, todo, _nothing(dataset), Hashes(), foreign)
    run(f"MATCH (d:{CERTIFICATE} {{dataset: $dataset}}) DELETE d", {"dataset": dataset})
    return todo


def _todo(read: Read, dataset: str) -> tuple[LoadPlan, tuple[str, ...]]:
    foreign = certificate(read, dataset).foreign
    return plan(read_hashes(read, dataset, foreign), _nothing(dataset), Hashes()), foreign


def _nothing(dataset: str) -> Content:
    return Content(dataset, {}, {}, {})
