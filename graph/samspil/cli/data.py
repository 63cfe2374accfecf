"""The commands about the data itself: check, export, info, schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samspil import __version__, render
from samspil.answers.schema import schema
from samspil.cli.options import collect, option
from samspil.cli.output import show
from samspil.cli.progress import progress
from samspil.cli.questions import command
from samspil.cli.tests import tried
from samspil.errors import StoreError, UsageError
from samspil.messages import Messages
from samspil.model.names import SHARED_DATASET, label, relationship_type
from samspil.validation.findings import chosen

if TYPE_CHECKING:
    from samspil.api import Model

_FOUND_WRONG = 1
_MANY_STEPS = 100
_LINE_SECONDS = 5.0


def _check(say: Messages) -> click.Command:
    @option("--read", is_flag=True, help=say("option.read"))
    @option("--signed", metavar=say("metavar.name"), help=say("option.signed"))
    @option("--strict", is_flag=True, help=say("option.strict"))
    @click.argument("about", nargs=-1, metavar="[ID…]")
    def check(
        context: click.Context,
        about: tuple[str, ...],
        signed: str | None,
        *,
        read: bool,
        strict: bool,
        **given: object,
    ) -> None:
        from samspil.validation.checking import steps
        from samspil.validation.signing import sign

        options = collect(context, given)
        if not read and (about or signed is not None):
            raise UsageError("signed-without-read")
        if signed is not None and options.values["data"] is None:
            raise UsageError("signed-bundled")
        with options.open(say) as model:
            total = steps(model.data)
            with progress(
                say, say("progress.check"), total, fewest=_MANY_STEPS, seconds=_LINE_SECONDS
            ) as step:
                report = model.check(step)
            if signed is not None and not report.findings:
                day = datetime.now(tz=UTC).astimezone().date()
                sign(chosen(report, about), signed, day.isoformat())
                report = model.check()
            try:
                tests = () if report.findings else tried(model)
            except StoreError:  # Data can be checked where no engine is to answer from it.
                tests = ()
                click.echo(say("tests.not-tried"), err=True)
        failed = not all(one.passed for one in tests)
        if read and not report.findings:
            items = chosen(report, about)
            show(
                options.format,
                render.reading_json(say, items),
                lambda: render.reading_page(say, items),
            )
        else:
            show(
                options.format,
                {
                    **render.report_json(say, report),
                    **({"status": "found-wrong"} if failed else {}),
                    "tests": render.tests_json(say, tests),
                },
                lambda: render.report_page(say, report, tests),
            )
        unsigned = any(item.state != "signed" for item in report.reading)
        if report.findings or failed or (strict and unsigned):
            context.exit(_FOUND_WRONG)

    return command(say, "check")(check)


def _export(say: Messages) -> click.Command:
    from samspil.export import FORMATS

    @option(
        "--to", "form", type=click.Choice(sorted(FORMATS)), required=True, help=say("option.form")
    )
    @option("--force", is_flag=True, help=say("option.force"))
    @click.argument("target", type=click.Path(path_type=Path), metavar=say("metavar.target"))
    def export(
        context: click.Context,
        form: str,
        target: Path,
        *,
        force: bool,
        **given: object,
    ) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            written = model.export(target, form, force=force)
        chosen = FORMATS[form]
        drops = [*chosen.drops, *(["export.drops.layers"] if model.chosen_layers else [])]
        said = [{"key": say("export.drops"), "value": say(code)} for code in drops]
        said += [{"key": say("export.adds"), "value": say(code)} for code in chosen.adds]
        if say.knows(f"export.note.{form}"):
            said.append({"key": say("section.notes"), "value": say(f"export.note.{form}")})
        files = [{"key": say("export.written"), "value": str(path)} for path in written]
        data = {
            "format": form,
            "written": [str(path) for path in written],
            "drops": [{"code": code, "text": say(code)} for code in drops],
            "adds": [{"code": code, "text": say(code)} for code in chosen.adds],
        }
        show(
            options.format,
            data,
            lambda: render.rows_page(say, say("export.title", form=form), files + said),
        )

    return command(say, "export")(export)


def _info(say: Messages) -> click.Command:
    def info(context: click.Context, **given: object) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            data = {
                "version": __version__,
                "store": model.store.name,
                "dataset": model.session.dataset,
                "as_of": model.as_of.isoformat(),
                "datasets": model.session.ask("datasets"),
                "counts": model.session.ask("counts"),
            }
        show(
            options.format,
            data,
            lambda: render.rows_page(say, say("info.title"), [*_pairs(say, data)]),
        )

    return command(say, "info")(info)


def _schema(say: Messages) -> click.Command:
    def listing(context: click.Context, **given: object) -> None:
        options = collect(context, given)
        with options.open(say) as model:
            datasets = {model.session.dataset, SHARED_DATASET}
            rows = schema(model.shown, datasets, _meanings(model))
        title = say("schema.title")
        show(
            options.format,
            {"schema": rows},
            lambda: render.rows_page(say, title, rows, say("schema.about")),
        )

    return command(say, "schema")(listing)


def _meanings(model: Model) -> dict[str, str]:
    """What the vocabulary calls classes and properties, by the names they have in a question."""
    from rdflib.namespace import OWL, RDF, RDFS

    graph = model.ontology.vocabulary.graph
    named = {OWL.Class: label, OWL.ObjectProperty: relationship_type}
    return {
        name(str(term)): str(text)
        for kind, name in named.items()
        for term in graph.subjects(RDF.type, kind)
        for text in graph.objects(term, RDFS.label)
        if getattr(text, "language", None) == model.language
    }


def _pairs(say: Messages, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in ("version", "store", "as_of"):
        yield {"key": say(f"info.{key}"), "value": data[key]}
    for row in data["datasets"]:
        yield {"key": say("info.dataset"), "value": f"{row['label']} ({row['id']})"}
    for row in data["counts"]:
        layer = say(f"layer.{row['layer']}")
        yield {"key": say("info.assertions", layer=layer), "value": row["assertions"]}


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {
    "check": _check,
    "export": _export,
    "info": _info,
    "schema": _schema,
}
