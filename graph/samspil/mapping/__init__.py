"""From RDF to the rows of the property graph: pure functions, no engine in sight."""

from samspil.mapping.rows import map_ontology

__all__ = ["map_ontology"]
