"""The proxy does what it says to one connection, and to no other."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from tests.frames import Frames, Weather, size_of
from tests.proxy import DOWN, UP, Proxy

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]
SOON = 0.05
"""Seconds during which nothing may happen."""


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(4096):
            writer.write(data)
        writer.close()
    except ConnectionError:
        writer.close()


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    """A proxy in front of an echo server."""
    server = await asyncio.start_server(echo, "127.0.0.1")
    async with Proxy(server.sockets[0].getsockname()[1]) as made:
        yield made
    server.close()


@asynccontextmanager
async def through(proxy: Proxy) -> AsyncIterator[Ends]:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def says(ends: Ends, words: bytes) -> bytes:
    ends[1].write(words)
    async with asyncio.timeout(5):
        return await ends[0].readexactly(len(words))


async def hears_nothing(ends: Ends) -> bool:
    """Neither data nor the end of the stream."""
    try:
        await asyncio.wait_for(ends[0].read(1), SOON)
    except TimeoutError:
        return True
    return False


async def test_a_good_line_carries_all_that_is_said(proxy: Proxy) -> None:
    async with through(proxy) as ends:
        words = random.Random(1).randbytes(300_000)
        assert await says(ends, words) == words


async def test_who_comes_at_the_last_moment_is_cut_too() -> None:
    server = await asyncio.start_server(echo, "127.0.0.1")
    async with Proxy(server.sockets[0].getsockname()[1]) as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    assert (proxy.serving, proxy.links) == (0, [])
    with pytest.raises(ConnectionError):
        await reader.readexactly(1)
    writer.close()
    server.close()


@pytest.mark.parametrize("direction", [UP, DOWN])
async def test_a_stalled_line_holds_back_and_loses_nothing(proxy: Proxy, direction: str) -> None:
    async with through(proxy) as stalled, through(proxy) as other:
        await says(stalled, b"one")
        await says(other, b"one")
        proxy.links[0].stall(direction)
        stalled[1].write(b"two")
        assert await says(other, b"two") == b"two"
        assert await hears_nothing(stalled)
        proxy.links[0].release()
        assert await says(stalled, b"three") == b"twoth"


async def test_a_stalled_line_does_not_tell_that_the_other_side_has_gone(proxy: Proxy) -> None:
    async with through(proxy) as ends:
        await says(ends, b"one")
        proxy.stall()
        ends[1].write_eof()
        assert await hears_nothing(ends)
        proxy.release()
        assert await asyncio.wait_for(ends[0].read(), 5) == b""


@pytest.mark.parametrize("reset", [False, True])
async def test_a_cut_ends_the_line_on_both_sides(proxy: Proxy, reset: bool) -> None:
    async with through(proxy) as ends:
        await says(ends, b"one")
        proxy.cut(reset=reset)
        async with asyncio.timeout(5):
            if reset:
                with pytest.raises(ConnectionResetError):
                    await ends[0].read()
            else:
                assert await ends[0].read() == b""
    async with through(proxy) as again:
        assert await says(again, b"two") == b"two"


async def test_a_slow_line_takes_its_time(proxy: Proxy) -> None:
    async with through(proxy) as ends:
        await says(ends, b"one")
        proxy.rate = 100_000
        clock = asyncio.get_running_loop().time
        started = clock()
        await says(ends, bytes(20_000))
        assert clock() - started >= 2 * 0.2 * 0.9, "20 kB there and back at 100 kB/s"
        proxy.rate, proxy.delay = 0.0, 0.1
        started = clock()
        await says(ends, b"two")
        assert clock() - started >= 2 * 0.1 * 0.9


async def test_nobody_behind_it_is_a_refusal(proxy: Proxy) -> None:
    proxy.to = proxy.port + 1 if proxy.port < 65535 else 1
    async with through(proxy) as ends:
        assert await asyncio.wait_for(ends[0].read(), 5) == b""


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536])
def test_frames_are_found_in_any_pieces(size: int) -> None:
    head = bytes([0x81]) + (
        bytes([size])
        if size < 126
        else b"\x7e" + size.to_bytes(2)
        if size < 65_536
        else b"\x7f" + size.to_bytes(8)
    )
    frame, ping = head + bytes(size), b"\x89\x00"
    for step in (1, 3, 10_000):
        stream = frame + ping + frame
        frames = Frames()
        found = [one for at in range(0, len(stream), step) for one in frames.feed(stream[at : at + step])]
        assert found == [frame, ping, frame]
        assert frames.rest == b""
    assert size_of(frame[:-1]) in (0, len(frame))


NUMBERS = [str(number) for number in range(200)]


async def counting(socket: ServerConnection) -> None:
    """Send the numbers, with pings in between, and close once the last of them can have arrived."""
    for number in NUMBERS:
        await socket.send(number)
        if number.endswith("50"):
            await (await socket.ping())
    await asyncio.sleep(0.2)


async def heard_in(weather: Weather | None) -> list[str]:
    async with (
        serve(counting, "127.0.0.1", compression=None) as server,
        Proxy(next(iter(server.sockets)).getsockname()[1]) as proxy,
        asyncio.timeout(10),
    ):
        proxy.weather = weather
        async with connect(f"ws://127.0.0.1:{proxy.port}/", compression=None, proxy=None) as socket:
            return [str(said) async for said in socket]


async def test_frames_pass_whole_in_good_weather() -> None:
    assert await heard_in(None) == NUMBERS


async def test_frames_are_doubled() -> None:
    weather = Weather(random.Random(1), doubled=1.0)
    assert await heard_in(weather) == [one for one in NUMBERS for _twice in range(2)]


async def test_frames_are_lost_and_pings_are_not() -> None:
    weather = Weather(random.Random(2), lost=0.5)
    heard = await heard_in(weather)
    assert 60 < weather.befell["lost"] < 140
    assert len(heard) == 200 - weather.befell["lost"]
    assert heard == sorted(heard, key=int)


async def test_frames_come_late_and_out_of_order() -> None:
    weather = Weather(random.Random(3), delayed=0.3, longest=0.1)
    heard = await heard_in(weather)
    assert heard != NUMBERS
    assert sorted(heard, key=int) == NUMBERS


def test_the_same_seed_is_the_same_weather() -> None:
    def fates(seed: int) -> list[str]:
        weather = Weather(random.Random(seed), lost=0.2, doubled=0.2, delayed=0.2)
        return [weather.fate() for _frame in range(100)]

    assert fates(5) == fates(5) != fates(6)
    assert {"", "lost", "doubled", "delayed"} == set(fates(5))
