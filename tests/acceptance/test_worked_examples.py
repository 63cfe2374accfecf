"""The worked examples of docs/how-it-works.md do what they say."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tests.program import query

if TYPE_CHECKING:
    from pathlib import Path


def test_the_question_that_is_added(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    start = page.index("    // name: forum-tasks")
    statement = textwrap.dedent(page[start : page.index("\n\n", start)])
    (tmp_path / "forum-tasks.cypher").write_text(statement, encoding="utf-8")
    rows = query(str(tmp_path / "forum-tasks.cypher"))
    assert [row["id"] for row in rows] == [
        "psp", "ssp-netvaerksgrupper", "ssp-nu", "vestegnens-infohus",
    ]  # fmt: skip
