"""How long a person waits for an answer: `samspil informed` beside `python -c "import rdflib"`.

    python -m benchmarks.startup [RUNS]

Bounds (of the median ratio): a warm answer 2.5, the first answer on a machine 6.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.pairs import against

_BOUNDS = {"warm": 2.5, "first": 6.0}
_ASK = [sys.executable, "-m", "samspil", "informed", "akut", "--as-of", "2026-11-23"]


def main(runs: int = 15) -> int:
    """Prints a Markdown table; 1 if a bound is broken."""
    folder = Path(tempfile.mkdtemp(prefix="samspil-bench-"))

    def warm() -> Mapping[str, str]:
        return {"SAMSPIL_CACHE": str(folder / "warm")}

    def first() -> Mapping[str, str]:
        shutil.rmtree(folder / "first", ignore_errors=True)
        return {"SAMSPIL_CACHE": str(folder / "first")}

    try:
        against([sys.executable, "-c", "pass"], {"fill": (_ASK, warm)}, 1)
        yard, measured = against(
            [sys.executable, "-c", "import rdflib"],
            {"warm": (_ASK, warm), "first": (_ASK, first)},
            runs,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("| process | seconds (median) | times `import rdflib` (median, min–max) | bound |")
    print("| --- | --- | --- | --- |")
    print(f"| `import rdflib` | {yard:.3f} | 1 | |")
    for one in measured:
        span = f"{one.ratios[0]:.2f}–{one.ratios[-1]:.2f}"
        print(
            f"| `samspil informed`, {one.name} | {one.seconds:.3f} "
            f"| {one.ratio:.2f} ({span}) | {_BOUNDS[one.name]} |"
        )
    return int(any(one.ratio > _BOUNDS[one.name] for one in measured))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
