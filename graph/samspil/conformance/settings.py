"""What a log is judged by, asked of a model: the norms of each situation on each day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from samspil.answers import resolving
from samspil.answers.find import Found, find, rooms
from samspil.answers.rows import Told
from samspil.answers.session import Session
from samspil.conformance.judging import Judge
from samspil.conformance.model import Named, Setting
from samspil.errors import AmbiguousError, NotUnderstoodError
from samspil.language.matching import Term, match
from samspil.model.terms import ALWAYS_SAID, LAW, STATED
from samspil.store.base import Row

DANISH = "da"
KINDS = {"from": "Actor", "to": "Actor", "channel": "Actor", "situation": "Situation"}


class Book:
    """A model's norms by situation and span of days; each is asked for once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._settings: dict[tuple[str, int], Setting] = {}
        self._made: dict[tuple[str, int, frozenset[str]], Setting] = {}
        self._besides: dict[str, list[Row]] = {}
        self._seats: dict[str, frozenset[str]] = {}
        self._parts: dict[str, dict[str, tuple[str, ...]]] = {}

    @cached_property
    def issued(self) -> list[date]:
        """The days that the municipality's sources bear, the first one first."""
        return sorted(
            date.fromisoformat(source["issued"])
            for row in self.session.ask("datasets")
            if row["id"] == self.session.dataset
            for source in row["sources"]
            if source["issued"]
        )

    @cached_property
    def borders(self) -> list[int]:
        """The days, as ordinals, from which other rules hold than the day before."""
        found = {day.toordinal() for day in self.issued}
        for rule in self.session.ask("law"):
            if rule["valid_from"]:
                found.add(date.fromisoformat(rule["valid_from"]).toordinal())
            if rule["valid_to"]:
                found.add((date.fromisoformat(rule["valid_to"]) + timedelta(1)).toordinal())
        return sorted(found)

    def span(self, day: int) -> int:
        """The number of the span of days that a day (an ordinal) lies in."""
        return bisect_right(self.borders, day)

    def first_day(self, span: int) -> date:
        """A day of a span."""
        if not self.borders:
            return self.session.as_of
        return date.fromordinal(self.borders[span - 1] if span else self.borders[0] - 1)

    def setting(self, situation: str, span: int) -> Setting:
        """What holds of a situation (id) in a span of days."""
        key = situation, span
        if key not in self._settings:
            day = self.first_day(span)
            sources = sum(one <= day for one in self.issued)
            # Most borders are of rules that have nothing to do with the situation.
            same = situation, sources, self._in_force(situation, day.isoformat())
            if same not in self._made:
                in_plan = bool(sources) or not self.issued
                self._made[same] = self._ask(situation, day, in_plan=in_plan)
            self._settings[key] = self._made[same]
        return self._settings[key]

    def _in_force(self, situation: str, day: str) -> frozenset[str]:
        if situation not in self._besides:
            iri = self.session.find(situation, "Situation")
            self._besides[situation] = self.session.ask("beside", situation=iri)
        return frozenset(
            row["iri"]
            for row in self._besides[situation]
            if (row["valid_from"] or day) <= day <= (row["valid_to"] or day)
        )

    def _ask(self, situation: str, day: date, *, in_plan: bool) -> Setting:
        session = replace(self.session, as_of=day)
        found = find(session, session.find(situation, "Situation"), alone=True)
        beside = [told for told in found.beside if _informs(told)]
        return Setting(
            situation=found.situation,
            stated=tuple(
                told.row
                for told in found.stated
                if _informs(told) and _is_written(told, day.isoformat())
            ),
            read=tuple(told.row for told in beside if told.row.layer == STATED),
            law=tuple(told.row for told in beside if told.row.layer == LAW),
            in_plan=in_plan,
            deadlines=self._deadlines(session, found),
        )

    def _deadlines(self, session: Session, found: Found) -> dict[str, str]:
        stated = found.stated
        if session.language != DANISH and any(told.row.deadline for told in stated):
            # Only the document's own words can be counted by.
            iri = session.find(found.situation.id, "Situation")
            stated = find(replace(session, language=DANISH), iri, alone=True).stated
        return {told.row.id: told.row.deadline for told in stated if told.row.deadline}

    @cached_property
    def judge(self) -> Judge:
        """Judges flows by this model's acts, forums and units."""
        wider = {ident: frozenset((ident, *row["wider"])) for ident, row in self._acts.items()}
        return Judge(wider, self._is_seated, self._part_of)

    def _part_of(self, part: str, whole: str) -> tuple[str, ...] | None:
        if whole not in self._parts:
            units = self.session.ask("units", actor=self.session.find(whole, "Actor"))
            self._parts[whole] = {row["id"]: tuple(row["rests_on"]) for row in units}
        return self._parts[whole].get(part)

    def _is_seated(self, sender: str, forum: str) -> bool:
        if forum not in self._seats:
            iri = self.session.find(forum, "Actor")
            room = rooms(self.session, [iri]).get(iri)
            seats = (*room.parties, *room.beside) if room else ()
            self._seats[forum] = frozenset(one.id for one in seats)
        return sender in self._seats[forum]

    def understand(self, column: str, text: str) -> Named:
        """What a cell of a column means, by the same rules as everywhere else."""
        if not text.strip():
            return Named("empty")
        if column == "act":
            return self._act(text)
        kind = KINDS[column]
        try:
            iri = resolving.resolve(self.session, text, kind)
        except AmbiguousError as error:
            return Named("several", near=tuple(name for _, name in error.candidates))
        except NotUnderstoodError as error:
            return Named("unknown", near=error.suggestions)
        row = self._things(kind)[iri]
        exact = _plainly(text, row["id"], row["label_da"], row["label_en"], row["notation"])
        return Named("known", row["id"], self._label(row), exact=exact)

    def _things(self, kind: str) -> dict[str, Row]:
        if kind not in self._known:
            rows = self.session.ask("identify", **{"class": kind})
            self._known[kind] = {row["iri"]: row for row in rows}
        return self._known[kind]

    @cached_property
    def _known(self) -> dict[str, dict[str, Row]]:
        return {}

    @cached_property
    def _acts(self) -> dict[str, Row]:
        return {row["id"]: row for row in self.session.ask("acts")}

    def _act(self, text: str) -> Named:
        terms = [
            Term(row["id"], None, (row["label_da"], row["label_en"]), tuple(row["words"]))
            for row in self._acts.values()
        ]
        found = match(text, terms, names=True)
        if found.kind == "one":
            named = self._acts[found.ids[0]]
            exact = _plainly(text, named["id"], named["label_da"], named["label_en"])
            return Named("known", named["id"], self._label(named), exact=exact)
        near = tuple(self._label(self._acts[one]) for one in found.ids or found.suggestions)
        return Named("several" if found.kind == "several" else "unknown", near=near)

    def _label(self, row: Row) -> str:
        return str(row[f"label_{self.session.language}"] or row["label_da"])

    def names(self) -> dict[str, list[str]]:
        """What may stand in each column: the model's own labels, for a form to fill in."""

        def labels(kind: str) -> list[str]:
            return sorted({self._label(row) for row in resolving.candidates(self.session, kind)})

        actors = labels("Actor")
        acts = sorted({self._label(row) for row in self._acts.values()})
        channels = sorted(
            {
                one.label
                for row in resolving.candidates(self.session, "Situation")
                for told in self.setting(row["id"], len(self.borders)).stated
                for one in told.channels
            }
        )
        return {
            "from": actors,
            "to": actors,
            "act": acts,
            "situation": labels("Situation"),
            "channel": channels,
        }


def _plainly(text: str, *names: str | None) -> bool:
    return text.strip().casefold() in {name.casefold() for name in names if name}


def _informs(told: Told) -> bool:
    return told.row.is_norm and told.row.modality in ALWAYS_SAID


def _is_written(told: Told, day: str) -> bool:
    """Whether the source that a norm stands in was there that day; one without a date was."""
    return all(one.issued is None or one.issued <= day for one in told.row.evidence)
