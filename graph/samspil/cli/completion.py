"""Shell completion of situations, actors and questions."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from samspil.answers.session import Session
from samspil.cli.options import collect
from samspil.errors import SamspilError
from samspil.messages import messages
from samspil.queries import names


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
    return [
        CompletionItem(row["id"], help=row["label_da"])
        for row in rows
        if row["id"].startswith(wanted)
        and (kind != "Situation" or row["dataset"] == session.dataset)
    ]


def situations(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Situations whose slug begins so."""
    del parameter
    return _complete(context, incomplete, "Situation")


def actors(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Actors and forums whose slug begins so."""
    del parameter
    return _complete(context, incomplete, "Actor")


def forums(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Forums whose slug begins so."""
    del parameter
    return _complete(context, incomplete, "Forum")


def queries(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Bundled questions whose name begins so."""
    del context, parameter
    return [CompletionItem(name) for name in names() if name.startswith(incomplete)]
