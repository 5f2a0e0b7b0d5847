"""Wrong socket handshakes are refused with a sentence, and do not fill the log."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.lost.rough import CLOSE, Rough, frame, handshake
from tests.lost.voters import at_the_vote
from tests.server import Server
from tests.web.cast import Evening

VERSION = b"Sec-WebSocket-Version: 13\r\n"
KEY = b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
WRONG = {
    "no key": (KEY, b"", 400),
    "a short key": (KEY, b"Sec-WebSocket-Key: AAAA\r\n", 400),
    "a key that is none": (KEY, b"Sec-WebSocket-Key: \xff\xff\r\n", 400),
    "two keys": (KEY, KEY * 2, 400),
    "no version": (VERSION, b"", 400),
    "an old version": (VERSION, b"Sec-WebSocket-Version: 8\r\n", 400),
    "another method": (b"GET ", b"POST ", 405),
    "a path that is not ASCII": (b"live?as=", b"\xc3\xa4?as=", 400),
    "a body": (KEY, KEY + b"Content-Length: 3\r\n", 400),
    "two upgrades": (b"Upgrade: websocket\r\n", b"Upgrade: h2c\r\nUpgrade: websocket\r\n", 426),
    "a word that is none": (b"Connection: Upgrade\r\n", b"Connection: Upgrade, ;\r\n", 400),
    "many headers": (KEY, KEY + b"X-Many: x\r\n" * 300, 400),
    "a long header": (KEY, KEY + b"X-Long: %b\r\n" % (b"x" * 20_000), 431),
    "odd extensions": (KEY, KEY + b"Sec-WebSocket-Extensions: ;;=\r\n", 400),
    "odd extension parameters": (
        KEY,
        KEY + b"Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=x\r\n",
        101,
    ),
    "something else": (b"Upgrade: websocket", b"Upgrade: h2c", 404),
    "nothing at all": (b"Upgrade: websocket", b"X: y", 404),
}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    with Server(tmp_path_factory.mktemp("handshakes")) as server:
        yield at_the_vote(server, 1)
    assert "Traceback" not in server.output


async def status(night: Evening, request: bytes) -> int:
    """The status of the answer; 0 if there is none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", night.server.port)
    try:
        writer.write(request)
        async with asyncio.timeout(10):
            line = await reader.readline()
        return int(line.split()[1]) if line else 0
    finally:
        writer.transport.abort()


@pytest.mark.parametrize("how", WRONG)
async def test_a_wrong_greeting_is_refused_and_not_a_bug(night: Evening, how: str) -> None:
    before = len(night.server.output)
    old, new, expected = WRONG[how]
    greeting = handshake(f"/n/{night.code}/live?as=phone&since=0", night.cookie(1))
    assert await status(night, greeting.replace(old, new)) == expected
    assert await status(night, greeting) == 101
    assert "Traceback" not in night.server.output[before:]


async def test_a_line_a_minute_says_so(night: Evening) -> None:
    greeting = handshake(f"/n/{night.code}/live?as=phone&since=0", night.cookie(1))
    for _time in range(50):
        assert await status(night, greeting.replace(b"Upgrade: websocket", b"Upgrade: h2c")) == 404
        assert await status(night, greeting.replace(KEY, b"")) == 400
        assert await status(night, b"\x00\xff\r\n\r\n") == 400
    for said in ("Unsupported upgrade request.", "Invalid HTTP request received."):
        assert night.server.output.count(said) == 1


@pytest.mark.parametrize("said", [b'{"since":"\xff"}', b'{"since":0}', b"\xff"])
async def test_what_is_still_said_while_it_closes(night: Evening, said: bytes) -> None:
    before = len(night.server.output)
    path = f"/n/{night.code}/live?as=phone&since=0"
    async with Rough(night.server, path, night.cookie(1)) as sender:
        sender.send(frame(b"not JSON"))
        assert (await sender.ends())[0] == 1008
        sender.send(frame(said) * 3 + frame(b"", CLOSE))
        async with asyncio.timeout(15):
            while await sender.reader.read(65536):
                pass
    assert "Traceback" not in night.server.output[before:]
