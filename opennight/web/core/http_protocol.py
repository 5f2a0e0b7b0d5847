"""uvicorn's HTTP, with limits to its patience.

On its own, uvicorn waits for ever for the rest of a request, however long its head gets, and goes on reading
one that has been answered; and it waits for ever for whoever reads an answer byte by byte. Each costs
everybody a little of the server, for as long as the other end likes.
This relies on internals of uvicorn 0.54, which is why that version is pinned.
"""

import asyncio
import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

PATIENCE = 15.0
"""Seconds between two looks at a connection; a request that is still arriving at both is given up."""
LONGEST_HEAD = 64 * 1024
"""Bytes that a request's first line and headers may have."""
MOST_HEADERS = 100
"""Each is looked at again whenever one is sought."""
MOST_AT_ONCE = 16
"""Requests that wait on a connection for the answer to another one; browsers send the next one after that."""
MOST_PIECES = 2_000
SMALL_PIECES = 100
"""Pieces of a body, if they have fewer bytes than these: each costs as much as a large one."""
UPLOADS = re.compile(r"/n/[^/]+/(clips|uploads(/[^/]*)?)")
"""Addresses that take files: there a request may go on arriving …"""
SLOWEST = 500
"""… as long as it brings so many bytes a second …"""
LONGEST_UPLOAD = 900.0
"""… and is there within so many seconds; what has come can be added to by another one."""
SLOWEST_READER = 500
"""Bytes a second that somebody has to take of an answer that waits for them."""
UNWANTED = 8_000_000
"""Bytes still read of a request that has been answered; cut off, a browser would not show the answer."""
UNWANTED_FILE = 100_000_000
"""The same where files are taken: somebody who picked one that is too large is told."""


class Together:
    """A connection's transport, which sends at once what is written in one turn of the event loop.

    uvicorn writes the head of an answer and then its body: two calls to the system, and often two packets.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.transport = transport
        self.loop = loop
        self.held: list[bytes] = []
        self.sent = 0

    @property
    def waiting(self) -> int:
        """Bytes that the other end has not taken yet, so far as we know."""
        return self.transport.get_write_buffer_size()

    def write(self, data: bytes) -> None:
        if not self.held:
            self.loop.call_soon(self.send)
        self.held.append(data)

    def send(self) -> None:
        if self.held:
            data, self.held = b"".join(self.held), []
            self.sent += len(data)
            self.transport.write(data)

    def close(self) -> None:
        self.send()
        self.transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transport, name)


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP connection, which hangs up on requests that never end."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.look: asyncio.TimerHandle | None = None
        self.in_head = self.in_body = False
        self.head = self.unwanted = self.arrived = self.pieces = self.taken = 0
        self.began = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(Together(transport, self.loop))  # type: ignore[arg-type]
        self.look = self.loop.call_later(PATIENCE, self.look_again, None)

    @property
    def answered(self) -> bool:
        """Whether no request of this connection is being worked on."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    @property
    def uploads(self) -> bool:
        """Whether it is the body of a request that may bring a file."""
        return self.in_body and bool(UPLOADS.fullmatch(self.scope.get("path", "")))

    @property
    def progress(self) -> int:
        """Goes up while an upload gets on; of all else it is the same at every look."""
        if not self.uploads or self.loop.time() > self.began + LONGEST_UPLOAD:
            return 0
        return int(self.arrived // (SLOWEST * PATIENCE))

    @property
    def going_on(self) -> object:
        """What must not be the same at two looks; None while it is our turn."""
        wire: Together = self.transport  # type: ignore[assignment]
        if wire.waiting:
            return "reading", (wire.sent - wire.waiting) // (SLOWEST_READER * PATIENCE)
        return (self.cycle, self.progress) if self.answered or self.in_body else None

    def look_again(self, last: object) -> None:
        """Hang up on a request that was arriving at the `last` look and still is, and on whoever takes
        nothing of their answer."""
        coming = self.going_on
        if coming and last == coming:
            self.transport.abort()
        else:
            self.look = self.loop.call_later(PATIENCE, self.look_again, coming)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self.head = self.head + len(data) if self.in_head else 0
        self.arrived += len(data)
        self.unwanted = self.unwanted + len(data) if self.in_body and self.answered else 0
        if self.head > LONGEST_HEAD:
            self.send_400_response("This is not how a request begins.")
        elif self.unwanted > (UNWANTED_FILE if self.uploads else UNWANTED):
            # Hanging up would take the answer away before it is read.
            self.flow.pause_reading()

    def on_message_begin(self) -> None:
        if len(self.pipeline) >= MOST_AT_ONCE:
            raise ValueError("more requests at once than a browser sends")  # the parser answers 400
        super().on_message_begin()
        self.in_head = True
        self.arrived, self.began = 0, self.loop.time()
        self.pieces = self.taken = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        if len(self.headers) >= MOST_HEADERS:
            raise ValueError("more headers than a browser sends")  # the parser answers 400
        super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        self.pieces, self.taken = self.pieces + 1, self.taken + len(body)
        if self.pieces > MOST_PIECES and self.taken < SMALL_PIECES * self.pieces:
            raise ValueError("in crumbs")  # the same
        super().on_body(body)

    def on_headers_complete(self) -> None:
        if any(name == b"transfer-encoding" and how.lower() != b"chunked" for name, how in self.headers):
            raise ValueError("in an encoding that we do not know")  # the parser answers 400
        super().on_headers_complete()
        self.in_head, self.in_body = False, True

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.in_body = False

    def handle_websocket_upgrade(self) -> None:
        self.rest()
        self.transport = self.transport.transport  # type: ignore[attr-defined]  # a socket writes frames
        super().handle_websocket_upgrade()
        self.parser = None  # type: ignore[assignment]  # breaks a reference cycle

    def connection_lost(self, exc: Exception | None) -> None:
        self.rest()
        super().connection_lost(exc)

    def rest(self) -> None:
        if self.look:
            self.look.cancel()
