"""Writes a file that a user asked for: whole or not at all, never over what is there unasked."""

from __future__ import annotations

import os
from pathlib import Path

from samspil.errors import UsageError


def refuse_taken(target: Path, *, force: bool) -> None:
    """Before it is made, which may take a while; a link that leads nowhere is somebody's too.

    Raises:
        UsageError: something is there, and `force` isn't given.
    """
    if os.path.lexists(target) and not force:
        raise UsageError("export-target-exists", target=str(target))


def write(target: Path, content: bytes) -> None:
    """Writes a file whole or not at all, over what was there.

    Raises:
        UsageError: it can't be written.
    """
    sibling = target.with_name(f".{target.name}.new")
    try:
        sibling.write_bytes(content)
        sibling.replace(target)
    except OSError as error:
        sibling.unlink(missing_ok=True)
        raise UsageError("page-unwritable", target=str(target), reason=error.strerror) from error
