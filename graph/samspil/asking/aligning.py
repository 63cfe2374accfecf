"""Lays a pattern over a text: which words it explains, what it names, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samspil.asking.lexicon import Mention, Token
from samspil.asking.patterns import Cue, Pattern, Slot

_SEEKS = {
    "forum": ("forum",), "forums": ("forum",), "actor": ("actor",), "role": ("actor", "forum"),
    "from": ("actor", "forum"), "to": ("actor", "forum"), "thing": ("actor", "forum"),
    "gap": ("gap",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pattern over a text: what fills its slots, the tokens that it explains and leaves."""

    pattern: Pattern
    filled: tuple[tuple[str, Mention], ...]
    left: tuple[int, ...]
    score: float = field(compare=False)


def align(pattern: Pattern, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Aligned]:
    """Every way that the pattern fits the text, in its order."""
    starting: dict[int, list[Mention]] = {}
    for mention in mentions:
        starting.setdefault(mention.start, []).append(mention)
    parts = pattern.parts

    def walk(
        part: int, place: int, filled: tuple[tuple[str, Mention], ...], left: tuple[int, ...], score: float
    ) -> Iterator[Aligned]:
        if part == len(parts):
            yield Aligned(pattern, filled, (*left, *range(place, len(tokens))), score)
            return
        wanted = parts[part]
        if isinstance(wanted, Slot) and wanted.name == "situation":
            yield from walk(part + 1, place, filled, left, score)
            return
        for at in range(place, len(tokens)):
            passed = (*left, *range(place, at))
            if isinstance(wanted, Cue):
                if wanted.fits(tokens[at].stem, tokens[at].folded):
                    yield from walk(part + 1, at + 1, filled, passed, score + wanted.weight)
                    if wanted.weight >= 1:
                        break
                continue
            for mention in starting.get(at, ()):
                things = tuple(t for t in mention.things if t.kind in _SEEKS[wanted.name])
                if things:
                    fit = (wanted.name, Mention(mention.start, mention.end, things))
                    yield from walk(part + 1, mention.end, (*filled, fit), passed, score + 1)

    yield from walk(0, 0, (), (), 0.0)
