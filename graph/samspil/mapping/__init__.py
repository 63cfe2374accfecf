"""From RDF to the rows of the property graph: pure functions, no engine in sight."""

from samspil.mapping.rows import Shared, map_dataset, map_ontology, map_shared, shared_rows

__all__ = ["Shared", "map_dataset", "map_ontology", "map_shared", "shared_rows"]
