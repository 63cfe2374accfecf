"""Makes the report on a plan: all that is found, each with its evidence, graded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from samspil.answers.model import Evidence, Ref, Said
from samspil.answers.sentences import sentence
from samspil.answers.session import Session
from samspil.audit import norms, requirements
from samspil.audit.facts import DIFFERS_FROM, Fact, Facts, read_facts
from samspil.audit.model import KINDS, Audit, Claim, Document, Finding, Held, Looked, Signed, Trace
from samspil.audit.norms import Found
from samspil.messages import Messages
from samspil.model.terms import EXTERNAL, LAW, MUST, NORM, STATED
from samspil.render.differences import says
from samspil.render.rows import place_in_law
from samspil.validation.findings import ToRead


def audit(say: Messages, session: Session, reading: Iterable[ToRead] | None = None) -> Audit:
    """The report on the municipality of a session.

    `reading` is what a person must read, with who has; none where that isn't known.
    """
    items = None if reading is None else list(reading)
    signed = None if items is None else {one.iri: _signed(one) for one in items}
    facts = session.steady(lambda: read_facts(session, signed))
    found = sorted(_found(say, facts), key=lambda one: (KINDS.index(one.kind), one.code))
    held = tuple(_told(say, one, facts) for one in requirements.held(facts))
    claims = tuple(_claims(say, facts))
    findings = tuple(_finding(say, one, facts) for one in found)
    read = {ident for one in claims for ident in one.readings}
    read |= {each.id for one in findings for each in one.readings}
    read |= {each.id for one in held for each in one.readings}
    return Audit(
        dataset=session.dataset,
        as_of=session.as_of.isoformat(),
        documents=tuple(Document(one["title"], one["issued"]) for one in facts.sources),
        looked=_looked(facts, items),
        sentences=tuple(Ref(one["id"], one["text"]) for one in facts.sentences),
        requirements=held,
        findings=findings,
        compared=len(facts.norms),
        claims=claims,
        readings=tuple(map(facts.reading, sorted(read))),
        notes=tuple(_notes(say, facts, held)),
        dataset_label=session.dataset_label,
    )


def _signed(item: ToRead) -> Signed:
    by = (f"{item.read_by} {item.read_on}",) if item.read_by else ()
    return Signed(item.state, by)


def _found(say: Messages, facts: Facts) -> Iterator[Found]:
    yield from norms.contradictions(facts)
    yield from requirements.overdue(facts)
    yield from norms.hanging(facts)
    yield from _differences(say, facts)
    yield from _law_beside(facts)
    yield from norms.incomplete(facts)
    yield from norms.forums(facts)
    for gap in facts.gaps:
        # A name may hold a comma.
        params = {"text": gap["text"], "things": "; ".join(gap["about"])}
        yield Found(gap["kind"], "silence", (gap["id"],), None, params)


def _differences(say: Messages, facts: Facts) -> Iterator[Found]:
    """What sources say differently, what only others say, and where the law describes it so."""
    for one in facts.differences:
        said = {ident: each for each in one.says for ident in each.assertions}
        named = {ident: _named(ident, each, facts) for ident, each in said.items()}
        code = "sources-differ" if one.kind == "differs" else "told-elsewhere"
        params = {
            "aspect": say(f"difference.{one.aspect}", subject=one.subject.label),
            "told": "; ".join(says(say, each) for each in one.says),
        }
        ids = tuple(dict.fromkeys((*said, *one.gaps)))
        yield Found(code, "difference", ids, one.subject, params, named)
    for fact in facts.by_id.values():
        if fact.row.layer == EXTERNAL and fact.act == DIFFERS_FROM:
            about = fact.row.bearers[0] if fact.row.bearers else None
            params = {"told": fact.row.said or "", "note": fact.row.note or ""}
            ids = (fact.id, *fact.derived_from, *_same_place(facts, fact))
            yield Found("differs-from-law", "difference", ids, about, params)


def _same_place(facts: Facts, fact: Fact) -> list[str]:
    """The rules in force that stand where a statement says it looked in the law."""
    acts = {one.id for one in fact.row.legal_basis}
    return [
        rule.id
        for rule in sorted(facts.law.values(), key=lambda one: one.id)
        if rule.row.layer == LAW
        and rule.row.section == fact.row.section
        and acts & {one.id for one in rule.row.legal_basis}
        and facts.in_force(rule)
    ]


def _named(ident: str, said: Said, facts: Facts) -> Trace:
    """Where a source gives a name or a number, which no assertion does."""
    source = said.source
    told = "; ".join(one.label for one in said.values)
    if source.layer == STATED:
        quoted = [found for one in said.values for found in facts.quoted(one.label)]
        return Trace(ident, "thing", source.layer, tuple(quoted))
    evidence = Evidence(
        source=None, sentence=None, sentence_text=None, quote=None, start=None, end=None,
        paraphrase=told, address=source.address, issued=source.issued, read_on=source.read_on,
    )  # fmt: skip
    return Trace(ident, "thing", source.layer, (evidence,), read_on=(source.read_on or "–",))


def _law_beside(facts: Facts) -> Iterator[Found]:
    """Situations in which the law has a duty to tell, and the document none."""
    linked: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for row in facts.law_links:
        for ident in row["rules"]:
            rule = facts.law.get(ident)
            is_duty = rule is not None and rule.kind == NORM and rule.row.modality == MUST
            if rule is not None and is_duty and facts.in_force(rule):
                linked[row["about"]["label"]].append((row["id"], rule))
    own: dict[str, list[Fact]] = defaultdict(list)
    for norm in facts.norms:
        for situation in norm.row.situations:
            own[situation.label].append(norm)
    refs = {one.label: one for one in facts.situations.values()}
    for label, rules in sorted(linked.items()):
        if any(norm.row.modality == MUST for norm in own[label]):
            continue
        ids = [*(one.id for one in own[label]), *(rule.id for _, rule in rules)]
        ids += [link for link, _ in rules if link in facts.by_id]
        modalities = dict.fromkeys(norm.row.modality for norm in own[label])
        yield Found(
            "law-says-must",
            "law-beside",
            tuple(dict.fromkeys(ids)),
            refs.get(label),
            rules=tuple(dict.fromkeys(rule.id for _, rule in rules)),
            modalities=tuple(modalities),
        )


def _finding(say: Messages, found: Found, facts: Facts) -> Finding:
    params = dict(found.params)
    about = found.about.label if found.about else ""
    own = [facts.by_id[one].row for one in found.ids if one in facts.by_id]
    # Its alternatives are told beside it.
    claims = [sentence(say, replace(row, alternatives=())) for row in own]
    params["claim"] = " ".join(claims)
    if found.rules:
        places: dict[str, list[str]] = defaultdict(list)
        for one in found.rules:
            places[_place(facts, one)].append(one)
        params["rules"] = [f"{place} [{', '.join(ids)}]" for place, ids in places.items()]
        words = [f"»{say(f'modality.{one}')}«" for one in found.modalities]
        params["says"] = say("audit.says", words=words) if words else say("audit.no-norm")
    traces = tuple(facts.trace(one) or found.traces[one] for one in found.ids)
    return Finding(
        code=found.code,
        kind=found.kind,
        about=found.about,
        ids=found.ids,
        grade=facts.grade(traces),
        traces=traces,
        readings=facts.readings_of(traces),
        text=say(f"audit.finding.{found.code}{found.variant}", about=about,
                 as_of=facts.session.as_of.isoformat(), **params),
        params=params,
    )  # fmt: skip


def _place(facts: Facts, ident: str) -> str:
    return " ".join(part for part in place_in_law(facts.known[ident].row) if part)


def _told(say: Messages, held: Held, facts: Facts) -> Held:
    why = held.undecidable
    if held.status == "undecidable" and why is None:
        why = say("audit.no-date")
    latest = requirements.newest(facts)
    issued = latest.isoformat() if latest else "–"
    start = requirements.required_from(facts, held.required_by.id)
    told = start.isoformat() if start else "–"
    text = say(f"audit.status.{held.status}.text", why=why or "", issued=issued, start=told)
    searched = held.looked_for
    if searched and held.in_norms:
        searched = (*searched, say("audit.norms"))
    return replace(held, text=text, looked_for=searched)


def _looked(facts: Facts, items: list[ToRead] | None) -> Looked:
    content = [one for one in facts.sentences if one["kind"] == "content"]
    used = [one for one in content if one["assertions"]]
    return Looked(
        sentences=len(content),
        used=len(used),
        unused=tuple(
            Ref(one["id"], one["unused"] or "") for one in content if not one["assertions"]
        ),
        to_read=None if items is None else len(items),
        signed=None if items is None else sum(one.state == "signed" for one in items),
    )


def _claims(say: Messages, facts: Facts) -> Iterator[Claim]:
    linked: dict[str, list[Fact]] = defaultdict(list)
    for link in facts.law_links:
        rules = [facts.law[one] for one in link["rules"] if one in facts.law]
        linked[link["about"]["label"]] += [one for one in rules if facts.in_force(one)]
    for fact in sorted(facts.stated, key=_position):
        row = fact.row
        rules = list({one.id: one for ref in row.situations for one in linked[ref.label]}.values())
        evidence = [(rule.id, one) for rule in rules for one in rule.row.evidence]
        yield Claim(
            id=row.id,
            text=sentence(say, row),
            modality=row.modality,
            evidence=row.evidence,
            readings=row.rests_on,
            law=(
                *(ref.label for ref in row.legal_basis),
                *(f"{one.id} ({_place(facts, one.id)})" for one in rules),
            ),
            read_on=tuple(sorted({one.read_on for _, one in evidence if one.read_on})),
            unread=tuple(dict.fromkeys(ident for ident, one in evidence if not one.text_read)),
            signed=facts.signature([fact]),
        )


def _position(fact: Fact) -> tuple[str, int, str]:
    first = fact.row.evidence[0] if fact.row.evidence else None
    return (first.source or "", first.start or 0, fact.id) if first else ("", 0, fact.id)


def _notes(say: Messages, facts: Facts, held: tuple[Held, ...]) -> Iterator[str]:
    latest = requirements.newest(facts)
    for ident in dict.fromkeys(one.required_by.id for one in held):
        rule = facts.law.get(ident)
        if rule is None or rule.row.layer != LAW or not rule.row.valid_from:
            continue
        place, start = _place(facts, ident), rule.row.valid_from
        if not facts.in_force(rule):
            yield say("audit.note.not-in-force", place=place, start=start, id=ident)
        elif latest is not None and latest.isoformat() < start:
            issued = latest.isoformat()
            yield say("audit.note.newer", place=place, start=start, issued=issued, id=ident)
    if facts.signed is None:
        yield say("audit.note.not-signed-known")
