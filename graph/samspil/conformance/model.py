"""What a log is judged by and what comes out: flows, settings, judgements, findings of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from samspil.answers.model import Ref, Row

FORBIDDEN, DEVIATES, UNDECIDED = "forbidden", "deviates", "undecided"
NOT_MODELLED, LAW_ONLY, AS_STATED = "not-modelled", "law-only", "as-stated"
VERDICTS = (FORBIDDEN, DEVIATES, UNDECIDED, NOT_MODELLED, LAW_ONLY, AS_STATED)
"""What an event can be, the worst first."""
MISSING, LATE, OUT_OF_ORDER, STEP_UNDECIDED = "missing", "late", "out-of-order", "step-undecided"
STEPS = (MISSING, LATE, OUT_OF_ORDER, STEP_UNDECIDED)
"""What can be found of a step in a case, the worst first."""
WRONG = frozenset({FORBIDDEN, DEVIATES, MISSING, LATE, OUT_OF_ORDER})
"""What makes a log end with exit code 1."""
BINDING = ("must", "should", "practice")
"""The modalities that one can deviate from: a *kan* that isn't followed is nothing."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell was understood as; the words of one that wasn't are not kept."""

    state: Literal["known", "empty", "unknown", "several"]
    id: str = ""
    label: str = ""
    near: tuple[str, ...] = ()
    """Labels of the model that one may have meant."""
    exact: bool = True
    """Whether it is the name or id of the thing, letter for letter."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Who informed whom, how, when what had happened."""

    sender: Named
    receiver: Named
    act: Named
    situation: Named
    channel: Named

    def parts(self) -> dict[str, Named]:
        """The parts by the names of their columns."""
        return {
            "from": self.sender,
            "to": self.receiver,
            "act": self.act,
            "situation": self.situation,
            "channel": self.channel,
        }


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds of a situation in a span of days through which the law stays the same.

    `stated` are the document's norms, `read` those that a reading brings in, `law` the rules in
    force and linked; `in_plan` says whether the document existed.
    """

    situation: Ref
    stated: tuple[Row, ...]
    read: tuple[Row, ...]
    law: tuple[Row, ...]
    in_plan: bool = True
    deadlines: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The deadlines by norm (id) in the document's own words, whatever language is read."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, why (a code and what fills its blanks), and the norms it cites.

    `otherwise` is the judgement where the same case holds a step that follows one of `rows`.
    """

    verdict: str
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    rows: tuple[Row, ...] = ()
    follows: tuple[str, ...] = ()
    """Ids of the document's norms that the event follows."""
    maybe: tuple[str, ...] = ()
    """Ids of those that it may follow, if one knew what the log or the document leaves open."""
    read_as: tuple[Ref, ...] = ()
    """The wider acts of `rows` that the logged act is counted as, by our own vocabulary."""
    otherwise: Judgement | None = None


@dataclass(frozen=True, slots=True)
class StepFinding:
    """What is wrong with a step of a case: which norm, in which case, at which event."""

    kind: str
    row: Row
    case: int
    event: int | None = None
    reason: str = ""
    """Why it is undecided."""
    before: Row | None = None
    """The norm whose step it came before, though the plan puts it after."""
