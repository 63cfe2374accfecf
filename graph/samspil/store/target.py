"""Which Neo4j database is meant, and who asks it.

User and password come from the environment, never from an argument, and stand in no message:
`SAMSPIL_USER` (else `NEO4J_USERNAME`, else `neo4j`) and `SAMSPIL_PASSWORD`, or a file whose name
is in `SAMSPIL_PASSWORD_FILE`, or `NEO4J_PASSWORD`. `SAMSPIL_CA_FILE` names the certificates of an
authority of one's own, for `neo4j+s` and `bolt+s`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samspil.errors import StoreError, UsageError

_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
_WORD = re.compile(r"[A-Za-z][\w+.-]*|")
_HOST = re.compile(r"([\w.-]+|\[[\da-fA-F:.]+\])(:\d{1,5})?/?")


@dataclass(frozen=True, slots=True)
class Target:
    """A database on a server, and who asks; `database` None is the user's home database.

    The password may be empty: for a server that asks for none.
    """

    address: str
    database: str | None
    user: str
    password: str = field(repr=False)
    ca_file: Path | None = None


def target(
    address: str, database: str | None = None, environment: Mapping[str, str] = os.environ
) -> Target:
    """The database at an address (`neo4j://host`, `bolt+s://…`), for the environment's user.

    Raises:
        UsageError: no such scheme, no host, or a password in the address.
        StoreError: no password is given, or its file can't be read.
    """
    scheme, _, rest = address.partition("://")
    if scheme not in _SCHEMES:
        raise UsageError("store-scheme", scheme=harmless(address))
    if "@" in rest:
        # The address itself isn't named: it holds the password.
        raise UsageError("store-address-secret")
    if not _HOST.fullmatch(rest):
        raise UsageError("store-address", scheme=scheme)
    ca_file = environment.get("SAMSPIL_CA_FILE")
    return Target(
        address=address,
        database=database or environment.get("SAMSPIL_DATABASE") or None,
        user=environment.get("SAMSPIL_USER") or environment.get("NEO4J_USERNAME") or "neo4j",
        password=_password(environment),
        ca_file=Path(ca_file) if ca_file else None,
    )


def harmless(address: str) -> str:
    """What can be told of an address that isn't one: a password may stand anywhere in it."""
    scheme, divided, _ = address.partition("://")
    if not _WORD.fullmatch(scheme):
        return "…"
    return f"{scheme}://…" if divided else scheme


def _password(environment: Mapping[str, str]) -> str:
    if "SAMSPIL_PASSWORD" in environment:
        return environment["SAMSPIL_PASSWORD"]
    named = environment.get("SAMSPIL_PASSWORD_FILE")
    if named:
        try:
            # Some editors of Windows begin a text with a mark of three bytes.
            password = Path(named).read_text(encoding="utf-8-sig").rstrip("\r\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError("store-password-file", file=named, reason=reason) from error
        except UnicodeDecodeError as error:
            raise StoreError("store-password-file", file=named, reason="UTF-8") from error
        if not password:
            # A server counts a wrong password, and soon lets nobody in.
            raise StoreError("store-password-file-empty", file=named)
        return password
    if "NEO4J_PASSWORD" in environment:
        return environment["NEO4J_PASSWORD"]
    raise StoreError("store-password-missing")
