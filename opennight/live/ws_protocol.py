"""The way out to one screen: a write that never waits.

uvicorn's own `send` is awaited, which costs a task's turn for each screen and stops at the first one that
stalls. `PushProtocol` is uvicorn's protocol with one thing more, offered to the endpoint as an ASGI
extension. It leans on internals of uvicorn 0.54, which is pinned for it.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol, cast

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame as Received
from websockets.http11 import Request

from opennight import metrics
from opennight.live.frames import Form, Frame
from opennight.live.protocol import SIGN_OF_LIFE

EXTENSION = "opennight.push"
"""The key in the ASGI scope's extensions; under it, `sink` is the `Sink` out."""

HEARTBEAT = 5.0
"""Seconds between signs of life; a screen that hears none for twice as long connects anew."""
UNANSWERED = 2
"""Heartbeats that a screen may leave unanswered; with the next one it is dropped."""
SIGN = b"\x89\x00" + Frame(SIGN_OF_LIFE).plain
"""A ping, which every browser answers by itself, and an empty message, which its page can hear."""
QUEUED = 8
"""Frames that wait for a screen where the server has no `PushProtocol`."""

DEFLATE = ServerPerMessageDeflateFactory(server_no_context_takeover=True, client_no_context_takeover=True)
"""Compression without memory between messages, so that one compressed frame does for every screen."""


class Sink(Protocol):
    """The way out to one screen: `write` takes a frame in this `form`, and never waits.

    The line has `paused` called when the screen is behind and no more is to be written, and `drained` when it
    takes frames again.
    """

    form: Form
    write: Callable[[Any], None]
    paused: Callable[[], None]
    drained: Callable[[], None]


def nothing() -> None:
    """What is to happen while nobody has said what should."""


class PushProtocol(WebSocketsSansIOProtocol):
    """uvicorn's socket, with a `Sink` out."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.conn.available_extensions = [DEFLATE]
        self.form: Form = "plain"
        self.write: Callable[[Any], None]
        self.unanswered = 0
        self.paused: Callable[[], None] = nothing
        self.drained: Callable[[], None] = nothing

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.write = self.transport.write

    def data_received(self, data: bytes) -> None:
        """uvicorn takes what it can read no request in for a bug of its own."""
        if self.handshake_initiated:
            super().data_received(data)
            return
        self.conn.receive_data(data)  # the whole head: it has been read as a request before
        self.handle_events()
        if not self.handshake_initiated:
            wrong = self.conn.reject(400, "This is not how a socket is opened.\n")
            self.transport.write(b"".join(self.conn.data_to_send()) or wrong.serialize())
            self.handshake_complete = self.close_sent = True
            self.transport.close()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)  # makes the task of the endpoint, which starts after us
        if self.response.status_code == 101:
            agreed = (one for one in self.conn.extensions if isinstance(one, PerMessageDeflate))
            self.form = "deflated" if any(one.local_max_window_bits == 15 for one in agreed) else "plain"
            self.scope["extensions"][EXTENSION] = {"sink": self}

    def settle(self) -> None:
        """Let go of the headers of the handshake, of which all layers keep a copy: a third of the memory of a
        screen. The endpoint calls this once it has read what it needs.
        """
        self.request.headers.clear()
        self.response.headers.clear()
        cast(list[tuple[bytes, bytes]], self.scope["headers"]).clear()

    def pause_writing(self) -> None:
        """More waits for this screen than its transport's high-water mark."""
        super().pause_writing()
        self.paused()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.drained()

    def start_keepalive(self) -> None:
        """In place of uvicorn's own ping, which a full buffer would let wait for ever."""
        self.ping_timer = self.loop.call_later(HEARTBEAT, self.beat)

    def beat(self) -> None:
        if self.unanswered >= UNANSWERED:
            metrics.DROPPED.inc()
            self.transport.abort()  # closing would wait until everything is read, and it reads nothing
            return
        self.unanswered += 1
        if self.writable.is_set() and not (self.close_sent or self.transport.is_closing()):
            self.transport.write(SIGN)
        self.ping_timer = self.loop.call_later(HEARTBEAT, self.beat)

    def handle_pong(self, event: Received) -> None:
        self.unanswered = 0

    def handle_ping(self) -> None:
        """Answered as long as the answers are read: who reads none would fill our memory with them."""
        answers = b"".join(self.conn.data_to_send())
        if self.writable.is_set():
            self.transport.write(answers)

    def send_receive_event_to_app(self) -> None:
        """One message at a time: what else is said while it waits adds nothing, and would keep a screen that
        has gone for as long as there is some left. Broken UTF-8 would have uvicorn print a traceback.
        """
        if self.read_paused or self.close_sent:  # what is said after the end is not for us to judge
            self.frames = []
            return
        try:
            if self.curr_msg_data_type == "text":
                b"".join(self.frames).decode()
        except UnicodeDecodeError:
            self.conn.send_close(1007)
            self.handle_parser_exception()
            return
        super().send_receive_event_to_app()

    def connection_lost(self, exc: Exception | None) -> None:
        self.fall_silent()
        super().connection_lost(exc)
        # Undo what holds itself in a circle. Python looks for circles so rarely that those who come and go
        # would fill the memory.
        self.conn.parser.close()
        if self.conn.handshake_exc is None:
            self.scope["extensions"].pop(EXTENSION, None)

    def shutdown(self) -> None:
        """The server is going: tell the screen (1012), unless it does not listen anyway."""
        stuck = not self.writable.is_set()
        self.fall_silent()
        super().shutdown()
        if stuck:
            self.transport.abort()

    def fall_silent(self) -> None:
        """Nothing more is to be written to this screen."""
        self.paused()
        self.paused = self.drained = nothing


class Queue:
    """A `Sink` for a server without the extension: a short queue, emptied by `send_text`."""

    form: Form = "text"

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.texts: asyncio.Queue[str] = asyncio.Queue()
        self.behind = False
        self.paused: Callable[[], None] = nothing
        self.drained: Callable[[], None] = nothing
        self.write: Callable[[Any], None] = self.put

    def put(self, text: str) -> None:
        self.texts.put_nowait(text)
        if self.texts.qsize() >= QUEUED:
            self.behind = True
            self.paused()

    async def run(self) -> None:
        """Send what is queued, and signs of life, until cancelled or the socket is gone."""
        while True:
            try:
                text = await asyncio.wait_for(self.texts.get(), HEARTBEAT)
            except TimeoutError:
                text = SIGN_OF_LIFE
            await self.socket.send_text(text)
            if self.behind and self.texts.empty():
                self.behind = False
                self.drained()
