"""Requests that never end, on a server that looks often."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from uvicorn.server import ServerState

from opennight.web.core import http_protocol
from opennight.web.core.http_protocol import HttpProtocol

LOOK = 0.1
GET = b"GET /?%d HTTP/1.1\r\nHost: here\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n"
Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def answer(request: Request) -> PlainTextResponse:
    """Read the body, then wait for as many looks as the query says."""
    await request.body()
    await asyncio.sleep(float(request.url.query or 0) * LOOK)
    return PlainTextResponse("Here you are")


@pytest.fixture
async def ends(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Ends]:
    """A connection to a server that looks at it every tenth of a second."""
    monkeypatch.setattr(http_protocol, "PATIENCE", LOOK)
    app = Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])
    config, state = uvicorn.Config(app), ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpProtocol(config, state, {}), "127.0.0.1")
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    yield reader, writer
    writer.transport.abort()
    server.close()
    await asyncio.gather(*state.tasks, return_exceptions=True)


async def is_answered(ends: Ends) -> None:
    async with asyncio.timeout(10):
        assert (await ends[0].readuntil(b"Here you are")).startswith(b"HTTP/1.1 200")


async def is_hung_up_on(ends: Ends) -> bool:
    async with asyncio.timeout(10):
        try:
            return await ends[0].read() == b""
        except ConnectionResetError:
            return True


@pytest.mark.parametrize("begun", [b"GET / HT", GET[:-2], POST, POST + b"a=1"])
@pytest.mark.parametrize("before", [0, 1])
async def test_one_that_does_not_come_to_an_end_is_given_up(ends: Ends, begun: bytes, before: int) -> None:
    """As the first request on its connection, or as the next one."""
    for number in range(before):
        ends[1].write(GET % number)
        await is_answered(ends)
    ends[1].write(begun)
    assert await is_hung_up_on(ends)


async def test_nor_is_one_waited_for_that_says_nothing(ends: Ends) -> None:
    assert await is_hung_up_on(ends)


UPLOAD = b"POST /n/BEES/uploads HTTP/1.1\r\nHost: here\r\nContent-Length: 5000\r\n\r\n"


async def test_an_upload_that_gets_on_may_take_its_time(ends: Ends) -> None:
    """Given a piece of a photo between any two looks, at twice the speed that is asked for."""
    ends[1].write(UPLOAD)
    for _piece in range(10):
        ends[1].write(b"x" * 500)
        await asyncio.sleep(LOOK / 2)
    await is_answered(ends)


@pytest.mark.parametrize("most", [0.0, http_protocol.LONGEST_UPLOAD])
async def test_one_that_does_not_is_given_up(
    ends: Ends, monkeypatch: pytest.MonkeyPatch, most: float
) -> None:
    """It has stalled, or takes longer than any may."""
    monkeypatch.setattr(http_protocol, "LONGEST_UPLOAD", most)
    ends[1].write(UPLOAD + b"x" * (4000 if most else 10))

    async def trickle() -> None:
        for _piece in range(200):
            ends[1].write(b"x" * (0 if most else 20))
            await asyncio.sleep(LOOK / 5)

    trickling = asyncio.create_task(trickle())
    assert await is_hung_up_on(ends)
    trickling.cancel()


LARGE = 400_000


class Told:
    """An app with a large answer, in one piece or in many; says once nobody sends it any more."""

    def __init__(self, *, pieces: bool) -> None:
        self.pieces, self.over = pieces, asyncio.Event()

    async def answer(self, request: Request) -> Response:
        if not self.pieces:
            return PlainTextResponse(b"x" * LARGE)
        return StreamingResponse(self.stream(), headers={"Content-Length": str(LARGE)})

    async def stream(self) -> AsyncIterator[bytes]:
        try:
            for _piece in range(100):
                await asyncio.sleep(0)  # it is read from somewhere
                yield b"x" * (LARGE // 100)
        finally:
            self.over.set()


@contextlib.asynccontextmanager
async def slow_reader(
    told: Told, monkeypatch: pytest.MonkeyPatch, patience: float = 0.03
) -> AsyncIterator[Ends]:
    """Somebody at the other end of a line that holds little."""
    monkeypatch.setattr(http_protocol, "PATIENCE", patience)
    app = Starlette(routes=[Route("/", told.answer, methods=["GET"])])
    config, state, loop = uvicorn.Config(app), ServerState(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpProtocol(config, state, {}), "127.0.0.1")
    server.sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    line.setblocking(False)
    await loop.sock_connect(line, server.sockets[0].getsockname())
    reader, writer = await asyncio.open_connection(sock=line, limit=2048)
    writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    try:
        yield reader, writer
    finally:
        writer.transport.abort()
        server.close()
        await asyncio.gather(*state.tasks, return_exceptions=True)


@pytest.mark.parametrize("pieces", [False, True])
async def test_whoever_takes_nothing_of_an_answer_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, pieces: bool
) -> None:
    told = Told(pieces=pieces)
    async with slow_reader(told, monkeypatch) as ends:
        if pieces:
            async with asyncio.timeout(10):
                await told.over.wait()
        else:
            await asyncio.sleep(0.2)
        async with asyncio.timeout(10):
            with contextlib.suppress(ConnectionResetError):
                assert len(await ends[0].read()) < LARGE


@pytest.mark.parametrize("pieces", [False, True])
async def test_whoever_reads_slowly_gets_all_of_it(monkeypatch: pytest.MonkeyPatch, pieces: bool) -> None:
    """Given somebody on a bad line who takes a little between any two looks, and longer in all than the
    server waits for a line that takes nothing."""
    async with slow_reader(Told(pieces=pieces), monkeypatch, patience=0.3) as ends:
        await ends[0].readuntil(b"\r\n\r\n")
        got = 0
        for _look in range(40):
            got += len(await ends[0].readexactly(8000))
            await asyncio.sleep(0.01)
        async with asyncio.timeout(10):
            got += len(await ends[0].readexactly(LARGE - got))
    assert got == LARGE


async def test_one_that_takes_long_to_answer_is_not(ends: Ends) -> None:
    ends[1].write(GET % 5)
    await is_answered(ends)


async def test_nor_one_that_is_used_again_and_again(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given 20 minutes of requests, each of them slow, but within the server's patience."""
    loop, waited = asyncio.get_running_loop(), 0.0
    now = loop.time
    monkeypatch.setattr(http_protocol, "PATIENCE", 360)
    monkeypatch.setattr(loop, "time", lambda: now() + waited)
    for _request in range(10):
        ends[1].write(POST)
        waited += 120
        await asyncio.sleep(0.01)
        ends[1].write(b"0123456789")
        await is_answered(ends)


@pytest.mark.parametrize("begun", [b"GET /", b"GET / HTTP/1.1\r\nHost: here\r\nX-Long: "])
async def test_nor_is_one_whose_head_gets_longer_and_longer(
    ends: Ends, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "PATIENCE", 60)  # it hangs up long before that
    ends[1].write(GET % 0)
    await is_answered(ends)
    ends[1].write(begun)
    with contextlib.suppress(ConnectionError):
        for _chunk in range(20):
            ends[1].write(b"a" * 10_000)
            await ends[1].drain()
    assert await is_hung_up_on(ends)


@pytest.mark.parametrize(("many", "answer"), [(90, b"200"), (5000, b"400")])
async def test_one_with_more_headers_than_a_browser_sends_is_not_read(
    ends: Ends, many: int, answer: bytes
) -> None:
    """They are looked through again and again: 12,000 of them took the server 30 ms."""
    ends[1].write((GET % 0)[:-2] + b"a: b\r\n" * many + b"\r\n")
    async with asyncio.timeout(10):
        assert (await ends[0].readline()).split()[1] == answer


@pytest.mark.parametrize(("many", "answer"), [(16, b"200"), (1000, b"400")])
async def test_many_requests_at_once_are_not_read(ends: Ends, many: int, answer: bytes) -> None:
    """Thousands of them, sent without waiting for an answer, would be taken apart in one go."""
    ends[1].write(GET % 0 * many)
    async with asyncio.timeout(10):
        assert (await ends[0].readline()).split()[1] == answer


@pytest.mark.parametrize(
    ("size", "many", "answer"), [(1, 1900, b"200"), (1, 5000, b"400"), (200, 5000, b"200")]
)
async def test_nor_is_a_body_in_crumbs(ends: Ends, size: int, many: int, answer: bytes) -> None:
    """Given a body that comes in pieces of a byte, each of which costs as much as one of a packet."""
    head = POST.replace(b"Content-Length: 10", b"Transfer-Encoding: chunked")
    ends[1].write(head + (b"%x\r\n" % size + b"a" * size + b"\r\n") * many + b"0\r\n\r\n")
    async with asyncio.timeout(10):
        assert (await ends[0].readline()).split()[1] == answer


class Wire(asyncio.Transport):
    """A connection that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = asyncio.Queue[bytes]()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.put_nowait(bytes(data))


async def test_the_head_and_the_body_of_an_answer_go_out_together() -> None:
    wire = Wire()
    protocol = HttpProtocol(uvicorn.Config(Starlette(routes=[Route("/", answer)])), ServerState(), {})
    protocol.connection_made(wire)
    protocol.data_received(GET % 0)
    async with asyncio.timeout(10):
        written = await wire.written.get()
    assert (written[:12], written[-12:]) == (b"HTTP/1.1 200", b"Here you are")
    protocol.rest()


async def test_an_answer_is_whole_even_if_its_connection_closes(ends: Ends) -> None:
    ends[1].write((GET % 0).replace(b"Host:", b"Connection: close\r\nHost:"))
    async with asyncio.timeout(10):
        assert (await ends[0].read()).endswith(b"Here you are")
