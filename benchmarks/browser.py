"""A browser's requests over one connection, as raw bytes: sending must cost a benchmark next to nothing."""

import asyncio
import contextlib
import urllib.parse
import zlib
from typing import NamedTuple

AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"


class Answer(NamedTuple):
    status: int
    head: str
    body: bytes

    @property
    def text(self) -> bytes:
        """The body, unpacked."""
        packed = "content-encoding: gzip" in self.head.lower()
        return zlib.decompress(self.body, zlib.MAX_WBITS | 16) if packed else self.body

    @property
    def cookie(self) -> str:
        """The first cookie that it sets, as a browser sends it back."""
        return self.head.partition("set-cookie: ")[2].partition(";")[0]


class Browser:
    """One connection, kept open between requests; `cookie` goes with each."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port = port
        self.cookie = cookie
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Answer:
        return await self.send("GET", path, "Accept: text/html\r\n")

    async def post(self, path: str, **fields: str) -> Answer:
        """Post a form as a page's script does: a JSON answer is expected."""
        body = urllib.parse.urlencode(fields)
        extra = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        origin = f"Origin: http://127.0.0.1:{self.port}\r\nSec-Fetch-Site: same-origin\r\n"
        return await self.send("POST", path, f"Accept: application/json\r\n{origin}{extra}", body)

    async def send(self, method: str, path: str, headers: str, body: str = "") -> Answer:
        """Raises OSError if the server is not there or hangs up."""
        if self.streams and self.streams[0].at_eof():
            await self.close()  # it was idle for longer than servers wait
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        reader, writer = self.streams
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUser-Agent: {AGENT}\r\n"
            f"Accept-Encoding: gzip, deflate\r\nAccept-Language: en-GB,en;q=0.9\r\n"
            f"{headers}{cookie}\r\n{body}".encode()
        )
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            return Answer(int(head[9:12]), head, await whole_body(reader, head.lower()))
        except asyncio.IncompleteReadError:
            await self.close()
            raise ConnectionResetError("the server hung up") from None

    async def close(self) -> None:
        if self.streams:
            self.streams[1].close()
            with contextlib.suppress(OSError):
                await self.streams[1].wait_closed()
            self.streams = None


async def whole_body(reader: asyncio.StreamReader, head: str) -> bytes:
    """The body that follows this head (given in lower case); still packed, if it was sent so."""
    if "transfer-encoding: chunked" not in head:
        length = head.partition("content-length:")[2].partition("\r\n")[0]
        return await reader.readexactly(int(length or 0))
    body = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return body
