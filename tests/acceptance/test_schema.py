"""What those who write Cypher are told of the graph."""

from __future__ import annotations

import pytest

from samspil import open_model
from samspil.store.base import COMMON_LABEL
from tests.program import AS_OF, ask


def test_all_that_the_graph_has_is_listed_once_with_an_example() -> None:
    told = ask("schema")["schema"]
    with open_model(as_of=AS_OF) as model:
        rows = model.rows
    labels = {label for node in rows.nodes for label in node.labels} - {COMMON_LABEL}
    listed = [(row["kind"], row["name"], str(row["of"])) for row in told]
    assert len(listed) == len(set(listed))
    assert {row["name"] for row in told if row["kind"] == "label"} == labels
    assert {row["name"] for row in told if row["kind"] == "relationship"} == {
        edge.type for edge in rows.edges
    }
    assert {(row["of"], row["name"]) for row in told if row["kind"] == "property"} == {
        (label, key)
        for node in rows.nodes
        for label in node.labels
        if label != COMMON_LABEL
        for key in node.properties
    }
    assert all(row["count"] and row["example"] not in (None, "") for row in told)


@pytest.mark.parametrize(("name", "meaning"), [("Forum", "forum"), ("BEARER", "hvem handler")])
def test_what_a_name_means_is_said_in_words(name: str, meaning: str) -> None:
    (row,) = (row for row in ask("schema")["schema"] if row["name"] == name)
    assert row["meaning"] == meaning
