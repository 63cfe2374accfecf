"""Neo4j over Bolt, through the official driver. The one module that imports it."""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import islice
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseError,
    DriverError,
    Forbidden,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)
from neo4j.graph import Entity
from neo4j.graph import Path as GraphPath
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from samspil.errors import QueryError, SamspilError, StoreError
from samspil.queries.guard import refuse_plan
from samspil.store.base import Closing, Parameters, Row, refuse_things
from samspil.store.target import Target

# What the driver has to say arrives as an error of ours; nothing else belongs on a terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

OLDEST = (5, 26)
_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)[\w.+-]*$")
_CONNECT_SECONDS = 10.0
_RETRY_SECONDS = 15.0
_GRACE_SECONDS = 5.0
_WRITES = "Neo.ClientError.Statement.AccessMode"
_FAULT = "Neo.DatabaseError.Statement.ExecutionFailed"
_OLD = "for the Bolt Protocol"
"""How the driver says that a server is too old for a setting."""
_NO_BOLT = ("looks like HTTP", "check for incorrect port number")
"""How it says that something answers, but no Neo4j."""

_T = TypeVar("_T")
Run = Callable[[str, Parameters], list[Row]]
"""Runs one statement in an open transaction, and gives its rows."""


class BoltStore(Closing):
    """A Neo4j database, connected; each question is a read transaction of its own.

    Raises:
        StoreError: unreachable, refused, too old, or not there.
    """

    def __init__(self, target: Target) -> None:
        self.target = target
        with self._told():
            self._driver = _driver(target)
        try:
            self.version = self._checked_version()
        except BaseException:
            self._driver.close()
            raise

    @property
    def name(self) -> str:
        """The address of the server."""
        return self.target.address

    def read(self, statement: str, parameters: Parameters) -> list[Row]:
        """The rows of one read-only statement; tried again when the server asks for it."""
        with self._told(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(_read, statement, dict(parameters))

    def write(self, work: Callable[[Run], _T], timeout: float | None = None) -> _T:
        """Does some work in one transaction: all of it, or nothing.

        `work` may be called again when the server asks for it, so it must begin anew each time.
        What is read afterwards through this store sees what was written. The server gives up
        after `timeout` seconds, waiting for others included.
        """

        @neo4j.unit_of_work(timeout=timeout)
        def transaction(tx: neo4j.ManagedTransaction) -> _T:
            def run(statement: str, parameters: Parameters) -> list[Row]:
                return _rows(tx.run(statement, dict(parameters)))

            return work(run)

        with self._told(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(transaction)

    @property
    def opening(self) -> dict[str, object]:
        """What another process connects by; the password is in it."""
        ca_file = self.target.ca_file
        return asdict(self.target) | {"ca_file": str(ca_file) if ca_file else None}

    def few(
        self, statement: str, parameters: Parameters, most: int, seconds: float
    ) -> Iterator[Row]:
        """The first rows of a question of one's own, if it is a reading one by the server's word.

        Raises:
            QueryError: the statement is wrong or more than a question, or a row holds more than
                plain values; or the server has a fault of its own that it meets.
        """
        with self._told(own=True), self._session(neo4j.READ_ACCESS) as session:
            plan = session.run(f"EXPLAIN {statement}", dict(parameters)).consume()
            refuse_plan(plan.query_type, plan.plan)
            # Who asks gives up first; this is for a server that doesn't hear of it.
            with session.begin_transaction(timeout=seconds + _GRACE_SECONDS) as tx:
                result = tx.run(statement, dict(parameters))
                for record in islice(result, most):
                    row = dict(zip(result.keys(), record.values(), strict=True))
                    refuse_things(row, lambda value: isinstance(value, Entity | GraphPath))
                    yield {column: _plain(value) for column, value in row.items()}

    def close(self) -> None:
        """Closes the connections."""
        self._driver.close()

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(
            database=self.target.database,
            default_access_mode=mode,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    def _checked_version(self) -> str:
        try:
            with self._told(), self._session(neo4j.READ_ACCESS) as session:
                agent = session.run("RETURN 1").consume().server.agent
        except QueryError as error:
            # The database »system« answers no question.
            raise _store_error("store-database", self.target, "") from error
        found = _AGENT.match(agent)
        if not found or tuple(map(int, found.groups())) < OLDEST:
            raise _store_error("store-version", self.target, agent)
        return agent.removeprefix("Neo4j/")

    @contextmanager
    def _told(self, *, own: bool = False) -> Iterator[None]:
        """Turns the driver's errors into ours."""
        try:
            yield
        except SamspilError:
            raise
        except (Neo4jError, DriverError) as error:
            if own and isinstance(error, DatabaseError) and error.code == _FAULT:
                raise QueryError("query-server", reason=_reason(error)) from error
            raise _error(error, self.target) from error
        except (TypeError, ValueError, OverflowError) as error:
            # The driver can't send such a value: a number beyond 64 bits, half a character.
            raise QueryError("query-failed", reason=str(error)) from error


def _driver(target: Target, *, seconds: float | None = None, quiet: bool = True) -> neo4j.Driver:
    """A driver; one that isn't `quiet` may be told of things that nobody reads."""
    seconds = _CONNECT_SECONDS if seconds is None else seconds
    scheme, _, rest = target.address.partition("://")
    plain, _, trust = scheme.partition("+")
    return neo4j.GraphDatabase.driver(
        # What is trusted is said here: with »+s« the driver knows the system's authorities only.
        f"{plain}://{rest}",
        ssl_context=_trusted(target, trust) if trust else None,
        auth=(target.user, target.password) if target.password else None,
        connection_timeout=seconds,
        connection_acquisition_timeout=2 * seconds,
        max_transaction_retry_time=_RETRY_SECONDS,
        # Neo4j 4 doesn't understand it, and refuses.
        notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF if quiet else None,
        telemetry_disabled=True,
        user_agent="samspil",
    )


def _trusted(target: Target, trust: str) -> ssl.SSLContext:
    """Which certificates count: the system's authorities, one's own, or any (`+ssc`)."""
    try:
        context = ssl.create_default_context(cafile=target.ca_file)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError("store-ca-file", file=str(target.ca_file), reason=reason) from error
    if trust == "ssc":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _read(tx: neo4j.ManagedTransaction, statement: str, parameters: Row) -> list[Row]:
    result = tx.run(statement, parameters)
    rows = _rows(result)
    counters = result.consume().counters
    if counters.contains_updates or counters.contains_system_updates:
        # Some commands of administration pass as reading; the transaction is rolled back.
        raise QueryError("query-writes")
    return rows


def _rows(result: neo4j.Result) -> list[Row]:
    keys = result.keys()
    return [dict(zip(keys, map(_plain, record.values()), strict=True)) for record in result]


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a query returns
    """A value as JSON has it: things by their properties, times as ISO text."""
    if isinstance(value, Entity):
        plain: Any = {key: _plain(value[key]) for key in value}
    elif isinstance(value, dict):
        plain = {key: _plain(one) for key, one in value.items()}
    elif isinstance(value, GraphPath):
        plain = [_plain(one) for one in (*value.nodes, *value.relationships)]
    elif isinstance(value, Date | DateTime | Time | Duration):
        plain = value.iso_format()
    elif isinstance(value, list | Point):
        plain = [_plain(one) for one in value]
    else:
        plain = bytes(value).hex() if isinstance(value, bytes | bytearray) else value
    return plain


_BY_CODE = {
    "Neo.ClientError.Database.DatabaseNotFound": "store-database",
    "Neo.ClientError.Security.AuthenticationRateLimit": "store-auth-limit",
    "Neo.DatabaseError.Transaction.TransactionCommitFailed": "store-not-saved",
    "Neo.DatabaseError.Transaction.TransactionLogError": "store-not-saved",
    "Neo.ClientError.Transaction.TransactionTimedOut": "store-waited",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": "store-waited",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout": "store-waited",
}
_BY_CLASS: tuple[tuple[type[Exception], str], ...] = (
    (Forbidden, "store-forbidden"),
    (AuthError, "store-auth"),
    (UnsupportedServerProduct, "store-version"),
    (IncompleteCommit, "store-commit-unknown"),
    (ServiceUnavailable, "store-unreachable"),
    (SessionExpired, "store-unreachable"),
    (TransientError, "store-busy"),
    (ConfigurationError, "store-settings"),
    (Exception, "store-failed"),
)


def _error(error: Neo4jError | DriverError, target: Target) -> SamspilError:
    """The one error of ours that says what a person can do."""
    given = (error.code or "") if isinstance(error, Neo4jError) else ""
    if given == _WRITES:
        return QueryError("query-writes")
    by_class = next(code for kind, code in _BY_CLASS if isinstance(error, kind))
    code = _BY_CODE.get(given, by_class)
    reason = _reason(error)
    if isinstance(error, ClientError) and code == "store-failed":
        return QueryError("query-failed", reason=reason)
    if code == "store-unreachable":
        code, reason = _unreachable(_cause(error, target))
    elif code == "store-settings" and _OLD in reason:
        code, reason = "store-version", _agent(target) or reason
    elif code == "store-version":
        reason = reason.partition(" This driver ")[0]  # And then it lists all protocols.
    return _store_error(code, target, reason)


def _unreachable(error: Neo4jError | DriverError) -> tuple[str, str]:
    """Why there is no answer that can be used: a code and a reason."""
    if secure := _secure(error):
        return "store-tls", secure
    reason = _reason(error)
    if any(sign in reason for sign in _NO_BOLT):
        return "store-not-neo4j", reason
    # What the system says is what a person can look up; the driver wraps it in its own names.
    for one in _chain(error):
        if isinstance(one, OSError):
            return "store-unreachable", _told_by_system(one)
    return "store-unreachable", reason.rpartition("): ")[2]


def _agent(target: Target) -> str:
    """What the server calls itself, asked without what only newer ones understand."""
    try:
        with _driver(target, quiet=False) as driver:
            return driver.get_server_info().agent
    except (Neo4jError, DriverError):
        return ""


def _store_error(code: str, target: Target, reason: str) -> StoreError:
    """An error that names all that its message might want to show."""
    return StoreError(
        code,
        address=target.address,
        database=target.database or "–",
        user=target.user,
        reason=reason,
        oldest=".".join(map(str, OLDEST)),
    )


def _reason(error: Neo4jError | DriverError) -> str:
    text = error.message if isinstance(error, Neo4jError) else str(error)
    return " ".join((text or type(error).__name__).split())


def _cause(error: Neo4jError | DriverError, target: Target) -> Neo4jError | DriverError:
    """The error itself; where routing has swallowed the reason, that of asking directly."""
    if not isinstance(error, ServiceUnavailable) or "routing" not in str(error):
        return error
    direct = replace(target, address=re.sub("^neo4j", "bolt", target.address))
    try:
        with _driver(direct, seconds=_CONNECT_SECONDS / 2) as driver:
            driver.verify_connectivity()
    except (Neo4jError, DriverError) as reason:
        return reason
    return error


def _secure(error: BaseException) -> str:
    """What went wrong with encryption, if that is what lies behind an error."""
    found = ""
    for one in _chain(error):
        if isinstance(one, ssl.SSLError):
            return getattr(one, "verify_message", "") or one.reason or str(one)
        if type(one).__name__ == "BoltSecurityError":
            found = str(one)
        elif found and isinstance(one, OSError):
            return _told_by_system(one)
    return found


def _told_by_system(error: OSError) -> str:
    # Of a handshake that takes too long, OpenSSL names its own line of code too.
    return "timed out" if isinstance(error, TimeoutError) else error.strerror or str(error)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and what lies behind it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
