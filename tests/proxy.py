"""A bad connection on purpose: a TCP proxy on this machine that cuts, stalls, slows and mangles traffic.

It stands between a browser and a server, as a venue's Wi-Fi does. It can cut and stall all connections at
once, or one of `proxy.links`.
"""

import asyncio
import contextlib
import socket
import struct
from types import TracebackType

from tests.frames import Frames, Weather

PIECE = 64 * 1024
UP, DOWN = "up", "down"
"""Directions: from the browser to the server, and back."""


class Pipe:
    """One direction of a connection. While stalled, it accepts data and holds it back, and the end of the
    stream too: as on a dead link, the sender notices nothing.
    """

    def __init__(self, link: "Link", reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.link = link
        self.reader = reader
        self.writer = writer
        self.passing = asyncio.Event()
        self.passing.set()
        self.kept = b""

    def write(self, data: bytes) -> None:
        if not self.passing.is_set():
            self.kept += data
        elif not self.writer.is_closing():
            self.writer.write(data)

    def stall(self) -> None:
        self.passing.clear()

    def release(self) -> None:
        self.passing.set()
        kept, self.kept = self.kept, b""
        self.write(kept)

    async def run(self) -> None:
        """Pass on what comes until the sender closes, then close."""
        with contextlib.suppress(ConnectionError):
            await self.carry()
        await self.passing.wait()
        self.writer.close()

    async def carry(self) -> None:
        proxy = self.link.proxy
        while data := await self.reader.read(PIECE):
            if proxy.rate:
                await asyncio.sleep(len(data) / proxy.rate)
            if proxy.delay:
                await asyncio.sleep(proxy.delay)
            self.take(data)
            if self.passing.is_set():
                await self.writer.drain()

    def take(self, data: bytes) -> None:
        self.write(data)


class FramePipe(Pipe):
    """From the server to the browser. Once it is a WebSocket, its frames are at the weather's mercy."""

    head = b""
    frames: Frames | None = None

    def take(self, data: bytes) -> None:
        if self.frames is None:
            self.head += data
            before, blank, after = self.head.partition(b"\r\n\r\n")
            if not (blank and before.startswith(b"HTTP/1.1 101")):
                self.write(data)
                if blank:  # an ordinary response; the next one on this connection may be the 101
                    self.head = b""
                return
            self.write(data[: len(data) - len(after)])
            self.frames, data = Frames(), after
        for frame in self.frames.feed(data):
            if weather := self.link.proxy.weather:
                weather.passes(frame, self.write, asyncio.get_running_loop().call_later)
            else:
                self.write(frame)


class Link:
    """One connection through the proxy, in both directions."""

    def __init__(
        self,
        proxy: "Proxy",
        browser: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        server: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    ) -> None:
        self.proxy = proxy
        self.pipes: dict[str, Pipe] = {
            UP: Pipe(self, browser[0], server[1]),
            DOWN: FramePipe(self, server[0], browser[1]),
        }

    async def run(self) -> None:
        await asyncio.gather(*(pipe.run() for pipe in self.pipes.values()))

    def stall(self, *directions: str) -> None:
        """Hold back what goes these ways (both, if none is given), and keep the connection open."""
        for direction in directions or (UP, DOWN):
            self.pipes[direction].stall()

    def release(self) -> None:
        for pipe in self.pipes.values():
            pipe.release()

    def cut(self, *, reset: bool = False) -> None:
        """Close it on both sides: properly (FIN), or as if a machine had crashed (`reset`: RST)."""
        for pipe in self.pipes.values():
            pipe.passing.set()
            if reset:
                wire: socket.socket = pipe.writer.get_extra_info("socket")
                with contextlib.suppress(OSError):
                    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                pipe.writer.transport.abort()
            else:
                pipe.writer.close()


class Proxy:
    """`async with Proxy(server.port) as proxy:` listens on `proxy.port` of 127.0.0.1.

    `delay` is in seconds before each piece, `rate` in bytes a second each way of each connection (0: no
    limit), `weather` is what happens to WebSocket frames; all three may change at any time.
    """

    def __init__(self, to: int) -> None:
        self.to = to
        self.port = 0
        self.delay = 0.0
        self.rate = 0.0
        self.weather: Weather | None = None
        self.links: list[Link] = []
        """The open connections, oldest first."""
        self.serving = 0
        """How many there are, with those that are not through to the server yet."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> "Proxy":
        self.listener = await asyncio.start_server(self.serve, "127.0.0.1")
        self.port = self.listener.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.listener.close()
        await asyncio.sleep(0.01)  # whoever was just accepted gets as far as `serve`
        while self.serving:
            self.cut(reset=True)
            await asyncio.sleep(0)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving += 1
        try:
            await self.connect(reader, writer)
        finally:
            self.serving -= 1

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            server = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:  # no server there: refuse the browser too
            writer.transport.abort()
            return
        link = Link(self, (reader, writer), server)
        self.links.append(link)
        try:
            await link.run()
        finally:
            self.links.remove(link)

    def stall(self, *directions: str) -> None:
        """Stall all connections there are now; later ones work."""
        for link in self.links:
            link.stall(*directions)

    def release(self) -> None:
        for link in self.links:
            link.release()

    def cut(self, *, reset: bool = False) -> None:
        for link in list(self.links):
            link.cut(reset=reset)
