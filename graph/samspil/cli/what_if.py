"""The command that tells what would be answered if something were otherwise; it writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samspil.answers import resolving
from samspil.answers.find import label
from samspil.answers.session import parse_date
from samspil.cli.completion import actors
from samspil.cli.diff import OTHERWISE, show_comparison
from samspil.cli.options import collect, option
from samspil.cli.questions import command
from samspil.errors import UsageError
from samspil.messages import Messages

if TYPE_CHECKING:
    from samspil.comparing.sides import Side


def _what_if(say: Messages) -> click.Command:
    @option(
        "--without", metavar=say("metavar.actor"), help=say("option.without"), shell_complete=actors
    )
    @option("--law-repealed", metavar=say("metavar.section"), help=say("option.law-repealed"))
    @option(
        "--add", "file", type=click.Path(path_type=Path), metavar=say("metavar.file"),
        help=say("option.add"),
    )  # fmt: skip
    @option("--full", is_flag=True, help=say("option.full"))
    def what_if(
        context: click.Context,
        without: str | None,
        law_repealed: str | None,
        file: Path | None,
        *,
        full: bool,
        **given: object,
    ) -> None:
        from samspil.comparing import supposing
        from samspil.comparing.comparing import compare
        from samspil.comparing.describing import describe
        from samspil.comparing.finding import only
        from samspil.comparing.sides import opened, supposed

        options = collect(context, given)
        chosen = [one for one in (without, law_repealed, file) if one is not None]
        if len(chosen) != 1:
            raise UsageError("what-if-one")
        day = parse_date(options.values["as_of"] or "today")
        folder = only(options.values["data"], options.values["in_dataset"])
        with ExitStack() as stack:
            before = stack.enter_context(opened(folder))
            dataset = before.datasets[0]
            session = before.session(dataset, day, say.language)
            after: AbstractContextManager[Side]
            if without is not None:
                actor = resolving.resolve(session, without, "Actor")
                name = say("what-if.without", actor=label(session, actor).label)
                after = supposed(supposing.without_actor(before.ontology, actor))
            elif law_repealed is not None:
                things = describe(before.ontology, dataset)
                rules = supposing.rules_of(things, law_repealed, day)
                name = say("what-if.law-repealed", rules=[one.rsplit("/", 1)[1] for one in rules])
                after = supposed(supposing.without_law(before.ontology, rules, day))
            else:
                assert file is not None  # noqa: S101  (one of the three is given)
                name = say("what-if.add", file=str(file))
                after = opened(supposing.added(folder, file))
            now = say("what-if.now")
            comparison = compare(before, stack.enter_context(after), (now, name), day, say.language)
        show_comparison(say, options, comparison, full=full)
        if comparison.changed:
            context.exit(OTHERWISE)

    return command(say, "what-if")(what_if)


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"what-if": _what_if}
