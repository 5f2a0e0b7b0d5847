"""The server process: uvicorn with our own way of writing to the screens, and an orderly shutdown."""

import contextlib
import errno
import gc
import socket
import sys
import time
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from opennight.app import make_app
from opennight.config import BadSetting, Settings
from opennight.gate import Gate, say_seldom
from opennight.live.ws_protocol import PushProtocol
from opennight.web.core.http_protocol import HttpProtocol

NOTICE = 1.0
"""Seconds between announcing the shutdown on /readyz and shutting down, so that nobody new is sent here."""
GONE = 15.0
"""Seconds after which a connection is given up if the other end acknowledges nothing."""
EACH_MINUTE = 600
"""Ticks of uvicorn in a minute: ten a second."""


class Server(uvicorn.Server):
    """Told to stop while screens listen, it first turns /readyz to 503 for a moment. Told again, it stops."""

    def __init__(self, settings: Settings) -> None:
        self.app: Starlette = make_app(settings)
        self.asked: tuple[int, FrameType | None] | None = None
        self.leaves = 0.0
        super().__init__(
            uvicorn.Config(
                self.app,
                host=settings.host,
                port=settings.port,
                http=HttpProtocol,
                ws=PushProtocol,
                ws_max_size=4096,
                timeout_graceful_shutdown=5,  # without it, open sockets keep the process from ever ending
                backlog=4096,  # a whole assembly may reconnect at once
                access_log=False,  # it would show the keys in links; the guard logs one line per request
                log_level="warning",
                proxy_headers=True,
                forwarded_allow_ips=settings.proxies,
                server_header=False,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.asked or not self.app.state.hub.screens():
            super().handle_exit(sig, frame)
            return
        self.app.state.leaving = True
        self.asked, self.leaves = (sig, frame), time.monotonic() + NOTICE

    async def on_tick(self, counter: int) -> bool:
        if self.asked and not self.should_exit and time.monotonic() >= self.leaves:
            super().handle_exit(*self.asked)
        if counter % EACH_MINUTE == 0:
            gc.collect(2 if counter % (10 * EACH_MINUTE) == 0 else 1)
        return await super().on_tick(counter)


def listen(config: uvicorn.Config, *, shared: bool) -> socket.socket:
    """The socket that everybody connects to. The connections it accepts inherit its options.

    `shared`: other processes listen on the same port, and the system spreads connections over them.
    """
    listening = Gate(bound(config.host, config.port, shared=True) if shared else config.bind_socket())
    # asyncio does this only for sockets that it made itself. An answer is two writes, its head and its body:
    # without this, the body is held back for 40 ms, until the head is acknowledged.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(GONE * 1000))
    return listening


def bound(host: str, port: int, *, shared: bool) -> socket.socket:
    """Raises `OSError` if that cannot be."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def can_listen(settings: Settings, *, shared: bool) -> None:
    """Raises `BadSetting` if nobody could reach us there: the greeting would lead to somebody else."""
    host, port = settings.host, settings.port
    try:
        bound(host, port, shared=shared).close()
    except PermissionError:
        raise BadSetting(f"PORT={port}: this user may not listen there; set a number from 1024 up.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BadSetting(
                f"PORT={port}: another program is listening there; stop it, or set another number."
            ) from None
        raise BadSetting(f"OPENNIGHT_HOST={host!r}: cannot listen there: {error.strerror}.") from None


def collect_rarely() -> None:
    """Look for cyclic garbage only once a minute (see `on_tick`): there is little, and looking takes time.

    What was loaded at the start is left out; it would take 20 ms to walk over. By default Python looks each
    time that 700 new objects are there. With 500 people waiting for answers, that takes a third of the time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 10, 2)


def serve(settings: Settings, *, shared: bool = False) -> None:
    """Serve until told to stop. Exits the process with an error if it cannot start."""
    server = Server(settings)
    collect_rarely()
    say_seldom()
    listening = listen(server.config, shared=shared)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    if not server.started:
        sys.exit(3)
