"""The one tree of errors that samspil raises.

    SamspilError                       everything below
    ├── UsageError                     the call itself is wrong (an option, a missing value)
    │   ├── NotUnderstoodError         a text names nothing that the data knows
    │   └── AmbiguousError             a text names several things; the candidates are listed
    ├── DataError                      the Turtle, the source text or a folder is wrong
    ├── QueryError                     a .cypher file or its parameters are wrong
    └── StoreError                     a database can't be reached, opened, read or written

An error carries a code and parameters; its text is made at the edge, from the message catalogues
(`error.<code>`). All of them end the program with exit code 2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: a file, a line in it (from 1), an IRI; each may be unknown."""

    file: str | None = None
    line: int | None = None
    iri: str | None = None

    def __str__(self) -> str:
        where = self.file or ""
        if self.line is not None:
            where = f"{where}:{self.line}"
        if self.iri:
            where = f"{where} <{self.iri}>" if where else f"<{self.iri}>"
        return where


@runtime_checkable
class Told(Protocol):
    """What has a sentence of its own in the catalogues (`check.<code>`): a finding of `check`."""

    @property
    def code(self) -> str:
        """Names the sentence."""
        ...

    def blanks(self, language: str) -> dict[str, str]:
        """What fills its blanks."""
        ...


class SamspilError(Exception):
    """What the user can mend, as a code with parameters.

    `code` names the message in the catalogues (`error.<code>`), `params` fill its blanks (a
    `Told` with its sentence), and `place` says where. The exit code of the program is 2.
    """

    exit_code = 2
    words: ClassVar[Callable[[SamspilError], str] | None] = None
    """What gives its text, where people see the error itself: in Python."""

    def __init__(self, code: str, *, place: Place | None = None, **params: object) -> None:
        self.code = code
        self.place = place
        self.params = params
        details = ", ".join(f"{name}={value!r}" for name, value in params.items())
        super().__init__(f"{code}({details})" + (f" at {place}" if place else ""))

    def __str__(self) -> str:
        told = type(self).words
        return super().__str__() if told is None else told(self)


class UsageError(SamspilError):
    """The call is wrong: an unknown option value, two options that exclude each other."""


class NotUnderstoodError(UsageError):
    """A text names nothing in the data; `suggestions` are the nearest labels.

    `known` are the (id, label) of all there are, where the command line shows them.
    """

    def __init__(self, code: str, *, suggestions: tuple[str, ...] = (), **params: object) -> None:
        self.suggestions = suggestions
        self.known: tuple[tuple[str, str], ...] = ()
        super().__init__(code, place=None, **params)


class AmbiguousError(UsageError):
    """A text names several things; `candidates` are their (id, label), best first."""

    def __init__(
        self, code: str, *, candidates: tuple[tuple[str, str], ...], **params: object
    ) -> None:
        self.candidates = candidates
        super().__init__(code, place=None, **params)


class DataError(SamspilError):
    """The data can't be used: broken Turtle, a missing file, a quote that isn't in its source.

    `others` are the errors of other files; `remedy` is the command that tells more, if any.
    """

    def __init__(
        self,
        code: str,
        *,
        place: Place | None = None,
        others: tuple[DataError, ...] = (),
        **params: object,
    ) -> None:
        self.others = others
        self.remedy: str | None = None
        super().__init__(code, place=place, **params)


class QueryError(SamspilError):
    """A query can't be run: unknown name, bad header, missing parameter, a write."""


class StoreError(SamspilError):
    """A store can't be used: unreachable, wrong password, locked, no wheel for this machine."""
