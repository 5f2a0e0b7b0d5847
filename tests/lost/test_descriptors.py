"""When nearly all descriptors are taken, newcomers are hung up on, and the log is still written."""

import asyncio
import contextlib
import errno
import logging
import pathlib
import socket

import httpx
import pytest

from opennight.gate import Gate, Seldom
from tests.lost.watch import open_files
from tests.server import Server
from tests.web.cast import Evening

MOST = 120
"""How many descriptors the server may have."""


@pytest.fixture
def small(tmp_path: pathlib.Path) -> Server:
    server = Server(tmp_path)
    server.command = ["sh", "-c", f'ulimit -n {MOST}; exec "$@"', "sh", *server.command]
    return server


def connected(server: Server, number: int, stack: contextlib.ExitStack) -> None:
    for _line in range(number):
        stack.enter_context(contextlib.suppress(OSError))
        stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=5))


@pytest.mark.long
async def test_a_crowd_of_connections_takes_no_descriptor_from_the_log(small: Server) -> None:
    with small, contextlib.ExitStack() as stack:
        night = Evening(small)
        before = len(small.output)
        connected(small, 400, stack)
        await asyncio.sleep(3)
        assert open_files(small) < MOST - 20
        # The host's connection is one of those that stay open, and what is acknowledged is written.
        assert night.host.act("announcement", text="Hello").status_code == 200
        assert night.events("Announced")[0]["text"] == "Hello"
        said = [line for line in small.output[before:].splitlines() if not line.startswith("{")]
        assert said == ["too many connections: hung up on one, as nearly all descriptors are taken"]
        stack.close()
        await asyncio.sleep(0.5)
        async with httpx.AsyncClient(base_url=small.url) as somebody:
            answer = await somebody.get("/healthz")
        assert answer.status_code == 200, "once they are gone, everybody is let in"


def test_when_the_system_itself_has_nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """asyncio gets the error once, and pauses; its other tries at that moment find no connection."""
    with Gate(socket.create_server(("127.0.0.1", 0))) as listening:

        def nothing_left(self: socket.socket) -> None:
            raise OSError(errno.ENFILE, "none left")

        monkeypatch.setattr(socket.socket, "accept", nothing_left)
        told = []
        for _try in range(100):
            with contextlib.suppress(BlockingIOError):
                try:
                    listening.accept()
                except OSError as error:
                    told.append(error.errno)
                    if isinstance(error, BlockingIOError):
                        told.pop()
        assert told == [errno.ENFILE]
        monkeypatch.setattr("opennight.gate.time.monotonic", lambda: listening.rested + 0.1)
        with pytest.raises(OSError, match="none left"):
            listening.accept()


def test_a_warning_is_said_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    at = 100.0
    monkeypatch.setattr("opennight.gate.time.monotonic", lambda: at)
    seldom = Seldom()

    def said(words: str, level: int = logging.WARNING) -> bool:
        record = logging.LogRecord("asyncio", level, "", 0, words, (), None)
        return bool(seldom.filter(record))

    assert [said("Odd request.") for _time in range(3)] == [True, False, False]
    assert said("Another one."), "of each kind"
    assert [said("A bug of ours.", logging.ERROR) for _time in range(3)] == [True] * 3
    full = "socket.accept() out of system resource\nsocket: <%d>"
    assert [said(full % number, logging.ERROR) for number in range(3)] == [True, False, False]
    at = 161.0
    assert said("Odd request.")
