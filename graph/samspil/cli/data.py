"""The commands about the data itself: check, load, export, info."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from samspil import __version__, render
from samspil.cli.options import collect
from samspil.cli.output import show
from samspil.cli.questions import command
from samspil.messages import Messages


def commands(say: Messages) -> Iterator[click.Command]:
    """The commands about the data."""
    yield _info(say)


def _info(say: Messages) -> click.Command:
    def info(context: click.Context, **given: Any) -> None:  # noqa: ANN401
        options = collect(context, given)
        with options.open(say) as model:
            sets = model.asker.ask("datasets")
            counts = model.query("counts")
            data = {
                "version": __version__,
                "store": model.store.name,
                "dataset": model.asker.dataset,
                "as_of": model.as_of.isoformat(),
                "datasets": sets,
                "counts": counts,
            }
        show(
            options.format, data, lambda: render.rows_page(say, say("info.title"), [*_pairs(data)])
        )

    return command(say, "info")(info)


def _pairs(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key, value in data.items():
        if key == "counts":
            for row in value:
                yield {"key": row["layer"], "value": f"{row['assertions']}"}
        elif key == "datasets":
            for row in value:
                yield {"key": row["id"], "value": row["label"]}
        else:
            yield {"key": key, "value": value}
