"""Puts the command group together; each family of commands stands in a module of its own."""

from __future__ import annotations

from typing import Any

import click

from samspil import __version__
from samspil.cli import data, databases, pictures, questions
from samspil.cli.options import common, examples
from samspil.messages import Messages


def build(say: Messages) -> click.Group:
    """All commands, their help in the language of `say`."""

    @click.group(
        name="samspil",
        help=say("cli.samspil"),
        epilog=examples(say, "cli.samspil.examples"),
        options_metavar=say("cli.options-metavar"),
        subcommand_metavar=say("cli.command-metavar"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @common(say)
    @click.version_option(__version__, prog_name="samspil")
    @click.pass_context
    def group(context: click.Context, /, **front: Any) -> None:  # noqa: ANN401  (click's own)
        context.obj = front

    for command in (
        *questions.commands(say),
        *pictures.commands(say),
        *data.commands(say),
        *databases.commands(say),
    ):
        group.add_command(command)
    return group
