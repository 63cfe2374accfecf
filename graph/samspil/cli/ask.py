"""The commands for those who don't know the others: ask, and the lists of actors and forums."""

from __future__ import annotations

import io
import json
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from samspil import render
from samspil.cli.numbers import Number
from samspil.cli.options import USED, Options, collect
from samspil.cli.output import show
from samspil.cli.questions import command, empty_of, head_of
from samspil.messages import Messages
from samspil.model.characters import visible
from samspil.queries import load_bundled

if TYPE_CHECKING:
    from samspil.asking.deciding import Command, Understanding
    from samspil.asking.modals import Modal
    from samspil.render.blocks import Block, Page

_SWITCHES = {"in_dataset": "--in", "as_of": "--as-of", "roll_up": "--roll-up"}


def _ask(say: Messages) -> click.Command:
    @click.argument("question", nargs=-1, required=True, metavar=say("metavar.question"))
    def ask(context: click.Context, question: tuple[str, ...], **given: object) -> None:
        from samspil.asking import Understanding, modals, understand

        options = collect(context, given)
        text = " ".join(question)
        asked = modals(text)
        with options.open(say) as model:
            found = model.session.steady(lambda: understand(model.session, text))
        if found.command is not None:
            _answer(say, options, found, asked)
            return
        lines = _standing(say, found) | _binding(say, asked if found.choices else (), None, {})
        show(
            options.format,
            _unsure_json(say, found, lines),
            lambda: _unsure_page(say, found, lines),
        )
        if options.format == "table" and (chosen := _chosen(say, found.choices)):
            _answer(say, options, Understanding(chosen), asked)

    return command(say, "ask")(ask)


def _answer(say: Messages, options: Options, found: Understanding, asked: Sequence[Modal]) -> None:
    """The answer of the command, under how the question was understood."""
    if found.command is None:
        return
    told = _understood(say, found.command)
    whole: dict[str, Any] = {}
    if asked or options.format == "json":
        with redirect_stdout(io.StringIO()) as written:
            _run(say, _line(options, found.command, "json"))
        whole = json.loads(written.getvalue())
    lines = _standing(say, found) | _binding(say, asked, found.command, whole)
    read = [say("ask.read-as", typed=one, label=label) for one, label in found.command.read_as]
    lines |= {"read_as": " ".join(read)} if read else {}
    command_line = _written(found.command)
    if options.format == "json":
        answer = {"understood": told, "command": command_line, **lines, "answer": whole}
        show(options.format, answer, lambda: _unsure_page(say, found, lines))
        return
    understood = {"understood": say("ask.understood", told=told, command=command_line)}
    ordered = _standing(say, found) | understood | lines
    _say_first(options.format, list(ordered.values()))
    _run(say, _line(options, found.command))


def _binding(
    say: Messages, asked: Sequence[Modal], command: Command | None, answer: dict[str, Any]
) -> dict[str, str]:
    from samspil.render.asked import asking_about

    line = asking_about(say, asked, command.key if command else "", answer)
    return {"binding": line} if line else {}


def _chosen(say: Messages, choices: Sequence[Command]) -> Command | None:
    """The choice whose number a person types; none is asked for where nobody can type."""
    if not (choices and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    numbers = Number(say, most=len(choices))
    number = click.prompt(
        say("ask.number", last=len(choices)), default=0, show_default=False, type=numbers
    )
    return choices[int(number) - 1] if number else None


def _run(say: Messages, line: Sequence[str]) -> None:
    """Asks a command as if it had been typed, so that its answer is the same."""
    from samspil.cli.commands import build

    build(say).main(list(line), prog_name="samspil", standalone_mode=False)


def _line(options: Options, asked: Command, form: str | None = None) -> list[str]:
    """The command line of an answer, with the common options that `ask` was given."""
    line = list(asked.arguments)
    for name in sorted(USED[line[0]]):
        value = (form or options.format) if name == "format" else options.values[name]
        switch = _SWITCHES.get(name, f"--{name}")
        if value is True:
            line.append(switch)
        elif value is not None and value is not False:
            line += [switch, str(value)]
    return line


def _say_first(form: str, lines: Sequence[str]) -> None:
    """How the question was understood, above its answer; beside it, where that is a sheet."""
    from samspil.render.blocks import Page, Text, table

    if form == "csv":
        click.echo(visible("\n".join(lines)), err=True)
        return
    show(form, None, lambda: Page(tuple(Text(line) for line in lines), lambda: table((), ())))


def _written(asked: Command | None) -> str:
    return shlex.join(["samspil", *asked.arguments]) if asked else ""


def _understood(say: Messages, asked: Command) -> str:
    """The question as it was understood, in words."""
    about = dict(asked.about)
    for word in asked.arguments:
        name, equals, value = word.partition("=")
        if equals and say.knows(f"{name}.{value}"):
            about.setdefault(name, say(f"{name}.{value}"))
    code = f"ask.means.{asked.key}"
    for told in (*about, "about"):
        if about and say.knows(f"{code}.{told}"):
            return say(f"{code}.{told}", **about)
    if say.knows(code):
        return say(code, **about)
    return load_bundled(asked.arguments[1]).help[say.language]


def _standing(say: Messages, found: Understanding) -> dict[str, str]:
    return {"danger": say("ask.danger")} if found.danger else {}


def _unsure_json(say: Messages, found: Understanding, lines: dict[str, str]) -> dict[str, Any]:
    words = [{"word": one.word, "sentences": list(one.sentences)} for one in found.words]
    choices = [{"text": _understood(say, c), "command": _written(c)} for c in found.choices]
    return {
        "understood": None,
        "command": None,
        **lines,
        **({"choices": choices, "words": words} if choices else {"nothing": words}),
    }


def _unsure_page(say: Messages, found: Understanding, lines: dict[str, str]) -> Page:
    from samspil.render.blocks import Page, table

    rows = [[_understood(say, one), _written(one)] for one in found.choices]
    columns = [say("column.text"), say("column.command")]
    return Page(tuple(_unsure(say, found, lines)), lambda: table(columns, rows))


def _unsure(say: Messages, found: Understanding, lines: dict[str, str]) -> Iterator[Block]:
    from samspil.render.blocks import Heading, Item, Text

    for line in lines.values():
        yield Text(line)
    yield Heading(say("ask.which" if found.choices else "ask.nothing"), 1)
    for number, one in enumerate(found.choices, start=1):
        yield Item(f"{number}. {_understood(say, one)}", (_written(one),))
    for word in found.words:
        if word.sentences:
            held = tuple(f"{one['id']}: »{one['text']}«" for one in word.sentences)
            yield Item(say("ask.word-held", word=word.word), held)
        else:
            yield Text(say("ask.word-unknown", word=word.word))
    if found.words or not found.choices:
        yield Text(say("ask.perhaps-none" if found.choices else "ask.instead"), faint=True)


def _listing(say: Messages, name: str) -> click.Command:
    def listing(context: click.Context, **given: object) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            rows = model.query(name)
            head = head_of(model)
        question = load_bundled(name)
        show(
            options.format,
            {**head, name: rows},
            lambda: render.rows_page(
                say,
                question.help[say.language],
                rows,
                say("query.under", **head),
                empty_of(say, question),
            ),
        )

    return command(say, name)(listing)


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {
    "ask": _ask,
    "actors": partial(_listing, name="actors"),
    "forums": partial(_listing, name="forums"),
}
