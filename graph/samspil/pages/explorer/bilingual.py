"""Asks everything that the page shows of the Python API, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from samspil.answers import informed as informed_answer
from samspil.answers import profiles
from samspil.answers.asking import Asker
from samspil.answers.model import Informed, Note
from samspil.answers.profiles import Profile
from samspil.answers.rows import Reached, Told, tell
from samspil.messages import LANGUAGES, Messages, messages
from samspil.model import names
from samspil.render.blocks import Page
from samspil.render.informed import informed_page
from samspil.render.profiles import profile_page
from samspil.store.base import Closing, Parameters, Row, Store


class Remembering(Closing):
    """A store that asks each question once: thousands of answers share most of theirs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[str, str], list[Row]] = {}

    @property
    def name(self) -> str:
        """The name of the store behind it."""
        return self._store.name

    def read(self, statement: str, parameters: Parameters) -> list[Row]:
        """The rows of a statement; must not be changed."""
        key = (statement, json.dumps(parameters, sort_keys=True))
        if key not in self._known:
            self._known[key] = self._store.read(statement, parameters)
        return self._known[key]

    def close(self) -> None:
        """Forgets what it knows; the store behind it stays open."""
        self._known.clear()


@dataclass(frozen=True, slots=True)
class Thing:
    """A situation or an actor that can be chosen: its names, and the words that find it."""

    iri: str
    id: str
    dataset: str
    notation: str
    label_da: str
    label_en: str
    also: tuple[str, ...]
    words: tuple[str, ...]


class Questions:
    """One model asked in both languages; each answer comes as (Danish, English)."""

    def __init__(self, asker: Asker) -> None:
        remembering = replace(asker, store=Remembering(asker.store))
        self.askers = tuple(_speaking(remembering, one) for one in LANGUAGES)
        self.say = tuple(messages(one) for one in LANGUAGES)
        self.dataset = asker.dataset

    def things(self, kind: str) -> list[Thing]:
        """The municipality's own situations; its actors or forums and those that all share."""
        rows = self.askers[0].ask("identify", **{"class": kind})
        own = [row for row in rows if row["dataset"] == self.dataset]
        if kind != "Situation":
            taken = {row["id"] for row in own}
            own += [
                row
                for row in rows
                if row["dataset"] == names.SHARED_DATASET and row["id"] not in taken
            ]
        return sorted((_thing(row) for row in own), key=lambda thing: (thing.notation, thing.id))

    def informed(self, situation: Thing, by: Thing | None) -> tuple[tuple[Informed, Page], ...]:
        """The answer for a situation, narrowed to what one actor may do, and its page."""
        found = []
        for asker, say in zip(self.askers, self.say, strict=True):
            answer = informed_answer.informed(asker, situation.iri, by.iri if by else None)
            notes = tuple(replace(note, text=_noted(say, note)) for note in answer.notes)
            answer = replace(answer, notes=notes)
            found.append((answer, informed_page(say, answer)))
        return tuple(found)

    def profile(self, thing: Thing, *, forum: bool) -> tuple[tuple[Profile, Page], ...]:
        """All about an actor or a forum, and its page."""
        found = []
        ask = profiles.forum if forum else profiles.actor
        for asker, say in zip(self.askers, self.say, strict=True):
            answer = ask(asker, thing.iri)
            notes = tuple(replace(note, text=_noted(say, note)) for note in answer.notes)
            answer = replace(answer, notes=notes)
            found.append((answer, profile_page(say, answer)))
        return tuple(found)

    def assertions(self) -> Iterator[tuple[Told, Told]]:
        """Every assertion of the municipality and of what all share, by its id."""
        found = self.askers[0].ask("identify", **{"class": "Assertion"})
        reached = [Reached(row["iri"]) for row in sorted(found, key=lambda row: row["id"])]
        yield from zip(*(tell(asker, reached) for asker in self.askers), strict=True)

    def rows(self, name: str, **parameters: object) -> Iterator[tuple[Mapping[str, Any], ...]]:
        """The rows of a bundled question."""
        yield from zip(*(asker.ask(name, **parameters) for asker in self.askers), strict=True)


def _speaking(asker: Asker, language: str) -> Asker:
    """The same questions in a language, the municipality's name too."""
    asker = replace(asker, language=language)
    known = {row["id"]: row["label"] for row in asker.ask("datasets")}
    return replace(asker, dataset_label=str(known[asker.dataset]))


def _noted(say: Messages, note: Note) -> str:
    """The text of a note; some speak of an option of the command line, which a page has not."""
    own = f"explorer.note.{note.code}"
    return say.note(own if say.knows(own) else f"note.{note.code}", note.params)


def _thing(row: Mapping[str, Any]) -> Thing:
    def gathered(*keys: str) -> tuple[str, ...]:
        found = (one for of in (row, *row["namings"]) for key in keys for one in of.get(key) or ())
        return tuple(dict.fromkeys(found))

    return Thing(
        iri=row["iri"],
        id=row["id"],
        dataset=row["dataset"],
        notation=row["notation"] or "",
        label_da=row["label_da"] or row["id"],
        label_en=row["label_en"] or row["label_da"] or row["id"],
        also=gathered("also_da", "also_en"),
        words=gathered("words_da", "words_en"),
    )
