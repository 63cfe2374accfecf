"""All that the page shows, asked beforehand and put together once, in both languages.

The script selects, it never answers. What each part holds:

`blocks`, `told`  each block once, and each line of one (see `blocks`); a panel is a title, its
                  point in Danish and in English, and its sections, as numbers of blocks
`situations`      id, notation, label, words, panel, rows (id and step); `narrowed` answers, and
                  which of them (`by`) each actor (in the order of `actors`) gets; the line (`why`)
                  that tells whether it is told
`actors`          id, label, kind, words, panel
`assertions`      by id: block, modality, layer, kind, sentences, from, to
`kinds`, `lines`  the legend: each kind of box and line with its text and its shape
`svg`             the figure as `samspil figure` draws it, in Danish and English
`danger`          phrases (a pattern), words found misspelt, words for urgent
`gaps`, `readings`, `sentences`, `sources`, `routes`, `figure`, `ui`, `palette`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from samspil.answers.model import Informed
from samspil.answers.rows import Told
from samspil.asking.danger import danger
from samspil.figure import palette
from samspil.figure.layout.arrangement import FONT_SIZE, HEADING_SIZE, LINE_HEIGHT
from samspil.figure.line_styles import STYLES, in_legend, line_kind
from samspil.figure.model import Figure
from samspil.figure.shapes import CONDITIONAL, mark_pieces, node_pieces
from samspil.figure.svg import figure_svg
from samspil.model.terms import GROUPS, SECRECY
from samspil.pages.explorer.bilingual import Answers, Asking, Questions, Thing
from samspil.pages.explorer.blocks import BlockStore, Both, Store, both, statement_item
from samspil.pages.explorer.layouts import layouts
from samspil.pages.explorer.routes import first_routes
from samspil.pages.explorer.ui_codes import BLANKS, UI
from samspil.pages.html import pieces
from samspil.pages.search_words import search_words
from samspil.render.panel import Panel, shortest

if TYPE_CHECKING:
    from samspil.api import Model
    from samspil.model.rows import GraphRows


def make_payload(
    model: Model, figures: tuple[Figure, Figure], rows: GraphRows | None = None
) -> dict[str, Any]:
    """All that the page shows of a model, as plain lists and dicts.

    `rows` are those of its municipality, where they are known apart from those of others.
    """
    return _Payload(Questions(model.session), figures).make(model, rows or model.shown)


class _Payload:
    """The parts of the payload, while they are put together."""

    def __init__(self, questions: Questions, figures: tuple[Figure, Figure]) -> None:
        self.questions = questions
        self.figures = figures
        self.figure = figures[0]
        self.blocks = BlockStore()
        self.told = {one.row.id: (one, other) for one, other in questions.assertions()}
        self.actors = questions.things("Actor")
        self.forums = {thing.id for thing in questions.things("Forum")}

    def make(self, model: Model, rows: GraphRows) -> dict[str, Any]:
        """The whole payload."""
        names = [session.dataset_label for session in self.questions.sessions]
        as_of = model.as_of.isoformat()
        notes = (
            f"{name} · {say('explorer.law-as-of', date=as_of)}"
            for name, say in zip(names, self.questions.say, strict=True)
        )
        situations = self.questions.things("Situation")
        asking = self.questions.asking(self.actors, situations[0]) if situations else []
        return {
            "lang": model.language,
            "asOf": as_of,
            "dataset": self.questions.dataset,
            "name": both(*names),
            "situations": [self._situation(one, asking) for one in situations],
            "actors": [self._actor(one) for one in self.actors],
            "assertions": {key: self._assertion(*told) for key, told in self.told.items()},
            "blocks": self.blocks.blocks,
            "told": self.blocks.lines,
            "gaps": self._gaps(),
            "danger": [danger().pattern, sorted(danger().words), sorted(danger().urgent)],
            "readings": self._readings(),
            "sentences": self._sentences(),
            "sources": self._sources(),
            "routes": first_routes(rows, self.questions.dataset),
            "figure": self._figure(),
            "kinds": self._kinds(),
            "lines": self._lines(),
            "svg": [
                figure_svg(figure, gaps=True, note=note, slots=True)
                for figure, note in zip(self.figures, notes, strict=True)
            ],
            "ui": self._ui(),
            "palette": {"light": dict(palette.LIGHT), "dark": dict(palette.DARK)},
        }

    def _said(self, code: str, **blanks: object) -> Both:
        danish, english = (say(code, **blanks) for say in self.questions.say)
        return both(danish, english)

    def _situation(self, situation: Thing, asking: Sequence[tuple[Asking, ...]]) -> dict[str, Any]:
        whole, *of_actors = self.questions.informed(situation, asking)
        danish = whole[0][0]
        narrowed = Store()
        return {
            "id": situation.id,
            "n": situation.notation,
            "label": both(situation.label_da, situation.label_en),
            "words": search_words(situation),
            "panel": self._panel(*(panel for _, panel in whole)),
            "rows": _steps(danish),
            "beside": _beside(danish),
            "by": self._kept(narrowed, of_actors),
            "narrowed": narrowed.values,
            "why": [self.blocks.add_line(*self.questions.told(whole, one)) for one in asking],
        }

    def _kept(self, narrowed: Store, of_actors: Sequence[Answers]) -> list[int]:
        """The number of each actor's answer; that of most is the very same, its panel made once."""
        numbers: dict[int, int] = {}
        for one in of_actors:
            if id(one) not in numbers:
                panel = self._panel(*(panel for _, panel in one))
                numbers[id(one)] = narrowed.add([panel, _steps(one[0][0])])
        return [numbers[id(one)] for one in of_actors]

    def _panel(self, danish: Panel, english: Panel) -> list[Any]:
        return [
            both(danish.title, english.title),
            # What is alike, and so told together, may be alike in one language only.
            [self.blocks.add_all(*[shortest(panel)] * 2) for panel in (danish, english)],
            self.blocks.add_all(danish.sections, english.sections),
        ]

    def _actor(self, actor: Thing) -> dict[str, Any]:
        is_forum = actor.id in self.forums
        (danish, panel_da), (english, panel_en) = self.questions.profile(actor, forum=is_forum)
        return {
            "id": actor.id,
            "label": both(actor.label_da, actor.label_en),
            "kind": both(danish.kind or "", english.kind or ""),
            "words": search_words(actor),
            "panel": self._panel(panel_da, panel_en),
        }

    def _assertion(self, danish: Told, english: Told) -> dict[str, Any]:
        say_da, say_en = self.questions.say
        row = danish.row
        items = statement_item(say_da, row), statement_item(say_en, english.row)
        return {
            "b": self.blocks.add(*items),
            "m": row.modality,
            "l": row.layer,
            "k": danish.kind,
            "s": list(dict.fromkeys(one.sentence for one in row.evidence if one.sentence)),
            "from": [one.id for one in row.bearers],
            "to": [one.id for one in (*row.recipients, *danish.objects)],
        }

    def _gaps(self) -> list[dict[str, Any]]:
        asked = self.questions.rows("gaps", about=None)
        words = {one.id: search_words(one) for one in self.questions.things("KnowledgeGap")}
        return [
            {
                "id": danish["id"],
                "words": words[danish["id"]],
                "text": both(danish["text"], english["text"]),
                "about": [one["id"] for one in danish["about"]],
                "things": both(_labels(danish["about"]), _labels(english["about"])),
            }
            for danish, english in asked
        ]

    def _readings(self) -> list[dict[str, Any]]:
        return [
            {
                "id": danish["id"],
                "decision": danish["decision"],
                "confidence": danish["confidence"],
                "claim": both(danish["claim"] or "", english["claim"] or ""),
                "why": both(danish["why"] or "", english["why"] or ""),
                "but": both(danish["rejected_because"] or "", english["rejected_because"] or ""),
            }
            for danish, english in self.questions.rows("readings")
        ]

    def _sentences(self) -> list[dict[str, Any]]:
        return [
            {
                "id": danish["id"],
                "kind": danish["kind"],
                "text": danish["text"],
                "unused": both(danish["unused"] or "", english["unused"] or ""),
                "a": list(dict.fromkeys(one["id"] for one in danish["assertions"])),
            }
            for danish, english in self.questions.rows("sentences")
        ]

    def _sources(self) -> list[dict[str, Any]]:
        """The title and the date of each document, in the order of their sentences."""
        found = {
            (danish["source"] or "", english["source"] or "", danish["issued"] or ""): None
            for danish, english in self.questions.rows("sentences")
        }
        return [{"title": both(da, en), "issued": issued} for da, en, issued in found]

    def _figure(self) -> dict[str, Any]:
        figure = self.figure
        return {
            "title": both(figure.title_da, figure.title_en),
            "font": FONT_SIZE,
            "leading": LINE_HEIGHT,
            "heading": HEADING_SIZE,
            "conditional": pieces([CONDITIONAL]),
            "tiers": [
                {"id": tier.id, "label": both(tier.label_da, tier.label_en)}
                for tier in figure.tiers
            ],
            "layouts": layouts(self.figures),
        }

    def _kinds(self) -> list[dict[str, Any]]:
        """The kinds of box, in the order of the legend."""
        return [
            {
                "key": kind,
                "label": self._said(f"figure.kind.{kind}"),
                "pieces": pieces(node_pieces(kind, 28, 12)),
            }
            for kind in palette.KINDS
        ]

    def _lines(self) -> dict[str, dict[str, Any]]:
        """How each kind of line is drawn, in the order of the legend; an edge names its kind."""
        explained = in_legend(self.figure.edges, gaps=False)
        kinds = {line_kind(edge) for edge in self.figure.edges}.union(explained)
        return {
            kind: {
                "label": self._said(f"figure.line.{kind}"),
                "explained": kind in explained,
                "colour": style.colour,
                "width": style.width,
                "dashes": style.dashes,
                "marks": pieces(mark_pieces(style)),
            }
            for kind, style in STYLES.items()
            if kind in kinds
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
    "modality": (*GROUPS, SECRECY, "descriptive"),
    "layer": ("stated", "interpretation", "law", "external", "gaps"),
    "confidence": ("high", "medium-high", "medium", "low"),
}


def _steps(answer: Informed) -> list[list[Any]]:
    """The rows of the document's own answer, each with its step."""
    return [[row.id, row.step] for row in answer.rows]


def _beside(answer: Informed) -> list[str]:
    shelves = answer.beside
    return [row.id for row in (*shelves.interpretation, *shelves.law, *shelves.external)]


def _labels(things: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(str(one["label"]) for one in things)
