"""What a load tells of each dataset."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from samspil.errors import SamspilError, StoreError
from samspil.neo4j.differences import Differing
from samspil.neo4j.plan import LoadPlan

Status = Literal[
    "loaded", "unchanged", "planned", "refused", "failed", "not-tried", "left", "removed",
    "would-remove",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one dataset; `left` is one of the database's that the folder doesn't have.

    `planned` is a dry run's; `refused` means that the load itself was declined, `failed` that it
    couldn't be done: either way nothing of it has changed, and `error` says why.
    """

    dataset: str
    status: Status
    plan: LoadPlan | None = None
    error: SamspilError | None = None
    details: tuple[Differing, ...] = ()
    """In a dry run, each thing: `missing` will be made, `extra` removed, `changed` changed."""


def not_done(dataset: str, error: SamspilError) -> Result:
    """What is told of a dataset that an error left as it was."""
    return Result(dataset, "refused" if error.code == "load-ceiling" else "failed", error=error)


def planned(todo: LoadPlan, allowed: int | None, status: Status) -> Result:
    """What is told of a plan that isn't carried out: the status, unless it removes too much."""
    try:
        todo.check_ceiling(allowed)
    except StoreError as refused:
        return replace(not_done(todo.dataset, refused), plan=todo)
    return Result(todo.dataset, status, todo)
