"""Two states of the data side by side: what is otherwise in the answers, why, and in the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from samspil.answers.model import Row
from samspil.answers.sentences import capital, ended, sentence, told
from samspil.comparing.model import Change, Compared, Comparison, Effect, Property
from samspil.messages import Messages
from samspil.model.terms import GAPS, MUST_NOT, STATED
from samspil.render.blocks import Block, Heading, Item, Page, Table, Text, table
from samspil.render.rows import labels, quotation
from samspil.render.short import fitted

_COLUMNS = ("municipality", "situation", "kind", "who", "aspects", "before", "after", "because")
_ROWS = frozenset({
    "informed", "no-longer", "also", "less", "banned", "no-longer-banned", "otherwise", "said",
    "unsaid", "said-otherwise",
})  # fmt: skip
_GONE = frozenset({"no-longer", "less", "unsaid", "no-longer-banned"})
_THINGS = frozenset({"situation", "no-situation", "known-otherwise", "silent-otherwise"})
_NAMED_FIRST = ("informed", "no-longer", "banned", "no-longer-banned")
_MOST_NAMED = 3
_AROUND = ("sentence",)
"""What is told last: a quote stands as it stood, in a sentence that is another."""
_FIRST = ("modality", "recipient", "bearer", "trigger", "condition", "exception", "deadline")
"""The properties that are told first of a thing that changed."""
_LAST = ("modalityWord", "reading", "exact")
_OWN_WORDS = frozenset(
    {"norm", "law-norm", "participation", "task", "structure", "gap", "sentence"}
)
"""Things that are told by their id or words, for they have no name."""


def worded(say: Messages, comparison: Comparison) -> Comparison:
    """The comparison with its sentences, for the JSON and the pages."""
    found = []
    for one in comparison.municipalities:
        changes = tuple(replace(change, text=_change(say, change)) for change in one.changes)
        effects = tuple(replace(effect, text=_head(say, effect)) for effect in one.effects)
        found.append(replace(one, changes=changes, effects=effects))
    return told(say, replace(comparison, municipalities=tuple(found)))


def comparison_page(say: Messages, comparison: Comparison) -> Page:
    """All of it: the answers first, each with both quotes and its cause, then the model."""
    return Page(tuple(_whole(say, comparison)), lambda: _sheet(say, comparison))


def short_comparison_page(say: Messages, comparison: Comparison) -> Page:
    """As much of it as one screen holds, and how to see the rest."""
    whole = comparison_page(say, comparison)
    entries = [entry for one in comparison.municipalities for entry in _entries(say, one)]
    has_more = bool(entries) or any(one.changes for one in comparison.municipalities)

    def tell(room: tuple[int, bool]) -> Iterator[Block]:
        most, bare = room
        yield from _top(say, comparison, len(comparison.municipalities) <= _MOST_NAMED)
        yield from (replace(one, lines=()) if bare else one for one in entries[:most])
        if most < len(entries):
            yield Text(say.count("diff.more", len(entries) - most))
        if has_more:
            yield Text(say("diff.full"), faint=True)

    rooms = ((most, bare) for most in range(len(entries), -1, -1) for bare in (False, True))
    return fitted(tell, whole.make_flat, rooms)


def _whole(say: Messages, comparison: Comparison) -> Iterator[Block]:
    yield from _top(say, comparison, each=False)
    for one in comparison.municipalities:
        if len(comparison.municipalities) > 1:
            yield Heading(one.label)
        yield from _summary(say, one)
        entries = list(_entries(say, one))
        if entries:
            yield Heading(say("diff.answers"))
            yield from entries
        if one.changes:
            yield Heading(say("diff.model"))
            caused = {iri for effect in one.effects for iri in effect.causes}
            for change in one.changes:
                lines = () if change.iri in caused else (say("diff.no-effect"),)
                yield Item(change.text or _change(say, change), lines)


def _top(say: Messages, comparison: Comparison, each: bool) -> Iterator[Block]:
    names = [one.label for one in comparison.municipalities]
    title = say("diff.title-of", names=names[0]) if len(names) == 1 else say("diff.title")
    yield Heading(title, 1)
    yield Text(
        say("diff.sides", before=comparison.before, after=comparison.after, as_of=comparison.as_of),
        faint=True,
    )
    if not names:
        yield Text(say("diff.nothing"))
    if len(names) > 1:
        changed = sum(1 for one in comparison.municipalities if one.effects)
        yield Text(say("diff.many", changed=changed, differing=len(names), same=comparison.same))
    if each:
        for one in comparison.municipalities:
            yield from _summary(say, one)


def _summary(say: Messages, one: Compared) -> Iterator[Block]:
    """The point: how many situations, who comes and goes; or that no answer is otherwise."""
    if one.state != "changed":
        yield Text(say(f"diff.municipality-{one.state}", label=one.label))
        return
    if not one.effects:
        yield Text(say.count("diff.no-answer", len(one.changes)))
        return
    touched = {ref.id for effect in one.effects for ref in effect.situations}
    parts = [say.count("diff.situation", len(touched), all=one.situations)] if touched else []
    for kind in _NAMED_FIRST:
        who = {
            ref.id: ref.label
            for effect in one.effects
            if effect.kind == kind and effect.layer == STATED
            for ref in effect.who
        }
        if who:
            shown = [*who.values()][:_MOST_NAMED]
            more = len(who) - len(shown)
            parts.append(
                say(f"diff.sum-{kind}", who=shown)
                if not more
                else say(f"diff.sum-{kind}", who=[*shown, say("diff.and-more", n=more)])
            )
    parts += _turns(say, one)
    silent = sum(effect.kind == "silent" for effect in one.effects)
    gone = sum(effect.kind == "no-longer-silent" for effect in one.effects)
    if silent or gone:
        parts.append(say("diff.sum-silent", new=silent, gone=gone))
    caused = {iri for effect in one.effects for iri in effect.causes}
    idle = sum(change.iri not in caused for change in one.changes)
    parts.append(say.count("diff.sum-model", len(one.changes)))
    if idle:
        parts.append(say("diff.sum-idle", n=idle))
    yield Text(" ".join(parts))


def _turns(say: Messages, one: Compared) -> Iterator[str]:
    """Whom the document tells with another word than before: from »bør« to »skal«."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for effect in one.effects:
        old, new = effect.before, effect.after
        if effect.layer == STATED and effect.kind == "otherwise" and old and new:
            turn = (old.modality, new.modality)
            if "modality" in effect.aspects:
                found.setdefault(turn, {}).update({ref.id: ref.label for ref in effect.who})
    for (before, after), who in found.items():
        words = {"before": say(f"modality.{before}"), "after": say(f"modality.{after}")}
        yield say("diff.sum-modality", who=[*who.values()], **words)


def _entries(say: Messages, one: Compared) -> Iterator[Item]:
    """An entry for each thing that is otherwise; those of several rows alike are told as one."""
    by_iri = {change.iri: change for change in one.changes}
    kept: dict[object, list[Effect]] = {}
    order = {name: place for place, name in enumerate(_NAMED_FIRST)}
    last = len(order)
    ranked = sorted(
        one.effects,
        key=lambda one: (
            one.aspects == _AROUND,
            one.layer not in {STATED, GAPS},
            "modality" not in one.aspects,
            order.get(one.kind, last),
        ),
    )
    for effect in ranked:
        same = (effect.kind, effect.situations, effect.layer, effect.who)
        kept.setdefault(same if effect.who else id(effect), []).append(effect)
    for effects in kept.values():
        first = effects[0]
        lines = [line for effect in effects for line in _lines(say, effect)]
        causes = dict.fromkeys(iri for effect in effects for iri in effect.causes)
        because = [_change(say, by_iri[iri]) for iri in causes if iri in by_iri]
        if first.kind in _ROWS | _THINGS:
            lines += [say("diff.because", text=text) for text in because]
            if not because:
                lines.append(say("diff.because-unknown"))
        where = _where(say, first)
        more = [effect.text or _head(say, effect) for effect in effects[1:]]
        head = first.text or _head(say, first)
        yield Item(
            f"{where}{head}" if where else capital(head), tuple(dict.fromkeys((*more, *lines)))
        )


def _where(say: Messages, effect: Effect) -> str:
    if not effect.situations or effect.kind in {"situation", "no-situation"}:
        return ""
    shown = "; ".join(one.label for one in effect.situations[:2])
    rest = len(effect.situations) - 2
    return f"{shown}{say.count('diff.and-situation', rest) if rest > 0 else ''}: "


def _head(say: Messages, effect: Effect) -> str:
    """What is otherwise, in the words of the answer itself."""
    who = labels(effect.who)
    layer = "" if effect.layer in {STATED, "gaps"} else f" ({say(f'layer.{effect.layer}')})"
    if effect.kind in _ROWS:
        row = effect.before if effect.kind in _GONE else effect.after
        assert row is not None  # noqa: S101  (such an entry has a row)
        aspects = ", ".join(_aspect(say, effect, one) for one in effect.aspects)
        text = say(
            f"diff.effect-{effect.kind}",
            who=who,
            said=f"{_said(say, row)} [{row.id}]",
            aspects=aspects,
        )
        return text + layer
    return (
        say(f"diff.effect-{_way(effect)}", who=who, old=effect.old or "", new=effect.new or "")
        + layer
    )


def _aspect(say: Messages, effect: Effect, name: str) -> str:
    if name == "modality" and effect.before and effect.after:
        words = [say(f"modality.{row.modality}") for row in (effect.before, effect.after)]
        return say("diff.aspect-modality", before=words[0], after=words[1])
    return say(f"aspect.{name}")


def _way(effect: Effect) -> str:
    if effect.kind in {"situation", "no-situation"}:
        return effect.kind
    if effect.kind in {"read-otherwise", "reached-otherwise"}:
        way = "new" if not effect.old else "gone" if not effect.new else "changed"
        return f"{effect.kind}-{way}"
    return effect.kind


def _said(say: Messages, row: Row) -> str:
    return sentence(say, replace(row, alternatives=()))


def _lines(say: Messages, effect: Effect) -> Iterator[str]:
    """What a silence is about; of a row what was said on the other side, and both quotes."""
    if effect.kind in {"silent", "no-longer-silent", "silent-otherwise"} and effect.who:
        yield say("diff.about", who=labels(effect.who))
    if effect.kind == "silent-otherwise" and effect.old != effect.new:
        yield say("diff.before", said=effect.old or "")
    if effect.kind not in _ROWS:
        return
    old, new = effect.before, effect.after
    if old and new and _said(say, old) != _said(say, new):
        other = ("after", new) if effect.kind in _GONE else ("before", old)
        yield say(f"diff.{other[0]}", said=_said(say, other[1]))
    quotes = [_quotes(say, row) for row in (old, new)]
    if quotes[0] == quotes[1]:
        yield from (say("diff.quote-both", quote=one) for one in quotes[0])
        return
    yield from (say("diff.quote-before", quote=one) for one in quotes[0])
    yield from (say("diff.quote-after", quote=one) for one in quotes[1])


def _quotes(say: Messages, row: Row | None) -> tuple[str, ...]:
    if row is None:
        return ()
    return tuple(dict.fromkeys(text for one in row.evidence if (text := quotation(say, one))))


def _change(say: Messages, change: Change) -> str:
    """A change of the model as a sentence; several of one thing in one."""
    row = change.after or change.before
    is_ban = change.thing == "norm" and row is not None and row.modality == MUST_NOT
    what = say(
        "diff.thing-ban" if is_ban else f"diff.thing-{change.thing}",
        name=change.id if change.thing in _OWN_WORDS or change.thing == "reading" else change.label,
    )
    if change.kind != "changed":
        words = _said(say, row) if row else change.label if change.label != change.id else ""
        plain = "diff.change" if not words or words in what else "diff.change-said"
        return say(f"{plain}-{change.kind}", what=what, said=words)
    properties = sorted(
        change.properties, key=lambda one: (one.id in _LAST, one.id not in _FIRST, one.id)
    )
    parts = sorted((_property(say, one) for one in properties), key=lambda part: part[0])
    joint = ": " if parts and parts[0][0] else " "
    return ended(f"{capital(what)}{joint}{'; '.join(text for _, text in parts)}")


def _property(say: Messages, one: Property) -> tuple[bool, str]:
    """Whether it is told as any property is, and how."""
    way = "changed" if one.before and one.after else "added" if one.after else "removed"
    own = f"diff.{one.id}-{way}"
    code = own if say.knows(own) else f"diff.property-{way}"
    values = {"before": "; ".join(one.before), "after": "; ".join(one.after)}
    return code != own, say(code, property=one.label, **values)


def _sheet(say: Messages, comparison: Comparison) -> Table:
    return table([say(f"column.{one}") for one in _COLUMNS], [*_sheet_rows(say, comparison)])


def _sheet_rows(say: Messages, comparison: Comparison) -> Iterator[tuple[object, ...]]:
    for one in comparison.municipalities:
        by_iri: Mapping[str, Change] = {change.iri: change for change in one.changes}
        for effect in one.effects:
            yield (
                one.label,
                [ref.label for ref in effect.situations],
                effect.text or _head(say, effect),
                [ref.label for ref in effect.who],
                [say(f"aspect.{name}") for name in effect.aspects],
                _side(say, effect.before, effect.old),
                _side(say, effect.after, effect.new),
                [_change(say, by_iri[iri]) for iri in effect.causes if iri in by_iri],
            )


def _side(say: Messages, row: Row | None, words: str | None) -> str:
    return " ".join((_said(say, row), *_quotes(say, row))) if row else words or ""
