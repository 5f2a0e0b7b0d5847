"""Handmade connections, for what no browser and no library would send."""

import asyncio
import socket
import struct
from contextlib import ExitStack

from tests.frames import Frames
from tests.lost.watch import becomes
from tests.server import Server
from tests.web.cast import Evening

CLOSE, PING = 8, 9
MASK = b"\x01\x02\x03\x04"


def handshake(path: str, cookie: str, *more: str) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        f"Cookie: {cookie}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def frame(payload: bytes, opcode: int = 1, *, fin: bool = True, rsv: int = 0, masked: bool = True) -> bytes:
    """A frame as a browser sends it, or deliberately not."""
    size = len(payload)
    head = bytes([(0x80 if fin else 0) | rsv | opcode])
    mask = 0x80 if masked else 0
    if size < 126:
        head += bytes([mask | size])
    elif size < 65536:
        head += bytes([mask | 126]) + size.to_bytes(2)
    else:
        head += bytes([mask | 127]) + size.to_bytes(8)
    if not masked:
        return head + payload
    return head + MASK + bytes(byte ^ MASK[at % 4] for at, byte in enumerate(payload))


class Rough:
    """A socket whose client breaks the rules. `async with Rough(server, path, cookie) as rough:`"""

    def __init__(self, server: Server, path: str, cookie: str, *headers: str) -> None:
        self.port = server.port
        self.request = handshake(path, cookie, *headers)
        self.frames = Frames()

    async def __aenter__(self) -> "Rough":
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(self.request)
        self.answer = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 10)
        return self

    async def __aexit__(self, *error: object) -> None:
        self.writer.transport.abort()

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def ends(self) -> tuple[int, str]:
        """The code and the reason that the server closes with; (1006, "") if it just disconnects."""
        try:
            async with asyncio.timeout(20):
                while data := await self.reader.read(65536):
                    for one in self.frames.feed(data):
                        if one[0] & 15 == CLOSE:
                            return struct.unpack("!H", one[2:4])[0], one[4:].decode()
        except ConnectionError:
            pass
        return 1006, ""


class Deaf:
    """A socket that is opened, but never read: a phone that fell asleep, or an attacker."""

    def __init__(self, server: Server, path: str, cookie: str) -> None:
        self.wire = socket.socket()
        self.wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that little fills it
        self.wire.connect(("127.0.0.1", server.port))
        self.wire.sendall(handshake(path, cookie))

    def hang_up(self) -> None:
        self.wire.close()


async def deaf_beside(night: Evening, phones: int, stack: ExitStack, people: int) -> None:
    """Open as many deaf sockets as there are phones; all are closed when the stack exits."""
    path = f"/n/{night.code}/live?as=phone&since={night.version}"
    for deaf in range(phones):
        stack.callback(Deaf(night.server, path, night.cookie(1 + deaf % people)).hang_up)
    await becomes(night.server, "opennight_screens", 2 * phones, within=10)
