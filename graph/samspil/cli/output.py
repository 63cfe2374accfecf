"""Writes answers and errors: the format asked for, or the one that fits where they go."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samspil.errors import AmbiguousError, DataError, NotUnderstoodError, SamspilError
from samspil.messages import Messages
from samspil.model.characters import json_text, visible

if TYPE_CHECKING:
    from samspil.render.blocks import Page

FORMATS = ("table", "json", "csv", "md")
_NARROWEST, _WIDEST = 60, 120


def chosen_format(wanted: str | None) -> str:
    """The format asked for; without one, a table on a terminal and JSON into a pipe."""
    return wanted or ("table" if sys.stdout.isatty() else "json")


def show(form: str, data: object, make_page: Callable[[], Page]) -> None:
    """Writes an answer; `data` is what JSON shows, the page what the other formats show."""
    if form == "json":
        click.echo(json_text(data, indent=2))
        return
    from samspil.render import formats

    page = make_page()
    if form == "csv":
        click.echo(formats.as_csv(page), nl=False)
    elif form == "md":
        click.echo(formats.markdown(page), nl=False)
    else:
        columns = shutil.get_terminal_size((100, 24)).columns
        width = max(_NARROWEST, min(columns, _WIDEST))
        click.echo(formats.terminal(page, width, colour=sys.stdout.isatty()), nl=False)


def show_written(
    say: Messages,
    form: str,
    *paths: Path,
    title: str | None = None,
    under: Sequence[dict[str, Any]] = (),
    **more: object,
) -> None:
    """Writes which files were written; `under` are lines below them, `more` what JSON has too."""
    from samspil import render

    names = [str(path) for path in paths]
    rows: list[dict[str, Any]] = [{"key": say("export.written"), "value": name} for name in names]
    show(
        form,
        {"written": names, **more},
        lambda: render.rows_page(say, title or paths[0].name, [*rows, *under]),
    )


def show_error(say: Messages, error: SamspilError, arguments: Sequence[str] = ()) -> None:
    """Writes what was wrong, where, and what to do, to standard error.

    `arguments` are the command line that went wrong.
    """
    _line(say, say.error(error))
    if isinstance(error, AmbiguousError):
        _choices(error.candidates)
        if following := _chosen(error, arguments):
            _tell(say("error.choose-example", command=following))
    if isinstance(error, NotUnderstoodError):
        if error.suggestions:
            _tell(f"  {say('error.suggestions')}")
            for suggestion in error.suggestions:
                _tell(f"    {suggestion}")
        elif error.known:
            _tell(f"  {say('error.known-situations')}")
            _choices(error.known)
    if isinstance(error, DataError):
        for other in error.others:
            _line(say, say.error(other))
        if error.remedy:
            _tell(f"  {say('error.check', command=error.remedy)}")


def _chosen(error: AmbiguousError, arguments: Sequence[str]) -> str:
    """The same command with the first choice in place of what was asked; none if unsure where."""
    text = str(error.params["text"])
    places = [i for i, one in enumerate(arguments) if one == text or one.endswith(f"={text}")]
    # An id that is also the name of another would only be asked about again.
    choice = next((ident for ident, _ in error.candidates if ident != text), None)
    if len(places) != 1 or choice is None:
        return ""
    changed = list(arguments)
    changed[places[0]] = changed[places[0]].removesuffix(text) + choice
    return shlex.join(["samspil", *changed])


def _choices(things: Iterable[tuple[str, str]]) -> None:
    for ident, label in things:
        _tell(f"  {ident}  –  {label}")


def _line(say: Messages, text: str) -> None:
    _tell(f"{say('error.title')}: {text}")


def _tell(text: str) -> None:
    click.echo(visible(text), err=True)
