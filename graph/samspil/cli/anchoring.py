"""The command that moves the places of quotes along with an edited text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from samspil import render
from samspil.cli.files import write
from samspil.cli.options import collect, option
from samspil.cli.output import show
from samspil.cli.questions import command
from samspil.errors import UsageError
from samspil.messages import Messages

_TO_SEE_TO = 1


def _anchor(say: Messages) -> click.Command:
    @click.argument(
        "before", type=click.Path(exists=True, path_type=Path), metavar=say("metavar.before")
    )
    @option("--dry-run", is_flag=True, help=say("option.anchor-dry-run"))
    def anchor(context: click.Context, before: Path, *, dry_run: bool, **given: object) -> None:
        from samspil.validation.anchoring import anchored

        options = collect(context, given)
        if options.values["data"] is None:
            raise UsageError("anchor-needs-data")
        with options.open(say) as model:
            files = list(anchored(model.ontology.files, before))
        if not dry_run:
            for one in files:
                write(one.file.path, one.text.encode())
        rows = [
            {
                "file": one.file.name,
                "moved": one.moved,
                "quotes": list(one.quotes),
                "sentences": list(one.sentences),
            }
            for one in files
        ]
        show(
            options.format,
            {"written": not dry_run, "files": rows},
            lambda: render.rows_page(
                say, say("anchor.title"), rows, say("anchor.about"), "anchor.empty"
            ),
        )
        if any(one.quotes for one in files):
            context.exit(_TO_SEE_TO)

    return command(say, "anchor")(anchor)


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"anchor": _anchor}
