"""The RDF terms that the rules speak of."""

from __future__ import annotations

from rdflib import Namespace

from samspil.model import names

SAM = Namespace(names.SAM)
ORG = Namespace(names.ORG)
OA = Namespace(names.OA)
DCT = Namespace(names.DCT)
SKOS = Namespace(names.SKOS)
PROV = Namespace(names.PROV)
OWL = Namespace("http://www.w3.org/2002/07/owl#")
