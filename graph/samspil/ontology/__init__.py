"""Reads folders of Turtle: which files there are, and their graphs, one a layer.

`folders` needs no RDF library, so that a question asked of a graph that is already built pays for
none; `reading` parses.
"""
