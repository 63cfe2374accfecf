"""Questions as files: a `.cypher` file whose header names it, its help and its parameters."""

from samspil.queries.loading import Parameter, Query, load_bundled, load_file, load_query, names

__all__ = ["Parameter", "Query", "load_bundled", "load_file", "load_query", "names", "refuse"]


def refuse(statement: str) -> None:
    """Returns where a statement may be asked of either engine: see `samspil.queries.guard`.

    Raises:
        QueryError: it may not; the code names the shape, `line` and `column` where it stands.
    """
    from samspil.queries import guard  # Nobody who asks a bundled question waits for it.

    guard.refuse(statement)
