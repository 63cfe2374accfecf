"""A made-up nation, for benchmarks and tests: as many municipalities as wanted, none of them true.

`words` holds the words, `writing` builds one file of Turtle, `municipality` one municipality, and
`nation` writes them all.
"""

from devtools.synthesis.nation import Written, write_nation

__all__ = ["Written", "write_nation"]
