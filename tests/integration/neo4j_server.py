"""A real Neo4j Community server for the tests: its home is a temporary folder."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from tests.integration.neo4j_jars import class_archive

if TYPE_CHECKING:
    from types import TracebackType

START_SECONDS = 120.0
STOP_SECONDS = 60.0
JVM_OPTIONS = (
    "-Xms256m",
    "-Xmx768m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    # Half a second to two off each start; the jars are those that Maven has checked.
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)

# What a test may have added to the schema. A constraint takes its own index along, so constraints
# come first; the token lookup indexes belong to a new database too.
_SOME_GO = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS gone"
_SCHEMA = (
    ("SHOW CONSTRAINTS YIELD name RETURN name", "DROP CONSTRAINT"),
    ("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX"),
)


class Neo4jServer:
    """One server process on a free port of 127.0.0.1, with a random password.

    `uri`, `user`, `password` and `database` are what a driver needs. The home folder stays between
    `stop` or `kill` and the next `start`, and so does the data. As a context manager it starts, and
    at the end it stops and removes its home.
    """

    user = "neo4j"
    database = "neo4j"
    first_password: tuple[str, ...] = ("dbms", "set-initial-password")
    """The command of the admin tool that sets it."""

    def __init__(self, jars: Path, home: Path | None = None, archive: Path | None = None) -> None:
        self._jars = jars
        self._archive = archive
        self.home = home or Path(tempfile.mkdtemp(prefix="samspil-neo4j-"))
        # No »-« in it: as the first character the program that sets it takes it for an option.
        self.password = secrets.token_hex(18)
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._prepared = False

    @property
    def uri(self) -> str:
        """The address for a driver, with routing (`neo4j://`)."""
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def bolt_uri(self) -> str:
        """The address for a driver, without routing (`bolt://`)."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def auth(self) -> tuple[str, str]:
        """User and password, as the driver takes them."""
        return (self.user, self.password)

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def __repr__(self) -> str:
        # pytest prints its fixtures when a test fails: the password must not be among that.
        return f"Neo4jServer({self.uri}, {'running' if self.running else 'stopped'})"

    @property
    def pid(self) -> int:
        """The number of the process; RuntimeError when it isn't there."""
        if self._process is None or not self.running:
            message = "the server is not running"
            raise RuntimeError(message)
        return self._process.pid

    def settings(self) -> dict[str, str]:
        """What stands in `neo4j.conf`."""
        return {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            # Else it waits for five seconds twice, whether or not anybody is there.
            "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
            "server.memory.pagecache.size": "64m",
        }

    def start(self) -> None:
        """Starts the process and returns when it answers a query; RuntimeError with its log if not.

        A home folder that was used before is used again, on the same port.
        """
        if self.running:
            return
        if not self._prepared:
            self._prepare()
        with self._console.open("ab") as console:
            self._process = subprocess.Popen(
                [
                    *self._java("org.neo4j.server.CommunityEntryPoint", self._classes()),
                    f"--home-dir={self.home}",
                    f"--config-dir={self.home / 'conf'}",
                ],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Ends the server in an orderly way; by force when that takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Ends the process at once, as a power cut would."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait(STOP_SECONDS)
        self._process = None

    def restart(self) -> None:
        """Stops and starts on the same home, port and password."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Ends the server and removes its home."""
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def driver(self) -> neo4j.Driver:
        """A new driver for this server; the caller closes it."""
        return neo4j.GraphDatabase.driver(self.uri, auth=self.auth)

    def clear(self) -> None:
        """Removes all data, constraints and indexes, for the next test."""
        with self.driver() as driver:
            # In parts: a whole nation is more than one transaction may hold.
            while driver.execute_query(_SOME_GO, database_=self.database).records[0]["gone"]:
                pass
            for show, drop in _SCHEMA:
                for record in driver.execute_query(show, database_=self.database).records:
                    driver.execute_query(f"{drop} `{record['name']}`", database_=self.database)

    def log_tail(self, lines: int = 40) -> str:
        """The last lines of what the server wrote, without the password."""
        text = ""
        for log in (self.home / "logs" / "neo4j.log", self._console):
            if log.exists():
                last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
                text += f"--- {log.name}\n" + "\n".join(last) + "\n"
        return text.replace(self.password, "***")

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _console(self) -> Path:
        return self.home / "console.log"

    def _java(self, main_class: str, *options: str) -> list[str]:
        java = shutil.which("java") or "java"
        return [java, *JVM_OPTIONS, *options, "-cp", str(self._jars / "*"), main_class]

    def _classes(self) -> str:
        """Java's option that takes classes as an earlier start left them, or leaves them."""
        if self._archive:
            return f"-XX:ArchiveClassesAtExit={self._archive}"
        return f"-XX:SharedArchiveFile={class_archive(self._jars)}"

    def _prepare(self) -> None:
        """Writes the settings and the first password into the home."""
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{name}={value}\n" for name, value in self.settings().items())
        (conf / "neo4j.conf").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [
                *self._java("org.neo4j.cli.AdminTool"),
                *self.first_password,
                self.password,
            ],
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            said = (done.stdout + done.stderr).decode(errors="replace")
            message = f"Neo4j took no password:\n{said.replace(self.password, '***')}"
            raise RuntimeError(message)
        self._prepared = True

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if not self.running:
                message = f"Neo4j ended while starting:\n{self.log_tail()}"
                raise RuntimeError(message)
            if self._answers():
                return
            time.sleep(0.2)
        message = f"Neo4j did not answer within {START_SECONDS:.0f} s:\n{self.log_tail()}"
        raise RuntimeError(message)

    def _answers(self) -> bool:
        # The port first: a driver would wait, and log, where nothing listens yet.
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            with contextlib.suppress(DriverError, Neo4jError), self.driver() as driver:
                driver.execute_query("RETURN 1", database_=self.database)
                return True
        return False


def keep_classes(jars: Path) -> None:
    """Starts a server once, so that each later start takes two thirds of the time."""
    archive = class_archive(jars)
    if not archive.exists():
        new = archive.with_name(f"{secrets.token_hex(4)}.jsa")
        with Neo4jServer(jars, archive=new) as server:
            server.stop()
        with contextlib.suppress(OSError):  # An old Java makes none.
            new.rename(archive)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
