"""Namespaces, and how an IRI of samspil is put together and taken apart.

Source of the schemes: the W3C vocabularies named in the project's page on its model.
"""

from __future__ import annotations

import re
from functools import lru_cache

SAM = "https://w3id.org/samspil/ns#"
ID = "https://w3id.org/samspil/id/"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

SHARED_DATASET = "dk"
"""The dataset of what all municipalities share: state actors, law, the vocabulary."""

_KNOWN = 100_000  # The same few names are taken apart again and again.
_DATASET = re.compile(re.escape(ID) + r"([^/#?]+)(?:/(.*))?$", re.DOTALL)
_LOCAL = re.compile(r"[^/#:]*$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_]")

RESERVED = frozenset({"iri", "dataset", "slug", "layer", "hash", "types", "graph", "rdf"})
"""Properties that every node has from us; no predicate may take their place."""


@lru_cache(_KNOWN)
def local_name(iri: str) -> str:
    """The last part of an IRI: `…/id/ishoej/straxen` gives `straxen`."""
    named = _DATASET.match(iri)
    if named:
        return named.group(2) or named.group(1)
    found = _LOCAL.search(iri)
    return found.group() if found else iri


@lru_cache(_KNOWN)
def dataset_of(iri: str) -> str:
    """The dataset an IRI belongs to; what isn't under `…/id/` is shared."""
    named = _DATASET.match(iri)
    return named.group(1) if named else SHARED_DATASET


def dataset_iri(dataset: str) -> str:
    """The IRI of a dataset itself."""
    return f"{ID}{dataset}"


def entity_iri(dataset: str, slug: str) -> str:
    """The IRI of a thing in a dataset."""
    return f"{ID}{dataset}/{slug}"


@lru_cache(_KNOWN)
def relationship_type(property_iri: str) -> str:
    """The relationship type of a property: `sam:alternativeTo` gives `ALTERNATIVE_TO`."""
    return _plain(_CAMEL.sub("_", local_name(property_iri)).upper())


@lru_cache(_KNOWN)
def label(class_iri: str) -> str:
    """The node label of a class: its local name, in plain letters, digits and underscores."""
    return _plain(local_name(class_iri))


@lru_cache(_KNOWN)
def property_key(property_iri: str, language: str | None = None) -> str:
    """The key of a literal: `skos:prefLabel` in Danish gives `prefLabel_da`."""
    name = local_name(property_iri)
    key = _plain(f"{name}_{language}" if language else name)
    return f"{key}_" if key in RESERVED else key


def _plain(name: str) -> str:
    """A name that needs no quoting in a statement, whatever stood in the IRI."""
    plain = _NOT_PLAIN.sub("_", name)
    return plain if plain and not plain[0].isdigit() else f"_{plain}"
