"""The commands that draw: figure, explore."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samspil import render
from samspil.cli.options import collect, option, refuse
from samspil.cli.output import show
from samspil.cli.questions import command
from samspil.errors import UsageError
from samspil.messages import Messages

if TYPE_CHECKING:
    from samspil.api import Model

_FORMS = ("svg", "png", "pdf", "mmd")


def _written(say: Messages, form: str, *paths: Path) -> None:
    rows = [{"key": say("export.written"), "value": str(path)} for path in paths]
    data = {"written": [str(path) for path in paths]}
    show(form, data, lambda: render.rows_page(say, paths[0].name, rows))


def _figure(say: Messages) -> click.Command:
    @option(
        "-o", "target", type=click.Path(path_type=Path), required=True, metavar=say("metavar.file"),
        help=say("option.picture", known=_FORMS),
    )  # fmt: skip
    @option("--gaps", is_flag=True, help=say("option.gaps"))
    @option("--dark", is_flag=True, help=say("option.dark"))
    @option("--force", is_flag=True, help=say("option.force"))
    def figure(context: click.Context, target: Path, **given: Any) -> None:  # noqa: ANN401
        chosen = {name: given.pop(name) for name in ("gaps", "dark", "force")}
        options = collect(context, given)
        if target.suffix.lower() == ".mmd":
            refuse(context, {"dark"}, f"-o {target.name}")  # Mermaid has themes of its own.
        from samspil.figure import build as drawing
        from samspil.figure import files as pictures

        with options.open(say) as model:
            drawn = drawing.figure(model)
        path = pictures.write_figure(drawn, target, language=say.language, **chosen)
        _written(say, options.format, path)

    return command(say, "figure")(figure)


def _explore(say: Messages) -> click.Command:
    @option(
        "-o", "target", type=click.Path(path_type=Path), default=Path("samspil.html"),
        metavar=say("metavar.file"), help=say("option.page"),
    )  # fmt: skip
    @option("--open", "look", is_flag=True, help=say("option.open"))
    @option("--force", is_flag=True, help=say("option.force"))
    def explore(
        context: click.Context,
        target: Path,
        *,
        look: bool,
        force: bool,
        **given: object,
    ) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            if options.values["in_dataset"] is None and len(model.municipalities()) > 1:
                paths = _write_all(say, model, target, force=force)
            else:
                from samspil.pages.explorer.page import build_page

                _refuse_taken(target, force=force)
                _write(target, build_page(model))
                paths = [target]
        _written(say, options.format, *paths)
        if look:
            webbrowser.open(paths[0].resolve().as_uri())

    return command(say, "explore")(explore)


def _refuse_taken(target: Path, *, force: bool) -> None:
    """Before the page is made, which takes a while; a link that leads nowhere is somebody's too."""
    if os.path.lexists(target) and not force:
        raise UsageError("export-target-exists", target=str(target))


def _refuse_foreign(folder: Path, ours: Collection[str]) -> None:
    """As an export does: a folder with anything else in it is somebody's own."""
    for path in sorted(folder.iterdir()):
        if path.name not in ours or path.is_symlink() or not path.is_file():
            raise UsageError("export-target-foreign", target=str(folder), found=path.name)


def _write_all(say: Messages, model: Model, folder: Path, *, force: bool) -> list[Path]:
    """Writes the overview of several municipalities and the page of each; the overview is first."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from samspil.pages.overview.page import INDEX, build_pages, page_name

    known = model.municipalities()
    if folder.suffix.lower() in {".html", ".htm"}:
        raise UsageError("page-many", target=str(folder), known=known)
    _refuse_taken(folder, force=force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder, {INDEX, *map(page_name, known)})
    except OSError as error:
        raise UsageError("page-unwritable", target=str(folder), reason=error.strerror) from error
    written: list[Path] = []
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    quiet = not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task(say("overview.progress"), total=len(known) + 1)
        for name, content in build_pages(model):
            _write(folder / name, content)
            written.append(folder / name)
            bar.advance(task)
    return [written[-1], *written[:-1]]


def _write(target: Path, content: bytes) -> None:
    """Writes a file whole or not at all, over what was there."""
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
