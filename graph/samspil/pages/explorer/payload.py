"""All that the page shows, asked beforehand and put together once, in both languages.

Texts, blocks and sections are kept once and named by numbers; the script selects, it never
answers. What each part holds:

`t`, `b`, `s`     texts (one, or Danish and English), blocks, sections (runs of blocks)
`situations`      id, notation, label, words, page, rows (id and step); `narrowed` answers, and
                  which of them each actor (in the order of `actors`) gets
`actors`          id, label, kind, words, page
`assertions`      by id: block, modality, layer, kind, sentences, from, to
`strokes`         by the kind of line: colour, width, dashes, end
`gaps`, `readings`, `sentences`, `sources`, `routes`, `figure`, `ui`, `palette`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from samspil.analysis.words import fold
from samspil.answers.model import GROUPS, Informed
from samspil.answers.rows import Told
from samspil.figure import palette
from samspil.figure.layout.arrangement import FONT_SIZE, HEADING_SIZE, LINE_HEIGHT
from samspil.figure.line_styles import WORDS, in_legend, line_kind, stroke_of
from samspil.figure.model import Figure
from samspil.pages.explorer.bilingual import Questions, Thing
from samspil.pages.explorer.blocks import (
    About,
    abouts_of_informed,
    abouts_of_profile,
    item,
    sections,
    statement_item,
)
from samspil.pages.explorer.routes import first_routes
from samspil.pages.explorer.texts import Pair, Store, Texts
from samspil.pages.explorer.ui_codes import BLANKS, UI
from samspil.render.blocks import Page

if TYPE_CHECKING:
    from samspil.api import Model
    from samspil.model.graph import GraphRows

Answers = tuple[tuple[Informed, Page], ...]
"""An answer and its page, in Danish and in English."""


def make_payload(model: Model, figure: Figure, rows: GraphRows | None = None) -> dict[str, Any]:
    """All that the page shows of a model, as plain lists and dicts.

    `rows` are those of its municipality, where they are known apart from those of others.
    """
    return _Payload(Questions(model.asker), figure).make(model, rows or model.shown)


class _Payload:
    """The parts of the payload, while they are put together."""

    def __init__(self, questions: Questions, figure: Figure) -> None:
        self.questions = questions
        self.figure = figure
        self.texts = Texts()
        self.told = {one.row.id: (one, other) for one, other in questions.assertions()}
        self.actors = questions.things("Actor")
        self.forums = {thing.id for thing in questions.things("Forum")}

    def make(self, model: Model, rows: GraphRows) -> dict[str, Any]:
        """The whole payload."""
        sentences = self._sentences()
        self.texts.sentences = {one["id"]: f"{one['id']}: »{one['text']}«" for one in sentences}
        parts = {
            "lang": model.language,
            "asOf": model.as_of.isoformat(),
            "dataset": self.questions.dataset,
            "name": self.texts.pair([asker.dataset_label for asker in self.questions.askers]),
            "situations": [self._situation(one) for one in self.questions.things("Situation")],
            "actors": [self._actor(one) for one in self.actors],
            "assertions": {key: self._assertion(*told) for key, told in self.told.items()},
            "gaps": self._gaps(),
            "readings": self._readings(),
            "sentences": sentences,
            "sources": self._sources(),
            "routes": first_routes(rows, self.questions.dataset),
            "figure": self._figure(),
            "kinds": palette.KINDS,
            "lines": self._lines(),
            "strokes": self._strokes(),
            "ui": self._ui(),
            "palette": {"light": dict(palette.LIGHT), "dark": dict(palette.DARK)},
        }
        return parts | self.texts.as_json()

    def _situation(self, situation: Thing) -> dict[str, Any]:
        answers = self.questions.informed(situation, None)
        danish = answers[0][0]
        narrowed = Store()
        by = [
            narrowed.add(self._narrowed(self.questions.informed(situation, actor), actor))
            for actor in self.actors
        ]
        return {
            "id": situation.id,
            "n": situation.notation,
            "label": self.texts.text(situation.label_da, situation.label_en),
            "words": _words(situation),
            "page": self._answer(answers),
            "rows": _steps(danish),
            "beside": _beside(danish),
            "narrowed": narrowed.values,
            "by": by,
        }

    def _narrowed(self, answers: Answers, actor: Thing) -> list[Any]:
        labels = actor.label_da, actor.label_en
        return [self._answer(answers, labels), _steps(answers[0][0])]

    def _answer(self, answers: Answers, actor: Pair = ("", "")) -> list[int]:
        (danish, page_da), (_, page_en) = answers
        say = self.questions.say[0]
        abouts = abouts_of_informed(danish)
        return sections(self.texts, say, (page_da, page_en), abouts, actor)

    def _actor(self, actor: Thing) -> dict[str, Any]:
        is_forum = actor.id in self.forums
        (danish, page_da), (english, page_en) = self.questions.profile(actor, forum=is_forum)
        say = self.questions.say[0]
        return {
            "id": actor.id,
            "label": self.texts.text(actor.label_da, actor.label_en),
            "kind": self.texts.text(danish.kind or "", english.kind or ""),
            "words": _words(actor),
            "page": sections(self.texts, say, (page_da, page_en), abouts_of_profile(danish)),
        }

    def _assertion(self, danish: Told, english: Told) -> dict[str, Any]:
        say_da, say_en = self.questions.say
        items = (
            statement_item(say_da, danish.row),
            statement_item(say_en, english.row),
        )
        row = danish.row
        return {
            "b": item(self.texts, say_da, items, About("row", row.id, row)),
            "m": row.modality,
            "l": row.layer,
            "k": danish.kind,
            "s": list(dict.fromkeys(one.sentence for one in row.evidence if one.sentence)),
            "from": [one.id for one in row.bearers],
            "to": [one.id for one in (*row.recipients, *danish.objects)],
        }

    def _gaps(self) -> list[dict[str, Any]]:
        asked = self.questions.rows("gaps", about=None)
        return [
            {
                "id": danish["id"],
                "text": self.texts.text(danish["text"], english["text"]),
                "about": [one["id"] for one in danish["about"]],
                "things": self.texts.text(_labels(danish["about"]), _labels(english["about"])),
            }
            for danish, english in asked
        ]

    def _readings(self) -> list[dict[str, Any]]:
        return [
            {
                "id": danish["id"],
                "decision": danish["decision"],
                "confidence": danish["confidence"],
                "claim": self.texts.text(danish["claim"] or "", english["claim"] or ""),
                "why": self.texts.text(danish["why"] or "", english["why"] or ""),
                "but": self.texts.text(
                    danish["rejected_because"] or "", english["rejected_because"] or ""
                ),
            }
            for danish, english in self.questions.rows("readings")
        ]

    def _sentences(self) -> list[dict[str, Any]]:
        return [
            {
                "id": danish["id"],
                "kind": danish["kind"],
                "text": danish["text"],
                "unused": self.texts.text(danish["unused"] or "", english["unused"] or ""),
                "a": list(dict.fromkeys(one["id"] for one in danish["assertions"])),
            }
            for danish, english in self.questions.rows("sentences")
        ]

    def _sources(self) -> list[tuple[int, str]]:
        """The title and the date of each document, in the order of their sentences."""
        found = (
            (
                self.texts.text(danish["source"] or "", english["source"] or ""),
                danish["issued"] or "",
            )
            for danish, english in self.questions.rows("sentences")
        )
        return list(dict.fromkeys(found))

    def _figure(self) -> dict[str, Any]:
        figure = self.figure
        return {
            "title": self.texts.text(figure.title_da, figure.title_en),
            "font": FONT_SIZE,
            "leading": LINE_HEIGHT,
            "heading": HEADING_SIZE,
            "width": figure.width,
            "height": figure.height,
            "tiers": [
                {
                    "id": tier.id,
                    "label": self.texts.text(tier.label_da, tier.label_en),
                    "box": [tier.x, tier.y, tier.width, tier.height],
                }
                for tier in figure.tiers
            ],
        }

    def _lines(self) -> list[dict[str, Any]]:
        """The kinds of line in the legend."""
        return [
            {"key": "/".join(kind), "label": self.texts.pair(WORDS[kind])}
            for kind in in_legend(self.figure.edges, gaps=False)
        ]

    def _strokes(self) -> dict[str, list[Any]]:
        """How each kind of line is drawn, as `samspil figure` draws it; an edge names its kind."""
        legend = in_legend(self.figure.edges, gaps=False)
        kinds = sorted({line_kind(edge) for edge in self.figure.edges}.union(legend))
        strokes = {"/".join(kind): stroke_of(kind) for kind in kinds}
        return {
            key: [stroke.colour, stroke.width, list(stroke.dashes), stroke.end]
            for key, stroke in strokes.items()
        }

    def _ui(self) -> dict[str, list[str]]:
        danish, english = self.questions.say
        texts = {
            name: [say(f"explorer.{name}", **BLANKS) for say in self.questions.say] for name in UI
        }
        for family in ("modality", "layer", "confidence"):
            for name in _CODES[family]:
                code = f"{family}.{name}"
                texts[code] = [danish(code), english(code)]
        return texts


_CODES: Mapping[str, Iterable[str]] = {
    "modality": (*GROUPS, "descriptive"),
    "layer": ("stated", "interpretation", "law", "external", "gaps"),
    "confidence": ("high", "medium-high", "medium", "low"),
}


def _steps(answer: Informed) -> list[list[Any]]:
    """The rows of the document's own answer, each with its step."""
    return [[row.id, row.step] for row in answer.rows]


def _beside(answer: Informed) -> list[str]:
    shelves = answer.beside
    return [row.id for row in (*shelves.interpretation, *shelves.law, *shelves.external)]


def _words(thing: Thing) -> str:
    """What finds a thing beside its label, number and id, folded; its other names before `||`."""
    known = _folded(thing.label_da, thing.label_en, thing.notation, thing.id)
    names = [one for one in _folded(*thing.also) if one not in known]
    words = [one for one in _folded(*thing.words) if one not in (*known, *names)]
    return "||".join("|".join(part) for part in (names, words))


def _folded(*known: str) -> list[str]:
    return list(dict.fromkeys(fold(one) for one in known if one))


def _labels(things: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(str(one["label"]) for one in things)
