"""A small TCP proxy whose connections can be cut, as a bad network does."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_CHUNK = 65_536


class Proxy:
    """Passes bytes on to a port of 127.0.0.1, until it is told to cut.

    `cut_after(n)` cuts all connections when n more bytes have come from the client; later ones are
    let through, unless `down`. `at(n, do)` does something else then.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._left: int | None = None
        self._do: Callable[[], object] = self._cut
        self.down = False
        self.cuts = 0
        self.passed = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Cuts when so many more bytes were sent."""
        self.at(count, self._cut)

    def at(self, count: int, do: Callable[[], object]) -> None:
        """Calls `do` when so many more bytes were sent, just before they are passed on."""
        with self._lock:
            self._left, self._do = count, do

    def heal(self) -> None:
        """Lets everything through again."""
        with self._lock:
            self._left, self.down = None, False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self.down:
                    client.close()
                    continue
                try:
                    server = socket.create_connection(("127.0.0.1", self._target))
                except OSError:  # The server is away; it may come back.
                    client.close()
                    continue
                self._sockets |= {client, server}
                for ends in ((client, server, True), (server, client, False)):
                    threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(_CHUNK):
                if counted and self._spent(len(chunk)):
                    self._do()
                target.sendall(chunk)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _spent(self, count: int) -> bool:
        with self._lock:
            self.passed += count
            if self._left is None:
                return False
            self._left -= count
            if self._left > 0:
                return False
            self._left = None
            self.cuts += 1
            return True

    def _cut(self) -> None:
        for end in list(self._sockets):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._sockets.clear()
