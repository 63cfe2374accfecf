"""The commands that draw: figure, explore."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from samspil import render
from samspil.cli.options import collect
from samspil.cli.output import show
from samspil.cli.questions import command
from samspil.errors import UsageError
from samspil.messages import Messages

_FORMS = ("svg", "png", "pdf", "mmd")


def _written(say: Messages, form: str, path: Path) -> None:
    rows = [{"key": say("export.written"), "value": str(path)}]
    show(form, {"written": [str(path)]}, lambda: render.rows_page(say, path.name, rows))


def _figure(say: Messages) -> click.Command:
    @click.option(
        "-o", "target", type=click.Path(path_type=Path), required=True, metavar="FIL",
        help=say("option.picture", known=_FORMS),
    )  # fmt: skip
    @click.option("--gaps", is_flag=True, help=say("option.gaps"))
    @click.option("--dark", is_flag=True, help=say("option.dark"))
    @click.option("--force", is_flag=True, help=say("option.force"))
    def figure(context: click.Context, target: Path, **given: Any) -> None:  # noqa: ANN401
        chosen = {name: given.pop(name) for name in ("gaps", "dark", "force")}
        options = collect(context, given)
        from samspil.explorer import figure as drawing
        from samspil.explorer import pictures

        with options.open(say) as model:
            drawn = drawing.figure(model)
        path = pictures.write_figure(drawn, target, language=say.language, **chosen)
        _written(say, options.format, path)

    return command(say, "figure")(figure)


def _explore(say: Messages) -> click.Command:
    @click.option(
        "-o", "target", type=click.Path(path_type=Path), default=Path("samspil.html"),
        metavar="FIL", help=say("option.page"),
    )  # fmt: skip
    @click.option("--open", "look", is_flag=True, help=say("option.open"))
    def explore(context: click.Context, target: Path, *, look: bool, **given: Any) -> None:  # noqa: ANN401
        options = collect(context, given)
        from samspil.explorer.page import build_page

        with options.open(say) as model:
            page = build_page(model)
        _write(target, page)
        _written(say, options.format, target)
        if look:
            webbrowser.open(target.resolve().as_uri())

    return command(say, "explore")(explore)


def _write(target: Path, content: bytes) -> None:
    """Writes a file whole or not at all, over what an earlier call wrote."""
    sibling = target.with_name(f".{target.name}.new")
    try:
        sibling.write_bytes(content)
        sibling.replace(target)
    except OSError as error:
        sibling.unlink(missing_ok=True)
        raise UsageError("page-unwritable", target=str(target), reason=error.strerror) from error


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {
    "figure": _figure,
    "explore": _explore,
}
