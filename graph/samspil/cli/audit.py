"""The commands for auditors: the report on a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samspil.answers.model import to_json
from samspil.cli.audit_log import log
from samspil.cli.files import form_of, write
from samspil.cli.options import Options, collect, common, examples, option
from samspil.cli.output import show, show_written
from samspil.errors import UsageError
from samspil.messages import Messages
from samspil.model.characters import json_text
from samspil.model.names import SHARED_DATASET
from samspil.store.base import EMBEDDED

if TYPE_CHECKING:
    from samspil.api import Model
    from samspil.audit.model import Audit
    from samspil.render.blocks import Page
    from samspil.validation.findings import ToRead

_FOUND_WRONG = 1
_FORMS = ("html", "pdf", "md", "csv", "json")
_ONLY_FILES = frozenset({"html", "pdf"})


def _audit(say: Messages) -> click.Command:
    @option("--full", is_flag=True, help=say("option.full"))
    @option(
        "-o", "target", type=click.Path(path_type=Path), metavar=say("metavar.file"),
        help=say("option.audit-file", known=_FORMS),
    )  # fmt: skip
    @option("--force", is_flag=True, help=say("option.force"))
    def audit(
        context: click.Context, target: Path | None, *, full: bool, force: bool, **given: object
    ) -> None:
        if context.invoked_subcommand is not None:
            said = {name: value for name, value in given.items() if value is not None}
            if said.get("format") in _ONLY_FILES:
                raise UsageError("log-format", name=said["format"])
            context.obj = {**(context.obj or {}), **said}
            # What `log` has too counts for it, wherever it stands.
            own = {"target": target, "full": full, "force": force}
            context.default_map = {"log": own}
            return
        options = collect(context, given)
        form = _form(options, target, force=force)
        report = _report(say, options)
        if target is None:
            short = options.format == "table" and not full
            show(options.format, to_json(report), lambda: _page(say, report, full=not short))
        else:
            write(target, _as_file(say, report, form))
            shown = "table" if options.format in _ONLY_FILES else options.format
            show_written(say, shown, target)
        # No silence, difference or old date is wrong; two things that exclude each other are.
        if any(one.kind == "contradiction" for one in report.findings):
            context.exit(_FOUND_WRONG)

    group = click.group(
        "audit",
        invoke_without_command=True,
        help=say("cli.audit"),
        epilog=examples(say, "cli.audit.examples"),
        options_metavar=say("cli.options-metavar"),
        subcommand_metavar="[log …]",
    )(click.pass_context(common(say, "audit")(audit)))
    group.add_command(log(say))
    return group


def _form(options: Options, target: Path | None, *, force: bool) -> str:
    """What is written: the format asked for, or that of the file's ending; both must agree."""
    wanted = options.values["format"]
    if target is None and wanted in _ONLY_FILES:
        raise UsageError("format-needs-file", name=wanted)
    ending = form_of(target, _FORMS, force=force)
    if ending is None:
        return options.format
    if wanted in _FORMS and wanted != ending:
        raise UsageError("format-not-suffix", target=str(target), name=wanted)
    return ending


def _report(say: Messages, options: Options) -> Audit:
    from samspil.audit.report import audit

    with options.open(say) as model:
        return audit(say, model.session, _reading(model))


def _reading(model: Model) -> tuple[ToRead, ...] | None:
    """Who has read what; it stands beside the files, which a Neo4j doesn't have."""
    from samspil.validation.gate import checked_data
    from samspil.validation.signing import to_read

    if model.address != EMBEDDED:
        return None
    mine = {model.session.dataset, SHARED_DATASET}
    files = tuple(file for file in model.ontology.files if file.dataset in mine)
    return to_read(checked_data(replace(model.ontology, files=files)))


def _page(say: Messages, report: Audit, *, full: bool) -> Page:
    from samspil.audit.page import audit_page

    return audit_page(say, report, full=full)


def _as_file(say: Messages, report: Audit, form: str) -> bytes:
    if form == "json":
        return f"{json_text(to_json(report), indent=2)}\n".encode()
    from samspil.render.writing import as_file

    return as_file(say, _page(say, report, full=True), f".{form}")


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"audit": _audit}
