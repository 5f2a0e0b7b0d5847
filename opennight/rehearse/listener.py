"""A WebSocket that only listens: `websockets` without its queues and tasks, so thousands fit in a process."""

import asyncio
import ssl
import urllib.parse
from collections.abc import Callable
from typing import cast

import websockets
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

COMPRESSED = ClientPerMessageDeflateFactory(client_max_window_bits=True)
"""Offered as browsers offer it, so that we count the bytes that a phone would receive."""
LARGEST = 16 * 1024 * 1024
PATIENCE = 10.0
"""Seconds for a connection to be made."""


class Listener(asyncio.Protocol):
    """Hands every message to `take`, and is `over` when the connection is cut or closed.

    `received` counts the bytes as they arrive, still compressed.
    """

    def __init__(self, protocol: ClientProtocol, cookies: str, take: Callable[[bytes], None]) -> None:
        self.protocol = protocol
        self.cookies = cookies
        self.take = take
        self.over = asyncio.get_running_loop().create_future()
        self.parts: list[bytes] = []
        self.received = 0
        self.transport: asyncio.Transport

    @property
    def reason(self) -> tuple[int, str]:
        """The code and the sentence with which the server closed it; (1006, "") if it was cut off."""
        said = self.protocol.close_rcvd  # its own `close_code` is lost if a reset follows the close frame
        return (said.code, said.reason) if said else (1006, "")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        request = self.protocol.connect()
        if self.cookies:
            request.headers["Cookie"] = self.cookies
        self.protocol.send_request(request)
        self.flush()

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        self.protocol.receive_data(data)
        for event in self.protocol.events_received():
            if isinstance(event, Frame) and event.opcode in (Opcode.TEXT, Opcode.CONT):
                self.parts.append(bytes(event.data))
                if event.fin:
                    message, self.parts = b"".join(self.parts), []
                    self.take(message)
        if self.protocol.handshake_exc:
            self.transport.close()
        self.flush()

    def eof_received(self) -> None:
        self.protocol.receive_eof()
        self.flush()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.over.done():
            self.over.set_result(None)

    def flush(self) -> None:
        """Send what the protocol has to say: pongs, the close, and our rare messages."""
        for data in self.protocol.data_to_send():
            if data:
                self.transport.write(data)
            else:
                self.transport.close()

    def send(self, text: str) -> None:
        self.protocol.send_text(text.encode())
        self.flush()

    def close(self) -> None:
        if self.protocol.state is websockets.State.OPEN:
            self.protocol.send_close(1000)
            self.flush()
        self.transport.close()


async def listen(url: str, origin: str, cookies: str, take: Callable[[bytes], None]) -> Listener:
    """Connect, and listen from then on. Raises OSError if nobody answers."""
    parts = urllib.parse.urlsplit(url)
    secure = ssl.create_default_context() if parts.scheme == "wss" else None

    def listener() -> Listener:
        protocol = ClientProtocol(
            parse_uri(url), origin=websockets.Origin(origin), extensions=[COMPRESSED], max_size=LARGEST
        )
        return Listener(protocol, cookies, take)

    port = parts.port or (443 if secure else 80)
    async with asyncio.timeout(PATIENCE):
        _transport, made = await asyncio.get_running_loop().create_connection(
            listener, parts.hostname or "", port, ssl=secure
        )
    return made
