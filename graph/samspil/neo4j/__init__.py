"""Brings data into a Neo4j: what differs, and only that; proves it; and reads it back.

`wanted` makes the rows of one dataset with all that the way back to RDF needs, `state` reads what
a database holds of it, `plan` tells the difference (pure), `writing` carries it out in one
transaction, and `loader` does so for many datasets and reports.
"""
