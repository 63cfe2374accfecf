"""The command that tells how far a message may travel, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from samspil import render
from samspil.answers import reach as answers
from samspil.answers.model import to_json
from samspil.cli.completion import actors, situations
from samspil.cli.files import form_of, write
from samspil.cli.options import Options, collect, option, refuse
from samspil.cli.output import show, show_written
from samspil.cli.questions import command, head_of
from samspil.errors import UsageError
from samspil.messages import Messages

_FORMS = ("csv", "html")


def _reach(say: Messages) -> click.Command:
    @option("--from", "start", metavar=say("metavar.actor"), help=say("option.reach-from"),
            shell_complete=actors)  # fmt: skip
    @option("--about", metavar="SITUATION", help=say("option.reach-about"),
            shell_complete=situations)  # fmt: skip
    @option("--full", is_flag=True, help=say("option.full"))
    @option("-o", "target", type=click.Path(path_type=Path), metavar=say("metavar.file"),
            help=say("option.reach-file", known=_FORMS))  # fmt: skip
    @option("--force", is_flag=True, help=say("option.force"))
    def reach(
        context: click.Context,
        *,
        start: str | None,
        about: str | None,
        full: bool,
        target: Path | None,
        force: bool,
        **given: object,
    ) -> None:
        options = collect(context, given)
        if start is None and about is None:
            refuse(context, {"full"})
            _show_all(say, options, target, force=force)
            return
        if start is None or about is None:
            raise UsageError("reach-both")
        if target is not None or force:
            raise UsageError("reach-file-of-all")
        with options.open(say) as model:
            session = model.session
            answer = model.told(session.steady(lambda: answers.asked(session, start, about)))
        short = options.format == "table" and not full
        page = render.short_reach_page if short else render.reach_page
        show(options.format, to_json(answer), lambda: page(say, answer))

    return command(say, "reach")(reach)


def _show_all(say: Messages, options: Options, target: Path | None, *, force: bool) -> None:
    form_of(target, _FORMS, force=force)
    with options.open(say) as model:
        session = model.session
        ways = session.steady(lambda: tuple(answers.ways(session)))
        ours = head_of(model)
    page = render.ways_page(say, ways, say("query.under", **ours))
    if target is None:
        show(options.format, {**ours, "ways": to_json(ways)}, lambda: page)
        return
    from samspil.render.writing import as_file

    write(target, as_file(say, page, target.suffix.lower()))
    show_written(say, options.format, target)


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"reach": _reach}
