"""The command that holds a log of who informed whom against the document and the law."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samspil import render
from samspil.answers.model import Ref
from samspil.cli.files import form_of, refuse_taken, write
from samspil.cli.options import Options, collect, option, refuse
from samspil.cli.output import show, show_written
from samspil.cli.progress import progress
from samspil.cli.questions import command, head_of
from samspil.errors import UsageError
from samspil.messages import LANGUAGES, Messages, messages
from samspil.model.characters import json_text, visible

if TYPE_CHECKING:
    from samspil.conformance.reading import Checked
    from samspil.eventlog.table import LogTable
    from samspil.render.blocks import Page

_TEMPLATES = ("csv", "xlsx", "docx")
_REPORTS = ("md", "csv", "json", "html", "xlsx", "docx")
_LARGE = 5_000_000
_PARTS = 100
_TOLD_EACH = 500
_SECONDS = 2.0
_ROWS_AT_ONCE = 2_000
_YES = frozenset(("j", "ja", "y", "yes"))
_SHEET_ROWS = 1_048_575


def log(say: Messages) -> click.Command:
    """The command `audit log`."""

    @click.argument(
        "file", required=False, type=click.Path(path_type=Path), metavar=say("metavar.file")
    )
    @option("--map", "mapping", metavar=say("metavar.map"), help=say("option.log-map"))
    @option("--yes", is_flag=True, help=say("option.log-yes"))
    @option("--template", type=click.Choice(_TEMPLATES), help=say("option.log-template"))
    @option(
        "-o", "target", type=click.Path(path_type=Path), metavar=say("metavar.file"),
        help=say("option.log-file", known=_REPORTS),
    )  # fmt: skip
    @option("--full", is_flag=True, help=say("option.full"))
    @option("--force", is_flag=True, help=say("option.force"))
    def audit_log(  # noqa: PLR0913  (click gives each option by name)
        context: click.Context,
        file: Path | None,
        *,
        mapping: str | None,
        yes: bool,
        template: str | None,
        target: Path | None,
        full: bool,
        force: bool,
        **given: object,
    ) -> int:
        options = collect(context, given)
        if template is not None:
            if file is not None or mapping is not None:
                raise UsageError("log-template-alone")
            refuse(context, {"yes", "full"}, "--template")
            _write_form(say, options, template, target, force=force)
            return 0
        if file is None:
            raise UsageError("log-file-missing")
        form_of(target, _REPORTS, force=force)
        checked, head = _checked(say, options, file, mapping, yes=yes)
        _show(say, options, checked, head, target, full=full)
        return int(checked.is_wrong)

    return command(say, "log")(audit_log)


def _checked(
    say: Messages, options: Options, file: Path, mapping: str | None, *, yes: bool
) -> tuple[Checked, dict[str, str]]:
    from samspil.conformance.reading import check
    from samspil.conformance.settings import Book
    from samspil.eventlog.opening import open_log

    with open_log(file) as table:
        columns = _columns(say, table, file, mapping, yes=yes)

    def judge() -> Checked:
        # Opened anew, for it may have to be read again: a Neo4j can change meanwhile.
        with open_log(file) as table, _telling(say, table) as tell:
            return check(table, columns, Book(model.session), tell)

    with options.open(say) as model:
        head = {**head_of(model), "label": model.session.dataset_label}
        return model.session.steady(judge), head


@contextmanager
def _telling(say: Messages, table: LogTable) -> Iterator[Callable[[int], None]]:
    """What hears of every row, and shows how much of the file is read."""
    total = _PARTS if table.size > _LARGE else 0
    with progress(say, say("log.progress"), total, seconds=_SECONDS) as step:
        done, rows = 0, 0

        def tell(row: int) -> None:
            nonlocal done, rows
            rows += 1
            if rows % _TOLD_EACH == 0:
                while done < int(table.part() * _PARTS):
                    done += 1
                    step(say("log.row", row=row))

        yield tell


def _columns(
    say: Messages, table: LogTable, file: Path, mapping: str | None, *, yes: bool
) -> Mapping[str, int]:
    """The columns that a person said, or a guess that is exact or that a person confirmed."""
    from samspil.eventlog.columns import NEEDED, guess, said

    _refuse_personal(table)
    guessed = guess(table.columns, _words())
    told = said(mapping, table.columns) if mapping is not None else {}
    chosen = {**guessed.columns, **told}
    missing = [part for part in NEEDED if part not in chosen]
    if missing:
        names = [say(f"log.part.{part}") for part in missing]
        keys = "=…,".join(missing)
        raise table.wrong("log-columns-missing", 1, missing=names, keys=keys)
    if not guessed.exact.union(told).issuperset(chosen):
        _confirm(say, table, file, chosen, yes=yes)
    return chosen


def _words() -> dict[str, list[str]]:
    """What each column may be called in either language, the names of the forms first."""
    from samspil.eventlog.columns import PARTS

    words: dict[str, list[str]] = {}
    for part in PARTS:
        known = [messages(language)(f"log.words.{part}").split("|") for language in LANGUAGES]
        words[part] = [one[0] for one in known] + [word for one in known for word in one[1:]]
    return words


def _refuse_personal(table: LogTable) -> None:
    """A log without heads has a case in its first row, and messages name columns."""
    from samspil.eventlog.privacy import personal

    for number, name in enumerate(table.columns):
        if kind := personal(name):
            code = f"log-personal-{kind}"
            raise table.wrong(code, None, column=table.column(number), rows=[1])


def _confirm(
    say: Messages, table: LogTable, file: Path, chosen: Mapping[str, int], *, yes: bool
) -> None:
    click.echo(say("log.guess"), err=True)
    for part, number in chosen.items():
        name = visible(table.columns[number])
        click.echo(f"  {say(f'log.part.{part}')}: {name} ({table.column(number)})", err=True)
    if yes:
        return
    if sys.stdin.isatty() and sys.stderr.isatty():
        answer = click.prompt(say("log.guess-right"), default="", show_default=False, err=True)
        if answer.strip().casefold() in _YES:
            return
        raise UsageError("log-map-needed")
    pairs = ",".join(f"{part}={table.columns[at]}" for part, at in chosen.items())
    line = shlex.join(["samspil", "audit", "log", str(file), "--map", pairs])
    raise UsageError("log-unconfirmed", command=visible(line))


def _show(
    say: Messages,
    options: Options,
    checked: Checked,
    head: dict[str, str],
    target: Path | None,
    *,
    full: bool,
) -> None:
    form = options.format if target is None else target.suffix.lower().removeprefix(".")
    whole = full or form != "table"
    if target is None and form == "csv":
        for piece in _csv_pieces(say, checked):
            click.echo(piece, nl=False)
        return
    page = render.log_page(say, Ref(head["dataset"], head["label"]), checked, full=whole)
    if target is None:
        told = render.log_json(say, head, checked) if form == "json" else None
        show(options.format, told, lambda: page)
        return
    _write_report(say, checked, head, page, target)
    show_written(say, options.format, target, verdicts=checked.verdicts)


def _csv_pieces(say: Messages, checked: Checked) -> Iterator[str]:
    """The sheet as CSV, some rows at a time: a long log is never whole in memory as text."""
    from samspil.export.tables import BYTE_ORDER_MARK, csv_text

    rows = iter(render.log_rows(say, checked))
    yield csv_text([render.log_columns(say)], "\n")
    while piece := list(islice(rows, _ROWS_AT_ONCE)):
        yield csv_text(piece, "\n").removeprefix(BYTE_ORDER_MARK)


def _write_report(
    say: Messages, checked: Checked, head: dict[str, str], page: Page, target: Path
) -> None:
    from samspil.render.writing import as_file

    match target.suffix.lower():
        case ".json":
            content = json_text(render.log_json(say, head, checked), indent=2).encode()
        case ".csv":
            content = "".join(_csv_pieces(say, checked)).encode()
        case suffix:
            if suffix == ".xlsx" and len(checked.ledger) + len(checked.steps) > _SHEET_ROWS:
                raise UsageError("log-sheet-full", most=_SHEET_ROWS)
            content = as_file(say, page, suffix)
    write(target, content)


def _write_form(
    say: Messages, options: Options, form: str, target: Path | None, *, force: bool
) -> None:
    from samspil.conformance.settings import Book
    from samspil.eventlog import forms
    from samspil.eventlog.columns import PARTS

    target = target or Path(f"{say('log.form-file')}.{form}")
    refuse_taken(target, force=force)
    with options.open(say) as model:
        session = model.session
        choices = session.steady(Book(session).names)
    made = forms.Form(
        title=say("log.form-title"),
        heads={part: say(f"log.words.{part}").split("|")[0] for part in PARTS},
        choices=choices,
        lists=say("log.form-lists"),
        case_hint=say("log.case-hint"),
        time_hint=say("log.time-hint"),
    )
    makers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: forms.csv_form(made),
        "xlsx": lambda: forms.xlsx_form(made),
        "docx": lambda: forms.docx_form(made, say.locale),
    }
    write(target, makers[form]())
    hint = {"key": say("log.part.case"), "value": made.case_hint}
    show_written(say, options.format, target, under=[hint])
