"""Sending to one screen: a write that never waits.

uvicorn's own `send` is awaited, which costs a task's turn for each screen and stops at the first one that
stalls. `PushProtocol` is uvicorn's protocol with a `Sink` added, which the endpoint finds as an ASGI
extension. It relies on internals of uvicorn 0.54, which is why that version is pinned.
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
"""The key in the ASGI scope's extensions; its value has the `Sink` under "sink"."""

HEARTBEAT = 5.0
"""Seconds between signs of life; a page that hears none for nine reconnects."""
UNANSWERED = 2
"""Heartbeats that a screen may leave unanswered; at the next one it is dropped."""
MOST_SAID = 8192
"""Bytes that a screen may send between two heartbeats. It answers pings, and says in 70 bytes what it has. A
message that is too long is told so with a code."""
SIGN = b"\x89\x00" + Frame(SIGN_OF_LIFE).plain
"""A ping, which every browser answers by itself, and an empty message, which its page can hear."""
QUEUED = 8
"""Frames waiting for a screen at which it counts as behind, if the server has no `PushProtocol`."""

DEFLATE = ServerPerMessageDeflateFactory(server_no_context_takeover=True, client_no_context_takeover=True)
"""Compression without memory between messages, so that one compressed frame does for every screen."""


class Sink(Protocol):
    """Where frames for one screen go: `write` takes one in this `form`, and never waits.

    It calls `paused` when the screen is behind and no more is to be written, and `drained` when the screen
    takes frames again. `hang_up` closes the socket.
    """

    form: Form
    write: Callable[[Any], None]
    paused: Callable[[], None]
    drained: Callable[[], None]

    def hang_up(self) -> None: ...


def nothing() -> None:
    """The default of `paused` and `drained`."""


class PushProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, which is a `Sink` as well."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.conn.available_extensions = [DEFLATE]
        self.form: Form = "plain"
        self.write: Callable[[Any], None]
        self.unanswered = 0
        self.said = 0
        self.paused: Callable[[], None] = nothing
        self.drained: Callable[[], None] = nothing

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.write = self.transport.write

    def data_received(self, data: bytes) -> None:
        """Hang up on whoever says more than a screen has to, before it is taken apart. Answer 400 to a bad
        handshake; uvicorn would take it for a bug of its own."""
        if self.handshake_initiated:
            self.said += len(data)
            if self.said > MOST_SAID:
                metrics.DROPPED.inc()
                self.transport.abort()
            else:
                super().data_received(data)
            return
        self.conn.receive_data(data)  # the whole head: it has been parsed as a request already
        self.handle_events()
        if not self.handshake_initiated:
            wrong = self.conn.reject(400, "This is not how a socket is opened.\n")
            self.transport.write(b"".join(self.conn.data_to_send()) or wrong.serialize())
            self.handshake_complete = self.close_sent = True
            self.transport.close()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)  # creates the endpoint's task, which starts after this
        if self.response.status_code == 101:
            agreed = (one for one in self.conn.extensions if isinstance(one, PerMessageDeflate))
            self.form = "deflated" if any(one.local_max_window_bits == 15 for one in agreed) else "plain"
            self.scope["extensions"][EXTENSION] = {"sink": self}

    def settle(self) -> None:
        """Drop the handshake's headers, of which every layer keeps a copy: a third of a screen's memory. The
        endpoint calls this once it has read what it needs.
        """
        self.request.headers.clear()
        self.response.headers.clear()
        cast(list[tuple[bytes, bytes]], self.scope["headers"]).clear()

    def pause_writing(self) -> None:
        """The screen is behind: its transport has reached its high-water mark."""
        super().pause_writing()
        self.paused()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.drained()

    def start_keepalive(self) -> None:
        """Replaces uvicorn's own ping, which would wait for ever behind a full buffer."""
        self.ping_timer = self.loop.call_later(HEARTBEAT, self.beat)

    def beat(self) -> None:
        """Give a sign of life, or drop a screen that has answered none of the last ones."""
        if self.unanswered >= UNANSWERED:
            metrics.DROPPED.inc()
            self.transport.abort()  # a close would wait until all is read, and it reads nothing
            return
        self.unanswered += 1
        self.said = 0
        if self.writable.is_set() and not (self.close_sent or self.transport.is_closing()):
            self.transport.write(SIGN)
        self.ping_timer = self.loop.call_later(HEARTBEAT, self.beat)

    def handle_pong(self, event: Received) -> None:
        self.unanswered = 0

    def handle_ping(self) -> None:
        """Answer only while the screen reads: unread answers would fill our memory."""
        answers = b"".join(self.conn.data_to_send())
        if self.writable.is_set():
            self.transport.write(answers)

    def send_receive_event_to_app(self) -> None:
        """One message at a time: more would add nothing, and a screen that has left would stay until all of
        them were read. Broken UTF-8 would make uvicorn print a traceback.
        """
        if self.read_paused or self.close_sent:  # what comes after the close does not matter
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
        # Break the reference cycles: Python collects them so rarely that screens that come and go would fill
        # the memory.
        self.conn.parser.close()
        if self.conn.handshake_exc is None:
            self.scope["extensions"].pop(EXTENSION, None)

    def hang_up(self) -> None:
        self.shutdown()

    def shutdown(self) -> None:
        """The server is stopping, or cut off: tell the screen (1012), unless it has stopped reading."""
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
        self.closing: asyncio.Task[None] | None = None

    def hang_up(self) -> None:
        self.closing = asyncio.create_task(self.socket.close(1012))

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
