"""Asks bundled questions of a store, with the parameters that every question is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from samspil.errors import NotUnderstoodError, QueryError, StoreError, UsageError
from samspil.model import names
from samspil.model.terms import LAYERS
from samspil.queries import Parameter, Query, load_bundled, refuse
from samspil.store import apart
from samspil.store.apart import Limits
from samspil.store.base import EMBEDDED, Row, Store

_TRIES = 10
_LOADS = (
    "MATCH (d:SamspilDataset) WHERE d.dataset IN [$dataset, $shared] "
    "RETURN d.dataset AS dataset, d.hash AS hash, d.load AS load ORDER BY dataset"
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Session:
    """A store, and what all questions of one call share.

    `dataset` is the municipality, `as_of` the day whose law counts, `language` da or en;
    `layers` are those that may be shown.
    """

    store: Store
    dataset: str
    as_of: date
    language: str = "da"
    roll_up: bool = False
    layers: tuple[str, ...] = LAYERS
    dataset_label: str = ""

    def ask(self, name: str, **parameters: object) -> list[Row]:
        """The rows of a bundled question; its parameters hold IRIs where it wants things."""
        query = load_bundled(name)
        known = {"roll_up": self.roll_up, "as_of": self.as_of.isoformat()}
        declared = {parameter.name for parameter in query.parameters}
        shared = {key: value for key, value in known.items() if key in declared}
        return self.store.read(query.statement, self._given() | shared | parameters)

    def steady(self, make: Callable[[], _T]) -> _T:
        """What `make` gives, all of it from one load of the data.

        The loader's certificates are read first and last; if the data were loaded anew meanwhile,
        everything is asked again.

        Raises:
            StoreError: the data never stood still.
        """
        if self.store.name == EMBEDDED:
            return make()  # A built graph never changes.
        for _ in range(_TRIES):
            before = self._loads()
            try:
                made = make()
            except Exception:
                # What is half there may look wrong: only what stands still is an error.
                if self._loads() == before:
                    raise
                continue
            if self._loads() == before:
                return made
        raise StoreError("store-changing", address=self.store.name)

    def _loads(self) -> list[Row]:
        return self.store.read(_LOADS, self._given())

    def _given(self) -> dict[str, object]:
        return {
            "dataset": self.dataset,
            "shared": names.SHARED_DATASET,
            "lang": self.language,
        }

    def run(
        self, query: Query, values: Mapping[str, str], limits: Limits | None = None
    ) -> list[Row]:
        """The rows of any question, its parameters given as text by a person.

        One that isn't bundled is looked at first, and asked within the limits.

        Raises:
            QueryError: a parameter is unknown, missing or of the wrong type; or a question of
                one's own does more than ask, isn't understood alike by both engines, or takes too
                long.
            NotUnderstoodError: a thing named isn't in the graph.
        """
        for name in values:
            query.parameter(name)
        typed = {
            parameter.name: self._value(query, parameter, values.get(parameter.name))
            for parameter in query.parameters
        }
        given = self._given() | typed
        if query.bundled:
            return self.store.read(query.statement, given)
        refuse(query.statement)
        return apart.ask(self.store.opening, query.statement, given, limits or Limits())

    def _value(self, query: Query, parameter: Parameter, given: str | None) -> object:
        if given is None:
            if parameter.default is None:
                raise QueryError("parameter-missing", query=query.name, name=parameter.name)
            given = parameter.default
            if parameter.name == "as_of":
                return self.as_of.isoformat()
            if parameter.name == "roll_up":
                return self.roll_up
        if parameter.kind and parameter.many:
            found = [self.find(one, parameter.kind) for one in as_list(given)]
            return list(dict.fromkeys(found))
        if parameter.kind:
            return self.find(given, parameter.kind) if given else None
        try:
            if parameter.choices:
                return parameter.choices[parameter.choices.index(given)]
            return _TYPED[parameter.type](given)
        except ValueError:
            raise QueryError(
                "parameter-type", name=parameter.name, type=parameter.type, value=given
            ) from None

    def find(self, given: str, kind: str = "Entity") -> str:
        """The IRI of a thing given by slug, notation or IRI.

        Raises:
            NotUnderstoodError: there is none of that class.
        """
        wanted = "SamspilEntity" if kind == "Entity" else kind
        rows = self.store.read(
            "MATCH (thing:SamspilEntity) WHERE thing.dataset IN [$dataset, $shared] "
            "AND $class IN labels(thing) "
            "AND (thing.iri = $given OR thing.slug = $given OR thing.notation = $given) "
            "RETURN thing.iri AS iri, thing.dataset AS dataset ORDER BY iri",
            self._given() | {"given": given, "class": wanted},
        )
        own = [row for row in rows if row["dataset"] == self.dataset] or rows
        if not own:
            raise NotUnderstoodError(f"no-{kind.lower()}", text=given)
        return str(own[0]["iri"])


def _boolean(text: str) -> bool:
    folded = text.casefold()
    if folded in {"true", "ja", "yes", "1"}:
        return True
    if folded in {"false", "nej", "no", "0"}:
        return False
    raise ValueError(text)


def as_list(text: str) -> list[str]:
    """The parts between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _text(text: str) -> str | None:
    return text or None


def parse_date(text: str) -> date:
    """A date written as 2026-11-23; `today` is today.

    Raises:
        UsageError: it isn't one.
    """
    if text == "today":
        return date.today()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise UsageError("date-wrong", text=text)


_TYPED: dict[str, Any] = {
    "text": _text,
    "integer": int,
    "boolean": _boolean,
    "date": lambda text: parse_date(text).isoformat(),
    "list": as_list,
}
