"""Ten more flaws, written down before the audit, planted in a copy of Askevig's plan.

`FLAWS` names each with the statements it must rest on; what the audit says of the plan as it was
must be said still, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.program import AS_OF, DATA, Json, call

if TYPE_CHECKING:
    from pathlib import Path

ASKEVIG = DATA / "plans" / "askevig"
FLAWS = {
    ("handoff-circle", "B01", "B02", "B03"): "three hand the same matter round",
    ("must-and-must-not", "B04", "B05"): "what is done as a practice is forbidden",
    ("must-and-must-not", "B06", "B07"): "what one should do is forbidden",
    ("must-and-must-not", "B08", "B09"): "of two that may do it one must not",
    ("choice-excluded", "B10", "B11", "B12"): "the second of two ways is forbidden",
    ("one-recipient", "B13", "B14"): "two tell in an acute case, both the same one alone",
    ("one-way", "B15", "B16", "B17"): "one alone carries on to two others",
    ("forum-receives-only", "B18", "B19"): "a forum is told by two, and nothing says what it does",
    ("forum-decides", "B20"): "another forum decides by no rule",
    ("norm-no-bearer", "B21"): "nobody in particular is to tell",
}
ACTORS = {
    "Fritidsklubben": "unit", "Skoleteamet": "unit", "Gadeteamet": "unit", "Ungeteamet": "unit",
    "Kontaktrådet": "forum", "Trivselsrådet": "forum",
}  # fmt: skip
SITUATIONS = {
    "hærværk": "vandalism", "gadeuro": "unrest", "chikane": "harassment",
    "bortvisning": "expulsion", "hjemkomst": "return", "trusler": "threats", "flytning": "removal",
    "symboler": "symbols",
    "rekruttering": "recruiting",
}  # fmt: skip
ACTS = {"orientere": "orientering", "kontakte": "henvendelse", "henviser": "henvisning"}
MODALITIES = {
    "skal": ("must", "obligation"), "bør": ("should", "recommendation"),
    "kan": ("may", "permission"), "må ikke": ("must-not", "prohibition"),
    "orienterer": ("practice", "practice"), "henviser": ("practice", "practice"),
}  # fmt: skip
LAW, SOON = "efter barnets lov", "inden to dage"


@dataclass(frozen=True)
class Norm:
    """A sentence planted, and who by it tells whom what of which situation."""

    id: str
    text: str
    by: tuple[str, ...]
    word: str
    act: str
    whom: tuple[str, ...]
    situation: str
    alternative: str | None = None
    same_sentence: bool = False


def _said(*args: object, **more: object) -> Norm:
    return Norm(*args, **more)  # type: ignore[arg-type]


_CLUB, _SCHOOL, _STREET, _YOUNG, _COUNCIL, _WELL = ACTORS
PLANTED = (
    _said("B01", f"Ved hærværk henviser {_CLUB} {LAW} {SOON} til {_SCHOOL}.", (_CLUB,), "henviser",
          "henvisning", (_SCHOOL,), "hærværk"),
    _said("B02", f"Ved hærværk henviser {_SCHOOL} {LAW} {SOON} til {_STREET}.", (_SCHOOL,),
          "henviser", "henvisning", (_STREET,), "hærværk"),
    _said("B03", f"Ved hærværk henviser {_STREET} {LAW} {SOON} til {_CLUB}.", (_STREET,),
          "henviser", "henvisning", (_CLUB,), "hærværk"),
    _said("B04", f"Ved gadeuro orienterer {_CLUB} {LAW} {SOON} {_YOUNG}.", (_CLUB,), "orienterer",
          "orientering", (_YOUNG,), "gadeuro"),
    _said("B05", f"{_CLUB} må ikke orientere {_YOUNG} ved gadeuro.", (_CLUB,), "må ikke",
          "orientering", (_YOUNG,), "gadeuro"),
    _said("B06", f"Ved chikane bør {_SCHOOL} {LAW} {SOON} orientere {_YOUNG}.", (_SCHOOL,), "bør",
          "orientering", (_YOUNG,), "chikane"),
    _said("B07", f"{_SCHOOL} må ikke orientere {_YOUNG} ved chikane.", (_SCHOOL,), "må ikke",
          "orientering", (_YOUNG,), "chikane"),
    _said("B08", f"Ved bortvisning kan {_SCHOOL} og {_CLUB} {LAW} orientere {_STREET}.",
          (_SCHOOL, _CLUB), "kan", "orientering", (_STREET,), "bortvisning"),
    _said("B09", f"{_CLUB} må ikke orientere {_STREET} ved bortvisning.", (_CLUB,), "må ikke",
          "orientering", (_STREET,), "bortvisning"),
    _said("B10", f"Ved hjemkomst skal {_CLUB} {LAW} {SOON} enten orientere {_SCHOOL} eller "
          f"kontakte {_STREET}.", (_CLUB,), "skal", "orientering", (_SCHOOL,), "hjemkomst", "B11"),
    _said("B11", "", (_CLUB,), "skal", "henvendelse", (_STREET,), "hjemkomst", "B10", True),
    _said("B12", f"{_CLUB} må ikke kontakte {_STREET} ved hjemkomst.", (_CLUB,), "må ikke",
          "henvendelse", (_STREET,), "hjemkomst"),
    _said("B13", f"Ved akutte trusler skal {_CLUB} {LAW} straks orientere {_YOUNG}.", (_CLUB,),
          "skal", "orientering", (_YOUNG,), "trusler"),
    _said("B14", f"Ved akutte trusler bør {_SCHOOL} {LAW} straks orientere {_YOUNG}.", (_SCHOOL,),
          "bør", "orientering", (_YOUNG,), "trusler"),
    _said("B15", f"Ved flytning skal {_CLUB} {LAW} {SOON} orientere {_SCHOOL}.", (_CLUB,), "skal",
          "orientering", (_SCHOOL,), "flytning"),
    _said("B16", f"Ved flytning skal {_SCHOOL} {LAW} {SOON} orientere {_STREET}.", (_SCHOOL,),
          "skal", "orientering", (_STREET,), "flytning"),
    _said("B17", f"Ved flytning bør {_SCHOOL} {LAW} {SOON} orientere {_YOUNG}.", (_SCHOOL,), "bør",
          "orientering", (_YOUNG,), "flytning"),
    _said("B18", f"Ved symboler kan {_CLUB} {LAW} orientere {_COUNCIL}.", (_CLUB,), "kan",
          "orientering", (_COUNCIL,), "symboler"),
    _said("B19", f"Ved symboler kan {_SCHOOL} {LAW} orientere {_COUNCIL}.", (_SCHOOL,), "kan",
          "orientering", (_COUNCIL,), "symboler"),
    _said("B20", f"{_WELL} beslutter, om en indsats sættes i gang.", (_WELL,), "beslutter", "", (),
          ""),
    _said("B21", f"Ved rekruttering skal {_STREET} {LAW} orienteres {SOON}.", (), "skal",
          "orientering", (_STREET,), "rekruttering"),
)  # fmt: skip


def test_ten_more_planted_flaws_are_found_and_nothing_else(tmp_path: Path) -> None:
    before = _found(ASKEVIG)
    assert before.isdisjoint(FLAWS)
    after = _found(_planted(tmp_path / "askevig"))
    assert after - before == set(FLAWS)
    assert before <= after


def _found(folder: Path) -> set[tuple[str, ...]]:
    ended = call("audit", "--data", str(folder), "--as-of", AS_OF, "--format", "json")
    assert ended.err == ""
    report: Json = json.loads(ended.out)
    return {(one["code"], *one["ids"]) for one in report["findings"]}


def _planted(folder: Path) -> Path:
    """A copy of the plan with all that is planted."""
    shutil.copytree(ASKEVIG, folder)
    source = folder / "source.txt"
    text = source.read_text("utf-8").rstrip("\n")
    turtle = [(folder / "stated.ttl").read_text("utf-8")]
    mentions: dict[str, set[str]] = {}
    sentence, start, end = "", 0, 0
    for number, norm in enumerate(PLANTED, 17):
        if not norm.same_sentence:
            sentence = f"S{number}"
            start = len(text) + 1
            text = f"{text} {norm.text}"
            end = len(text)
            turtle.append(
                f"askevig:{sentence} a sam:Sentence ; dct:isPartOf askevig:source ; "
                f"oa:start {start} ; oa:end {end} ; sam:sentenceKind sam:content .\n"
            )
        for name in (*norm.by, *norm.whom, *filter(None, [norm.situation])):
            mentions.setdefault(name, set()).add(f"askevig:{sentence}")
        turtle.append(_statement(norm, sentence, text[start : end - 1], start))
    for number, (name, english) in enumerate(SITUATIONS.items(), 3):
        turtle.append(
            f'askevig:{_slug(name)} a sam:Situation ; skos:notation "T{number:02}" ; '
            f'skos:prefLabel "{name.capitalize()}"@da, "{english}"@en ; sam:wording "{name}"@da ; '
            f"sam:mentionedIn {', '.join(sorted(mentions[name]))} .\n"
        )
    for name, kind in ACTORS.items():
        forum = kind == "forum"
        turtle.append(
            f"askevig:{_slug(name)} a {'sam:Forum' if forum else 'org:OrganizationalUnit'} ; "
            f'skos:prefLabel "{name}"@da, "{name}"@en ; org:classification '
            f"sam:kind-{'forum' if forum else 'unit-owner-not-stated'} ; "
            f"sam:mentionedIn {', '.join(sorted(mentions[name]))} .\n"
        )
    source.write_text(text + "\n", "utf-8")
    whole = "\n".join(turtle)
    old = hashlib.sha256((ASKEVIG / "source.txt").read_bytes()).hexdigest()
    assert old in whole
    whole = whole.replace(old, hashlib.sha256(source.read_bytes()).hexdigest())
    prefix = "@prefix dk: <https://w3id.org/samspil/id/dk/> .\n"
    (folder / "stated.ttl").write_text(prefix + whole, "utf-8")
    return folder


def _statement(norm: Norm, sentence: str, quote: str, start: int) -> str:
    ident = f"askevig:{norm.id}"
    quotation = (
        f"{ident}-quote a sam:Quotation ; oa:hasSource askevig:source ; "
        f'sam:sentence askevig:{sentence} ; oa:exact "{quote}"@da ; '
        f"oa:start {start} ; oa:end {start + len(quote)} .\n"
    )
    if not norm.act:
        return (
            f"{ident} a sam:TaskStatement ; sam:subject askevig:{_slug(norm.by[0])} ; "
            'sam:predicate sam:decides ; sam:objectText "om en indsats sættes i gang"@da, '
            f'"whether a measure is started"@en ; sam:modality sam:descriptive ; '
            f"sam:evidence {ident}-quote .\n{quotation}"
        )
    modality, reading = MODALITIES[norm.word]
    parts = [
        "a sam:InformationNorm",
        f"sam:trigger askevig:{_slug(norm.situation)}",
        f"sam:act sam:{norm.act}",
        f"sam:recipient {_all(norm.whom)}",
        f'sam:modality sam:{modality} ; sam:modalityWord "{norm.word}"@da',
        f"sam:reading sam:reading-{reading}",
        f"sam:evidence {ident}-quote",
    ]
    if norm.by:
        parts.append(f"sam:bearer {_all(norm.by)}")
    if LAW in quote:
        parts.append("sam:legalBasis dk:barnets-lov")
    if SOON in quote:
        parts.append(f'sam:deadline "{SOON}"@da, "within two days"@en')
    if "straks" in quote:
        parts.append('sam:urgency sam:acute ; sam:deadline "straks"@da, "at once"@en')
    if norm.alternative:
        parts.append(f"sam:alternativeTo askevig:{norm.alternative}")
    return f"{ident} {' ; '.join(parts)} .\n{quotation}"


def _all(names: tuple[str, ...]) -> str:
    return ", ".join(f"askevig:{_slug(one)}" for one in names)


def _slug(name: str) -> str:
    return name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
