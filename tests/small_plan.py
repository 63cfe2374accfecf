"""A plan of a sentence or two, with what somebody makes of it, and what `check` finds in that."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from samspil.language import phrases
from samspil.ontology.folders import find_data
from samspil.validation import check

_HEAD = """@prefix small: <https://w3id.org/samspil/id/small/> .
@prefix dk: <https://w3id.org/samspil/id/dk/> .
@prefix sam: <https://w3id.org/samspil/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
small:graph-stated a sam:LayerGraph ; sam:layer sam:stated ; dct:title "S"@da, "S"@en .
<https://w3id.org/samspil/id/small> a sam:Dataset ; rdfs:label "Small"@da, "Small"@en .
small:source a sam:Source ; dct:title "Plan"@da, "Plan"@en ;
    dct:issued "2024-02-01"^^xsd:date ; dct:language "da" ; sam:file "source.txt" ;
    sam:sha256 "{sha256}" .
small:D0 a sam:Sentence ; dct:isPartOf small:source ;
    oa:start 0 ; oa:end 10 ; sam:sentenceKind sam:date .
small:H0 a sam:Sentence ; dct:isPartOf small:source ;
    oa:start 12 ; oa:end 17 ; sam:sentenceKind sam:heading .
"""
_BEGINNING = "01-02-2024\n\nSmall\n\n"
_NO_GAPS = "silence-untold"
"""A plan of one sentence is silent on most things, and has no gaps that say so."""


class _Thing(NamedTuple):
    type: str
    kind: str
    names: tuple[str, ...]


_THINGS = {
    "skolerne": _Thing("sam:ActorGroup", "collective-of-institutions", ("skolerne", "skolen")),
    "klubberne": _Thing("sam:ActorGroup", "collective-of-institutions", ("klubberne",)),
    "foraeldrene": _Thing("sam:ActorGroup", "actor-group", ("forældrene",)),
    "ppr": _Thing("org:OrganizationalUnit", "unit-owner-not-stated", ("PPR",)),
    "familieafdelingen": _Thing(
        "org:OrganizationalUnit", "municipal-department", ("Familieafdelingen",)
    ),
    "politiet": _Thing("org:FormalOrganization", "police", ("politiet",)),
    "lederen": _Thing("org:Role", "role", ("lederen",)),
    "ssp-nu": _Thing("sam:Forum", "forum", ("SSP-NU",)),
    "udvalget": _Thing("sam:Forum", "forum", ("SSP-udvalget",)),
}
_SITUATIONS = {"bekymring": "Bekymring for en elev", "haervaerk": "Hærværk"}
_READINGS = {
    "must": ("skal", "obligation"), "should": ("bør", "recommendation"),
    "may": ("kan", "permission"), "must-not": ("må ikke", "prohibition"),
}  # fmt: skip


def norm(
    bearer: str,
    act: str,
    recipient: str,
    quote: str = "",
    *,
    modality: str = "must",
    word: str = "",
    trigger: str = "bekymring",
    more: str = "",
) -> str:
    """A norm of a small plan: ids, and what else it has as Turtle; no quote: the sentence."""
    usual, reading = _READINGS[modality]
    parts = [
        "a sam:InformationNorm", f"sam:act sam:{act}", f"sam:trigger small:{trigger}",
        f"sam:recipient small:{recipient}", f"sam:modality sam:{modality}",
        f'sam:modalityWord "{word or usual}"@da', f"sam:reading sam:reading-{reading}",
    ]  # fmt: skip
    if bearer:
        parts.append(f"sam:bearer small:{bearer}")
    return " ; ".join([*parts, *filter(None, [more]), f"<{quote}>"])


def seat(forum: str, party: str, quote: str = "", more: str = "") -> str:
    """A seat in a forum of a small plan."""
    parts = [
        "a sam:Participation", f"org:organization small:{forum}", f"org:member small:{party}",
        "sam:predicate sam:participatesIn", "sam:modality sam:descriptive",
    ]  # fmt: skip
    return " ; ".join([*parts, *filter(None, [more]), f"<{quote}>"])


def statement(
    subject: str, predicate: str, thing: str = "", text: str = "", quote: str = "", more: str = ""
) -> str:
    """A statement of structure in a small plan, with a thing or a text."""
    parts = [
        "a sam:StructureStatement", f"sam:subject small:{subject}",
        f"sam:predicate {predicate}", "sam:modality sam:descriptive",
    ]  # fmt: skip
    if thing:
        parts.append(f"sam:object small:{thing}")
    if text:
        parts.append(f'sam:objectText "{text}"@da, "{text}"@en')
    return " ; ".join([*parts, *filter(None, [more]), f"<{quote}>"])


def found(folder: Path, sentence: str, statements: Sequence[str]) -> set[str]:
    """The rules that `check` finds broken in a plan of one sentence, with some statements."""
    text = f"{_BEGINNING}{sentence}\n"
    begins = len(_BEGINNING)
    turtle = [_HEAD.replace("{sha256}", hashlib.sha256(text.encode()).hexdigest())]
    turtle.append(
        f"small:S01 a sam:Sentence ; dct:isPartOf small:source ; oa:start {begins} ; "
        f"oa:end {begins + len(sentence)} ; sam:sentenceKind sam:content ."
    )
    said = " ".join(statements)
    turtle += [_thing(one, sentence) for one in _THINGS if _is_used(one, said, sentence)]
    turtle += [_situation(one, sentence) for one in _SITUATIONS if f"small:{one} " in said]
    for number, one in enumerate(statements, start=1):
        turtle += _with_quote(f"A{number:02d}", one, sentence, begins)
    place = folder / "small"
    place.mkdir()
    (place / "source.txt").write_text(text, encoding="utf-8")
    (place / "stated.ttl").write_text("\n".join(turtle), encoding="utf-8")
    return {one.rule for one in check(find_data(place)).findings} - {_NO_GAPS}


def _named(names: Sequence[str], sentence: str) -> list[str]:
    return [one for one in names if phrases.PhraseBook({one: [one]}).places(sentence)]


def _is_used(one: str, said: str, sentence: str) -> bool:
    return bool(_named(_THINGS[one].names, sentence)) or f"small:{one} " in said


def _thing(one: str, sentence: str) -> str:
    thing = _THINGS[one]
    named = _named(thing.names, sentence)
    first, *others = named or thing.names[:1]
    more = "".join(f' ; skos:altLabel "{name}"@da' for name in others)
    more += " ; sam:isPlural true" if thing.type == "sam:ActorGroup" else ""
    more += " ; sam:mentionedIn small:S01" if named else ""
    return (
        f'small:{one} a {thing.type} ; skos:prefLabel "{first}"@da, "{one}"@en ; '
        f"org:classification sam:kind-{thing.kind}{more} ."
    )


def _situation(one: str, sentence: str) -> str:
    name = _SITUATIONS[one]
    more = " ; sam:mentionedIn small:S01" if _named([name], sentence) else ""
    return (
        f'small:{one} a sam:Situation ; skos:notation "T-{one}" ; '
        f'skos:prefLabel "{name}"@da, "{one}"@en{more} .'
    )


def _with_quote(one: str, told: str, sentence: str, begins: int) -> list[str]:
    body, _, quoted = told.rpartition(" ; <")
    quote = quoted.removesuffix(">") or sentence.rstrip(".?")
    start = begins + sentence.index(quote)
    quotation = (
        f"small:{one}-quote a sam:Quotation ; oa:hasSource small:source ; "
        f'sam:sentence small:S01 ; oa:exact "{quote}"@da ; '
        f"oa:start {start} ; oa:end {start + len(quote)} ."
    )
    return [f"small:{one} {body} ; sam:evidence small:{one}-quote .", quotation]
