"""The tables of `docs/law.md`: what `samspil query law` and `query law-links` answer.

`python -m tests.law_tables` writes them anew.
"""

from __future__ import annotations

import re

from tests.program import DATA, call

PAGE = DATA.parents[1] / "docs" / "law.md"
_TABLE = re.compile(r"<!-- (?P<name>[a-z-]+) -->\n(?:\n(?:\|.*\n)+)?")


def _table(found: re.Match[str]) -> str:
    page = call("query", found["name"], "--format", "md", "--lang", "da").out
    rows = "".join(f"{line}\n" for line in page.splitlines() if line.startswith("|"))
    return f"<!-- {found['name']} -->\n\n{rows}"


def written(page: str) -> str:
    """The page with every table as the program answers it now."""
    return _TABLE.sub(_table, page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
