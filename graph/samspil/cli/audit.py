"""The commands for those who audit."""

from __future__ import annotations

from collections.abc import Callable

import click

from samspil.cli.audit_log import log
from samspil.messages import Messages


def _audit(say: Messages) -> click.Command:
    @click.group("audit", help=say("cli.audit"))
    def audit() -> None:
        pass

    audit.add_command(log(say))
    return audit


COMMANDS: dict[str, Callable[[Messages], click.Command]] = {"audit": _audit}
