"""Starts samspil from a checkout: `python3 cli.py …` is the same as `samspil …`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "graph"))

from samspil.cli.main import main

if __name__ == "__main__":
    main()
