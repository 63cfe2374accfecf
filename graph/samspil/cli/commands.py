"""The command group; a command is built when it is asked for, from the module of its family."""

from __future__ import annotations

import importlib

import click

from samspil import __version__
from samspil.cli.options import common, examples
from samspil.messages import Messages

_FAMILIES = {
    "actor": "questions",
    "actors": "ask",
    "anchor": "anchoring",
    "ask": "ask",
    "audit": "audit",
    "check": "data",
    "diff": "diff",
    "differences": "questions",
    "explore": "pictures",
    "export": "data",
    "figure": "pictures",
    "forum": "questions",
    "forums": "ask",
    "gaps": "gaps",
    "info": "data",
    "informed": "questions",
    "load": "databases",
    "pull": "databases",
    "queries": "questions",
    "query": "questions",
    "reach": "reach",
    "schema": "data",
    "situations": "questions",
    "tests": "tests",
    "verify": "databases",
    "what-if": "what_if",
    "why-not": "questions",
}


class _Commands(click.Group):
    """Nobody who asks one thing waits for all the others to be put together."""

    say: Messages

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            # click suggests of those that are built, and none is.
            raise click.NoSuchCommand(
                error.command_name, possibilities=_FAMILIES, ctx=ctx
            ) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        family = _FAMILIES.get(cmd_name)
        if family is None:
            return None
        module = importlib.import_module(f"samspil.cli.{family}")
        command: click.Command = module.COMMANDS[cmd_name](self.say)
        return command


def build(say: Messages) -> click.Group:
    """All commands, their help in the language of `say`."""

    @click.group(
        name="samspil",
        cls=_Commands,
        help=say("cli.samspil"),
        epilog=examples(say, "cli.samspil.examples"),
        options_metavar=say("cli.options-metavar"),
        subcommand_metavar=say("cli.command-metavar"),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @common(say)
    @click.version_option(__version__, prog_name="samspil")
    @click.pass_context
    def group(context: click.Context, /, **front: object) -> None:
        context.obj = front
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    group.say = say
    return group
