"""Lies that use a sentence's own words, and the truth of the same sentence.

Each sentence holds every word that a false statement of it needs, in its place, and doesn't say it:
it denies it, weighs it, says it of somebody else, or as one of two. `check` refuses the lie and
takes what the sentence does say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.small_plan import found, norm, seat, statement

if TYPE_CHECKING:
    from pathlib import Path

WORRY = "Ved en bekymring for en elev "
ABOUT = "om en bekymring for en elev."


class Lie(NamedTuple):
    """A sentence, what somebody falsely makes of it, and the rule that finds it."""

    sentence: str
    statements: tuple[str, ...]
    rule: str


def _told(word: str, modality: str, sentence: str, rule: str = "modality-word-not-there") -> Lie:
    told = norm("skolerne", "orientering", "foraeldrene", modality=modality, word=word)
    return Lie(sentence, (told,), rule)


def _one(sentence: str, told: str, rule: str) -> Lie:
    return Lie(sentence, (told,), rule)


def _informs(middle: str, rule: str) -> Lie:
    """The schools inform the family department, and what stands in the middle is left out."""
    told = norm("skolerne", "orientering", "familieafdelingen")
    return Lie(f"Skolerne skal {middle} orientere Familieafdelingen {ABOUT}", (told,), rule)


_ACT = "act-not-governed"
_NOT = "negation-untold"
_WHOM = "recipient-not-there"
LIES = {
    # A ban told as leave, a duty not to as a duty
    "må … ikke": _told("må", "may", f"{WORRY}må skolerne ikke orientere forældrene."),
    "må … og … ikke": _told(
        "må", "may", f"{WORRY}må skolerne og klubberne ikke orientere forældrene."
    ),
    "må … aldrig": _told("må", "may", f"{WORRY}må skolerne aldrig orientere forældrene."),
    "må under ingen omstændigheder": _told(
        "må", "may", f"Skolerne må under ingen omstændigheder orientere forældrene {ABOUT}"
    ),
    "skal … ikke": _told("skal", "must", f"{WORRY}skal skolerne ikke orientere forældrene."),
    "skal som udgangspunkt ikke": _told(
        "skal", "must", f"Skolerne skal som udgangspunkt ikke orientere forældrene {ABOUT}"
    ),
    "bør … ikke": _told("bør", "should", f"{WORRY}bør skolerne ikke orientere forældrene."),
    "kan … ikke": _told("kan", "may", f"{WORRY}kan skolerne ikke orientere forældrene."),
    "hverken … må": _told(
        "må", "may", f"Hverken skolerne eller klubberne må orientere forældrene {ABOUT}", _NOT
    ),
    "ingen af": _told("må", "may", f"Ingen af skolerne må orientere forældrene {ABOUT}", _NOT),
    "det er ikke A, der skal": _one(
        f"Det er ikke skolerne, der skal underrette PPR {ABOUT}",
        norm("skolerne", "underretning", "ppr"), _NOT,
    ),
    "men gerne": _one(
        f"Skolerne må ikke orientere forældrene, men gerne PPR {ABOUT}",
        norm("skolerne", "orientering", "ppr", modality="must-not"), _NOT,
    ),
    "not without consent": _one(
        f"Skolerne må ikke uden forældrenes samtykke orientere PPR {ABOUT}",
        norm("skolerne", "orientering", "ppr", modality="must-not"), "condition-untold",
    ),
    "silent on by whom": _one(
        f"{WORRY}skal politiet kontaktes af skolerne.",
        norm("", "henvendelse", "politiet"), "bearer-untold",
    ),
    "men ikke": _one(
        f"{WORRY}skal skolerne underrette PPR, men ikke politiet.",
        norm("skolerne", "underretning", "politiet"), _NOT,
    ),
    "frem for": _one(
        f"{WORRY}skal skolerne underrette PPR frem for politiet.",
        norm("skolerne", "underretning", "politiet"), _NOT,
    ),
    "i stedet for": _one(
        f"{WORRY}skal skolerne underrette PPR i stedet for politiet.",
        norm("skolerne", "underretning", "politiet"), _NOT,
    ),
    "uden at": _one(
        f"{WORRY}skal skolerne uden at orientere forældrene underrette PPR.",
        norm("skolerne", "orientering", "foraeldrene"), _NOT,
    ),
    # What isn't done, only avoided, weighed, asked or seen to by others
    "undgå at": _told("", "must", f"Skolerne skal undgå at orientere forældrene {ABOUT}", _ACT),
    "vente med at": _told(
        "", "must", f"Skolerne skal vente med at orientere forældrene {ABOUT}", _ACT
    ),
    "overveje at": _told(
        "", "must", f"Skolerne skal overveje at orientere forældrene {ABOUT}", _ACT
    ),
    "kunne": _told("", "must", f"Skolerne skal kunne orientere forældrene {ABOUT}", _ACT),
    "vurdere, om": _told(
        "", "must", f"Skolerne skal vurdere, om de vil orientere forældrene {ABOUT}", _ACT
    ),
    "sikre, at andre": _one(
        f"{WORRY}skal skolerne sikre, at klubberne underretter PPR.",
        norm("skolerne", "underretning", "ppr"), _ACT,
    ),
    "bede andre om at": _one(
        f"{WORRY}skal skolerne bede klubberne om at underrette PPR.",
        norm("skolerne", "underretning", "klubberne"), _ACT,
    ),
    "den, som orienterer": _one(
        f"{WORRY}skal skolerne underrette PPR, som orienterer forældrene.",
        norm("skolerne", "orientering", "foraeldrene"), _ACT,
    ),
    "before they": _one(
        f"{WORRY}skal skolerne underrette PPR, før de kontakter politiet.",
        norm("skolerne", "henvendelse", "politiet"), _ACT,
    ),
    "a question": _one(
        f"Skal skolerne underrette PPR {ABOUT[:-1]}?",
        norm("skolerne", "underretning", "ppr"), "question-says-nothing",
    ),
    "whether": _one(
        f"Det afgøres af lederen, om skolerne skal underrette PPR {ABOUT}",
        norm("skolerne", "underretning", "ppr", f"skolerne skal underrette PPR {ABOUT[:-1]}"), _NOT,
    ),
    # Somebody else
    "leader of": _one(
        f"Skolerne skal underrette lederen af Familieafdelingen {ABOUT}",
        norm("skolerne", "underretning", "familieafdelingen"), _WHOM,
    ),
    "adviser of": _one(
        f"Skolerne skal underrette Familieafdelingens rådgiver {ABOUT}",
        norm("skolerne", "underretning", "familieafdelingen"), _WHOM,
    ),
    "about": _one(
        f"{WORRY}skal skolerne underrette PPR om forældrenes holdning.",
        norm("skolerne", "underretning", "foraeldrene"), _WHOM,
    ),
    "through": _one(
        f"{WORRY}skal skolerne underrette PPR gennem SSP-NU.",
        norm("skolerne", "underretning", "ssp-nu"), _WHOM,
    ),
    "told as the channel": _one(
        f"{WORRY}skal skolerne orientere PPR og SSP-NU.",
        norm("skolerne", "orientering", "ppr", more="sam:channel small:ssp-nu"),
        "channel-not-there",
    ),
    "some of those who act": _one(
        f"Enkelte af skolerne skal underrette PPR {ABOUT}",
        norm("skolerne", "underretning", "ppr"), "bearer-not-there",
    ),
    "leader of who acts": _one(
        f"Lederen af Familieafdelingen skal underrette PPR {ABOUT}",
        norm("familieafdelingen", "underretning", "ppr"), "bearer-not-there",
    ),
    "silent on who acts": _one(
        f"{WORRY}skal skolerne underrette PPR.", norm("", "underretning", "ppr"), "bearer-untold"
    ),
    "silent on one of two who act": _one(
        f"{WORRY}skal skolerne og klubberne underrette PPR.",
        norm("skolerne", "underretning", "ppr"), "bearer-untold",
    ),
    # Another situation
    "except for": _one(
        "Bortset fra hærværk skal skolerne underrette PPR.",
        norm("skolerne", "underretning", "ppr", trigger="haervaerk"), "topic-excepted",
    ),
    "dog ikke ved": _one(
        "Skolerne skal underrette PPR, dog ikke ved hærværk.",
        norm("skolerne", "underretning", "ppr", trigger="haervaerk"), "topic-excepted",
    ),
    "andet end": _one(
        "Ved andet end hærværk skal skolerne underrette PPR.",
        norm("skolerne", "underretning", "ppr", trigger="haervaerk"), "topic-excepted",
    ),
    # »Og« and »eller«
    "either told as both": Lie(
        f"{WORRY}skal skolerne underrette PPR eller kontakte politiet.",
        (
            norm("skolerne", "underretning", "ppr", f"{WORRY}skal skolerne underrette PPR"),
            norm("skolerne", "henvendelse", "politiet"),
        ),
        "alternative-untold",
    ),
    "one of two told alone": _one(
        f"{WORRY}skal skolerne underrette PPR eller politiet.",
        norm("skolerne", "underretning", "ppr", f"{WORRY}skal skolerne underrette PPR"),
        "alternative-untold",
    ),
    "one of three": _one(
        f"{WORRY}skal skolerne underrette PPR, politiet eller Familieafdelingen.",
        norm("skolerne", "underretning", "politiet"), "alternative-untold",
    ),
    "both told as either": Lie(
        f"{WORRY}skal skolerne underrette PPR og kontakte politiet.",
        (
            norm("skolerne", "underretning", "ppr", f"{WORRY}skal skolerne underrette PPR",
                 more="sam:alternativeTo small:A02"),
            norm("skolerne", "henvendelse", "politiet", more="sam:alternativeTo small:A01"),
        ),
        "alternative-not-said",
    ),
    # Terms
    "deadline of the other message": Lie(
        f"{WORRY}skal skolerne orientere PPR inden 24 timer og underrette politiet.",
        (
            norm("skolerne", "orientering", "ppr",
                 f"{WORRY}skal skolerne orientere PPR inden 24 timer",
                 more='sam:deadline "inden 24 timer"@da, "x"@en'),
            norm("skolerne", "underretning", "politiet",
                 more='sam:deadline "inden 24 timer"@da, "x"@en'),
        ),
        "deadline-of-another",
    ),
    "a condition by the order of words": _one(
        f"Er eleven ung, skal skolerne orientere PPR {ABOUT}",
        norm("skolerne", "orientering", "ppr", f"skal skolerne orientere PPR {ABOUT[:-1]}"),
        "condition-untold",
    ),
    "half a condition": _one(
        f"{WORRY}skal skolerne orientere PPR, hvis eleven er ung og forældrene er enige.",
        norm("skolerne", "orientering", "ppr",
             more='sam:condition "hvis eleven er ung"@da, "x"@en'),
        "condition-untold",
    ),
    "not before told as not after": _one(
        f"{WORRY}skal skolerne orientere PPR tidligst efter to dage.",
        norm("skolerne", "orientering", "ppr", more='sam:deadline "efter to dage"@da, "x"@en'),
        "deadline-untold",
    ),
    **{
        f"without »{words}«": _informs(words, "condition-untold")
        for words in (
            "efter behov", "med forældrenes samtykke", "som udgangspunkt", "eventuelt",
            "så vidt muligt", "i så fald", "efter anmodning", "i samråd med lederen",
            "om nødvendigt",
        )
    },
    **{
        f"without »{words}«": _informs(words, "deadline-untold")
        for words in ("i løbet af 24 timer", "senest fredag", "næste hverdag", "hurtigt")
    },
    **{
        f"without »{words}«": _informs(words, "manner-untold")
        for words in (
            "skriftligt", "mundtligt", "telefonisk", "personligt", "pr. mail", "pr. telefon",
            "via sikker mail", "i et brev",
        )
    },
    "mail told as a call": _one(
        f"Skolerne skal skriftligt orientere Familieafdelingen {ABOUT}",
        norm("skolerne", "orientering", "familieafdelingen",
             more='sam:manner "telefonisk"@da, "by telephone"@en'),
        "term-not-said",
    ),
    # What is no message
    "no unit of": _one(
        "Familieafdelingen er ikke en enhed i PPR.",
        statement("familieafdelingen", "org:unitOf", "ppr"), _NOT,
    ),
    "was a secretariat": _one(
        "PPR var tidligere sekretariat for SSP-udvalget.",
        statement("ppr", "sam:secretariatOf", "udvalget"), _NOT,
    ),
    "isn't in": _one("PPR deltager ikke i SSP-NU.", seat("ssp-nu", "ppr"), _NOT),
    "all but": _one(
        "Alle klubberne undtagen PPR deltager i SSP-NU.", seat("ssp-nu", "ppr"), _NOT
    ),
    "is in as needed": _one(
        "PPR deltager efter behov i SSP-NU.", seat("ssp-nu", "ppr"), "condition-untold"
    ),
    "is in, if": _one(
        "PPR deltager i SSP-NU, hvis sagen kræver det.",
        seat("ssp-nu", "ppr", "PPR deltager i SSP-NU"), "condition-untold",
    ),
    "is in the other": _one(
        "PPR deltager i SSP-NU, mens klubberne deltager i SSP-udvalget.",
        seat("ssp-nu", "klubberne"), "seat-in-another",
    ),
    "at most": _one(
        "SSP-udvalget mødes højst fire gange om året.",
        statement("udvalget", "sam:meetsWithFrequency", text="fire gange om året"),
        "qualifier-untold",
    ),
    "words put together": _one(
        "SSP-udvalget mødes to gange om året og fire gange om måneden i maj.",
        statement("udvalget", "sam:meetsWithFrequency", text="fire gange om året"),
        "text-not-in-a-row",
    ),
    "as often as the other": _one(
        "SSP-udvalget mødes fire gange om året og SSP-NU to gange om året.",
        statement("udvalget", "sam:meetsWithFrequency", text="to gange om året"),
        "frequency-of-another",
    ),
    # Self-declared
    "a law that isn't named": _one(
        f"{WORRY}skal skolerne underrette PPR.",
        norm("skolerne", "underretning", "ppr", more="sam:legalBasis dk:serviceloven"),
        "law-not-said",
    ),
    "a section that isn't named": _one(
        "Ved en bekymring for en elev skal skolerne efter serviceloven underrette PPR.",
        norm("skolerne", "underretning", "ppr",
             more='sam:legalBasis dk:serviceloven ; sam:section "§ 153"'),
        "section-not-said",
    ),
    "a day from which it holds": _one(
        f"{WORRY}skal skolerne underrette PPR.",
        norm("skolerne", "underretning", "ppr", more='sam:validFrom "2020-01-01"^^xsd:date'),
        "not-of-the-document",
    ),
}  # fmt: skip

_OR = f"{WORRY}skal skolerne underrette PPR eller kontakte politiet."
TRUE = {
    "må … ikke": (
        f"{WORRY}må skolerne ikke orientere forældrene.",
        [norm("skolerne", "orientering", "foraeldrene", modality="must-not", word="må ... ikke")],
    ),
    "ikke kun": (
        f"{WORRY}skal skolerne ikke kun orientere forældrene.",
        [norm("skolerne", "orientering", "foraeldrene")],
    ),
    "frem for": (
        f"{WORRY}skal skolerne underrette PPR frem for politiet.",
        [norm("skolerne", "underretning", "ppr")],
    ),
    "one who doesn't": (
        f"Skolerne, der ikke selv har en lærer, skal underrette PPR {ABOUT}",
        [norm("skolerne", "underretning", "ppr")],
    ),
    "another who doesn't wait": (
        "Det haster, så ingen venter, og ved en bekymring for en elev skal skolerne orientere PPR.",
        [norm("skolerne", "orientering", "ppr", "skal skolerne orientere PPR")],
    ),
    "sørge for at": (
        f"Skolerne skal sørge for at orientere forældrene {ABOUT}",
        [norm("skolerne", "orientering", "foraeldrene")],
    ),
    "by those who act": (
        f"{WORRY}skal politiet kontaktes af skolerne.",
        [norm("skolerne", "henvendelse", "politiet")],
    ),
    "either": (
        _OR,
        [
            norm("skolerne", "underretning", "ppr", f"{WORRY}skal skolerne underrette PPR",
                 more="sam:alternativeTo small:A02"),
            norm("skolerne", "henvendelse", "politiet", more="sam:alternativeTo small:A01"),
        ],
    ),
    "the channel": (
        f"{WORRY}skal skolerne underrette PPR gennem SSP-NU.",
        [norm("skolerne", "underretning", "ppr", more="sam:channel small:ssp-nu")],
    ),
    "in writing": (
        f"Skolerne skal orientere Familieafdelingen via sikker mail {ABOUT}",
        [norm("skolerne", "orientering", "familieafdelingen",
              more='sam:manner "via sikker mail"@da, "by secure mail"@en')],
    ),
    "a condition by the order of words": (
        f"Er eleven ung, skal skolerne orientere PPR {ABOUT}",
        [norm("skolerne", "orientering", "ppr",
              more='sam:condition "Er eleven ung"@da, "If the pupil is young"@en')],
    ),
    "a situation by the order of words": (
        "Har skolerne en bekymring for en elev, skal skolerne orientere PPR.",
        [norm("skolerne", "orientering", "ppr")],
    ),
    "with consent": (
        f"Skolerne skal med forældrenes samtykke orientere Familieafdelingen {ABOUT}",
        [norm("skolerne", "orientering", "familieafdelingen",
              more='sam:condition "med forældrenes samtykke"@da, "x"@en')],
    ),
    "two forums": (
        "PPR deltager i SSP-NU, mens klubberne deltager i SSP-udvalget.",
        [seat("ssp-nu", "ppr", "PPR deltager i SSP-NU"),
         seat("udvalget", "klubberne", "klubberne deltager i SSP-udvalget")],
    ),
    "two frequencies": (
        "SSP-udvalget mødes højst fire gange om året og SSP-NU to gange om året.",
        [statement("udvalget", "sam:meetsWithFrequency", text="højst fire gange om året",
                   quote="SSP-udvalget mødes højst fire gange om året"),
         statement("ssp-nu", "sam:meetsWithFrequency", text="to gange om året",
                   quote="SSP-NU to gange om året")],
    ),
    "a law that is named": (
        "Ved en bekymring for en elev skal skolerne efter servicelovens § 153 underrette PPR.",
        [norm("skolerne", "underretning", "ppr",
              more='sam:legalBasis dk:serviceloven ; sam:section "§ 153"')],
    ),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES.values(), ids=list(LIES))
def test_a_lie_in_the_sentences_own_words_is_refused(lie: Lie, tmp_path: Path) -> None:
    assert lie.rule in found(tmp_path, lie.sentence, lie.statements)


@pytest.mark.parametrize(("sentence", "statements"), TRUE.values(), ids=list(TRUE))
def test_what_such_a_sentence_does_say_passes(
    sentence: str, statements: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, sentence, statements) == set()
