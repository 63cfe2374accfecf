"""The pages of `load` and `verify`: what was changed or would be, and what was compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from samspil.messages import Messages
from samspil.neo4j.differences import Differing
from samspil.neo4j.plan import Difference
from samspil.neo4j.results import Result
from samspil.neo4j.verifying import DatasetCheck, Verification
from samspil.render.blocks import Block, Heading, Item, Page, Table, Text, table

_SHOWN = 20


def load_json(say: Messages, address: str, results: Sequence[Result]) -> dict[str, Any]:
    """What became of each dataset, as plain data."""
    return {
        "to": address,
        "status": "fine" if not any(one.error for one in results) else "not-all-loaded",
        "datasets": [
            {
                "dataset": one.dataset,
                "status": one.status,
                "error": say.error(one.error) if one.error else None,
                "nodes": _counts(one.plan.nodes) if one.plan is not None else None,
                "relationships": _counts(one.plan.edges) if one.plan is not None else None,
                "kept": one.plan.kept if one.plan is not None else 0,
                "hash": one.plan.hash if one.plan is not None else None,
                "changes": [_difference(say, detail) for detail in one.details],
            }
            for one in results
        ],
    }


def _counts(kind: Difference[str] | Difference[int]) -> dict[str, int]:
    return {
        "held": kind.held,
        "added": len(kind.added),
        "changed": len(kind.changed),
        "removed": len(kind.removed),
        "after": kind.after,
    }


def _difference(say: Messages, one: Differing) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "change": {"missing": "added", "extra": "removed"}.get(one.what, one.what),
        "name": one.name,
        "properties": list(one.keys),
        "text": say(f"plan.{one.what}", kind=say(f"differing.{one.kind}"), name=_name(say, one)),
    }


def _name(say: Messages, one: Differing) -> str:
    keys = [say("differing.labels") if key == ":" else key for key in one.keys]
    return f"{one.name} ({', '.join(keys)})" if keys else one.name


def load_page(say: Messages, address: str, results: Sequence[Result], *, dry_run: bool) -> Page:
    """What became of each dataset, for people."""
    columns = [say(f"load.column.{name}") for name in
               ("dataset", "status", "nodes", "edges", "changes")]  # fmt: skip
    rows = [
        (
            one.dataset,
            say(f"load.status.{one.status}"),
            one.plan.nodes.after if one.plan is not None else None,
            one.plan.edges.after if one.plan is not None else None,
            _words(say, one),
        )
        for one in results
    ]
    title = say("load.title-dry" if dry_run else "load.title", to=address)
    reasons = [say.error(one.error) if one.error else None for one in results]
    blocks = (Heading(title, 1), table(columns, rows), *_more(say, results))
    return Page(blocks, lambda: _wider(columns, rows, say("load.column.error"), reasons))


def _wider(
    columns: Sequence[str], rows: Sequence[tuple[object, ...]], name: str, cells: Sequence[object]
) -> Table:
    """For a sheet: the table, with what stands below it on a page in a column of its own."""
    return table([*columns, name], [(*row, cell) for row, cell in zip(rows, cells, strict=True)])


def _words(say: Messages, one: Result) -> str:
    if one.plan is None:
        return ""
    if not one.plan:
        return say("load.nothing")
    parts = []
    for kind in ("nodes", "edges"):
        counted: Difference[str] | Difference[int] = getattr(one.plan, kind)
        if counted:
            parts.append(
                say(f"load.{kind}-changes", added=len(counted.added),
                    changed=len(counted.changed), removed=len(counted.removed))
            )  # fmt: skip
    return "; ".join(parts) or say("load.notes-only")


def _more(say: Messages, results: Sequence[Result]) -> Iterator[Block]:
    for one in results:
        if one.error:
            yield Item(one.dataset, (say.error(one.error),))
        if one.status == "left":
            yield Text(say("load.left", dataset=one.dataset))
        if one.plan and one.plan.kept:
            yield Text(say("load.kept", n=one.plan.kept, dataset=one.dataset))
        if one.details:
            told = tuple(_difference(say, detail)["text"] for detail in one.details[:_SHOWN])
            left = len(one.details) - len(told)
            rest = (say("load.more", n=left),) if left else ()
            yield Item(say("load.would", dataset=one.dataset), (*told, *rest))


def verify_json(say: Messages, found: Verification) -> dict[str, Any]:
    """The certificate, as plain data."""
    return {
        "to": found.address,
        "status": "same" if found.same else "differs",
        "others": list(found.others),
        "datasets": [
            {
                "dataset": one.dataset,
                "status": "same" if one.same else "differs",
                "nodes": {"turtle": one.nodes, "database": one.nodes_held},
                "relationships": {"turtle": one.relationships, "database": one.relationships_held},
                "triples": {"turtle": one.triples, "database": one.triples_held},
                "rdf_hash": {"turtle": one.rdf_hash, "database": one.rdf_hash_held},
                "certified": one.certified,
                "questions": one.asked,
                "questions_from_turtle": one.answered_from_turtle,
                "differences": [
                    {
                        "kind": other.kind,
                        "what": other.what,
                        "name": other.name,
                        "properties": list(other.keys),
                        "text": _verified(say, other),
                    }
                    for other in one.differences
                ],
            }
            for one in found.datasets
        ],
    }


def _verified(say: Messages, one: Differing) -> str:
    return say(f"verify.{one.what}", kind=say(f"differing.{one.kind}"), name=_name(say, one))


def verify_page(say: Messages, found: Verification) -> Page:
    """The certificate, for people."""
    names = ("dataset", "status", "nodes", "edges", "triples", "rdf", "questions")
    columns = [say(f"verify.column.{name}") for name in names]
    rows = [_verify_row(say, one) for one in found.datasets]
    told = [_found(say, one) for one in found.datasets]
    blocks: list[Block] = [Heading(say("verify.title", to=found.address), 1)]
    blocks += [Text(say("verify.same" if found.same else "verify.not-same")), table(columns, rows)]
    if found.others:
        blocks.append(Text(say("verify.others", datasets=found.others)))
    for one, lines in zip(found.datasets, told, strict=True):
        if lines:
            blocks.append(Item(one.dataset, tuple(lines)))
    differing = say("verify.column.differences")
    return Page(tuple(blocks), lambda: _wider(columns, rows, differing, told))


def _found(say: Messages, one: DatasetCheck) -> list[str]:
    told = [_verified(say, other) for other in one.differences[:_SHOWN]]
    if len(one.differences) > _SHOWN:
        told.append(say("load.more", n=len(one.differences) - _SHOWN))
    if not one.certified:
        told.append(say("verify.not-certified"))
    return told


def _verify_row(say: Messages, one: DatasetCheck) -> tuple[object, ...]:
    def both(own: object, held: object) -> str:
        return str(own) if own == held else f"{own} ≠ {held}"

    return (
        one.dataset,
        say("verify.status-same" if one.same else "verify.status-differs"),
        both(one.nodes, one.nodes_held),
        both(one.relationships, one.relationships_held),
        both(one.triples, one.triples_held),
        both(one.rdf_hash[:12], one.rdf_hash_held[:12]),
        one.asked + one.answered_from_turtle,
    )
