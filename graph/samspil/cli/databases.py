"""The commands about a Neo4j: load, verify, pull."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from samspil import render
from samspil.cli.numbers import Number
from samspil.cli.options import collect, option, refuse
from samspil.cli.output import show
from samspil.cli.progress import progress
from samspil.cli.questions import command
from samspil.messages import Messages

_FOUND_WRONG, _NOT_ALL = 1, 2
_ADDRESS = "neo4j://…"


def _load(say: Messages) -> click.Command:
    @option("--to", "address", metavar=_ADDRESS, required=True, help=say("option.to"))
    @option("--dry-run", is_flag=True, help=say("option.dry-run"))
    @option("--allow-removal", type=Number(say), metavar="N", help=say("option.allow-removal"))
    @option("--deep", is_flag=True, help=say("option.deep"))
    @option("--remove", "leaving", metavar=say("metavar.municipality"), help=say("option.remove"))
    def load(
        context: click.Context,
        address: str,
        *,
        dry_run: bool,
        allow_removal: int | None,
        deep: bool,
        leaving: str | None,
        **given: object,
    ) -> None:
        options = collect(context, given)
        if leaving is not None:
            refuse(context, {"deep", "in_dataset", "data"}, "--remove")
        with options.open(say) as model:
            if leaving is None:
                total = 2 if options.values["in_dataset"] else len(model.data.municipalities) + 1
                with progress(say, say("progress.load"), total) as step:
                    results = model.load(
                        address,
                        dry_run=dry_run,
                        allow_removal=allow_removal,
                        deep=deep,
                        progress=lambda one: step(one.dataset, say(f"load.status.{one.status}")),
                    )
            else:
                results = [
                    model.remove(address, leaving, dry_run=dry_run, allow_removal=allow_removal)
                ]
        show(
            options.format,
            render.load_json(say, address, results),
            lambda: render.load_page(say, address, results, dry_run=dry_run),
        )
        if any(one.error for one in results):
            context.exit(_NOT_ALL)

    return command(say, "load")(load)


def _verify(say: Messages) -> click.Command:
    @option("--to", "address", metavar=_ADDRESS, required=True, help=say("option.to"))
    def verify(context: click.Context, address: str, **given: object) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            total = 2 if options.values["in_dataset"] else len(model.data.municipalities) + 1
            with progress(say, say("progress.verify"), total) as step:
                found = model.verify(address, progress=step)
        show(
            options.format,
            render.verify_json(say, found),
            lambda: render.verify_page(say, found),
        )
        if not found.same:
            context.exit(_FOUND_WRONG)

    return command(say, "verify")(verify)


def _pull(say: Messages) -> click.Command:
    @option("--from", "address", metavar=_ADDRESS, required=True, help=say("option.from"))
    @option("--force", is_flag=True, help=say("option.force"))
    @click.argument("target", type=click.Path(path_type=Path), metavar=say("metavar.folder"))
    def pull(
        context: click.Context,
        address: str,
        target: Path,
        *,
        force: bool,
        **given: object,
    ) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            written = [str(path) for path in model.pull(address, target, force=force)]
        rows = [{"key": say("export.written"), "value": path} for path in written]
        show(
            options.format,
            {"from": address, "written": written},
            lambda: render.rows_page(say, say("pull.title", address=address), rows),
        )

    return command(say, "pull")(pull)


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {
    "load": _load,
    "verify": _verify,
    "pull": _pull,
}
