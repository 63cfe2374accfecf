"""The commands that draw: figure, explore."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samspil.cli.files import refuse_taken, write
from samspil.cli.options import collect, option, refuse
from samspil.cli.output import show_written
from samspil.cli.progress import progress
from samspil.cli.questions import command
from samspil.errors import UsageError
from samspil.messages import Messages

if TYPE_CHECKING:
    from samspil.api import Model

_FORMS = ("svg", "png", "pdf", "mmd")
_SHOWS = ("all", "structure", "told")


def _figure(say: Messages) -> click.Command:
    @option(
        "-o", "target", type=click.Path(path_type=Path), required=True, metavar=say("metavar.file"),
        help=say("option.picture", known=_FORMS),
    )  # fmt: skip
    @option(
        "--show", type=click.Choice(_SHOWS), default=_SHOWS[0], help=say("option.show"),
    )  # fmt: skip
    @option("--gaps", is_flag=True, help=say("option.gaps"))
    @option("--dark", is_flag=True, help=say("option.dark"))
    @option("--force", is_flag=True, help=say("option.force"))
    def figure(context: click.Context, target: Path, **given: Any) -> None:  # noqa: ANN401
        chosen = {name: given.pop(name) for name in ("show", "gaps", "dark", "force")}
        options = collect(context, given)
        if target.suffix.lower() == ".mmd":
            refuse(context, {"dark"}, f"-o {target.name}")  # Mermaid has themes of its own.
        from samspil.figure import build as drawing
        from samspil.figure import files as pictures

        with options.open(say) as model:
            drawn = drawing.figure(model)
        path = pictures.write_figure(drawn, target, **chosen)
        show_written(say, options.format, path)

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
        from samspil.pages.overview.pages import municipalities

        with options.open(say) as model:
            known = municipalities(model)
            if options.values["in_dataset"] is None and len(known) > 1:
                paths = _write_all(say, model, known, target, force=force)
            else:
                from samspil.pages.explorer.page import build_page

                refuse_taken(target, force=force)
                write(target, build_page(model))
                paths = [target]
        show_written(say, options.format, *paths)
        if look:
            webbrowser.open(paths[0].resolve().as_uri())

    return command(say, "explore")(explore)


def _refuse_foreign(folder: Path, ours: Collection[str]) -> None:
    """As an export does: a folder with anything else in it is somebody's own."""
    for path in sorted(folder.iterdir()):
        if path.name not in ours or path.is_symlink() or not path.is_file():
            raise UsageError("export-target-foreign", target=str(folder), found=path.name)


def _write_all(
    say: Messages, model: Model, known: Sequence[str], folder: Path, *, force: bool
) -> list[Path]:
    """Writes the overview of several municipalities and the page of each; the overview is first."""
    from samspil.pages.overview.municipality_page import INDEX, page_name
    from samspil.pages.overview.pages import build_pages

    if folder.suffix.lower() in {".html", ".htm"}:
        raise UsageError("page-many", target=str(folder), known=list(known))
    refuse_taken(folder, force=force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder, {INDEX, *map(page_name, known)})
    except OSError as error:
        raise UsageError("page-unwritable", target=str(folder), reason=error.strerror) from error
    written: list[Path] = []
    with progress(say, say("overview.progress"), len(known) + 1) as step:
        for name, content in build_pages(model):
            write(folder / name, content)
            written.append(folder / name)
            step(name)
    return [written[-1], *written[:-1]]


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {
    "figure": _figure,
    "explore": _explore,
}
