"""Shell completion of situations, actors and questions."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from samspil.answers.session import Session
from samspil.cli.options import collect
from samspil.errors import SamspilError
from samspil.messages import messages
from samspil.model.characters import visible
from samspil.queries import names
from samspil.store.base import Row


def _complete(context: click.Context, incomplete: str, kind: str) -> list[CompletionItem]:
    wanted = incomplete.casefold()
    if context.parent is not None:
        # While a line is completed no command runs, so nobody has handed the front options on.
        context.obj = context.parent.params
    options = collect(context, dict(context.params))
    try:
        with options.open(messages()) as model:
            session: Session = model.session
            rows = session.ask("identify", **{"class": kind})
    except SamspilError:
        # A shell that completes is no place to tell of errors.
        return []
    known = [row for row in rows if kind != "Situation" or row["dataset"] == session.dataset]
    begun = [row for row in known if row["id"].startswith(wanted)]
    # A name completes to its id: a shell drops what doesn't begin as the line does, where it can.
    begun = begun or [row for row in known if _is_called(row, wanted)]
    return [CompletionItem(row["id"], help=visible(row["label_da"])) for row in begun]


def _is_called(row: Row, begun: str) -> bool:
    """Whether a label of a thing, or a word of one, begins so."""
    labels = [str(row[name]).casefold() for name in ("label_da", "label_en") if row[name]]
    return any(text.startswith(begun) for label in labels for text in (label, *label.split()))


def situations(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Situations whose slug or name begins so."""
    del parameter
    return _complete(context, incomplete, "Situation")


def actors(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Actors and forums whose slug or name begins so."""
    del parameter
    return _complete(context, incomplete, "Actor")


def forums(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Forums whose slug or name begins so."""
    del parameter
    return _complete(context, incomplete, "Forum")


def queries(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Bundled questions whose name begins so."""
    del context, parameter
    return [CompletionItem(name) for name in names() if name.startswith(incomplete)]
