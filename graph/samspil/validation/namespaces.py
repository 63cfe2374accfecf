"""The RDF terms that the rules speak of."""

from __future__ import annotations

from rdflib import Namespace, URIRef

from samspil.model import names


class _Terms(Namespace):
    """A namespace that makes each of its terms once: rules ask for them thousands of times."""

    def __getattr__(self, name: str) -> URIRef:
        made = super().__getattr__(name)
        setattr(self, name, made)
        return made


SAM = _Terms(names.SAM)
ORG = _Terms(names.ORG)
OA = _Terms(names.OA)
DCT = _Terms(names.DCT)
SKOS = _Terms(names.SKOS)
PROV = _Terms(names.PROV)
SCHEMA = _Terms("https://schema.org/")
CONTACT_POINT = SCHEMA.ContactPoint
OWL = _Terms("http://www.w3.org/2002/07/owl#")
