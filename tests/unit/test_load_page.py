"""What `load` shows of a dataset that it left as it was."""

from __future__ import annotations

import csv
import io

from samspil.errors import StoreError
from samspil.messages import Messages
from samspil.neo4j.results import Result
from samspil.render.formats import as_csv
from samspil.render.loading import load_json, load_page

_RESULTS = (
    Result("ishoej", "unchanged"),
    Result("lilleby", "failed", error=StoreError("load-ends", dataset="lilleby", missing=3)),
)


def test_a_sheet_holds_the_reason_beside_each_dataset() -> None:
    say = Messages("da")
    page = load_page(say, "neo4j://x", _RESULTS, dry_run=False)
    head, *rows = csv.reader(io.StringIO(as_csv(page)))
    told = load_json(say, "neo4j://x", _RESULTS)["datasets"]
    assert head[-1] == "årsag"
    assert [row[-1] for row in rows] == [one["error"] or "" for one in told]
    assert rows[1][-1].startswith("lilleby: ")
