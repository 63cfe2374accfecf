"""Starts the command line; `python -m samspil` is the same as `samspil`."""

import os
from typing import NoReturn

_INTERRUPTED = 130


def main() -> NoReturn:
    """The entry point of the `samspil` command."""
    try:
        from samspil.cli.main import main as run
    except KeyboardInterrupt:
        # Nothing is begun yet, and the words for it aren't there.
        os._exit(_INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
