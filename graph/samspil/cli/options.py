"""The options that every command takes, before or after its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from gettext import ngettext
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from samspil.api import Model, open_model
from samspil.cli.output import FORMATS, chosen_format
from samspil.errors import DataError, NotUnderstoodError
from samspil.messages import LANGUAGES, Messages
from samspil.model.terms import LAYERS

_Function = TypeVar("_Function", bound=Callable[..., Any])
_NAMES = (
    "lang", "format", "store", "database", "layers", "as_of", "roll_up", "data", "in_dataset",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """What the common options say, those after a command's name before those in front of it."""

    values: dict[str, Any]

    @property
    def format(self) -> str:
        """The output format."""
        return chosen_format(self.values["format"])

    @contextmanager
    def open(self, say: Messages) -> Iterator[Model]:
        """The model that the options name; what is wrong with its data is told as `check` does."""
        try:
            with self._model(say) as model:
                try:
                    yield model
                except NotUnderstoodError as error:
                    if error.code == "not-understood-situation" and not error.suggestions:
                        error.known = tuple((row["id"], row["label"]) for row in model.situations())
                    raise
        except DataError as error:
            from samspil.cli.explaining import explained

            folder = self.values["data"]
            raise explained(error, Path(folder) if folder else None) from error.__cause__

    def _model(self, say: Messages) -> Model:
        layers = self.values["layers"]
        return open_model(
            self.values["data"],
            store=_given(self.values["store"], "embedded"),
            database=self.values["database"],
            dataset=self.values["in_dataset"],
            language=say.language,
            as_of=_given(self.values["as_of"], "today"),
            roll_up=bool(self.values["roll_up"]),
            layers=LAYERS if layers is None else tuple(one.strip() for one in layers.split(",")),
        )


def examples(say: Messages, code: str) -> str:
    """The examples of a command, each on a line of its own."""
    lines = "\n".join(f"  {line}" for line in say(code).splitlines())
    # The lone backspace tells click to leave the paragraph as it stands.
    return f"{say('cli.examples')}\n\n\b\n{lines}"


def _given(value: str | None, default: str) -> str:
    """An empty text was given too, and is then told to be wrong: `--as-of "$DAY"` without a DAY."""
    return default if value is None else value


class Option(click.Option):
    """An option whose value is never the name of the next one: `--as-of --format table`."""

    def consume_value(
        self, ctx: click.Context, opts: Mapping[str, Any]
    ) -> tuple[Any, ParameterSource]:
        """The value as click finds it, unless it is another option."""
        value, source = super().consume_value(ctx, opts)
        if source is ParameterSource.COMMANDLINE and not ctx.resilient_parsing:
            for one in value if isinstance(value, list | tuple) else (value,):
                if isinstance(one, str) and one.startswith("--"):
                    raise click.BadOptionUsage(self.opts[-1], _missing(self.opts[-1]), ctx)
        return value, source


def _missing(name: str) -> str:
    """What click says where an option is the last word of a line."""
    text = "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
    return ngettext(*text, 1).format(name=name, nargs=1)


option = partial(click.option, cls=Option)


def common(say: Messages) -> Callable[[_Function], _Function]:
    """Adds the common options to a command or the group."""
    options = [
        option("--lang", type=click.Choice(LANGUAGES), help=say("option.lang")),
        option("--format", type=click.Choice(FORMATS), help=say("option.format")),
        option("--store", metavar="embedded|neo4j://…", help=say("option.store")),
        option("--database", metavar="NAVN", help=say("option.database")),
        option("--layers", metavar="LAG,…", help=say("option.layers", known=LAYERS)),
        option("--as-of", metavar="DATO", help=say("option.as-of")),
        option("--roll-up", is_flag=True, default=None, help=say("option.roll-up")),
        option("--data", type=click.Path(path_type=Path), metavar="MAPPE", help=say("option.data")),
        option("--in", "in_dataset", metavar="KOMMUNE", help=say("option.in")),
    ]

    def decorate(function: _Function) -> _Function:
        for one in reversed(options):
            function = one(function)
        return function

    return decorate


_ENVIRONMENT = {
    "store": "SAMSPIL_STORE",
    "database": "SAMSPIL_DATABASE",
    "data": "SAMSPIL_DATA",
    "in_dataset": "SAMSPIL_IN",
}


def collect(context: click.Context, given: dict[str, Any]) -> Options:
    """Takes the common options out of `given`, and fills in those in front of the command."""
    import os

    front: dict[str, Any] = context.obj or {}
    values = {}
    for name in _NAMES:
        value = given.pop(name, None)
        value = value if value is not None else front.get(name)
        if value is None and name in _ENVIRONMENT:
            value = os.environ.get(_ENVIRONMENT[name]) or None
        values[name] = value
    return Options(values)
