"""The commands that ask: informed, why-not, actor, forum, situations, differences, query."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import click

from samspil import render
from samspil.answers.model import to_json
from samspil.api import Model
from samspil.cli.completion import actors, forums, queries, situations
from samspil.cli.numbers import Number
from samspil.cli.options import collect, common, examples, option
from samspil.cli.output import show
from samspil.errors import QueryError
from samspil.messages import Messages
from samspil.model.characters import visible
from samspil.queries import Query, load_bundled, load_query, names
from samspil.store.apart import ROWS, SECONDS


def command(say: Messages, name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with the common options, its help and examples from the catalogue."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        return click.command(
            name,
            help=say(f"cli.{name}"),
            epilog=examples(say, f"cli.{name}.examples"),
            options_metavar=say("cli.options-metavar"),
        )(click.pass_context(common(say, name)(function)))

    return decorate


def _informed(say: Messages) -> click.Command:
    @click.argument("situation", metavar="SITUATION", shell_complete=situations)
    @option("--by", metavar=say("metavar.actor"), help=say("option.by"), shell_complete=actors)
    @option("--full", is_flag=True, help=say("option.full"))
    @option("--explain", is_flag=True, help=say("option.explain"))
    def informed(context: click.Context, situation: str, by: str | None, **given: object) -> None:
        explain, full = given.pop("explain"), given.pop("full")
        options = collect(context, given)
        if explain:
            click.echo("\n".join(load_bundled(one).statement for one in ("informed", "beside")))
            return
        with options.open(say) as model:
            answer = model.informed(situation, by=by)
        short = options.format == "table" and not full
        page = render.short_page if short else render.informed_page
        show(options.format, to_json(answer), lambda: page(say, answer))

    return command(say, "informed")(informed)


def _why_not(say: Messages) -> click.Command:
    @click.argument("actor", metavar=say("metavar.actor"), shell_complete=actors)
    @option(
        "--when", required=True, metavar="SITUATION", help=say("option.when"),
        shell_complete=situations,
    )  # fmt: skip
    @option("--full", is_flag=True, help=say("option.full"))
    def why_not(context: click.Context, actor: str, when: str, **given: object) -> None:
        full = given.pop("full")
        options = collect(context, given)
        with options.open(say) as model:
            answer = model.why_not(actor, when)
        short = options.format == "table" and not full
        page = render.short_why_not_page if short else render.why_not_page
        show(options.format, to_json(answer), lambda: page(say, answer))

    return command(say, "why-not")(why_not)


def _profile(say: Messages, kind: str) -> click.Command:
    @click.argument(
        "name", metavar=say("metavar.name"), shell_complete=actors if kind == "actor" else forums
    )
    @option("--full", is_flag=True, help=say("option.full"))
    def profile(context: click.Context, name: str, **given: object) -> None:
        full = given.pop("full")
        options = collect(context, given)
        with options.open(say) as model:
            answer = model.actor(name) if kind == "actor" else model.forum(name)
        short = options.format == "table" and not full
        page = render.short_profile_page if short else render.profile_page
        show(options.format, to_json(answer), lambda: page(say, answer))

    return command(say, kind)(profile)


def head_of(model: Model) -> dict[str, str]:
    """What every answer says of itself: whose it is, and the day whose law counts."""
    return {"dataset": model.session.dataset, "as_of": model.as_of.isoformat()}


def _situations(say: Messages) -> click.Command:
    def listing(context: click.Context, **given: object) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            rows = model.situations()
            ours = head_of(model)
        title = say("situations.title", dataset=ours["dataset"])
        show(
            options.format,
            {**ours, "situations": rows},
            lambda: render.rows_page(say, title, rows, say("query.under", **ours)),
        )

    return command(say, "situations")(listing)


def _differences(say: Messages) -> click.Command:
    @click.argument("about", required=False, metavar=say("metavar.about"), shell_complete=actors)
    def differences(context: click.Context, about: str | None, **given: object) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            found = model.differences(about)
            ours = head_of(model)
        show(
            options.format,
            {**ours, "about": about, "differences": to_json(found)},
            lambda: render.differences_page(say, found, say("query.under", **ours)),
        )

    return command(say, "differences")(differences)


def _query(say: Messages) -> click.Command:
    @click.argument("name", metavar=say("metavar.query"), shell_complete=queries)
    @option("--param", "-p", multiple=True, metavar=say("metavar.param"), help=say("option.param"))
    @option(
        "--timeout",
        type=Number(say, above=0),
        default=SECONDS,
        metavar=say("metavar.seconds"),
        help=say("option.timeout", seconds=f"{SECONDS:g}"),
    )
    @option(
        "--limit",
        type=Number(say, least=1),
        metavar=say("metavar.rows"),
        help=say("option.limit", rows=ROWS),
    )
    @option("--explain", is_flag=True, help=say("option.explain"))
    def query(
        context: click.Context,
        name: str,
        param: tuple[str, ...],
        *,
        timeout: float,
        limit: int | None,
        explain: bool,
        **given: object,
    ) -> None:
        options = collect(context, given)
        question = load_query(name)
        if explain:
            click.echo(visible(question.statement))
            return
        values = dict(_pair(one) for one in param)
        with options.open(say) as model:
            rows = model.query(question, values, timeout=timeout, limit=limit)
            more: list[dict[str, Any]] = []
            if question.if_empty and question.bundled and not rows:
                more = model.query(question.if_empty, values, timeout=timeout)
            ours = head_of(model)
        data = {"query": question.name, **ours, "rows": rows, "cut": rows.cut}
        title = question.help[say.language] or question.name
        under = say("query.under", **ours)
        show(
            options.format,
            data,
            lambda: render.rows_page(say, title, rows, under, empty_of(say, question), more),
        )
        if rows.cut:
            click.echo(say("query.cut", rows=len(rows)), err=True)

    return command(say, "query")(query)


def empty_of(say: Messages, question: Query) -> str:
    """The code of what is said where a question has no rows: silence is an answer of its own."""
    code = f"rows.empty.{question.name}"
    return code if question.bundled and say.knows(code) else "rows.empty"


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise QueryError("parameter-form", text=text)
    return name.strip(), value


def _queries(say: Messages) -> click.Command:
    def listing(context: click.Context, **given: object) -> None:
        options = collect(context, given)
        known = [load_bundled(name) for name in names()]
        data = [
            {
                "name": query.name,
                "help": query.help[say.language],
                "parameters": [
                    {"name": one.name, "type": one.type, "default": one.default}
                    for one in query.parameters
                ],
            }
            for query in known
        ]
        show(options.format, data, lambda: render.queries_page(say, known))

    return command(say, "queries")(listing)


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {
    "informed": _informed,
    "why-not": _why_not,
    "actor": partial(_profile, kind="actor"),
    "forum": partial(_profile, kind="forum"),
    "situations": _situations,
    "differences": _differences,
    "query": _query,
    "queries": _queries,
}
