"""What stands beside the plan of a made-up municipality: readings, gaps, words, other sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from devtools.synthesis.words import Named
from devtools.synthesis.writing import Layer, both

_DERIVED = "prov:wasDerivedFrom"


def interpret(
    layer: Layer, situations: Sequence[Named], mentions: Mapping[str, Sequence[str]]
) -> None:
    """Adds readings of the plan: which situation is part of a broader one, which are near."""
    wide = situations[0]
    for number, narrow in enumerate(situations[4:], start=1):
        sentence = mentions[narrow.slug][0]
        layer.add(
            f"I{number:02}",
            "sam:Interpretation, sam:StructureStatement",
            ("sam:claim", both(f"{narrow.da.capitalize()} er også {wide.da}.",
                               f"{narrow.en.capitalize()} is also {wide.en}.")),
            ("sam:why", both("Planen bruger de samme ord.", "The plan uses the same words.")),
            ("sam:decision", "sam:accepted"),
            ("sam:confidence", "sam:medium"),
            ("sam:approved", "false"),
            ("sam:subject", f"m:{narrow.slug}"),
            ("sam:predicate", "skos:broader"),
            ("sam:object", f"m:{wide.slug}"),
            ("sam:modality", "sam:descriptive"),
            (_DERIVED, sentence),
        )  # fmt: skip
    for number, one in enumerate(situations[2:6], start=1):
        near = situations[1]
        layer.add(
            f"N{number:02}",
            "sam:StructureStatement",
            ("sam:subject", f"m:{near.slug}"),
            ("sam:predicate", "rdfs:seeAlso"),
            ("sam:object", f"m:{one.slug}"),
            ("sam:modality", "sam:descriptive"),
            ("sam:why", both("De to nævnes sammen.", "The two are mentioned together.")),
            ("sam:confidence", "sam:low"),
            ("sam:approved", "false"),
            (_DERIVED, mentions[one.slug][0]),
        )


def leave_gaps(layer: Layer, things: Iterable[Named]) -> None:
    """Adds what the plan does not say."""
    for number, one in enumerate(things, start=1):
        layer.add(
            f"G{number:02}",
            "sam:KnowledgeGap",
            ("rdfs:label", both(f"Planen siger ikke, hvem der har ansvaret for {one.da}.",
                                f"The plan does not say who is responsible for {one.en}.")),
            ("sam:reviewStatus", "sam:not-reviewed"),
            ("sam:about", f"m:{one.slug}"),
        )  # fmt: skip


def add_words(layer: Layer, situations: Iterable[Named]) -> None:
    """Adds words to search for."""
    for one in situations:
        layer.add(
            f"{one.slug}-search",
            "sam:Naming",
            ("sam:names", f"m:{one.slug}"),
            ("skos:hiddenLabel", both(f"sag om {one.da}", f"case of {one.en}")),
        )


def add_sources(layer: Layer, dataset: str, units: Iterable[Named], whom: Named) -> None:
    """Adds what other sources say."""
    for number, unit in enumerate(units, start=1):
        reference = layer.add(
            f"X{number:02}-ref",
            "sam:Paraphrase",
            ("sam:paraphrase", both(f"Siden siger, at man kan ringe til {unit.da}.",
                                    f"The page says that one may call {unit.en}.")),
            ("sam:address", f'"https://{dataset}.example.invalid/{unit.slug}"^^xsd:anyURI'),
            ("sam:readOn", '"2026-11-22"^^xsd:date'),
        )  # fmt: skip
        layer.add(
            f"X{number:02}",
            "sam:TaskStatement",
            ("sam:subject", f"m:{unit.slug}"),
            ("sam:predicate", "sam:availableForSparringOn"),
            ("sam:object", f"m:{whom.slug}"),
            ("sam:modality", "sam:available"),
            ("sam:evidence", reference),
        )
