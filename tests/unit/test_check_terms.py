"""Forged terms: no condition, deadline, step, number or relation that a plan doesn't say passes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from samspil.ontology.folders import find_data
from samspil.validation import check
from tests.program import DATA

if TYPE_CHECKING:
    from pathlib import Path


class Forged(NamedTuple):
    """In a municipality's statements, after a subject, a text put for another; what finds it."""

    municipality: str
    subject: str
    old: str
    new: str
    rule: str


_WISH = 'sam:condition "hvis borgeren ønsker det"@da,\n        "if the citizen wishes it"@en ;'
_FORGERIES = {
    "a condition left out": Forged("askevig", "A11", _WISH, "", "condition-untold"),
    "a condition in other words": Forged(
        "askevig", "A11", "hvis borgeren ønsker det", "hvis teamet ønsker det", "term-not-said"
    ),
    "a condition without a comma left out": Forged(
        "havelund", "A02",
        '    sam:condition "Uden for åbningstiden"@da,\n        "Outside opening hours"@en ;\n', "",
        "condition-untold",
    ),
    "roles swapped beside a second quote": Forged(
        "havelund", "A01",
        "sam:bearer havelund:borgere ;\n    sam:trigger havelund:bekymring-ung ;\n"
        "    sam:act sam:henvendelse ;\n    sam:recipient havelund:ungelinjen ;",
        "sam:bearer havelund:ungelinjen ;\n    sam:trigger havelund:bekymring-ung ;\n"
        "    sam:act sam:henvendelse ;\n    sam:recipient havelund:borgere ;",
        "bearer-not-there",
    ),
    "an exception left out": Forged(
        "mosedal",
        "A11",
        'sam:exception "medmindre politiet fraråder det"@da,\n'
        '        "unless the police advise against it"@en ;',
        "",
        "condition-untold",
    ),
    "an exception made a condition": Forged(
        "mosedal", "A11", "sam:exception", "sam:condition", "term-unmarked"
    ),
    "a longer deadline": Forged(
        "askevig", "A04", "inden 24 timer", "inden 48 timer", "term-not-said"
    ),
    "no deadline at all": Forged(
        "askevig", "A04", '"inden 24 timer"@da', '"over for fagpersonen"@da', "term-unmarked"
    ),
    "a deadline left out": Forged(
        "askevig", "A04",
        '    sam:deadline "inden 24 timer"@da,\n        "within 24 hours"@en ;\n', "",
        "deadline-untold",
    ),
    "a deadline in words left out": Forged(
        "mosedal", "A08",
        '    sam:deadline "senest dagen efter"@da,\n        "at the latest the day after"@en ;\n',
        "", "deadline-untold",
    ),
    "»straks« left out": Forged(
        "askevig", "A09",
        '    sam:deadline "straks"@da,\n        "at once"@en ;\n', "", "deadline-untold",
    ),
    "»straks« where the plan doesn't say it": Forged(
        "askevig", "A05", '"inden to uger"@da', '"straks"@da', "term-not-said"
    ),
    "»ringe« told as any contact": Forged(
        "askevig", "A09", "sam:act sam:opkald", "sam:act sam:henvendelse", "way-untold"
    ),
    "»ringe« where the plan says »kontakte«": Forged(
        "askevig", "A10", "sam:act sam:henvendelse", "sam:act sam:opkald", "act-not-quoted"
    ),
    "»ringe« told as writing": Forged(
        "havelund", "A02", "sam:act sam:opkald", "sam:act sam:skriftlig-henvendelse", "way-untold"
    ),
    "the number of an item left out": Forged(
        "askevig", "A03", "    sam:order 3 ;\n", "", "order-untold"
    ),
    "»dernæst« left out": Forged("havelund", "A08", "    sam:order 2 ;\n", "", "order-untold"),
    "a step that isn't the third": Forged(
        "askevig", "A03", "sam:order 3", "sam:order 4", "steps-broken"
    ),
    "a first step left out": Forged("havelund", "A07", "    sam:order 1 ;\n", "", "steps-broken"),
    "an item without its lead": Forged(
        "askevig", "A02", "askevig:A02-quote, ", "", "list-lead-not-quoted"
    ),
    "a list under another sentence": Forged(
        "askevig", "S04", "introducedBy askevig:S02", "introducedBy askevig:S01", "list-lead-wrong"
    ),
    "a word of another sentence": Forged(
        "askevig",
        "A06",
        'sam:modality sam:practice ;\n    sam:modalityWord "henviser"@da ;\n'
        "    sam:reading sam:reading-practice ;",
        'sam:modality sam:must ;\n    sam:modalityWord "skal"@da ;\n'
        "    sam:evidence askevig:A04-quote ;",
        "modality-elsewhere",
    ),
    "an everyday word unread": Forged(
        "askevig", "A06", "    sam:reading sam:reading-practice ;\n", "", "reading-needed"
    ),
    "an everyday word for a recommendation": Forged(
        "mosedal",
        "A12",
        'sam:modality sam:should ;\n    sam:modalityWord "anbefales"@da ;\n'
        "    sam:reading sam:reading-recommendation",
        'sam:modality sam:practice ;\n    sam:modalityWord "drøfter"@da ;\n'
        "    sam:reading sam:reading-practice",
        "everyday-word-bound",
    ),
    "another audience": Forged(
        "askevig", "A05", "dct:audience askevig:fagpersoner", "dct:audience askevig:leder",
        "audience-not-said",
    ),
    "anonymity nobody offers": Forged(
        "askevig", "A09", "sam:urgency sam:acute ;",
        "sam:urgency sam:acute ; sam:anonymity sam:anonymity-offered ;", "anonymity-not-said",
    ),
    "anonymity refused": Forged(
        "askevig", "A10", "anonymity-offered", "anonymity-refused", "anonymity-not-said"
    ),
    "another number": Forged(
        "askevig", "doegnlinjen-kontakt", '"00 00 10 20"', '"00 00 10 21"', "contact-not-said"
    ),
    "longer hours": Forged(
        "askevig", "forebyggelsesteamet-kontakt", "kl. 8-15", "kl. 8-16", "contact-not-said"
    ),
    "another's number": Forged(
        "askevig", "doegnlinjen", "askevig:doegnlinjen-kontakt",
        "askevig:forebyggelsesteamet-kontakt", "contact-owner-not-said",
    ),
    "a number of another sentence": Forged(
        "askevig", "A10", "sam:anonymity sam:anonymity-offered ;",
        "sam:anonymity sam:anonymity-offered ; schema:contactPoint askevig:akut-telefon ;",
        "contact-other-sentence",
    ),
    "another relation": Forged(
        "mosedal", "A02", "sam:secretariatOf", "sam:coordinatorFor", "relation-not-said"
    ),
    "the secretariat and the forum swapped": Forged(
        "havelund", "A11",
        "sam:subject havelund:modtagelsen ;\n    sam:predicate sam:secretariatOf ;\n"
        "    sam:object havelund:ungeraadet ;",
        "sam:subject havelund:ungeraadet ;\n    sam:predicate sam:secretariatOf ;\n"
        "    sam:object havelund:modtagelsen ;",
        "end-not-there",
    ),
    "a date for an undated page": Forged(
        "havelund", "source-borgere", "sam:undated true",
        'sam:undated true ;\n    dct:issued "2025-01-01"^^xsd:date', "source-dated",
    ),
    "a page without a word on its date": Forged(
        "havelund", "source-borgere", "sam:undated true ;\n    ", "", "source-dated"
    ),
}  # fmt: skip


@pytest.mark.parametrize("forged", _FORGERIES.values(), ids=list(_FORGERIES))
def test_a_forged_term_is_refused(forged: Forged, tmp_path: Path) -> None:
    folder = tmp_path / forged.municipality
    shutil.copytree(DATA / "plans" / forged.municipality, folder)
    file = folder / "stated.ttl"
    text = file.read_text(encoding="utf-8")
    begun = text.index(f"\n{forged.municipality}:{forged.subject} a ")
    place = text.index(forged.old, begun)
    assert text.find("\n\n", begun) > place, "what is replaced stands in the subject's own block"
    changed = text[:place] + forged.new + text[place + len(forged.old) :]
    file.write_text(changed, encoding="utf-8")
    found = {finding.rule for finding in check(find_data(folder)).findings}
    assert forged.rule in found


def test_a_clause_that_names_the_situation_is_no_condition() -> None:
    """»hvis de er bekymret for, at en ung er radikaliseringsstruet« is what triggers the norm."""
    report = check(find_data())
    assert "condition-untold" not in {finding.rule for finding in report.findings}


_WORDS = {
    "an act tied to nothing": ("    skos:broader sam:besked ;\n", "", "word-untied"),
    "an act tied to its own": ("sam:besked", "mosedal:slaa-alarm", "word-untied"),
    "a relation without its words": (
        '    skos:hiddenLabel "har tilsyn med"@da ;\n', "", "word-without-phrases",
    ),
    "a word that the vocabulary reads": (
        'skos:notation "slår alarm"', 'skos:notation "bør"', "word-taken",
    ),
    "a statement among the words": (
        "a rdf:Property ;", "a sam:Artefact ;", "word-of-no-kind",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "rule"), _WORDS.values(), ids=list(_WORDS))
def test_own_words_are_tied_to_the_vocabulary(
    old: str, new: str, rule: str, tmp_path: Path
) -> None:
    folder = tmp_path / "mosedal"
    shutil.copytree(DATA / "plans" / "mosedal", folder)
    file = folder / "words.ttl"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert rule in {finding.rule for finding in check(find_data(folder)).findings}


def test_own_words_are_of_one_municipality_only(tmp_path: Path) -> None:
    """What Mosedal calls an alarm is no modality word of Askevig's plan."""
    for name in ("askevig", "mosedal"):
        shutil.copytree(DATA / "plans" / name, tmp_path / name)
    file = tmp_path / "askevig" / "stated.ttl"
    text = file.read_text(encoding="utf-8")
    assert text.count('sam:modalityWord "henviser"@da') == 1
    changed = text.replace('sam:modalityWord "henviser"@da', 'sam:modalityWord "bekymring"@da')
    file.write_text(changed, encoding="utf-8")
    words = tmp_path / "mosedal" / "words.ttl"
    told = words.read_text(encoding="utf-8")
    words.write_text(
        told.replace('skos:notation "slår alarm"', 'skos:notation "bekymring"'), encoding="utf-8"
    )
    found = {(finding.file, finding.rule) for finding in check(find_data(tmp_path)).findings}
    assert ("askevig/stated.ttl", "modality-word-unlisted") in found
