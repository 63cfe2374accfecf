"""Compiles the message catalogues: what people write (`.po`) into what programs read (`.mo`).

An installed package holds them compiled, and no `.po`. In a checkout this is done when they are
first asked for, and again after each change. Nothing of samspil is imported here: the build of the
package runs this file too.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def compile_stale(folder: Path) -> None:
    """Compiles each catalogue below a folder that is not, or is older than what was written.

    Without Babel an older one stays as it is.

    Raises:
        RuntimeError: there is none, and no Babel to make it.
        PoFileError: of Babel's; a `.po` is broken.
    """
    for written in folder.glob("*/LC_MESSAGES/*.po"):
        compiled = written.with_suffix(".mo")
        changed = written.stat().st_mtime_ns
        if compiled.exists() and compiled.stat().st_mtime_ns == changed:
            continue
        try:
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po
        except ImportError:
            if compiled.exists():
                continue
            message = f"{written}: not compiled yet; `make messages` does it"
            raise RuntimeError(message) from None
        with written.open("rb") as file:
            catalogue = read_po(file, locale=written.parts[-3], abort_invalid=True)
        # Written beside and renamed: another process that starts now reads the old or the new one.
        handle, beside = tempfile.mkstemp(dir=compiled.parent, prefix=compiled.name)
        with os.fdopen(handle, "wb") as file:
            write_mo(file, catalogue)
        # The very time of its source: one that was put back to an older state is a change as well.
        os.utime(beside, ns=(changed, changed))
        Path(beside).chmod(0o644)
        Path(beside).replace(compiled)
