"""Lays a pattern over a text: which words it explains, what it names, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from samspil.asking.lexicon import Mention, Token
from samspil.asking.patterns import Cue, Pattern, Slot

_SEEKS = {
    "forum": ("forum",), "forums": ("forum",), "actor": ("actor",), "role": ("actor", "forum"),
    "from": ("actor", "forum"), "to": ("actor", "forum"), "thing": ("actor", "forum"),
    "gap": ("gap",), "silence": ("silence",), "assertion": ("assertion",),
}  # fmt: skip


_Fit = tuple[int, int, tuple[tuple[str, Mention], ...]]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pattern over a text: what fills its slots, the tokens that it explains and leaves."""

    pattern: Pattern
    filled: tuple[tuple[str, Mention], ...]
    left: tuple[int, ...]
    score: float = field(compare=False)


def align(
    pattern: Pattern, tokens: Sequence[Token], mentions: Sequence[Mention]
) -> Iterator[Aligned]:
    """Every way that the pattern fits the text, in its order."""
    start = Aligned(pattern, (), (), 0.0)
    yield from _walk(start, pattern.parts, 0, tokens, mentions)


def _walk(
    done: Aligned,
    parts: Sequence[Cue | Slot],
    place: int,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
) -> Iterator[Aligned]:
    """Every way that the parts fit what follows a place, after what is done."""
    if not parts:
        yield replace(done, left=(*done.left, *range(place, len(tokens))))
        return
    wanted, *rest = parts
    if isinstance(wanted, Cue):
        fits = _words(wanted, place, tokens)
    elif wanted.name == "situation":
        fits = iter([(place, place, ())])
    else:
        fits = _named(wanted.name, place, mentions)
    weight = wanted.weight if isinstance(wanted, Cue) else float(wanted.name != "situation")
    for start, end, filled in fits:
        passed = (*done.left, *range(place, start))
        now = replace(done, filled=(*done.filled, *filled), left=passed, score=done.score + weight)
        yield from _walk(now, rest, end, tokens, mentions)


def _words(wanted: Cue, place: int, tokens: Sequence[Token]) -> Iterator[_Fit]:
    for at in range(place, len(tokens)):
        if wanted.fits(tokens[at].stem, tokens[at].folded):
            yield at, at + 1, ()
            if wanted.weight >= 1:
                return  # Only words like »er« and »med« are worth a second look.


def _named(name: str, place: int, mentions: Sequence[Mention]) -> Iterator[_Fit]:
    for mention in mentions:
        things = tuple(thing for thing in mention.things if thing.kind in _SEEKS[name])
        if mention.start >= place and things:
            yield mention.start, mention.end, ((name, replace(mention, things=things)),)
