"""What no page would ever say on a socket harms only its sender."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.lost.rough import PING, Rough, frame
from tests.lost.voters import at_the_vote
from tests.lost.watch import becomes, memory, metric
from tests.lost.witness import Witness
from tests.server import Server
from tests.web.cast import Evening

MOST = 4096
"""Longest message that a screen may send, in bytes."""
DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate"
PINGS = frame(b"x" * 125, PING) * 500
SINCE = b'{"since":0}'


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    """Three people at the vote, on their own server."""
    with Server(tmp_path_factory.mktemp("rough")) as server:
        yield at_the_vote(server, 3)
    assert "Traceback" not in server.output


@pytest.fixture
async def witness(night: Evening) -> AsyncIterator[Witness]:
    async with Witness(night, acts=2, hears=3) as made:
        yield made


def rough(night: Evening, *headers: str) -> Rough:
    return Rough(night.server, f"/n/{night.code}/live?as=phone&since=0", night.cookie(1), *headers)


def bomb() -> bytes:
    """Less than four kilobytes that unpack to four megabytes."""
    pack = zlib.compressobj(wbits=-15)
    packed = pack.compress(b" " * 4_000_000) + pack.flush(zlib.Z_SYNC_FLUSH)
    assert len(packed) < MOST
    return packed[:-4]


WHOLE_UTF_8 = '{"since":0,"x":"ä"}'.encode()
ROUGH = {
    "too long": (frame(b'"' + b"x" * MOST + b'"'), 1009),
    "far too long, by its head": (frame(b"x" * 70_000)[:20], 1009),
    "too long in small pieces": (
        frame(b"x" * 1000, fin=False) + frame(b"x" * 1000, 0, fin=False) * 5,
        1009,
    ),
    "binary": (frame(b"\x00\xff", opcode=2), 1008),
    "not JSON": (frame(b"since=0"), 1008),
    "another shape": (frame(b'{"since":[0]}'), 1008),
    "very deep": (frame(b'{"since":' + b"[" * 4000), 1008),
    "broken UTF-8": (frame(b'{"since":"\xff"}'), 1007),
    "UTF-8 cut in two": (frame(WHOLE_UTF_8[:17]), 1007),
    "not masked": (frame(SINCE, masked=False), 1002),
    "a reserved bit": (frame(SINCE, rsv=0x40), 1002),
    "an unknown opcode": (frame(SINCE, opcode=3), 1002),
    "a ping that is too long": (frame(b"x" * 126, opcode=PING), 1002),
    "a piece of nothing": (frame(SINCE, opcode=0), 1002),
    "a request in the middle": (b"GET / HTTP/1.1\r\n\r\n", 1002),
}


@pytest.mark.parametrize("said", ROUGH)
async def test_closed_with_a_code(night: Evening, witness: Witness, said: str) -> None:
    words, code = ROUGH[said]
    async with rough(night) as sender:
        sender.send(words)
        assert (await sender.ends())[0] == code
    await witness.is_served()


async def test_a_compressed_bomb_is_not_unpacked(night: Evening, witness: Witness) -> None:
    async with rough(night, DEFLATE) as sender:
        assert b"permessage-deflate" in sender.answer
        sender.send(frame(bomb(), rsv=0x40))
        assert (await sender.ends())[0] == 1009
    await witness.is_served()


async def test_asking_all_the_time(night: Evening, witness: Witness) -> None:
    """A flood of valid questions is answered only now and then; its sender has to wait."""
    resyncs = await metric(night.server, "opennight_resyncs_total")

    async def ask() -> None:
        async with rough(night) as sender:
            until = asyncio.get_running_loop().time() + 1.5
            while asyncio.get_running_loop().time() < until:
                sender.send(frame(SINCE) * 200)
                await asyncio.sleep(0.01)

    await witness.is_served_while(asyncio.create_task(ask()))
    assert await metric(night.server, "opennight_resyncs_total") - resyncs < 50
    await becomes(night.server, "opennight_screens", 1, within=10)


@pytest.mark.long
async def test_pings_without_end_whose_answers_are_not_read(night: Evening, witness: Witness) -> None:
    """Whoever sends them is hung up on."""
    async with rough(night) as sender:
        sender.writer.transport.pause_reading()  # type: ignore[attr-defined]
        before = memory(night.server)

        async def ping() -> None:
            for _time in range(500):
                sender.send(PINGS)
                await asyncio.wait_for(sender.writer.drain(), 20)

        async def ping_until_it_hangs_up() -> None:
            with pytest.raises(ConnectionError):
                await ping()

        await witness.is_served_while(asyncio.create_task(ping_until_it_hangs_up()))
        assert memory(night.server) - before < len(PINGS) * 500 / 4, "what is not read does not pile up"


async def test_sockets_that_never_finish_their_greeting(night: Evening, witness: Witness) -> None:
    lines = [await asyncio.open_connection("127.0.0.1", night.server.port) for _line in range(200)]
    for _reader, writer in lines:
        writer.write(b"GET /n/X/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n")
    await witness.is_served()
    for _reader, writer in lines:
        writer.transport.abort()
    await witness.is_served()
