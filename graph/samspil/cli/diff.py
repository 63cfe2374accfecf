"""The command that tells what is otherwise between two states of the data, also in the answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samspil import render
from samspil.answers.model import to_json
from samspil.answers.session import parse_date
from samspil.cli.options import Options, collect, option
from samspil.cli.output import show
from samspil.cli.questions import command
from samspil.messages import Messages

if TYPE_CHECKING:
    from samspil.comparing.across import Across
    from samspil.comparing.model import Comparison

OTHERWISE = 1
"""The exit code where an answer is otherwise."""


def _diff(say: Messages) -> click.Command:
    @click.argument("before", metavar=say("metavar.side-before"))
    @click.argument("after", metavar=say("metavar.side-after"))
    @option("--full", is_flag=True, help=say("option.full"))
    def diff(
        context: click.Context, before: str, after: str, *, full: bool, **given: object
    ) -> None:
        from samspil.comparing.comparing import compare, compare_across
        from samspil.comparing.finding import datasets_of, folders, named
        from samspil.comparing.sides import differing, opened

        options = collect(context, given)
        data = options.values["data"]
        folder = Path(data) if data else None
        day = parse_date(options.values["as_of"] or "today")
        with tempfile.TemporaryDirectory(prefix="samspil-") as place, ExitStack() as stack:
            workplace = Path(place)
            old = named(before, after, folder, workplace)
            new = named(after, before, folder, workplace)
            found = folders(old, new, workplace)
            alone = all(len(one.municipalities) == 1 for one in found)
            datasets = [name for one in found for name in datasets_of(one)] if alone else []
            if len(set(datasets)) > 1:
                sides = [
                    (stack.enter_context(opened(one)), dataset)
                    for one, dataset in zip(found, datasets, strict=True)
                ]
                beside = compare_across(sides[0], sides[1], day, say.language)
                show_across(say, options, beside, full=full)
                otherwise = beside.changed
            else:
                left, right, same = differing(*found)
                first = stack.enter_context(opened(left))
                second = stack.enter_context(opened(right, first))
                comparison = compare(first, second, (before, after), day, say.language, same)
                show_comparison(say, options, comparison, full=full)
                otherwise = comparison.changed
        if otherwise:
            context.exit(OTHERWISE)

    return command(say, "diff")(diff)


def show_comparison(say: Messages, options: Options, comparison: Comparison, *, full: bool) -> None:
    """Writes a comparison: in short on a terminal, whole elsewhere."""
    told = render.worded(say, comparison)
    short = options.format == "table" and not full
    page = render.short_comparison_page if short else render.comparison_page
    show(options.format, to_json(told), lambda: page(say, told))


def show_across(say: Messages, options: Options, beside: Across, *, full: bool) -> None:
    """Writes what two municipalities say: in short on a terminal, whole elsewhere."""
    told = render.across_worded(say, beside)
    short = options.format == "table" and not full
    page = render.short_across_page if short else render.across_page
    show(options.format, to_json(told), lambda: page(say, told))


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"diff": _diff}
