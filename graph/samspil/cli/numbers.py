"""A number that a person types: what is no such number is told in the reader's language.

click's own types name themselves in English (»integer range«) and write bounds as code (»x>=1«).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import click

from samspil.messages import Messages


class Number(click.ParamType[float]):
    """A finite number: a whole one from `least` to `most`, or any that is above `above`."""

    name = "number"

    def __init__(
        self,
        say: Messages,
        *,
        least: int = 0,
        most: int | None = None,
        above: float | None = None,
    ) -> None:
        self.say, self.least, self.most, self.above = say, least, most, above

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number that a text says."""
        read: Callable[[str], float] = int if self.above is None else float
        try:
            number = read(str(value))
        except ValueError:
            number = math.nan
        fits = (
            number >= self.least and (self.most is None or number <= self.most)
            if self.above is None
            else self.above < number < math.inf
        )
        if not fits:
            self.fail(self._told(value), param, ctx)
        return number

    def _told(self, value: object) -> str:
        if self.above is not None:
            return self.say("number.above", value=value, above=self.above)
        if self.most is not None:
            return self.say("number.between", value=value, least=self.least, most=self.most)
        return self.say("number.whole", value=value, least=self.least)
