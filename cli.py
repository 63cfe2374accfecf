"""Starts samspil from a checkout: `python3 cli.py …` is the same as `samspil …`.

It takes the Python that it is started with where that has the dependencies, else `.venv`.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCALE = ROOT / "graph" / "samspil" / "locale"


def _is_fit() -> bool:
    """Whether this Python can run samspil: a new checkout's texts are compiled by Babel first."""
    needed = ["click", "rdflib"]
    if not any(LOCALE.rglob("*.mo")):
        needed.append("babel")
    return all(importlib.util.find_spec(name) for name in needed)


def _start() -> int:
    if _is_fit():
        sys.path.insert(0, str(ROOT / "graph"))
        from samspil.cli.main import main

        main()
    for python in (VENV / "bin" / "python", VENV / "Scripts" / "python.exe"):
        if python.exists() and Path(sys.prefix) != VENV:
            return subprocess.call([str(python), __file__, *sys.argv[1:]])
    sys.stderr.write("Kør først »make ask«; det gør samspil klar.  (Run `make ask` first.)\n")
    return 2


if __name__ == "__main__":
    sys.exit(_start())
