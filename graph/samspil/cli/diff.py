"""The command that tells what is otherwise between two states of the data, also in the answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import click

from samspil import render
from samspil.answers.model import to_json
from samspil.answers.session import parse_date
from samspil.cli.options import Options, collect, option
from samspil.cli.output import show
from samspil.cli.questions import command
from samspil.comparing.model import Comparison
from samspil.messages import Messages

_OTHERWISE = 1


def _diff(say: Messages) -> click.Command:
    @click.argument("before", metavar=say("metavar.side-before"))
    @click.argument("after", metavar=say("metavar.side-after"))
    @option("--full", is_flag=True, help=say("option.full"))
    def diff(
        context: click.Context, before: str, after: str, *, full: bool, **given: object
    ) -> None:
        from samspil.comparing.comparing import compare
        from samspil.comparing.finding import folders, named
        from samspil.comparing.sides import differing, opened

        options = collect(context, given)
        data = options.values["data"]
        folder = Path(data) if data else None
        day = parse_date(options.values["as_of"] or "today")
        with tempfile.TemporaryDirectory(prefix="samspil-") as place, ExitStack() as stack:
            workplace = Path(place)
            old = named(before, after, folder, workplace)
            new = named(after, before, folder, workplace)
            sides = differing(*folders(old, new, workplace))
            comparison = compare(
                stack.enter_context(opened(sides[0])), stack.enter_context(opened(sides[1])),
                (before, after), day, say.language, sides[2],
            )  # fmt: skip
        show_comparison(say, options, comparison, full=full)
        if comparison.changed:
            context.exit(_OTHERWISE)

    return command(say, "diff")(diff)


def show_comparison(
    say: Messages, options: Options, comparison: Comparison, *, full: bool
) -> None:
    """Writes a comparison: in short on a terminal, whole elsewhere."""
    told = render.worded(say, comparison)
    short = options.format == "table" and not full
    page = render.short_comparison_page if short else render.comparison_page
    show(options.format, to_json(told), lambda: page(say, told))


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"diff": _diff}
