"""Which municipality a person means who types its name instead of its id."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samspil.errors import UsageError
from samspil.language.words import fold

_KINDS = frozenset({"kommune", "municipality"})


def municipality(wanted: str, known: Mapping[str, str]) -> str:
    """The id of the municipality that is called so: its id, or its name as people write it.

    Args:
        wanted: what was typed.
        known: the names of the municipalities there are, by id.

    Raises:
        UsageError: there is none of that name, or several; those there are, are listed.
    """
    if wanted in known:
        return wanted
    plain = _plain(wanted)
    found = [one for one, name in known.items() if plain and plain in {_plain(one), _plain(name)}]
    if len(found) > 1:
        raise UsageError("dataset-choose", known=found)
    if not found:
        raise UsageError("dataset-unknown", name=wanted, known=list(known))
    return found[0]


def _plain(name: str) -> str:
    return "".join(word for word in re.findall(r"[^\W_]+", fold(name)) if word not in _KINDS)
