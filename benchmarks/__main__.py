"""`python -m benchmarks`: the measurements of the README."""

import sys

from benchmarks.startup import main

sys.exit(main())
