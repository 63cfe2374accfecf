"""What isn't a Neo4j that samspil can use: too old, another kind of server, or nobody at all."""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from samspil.cli.options import USED
from samspil.store import bolt
from tests.integration.neo4j_jars import Neo4jUnavailableError, neo4j_jars
from tests.integration.neo4j_server import (
    Neo4jServer,
    free_port,
)
from tests.program import LILLEBY, call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = "4.4.41"
SECONDS = 0.5
"""How long the tests let a silent server be waited for; people's clients wait longer."""

WITH_ROUTING_AND_WITHOUT = pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
COMMANDS = pytest.mark.parametrize(
    "command",
    [
        ("load", "--to"),
        ("load", "--dry-run", "--to"),
        ("verify", "--to"),
        ("pull", "folder", "--from"),
        ("query", "datasets", "--store"),
        ("informed", "akut-tilfaelde", "--store"),
        ("explore", "--store"),
    ],
    ids=" ".join,
)


class OldServer(Neo4jServer):
    """Neo4j 4.4, the long-term version before 5: its settings had other names."""

    first_password = ("set-initial-password",)

    def __init__(self, jars: Path) -> None:
        super().__init__(jars)
        self.web_port = free_port()

    def settings(self) -> dict[str, str]:
        """What stands in `neo4j.conf`."""
        return {
            "dbms.default_listen_address": "127.0.0.1",
            "dbms.connector.bolt.enabled": "true",
            "dbms.connector.bolt.listen_address": f"127.0.0.1:{self.port}",
            "dbms.connector.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "dbms.connector.http.enabled": "true",
            "dbms.connector.http.listen_address": f"127.0.0.1:{self.web_port}",
            "dbms.memory.pagecache.size": "64m",
        }


@pytest.fixture(scope="module")
def old_server() -> Iterator[OldServer]:
    try:
        jars = neo4j_jars(OLD)
    except Neo4jUnavailableError as missing:
        pytest.skip(str(missing))
    with OldServer(jars) as server:
        yield server


@pytest.fixture(scope="module")
def web_server() -> Iterator[int]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def silent_server() -> Iterator[int]:
    """Accepts every connection, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        kept = []

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    kept.append(listener.accept()[0])

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        for connection in kept:
            connection.close()


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMSPIL_PASSWORD", "not asked for")


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt, "_CONNECT_SECONDS", SECONDS)


def _refused(command: tuple[str, ...], address: str, *words: str) -> None:
    """One line that names the address and says why, exit code 2, and no file written."""
    folder = ("--data", str(LILLEBY)) if "data" in USED[command[0]] else ()
    ended = call(*command, address, *folder, "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    for word in (address, *words):
        assert word in line


@pytest.mark.neo4j
@COMMANDS
@WITH_ROUTING_AND_WITHOUT
def test_a_neo4j_that_is_too_old(
    old_server: OldServer, scheme: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSPIL_PASSWORD", old_server.password)
    address = f"{scheme}://127.0.0.1:{old_server.port}"
    _refused(command, address, "Neo4j 5.26 or newer is needed", f"Neo4j/{OLD}")


@pytest.mark.neo4j
@COMMANDS
@WITH_ROUTING_AND_WITHOUT
def test_the_port_for_browsers(
    old_server: OldServer, scheme: str, command: tuple[str, ...]
) -> None:
    _refused(command, f"{scheme}://127.0.0.1:{old_server.web_port}", "not a Neo4j", "7687")


@COMMANDS
@WITH_ROUTING_AND_WITHOUT
def test_a_closed_port(closed_port: int, scheme: str, command: tuple[str, ...]) -> None:
    # The reason is the system's, in a language of its own choice.
    _refused(command, f"{scheme}://127.0.0.1:{closed_port}", "does not answer: ")


@COMMANDS
@WITH_ROUTING_AND_WITHOUT
@pytest.mark.usefixtures("_impatient")
def test_a_server_that_says_nothing(
    silent_server: int, scheme: str, command: tuple[str, ...]
) -> None:
    _refused(command, f"{scheme}://127.0.0.1:{silent_server}", "does not answer: timed out")


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "bolt", "bolt+s"])
@pytest.mark.usefixtures("_impatient")
def test_a_web_server_that_waits_for_more(web_server: int, scheme: str) -> None:
    # Bolt's first words have no end of a line, so such a server goes on listening.
    _refused(("load", "--to"), f"{scheme}://127.0.0.1:{web_server}")
