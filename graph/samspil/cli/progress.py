"""Shows how far a long command is: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

from samspil.messages import Messages
from samspil.model.characters import visible


class Step(Protocol):
    """Is told that one more thing is done, and what it was."""

    def __call__(self, name: str, status: str = "", /) -> None:
        """One more thing is done."""


@contextmanager
def progress(
    say: Messages, title: str, total: int, *, fewest: int = 2, seconds: float = 0
) -> Iterator[Step]:
    """A step function; with fewer things to do than `fewest` there is nothing to show.

    Where there is no terminal, a line is written at most each so many `seconds`.
    """
    if total < fewest:
        yield lambda *_: None
    elif sys.stderr.isatty():
        with _bar(title, total) as step:
            yield step
    else:
        yield _lines(say, total, seconds)


def _lines(say: Messages, total: int, seconds: float) -> Step:
    start = told = time.monotonic()
    done = 0

    def step(name: str, status: str = "", /) -> None:
        nonlocal done, told
        done += 1
        now = time.monotonic()
        if now - told < seconds:
            return
        told = now
        spent = now - start
        left = spent / done * (total - done)
        click.echo(
            say("progress.line", done=done, total=total, name=visible(name), status=status,
                rate=f"{done / spent if spent else 0:.1f}", left=f"{left:.0f}"),
            err=True,
        )  # fmt: skip

    return step


@contextmanager
def _bar(title: str, total: int) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many things a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.finished_speed or task.speed or 0:.1f}/s")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as shown:
        task = shown.add_task(title, total=total)

        def step(name: str, status: str = "", /) -> None:
            shown.update(task, advance=1, description=f"{title} {visible(name)} {status}".strip())

        yield step
