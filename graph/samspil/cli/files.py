"""Writes a file that a user asked for: whole or not at all, never over what is there unasked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from samspil.errors import UsageError


def refuse_taken(target: Path, *, force: bool) -> None:
    """Before it is made, which may take a while; a link that leads nowhere is somebody's too.

    Raises:
        UsageError: something is there, and `force` isn't given.
    """
    if os.path.lexists(target) and not force:
        raise UsageError("export-target-exists", target=str(target))


def form_of(target: Path | None, known: Sequence[str], *, force: bool) -> str | None:
    """The form that the ending of a file names, before anything is made; none without a file.

    Raises:
        UsageError: another ending than those known, a file that is there, or `force` alone.
    """
    if target is None:
        if force:
            raise UsageError("force-alone")
        return None
    form = target.suffix.lower().removeprefix(".")
    if form not in known:
        endings = [f".{one}" for one in known]
        raise UsageError("file-form", target=str(target), known=endings)
    refuse_taken(target, force=force)
    return form


def write(target: Path, content: bytes) -> None:
    """Writes a file whole or not at all, over what was there.

    Raises:
        UsageError: it can't be written.
    """
    # A name that nobody can have: what is called `.x.new` there is somebody's, or a link to it.
    sibling = target.with_name(f".samspil-new-{secrets.token_hex(6)}")
    try:
        sibling.write_bytes(content)
        sibling.replace(target)
    except OSError as error:
        sibling.unlink(missing_ok=True)
        raise UsageError("page-unwritable", target=str(target), reason=error.strerror) from error
