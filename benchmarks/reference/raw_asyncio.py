"""The ceiling: an asyncio.Protocol that does its own handshake and writes ready-made bytes to each phone."""

import asyncio
import base64
import hashlib
import re
import struct
from typing import cast

from benchmarks.reference.orders import listening, obey
from opennight.places import more_sockets

KEY = re.compile(rb"(?i)\r\nsec-websocket-key: *(\S+)")
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
everyone: dict["Phone", asyncio.Transport] = {}
frame = b""


class Phone(asyncio.Protocol):
    """Reads nothing but the handshake."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.head = b""

    def data_received(self, data: bytes) -> None:
        if self in everyone:
            return
        self.head += data
        if b"\r\n\r\n" in self.head and (key := KEY.search(self.head)):
            accept = base64.b64encode(hashlib.sha1(key[1] + MAGIC).digest())  # noqa: S324 - the RFC's choice
            self.transport.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
            )
            self.head = b""
            everyone[self] = self.transport

    def connection_lost(self, error: Exception | None) -> None:
        everyone.pop(self, None)


def encode(text: str) -> bytes:
    """The bytes of one unmasked text frame."""
    data = text.encode()
    short = len(data) < 126
    head = struct.pack("!BB", 0x81, len(data)) if short else struct.pack("!BBH", 0x81, 126, len(data))
    return head + data


def take(text: str) -> None:
    global frame
    frame = encode(text)


def push(_nothing: str) -> None:
    for transport in everyone.values():
        transport.write(frame)


async def main() -> None:
    more_sockets()
    await asyncio.get_running_loop().create_server(Phone, sock=listening(), backlog=4096)
    await obey({"frame": take, "push": push})


if __name__ == "__main__":
    asyncio.run(main())
