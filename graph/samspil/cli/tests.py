"""The command that tries a municipality's model tests, or writes the first ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samspil import render
from samspil.cli.files import refuse_taken, write
from samspil.cli.options import collect, option
from samspil.cli.output import show, show_written
from samspil.cli.questions import command
from samspil.errors import UsageError
from samspil.language.municipalities import municipality
from samspil.messages import LANGUAGES, Messages, messages
from samspil.ontology.folders import TESTS
from samspil.ontology.reading import read_file

if TYPE_CHECKING:
    from samspil.api import Model
    from samspil.comparing.expected import Tried

_FAILED = 1


def _tests(say: Messages) -> click.Command:
    @option("--write", "is_written", is_flag=True, help=say("option.write-tests"))
    @option("--force", is_flag=True, help=say("option.force"))
    def tests(context: click.Context, *, is_written: bool, force: bool, **given: object) -> None:
        options = collect(context, given)
        if force and not is_written:
            raise UsageError("tests-force")
        if is_written and options.values["data"] is None:
            raise UsageError("tests-needs-data")
        with options.open(say) as model:
            if is_written:
                path = _write(say, model, force=force)
                show_written(say, options.format, path, title=say("tests.title"))
                return
            found = tried(model, options.values["in_dataset"])
        show(
            options.format,
            {"tests": render.tests_json(say, found)},
            lambda: render.tests_page(say, found, say("tests.title")),
        )
        if not all(one.passed for one in found):
            context.exit(_FAILED)

    return command(say, "tests")(tests)


def tried(model: Model, wanted: str | None = None) -> tuple[Tried, ...]:
    """All tests of a data folder, or of one municipality; none where there are none.

    Raises:
        UsageError: there is no such municipality.
        DataError: a file of tests can't be read, or names what the data doesn't know.
    """
    from samspil.comparing import expected, expected_file

    words = {
        word.casefold(): modality
        for modality in expected.BINDING
        for word in (modality, *(messages(one)(f"modality.{modality}") for one in LANGUAGES))
    }
    found: list[Tried] = []
    groups = {read_file(files[0]).dataset: files for files in model.data.municipalities}
    chosen = groups if wanted is None else [municipality(wanted, dict.fromkeys(groups, ""))]
    for dataset in chosen:
        file = groups[dataset][0].beside(TESTS)
        if os.path.lexists(file.path):
            tests = expected_file.read(file, words)
            session = model.within(dataset).session
            found += expected.tried(session, tests)
    return tuple(found)


def _write(say: Messages, model: Model, *, force: bool) -> Path:
    from samspil.comparing import expected, expected_file

    session = model.session
    home = next(
        files[0] for files in model.data.municipalities
        if read_file(files[0]).dataset == session.dataset
    )  # fmt: skip
    target = home.beside(TESTS).path
    refuse_taken(target, force=force)
    words = {one: say(f"modality.{one}") for one in expected.BINDING}
    head = say("tests.head", dataset=session.dataset_label)
    text = expected_file.written(expected.todays(session), model.as_of.isoformat(), head, words)
    write(target, text.encode())
    return target


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"tests": _tests}
