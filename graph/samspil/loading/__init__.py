"""Brings data into a Neo4j: what differs, and only that; proves it; and reads it back.

`wanted` makes the rows of one dataset with all that the way back to RDF needs, `state` reads what
a database holds of it, `plan` tells the difference (pure), `writing` carries it out in one
transaction, and `loader` does so for many datasets and reports.
"""

from samspil.loading.loader import Loader, Progress, Result
from samspil.loading.plan import LoadPlan
from samspil.loading.wanted import Wanted

__all__ = ["LoadPlan", "Loader", "Progress", "Result", "Wanted"]
