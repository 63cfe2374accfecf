"""Asks everything that the page shows of the Python API, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from samspil.answers import profiles
from samspil.answers.find import Found, find
from samspil.answers.informed import answer, near, nearest_first
from samspil.answers.model import Informed, Note
from samspil.answers.narrow import Acting, acting, narrow
from samspil.answers.profiles import Profile
from samspil.answers.rows import Reached, Told, tell
from samspil.answers.session import Session
from samspil.answers.why_not import reason_of
from samspil.messages import LANGUAGES, Messages
from samspil.model import names
from samspil.model.characters import visible
from samspil.queries import load_bundled
from samspil.render.panel import Panel, informed_panel, profile_panel
from samspil.render.rows import labels
from samspil.store.base import Closing, Parameters, Row, Store

ACTOR = "\x02"
"""Stands for the label of the actor that an answer is narrowed to; the script puts it in."""

_Noted = TypeVar("_Noted", Informed, Profile)
Answers = tuple[tuple[Informed, Panel], ...]
"""An answer and its panel, in Danish and in English."""


class PageMessages(Messages):
    """The texts of a language as a page says them: it has no options, but it has what is below."""

    def __call__(self, code: str, **params: object) -> str:
        """The page's own text of a code where it has one, else what all say."""
        own = f"page.{code}"
        return super().__call__(own if self.knows(own) else code, **params)


@dataclass(frozen=True, slots=True)
class Asking:
    """An actor as the one who asks; those it belongs to, or that belong to it, by our reading."""

    acting: Acting
    facts: Row


class Visible(Closing):
    """A store whose answers hold no hidden characters; it is asked for an assertion once.

    A page tells of each assertion in a dozen places: asking for it there took half of the time.
    So did all that sources say otherwise, asked anew for each actor.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: dict[str, dict[str, Row]] = {language: {} for language in LANGUAGES}
        self._of_all: dict[str, list[Row]] = {}

    @property
    def name(self) -> str:
        """The name of the store behind it."""
        return self._store.name

    @property
    def opening(self) -> dict[str, object]:
        """What the store behind it is opened by."""
        return self._store.opening

    def read(self, statement: str, parameters: Parameters) -> list[Row]:
        """The rows of a statement."""
        if parameters.get("things", ()) is None:
            question = repr((statement, sorted(parameters.items())))
            if question not in self._of_all:
                self._of_all[question] = self._read(statement, parameters)
            return self._of_all[question]
        wanted = parameters.get("assertions")
        if not isinstance(wanted, list) or statement != load_bundled("assertions").statement:
            return self._read(statement, parameters)
        told = self._told[str(parameters["lang"])]
        if unknown := [iri for iri in wanted if iri not in told]:
            rows = self._read(statement, {**parameters, "assertions": unknown})
            told.update((row["iri"], row) for row in rows)
        return [told[iri] for iri in wanted if iri in told]

    def _read(self, statement: str, parameters: Parameters) -> list[Row]:
        return [_visible(row) for row in self._store.read(statement, parameters)]

    def close(self) -> None:
        """Nothing: the store behind it stays open."""


def _visible(value: Any) -> Any:  # noqa: ANN401  (whatever a row holds)
    """A value without hidden characters, some of which mean something to the page's script."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_visible(one) for one in value]
    if isinstance(value, dict):
        # By their addresses things are found again.
        return {key: one if key == "iri" else _visible(one) for key, one in value.items()}
    return value


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

    def __init__(self, session: Session) -> None:
        readable = replace(session, store=Visible(session.store))
        self.sessions = tuple(_speaking(readable, one) for one in LANGUAGES)
        self.say = tuple(PageMessages(one) for one in LANGUAGES)
        self.dataset = session.dataset

    def things(self, kind: str) -> list[Thing]:
        """The municipality's own situations; its actors or forums and those that all share."""
        rows = self.sessions[0].ask("identify", **{"class": kind})
        own = [row for row in rows if row["dataset"] == self.dataset]
        if kind != "Situation":
            taken = {row["id"] for row in own}
            own += [
                row
                for row in rows
                if row["dataset"] == names.SHARED_DATASET and row["id"] not in taken
            ]
        return sorted((_thing(row) for row in own), key=lambda thing: (thing.notation, thing.id))

    def asking(self, actors: Sequence[Thing], situation: Thing) -> list[tuple[Asking, ...]]:
        """Actors as those who ask, called `ACTOR`: what most may do is the same nothing.

        What ties them to others is the same in every situation; one is needed to ask.
        """
        return [
            tuple(_asking(session, actor.iri, situation.iri) for session in self.sessions)
            for actor in actors
        ]

    def informed(self, situation: Thing, actors: Sequence[tuple[Asking, ...]]) -> Iterator[Answers]:
        """The answer for a situation, then for each actor what is left of it; asked once."""
        wholes = [find(session, situation.iri) for session in self.sessions]
        yield self._answers(wholes, wholes)
        bearers = {one.id for told in wholes[0].stated for one in told.row.bearers}
        made: list[tuple[list[Found], frozenset[str], Answers]] = []
        for both in actors:
            found = [narrow(whole, one.acting) for whole, one in zip(wholes, both, strict=True)]
            # Most actors are left with the same nothing, called `ACTOR` as they all are.
            nameless = [replace(one, by=None) for one in found]
            nearby = near(both[0].facts) & bearers
            known = next(
                (answers for other, its, answers in made if (other, its) == (nameless, nearby)),
                None,
            )
            if known is None:
                known = self._answers(wholes, found, nearby)
                made.append((nameless, nearby, known))
            yield known

    def told(self, whole: Answers, actor: tuple[Asking, ...]) -> list[str]:
        """Whether an actor, called `ACTOR`, is told in a situation, and why not."""
        said = []
        for session, say, (answered, _), one in zip(
            self.sessions, self.say, whole, actor, strict=True
        ):
            code, through = reason_of(session, answered, dict(one.facts))
            blanks = {"actor": ACTOR, "situation": answered.situation.label}
            said.append(say(f"why-not.{code}", through=labels(through), **blanks))
        return said

    def _answers(
        self,
        wholes: Sequence[Found],
        found: Sequence[Found],
        nearby: frozenset[str] = frozenset(),
    ) -> Answers:
        return tuple(
            _shown(say, nearest_first(answer(session, whole, part), nearby), informed_panel)
            for session, say, whole, part in zip(
                self.sessions, self.say, wholes, found, strict=True
            )
        )

    def profile(self, thing: Thing, *, forum: bool) -> tuple[tuple[Profile, Panel], ...]:
        """All about an actor or a forum, and its panel."""
        ask = profiles.forum if forum else profiles.actor
        return tuple(
            _shown(say, ask(session, thing.iri), profile_panel)
            for session, say in zip(self.sessions, self.say, strict=True)
        )

    def assertions(self) -> Iterator[tuple[Told, Told]]:
        """Every assertion of the municipality and of what all share, by its id."""
        found = self.sessions[0].ask("identify", **{"class": "Assertion"})
        reached = [Reached(row["iri"]) for row in sorted(found, key=lambda row: row["id"])]
        yield from zip(*(tell(session, reached) for session in self.sessions), strict=True)

    def rows(self, name: str, **parameters: object) -> Iterator[tuple[Mapping[str, Any], ...]]:
        """The rows of a bundled question."""
        yield from zip(*(session.ask(name, **parameters) for session in self.sessions), strict=True)


def _asking(session: Session, actor: str, situation: str) -> Asking:
    found = acting(session, actor)
    nameless = replace(found, actor=replace(found.actor, label=ACTOR))
    facts = session.ask("why-not", actor=actor, situation=situation)[0]
    return Asking(nameless, facts)


def _speaking(session: Session, language: str) -> Session:
    """The same questions in a language, the municipality's name too."""
    session = replace(session, language=language)
    known = {row["id"]: row["label"] for row in session.ask("datasets")}
    return replace(session, dataset_label=str(known[session.dataset]))


def _shown(
    say: Messages, answered: _Noted, panel: Callable[[Messages, _Noted], Panel]
) -> tuple[_Noted, Panel]:
    notes = tuple(replace(note, text=_noted(say, note)) for note in answered.notes)
    noted = replace(answered, notes=notes)
    return noted, panel(say, noted)


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
