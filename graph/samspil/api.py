"""The public Python API: open a model, check it, ask it, export it.

>>> import samspil
>>> with samspil.open_model(as_of="2026-11-23") as model:      # doctest: +SKIP
...     [row.id for row in model.informed("akut").rows]
['A40']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from samspil.answers import differences, resolving, sentences
from samspil.answers.session import Session, parse_date
from samspil.errors import UsageError
from samspil.language.municipalities import municipality
from samspil.messages import DEFAULT_LANGUAGE, LANGUAGES, messages
from samspil.model.rows import ALWAYS, GraphRows, of_layers
from samspil.model.terms import LAYERS, STATED
from samspil.neo4j.databases import Databases
from samspil.ontology.folders import DataFolder, find_data
from samspil.queries import Query, load_query
from samspil.store.apart import ROWS, SECONDS, Limits, Rows
from samspil.store.base import EMBEDDED, Closing, Row, Store
from samspil.store.target import harmless

if TYPE_CHECKING:
    from samspil.answers.model import Difference, Informed
    from samspil.answers.profiles import Profile
    from samspil.answers.reach import Reach
    from samspil.answers.why_not import WhyNot
    from samspil.ontology.reading import ParsedOntology
    from samspil.validation import Report

_BOLT = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
_Noted = TypeVar("_Noted", "Informed", "WhyNot", "Profile", "Reach")


def open_model(  # noqa: PLR0913  (each is a choice of its own, by name only)
    data: str | Path | None = None,
    *,
    store: str = EMBEDDED,
    database: str | None = None,
    dataset: str | None = None,
    language: str = DEFAULT_LANGUAGE,
    as_of: str | date = "today",
    roll_up: bool = False,
    layers: tuple[str, ...] = LAYERS,
) -> Model:
    """A model that can be asked; a context manager.

    Args:
        data: a folder of Turtle; without one, the bundled Ishøj.
        store: `embedded`, or the address of a Neo4j (`neo4j://…`); user and password come from
            the environment.
        database: which database of that Neo4j.
        dataset: the municipality, where there are several.
        language: `da` or `en`.
        as_of: the day whose law counts, a date or `2026-11-23` or `today`.
        roll_up: count a unit as what it belongs to, and say so.
        layers: the layers that may be shown; the document's own always is.

    Raises:
        UsageError: an argument is wrong.
        DataError, StoreError: the data or store can't be used (raised when it is first needed).
    """
    if language not in LANGUAGES:
        raise UsageError("language-unknown", name=language, known=LANGUAGES)
    for layer in layers:
        if layer not in LAYERS:
            raise UsageError("layers-unknown", name=layer, known=LAYERS)
    if store != EMBEDDED and not store.startswith(_BOLT):
        raise UsageError("store-unknown", store=harmless(store))
    day = as_of if isinstance(as_of, date) else parse_date(as_of)
    return Model(
        folder=Path(data) if data is not None else None,
        address=store,
        database=database,
        wanted=dataset,
        language=language,
        as_of=day,
        roll_up=roll_up,
        layers=tuple(layer for layer in LAYERS if layer == STATED or layer in layers),
    )


class Model(Databases, Closing):
    """A data folder and a store, opened when they are first needed."""

    def __init__(  # noqa: PLR0913  (only open_model calls it)
        self,
        *,
        folder: Path | None,
        address: str,
        database: str | None,
        wanted: str | None,
        language: str,
        as_of: date,
        roll_up: bool,
        layers: tuple[str, ...],
    ) -> None:
        self._folder = folder
        self.address = address
        self._database = database
        self._wanted = wanted
        self.language = language
        self.as_of = as_of
        self._roll_up = roll_up
        self._layers = layers
        self._store: Store | None = None

    @cached_property
    def data(self) -> DataFolder:
        """The files of the data folder."""
        return find_data(self._folder)

    @cached_property
    def ontology(self) -> ParsedOntology:
        """The parsed data folder."""
        from samspil.ontology.reading import parse

        return parse(self.data)

    @cached_property
    def rows(self) -> GraphRows:
        """The property graph of the data folder.

        Raises:
            DataError: the data would let an answer say what its source does not.
        """
        self._refuse_untrue()
        return self._mapped

    @cached_property
    def _mapped(self) -> GraphRows:
        from samspil.mapping import map_ontology

        return map_ontology(self.ontology)

    def _refuse_untrue(self) -> None:
        from samspil.validation.gate import refuse_untrue

        refuse_untrue(self.ontology)

    @property
    def shown(self) -> GraphRows:
        """The property graph behind the answers about the chosen municipality, in their layers.

        That of the data folder; or what a Neo4j that is asked holds, maybe another load.
        """
        if self.address == EMBEDDED:
            return self._chosen(self.rows)
        from samspil.neo4j.pulling import held_rows

        return self._chosen(held_rows(self.store.read, self.session.dataset))

    def _chosen(self, rows: GraphRows) -> GraphRows:
        return of_layers(rows, self._layers) if self.chosen_layers else rows

    @property
    def chosen_layers(self) -> bool:
        """Whether not all layers may be shown."""
        return self._layers != LAYERS

    @property
    def store(self) -> Store:
        """The store, opened."""
        if self._store is None:
            if self.address == EMBEDDED:
                from samspil.store.cache import open_cached

                self._store = open_cached(self.data, lambda: self._mapped, self._refuse_untrue)
            else:
                self._store = self.connect(self.address)
        return self._store

    @cached_property
    def session(self) -> Session:
        """What asks the store, with the municipality chosen.

        Raises:
            UsageError: no municipality, several of them, or not the one named.
        """
        labels = self._labels
        if self._wanted is None and len(labels) > 1:
            raise UsageError("dataset-choose", known=list(labels))
        chosen = next(iter(labels)) if self._wanted is None else municipality(self._wanted, labels)
        return replace(self._nowhere, dataset=chosen, dataset_label=labels[chosen])

    @property
    def _nowhere(self) -> Session:
        """What asks the store, before a municipality is chosen."""
        return Session(self.store, "", self.as_of, self.language, self._roll_up, self._layers)

    @property
    def _labels(self) -> dict[str, str]:
        labels = {str(row["id"]): str(row["label"]) for row in self._nowhere.ask("datasets")}
        if not labels:
            raise UsageError("dataset-none")
        return labels

    def municipalities(self) -> list[str]:
        """The ids of all municipalities in the store; a `UsageError` where there is none."""
        return list(self._labels)

    def within(self, dataset: str) -> Model:
        """The same model with a municipality chosen; it shares the store, and isn't to be closed.

        Raises:
            UsageError: there is no such municipality (raised when it is first asked).
        """
        # Opened once, for a graph can't be opened twice in a process.
        _ = self.store if self.address != EMBEDDED else (self.store, self.rows)
        other = copy(self)
        other._wanted = dataset  # noqa: SLF001  (its own class)
        other.__dict__.pop("session", None)
        return other

    def informed(self, situation: str, *, by: str | None = None) -> Informed:
        """Who must, should or may be informed in a situation (id or free text).

        Raises:
            NotUnderstoodError, AmbiguousError: the text names no situation, or several.
        """
        from samspil.answers import informed as answers

        def answer() -> Informed:
            found = resolving.resolve(self.session, situation, "Situation")
            actor = resolving.resolve(self.session, by, "Actor") if by is not None else None
            return answers.informed(self.session, found, actor)

        return self.told(self.session.steady(answer))

    def why_not(self, actor: str, situation: str) -> WhyNot:
        """Why an actor is not among those informed in a situation (both id or free text)."""
        from samspil.answers import why_not as answers

        def answer() -> WhyNot:
            who = resolving.resolve(self.session, actor, "Actor")
            what = resolving.resolve(self.session, situation, "Situation")
            return answers.why_not(self.session, who, what)

        return self.told(self.session.steady(answer))

    def actor(self, actor: str) -> Profile:
        """All about an actor (id or free text)."""
        return self._profile(actor, "Actor")

    def forum(self, forum: str) -> Profile:
        """All about a forum (id or free text)."""
        return self._profile(forum, "Forum")

    def _profile(self, text: str, kind: str) -> Profile:
        from samspil.answers import profiles

        def answer() -> Profile:
            found = resolving.resolve(self.session, text, kind)
            return (profiles.actor if kind == "Actor" else profiles.forum)(self.session, found)

        return self.told(self.session.steady(answer))

    def situations(self) -> list[Row]:
        """The situations that the document speaks of."""
        return self.session.steady(lambda: self.session.ask("situations"))

    def gaps(self, about: str | None = None) -> list[Row]:
        """What the document does not say, or does not say about one thing (id or free text).

        A text that names no thing finds the gaps that have its words.

        Raises:
            NotUnderstoodError, AmbiguousError: the text names nothing, or several things.
        """
        return self.session.steady(lambda: resolving.gaps(self.session, about))

    def differences(self, about: str | None = None) -> tuple[Difference, ...]:
        """What sources say differently, or what the document doesn't say, maybe about one thing."""
        return self.session.steady(lambda: differences.asked(self.session, about))

    def query(
        self,
        question: str | Query,
        parameters: Mapping[str, str] | None = None,
        *,
        timeout: float = SECONDS,
        limit: int | None = None,
    ) -> Rows:
        """The rows of a bundled question by name, or of a `.cypher` file by its path.

        A question of one's own is stopped after `timeout` seconds. `limit` is how many rows are
        given at most; without it 10,000 of a question of one's own, all of a bundled one. `cut` of
        the rows says whether there are more.

        Raises:
            UsageError: no such limit.
            QueryError: it can't be asked, or takes too long; the code says why.
        """
        if timeout <= 0 or (limit is not None and limit < 1):
            raise UsageError("query-limits")
        limits = Limits(timeout, ROWS if limit is None else limit)
        query = question if isinstance(question, Query) else load_query(question)

        def answer() -> list[Row]:
            values = resolving.parameters(self.session, query, parameters or {})
            return self.session.run(query, values, limits)

        rows = self.session.steady(answer)
        kept = Rows(rows[:limit])
        kept.cut = len(kept) < len(rows) or (isinstance(rows, Rows) and rows.cut)
        return kept

    def check(self, progress: Callable[[str], None] | None = None) -> Report:
        """What is wrong with the data folder, and how much of the source is covered."""
        from samspil import validation

        return validation.check(self.data, progress=progress)

    def export(self, target: str | Path, form: str, *, force: bool = False) -> list[Path]:
        """Writes the layers of the data folder in another format; see `samspil.export.FORMATS`."""
        from samspil import export as exporting

        rows, files = self._chosen(self.rows), self.ontology.files
        chosen = tuple(file for file in files if file.layer in ALWAYS.union(self._layers))
        ontology = replace(self.ontology, files=chosen if self.chosen_layers else files)
        return exporting.export(
            ontology, rows, form, Path(target), force=force, language=self.language
        )

    def told(self, answer: _Noted) -> _Noted:
        """An answer whose rows and notes have their texts."""
        say = messages(self.language)
        notes = tuple(
            replace(note, text=say.note(f"note.{note.code}", note.params)) for note in answer.notes
        )
        return sentences.told(say, replace(answer, notes=notes, language=self.language))

    def close(self) -> None:
        """Closes the store."""
        if self._store is not None:
            self._store.close()
            self._store = None
