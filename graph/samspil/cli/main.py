"""Starts the command line: chooses the language, runs a command, turns errors into exit codes."""

from __future__ import annotations

import contextlib
import gc
import gettext
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from samspil import paths
from samspil.cli.commands import build
from samspil.cli.output import show_error
from samspil.errors import SamspilError, UsageError
from samspil.messages import DEFAULT_LANGUAGE, LANGUAGES, Messages, messages
from samspil.model.characters import visible

_USAGE = 2
_INTERRUPTED = 130


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for by `--lang` or SAMSPIL_LANG, else Danish, whatever the locale.

    It must be known before the commands are built, since their help is in it.
    """
    wanted = [os.environ.get("SAMSPIL_LANG", DEFAULT_LANGUAGE)]
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            wanted.append(arguments[position + 1])
        elif argument.startswith("--lang="):
            wanted.append(argument.partition("=")[2])
    return next((one for one in reversed(wanted) if one in LANGUAGES), DEFAULT_LANGUAGE)


def _speak(language: str) -> None:
    """Makes click's own messages speak the language too, by its gettext domain."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("click", str(paths.locale_folder()))
    gettext.textdomain("click")


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; gives the exit code: 0 fine, 1 found wrong, 2 wrong use or input."""
    language = language_of(arguments)
    _speak(language)
    say = messages(language)
    try:
        group = build(say)
        result = group.main(list(arguments), prog_name="samspil", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        click.echo(say("error.interrupted"), err=True)
        return _INTERRUPTED
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        click.echo(visible(told.getvalue()), nl=False, err=True)
        return _USAGE
    except SamspilError as error:
        show_error(say, error, arguments)
        return error.exit_code
    except OSError as error:
        return _not_written(say, error)
    return result if isinstance(result, int) else 0


def _not_written(say: Messages, error: OSError) -> int:
    if isinstance(error, BrokenPipeError):
        # The reader has seen enough; nothing may be written to it at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if error.filename is not None:
        raise error  # Not of an answer, then: those go to streams that have no name.
    with contextlib.suppress(OSError):
        show_error(say, UsageError("output-unwritable", reason=error.strerror or str(error)))
    return _USAGE


def _open_what_is_closed() -> None:
    """Where whoever started this has closed a stream, what is said there goes nowhere.

    Else the next file or connection would get its number, and be written to.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  (stays open)
            setattr(sys, name, stream)


def main() -> NoReturn:
    """The entry point of the `samspil` command."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # A short life with many small objects: collecting them costs more than they take.
    gc.set_threshold(100_000, 50, 50)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        code = _not_written(messages(language_of(sys.argv[1:])), error)
    paths.remove_passing_folder()
    # Everything is closed and written by now; taking the process apart piece by piece would make a
    # person wait for nothing.
    os._exit(code)


if __name__ == "__main__":
    main()
