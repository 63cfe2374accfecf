"""Free text: never a wrong single choice, several where in doubt, none where it is about else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import ORG, RDF, SKOS

from samspil.language.matching import Match, Term, match
from samspil.language.words import same_word
from samspil.paths import ontology_folder

SAM = Namespace("https://w3id.org/samspil/ns#")
ACTORS = (
    ORG.FormalOrganization,
    ORG.OrganizationalUnit,
    ORG.Organization,
    ORG.OrganizationalCollaboration,
    ORG.Role,
    SAM.ActorGroup,
    SAM.Forum,
)


class Labelled(TypedDict):
    text: str
    kind: str
    situations: list[str]


TEXTS = cast(
    "list[Labelled]",
    json.loads((Path(__file__).parents[1] / "data" / "free-text.json").read_text("utf-8")),
)


@cache
def data() -> Graph:
    graph = Graph()
    for folder in ("ishoej", "national"):
        for file in sorted((ontology_folder() / folder).glob("*.ttl")):
            graph.parse(file)
    return graph


def term(subject: URIRef) -> Term:
    graph = data()
    named = (subject, *graph.subjects(SAM.names, subject))

    def texts(*properties: URIRef) -> tuple[str, ...]:
        return tuple(
            sorted(
                str(value)
                for source in named
                for wanted in properties
                for value in graph.objects(source, wanted)
            )
        )

    notation = data().value(subject, SKOS.notation)
    return Term(
        id=str(subject).rsplit("/", 1)[-1],
        notation=str(notation) if notation else None,
        labels=texts(SKOS.prefLabel, SKOS.altLabel),
        words=texts(SKOS.hiddenLabel),
    )


@cache
def terms(*classes: URIRef) -> tuple[Term, ...]:
    found = {s for c in classes for s in data().subjects(RDF.type, c) if isinstance(s, URIRef)}
    return tuple(term(subject) for subject in sorted(found))


def situations() -> tuple[Term, ...]:
    # The law has situations too, which are never asked for by free text.
    return tuple(t for t in terms(SAM.Situation) if t.notation and t.notation.startswith("T"))


def slug(notation: str) -> str:
    return next(t.id for t in situations() if t.notation == notation)


def meant(text: str) -> Match:
    return match(text, situations())


def actor(text: str) -> Match:
    return match(text, terms(*ACTORS), names=True)


def test_the_labelled_texts_are_what_was_agreed() -> None:
    kinds = [row["kind"] for row in TEXTS]
    assert (kinds.count("one"), kinds.count("several"), kinds.count("none")) == (45, 20, 15)
    assert len({row["text"] for row in TEXTS}) == 80
    assert len(situations()) == 14


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["text"])
def test_a_labelled_text_is_understood_as_labelled(row: Labelled) -> None:
    expected = {slug(notation) for notation in row["situations"]}
    found = meant(row["text"])
    assert found.kind == row["kind"]
    if row["kind"] == "several":
        assert expected <= set(found.ids)
    else:
        assert expected == set(found.ids)


def test_loesladt_means_exactly_three_situations() -> None:
    for text in ("løsladt", "Løsladt", "loesladt", "losladt", "de løsladte"):
        found = meant(text)
        assert found.kind == "several", text
        assert set(found.ids) == {slug("T06"), slug("T07a"), slug("T07b")}, text


@pytest.mark.parametrize("situation", situations(), ids=lambda t: t.id)
def test_a_slug_a_notation_and_a_label_mean_exactly_their_situation(situation: Term) -> None:
    assert situation.notation
    short = situation.notation.lower().replace("t0", "t")
    exact = [situation.id, situation.id.upper(), situation.notation, situation.notation.lower()]
    for text in [*exact, short, *situation.labels, f"  {situation.id}\n"]:
        assert meant(text) == Match("one", (situation.id,)), text


def test_a_notation_without_its_letter_means_all_that_have_it() -> None:
    assert meant("T7") == Match("several", (slug("T07a"), slug("T07b")))
    assert meant("t10").kind == "several"
    for text in ("T99", "3", "T", "T03b"):
        assert meant(text).kind == "none", text


@pytest.mark.parametrize(
    "text",
    [
        # Words of the situations that say something else: none of them may choose one.
        "hvornår skal politiet kontaktes",
        "kan politiet kontakte borgeren",
        "politiet vil i kontakt med skolen",
        "ansøgning",
        "afsøgning",
        "det rejser kæmpe problemer",
        "familien rejste fra Syrien",
        "individuel indsats for ledige borgere",
        "udrejsecenter",
        "væbnet røveri",
        "hvem er formand for SSP-NU?",
        "utroligt",
        "færdsel",
        "ekstremt vejr",
        "holdninger",
        "metoder",
        "psykisk arbejdsmiljø",
        "bombetrussel akut",
    ],
)
def test_a_word_of_a_situation_is_not_yet_the_situation(text: str) -> None:
    assert meant(text).kind == "none"


def test_a_release_stays_a_choice_however_it_is_told() -> None:
    for text in (
        "Borgeren har begået kriminalitet og bliver snart løsladt",
        "en indsat er løsladt",
        "løsladelse fra fængsel",
        "elev med ekstremistiske holdninger",
    ):
        assert meant(text).kind == "several", text


@pytest.mark.parametrize(
    "text",
    [
        "SSP-lærer bekymret for en elev",
        "SSP lærer bekymret for en elev",
        "KSP-konsulent bekymret for en elev",
        "Infohusmedarbejder bekymret for en elev",
        "fængselsbetjent bekymret for en elev",
        "SSP teacher worried about a pupil",
    ],
)
def test_who_asks_never_decides_what_has_happened(text: str) -> None:
    plain = meant("worried about a pupil" if "pupil" in text else "bekymret for en elev")
    assert plain.kind == "several"
    assert meant(text) == plain


@pytest.mark.parametrize("text", ["det haster ikke", "ikke akut", "not urgent", "it isn't urgent"])
def test_a_negation_never_chooses_one(text: str) -> None:
    assert meant(text) == Match("none", suggestions=(slug("T03"),))


def test_what_is_not_understood_suggests_the_nearest() -> None:
    assert meant("bekymrng") == Match("none", suggestions=meant("bekymrng").suggestions)
    assert set(meant("bekymrng").suggestions) == {slug("T01"), slug("T02"), slug("T08")}
    assert meant("sag om akut vandskade").suggestions == (slug("T03"),)
    assert meant("") == meant(" \n") == meant("?!") == Match("none")
    assert match("akut", ()) == Match("none")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("straxen", "straxen"),
        ("tryghed", "tryghed-kriminalitetsforebyggelse"),
        ("TK", "tryghed-kriminalitetsforebyggelse"),
        ("SIRI", "siri"),
        ("PET", "pet"),
        ("koebenhavns vestegns politi", "koebenhavns-vestegns-politi"),
        ("politi", "koebenhavns-vestegns-politi"),
        ("lokal politi", "ishoej-lokalpoliti"),
        ("ppr", "ppr"),
        ("ssp nu", "ssp-nu"),
        ("Infohuset", "vestegnens-infohus"),
        ("god løsladelse", "god-loesladelse"),
        ("kredsråd", "kredsraad"),
        ("Kriminalforsorgen", "kriminalforsorgen"),
    ],
)
def test_an_actor_is_found_by_what_people_call_it(text: str, id_: str) -> None:
    assert actor(text) == Match("one", (id_,))


def test_a_name_written_in_two_words_that_begins_two_names_is_a_choice() -> None:
    assert set(actor("kriminal forsorgen").ids) == {"kriminalforsorgen", "ksp"}


def test_an_actor_is_not_chosen_by_a_part_that_others_share_or_that_is_another_thing() -> None:
    assert actor("forebyggelse").kind == "several"
    assert actor("skole").kind == "several"
    assert actor("vestegnen").kind == "several"
    assert actor("lærer") == Match("none", suggestions=("rolle-ssp-laerer",))
    assert actor("brandvæsenet").kind == "none"


@pytest.mark.parametrize("called", terms(*ACTORS), ids=lambda t: t.id)
def test_the_slug_of_an_actor_means_it(called: Term) -> None:
    found = actor(called.id)
    assert found.ids[0] == called.id
    # "politiet": the police of the law, and what the document calls the local police.
    namesakes = [t for t in terms(*ACTORS) if called.id in map(str.casefold, t.labels)]
    assert found.kind == ("several" if any(t != called for t in namesakes) else "one")


def test_an_identifier_that_is_the_name_of_another_chooses_neither() -> None:
    terms_ = (Term("politiet", None, ("The police",), ()), Term("kvp", None, ("Politiet",), ()))
    assert match("politiet", terms_, names=True) == Match("several", ("politiet", "kvp"))


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    found = meant(text)
    known = {t.id for t in situations()}
    assert {"one": len(found.ids) == 1, "several": len(found.ids) > 1, "none": not found.ids}[
        found.kind
    ]
    assert len(set(found.ids)) == len(found.ids)
    assert known.issuperset(found.ids)
    assert known.issuperset(found.suggestions)
    assert not found.suggestions or found.kind == "none"


WORDS = sorted({w for row in TEXTS for w in row["text"].split()})


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_spelling_of_letters_changes_nothing(text: str) -> None:
    found = meant(text)
    assert meant(text.upper()) == meant(text.lower()) == found
    # An identifier is spelt with oe, ae and aa itself, and then is taken at its word.
    if text not in {t.id for t in situations()}:
        for letters, plain in (("ø", "oe"), ("ø", "o"), ("å", "aa"), ("å", "a"), ("æ", "ae")):
            assert meant(text.replace(letters, plain)) == found


@given(st.sampled_from([row["text"] for row in TEXTS]), st.permutations(situations()))
def test_the_order_of_the_candidates_changes_nothing(text: str, shuffled: list[Term]) -> None:
    assert match(text, shuffled) == meant(text)


@given(
    st.sampled_from([row["text"] for row in TEXTS if row["kind"] == "one"]),
    st.sampled_from([row["text"] for row in TEXTS if row["kind"] == "one"]),
)
def test_two_texts_in_one_never_choose_a_third(first: str, second: str) -> None:
    found = meant(f"{first}, {second}")
    if found.kind == "one":
        assert set(found.ids) <= {*meant(first).ids, *meant(second).ids}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bortvisning", "bortvist", True),
        ("flytning", "flyt", True),
        ("bekymring", "bekymret", True),
        ("kommun", "kom", False),
        ("politi", "polit", True),
        ("skol", "skov", False),
        ("akut", "aktiv", False),
    ],
)
def test_forms_of_one_word_begin_alike(one: str, other: str, same: bool) -> None:
    assert same_word(one, other) is same_word(other, one) is same
