"""What norms lack, what can't both be followed, and whom all hangs on: pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samspil.answers.model import Ref
from samspil.audit.facts import DECIDES, Fact, Facts, Party
from samspil.audit.model import Kind, Trace
from samspil.model.terms import (
    AIM,
    MAY,
    MUST,
    MUST_NOT,
    NORM,
    PRACTICE,
    SHOULD,
    TASK,
    TASK_STATEMENT,
)

if TYPE_CHECKING:
    import networkx as nx

_MUNICIPALITY, _ACUTE = "kind-municipality", "acute"
_DUE = frozenset({MUST, SHOULD, PRACTICE})
"""What is done by somebody at some time; of what one may do, no time is expected."""
_SAID = frozenset({MUST, SHOULD, MAY, PRACTICE})
"""What a ban on the same excludes: what is told as done, too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding before its evidence is graded."""

    code: str
    kind: Kind
    ids: tuple[str, ...]
    about: Ref | None = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    traces: Mapping[str, Trace] = field(default_factory=dict, hash=False)
    """Of ids that are no assertion, gap or sentence: where they say so."""
    rules: tuple[str, ...] = ()
    """Rules of law that say more than the document."""
    variant: str = ""
    """Which of the texts of its code tells it."""
    modalities: tuple[str, ...] = ()
    """How binding the document's own norms on the same are."""


def incomplete(facts: Facts) -> Iterator[Found]:
    """Norms that don't say who acts, which unit is told, until when, or by what law."""
    for norm in facts.norms:
        row = norm.row
        about = row.situation
        if not row.bearers:
            yield Found("norm-no-bearer", "silence", (norm.id,), about)
        if norm.recipients and all(one.kind == _MUNICIPALITY for one in norm.recipients):
            yield Found("norm-no-unit", "silence", (norm.id,), about)
        if row.modality in _DUE and not row.deadline:
            yield Found("norm-no-deadline", "silence", (norm.id,), about)
        if row.modality != MUST_NOT and not row.legal_basis:
            yield Found("norm-no-basis", "silence", (norm.id,), about)


def contradictions(facts: Facts) -> Iterator[Found]:
    """What can't both be followed: on the same terms, by the same, towards the same."""
    norms = {one.id: one for one in facts.norms}
    bans = [one for one in facts.norms if one.row.modality == MUST_NOT]
    excluded: set[tuple[str, ...]] = set()
    in_steps: set[tuple[str, ...]] = set()
    for norm in facts.norms:
        if norm.row.modality not in _SAID:
            continue
        for ban in bans:
            if not _same_act(norm, ban):
                continue
            chosen = [one for one in norm.row.alternatives if one in norms]
            if chosen:
                excluded.add(tuple(sorted({norm.id, *chosen, ban.id})))
            else:
                yield Found(
                    "must-and-must-not",
                    "contradiction",
                    (norm.id, ban.id),
                    norm.row.situation,
                )
        for other in norm.row.alternatives:
            orders = {norm.row.order, norms[other].row.order} if other in norms else set()
            if len(orders) == 2 and None not in orders:
                in_steps.add(tuple(sorted({norm.id, other})))
    for code, some in (("choice-excluded", excluded), ("choice-in-steps", in_steps)):
        for ids in sorted(some):
            yield Found(code, "contradiction", ids, norms[ids[0]].row.situation)
    yield from _circles(facts)


def _same_act(one: Fact, other: Fact) -> bool:
    def iris(fact: Fact) -> tuple[set[str], set[str]]:
        return {p.iri for p in fact.bearers}, {p.iri for p in fact.recipients}

    (by, whom), (by_other, whom_other) = iris(one), iris(other)
    return (
        one.act is not None
        and one.act == other.act
        and one.terms == other.terms
        and bool(by & by_other and whom & whom_other and one.situations & other.situations)
    )


def _circles(facts: Facts) -> Iterator[Found]:
    """Matters that are handed round: without a condition, for that may part them."""
    import networkx as nx

    handing = [
        one
        for one in facts.stated
        if one.hands_over and one.row.modality != MUST_NOT and not any(one.terms)
    ]
    for situation, some in _by_situation(handing):
        graph = _graph(some)
        for circle in sorted(sorted(one) for one in nx.simple_cycles(graph)):
            inside = graph.subgraph(circle)
            ids = sorted({i for _, _, edge in inside.edges(data=True) for i in edge["ids"]})
            yield Found("handoff-circle", "contradiction", tuple(ids), situation)


def forums(facts: Facts) -> Iterator[Found]:
    """Forums that are told without a stated task, or decide without a stated rule."""
    tasked = {
        party.iri
        for one in facts.stated
        if one.kind in {TASK_STATEMENT, NORM} or one.row.modality in {AIM, TASK}
        for party in (*one.bearers, *(one.recipients if one.kind == TASK_STATEMENT else ()))
    }
    told: dict[str, list[Fact]] = defaultdict(list)
    labels: dict[str, Ref] = {}
    for norm in facts.informing:
        for party, ref in zip(_in_order(norm), norm.row.recipients, strict=True):
            if party.forum and party.iri not in tasked:
                told[party.iri].append(norm)
                labels[party.iri] = Ref(ref.id, ref.label)
    for iri, norms in sorted(told.items()):
        ids = tuple(one.id for one in norms)
        yield Found("forum-receives-only", "silence", ids, labels[iri])
    for one in facts.stated:
        decides = one.act == DECIDES and any(party.forum for party in one.bearers)
        if decides and not one.row.legal_basis:
            who = one.row.bearers[0]
            yield Found("forum-decides", "silence", (one.id,), who)


def _in_order(norm: Fact) -> list[Party]:
    """The parties in the order of their labels."""
    by_slug = {one.iri.rpartition("/")[2]: one for one in norm.recipients}
    return [by_slug[ref.id] for ref in norm.row.recipients]


def hanging(facts: Facts) -> Iterator[Found]:
    """Where one actor alone is told in an acute case, or all that is told passes through one."""
    for situation, norms in _by_situation(facts.informing):
        told = {one.id: one for norm in norms for one in norm.row.recipients}
        acute = any(norm.row.urgency == _ACUTE for norm in norms)
        if acute and len(told) == 1:
            (whom,) = told.values()
            ids = tuple(norm.id for norm in norms)
            yield Found("one-recipient", "vulnerable", ids, situation, {"whom": whom.label})
        broader = {one for norm in norms for one in norm.broader.get(situation.id, ())}
        wider = [
            norm
            for norm in facts.informing
            if any(one.id in broader for one in norm.row.situations)
        ]
        yield from _only_ways(situation, norms, wider)


def _only_ways(situation: Ref, norms: Sequence[Fact], wider: Sequence[Fact]) -> Iterator[Found]:
    """Who alone tells somebody, and is itself told: with the norms of broader situations too."""
    import networkx as nx

    graph = _graph(norm for norm in (*norms, *wider) if not norm.answers_back)
    own = {norm.id for norm in norms}
    labels = {
        one.id: one.label
        for norm in (*norms, *wider)
        for one in (*norm.row.bearers, *norm.row.recipients)
    }
    for actor in sorted(graph):
        # Who has told it before gets an answer, and nothing is carried on.
        before = nx.ancestors(graph, actor) - {actor}
        behind = [
            one
            for one in sorted(graph.successors(actor))
            if one not in before and list(graph.predecessors(one)) == [actor]
        ]
        told = [edge for one in before for edge in _said(graph, one, actor)]
        ids = sorted({*told, *(edge for one in behind for edge in _said(graph, actor, one))})
        if told and behind and not own.isdisjoint(ids):
            params = {"who": labels[actor], "whom": [labels[one] for one in behind]}
            yield Found("one-way", "vulnerable", tuple(ids), situation, params)


def _said(graph: nx.DiGraph[str], teller: str, told: str) -> list[str]:
    """The ids of what says that one tells the other."""
    return list(graph.edges[teller, told]["ids"]) if graph.has_edge(teller, told) else []


def _graph(facts: Iterable[Fact]) -> nx.DiGraph[str]:
    """Who tells whom, by ids, each edge with the ids of what says so."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for one in facts:
        whom = one.row.recipients if one.kind == NORM else one.row.objects
        for bearer in one.row.bearers:
            for recipient in whom:
                if not graph.has_edge(bearer.id, recipient.id):
                    graph.add_edge(bearer.id, recipient.id, ids=[])
                graph.edges[bearer.id, recipient.id]["ids"].append(one.id)
    return graph


def _by_situation(facts: Iterable[Fact]) -> list[tuple[Ref, list[Fact]]]:
    found: dict[Ref, list[Fact]] = defaultdict(list)
    for one in facts:
        for situation in one.row.situations:
            found[situation].append(one)
    return sorted(found.items(), key=lambda pair: pair[0].id)
