"""Ranks the commands that a question may mean by the words in it that do say something.

For questions that no pattern explains wholly: what comes of it is asked, and never an answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from samspil.asking.lexicon import Lexicon, Mention, Thing, Token
from samspil.asking.patterns import Cue, Hinted
from samspil.language.words import ASKING, FUNCTION, YOUNG, besides, same_word, stem

Filled = Mapping[str, tuple[Thing, ...]]

_LIGHT = 0.4
_STORY = 0.7
_LEAST = 0.85
_LEAST_OF_GAP = 0.6
_BESIDE = 0.3
_ALIKE = 0.5
_AMONG = 0.15
_OF_A_KIND = 3
_NOT_LAST = 0.1
_PART = 5
_END = re.compile(r"[.?!:;\n]+")
_QUOTES = "\"'»«“”„‘’"
_QUIET = frozenset(stem(word) for word in FUNCTION)


@dataclass(frozen=True, slots=True)
class Guess:
    """A command with what fills its slots, and how much of the question speaks for it."""

    command: tuple[str, ...]
    filled: Filled
    score: float = field(compare=False)

    @property
    def asked(self) -> tuple[str, ...]:
        """The words of the command: what two guesses are told apart by."""
        ids = {name: ",".join(one.id for one in its) for name, its in self.filled.items()}
        return tuple(word.format_map(ids) for word in self.command)


class Guesses:
    """What a question may mean; `heard` are the places of the words that speak for it."""

    def __init__(
        self,
        lexicon: Lexicon,
        text: str,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
    ) -> None:
        self.lexicon, self.tokens = lexicon, tokens
        self.mentions = [
            one for one in mentions
            if any(token.stem not in lexicon.place for token in tokens[one.start : one.end])
        ]  # fmt: skip
        self.heard: set[int] = set()
        self._text = text
        self._light = _QUIET | lexicon.book.words["question"]
        self._weights = tuple(_weights(text, tokens, lexicon.book.words["question"]))
        self._situations = self._of_situations()

    def best(self, most: int) -> list[Guess]:
        """The likeliest first, at most so many, and few that differ only in what they name."""
        found: dict[tuple[str, ...], Guess] = {}
        for one in sorted(self._all(), key=lambda one: -one.score):
            found.setdefault(one.asked, one)
        highest = max((one.score for one in found.values()), default=0.0)
        taken: list[Guess] = []
        kinds: Counter[tuple[str, ...]] = Counter()
        for one in found.values():
            enough = one.score >= max(_LEAST, highest * _BESIDE)
            if len(taken) < most and enough and kinds[one.command] < _OF_A_KIND:
                kinds[one.command] += 1
                taken.append(one)
        return taken

    def _all(self) -> Iterator[Guess]:
        for hinted in self.lexicon.book.hints:
            said = self._said(hinted)
            if said or hinted.alone:
                for filled, score in self._fillings(hinted, said):
                    yield Guess(hinted.command, filled, score + said)
        yield from self._of_gaps()

    def _said(self, hinted: Hinted) -> float:
        """What the words of a question that are a command's weigh together."""
        score = 0.0
        for place, token in enumerate(self.tokens):
            if hinted.cue.fits(token.stem, token.folded) and not token.named:
                light = token.stem in self._light and not self._quoted(token)
                score += self._weights[place] * (_LIGHT if light else 1)
                self.heard.add(place)
        return score

    def _quoted(self, token: Token) -> bool:
        """Whether a word is asked about as a word: where does it say "bør", all that is a MUST."""
        written = self._text[token.start : token.end]
        loud = len(written) > 1 and written.isupper() and not self._text.isupper()
        return loud or self._text[token.start - 1 : token.start] in tuple(_QUOTES)

    def _fillings(self, hinted: Hinted, said: float) -> Iterator[tuple[Filled, float]]:
        """Each way to fill the slots of a command, and what it weighs."""
        slots = hinted.slots
        if not slots:
            yield from [({}, 0.0)] if said >= _LEAST else []
        elif slots == {"several"}:
            forums = self._things("forum")
            yield from [({"several": tuple(forums)}, 1.5)] if len(forums) > 1 else []
        elif slots == {"from", "to"}:
            yield from self._ways()
        elif "situation" in slots:
            travels = hinted.cue if said and hinted.command[0] == "reach" else None
            yield from self._of_each_situation(travels, with_actor="actor" in slots)
        else:
            (slot,) = slots
            kinds = {"forums": ("forum",), "thing": ("actor", "forum")}.get(slot, (slot,))
            for thing, weight in self._things(*kinds).items():
                yield {slot: (thing,)}, weight

    def _ways(self) -> Iterator[tuple[Filled, float]]:
        """From what is named first to each that is named after it, the last likeliest."""
        named = [one for one in self.mentions if any(t.kind != "gap" for t in one.things)]
        for place, goal in enumerate(reversed(named[1:])):
            starts, ends = self._ranked(named[0]), self._ranked(goal)
            for start, end in product(starts, ends):
                if start.id != end.id and "gap" not in (start.kind, end.kind):
                    weight = starts[start] + ends[end] - _NOT_LAST * place
                    yield {"from": (start,), "to": (end,)}, weight

    def _of_each_situation(
        self, travels: Cue | None, *, with_actor: bool
    ) -> Iterator[tuple[Filled, float]]:
        actors = self._things("actor")
        situations = self._situations
        if travels:
            # Where a message travels, nobody does; and any may be meant that only says where from.
            meant = self._of_situations(travels)
            situations = meant or dict.fromkeys(self.lexicon.situations, 0.0)
        for ident, score in situations.items():
            filled = {"situation": (Thing(ident, self.lexicon.labels[ident], "situation"),)}
            if with_actor:
                for actor, weight in actors.items():
                    yield filled | {"actor": (actor,)}, score + weight
            else:
                yield filled, score

    def _things(self, *kinds: str) -> dict[Thing, float]:
        found: dict[Thing, float] = {}
        for one in self.mentions:
            for thing, weight in self._ranked(one).items():
                if thing.kind in kinds:
                    found[thing] = max(found.get(thing, 0.0), weight)
        return found

    def _ranked(self, mention: Mention) -> dict[Thing, float]:
        """What a name may mean, what the document says most of first."""
        said = self.lexicon.said
        weight = max(self._weights[mention.start : mention.end])
        things = sorted(mention.things, key=lambda thing: -said.get(thing.id, 0))
        return {thing: weight - _AMONG * rank for rank, thing in enumerate(things)}

    def _of_situations(self, without: Cue | None = None) -> dict[str, float]:
        """How much the words say each situation: a word of many situations says little of each."""
        scores = dict.fromkeys(self.lexicon.situations, 0.0)
        content = 0.0
        for place, token in enumerate(self.tokens):
            if token.stem in _QUIET or token.named:
                continue
            if without and without.fits(token.stem, token.folded):
                continue
            its = [one for one, stems in self.lexicon.situations.items() if _in(token.stem, stems)]
            plain = self.lexicon.is_plain(token)
            likely = 1.0 if its else _ALIKE
            its = its or [
                one for one, stems in self.lexicon.situations.items()
                if not plain and any(same_word(token.stem, each) for each in stems)
            ]  # fmt: skip
            if its and not plain:
                self.heard.add(place)
            for one in its:
                share = (0.1 if plain else likely) * (0.4 + 0.6 / len(its))
                scores[one] += share
                content = max(content, 0 if plain else share)
        young = any(token.stem in YOUNG for token in self.tokens)
        for one in scores if young else ():
            scores[one] += 0.2 * bool(YOUNG & self.lexicon.situations[one])
        strange = set(range(len(self.tokens))) - self.heard
        if content:
            return {one: score for one, score in scores.items() if score > _LIGHT}
        # Nothing says what has happened: the first situations of the document may be meant, or
        # those of the young where a young person is all that is known.
        if not self.mentions and (young or all(self._says_nothing(i) for i in strange)):
            return {
                one: _LIGHT + score
                for one, score in scores.items()
                if not young or YOUNG & self.lexicon.situations[one]
            }
        return {}

    def _says_nothing(self, place: int) -> bool:
        token = self.tokens[place]
        says = self.lexicon.silent | self.lexicon.book.words["question"]
        return token.stem in says or self.lexicon.is_plain(token)

    def _of_gaps(self) -> Iterator[Guess]:
        """The gaps whose own words the question has, by how few gaps have them."""
        said = {
            token.stem
            for place, token in enumerate(self.tokens)
            if not token.named and token.stem not in _QUIET | YOUNG | ASKING
        }
        text = f" {' '.join(token.stem for token in self.tokens)} "
        many = Counter(one for stems in self.lexicon.gaps.values() for one in stems)
        for gap, stems in self.lexicon.gaps.items():
            both = said & stems
            score = sum(1 / many[one] for one in both)
            phrases = [one for one in self.lexicon.gap_phrases[gap] if one in text]
            if phrases or score >= (_LEAST_OF_GAP if len(both) > 1 else 1):
                score = max(score, 1.0) + bool(phrases)
                heard = both.union(*(one.split() for one in phrases))
                self.heard |= {i for i, one in enumerate(self.tokens) if one.stem in heard}
                silence = Thing(gap, self.lexicon.labels[gap], "gap")
                yield Guess(("gaps", "{silence}"), {"silence": (silence,)}, 0.6 + score / 2)


def _in(stemmed: str, stems: Iterable[str]) -> bool:
    return stemmed in stems or any(
        len(one) >= _PART and besides(one, stemmed) is not None for one in stems
    )


def _weights(text: str, tokens: Sequence[Token], asking: frozenset[str]) -> Iterator[float]:
    """What each word weighs: most in the sentence that asks, which is often the last."""
    ends = [match.start() for match in _END.finditer(text)]
    sentence = [sum(end < token.start for end in ends) for token in tokens]
    asks = [sentence[i] for i, token in enumerate(tokens) if token.stem in asking]
    asks = asks or sentence[-1:]
    for place in range(len(tokens)):
        yield 1.0 if sentence[place] == asks[-1] else _STORY
