"""Rules about what a sentence affirms: nothing that it denies, excepts or says of the past."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samspil.validation.findings import Finding
from samspil.validation.namespaces import ORG, SAM, SKOS
from samspil.validation.rules.modality import PARTS
from samspil.validation.rules.said import Said

NEGATOR = re.compile(
    r"\b(?:ikke(?!-)(?!\s+(?:kun|alene|blot|bare)\b)|aldrig|ingen|intet|hverken|frem\s+for"
    r"|i\s+stedet\s+for|snarere\s+end|uden\s+at|undtagen|bortset\s+fra|end\s+ikke)\b",
    re.IGNORECASE,
)
"""The words that deny what follows them, up to the next part of the sentence."""
_EXCEPT = (
    r"andet\s+end|andre\s+end|uden\s+for|(?:,|og|men|dog)\s+(?:dog\s+)?ikke\s+(?:ved|i|om|for)"
)
PART_END = re.compile(r"[,;:.]|\bmen\b", re.IGNORECASE)
_FORUM_PART_END = re.compile(r"[,;:.]|\b(?:men|mens|imens)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:var|deltog|mødtes|havde|hørte)\b", re.IGNORECASE)


def excepted_topics(said: Said) -> Iterator[Finding]:
    """»Bortset fra hærværk skal …« says nothing of what is done at vandalism."""
    graph = said.wording.data.vocabulary.graph
    markers = "|".join(
        r"\s+".join(map(re.escape, str(each).split()))
        for each in graph.objects(SAM.exception, SKOS.hiddenLabel)
    )
    marked = re.compile(rf"(?<!\w)(?:{markers}|{_EXCEPT})\b[^,;.]*$", re.IGNORECASE)
    words = [one.end for one in said.wording.words(said.source).find(said.sentence)]
    for _, topic in said.objects(SAM.trigger, SAM.about):
        places = said.places(topic, said.sentence)
        if (
            places
            and topic not in said.explained
            and all(
                marked.search(
                    said.sentence, max([0, *(end for end in words if end <= start)]), start
                )
                for start, _ in places
            )
        ):
            yield said.missing("topic-excepted", topic)


def denied_statements(said: Said) -> Iterator[Finding]:
    """»A er ikke en enhed i B«, »alle undtagen A deltager«: negated around what is quoted."""
    texts = [
        str(text)
        for link in (SAM.objectText, SAM.condition, SAM.exception)
        for text in said.parts.get(link, ())
    ]
    texts += [part for part in PARTS.split(said.claim.word or "") if part.strip()]
    begins = said.sentence.find(said.quote)
    if begins < 0 or SAM.predicate in said.explained:
        return
    ends = PART_END.search(said.sentence, begins + len(said.quote))
    before = [one.end() for one in PART_END.finditer(said.sentence, 0, begins)]
    around = said.sentence[max(before, default=0) : ends.start() if ends else None]
    for text in texts:
        around = around.replace(text, "…")
    if found := NEGATOR.search(around) or _PAST.search(around):
        yield said.finding("negation-untold", text=found[0])
    yield from _other_forums(said)


def _other_forums(said: Said) -> Iterator[Finding]:
    """»A deltager i X, mens B deltager i Y«: A isn't in Y."""
    data = said.wording.data
    parts = _FORUM_PART_END.split(said.sentence)
    for _, forum in said.objects(ORG.organization):
        for _, party in said.objects(ORG.member, ORG.role):
            own = [part for part in parts if said.places(party, part)]
            named = [{one.thing for one in said.named(SAM.Actor, part)} - {party} for part in own]
            forums = [{one for one in each if data.is_a(one, SAM.Forum)} for each in named]
            explained = {forum, party} & said.explained
            if own and all(each and forum not in each for each in forums) and not explained:
                yield said.missing("seat-in-another", party)
