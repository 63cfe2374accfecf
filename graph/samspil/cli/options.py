"""The options that commands have in common, before or after their name; who uses which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
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
from samspil.errors import DataError, NotUnderstoodError, UsageError
from samspil.messages import LANGUAGES, Messages
from samspil.model.terms import LAYERS
from samspil.store.base import EMBEDDED

_Function = TypeVar("_Function", bound=Callable[..., Any])
_NAMES = (
    "lang", "format", "store", "database", "layers", "as_of", "roll_up", "data", "in_dataset",
)  # fmt: skip
_SAID = frozenset({"lang", "format"})
_ASKED = _SAID | {"store", "database", "data", "in_dataset", "as_of"}
USED: Mapping[str, frozenset[str]] = {
    "anchor": _SAID | {"data"},
    "actor": _ASKED | {"layers", "roll_up"},
    "actors": _ASKED,
    "ask": _ASKED,
    "audit": _ASKED,
    "check": _SAID | {"data"},
    "diff": _SAID | {"data", "as_of"},
    "differences": _ASKED,
    "explore": _ASKED | {"roll_up"},
    "export": _SAID | {"data", "layers"},
    "figure": _ASKED - {"as_of"} | {"layers"},
    "forum": _ASKED | {"layers"},
    "forums": _ASKED,
    "gaps": _ASKED,
    "info": _ASKED,
    "informed": _ASKED | {"layers", "roll_up"},
    "log": _ASKED - {"as_of"},
    "load": _SAID | {"database", "data", "in_dataset"},
    "pull": _SAID | {"database", "in_dataset"},
    "queries": _SAID,
    "query": _ASKED | {"roll_up"},
    "reach": _ASKED | {"layers"},
    "schema": _ASKED - {"as_of"} | {"layers"},
    "situations": _ASKED,
    "tests": _SAID | {"data", "in_dataset"},
    "verify": _SAID | {"database", "data", "in_dataset", "as_of"},
    "what-if": _SAID | {"data", "in_dataset", "as_of"},
    "why-not": _ASKED | {"layers"},
}
"""The common options that have an effect on each command; the others are refused."""
_ALSO_WRITTEN = {"audit": ("html", "pdf")}
"""The formats of a command besides those of all, each written into a file."""


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
            store=_given(self.values["store"], EMBEDDED),
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


def common(say: Messages, name: str | None = None) -> Callable[[_Function], _Function]:
    """Adds the common options to a command, or to the group (no name).

    Those that the command doesn't use are parsed all the same, so that they can be refused by name.
    """
    used = USED[name] if name else frozenset(_NAMES)
    more = _ALSO_WRITTEN.get(name or "", ())
    formats = (*FORMATS, *more)
    help_of_formats = f"option.format-{name}" if more else "option.format"

    def option(*names: str, **settings: Any) -> Callable[[_Function], _Function]:  # noqa: ANN401
        key = names[-1].removeprefix("--").replace("-", "_")
        return click.option(*names, cls=Option, hidden=key not in used, **settings)

    options = [
        option("--lang", type=click.Choice(LANGUAGES), help=say("option.lang")),
        option("--format", type=click.Choice(formats), help=say(help_of_formats)),
        option("--store", metavar="embedded|neo4j://…", help=say("option.store")),
        option("--database", metavar=say("metavar.name"), help=say("option.database")),
        option("--layers", metavar=say("metavar.layers"), help=say("option.layers", known=LAYERS)),
        option("--as-of", metavar=say("metavar.date"), help=say("option.as-of")),
        option("--roll-up", is_flag=True, default=None, help=say("option.roll-up")),
        option(
            "--data",
            type=click.Path(path_type=Path),
            metavar=say("metavar.folder"),
            help=say("option.data"),
        ),
        option("--in", "in_dataset", metavar=say("metavar.municipality"), help=say("option.in")),
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
    """Takes the common options out of `given`, and fills in those in front of the command.

    Raises:
        UsageError: one is given that the command doesn't use.
    """
    import os

    front: dict[str, Any] = context.obj or {}
    used = USED[str(context.command.name)]
    refuse(context, frozenset(_NAMES) - used)
    values = {}
    for name in _NAMES:
        value = given.pop(name, None)
        value = value if value is not None else front.get(name)
        if value is None and name in _ENVIRONMENT and name in used:
            value = os.environ.get(_ENVIRONMENT[name]) or None
        values[name] = value
    # From the environment it is for whenever a Neo4j is asked.
    asks_here = "store" in used and _given(values["store"], EMBEDDED) == EMBEDDED
    if asks_here and _on_line(context, "database"):
        raise UsageError("database-without-store")
    return Options(values)


def refuse(context: click.Context, unused: Collection[str], use: str = "") -> None:
    """Refuses options that a command doesn't use, or that a use of it doesn't.

    Raises:
        UsageError: one of them is given; it names those that are used.
    """
    options = [one for one in context.command.params if isinstance(one, click.Option)]
    shown = {str(one.name): max(one.opts, key=len) for one in options}
    for name in shown.keys() & unused:
        if _on_line(context, name):
            takes = [
                shown[str(one.name)] for one in options if not (one.name in unused or one.hidden)
            ]
            command = f"{context.command_path.partition(' ')[2]} {use}".strip()
            raise UsageError("option-unused", command=command, option=shown[name], takes=takes)


def _on_line(context: click.Context, name: str) -> bool:
    """Whether an option is given, after the command's name or before it."""
    if context.resilient_parsing:
        return False  # A line that is still being written is only completed.
    after = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    return after or (context.obj or {}).get(name) is not None
