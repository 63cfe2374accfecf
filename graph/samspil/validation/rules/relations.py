"""Rules that hold both ends of a relation, and each seat, to the words that say the relation.

A relation of the vocabulary may have frames (`sam:frame`): the words that say it, with the places
of its ends, »{subject} er en enhed i {object}«. Where a sentence has the words of a frame, the ends
are those nearest to them. A seat in a forum is said by its own words (`sam:saidBy`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from samspil.validation.findings import Finding
from samspil.validation.namespaces import ORG, SAM
from samspil.validation.rules.placing import Named, after, before
from samspil.validation.rules.said import Said

_HOLE = re.compile(r"\{(subject|object)\}")
_ENDS = {"subject": SAM.subject, "object": SAM.object}


def misplaced_ends(said: Said) -> Iterator[Finding]:
    """Statements whose ends aren't those that stand by the words of their relation."""
    data = said.wording.data
    for _, relation in said.objects(SAM.predicate):
        for used, link in ((SAM.subject, RDFS.domain), (SAM.object, RDFS.range)):
            kind = data.vocabulary.graph.value(relation, link)
            for _, thing in said.objects(used):
                if isinstance(kind, URIRef) and thing in data.homes and not data.is_a(thing, kind):
                    yield said.missing("end-of-another-kind", thing, relation=relation)
        if SAM.subject not in said.parts:
            continue
        tried = [wrong for frame in said.wording.frames(relation) for wrong in _tried(said, frame)]
        if tried and all(tried):
            yield said.missing("end-not-there", min(tried, key=len)[0], relation=relation)


def _tried(said: Said, frame: str) -> Iterator[list[URIRef]]:
    """For each place where a sentence has the words of a frame: the ends that aren't there."""
    holes = [_ENDS[hole] for hole in _HOLE.findall(frame)]
    first, *_ = parts = [part.strip() for part in _HOLE.split(frame)[::2]]
    words = [part for part in parts if part]
    pattern = r"\b.*?".join(_literal(part) for part in words)
    places = list(re.finditer(pattern, said.sentence, re.IGNORECASE))
    begins = said.sentence.find(said.quote)
    quoted = [one for one in places if begins <= one.start() < begins + len(said.quote)]
    for found in quoted or places:
        wrong = []
        for number, link in enumerate(holes):
            goes_before = number == 0 and not first
            at = found.start() if goes_before else found.end()
            look = before if goes_before else after
            for _, thing in said.objects(link):
                near = look(_named_like(said, thing), said.sentence, at)
                if thing not in said.explained and thing not in {one.thing for one in near}:
                    wrong.append(thing)
        yield wrong


def _literal(part: str) -> str:
    words = r"\s+".join(map(re.escape, part.split()))
    return words if part == "(" else rf"(?<!\w){words}(?!\w)"


def _named_like(said: Said, thing: Node) -> list[Named]:
    """All of the thing's kind that the sentence names, also within longer names."""
    return said.named(said.wording.kinds.get(thing), said.sentence, whole=False)


def unsaid_seats(said: Said) -> Iterator[Finding]:
    """Participations whose party isn't quoted, or whose kind the words don't say."""
    if ORG.organization not in said.parts:
        return
    for link, thing in said.objects(ORG.role, ORG.member):
        if thing in said.explained or (link == ORG.member and ORG.role in said.parts):
            continue
        if thing in said.wording.kinds and not said.own_places(thing, said.quote):
            yield said.missing("party-not-quoted", thing)
        elif link == ORG.member and _is_owner(said, thing):
            yield said.missing("party-of-the-whole", thing)
    yield from _roles_of_others(said)
    yield from _kinds(said)


def _roles_of_others(said: Said) -> Iterator[Finding]:
    for _, role in said.objects(ORG.role):
        for _, member in said.objects(ORG.member):
            if not {role, member} & said.explained and not _belongs(said, role, member):
                yield said.missing("role-of-another", role, member=member)


def _kinds(said: Said) -> Iterator[Finding]:
    known = said.wording.seats
    for _, seat in said.objects(SAM.predicate):
        if seat not in known or seat in said.explained:
            continue
        is_aim = SAM.aim in said.parts.get(SAM.modality, ())
        sayable = {each for each in known if (each == SAM.partyToCooperationPursuedBy) == is_aim}
        words = _seats_said(said, sayable)
        if SAM.attendsMeetingsOf in words and _is_meeting(said):
            words |= {SAM.participatesIn}
        # Words that nobody listed say nothing against it: that is for a reader.
        if words and seat not in words:
            yield said.missing("seat-not-said", seat)


def _is_meeting(said: Said) -> bool:
    """Whether the forum is itself a meeting: to take part in that is to be in the forum."""
    data = said.wording.data
    return any(
        "møde" in (data.name(forum, "da") or "").casefold()
        for _, forum in said.objects(ORG.organization)
    )


def _is_owner(said: Said, member: Node) -> bool:
    """»Skolens ledelsesrepræsentant«: the role has the seat, not the school."""
    roles = [one for one in said.named(SAM.Actor, said.quote) if one.thing != member]
    return all(
        any(said.quote[end : one.start].isspace() for one in roles if one.start > end)
        for _, end in said.own_places(member, said.quote)
    )


def _belongs(said: Said, role: Node, member: Node) -> bool:
    """Whether a role is said to be that of a member: »skolens leder«, »en leder fra skolen«."""
    return any(
        said.sentence[ends:begins].isspace()
        or begins <= start < ends <= close
        or re.fullmatch(
            r"\s+(?:fra|på|i|hos|for)\s+(?:den\s+|det\s+|de\s+)?", said.sentence[close:start]
        )
        for start, ends in said.places(member, said.sentence)
        for begins, close in said.own_places(role, said.sentence)
    )


def _seats_said(said: Said, sayable: set[Node]) -> set[Node]:
    """The kinds of seat that the sentence says with the most words."""
    found: dict[Node, int] = {}
    for seat, phrases in said.wording.seats.items():
        for phrase in phrases:
            pattern = r".*?".join(rf"{re.escape(part)}" for part in phrase.split(" ... "))
            if seat in sayable and re.search(pattern, said.sentence, re.IGNORECASE):
                found[seat] = max(found.get(seat, 0), len(phrase))
    most = max(found.values(), default=0)
    return {seat for seat, length in found.items() if length == most}
