"""Finds what a person means by a text: a situation, an actor, a forum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from samspil.answers.session import Session, as_list
from samspil.errors import AmbiguousError, NotUnderstoodError
from samspil.language.matching import Term, match
from samspil.language.words import FUNCTION, stem, tokens
from samspil.model import names
from samspil.queries import Query
from samspil.store.base import Row

_NAMED = frozenset({"Actor", "Forum"})
_MEANT = frozenset({"Situation", *_NAMED})


def resolve(session: Session, text: str, kind: str) -> str:
    """The IRI of the situation, actor or forum that a text means: id, notation, IRI or words.

    Raises:
        AmbiguousError: several are meant; the candidates are listed, best first.
        NotUnderstoodError: none is; the nearest are suggested. Or another actor is, and no forum.
    """
    rows = candidates(session, kind)
    by_iri = {row["iri"]: row for row in rows}
    if text in by_iri:
        return text
    by_id = {row["id"]: row for row in rows}
    if kind == "Forum":
        _refuse_another(session, text, by_id)
    found = match(text, [term(row) for row in rows], names=kind in _NAMED)
    if found.kind == "one":
        return str(by_id[found.ids[0]]["iri"])
    label = f"label_{session.language}"
    if found.kind == "several":
        raise AmbiguousError(
            f"ambiguous-{kind.lower()}",
            text=text,
            candidates=tuple((one, str(by_id[one][label])) for one in found.ids),
        )
    raise NotUnderstoodError(
        f"not-understood-{kind.lower()}",
        text=text,
        suggestions=tuple(f"{one}  –  {by_id[one][label]}" for one in found.suggestions),
    )


def _refuse_another(session: Session, text: str, forums: Mapping[str, Row]) -> None:
    """An actor that is no forum is told to be none, before another thing's name is guessed."""
    actors = {row["id"]: row for row in candidates(session, "Actor")}
    found = match(text, [term(row) for row in actors.values()], names=True)
    if found.kind == "one" and found.ids[0] not in forums:
        label = str(actors[found.ids[0]][f"label_{session.language}"])
        raise NotUnderstoodError("not-a-forum", label=label, id=found.ids[0])


def parameters(session: Session, query: Query, given: Mapping[str, str]) -> dict[str, str]:
    """Values given by a person, with the IRIs of the situations, actors and forums they mean.

    Raises:
        AmbiguousError, NotUnderstoodError: as `resolve`.
    """
    values = dict(given)
    for one in query.parameters:
        if one.kind in _MEANT and values.get(one.name):
            texts = as_list(values[one.name]) if one.many else [values[one.name]]
            meant = [resolve(session, text, one.kind) for text in texts]
            values[one.name] = ",".join(meant)
    return values


def resolve_any(session: Session, text: str) -> str:
    """The IRI of anything that a text means: an exact id first, then an actor, then a situation.

    Raises:
        AmbiguousError: several are meant.
        NotUnderstoodError: nothing is; the nearest actors and situations are suggested.
    """
    try:
        return session.find(text)
    except NotUnderstoodError:
        pass
    near: list[str] = []
    for kind in ("Actor", "Situation"):
        try:
            return resolve(session, text, kind)
        except NotUnderstoodError as error:
            near += error.suggestions
    raise NotUnderstoodError("not-understood-entity", text=text, suggestions=tuple(near))


def gaps(session: Session, about: str | None) -> list[Row]:
    """All gaps; or those about what a text names; or, where it names nothing, with its words.

    Raises:
        AmbiguousError: several are meant.
        NotUnderstoodError: nothing is, and no gap has these words.
    """
    if about is None:
        return session.ask("gaps", about=None)
    rows = session.ask("gaps", about=None)
    # Words that were chosen for a gap are surer than what sounds like a name.
    known = candidates(session, "KnowledgeGap")
    called = [row["id"] for row in known if about.casefold() in _other_names(row)]
    terms = [replace(term(row), labels=()) for row in known]
    if named := called or match(about, terms, names=True).ids:
        return [row for row in rows if row["id"] in named]
    try:
        return session.ask("gaps", about=resolve_any(session, about))
    except NotUnderstoodError:
        words = _stems(about)
        found = [row for row in rows if words <= _stems(row["text"])]
        if not words or not found:
            raise
        return found


def _other_names(row: Row) -> set[str]:
    return {
        name.casefold()
        for naming in row["namings"]
        for key in ("also_da", "also_en")
        for name in naming[key] or ()
    }


def checklist(session: Session, about: str | None) -> list[Row]:
    """The same gaps as questions to the municipality, with sentences and rules on the same.

    Raises:
        AmbiguousError, NotUnderstoodError: as `gaps`.
    """
    chosen = {row["id"] for row in gaps(session, about)}
    return [row for row in session.ask("gaps-checklist") if row["id"] in chosen]


def _stems(text: str) -> set[str]:
    return {stem(token) for token in tokens(text) if token not in FUNCTION}


def candidates(session: Session, kind: str) -> list[dict[str, Any]]:
    """What may be meant: a municipality's own situations; its actors and those all share."""
    rows = session.ask("identify", **{"class": kind})
    own = [row for row in rows if row["dataset"] == session.dataset]
    if kind == "Situation":
        return own
    taken = {row["id"] for row in own}
    shared = (row for row in rows if row["dataset"] == names.SHARED_DATASET)
    return own + [row for row in shared if row["id"] not in taken]


def term(row: Mapping[str, Any]) -> Term:
    """What a text is matched with: the names and search words of a thing, from all layers."""
    namings = row["namings"]

    def gathered(*keys: str) -> Iterable[str]:
        for source in (row, *namings):
            for key in keys:
                yield from source.get(key) or ()

    labels = [label for label in (row["label_da"], row["label_en"]) if label]
    return Term(
        id=row["id"],
        notation=row["notation"],
        labels=(*labels, *gathered("also_da", "also_en")),
        words=tuple(gathered("words_da", "words_en")),
    )
