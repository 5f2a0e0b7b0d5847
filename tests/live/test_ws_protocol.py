"""Sending to a screen over real sockets: nothing waits or piles up, and a screen that is gone is dropped."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
import websockets
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from opennight.live import ws_protocol
from opennight.live.frames import WORTH_DEFLATING, Frame
from opennight.live.ws_protocol import EXTENSION, UNANSWERED, PushProtocol

BIG = Frame(json.dumps({"f": "It was a hot night. " * 5_000}))


class Channel:
    """A server whose only endpoint hands its sinks to the test."""

    def __init__(self) -> None:
        self.ways: asyncio.Queue[PushProtocol] = asyncio.Queue()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.ended: asyncio.Queue[int] = asyncio.Queue()
        config = uvicorn.Config(
            self.app, interface="asgi3", ws=PushProtocol, lifespan="off", log_level="error"
        )
        self.server = uvicorn.Server(config)

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        await self.ways.put(scope["extensions"][EXTENSION]["sink"])
        await self.ended.put((await receive())["code"])

    def line(self, *extensions: ClientPerMessageDeflateFactory) -> connect:
        return connect(
            f"ws://127.0.0.1:{self.port}", extensions=extensions or None, compression=None, proxy=None
        )

    async def deaf(self) -> tuple[socket.socket, PushProtocol]:
        """A client that opens the socket and then never reads."""
        one = socket.create_connection(("127.0.0.1", self.port))
        one.sendall(
            b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        return one, await self.ways.get()


@asynccontextmanager
async def opened() -> AsyncIterator[Channel]:
    channel = Channel()
    running = asyncio.create_task(channel.server._serve([channel.listening]))
    try:
        async with asyncio.timeout(30):
            yield channel
    finally:
        channel.server.should_exit = True
        await running


@pytest.mark.parametrize("size", [1, 125, 126, WORTH_DEFLATING + 1, 65_535, 65_536, 200_000])
@pytest.mark.parametrize("bits", [None, 15, 10])
async def test_what_is_written_is_what_is_heard(size: int, bits: int | None) -> None:
    """Compressed for clients that accept it; one with only a small window gets it uncompressed."""
    extensions = [ClientPerMessageDeflateFactory(server_max_window_bits=bits)] if bits else []
    async with opened() as channel, channel.line(*extensions) as line:
        way = await channel.ways.get()
        assert way.form == ("deflated" if bits == 15 else "plain")
        for text in ("é" * (size // 2) + "x" * (size % 2), "again"):
            way.write(Frame(text).as_(way.form))
            assert await line.recv() == text


async def test_compressing_pays() -> None:
    assert len(BIG.deflated) < len(BIG.plain) / 10
    assert Frame("{}").deflated == Frame("{}").plain, "but not for a word"


async def filled(way: PushProtocol) -> int:
    """Write until it takes no more. Returns how many bytes are buffered in this process."""
    full = asyncio.Event()
    way.paused = full.set
    for _frame in range(10_000):
        if full.is_set():
            break
        way.write(BIG.plain)
    return way.transport.get_write_buffer_size()


async def test_one_who_does_not_read_is_behind_and_bounded_and_comes_back() -> None:
    async with opened() as channel:
        one, way = await channel.deaf()
        drained = asyncio.Event()
        way.drained = drained.set
        assert 0 < await filled(way) < 64 * 1024 + 2 * len(BIG.plain)
        assert not drained.is_set()
        while not drained.is_set():
            await asyncio.to_thread(one.recv, 1 << 20)
        assert way.transport.get_write_buffer_size() < 64 * 1024
        one.close()


async def test_one_who_answers_no_heartbeat_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ws_protocol, "HEARTBEAT", 0.1)
    async with opened() as channel, channel.line() as line:
        await channel.ways.get()
        gone, _way = await channel.deaf()
        stuck, way = await channel.deaf()
        await filled(way)
        for _one in (gone, stuck):
            assert await channel.ended.get() == 1005, "even one whose buffer would never empty"
        assert [await line.recv() for _beat in range(3)] == ["{}"] * 3, "the others live on"
        assert channel.ended.empty()
        gone.close()
        stuck.close()


async def heard_code(line: ClientConnection) -> int:
    """The code with which the server closes the connection."""
    with pytest.raises(websockets.ConnectionClosedError) as closed:
        await line.recv()
    assert closed.value.rcvd
    return closed.value.rcvd.code


async def test_a_server_that_leaves_says_so_and_waits_for_nobody_stuck() -> None:
    async with opened() as channel:
        async with channel.line() as line:
            await channel.ways.get()
            stuck, way = await channel.deaf()
            await filled(way)
            channel.server.should_exit = True
            assert await heard_code(line) == 1012
            assert {await channel.ended.get(), await channel.ended.get()} <= {1012, 1005}
        stuck.close()


async def test_one_who_has_left_is_passed_over_at_once() -> None:
    async with opened() as channel, channel.line() as line:
        way = await channel.ways.get()
        paused = asyncio.Event()
        way.paused = paused.set
        await line.close()
        await channel.ended.get()
        assert paused.is_set()
        way.write(BIG.plain)  # a write that comes just too late is no error


@pytest.mark.parametrize("frame", [b"\x8a\x80", b"\x89\x80", b"\x81\x80", b"\x00\x80"])
async def test_one_who_talks_without_end_is_hung_up_on(frame: bytes) -> None:
    """Given pongs, pings, messages or pieces of one, each as small as can be: taking them apart would take
    all of the server's time. What a screen says is far less."""
    async with opened() as channel, channel.line() as line:
        way = await channel.ways.get()
        for _beat in range(2 * UNANSWERED):
            for _time in range(40):
                way.data_received(b"\x8a\x80\0\0\0\0")
            way.beat()
        assert not way.transport.is_closing()
        talks, _way = await channel.deaf()
        talks.sendall((frame + b"\0\0\0\0") * 100_000)
        assert await channel.ended.get() == 1005
        way.write(Frame("still here").as_(way.form))
        while await line.recv() != "still here":
            pass
        talks.close()
