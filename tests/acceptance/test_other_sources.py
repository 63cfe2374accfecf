"""Another source never overwrites the document's silence, and says beside it what it says.

A participant, a frequency and a message from an invented page are put into every forum and every
situation of Ishøj and of the invented municipality: what the document doesn't say it still doesn't
say, its own rows are the same, and the difference is shown.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from samspil import paths
from samspil.answers.model import to_json
from samspil.api import Model, open_model
from samspil.messages import messages
from samspil.render import informed_page, profile_page
from samspil.render.formats import markdown
from tests.program import AS_OF, LILLEBY, Json, ask, call, ids, kept_graphs, query, shelved

if TYPE_CHECKING:
    from collections.abc import Iterator

MUNICIPALITIES = ("ishoej", "lilleby")
ADDRESS = "https://another.example.invalid/page"
HEAD = "\n@prefix org: <http://www.w3.org/ns/org#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
PAGE = """
{d}:Y-ref a sam:Paraphrase ;
    sam:paraphrase "Opdigtet."@da, "Invented."@en ;
    sam:address "{address}"^^xsd:anyURI ;
    dct:issued "2019-05-06"^^xsd:date ;
    sam:readOn "2026-11-24"^^xsd:date .
{d}:Y-helper a org:Role ;
    skos:prefLabel "opdigtet hjælper"@da, "invented helper"@en ;
    org:classification sam:kind-role ;
    sam:tier sam:tier-municipality .
"""
FORUM = """
{d}:Y-{id}-seat a sam:Participation ;
    org:organization {d}:{id} ; org:role {d}:Y-helper ;
    sam:predicate sam:attendsMeetingsOf ; sam:modality sam:descriptive ; sam:evidence {d}:Y-ref .
{d}:Y-{id}-often a sam:StructureStatement ;
    sam:subject {d}:{id} ; sam:predicate sam:meetsWithFrequency ;
    sam:objectText "hver anden dag"@da, "every other day"@en ;
    sam:modality sam:descriptive ; sam:evidence {d}:Y-ref .
"""
SITUATION = """
{d}:Y-{id}-norm a sam:InformationNorm ;
    sam:trigger {d}:{id} ; sam:act sam:underretning ; sam:recipient {d}:Y-helper ;
    sam:modality sam:must ; sam:evidence {d}:Y-ref .
"""


def _folder(dataset: str) -> Path:
    return LILLEBY if dataset == "lilleby" else paths.ontology_folder() / dataset


def _things(dataset: str) -> tuple[list[str], list[str]]:
    """The forums and the situations of a municipality, by id."""
    with open_model(_folder(dataset)) as model:
        found = (
            [row["id"] for row in model.session.ask("identify", **{"class": kind})
             if row["dataset"] == dataset]
            for kind in ("Forum", "Situation")
        )  # fmt: skip
        forums, situations = found
    return forums, situations


@pytest.fixture(scope="module", params=MUNICIPALITIES)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Model, Model]]:
    """A municipality as it is, and with another source on all its forums and situations."""
    dataset = str(request.param)
    folder = tmp_path_factory.mktemp("other") / dataset
    shutil.copytree(_folder(dataset), folder)
    forums, situations = _things(dataset)
    external = folder / "external.ttl"
    text = external.read_text(encoding="utf-8") + HEAD
    text += PAGE.format(d=dataset, address=ADDRESS)
    text += "".join(FORUM.format(d=dataset, id=one) for one in forums)
    text += "".join(SITUATION.format(d=dataset, id=one) for one in situations)
    external.write_text(text, encoding="utf-8")
    ended = call("check", "--data", str(folder))
    assert ended.code == 0, ended.out
    with (
        kept_graphs(tmp_path_factory.mktemp("graphs")),
        open_model(_folder(dataset), as_of=AS_OF) as before,
        open_model(folder, as_of=AS_OF) as after,
    ):
        yield before, after


def _own(answer: Json) -> Json:
    """What the document itself says, and what it doesn't."""
    kept = {
        key: answer[key]
        for key in ("status", "groups", "parts", "gaps", "related")
        if key in answer
    }
    rooms = [{**room, "beside": []} for room in answer["in_the_room"]]
    silent = [
        one for one in answer["notes"] if one["code"] in {"must-empty", "no-norm", "describes"}
    ]
    return {**kept, "in_the_room": rooms, "notes": silent}


def _silences(page: str) -> set[str]:
    say = messages("da")
    known = {
        say(f"{code}")
        for code in (
            "room.empty", "contacts.empty", "part-empty.party", "part-empty.gives",
            "part-empty.receives", "part-empty.attends", "informed.not-stated",
            "informed.nothing-found", "group-empty.must", "group-empty.should", "group-empty.may",
            "group-empty.practice", "group-empty.must-not",
        )
    }  # fmt: skip
    return {one for one in known if one in page}


def test_what_the_document_says_of_a_forum_and_what_it_does_not_stay(
    both: tuple[Model, Model],
) -> None:
    before, after = both
    say = messages("da")
    forums, _ = _things(before.session.dataset)
    for forum in forums:
        one, other = before.forum(forum), after.forum(forum)
        assert _own(to_json(one)) == _own(to_json(other))
        pages = [markdown(profile_page(say, answer)) for answer in (one, other)]
        assert _silences(pages[0]) == _silences(pages[1])
        seats = [party.id for room in other.in_the_room for party in room.beside]
        assert "Y-helper" in seats
        beside = {row["row"]["id"] for row in shelved(to_json(other), "external")}
        assert {f"Y-{forum}-seat", f"Y-{forum}-often"} <= beside
        told = {
            (one.aspect, id_) for one in other.differences if one.subject.id == forum
            for said in one.says if said.source.address == ADDRESS for id_ in said.assertions
        }  # fmt: skip
        assert told == {("members", f"Y-{forum}-seat"), ("frequency", f"Y-{forum}-often")}
        assert "another.example.invalid (dateret 06-05-2019, læst 24-11-2026)" in pages[1]


def test_what_the_document_says_of_a_situation_and_what_it_does_not_stay(
    both: tuple[Model, Model],
) -> None:
    before, after = both
    say = messages("da")
    _, situations = _things(before.session.dataset)
    for situation in situations:
        one, other = before.informed(situation), after.informed(situation)
        assert _own(to_json(one)) == _own(to_json(other))
        pages = [markdown(informed_page(say, answer)) for answer in (one, other)]
        assert _silences(pages[0]) == _silences(pages[1])
        assert f"Y-{situation}-norm" in [row.id for row in other.beside.external]
        (told,) = (found for found in other.differences if found.aspect == "norm")
        assert told.subject.id == situation
        norms = any(row.recipients and row.step == 1 for row in one.rows)
        assert told.kind == ("differs" if norms else "silent")
        (page,) = (said for said in told.says if said.source.address == ADDRESS)
        assert [(value.id, value.modality) for value in page.values] == [("Y-helper", "must")]
        own = {value.id for said in told.says if said is not page for value in said.values}
        assert {ref.id for ref in page.not_named} == own


def test_why_not_and_the_tables_stay_the_documents_own(both: tuple[Model, Model]) -> None:
    before, after = both
    forums, situations = _things(before.session.dataset)
    for name in ("situations", "responsibilities", "actors-by-forums", "target-groups"):
        assert before.query(name) == after.query(name)
    for forum in forums:
        (one,), (other,) = (model.query("room", {"forums": forum}) for model in both)
        assert one["parties"] == other["parties"]
        assert "Y-helper" in {party["id"] for party in other["beside"]}
    for situation in situations:
        # It is no recipient of the document's; that another source says so is told as that.
        assert after.why_not("Y-helper", situation).reason == "only-beside"
    for model in both:
        assert {row["id"] for row in model.gaps()} == {row["id"] for row in before.gaps()}


def _found(*about: str, data: Path | None = None) -> dict[tuple[str, str], Json]:
    told = ask("differences", *about, data=data)["differences"]
    return {(one["subject"]["id"], one["aspect"]): one for one in told}


def test_the_differences_of_ishoej_and_its_own_website_are_these() -> None:
    found = _found()
    assert {key: one["kind"] for key, one in found.items()} == {
        ("kredsraad", "frequency"): "silent",
        ("kredsraad", "members"): "silent",
        ("lokalraad", "members"): "silent",
        ("ssp-netvaerksgrupper", "frequency"): "silent",
        ("ssp-netvaerksgrupper", "members"): "differs",
        ("ssp-nu", "aim-parties"): "differs",
        ("ssp-nu", "members"): "silent",
        ("tryghed-kriminalitetsforebyggelse", "name"): "differs",
        ("tryghed-kriminalitetsforebyggelse", "telephone"): "silent",
    }
    document, page = found["ssp-netvaerksgrupper", "members"]["says"]
    assert ids(document["not_named"]) == [
        "rolle-konsulent-proaktiv", "rolle-ungdomsuddannelsesvejleder",
    ]  # fmt: skip
    assert ids(page["not_named"]) == ["ppr", "rolle-ssp-konsulent", "rolle-uddannelsesvejleder"]
    assert (page["source"]["issued"], page["source"]["read_on"]) == ("2018-06-06", "2026-11-24")


@pytest.mark.parametrize(
    ("about", "touched"),
    [
        ("SSP-NU", {("ssp-nu", "aim-parties"), ("ssp-nu", "members")}),
        ("ppr", {("ssp-netvaerksgrupper", "members")}),
        ("Familiecenteret", {("ssp-nu", "aim-parties")}),
        ("G04", {("kredsraad", "frequency"), ("ssp-netvaerksgrupper", "frequency")}),
        ("XA4d", {("lokalraad", "members")}),
        ("psp", set()),
    ],
)
def test_about_finds_by_id_or_name(about: str, touched: set[tuple[str, str]]) -> None:
    assert set(_found(about)) == touched


def test_about_something_unknown_is_told() -> None:
    assert call("differences", "hundeslagteren").code == 2


def test_nothing_of_others_where_only_the_document_may_be_shown() -> None:
    answer = ask("forum", "ssp-nu", "--layers", "stated")
    assert (answer["differences"], answer["beside"]) == ([], [])


def test_what_another_source_says_stands_below_the_gap_that_asks() -> None:
    gaps = {row["id"]: row["elsewhere"] for row in ask("gaps")["gaps"]}
    assert {gap for gap, elsewhere in gaps.items() if elsewhere} == {"G04", "G13", "G15", "G17"}
    (page,) = gaps["G15"]
    assert page.startswith("en anden kilde siger – SSP-NU: hvem der er med eller deltager: ")
    assert "kriminalitetsforebyggelse.ishoj.dk (dateret 06-06-2018" in page


def test_a_number_from_elsewhere_leaves_it_said_that_the_document_gives_none() -> None:
    page = call("actor", "tryghed-kriminalitetsforebyggelse", "--format", "md").out
    silence, number = messages("da")("contacts.empty"), "43577555"
    assert page.index(silence) < page.index(number)


@pytest.mark.parametrize("form", ["md", "csv", "table"])
def test_the_sheet_and_the_page_tell_the_silence_too(form: str) -> None:
    out = call("differences", "kredsraad", "--format", form).out
    for words in ("dokumentet siger det ikke", "politi.dk", "mindst fire gange om året", "G04"):
        assert words in out


STATEMENT = """
{d}:Y a sam:StructureStatement ;
    sam:subject {d}:{subject} ; sam:predicate {predicate} ; {said} ;
    sam:modality sam:descriptive ; sam:evidence {d}:Y-ref .
"""


OFTEN, WHERE = "sam:meetsWithFrequency", "sam:meetsAt"
TK = "tryghed-kriminalitetsforebyggelse"


@pytest.mark.parametrize(
    ("subject", "predicate", "said", "differs"),
    [
        ("ssp-nu", OFTEN, "hver uge", False),
        ("ssp-nu", OFTEN, "en gang om ugen", False),
        ("ssp-nu", OFTEN, "mindst 12 gange om året", False),
        ("ssp-nu", OFTEN, "efter behov", False),
        ("ssp-nu", OFTEN, "hver måned", True),
        ("ssp-nu", OFTEN, "højst 12 gange om året", True),
        ("ssp-netvaerksgrupper", WHERE, "på skolen", False),
        ("ssp-netvaerksgrupper", WHERE, "på rådhuset", True),
        (TK, "org:unitOf", "ishoej:ishoej-kommune", False),
        (TK, "org:unitOf", "ishoej:next", True),
        ("psp", "sam:hasPurpose", "noget andet", False),
    ],
)
def test_the_same_in_other_words_is_no_difference(
    subject: str, predicate: str, said: str, *, differs: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "ishoej"
    shutil.copytree(_folder("ishoej"), folder)
    told = f"sam:object {said}" if ":" in said else f'sam:objectText "{said}"@da'
    external = folder / "external.ttl"
    text = external.read_text(encoding="utf-8") + HEAD + PAGE.format(d="ishoej", address=ADDRESS)
    text += STATEMENT.format(d="ishoej", subject=subject, predicate=predicate, said=told)
    external.write_text(text, encoding="utf-8")
    found = [one for one in _found("Y", data=folder).values() if one["kind"] == "differs"]
    assert bool(found) is differs


NAMED = """
ishoej:Y a sam:Naming ; sam:names ishoej:{thing} ; skos:altLabel "{name}"@da ;
    sam:evidence ishoej:Y-ref .
"""


@pytest.mark.parametrize(
    ("thing", "name", "differs"),
    [
        # The document only has the letters, so that it can't say them otherwise.
        ("psp", "Politi, Socialforvaltning og Psykiatri", False),
        ("psp", "Politi, Sociale myndigheder samt Psykiatri", False),
        ("ppr", "Pædagogisk-Psykologisk Rådgivning", False),
        ("psp", "Politi og Psykiatri", True),
        ("psp", "Psykiatri- og politisamarbejdet", True),
        # A name in full isn't one that somebody else may spell out.
        (TK, "Team Kriminalitetsforebyggelse", True),
    ],
)
def test_a_short_name_written_in_full_elsewhere_is_no_difference(
    thing: str, name: str, *, differs: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "ishoej"
    shutil.copytree(_folder("ishoej"), folder)
    external = folder / "external.ttl"
    text = external.read_text(encoding="utf-8") + HEAD + PAGE.format(d="ishoej", address=ADDRESS)
    external.write_text(text + NAMED.format(thing=thing, name=name), encoding="utf-8")
    found = _found(thing, data=folder).get((thing, "name"), {"says": []})
    told = [value["label"] for said in found["says"] for value in said["values"]]
    assert (name in told) is differs


def test_a_name_in_full_is_told_as_another_sources_with_its_address() -> None:
    (danish, english) = ask("forum", "psp", "--layers", "stated,external")["names"][-2:]
    assert (danish["layer"], danish["read_on"]) == ("external", "2026-11-24")
    page = call("forum", "psp", "--format", "md").out
    name = (
        "en anden kilde (læst 24-11-2026) skriver navnet »Politi, Sociale myndigheder og Psykiatri«"
    )
    assert name in page
    assert f"på engelsk: »{english['text']}« (vores oversættelse)" in page
    for told in (danish["note"], *danish["addresses"]):
        assert told in page.replace("\\_", "_")


NORM = """
ishoej:Y a sam:InformationNorm ;
    sam:trigger ishoej:sag-til-ssp-nu ; sam:act sam:bringe-sag ; sam:recipient ishoej:ssp-nu ;
    sam:modality sam:may ; {bearers} sam:evidence ishoej:Y-ref .
"""


@pytest.mark.parametrize(
    ("own", "added", "differs"),
    [(0, [], False), (4, [], False), (0, ["Y-helper"], True), (4, ["Y-helper"], True),
     (3, [], True)],
)  # fmt: skip
def test_another_who_tells_the_same_is_a_difference(
    own: int, added: list[str], *, differs: bool, tmp_path: Path
) -> None:
    (may,) = (
        one for one in ask("informed", "sag-til-ssp-nu")["groups"] if one["modality"] == "may"
    )
    said = [bearer for row in may["rows"] for bearer in ids(row["bearers"])]
    assert len(said) == 4
    bearers = "".join(f"sam:bearer ishoej:{one} ; " for one in said[:own] + added)
    folder = tmp_path / "ishoej"
    shutil.copytree(_folder("ishoej"), folder)
    external = folder / "external.ttl"
    text = external.read_text(encoding="utf-8") + HEAD + PAGE.format(d="ishoej", address=ADDRESS)
    external.write_text(text + NORM.format(bearers=bearers), encoding="utf-8")
    assert (("sag-til-ssp-nu", "norm") in _found("Y", data=folder)) is differs


UNIT = """
ishoej:Y a sam:StructureStatement ;
    sam:subject {unit} ; sam:predicate org:unitOf ; sam:object {parent} ;
    sam:modality sam:descriptive ; sam:evidence ishoej:Y-ref .
"""


def test_a_unit_that_only_another_source_knows_is_rolled_up_to_nobody(tmp_path: Path) -> None:
    """Who acts or is told counts as its parent by the document's word, or by a reading of it."""
    folder = tmp_path / "ishoej"
    shutil.copytree(_folder("ishoej"), folder)
    external = folder / "external.ttl"
    text = external.read_text(encoding="utf-8") + HEAD + PAGE.format(d="ishoej", address=ADDRESS)
    text += UNIT.format(unit="ishoej:straxen", parent="ishoej:ppr")
    external.write_text(text, encoding="utf-8")
    assert call("check", "--data", str(folder)).code == 0
    _, situations = _things("ishoej")
    with (
        kept_graphs(tmp_path / "graphs"),
        open_model(_folder("ishoej"), as_of=AS_OF, roll_up=True) as before,
        open_model(folder, as_of=AS_OF, roll_up=True) as after,
    ):
        for situation in situations:
            one, other = (to_json(model.informed(situation)) for model in (before, after))
            assert _own(one) == _own(other)
            one, other = (to_json(model.informed(situation, by="ppr")) for model in (before, after))
            assert _own(one) == _own(other)
            assert before.why_not("ppr", situation) == after.why_not("ppr", situation)
        for actor in ("ppr", "straxen"):
            one, other = (to_json(model.actor(actor)) for model in (before, after))
            assert _own(one) == _own(other)
        told = {row["row"]["id"] for row in shelved(to_json(after.actor("straxen")), "external")}
        assert "Y" in told


def test_a_list_of_things_is_understood_by_id_and_by_name() -> None:
    assert ids(query("room", "-p", "forums=Infohuset, SSP-NU")) == ["ssp-nu", "vestegnens-infohus"]
    assert ids(query("assertions", "-p", "assertions=A40")) == ["A40"]


@pytest.mark.parametrize(
    ("question", "pair"),
    [("room", "forums=ssp-nu,findesikke"), ("assertions", "assertions=A40,A999")],
)
def test_something_unknown_in_a_list_is_told(question: str, pair: str) -> None:
    ended = call("query", question, "-p", pair)
    assert (ended.code, ended.out) == (2, "")
    assert pair.rpartition(",")[2] in ended.err


@pytest.mark.parametrize("name", ["participants", "meetings", "contacts"])
@pytest.mark.parametrize("data", [None, LILLEBY], ids=["ishoej", "lilleby"])
def test_a_rendering_of_another_source_is_never_told_as_a_quote(
    name: str, data: Path | None
) -> None:
    with open_model(data, as_of=AS_OF) as model:
        sources = "".join(
            " ".join(str(row["text"]).split()) for row in model.session.ask("sentences")
        )
        actors = [str(row["iri"]) for row in model.session.ask("identify", **{"class": "Actor"})]
        asked: list[dict[str, object]] = [{"forums": []}]
        if name == "contacts":
            asked = [{"actor": one} for one in actors]
        rows = [row for given in asked for row in model.session.ask(name, **given)]
    assert rows
    for row in rows:
        assert "words" not in row
        assert all(" ".join(quote.split()) in sources for quote in row["quotes"])
        if row["layer"] == "external":
            assert row["paraphrases"]
            assert row["quotes"] == []
