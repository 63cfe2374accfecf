"""What the figure shows: what the document says, counted, and nothing else."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import samspil
from samspil.figure.build import build_figures
from samspil.figure.extract import Content, Line, read_content
from samspil.figure.line_styles import PLAIN, STYLES
from samspil.model.rows import GraphRows

LILLEBY = Path(__file__).resolve().parents[1] / "data" / "lilleby"


@cache
def rows(data: Path | None = None) -> GraphRows:
    return samspil.open_model(data).rows


@cache
def ishoej() -> Content:
    return read_content(rows(), "ishoej")


def lines(**wanted: str) -> list[Line]:
    return [
        line
        for line in ishoej().lines
        if all(getattr(line, name) == value for name, value in wanted.items())
    ]


@pytest.mark.parametrize(
    ("forum", "relation", "parties"),
    [
        ("ssp-netvaerksgrupper", "attendsMeetingsOf", 10),
        ("ssp-netvaerksgrupper", "participatesIn", 0),
        ("ssp-nu", "partyToCooperationPursuedBy", 3),
        ("ssp-nu", "participatesIn", 0),
        ("ksp", "participatesIn", 3),
        ("psp", "participatesIn", 4),
        ("vestegnens-infohus", "partyToCooperationFramedBy", 5),
        ("vestegnens-infohus", "participatesIn", 0),
        ("god-loesladelse", "participatesIn", 0),
    ],
)
def test_each_forum_has_the_parties_of_the_text(forum: str, relation: str, parties: int) -> None:
    found = lines(target=forum, relation=relation)
    assert len(found) == parties
    assert {line.family for line in found} <= {"party"}


def test_being_party_to_the_aim_of_ssp_nu_is_an_aim() -> None:
    found = lines(relation="partyToCooperationPursuedBy")
    assert {line.modality for line in found} == {"aim"}
    assert {line.source for line in found} == {
        "center-boern-forebyggelse",
        "koebenhavns-vestegns-politi",
        "uddannelsesvejledningen",
    }


def test_four_may_bring_a_case_to_ssp_nu() -> None:
    found = lines(target="ssp-nu", relation="bringe-sag")
    assert {line.source for line in found} == {
        "straxen",
        "koebenhavns-vestegns-politi",
        "uddannelsesvejledningen",
        "tryghed-kriminalitetsforebyggelse",
    }
    assert {line.modality for line in found} == {"may"}


def test_schools_and_sites_may_approach_one_or_notify_the_other() -> None:
    found = [
        line for line in ishoej().lines if line.source in {"ishoejs-skoler", "oevrige-driftssteder"}
    ]
    assert {(line.source, line.relation, line.target, line.modality) for line in found} == {
        (source, relation, target, "may")
        for source in ("ishoejs-skoler", "oevrige-driftssteder")
        for relation, target in (
            ("henvendelse", "tryghed-kriminalitetsforebyggelse"),
            ("underretning", "center-boern-forebyggelse"),
        )
    }
    assert len(found) == 4


def test_one_should_and_no_must() -> None:
    modalities = Counter(line.modality for line in ishoej().lines)
    assert modalities["should"] == 1
    assert modalities["must"] == modalities["must-not"] == 0


def test_a_bearer_that_is_not_stated_is_drawn_for_each_norm_and_is_no_actor() -> None:
    boxes = {box.id: box for box in ishoej().boxes if box.kind == "not-stated"}
    assert {box.label_da for box in boxes.values()} == {"ikke angivet"}
    told = [line for line in ishoej().lines if line.source in boxes]
    assert {(line.source, line.target) for line in told} == {
        ("not-stated-A39", "ssp-netvaerksgrupper"),
        ("not-stated-A40", "tryghed-kriminalitetsforebyggelse"),
        ("not-stated-A60b", "ishoej-kommune"),
        ("not-stated-A60", "ishoej-kommune"),
    }
    # Every other box is an actor of the graph.
    slugs = {str(node.properties["slug"]) for node in rows().nodes if "Actor" in node.labels}
    assert {box.id for box in ishoej().boxes} - set(boxes) <= slugs


def test_no_arrow_comes_from_a_forum_that_a_message_goes_through() -> None:
    # S19: the municipality gets word through KSP; who sends it isn't stated.
    assert {line.source for line in lines(target="ishoej-kommune", relation="besked")} == {
        "not-stated-A60b",
        "not-stated-A60",
    }
    through = lines(family="channel")
    assert {(line.source, line.target) for line in through} == {
        ("god-loesladelse", "not-stated-A60b"),
        ("ksp", "not-stated-A60"),
    }
    assert STYLES["channel"].end == PLAIN
    assert not [line for line in lines(family="information") if line.source in {"ksp", "psp"}]


def test_expertise_availability_and_knowledge_sharing() -> None:
    assert {line.source for line in lines(relation="contributesExpertiseTo")} == {"pet", "siri"}
    available = [line for line in ishoej().lines if line.modality == "available"]
    assert {line.source for line in available} == {"tk-saerligt-uddannede"}
    assert len(available) == 2
    assert [line.target for line in lines(relation="isKnowledgeSharingForumFor")] == [
        "politikredsens-kommuner"
    ]


def test_only_the_inferred_parts_that_a_reconstruction_may_contain_are_drawn() -> None:
    found = lines(layer="interpretation")
    assert {(line.assertion, line.source, line.target) for line in found} == {
        ("I01", "center-boern-forebyggelse", "ishoej-kommune"),
        ("I07", "ssp-nu", "ssp"),
        ("I07", "ssp-netvaerksgrupper", "ssp"),
    }
    assert {line.family for line in found} == {"structure"}


def test_nothing_leads_into_infohuset_but_its_parties_and_their_expertise() -> None:
    found = Counter(line.family for line in ishoej().lines if line.target == "vestegnens-infohus")
    assert found == {"party": 5, "support": 2, "gap": 5}


def test_the_gaps_are_ghosts_and_no_relation_of_the_graph() -> None:
    ghosts = lines(family="gap")
    assert {line.source for line in ghosts} == {
        "ssp-nu",
        "tryghed-kriminalitetsforebyggelse",
        "center-boern-forebyggelse",
        "psp",
        "ksp",
    }
    assert {(line.assertion, line.layer, line.modality) for line in ghosts} == {("G02", "gaps", "")}
    ghostly = {(line.source, line.target) for line in ghosts}
    slug = {node.iri: str(node.properties["slug"]) for node in rows().nodes}
    joined = {(slug[edge.source], slug[edge.target]) for edge in rows().edges}
    assert not ghostly & joined


def test_seats_and_units_are_never_drawn_as_information() -> None:
    norms = {
        str(node.properties["slug"])
        for node in rows().nodes
        if "InformationNorm" in node.labels and node.properties["dataset"] == "ishoej"
    }
    drawn = [line for line in ishoej().lines if line.family == "information"]
    assert {line.assertion for line in drawn} == norms
    assert len(drawn) == 12


def test_tiers_stand_as_in_the_text_and_hold_whom_the_text_puts_there() -> None:
    assert [tier for tier, _, _ in ishoej().tiers] == [
        "tier-state",
        "tier-district",
        "tier-municipality",
        "tier-institutions",
        "tier-forums",
        "tier-not-stated",
    ]
    assert ishoej().beside == {"tier-institutions": "tier-municipality"}
    tier = {box.id: box.tier for box in ishoej().boxes}
    assert tier["vestegnens-infohus"] == "tier-district"
    assert tier["ksp"] == "tier-forums"
    # The document says neither what StraXen is nor to whom it belongs.
    assert tier["straxen"] == tier["ppr"] == tier["psykiatrien"] == "tier-not-stated"


def test_how_many_and_how_often_stand_with_the_label() -> None:
    notes = {box.id: (box.note_da, box.note_en) for box in ishoej().boxes if box.note_da}
    assert notes == {"ssp-netvaerksgrupper": ("7", "7"), "ssp-nu": ("ugentligt", "weekly")}


def test_another_municipality_needs_no_code() -> None:
    content = read_content(rows(LILLEBY), "lilleby")
    drawn = Counter(line.modality for line in content.lines if line.family == "information")
    assert drawn == {"must": 7, "may": 5, "should": 4, "must-not": 1, "practice": 1}
    assert not [line for line in content.lines if line.layer != "stated"]
    # A forum without any line is drawn too, and no box of Ishøj's is.
    assert "lokalraad" in {box.id for box in content.boxes}
    assert not {box.id for box in content.boxes} & {"straxen", "vestegnens-infohus"}


def test_a_dataset_without_actors_gives_an_empty_figure() -> None:
    figure, _ = build_figures(GraphRows((), ()), "ingen", steps=10)
    assert (figure.nodes, figure.edges, figure.tiers, figure.height) == ((), (), (), 0.0)
    assert (figure.title_da, figure.title_en) == (
        "Samarbejdet, tegnet efter teksten",
        "The cooperation, drawn from the text",
    )


def test_only_what_is_part_of_something_is_drawn_as_its_part() -> None:
    assert {line.relation for line in lines(family="structure")} == {
        "partOfStructure",
        "departmentOf",
        "unitOf",
    }
    # Infohuset exists in addition to the crime-prevention cooperation, not as a part of it.
    assert [(line.source, line.relation) for line in lines(family="beside")] == [
        ("vestegnens-infohus", "inAdditionTo")
    ]
