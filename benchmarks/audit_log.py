"""Time and memory of `samspil audit log` on a long log: a million events, ten a case.

python -m benchmarks.audit_log [EVENTS] [EVENTS OF A CASE]
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from samspil.api import open_model
from samspil.conformance.settings import Book

_SEED = 12
_DAYS = 8 * 365


def write_log(path: Path, events: int, of_case: int) -> None:
    """A log in no order, of the model's own names and of some that it doesn't know."""
    chance = random.Random(_SEED)  # noqa: S311  (the same log each time)
    with open_model() as model:
        names = Book(model.session).names()
    channels = [*names["channel"], "", "telefon"]
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["sag", "tidspunkt", "fra", "til", "handling", "situation", "kanal"])
        common = [
            (
                chance.choice(names["from"]), chance.choice(names["to"]),
                chance.choice(names["act"]), chance.choice(names["situation"]),
                chance.choice(channels),
            )
            for _ in range(3000)
        ]  # fmt: skip
        for _ in range(events):
            day = date(2018, 4, 13) + timedelta(chance.randrange(_DAYS))
            clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}"
            case = chance.randrange(max(events // of_case, 1))
            writer.writerow([f"SSP-{case:07}", f"{day} {clock}", *chance.choice(common)])


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    of_case = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        write_log(path, events, of_case)
        start = time.monotonic()
        line = [sys.executable, "-m", "samspil", "audit", "log", str(path), "--format", "table"]
        running = subprocess.Popen(line, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        seconds = time.monotonic() - start
        print(
            f"{events} events, {path.stat().st_size / 1e6:.0f} MB: {seconds:.1f} s, "
            f"{used.ru_maxrss / 1024:.0f} MB, exit code {os.waitstatus_to_exitcode(status)}"
        )


if __name__ == "__main__":
    main()
