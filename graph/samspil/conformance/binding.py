"""Where a log can't deviate at all: no norm there binds anybody by name, and so 0 says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from samspil.answers.model import Ref, Row
from samspil.conformance.ledger import Kind
from samspil.conformance.model import BINDING, Setting


@dataclass(frozen=True, slots=True)
class Unbound:
    """A situation of the log in which nobody can deviate, and why; `rows` are what binds there."""

    situation: Ref
    why: Literal["before-plan", "no-rule", "no-bearer", "terms"]
    rows: tuple[Row, ...]


def unbound(
    kinds: Iterable[Kind], setting_of: Callable[[str, int], Setting]
) -> tuple[tuple[Unbound, ...], int]:
    """The situations of a log in which nobody can deviate, and how many it has in all."""
    met: dict[str, dict[int, Setting]] = {}
    for kind in kinds:
        situation = kind.flow.situation
        if situation.state == "known":
            spans = met.setdefault(situation.id, {})
            if kind.span not in spans:
                spans[kind.span] = setting_of(situation.id, kind.span)
    found = [_unbound(list(spans.values())) for _, spans in sorted(met.items())]
    return tuple(one for one in found if one is not None), len(found)


def _unbound(settings: list[Setting]) -> Unbound | None:
    situation = settings[0].situation
    if not any(setting.in_plan for setting in settings):
        return Unbound(situation, "before-plan", ())
    rows = {
        row.id: row
        for setting in settings
        if setting.in_plan
        for row in setting.stated
        if row.modality in BINDING
    }
    named = [row for row in rows.values() if row.bearers]
    if any(not (row.condition or row.exception) for row in named):
        return None
    why: Literal["terms", "no-bearer", "no-rule"] = (
        "terms" if named else "no-bearer" if rows else "no-rule"
    )
    return Unbound(situation, why, tuple(rows.values()))
