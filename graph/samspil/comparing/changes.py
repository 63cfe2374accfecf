"""What is otherwise in the model: thing by thing, property by property."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from rdflib import Literal
from rdflib.term import Node

from samspil.answers.rows import Told
from samspil.comparing.describing import Described, label
from samspil.comparing.model import Change, Property
from samspil.model import names

Things = Mapping[str, Described]
_OTHER_TONGUE = {"da": "en", "en": "da"}


def changes(
    before: Things,
    after: Things,
    told_before: Mapping[str, Told],
    told_after: Mapping[str, Told],
    language: str,
) -> tuple[Change, ...]:
    """Each thing that is new, gone or otherwise, with its rows where it is an assertion."""
    found = []
    for iri in sorted(before.keys() | after.keys()):
        old, new = before.get(iri), after.get(iri)
        if old == new or (old and new and _alike(old, new)):
            continue
        known = new or old
        assert known is not None  # noqa: S101  (one of the two has the key)
        rows = (told_before.get(iri), told_after.get(iri))
        differing = _differing(old, new)
        found.append(
            Change(
                iri=iri,
                id=names.local_name(iri),
                kind="added" if old is None else "removed" if new is None else "changed",
                thing=known.thing,
                label=label(before if old else after, iri, language),
                layer=known.layer,
                properties=tuple(_properties(before, after, iri, language)) if old and new else (),
                before=rows[0].row if rows[0] and old else None,
                after=rows[1].row if rows[1] and new else None,
                used=frozenset(differing),
            )
        )
    return tuple(found)


def _alike(old: Described, new: Described) -> bool:
    return (old.thing, old.layer, old.properties) == (new.thing, new.layer, new.properties)


def _differing(old: Described | None, new: Described | None) -> Iterator[str]:
    olds, news = (one.properties if one else {} for one in (old, new))
    for used in olds.keys() | news.keys():
        if olds.get(used) != news.get(used):
            yield names.local_name(used)
    if old and new and old.layer != new.layer:
        yield "layer"


def _properties(before: Things, after: Things, iri: str, language: str) -> Iterator[Property]:
    old, new = before[iri], after[iri]
    for used in sorted(old.properties.keys() | new.properties.keys()):
        had, has = old.properties.get(used, frozenset()), new.properties.get(used, frozenset())
        if had == has:
            continue
        gone = [*map(partial(_value, before), had - has)]
        come = [*map(partial(_value, after), has - had)]
        # What changed in the other language only is told in that.
        tongue = next((one for one in (language, _OTHER_TONGUE[language]) if any(
            tag in {None, one} for tag, _ in (*gone, *come))), language)  # fmt: skip
        lost, won = (
            tuple(sorted(text(tongue) for tag, text in some if tag in {None, tongue}))
            for some in (gone, come)
        )
        name, called = names.local_name(used), label(after, used, language)
        if tongue != language:
            name, called = f"{name}@{tongue}", f"{called} ({tongue})"
        yield Property(name, called, lost, won)
    if old.layer != new.layer:
        yield Property("layer", "layer", (old.layer,), (new.layer,))


def _value(things: Things, value: Node) -> tuple[str | None, Callable[[str], str]]:
    """The language of a value, if it has one, and what tells it in a language."""
    if isinstance(value, Literal):
        return value.language, lambda _: str(value)
    return None, lambda language: label(things, str(value), language)
