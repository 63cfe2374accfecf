"""Questions as files: a `.cypher` file whose header names it, its help and its parameters."""

from samspil.queries.guard import refuse
from samspil.queries.loading import Parameter, Query, load_bundled, load_file, load_query, names

__all__ = ["Parameter", "Query", "load_bundled", "load_file", "load_query", "names", "refuse"]
