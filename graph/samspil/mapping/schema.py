"""What the mapping must know of the vocabulary: superclasses and list-valued properties."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDFS

from samspil.model import names

# What these say of a thing is of use to reasoners and annotation tools, to nobody who asks.
_UNLABELLED = (names.OA, str(OWL), names.PROV)
_MANY = URIRef(names.SAM + "many")


@dataclass(frozen=True, slots=True)
class Schema:
    """Superclasses of each class (itself included), and properties that hold lists."""

    superclasses: dict[str, tuple[str, ...]]
    many: frozenset[str]

    def labels(self, types: list[str]) -> tuple[str, ...]:
        """The node labels of a thing of these types, sorted, without the common one."""
        found = {
            names.label(ancestor)
            for kind in types
            for ancestor in self.superclasses.get(kind, (kind,))
            if not ancestor.startswith(_UNLABELLED)
        }
        return tuple(sorted(found))


def read_schema(vocabulary: Graph) -> Schema:
    """The part of the vocabulary that decides labels and lists."""
    classes = set(vocabulary.subjects(RDFS.subClassOf, None)) | set(
        vocabulary.objects(None, RDFS.subClassOf)
    )
    superclasses = {
        str(kind): tuple(
            sorted(
                str(ancestor)
                for ancestor in vocabulary.transitive_objects(kind, RDFS.subClassOf)
                if isinstance(ancestor, URIRef)
            )
        )
        for kind in classes
        if isinstance(kind, URIRef)
    }
    many = frozenset(
        str(subject) for subject, value in vocabulary.subject_objects(_MANY) if str(value) == "true"
    )
    return Schema(superclasses, many)
