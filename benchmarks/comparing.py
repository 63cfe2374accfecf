"""How long `samspil diff` takes where one municipality of many differs.

    python -m benchmarks.comparing [MUNICIPALITIES]

Bound: 10 seconds for 98 municipalities, the graphs of both sides built anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from devtools.synthesis import write_nation

_BOUND = 10.0
_OTHERWISE = 1


def main(municipalities: int = 98) -> int:
    """Prints a Markdown table; 1 if the bound is broken."""
    with tempfile.TemporaryDirectory(prefix="samspil-bench-") as place:
        before, after = Path(place, "before"), Path(place, "after")
        write_nation(before, municipalities, 7)
        shutil.copytree(before, after)
        changed = sorted(after.glob("*/gaps.ttl"))[municipalities // 2]
        text = changed.read_text("utf-8")
        start = text.index(":G01 a ")
        start = text.rindex("\n", 0, start)
        changed.write_text(text[:start] + text[text.index("\n\n", start + 1) :], "utf-8")
        command = [sys.executable, "-m", "samspil", "diff", str(before), str(after)]
        environment = {**os.environ, "SAMSPIL_CACHE": str(Path(place, "cache"))}
        print("| `samspil diff` | seconds | bound |\n| --- | --- | --- |")
        slowest = 0.0
        for name in ("first", "again"):
            begun = time.perf_counter()
            ended = subprocess.run(command, env=environment, capture_output=True, check=False)
            taken = time.perf_counter() - begun
            if ended.returncode != _OTHERWISE or b"no-longer-silent" not in ended.stdout:
                print(ended.stderr.decode(), file=sys.stderr)
                return 1
            slowest = max(slowest, taken)
            print(
                f"| {municipalities} municipalities, one differs, {name} | {taken:.2f} | {_BOUND} |"
            )
    return int(slowest > _BOUND)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
