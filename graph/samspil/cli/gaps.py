"""The command that tells what a document doesn't say, also as a list of questions to fill in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samspil import render
from samspil.answers import resolving
from samspil.cli.completion import situations
from samspil.cli.files import form_of, write
from samspil.cli.options import Options, collect, option
from samspil.cli.output import show, show_written
from samspil.cli.questions import command, head_of
from samspil.errors import UsageError
from samspil.messages import Messages

if TYPE_CHECKING:
    from samspil.store.base import Row

_FORMS = ("xlsx", "docx", "md", "csv")


def _gaps(say: Messages) -> click.Command:
    @click.argument(
        "about", required=False, metavar=say("metavar.about"), shell_complete=situations
    )
    @option("--checklist", is_flag=True, help=say("option.checklist"))
    @option(
        "-o", "target", type=click.Path(path_type=Path), metavar=say("metavar.file"),
        help=say("option.checklist-file", known=_FORMS),
    )  # fmt: skip
    @option(
        "--since", type=click.Path(path_type=Path), metavar=say("metavar.folder"),
        help=say("option.since"),
    )  # fmt: skip
    @option("--force", is_flag=True, help=say("option.force"))
    def gaps(
        context: click.Context,
        about: str | None,
        *,
        checklist: bool,
        target: Path | None,
        since: Path | None,
        force: bool,
        **given: object,
    ) -> None:
        options = collect(context, given)
        if checklist:
            _show_checklist(say, options, about, target=target, since=since, force=force)
            return
        for name, value in (("-o", target), ("--since", since), ("--force", force)):
            if value:
                raise UsageError("checklist-needed", option=name)
        with options.open(say) as model:
            found = model.differences()
            rows = [
                {**row, "elsewhere": list(render.elsewhere(say, row["id"], found))}
                for row in model.gaps(about)
            ]
            ours = head_of(model)
        show(
            options.format,
            {**ours, "about": about, "gaps": rows},
            lambda: render.rows_page(
                say, say("gaps.title"), rows, say("query.under", **ours), "gaps.empty"
            ),
        )

    return command(say, "gaps")(gaps)


def _show_checklist(
    say: Messages,
    options: Options,
    about: str | None,
    *,
    target: Path | None,
    since: Path | None,
    force: bool,
) -> None:
    form_of(target, _FORMS, force=force)
    rows, ours = _questions(say, options, about)
    before: list[Row] | None = None
    if since is not None:
        earlier = replace(options, values={**options.values, "data": since})
        before, _ = _questions(say, earlier, about)
    page = render.checklist_page(say, rows, ours["dataset"], before)
    if target is None:
        data = {**ours, "about": about, "questions": rows, "before": before}
        show(options.format, data, lambda: page)
        return
    from samspil.render.writing import as_file

    write(target, as_file(say, page, target.suffix.lower()))
    show_written(say, options.format, target)


def _questions(
    say: Messages, options: Options, about: str | None
) -> tuple[list[Row], dict[str, str]]:
    with options.open(say) as model:
        session = model.session
        return session.steady(lambda: resolving.checklist(session, about)), head_of(model)


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"gaps": _gaps}
