"""Planted faults: each is found, under its rule, and named with its file, line and IRI."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from samspil import paths
from samspil.messages import LANGUAGES, messages
from samspil.ontology.folders import DataFile, find_data
from samspil.ontology.reading import ParsedFile, read_file, read_vocabulary
from samspil.validation import Finding, Report, check, checking, engine

STATED = "ishoej/stated.ttl"
READ = "ishoej/interpretation.ttl"
GAPS = "ishoej/gaps.ttl"
EXTERNAL = "ishoej/external.ttl"
SEARCH = "ishoej/search.ttl"
LAW = "national/law.ttl"
TEXT = "ishoej/source.txt"
ISHOEJ = "https://w3id.org/samspil/id/ishoej/"
DK = "https://w3id.org/samspil/id/dk/"


@dataclass(frozen=True)
class Fault:
    """A change to one file, and the finding that it must bring.

    `old` is replaced once, after the first place where `after` stands; with an empty `old`, `new`
    is put there. `also` are rules that the same fault rightly breaks too.
    """

    name: str
    file: str
    after: str
    old: str
    new: str
    rule: str
    iri: str | None
    also: tuple[str, ...] = ()
    found_in: str | None = None


def _stated(name: str, after: str, old: str, new: str, rule: str, iri: str, *also: str) -> Fault:
    return Fault(name, STATED, after, old, new, rule, ISHOEJ + iri, also)


def _added(name: str, file: str, block: str, rule: str, iri: str, *also: str) -> Fault:
    """A block at the end of a file."""
    return Fault(name, file, "", "", block, rule, iri, also)


_DUTY = """ishoej:A55b a sam:InformationNorm ;
    sam:trigger ishoej:loesladelse ; sam:act sam:underretning ;
    sam:bearer <https://w3id.org/samspil/id/dk/kriminalforsorgen> ;
    sam:recipient ishoej:ksp ;
    sam:modality sam:must ; sam:modalityWord "skal"@da ; sam:reading sam:reading-obligation ;
    sam:evidence ishoej:A56-quote .

"""

_NORM = """ishoej:A79 a sam:InformationNorm ;
    sam:trigger ishoej:bekymring-radikalisering ; sam:act sam:besked ;
    sam:recipient <https://w3id.org/samspil/id/dk/pet> ;
    sam:modality sam:{modality} ; sam:modalityWord "{word}"@da ; sam:reading sam:reading-{reading} ;
    sam:evidence ishoej:A71-quote .

"""

FAULTS = [
    # Quotes and the text they come from
    _stated("a word in a quote", "ishoej:A40-quote", "bør i akutte", "skal i akutte",
            "quote-differs", "A40-quote"),
    _stated("a letter in a quote", "ishoej:A05-quote", "kommune", "kommunen",
            "quote-differs", "A05-quote"),
    _stated("offsets one too far", "ishoej:A28-quote", "oa:start 1698 ; oa:end 1792",
            "oa:start 1699 ; oa:end 1793", "quote-misplaced", "A28-quote"),
    _stated("offsets beyond the text", "ishoej:A28-quote", "oa:start 1698 ; oa:end 1792",
            "oa:start 99698 ; oa:end 99792", "quote-outside", "A28-quote"),
    _stated("the end before the start", "ishoej:A28-quote", "oa:start 1698 ; oa:end 1792",
            "oa:start 1792 ; oa:end 1698", "position-order", "A28-quote"),
    _stated("an offset in words", "ishoej:A28-quote", "oa:start 1698", 'oa:start "her"',
            "position-start", "A28-quote", "position-order"),
    _stated("another sentence", "ishoej:A28-quote", "sam:sentence ishoej:S10",
            "sam:sentence ishoej:S09", "quote-other-sentence", "A28-quote"),
    _stated("two blanks in a quote", "ishoej:A28-quote", "henvende sig", "henvende  sig",
            "quote-blanks", "A28-quote"),
    _stated("no quote", "ishoej:A28-quote",
            'oa:exact "Ishøjs skoler og øvrige driftssteder kan henvende sig til Tryghed og '
            'Kriminalitetsforebyggelse"@da ;', "",
            "quotation-exact", "A28-quote"),
    _stated("a quote nobody uses", "ishoej:A05 a", "sam:evidence ishoej:A05-quote",
            "sam:evidence ishoej:A06-quote", "evidence-unused", "A05-quote", "not-mentioned"),
    Fault("a changed source", TEXT, "", "ekstremistiske holdninger", "ekstremistiske  holdninger",
          "source-changed", ISHOEJ + "source", ("sentence-edge", "text-unread", "quote-misplaced",
          "quote-differs", "quote-other-sentence", "sentence-overlap", "sentence-outside"), STATED),
    _stated("a source that isn't there", "ishoej:source a", '"source.txt"', '"kilde.txt"',
            "source-missing", "source"),
    _stated("a source elsewhere", "ishoej:source a", '"source.txt"', '"../../secret.txt"',
            "source-missing", "source"),
    # Sentences
    _stated("a sentence left out", "ishoej:H4 a", "ishoej:H4 a sam:Sentence ;\n    "
            "dct:isPartOf ishoej:source ; oa:start 3603 ; oa:end 3621 ; "
            "sam:sentenceKind sam:heading .", "", "text-unread", "source", "dangling"),
    _stated("a sentence across another", "ishoej:S03 a", "oa:start 623", "oa:start 610",
            "sentence-overlap", "S03"),
    _stated("a sentence beyond the text", "ishoej:S24 a", "oa:end 4124", "oa:end 4999",
            "sentence-outside", "S24", "text-unread", "modality-word-uncovered"),
    _stated("a sentence both used and not", "ishoej:S10 a", "sam:sentenceKind sam:content",
            'sam:unusedBecause "Ligegyldig"@da, "Of no matter"@en ; sam:sentenceKind sam:content',
            "sentence-both", "S10"),
    _stated("a sentence of no kind", "ishoej:S10 a", "sam:sentenceKind sam:content",
            "sam:sentenceKind sam:task", "sentence-kind", "S10"),
    # Modality: saying more, or something else, than the source
    _stated("may turned must", "ishoej:A28 a", "sam:modality sam:may", "sam:modality sam:must",
            "modality-disagrees", "A28"),
    _stated("should turned must, reading and all", "ishoej:A40 a",
            'sam:should ; sam:modalityWord "bør"@da ; sam:reading sam:reading-recommendation',
            'sam:must ; sam:modalityWord "bør"@da ; sam:reading sam:reading-obligation',
            "reading-not-admitted", "A40"),
    _stated("should turned must, word and all", "ishoej:A40 a",
            'sam:should ; sam:modalityWord "bør"@da ; sam:reading sam:reading-recommendation',
            'sam:must ; sam:modalityWord "skal"@da ; sam:reading sam:reading-obligation',
            "modality-word-not-there", "A40", "modality-word-uncovered"),
    _stated("should turned must, by another word", "ishoej:A40 a",
            'sam:should ; sam:modalityWord "bør"@da ; sam:reading sam:reading-recommendation',
            'sam:must ; sam:modalityWord "rettes"@da ; sam:reading sam:reading-obligation',
            "modality-word-not-quoted", "A40", "modality-word-uncovered"),
    _stated("may turned should, by the sentence's other word", "ishoej:A39 a",
            'sam:may ; sam:modalityWord "kan"@da ; sam:reading sam:reading-permission',
            'sam:should ; sam:modalityWord "bør"@da ; sam:reading sam:reading-recommendation',
            "modality-word-not-quoted", "A39", "modality-word-uncovered"),
    _stated("practice turned must", "ishoej:A60 a",
            "sam:practice ; sam:modalityWord", "sam:must ; sam:modalityWord",
            "modality-disagrees", "A60"),
    _stated("an aim turned must", "ishoej:A56 a",
            "sam:aim ; sam:modalityWord \"skal\"@da ; sam:reading sam:reading-aim",
            "sam:must ; sam:modalityWord \"skal\"@da ; sam:reading sam:reading-aim",
            "modality-disagrees", "A56"),
    _stated("an ability turned permission", "ishoej:A23 a",
            "sam:descriptive ; sam:modalityWord", "sam:may ; sam:modalityWord",
            "modality-disagrees", "A23"),
    _stated("must without a word", "ishoej:A48 a",
            'sam:descriptive ; sam:modalityWord "deltager"@da', "sam:must",
            "modality-word-missing", "A48"),
    _stated("practice by a word with no reading", "ishoej:A48 a",
            "sam:modality sam:descriptive", "sam:modality sam:practice",
            "modality-word-unlisted", "A48"),
    *(
        _stated(f"{modality} by a word that binds nobody", "ishoej:A71 a",
                "ishoej:A71 a", _NORM.format(modality=modality, word=word, reading=reading)
                + "ishoej:A71 a", "modality-word-unlisted", "A79", "not-mentioned",
                "act-not-quoted")
        for modality, word, reading in (
            ("must", "danner", "obligation"), ("should", "danner", "recommendation"),
            ("may", "mellem", "permission"), ("practice", "danner", "practice"))
    ),
    _stated("an unknown modality", "ishoej:A28 a", "sam:modality sam:may", "sam:modality sam:shall",
            "modality", "A28", "norm-modality", "modality-disagrees"),
    _stated("two modalities", "ishoej:A28 a", "sam:modality sam:may",
            "sam:modality sam:may, sam:must", "modality", "A28", "modality-disagrees"),
    _stated("no modality", "ishoej:A05 a", "sam:modality sam:descriptive",
            "skos:note \"Uden\"@da, \"Without\"@en", "modality", "A05", "both-languages-note"),
    _stated("an unknown reading", "ishoej:A28 a", "sam:reading-permission", "sam:reading-pligt",
            "reading", "A28"),
    _stated("a word of the source that nobody reads", "ishoej:A08 a",
            'sam:modalityWord "kan"@da ; sam:reading sam:reading-possibility',
            'skos:note "x"@da, "x"@en', "modality-word-uncovered", "S02", "both-languages-note"),
    _stated("a norm with the modality of an aim", "ishoej:A60 a",
            "sam:practice ; sam:modalityWord \"får besked\"@da ; sam:reading sam:reading-practice",
            "sam:aim", "norm-modality", "A60"),
    # Names and languages
    _stated("no English name", "ishoej:straxen a", ', "StraXen"@en', "",
            "both-languages-prefLabel", "straxen"),
    _stated("two Danish names", "ishoej:straxen a", '"StraXen"@da', '"StraXen"@da, "Straks"@da',
            "both-languages-prefLabel", "straxen", "name-not-said"),
    _stated("no name", "ishoej:lokalraad a", "skos:prefLabel", "skos:altLabel",
            "named", "lokalraad"),
    _stated("a name without a language", "ishoej:straxen a", 'skos:altLabel "Straxen"@da',
            'skos:altLabel "Straxen"', "language-of-altLabel", "straxen"),
    _stated("a third language", "ishoej:straxen a", 'skos:altLabel "Straxen"@da',
            'skos:altLabel "Straxen"@sv', "other-language", "straxen", "language-of-altLabel"),
    Fault("a gap in one language", GAPS, "ishoej:G02 a",
          ',\n        "Who refers a concern to the Info House, and how?"@en', "",
          "both-languages-asks", ISHOEJ + "G02"),
    # Ids and special cases
    _added("an id used twice", STATED, "ishoej:A28 a sam:TaskStatement ; sam:subject ishoej:ppr ;\n"
           "    sam:predicate sam:discusses ; sam:object ishoej:ssp .\n",
           "twice-described", ISHOEJ + "A28"),
    _stated("a special case that nobody states", "ishoej:akut-tilfaelde a", 'skos:notation "T03" ;',
            'skos:notation "T03" ; skos:broader ishoej:lokal-bekymring ;',
            "broader-unstated", "akut-tilfaelde"),
    # Names and numbers
    _stated("a name of another", "ishoej:straxen a", 'skos:altLabel "Straxen"@da',
            'skos:altLabel "Straxen"@da, "PPR"@da', "name-shared", "straxen"),
    _stated("a name that the document hasn't", "ishoej:straxen a", 'skos:altLabel "Straxen"@da',
            'skos:altLabel "Straxen"@da, "Kriseteamet"@da', "name-not-said", "straxen"),
    # Links
    _stated("a link to nothing", "ishoej:A28 a", "sam:bearer ishoej:ishoejs-skoler",
            "sam:bearer ishoej:ishoejs-skole", "dangling", "A28", "bearer-untold"),
    _stated("evidence that isn't there", "ishoej:A28 a", "sam:evidence ishoej:A28-quote",
            "sam:evidence ishoej:A28-citat", "dangling", "A28", "evidence-unused",
            "stated-is-quoted"),
    _stated("no evidence", "ishoej:A28 a", "sam:evidence ishoej:A28-quote",
            "sam:urgency sam:ordinary", "evidence-required", "A28", "evidence-unused",
            "stated-is-quoted"),
    _stated("a forum as the situation", "ishoej:A28 a",
            "sam:trigger ishoej:bekymring-ung-radikaliseringsstruet", "sam:trigger ishoej:ssp-nu",
            "norm-trigger", "A28", "alternative-other-situation", "not-mentioned"),
    _stated("no situation", "ishoej:A40 a", "sam:trigger ishoej:akut-tilfaelde ;", "",
            "norm-trigger", "A40"),
    _stated("no recipient", "ishoej:A40 a",
            "sam:recipient ishoej:tryghed-kriminalitetsforebyggelse ;", "",
            "norm-recipient", "A40"),
    _stated("two acts", "ishoej:A40 a", "sam:act sam:henvendelse",
            "sam:act sam:henvendelse, sam:underretning", "norm-act", "A40", "act-not-quoted"),
    _stated("an act that is none", "ishoej:A40 a", "sam:act sam:henvendelse",
            "sam:act sam:politi", "norm-act", "A40"),
    _stated("a channel that is no forum", "ishoej:A60 a", "sam:channel ishoej:ksp",
            "sam:channel ishoej:straxen", "norm-channel", "A60", "not-mentioned"),
    _stated("a seat in something that is no forum", "ishoej:A48 a",
            "org:organization ishoej:ssp-netvaerksgrupper", "org:organization ishoej:ppr",
            "participation-forum", "A48"),
    _stated("a seat for nobody", "ishoej:A48 a", "org:member ishoej:straxen ;", "",
            "participation-who", "A48"),
    _stated("an alternative one way only", "ishoej:A29 a", "sam:alternativeTo ishoej:A28 ;", "",
            "alternative-one-way", "A28", "alternative-untold"),
    _stated("a law's text quoted", "ishoej:A28 a", "sam:evidence ishoej:A28-quote",
            "sam:evidence ishoej:XA1-ref", "evidence-unused", "A28-quote", "stated-is-quoted"),
    _stated("a recipient the sentence doesn't name", "ishoej:A40 a",
            "sam:recipient ishoej:tryghed-kriminalitetsforebyggelse",
            "sam:recipient <https://w3id.org/samspil/id/dk/pet>", "not-mentioned", "A40"),
    _stated("one who acts, not named", "ishoej:A24 a", "sam:bearer ishoej:straxen",
            "sam:bearer <https://w3id.org/samspil/id/dk/pet>", "not-mentioned", "A24"),
    _stated("a situation the sentence doesn't name", "ishoej:A40 a",
            "sam:trigger ishoej:akut-tilfaelde",
            "sam:trigger ishoej:bekymring-ung-radikaliseringsstruet", "not-mentioned", "A40"),
    _stated("a situation of another section", "ishoej:A60 a",
            "sam:trigger ishoej:ekstremistiske-holdninger-under-afsoning",
            "sam:trigger ishoej:bekymring-ung-radikaliseringsstruet", "not-mentioned", "A60"),
    _stated("an aim about another situation", "ishoej:A56 a", "sam:about ishoej:loesladelse",
            "sam:about ishoej:akut-tilfaelde", "not-mentioned", "A56"),
    _stated("another forum as the channel", "ishoej:A60 a", "sam:channel ishoej:ksp",
            "sam:channel ishoej:psp", "not-mentioned", "A60"),
    _stated("a seat in a forum the sentence doesn't name", "ishoej:A48 a",
            "org:organization ishoej:ssp-netvaerksgrupper", "org:organization ishoej:psp",
            "not-mentioned", "A48"),
    _stated("an aim's word read as a duty too", "", "ishoej:A56 a", _DUTY + "ishoej:A56 a",
            "word-read-twice", "A56", "act-not-quoted", "recipient-not-quoted"),
    # Loops
    _added("a loop of units", READ, "ishoej:I98 a sam:StructureStatement ;\n"
           "    sam:subject ishoej:ishoej-kommune ; sam:predicate org:unitOf ;\n"
           "    sam:object ishoej:tryghed-kriminalitetsforebyggelse ;\n"
           "    sam:modality sam:descriptive ; sam:confidence sam:low ; sam:approved false ;\n"
           '    sam:why "Prøve"@da, "Test"@en ; prov:wasDerivedFrom ishoej:S05 .\n',
           "loop", ISHOEJ + "I98"),
    _added("a loop of broader situations", READ, "ishoej:I98 a sam:StructureStatement ;\n"
           "    sam:subject ishoej:akut-tilfaelde ; sam:predicate skos:broader ;\n"
           "    sam:object ishoej:akut-tilfaelde ;\n"
           "    sam:modality sam:descriptive ; sam:confidence sam:low ; sam:approved false ;\n"
           '    sam:why "Prøve"@da, "Test"@en ; prov:wasDerivedFrom ishoej:S14 .\n',
           "loop", ISHOEJ + "I98"),
    Fault("interpretations that rest on each other", READ, "ishoej:I02 a", "sam:confidence",
          "sam:restsOn ishoej:I02 ; sam:confidence", "loop", ISHOEJ + "I02"),
    # Classes and properties
    _stated("an unknown class", "ishoej:A28 a", "a sam:InformationNorm", "a sam:InfoNorm",
            "unknown-class", "A28", "norm-alternative"),
    _stated("an unknown property", "ishoej:A28 a", "sam:bearer", "sam:bærer",
            "unknown-property", "A28", "bearer-untold"),
    _stated("a property of another class", "ishoej:A28 a", "sam:concerns",
            'sam:file "x" ; sam:concerns', "information-norm", "A28"),
    _stated("an unknown relation", "ishoej:A05 a", "sam:cooperatesWith", "sam:cooperatesWit",
            "unknown-relation", "A05"),
    _stated("two classes of assertion", "ishoej:A28 a", "a sam:InformationNorm",
            "a sam:InformationNorm, sam:TaskStatement", "assertion-kind", "A28",
            "information-norm", "task-statement", "statement-subject", "statement-predicate",
            "statement-has-object"),
    _stated("no class", "ishoej:figur-1 a", "a sam:Figure ;\n    ", "", "no-class", "figur-1"),
    _stated("a person", "ishoej:straxen a", "a org:OrganizationalUnit",
            "a org:OrganizationalUnit, <http://xmlns.com/foaf/0.1/Person>", "person", "straxen"),
    _stated("a person's name", "ishoej:straxen a", "skos:altLabel",
            '<https://schema.org/familyName> "Hansen" ; skos:altLabel', "person", "straxen"),
    _stated("a blank node", "ishoej:A28 a", "sam:bearer ishoej:ishoejs-skoler",
            "sam:bearer [ a sam:ActorGroup ]", "blank-node", "A28", "named"),
    # Homes
    _added("a thing in two files", GAPS, 'ishoej:straxen skos:altLabel "Straks"@da .\n',
           "two-homes", ISHOEJ + "straxen"),
    _added("a shared thing changed by a municipality", GAPS, "dk:pet a org:FormalOrganization ;\n"
           '    skos:prefLabel "PET"@da, "PET"@en .\n', "two-homes", DK + "pet",
           "both-languages-prefLabel"),
    _added("a new shared thing in a municipality's file", GAPS, "dk:ny a org:FormalOrganization ;\n"
           '    skos:prefLabel "Ny"@da, "New"@en .\n', "foreign-subject", DK + "ny"),
    _added("a shared name used again", GAPS, "ishoej:pet a org:FormalOrganization ;\n"
           '    skos:prefLabel "PET"@da, "PET"@en .\n', "reused-slug", ISHOEJ + "pet"),
    _added("a name with other letters", GAPS, "<https://w3id.org/samspil/id/ishoej/nøgle> a "
           'sam:Figure ; skos:prefLabel "N"@da, "N"@en .\n', "bad-slug", ISHOEJ + "nøgle"),
    _added("a naming without a name", SEARCH, "ishoej:x-search a sam:Naming ; "
           "sam:names ishoej:straxen .\n", "naming-has-name", ISHOEJ + "x-search"),
    _added("a name from nowhere", EXTERNAL, "ishoej:x-naming a sam:Naming ; "
           'sam:names ishoej:psp ; skos:altLabel "PSP-holdet"@da .\n', "naming-of-another-source",
           ISHOEJ + "x-naming"),
    # Interpretations, gaps, law
    Fault("a rejected interpretation that yields", READ, "ishoej:I09 a sam:Interpretation ;",
          "sam:decision sam:rejected ;", "sam:decision sam:rejected ; "
          "sam:subject ishoej:tryghed-kriminalitetsforebyggelse ; sam:predicate sam:leadsDaily ; "
          "sam:object ishoej:ssp-nu ;", "rejected-yields-nothing", ISHOEJ + "I09",
          ("yield-is-whole",)),
    Fault("a rejection without a reason", READ, "ishoej:I02 a", "sam:accepted", "sam:rejected",
          "rejected-says-why", ISHOEJ + "I02", ("rests-on-rejected",)),
    Fault("what rests on a rejected interpretation", STATED, "ishoej:A48 a",
          "sam:restsOn ishoej:I04", "sam:restsOn ishoej:I09", "rests-on-rejected", ISHOEJ + "A48"),
    Fault("an interpretation without a reason", READ, "ishoej:I02 a", "sam:why", "skos:note",
          "interpretation-required", ISHOEJ + "I02"),
    Fault("an unknown confidence", READ, "ishoej:I02 a", "sam:confidence sam:high",
          "sam:confidence sam:sikker", "confidence", ISHOEJ + "I02"),
    Fault("a gap about nothing", GAPS, "ishoej:G02 a", "sam:about", "sam:mentionedIn",
          "gap-about", ISHOEJ + "G02", ("mentioned-in",)),
    Fault("a law that ends before it begins", LAW, "dk:C5 a", '"2023-12-31"', '"2013-12-31"',
          "valid-order", DK + "C5"),
    Fault("a law without a first day", LAW, "dk:C5 a",
          'sam:validFrom "2018-04-13"^^xsd:date ;', "", "law-required", DK + "C5"),
    Fault("a date that is none", LAW, "dk:C5 a", '"2023-12-31"', '"2023-02-31"',
          "valid-to", DK + "C5", ("valid-order",)),
    Fault("a law quoted", LAW, "dk:C5-ref a", "sam:paraphrase",
          '<http://www.w3.org/ns/oa#exact> "skal underrette"@da ; sam:paraphrase',
          "paraphrase", DK + "C5-ref"),
    Fault("an address that is none", EXTERNAL, "ishoej:XA1-ref a", '"http', '"p:',
          "addresses", ISHOEJ + "XA1-ref"),
    Fault("the stated layer called law", STATED, "ishoej:graph-stated a", "sam:layer sam:stated",
          "sam:layer sam:law", "quotation-layer", ISHOEJ + "A28-quote",
          ("law-or-external-is-paraphrased", "law-required", "sentence-unused",
           "modality-word-uncovered")),
    # CPR numbers
    _stated("a CPR number in a note", "ishoej:A25 a", "(I02)", "(010190-1234)", "cpr", "A25"),
    _stated("a CPR number without a hyphen", "ishoej:A25 a", "(I02)", "(0101901234)", "cpr", "A25"),
    _stated("a CPR number in a comment", "# A25", "S09", "S09, 010190-1234", "cpr", "A25"),
    _stated("a CPR number written with escapes", "ishoej:A25 a", "(I02)", "(010190\\u002D1234)",
            "cpr", "A25"),
    Fault("a CPR number in the source", TEXT, "", "13-04-2018", "13-04-2018 010190-1234",
          "cpr", ISHOEJ + "source", ("source-changed", "sentence-edge", "text-unread",
          "quote-misplaced", "quote-differs", "quote-other-sentence", "sentence-overlap",
          "sentence-outside", "modality-word-uncovered", "modality-word-not-there",
          "modality-word-not-quoted", "mention-not-borne-out")),
    # Turtle that isn't
    _stated("a missing full stop", "ishoej:A05-quote a", " .\n", "\n", "turtle-end", "A05-quote"),
    _stated("a missing semicolon", "ishoej:A28 a", "sam:act sam:henvendelse ;",
            "sam:act sam:henvendelse", "turtle-end", "A28"),
    _stated("a missing quotation mark", "ishoej:straxen a", '"Straxen"@da', '"Straxen@da',
            "turtle-quote", "straxen"),
    _stated("an unknown prefix", "ishoej:A28 a", "sam:bearer", "samm:bearer",
            "turtle-prefix", "A28"),
    Fault("a broken prefix line", STATED, "", "@prefix oa: <http://www.w3.org/ns/oa#> .",
          "@prefix oa <http://www.w3.org/ns/oa#> .", "turtle-prefix-line", None,
          ("turtle-prefix",)),
    Fault("no header", GAPS, "ishoej:graph-gaps a", "sam:LayerGraph", "sam:Figure",
          "layer-header", None),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _parse_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fault changes one file of nine: the others needn't be parsed anew for every test."""
    for name, reader in (("read_file", read_file), ("read_vocabulary", read_vocabulary)):
        monkeypatch.setattr(checking, name, functools.partial(_remembered, reader))


@functools.cache
def _parsed(reader: Callable[[DataFile], ParsedFile], name: str, content: bytes) -> ParsedFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.ttl"
        path.write_bytes(content)
        return reader(DataFile(path, name))


def _remembered(reader: Callable[[DataFile], ParsedFile], file: DataFile) -> ParsedFile:
    return replace(_parsed(reader, file.name, file.path.read_bytes()), file=file)


def _copy(to: Path) -> Path:
    shutil.copytree(paths.ontology_folder(), to)
    return to


def _plant(folder: Path, fault: Fault) -> None:
    file = folder / fault.file
    text = file.read_bytes().decode("utf-8")
    if not fault.old:
        assert text.endswith("\n")
        header = "".join(
            f"@prefix {prefix}: <{iri}> .\n"
            for prefix, iri in (
                ("dk", DK),
                ("org", "http://www.w3.org/ns/org#"),
                ("skos", "http://www.w3.org/2004/02/skos/core#"),
                ("prov", "http://www.w3.org/ns/prov#"),
            )
            if f"@prefix {prefix}:" not in text
        )
        file.write_bytes(f"{header}{text}\n{fault.new}".encode())
        return
    at = text.index(fault.after)
    changed = text[at:].replace(fault.old, fault.new, 1)
    assert changed != text[at:], f"{fault.old!r} doesn't stand after {fault.after!r}"
    file.write_bytes((text[:at] + changed).encode())


def _checked(folder: Path) -> Report:
    return check(find_data(folder))


def _line_of(folder: Path, finding: Finding) -> str:
    assert finding.file
    assert finding.line
    return (folder / finding.file).read_text("utf-8").splitlines()[finding.line - 1]


def test_ishoej_has_no_finding_and_every_sentence_and_word_is_accounted_for() -> None:
    report = check(find_data())
    assert report.findings == ()
    assert report.complete
    total = report.total
    assert (total.sentences_used, total.sentences) == (24, 24)
    assert (total.words_covered, total.words) == (11, 11)


def test_the_invented_municipality_has_no_finding(root: Path) -> None:
    report = check(find_data(root / "tests" / "data" / "lilleby"))
    assert report.findings == ()
    total = report.total
    assert total.sentences_used + total.sentences_declared == total.sentences > 0
    assert total.words_covered == total.words > 0


def test_there_are_faults_enough() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found_and_named_with_its_place(fault: Fault, tmp_path: Path) -> None:
    folder = _copy(tmp_path / "data")
    _plant(folder, fault)
    report = _checked(folder)
    named = [each for each in report.findings if (each.rule, each.iri) == (fault.rule, fault.iri)]
    assert named, report.findings
    finding = named[0]
    assert finding.file == (fault.found_in or fault.file)
    if fault.iri and fault.file != TEXT:
        assert finding.label or finding.code.startswith(("turtle-", "cpr"))
        line = _line_of(folder, finding)
        if not finding.code.startswith(("turtle-", "cpr")):
            assert line.split()[0].endswith(fault.iri.rpartition("/")[2].rstrip(">")) or (
                fault.iri in line
            )
    for each in report.findings:
        for language in LANGUAGES:
            text = messages(language)(f"check.{each.code}", **each.blanks(language))
            assert text.strip("()., ")
            assert "{" not in text
    others = {each.rule for each in report.findings} - {fault.rule, *fault.also}
    assert not others, report.findings


def test_a_document_whose_silence_nobody_wrote_down_is_told(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "data")
    (folder / GAPS).unlink()
    finding = next(each for each in _checked(folder).findings if each.rule == "silence-untold")
    assert (finding.file, finding.iri) == (STATED, ISHOEJ + "source")
    assert _line_of(folder, finding).startswith("ishoej:source ")


@pytest.mark.parametrize(
    ("instead", "near"), [("ishoej:straxen-ishoej", "ishoej:straxen-ishoej"), ("ishoej:x", "–")]
)
def test_the_nearest_name_for_a_thing_is_a_thing_and_never_a_term(
    instead: str, near: str, tmp_path: Path
) -> None:
    folder = _copy(tmp_path / "data")
    _plant(folder, _stated("", "ishoej:straxen a", "ishoej:straxen a", f"{instead} a", "", ""))
    dangling = [each for each in _checked(folder).findings if each.rule == "dangling"]
    assert {(each.params["found"], each.params["near"]) for each in dangling} == {
        ("ishoej:straxen", near)
    }


def test_all_syntax_errors_of_all_files_are_found(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "data")
    wrong = [fault for fault in FAULTS if fault.rule in {"turtle-end", "turtle-quote"}]
    for fault in wrong:
        _plant(folder, fault)
    gaps = folder / GAPS
    gaps.write_text(gaps.read_text("utf-8").replace("sam:reviewStatus sam", "sam", 1), "utf-8")
    report = _checked(folder)
    assert not report.complete
    found = {(each.file, each.iri) for each in report.findings}
    assert {(fault.file, fault.iri) for fault in wrong} <= found
    assert GAPS in {file for file, _ in found}
    assert len(report.findings) == len(wrong) + 1


def test_a_cpr_number_is_found_in_a_file_that_can_not_be_read_and_never_repeated(
    tmp_path: Path,
) -> None:
    folder = _copy(tmp_path / "data")
    gaps = folder / GAPS
    gaps.write_text(gaps.read_text("utf-8") + "\n# 010190-1234\nishoej:x a", "utf-8")
    report = _checked(folder)
    assert {"cpr", "turtle-object"} == {each.rule for each in report.findings}
    assert "1234" not in str(report.findings)


def test_both_engines_find_the_same(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "data")
    planted = 0
    for fault in FAULTS:
        unreadable = fault.rule.startswith("turtle-") or fault.rule == "layer-header"
        # rdflib, on which pyshacl builds, can't compare what isn't a date with one.
        ill_typed = {"valid-order", "position-order"} & set(fault.also)
        if fault.file == TEXT or unreadable or ill_typed:
            continue
        try:
            _plant(folder, fault)
        except (AssertionError, ValueError):
            continue  # an earlier fault changed the same place
        planted += 1
    assert planted > 50
    found = [check(find_data(folder), engine=name).findings for name in engine.ENGINES]
    assert len(found[0]) > 50
    assert found[0] == found[1]
