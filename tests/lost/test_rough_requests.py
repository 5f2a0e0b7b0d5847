"""Requests that no page would send harm only their sender."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from tests.examples import at_length
from tests.lost.voters import Account, Voter, at_the_vote, events
from tests.lost.watch import memory, open_files
from tests.lost.witness import Witness
from tests.server import Server
from tests.web.cast import Evening

PEOPLE = 30


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    """People at the vote, on their own server."""
    with Server(tmp_path_factory.mktemp("rough")) as server:
        yield at_the_vote(server, PEOPLE)
    assert "Traceback" not in server.output


@pytest.fixture
async def witness(night: Evening) -> AsyncIterator[Witness]:
    async with Witness(night, acts=PEOPLE, hears=PEOPLE - 1) as made:
        yield made


def head(night: Evening, *lines: str, path: str = "pitches/1/vote") -> bytes:
    """The head of a POST by person 1."""
    start = [f"POST /n/{night.code}/{path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {night.cookie(1)}"]
    return "\r\n".join([*start, "Accept: application/json", *lines, "", ""]).encode()


async def answer_to(night: Evening, *sent: bytes) -> bytes:
    """The server's answer to these bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", night.server.port)
    try:
        for data in sent:
            writer.write(data)
        async with asyncio.timeout(20):
            said = await reader.readuntil(b"\r\n\r\n")
            return said + await reader.read(2000)
    finally:
        writer.transport.abort()


REFUSED = {
    "a body of a terabyte, by its head": ("Content-Length: 1000000000000", b"", 413, "too much to send"),
    "chunks that are too much": (
        "Transfer-Encoding: chunked",
        b"10000\r\n" + b"x" * 65536 + b"\r\n" + b"10\r\n" + b"x" * 16 + b"\r\n",
        413,
        "too much to send",
    ),
    "a length that is none": ("Content-Length: many", b"", 400, ""),
    "a length below nothing": ("Content-Length: -1", b"", 400, ""),
    "two lengths": ("Content-Length: 1\r\nContent-Length: 2", b"xx", 400, ""),
    "chunks that are none": ("Transfer-Encoding: chunked", b"zz\r\nxx\r\n", 400, ""),
    "an encoding we do not know": ("Transfer-Encoding: gzip, chunked", b"0\r\n\r\n", 400, ""),
    "a header of a megabyte": (f"X-Long: {'x' * 1_000_000}", b"", 400, ""),
    "a hundred thousand headers": ("\r\n".join(f"X-{n}: x" for n in range(100_000)), b"", 400, ""),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_refused_at_once(night: Evening, witness: Witness, what: str) -> None:
    """Without waiting for the rest of what is announced."""
    line, body, status, words = REFUSED[what]
    before = len(events(night))
    answer = await answer_to(night, head(night, line), body)
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer
    assert words.encode() in answer
    assert len(events(night)) == before
    await witness.is_served()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"text": "Hello"}'),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nHi\r\n--x--',
        ),
        ("application/octet-stream", bytes(range(256))),
        ("text/html", b"<script>"),
        ("application/x-www-form-urlencoded", gzip.compress(b"text=Hello" * 1000, mtime=0)),
        ("", b"text"),
    ],
)
async def test_a_body_that_is_no_form_is_refused_with_a_sentence(
    night: Evening, witness: Witness, kind: str, body: bytes
) -> None:
    before = len(events(night))
    async with httpx.AsyncClient(base_url=f"{night.server.url}/n/{night.code}/") as client:
        answer = await client.post(
            "pitches",
            content=body,
            headers={
                "Content-Type": kind,
                "Accept": "application/json",
                "Content-Encoding": "gzip",
                "Cookie": night.cookie(1),
            },
        )
    assert answer.status_code in (409, 422), answer.text
    assert answer.json()["refused"]
    assert len(events(night)) == before
    await witness.is_served()


@pytest.mark.long
async def test_chunks_without_end(night: Evening, witness: Witness) -> None:
    """Given a sender who never stops, then they are refused, and the server stops reading."""
    before = memory(night.server)
    reader, writer = await asyncio.open_connection("127.0.0.1", night.server.port)
    writer.write(head(night, "Transfer-Encoding: chunked"))
    sent = 0

    async def pour() -> None:
        nonlocal sent
        piece = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
        try:
            async with asyncio.timeout(2):
                while True:
                    writer.write(piece)
                    await writer.drain()
                    sent += len(piece)
        except (TimeoutError, ConnectionError):
            pass

    pouring = asyncio.create_task(pour())
    assert b" 413 " in await asyncio.wait_for(reader.readline(), 20)
    await witness.is_served_while(pouring)
    assert sent < 20_000_000, "it stopped reading"
    assert memory(night.server) - before < 10_000_000
    writer.transport.abort()


@pytest.mark.long
async def test_bodies_that_drip(night: Evening, witness: Witness) -> None:
    """200 forms and 200 heads, a byte now and then; when their senders hang up, the sockets are freed."""
    files = open_files(night.server)
    drops = [head(night, "Content-Length: 1000")] * 200 + [head(night)[:-4]] * 200
    lines = [await asyncio.open_connection("127.0.0.1", night.server.port) for _line in drops]
    for (_reader, writer), drop in zip(lines, drops, strict=True):
        writer.write(drop)

    async def drip() -> None:
        for _drop in range(10):
            for _reader, writer in lines:
                writer.write(b"x")
            await asyncio.sleep(0.1)

    await witness.is_served_while(asyncio.create_task(drip()))
    for _reader, writer in lines:
        writer.transport.abort()
    async with asyncio.timeout(10):
        while open_files(night.server) > files + 5:  # noqa: ASYNC110 - another process closes them
            await asyncio.sleep(0.05)
    await witness.is_served()


async def flood(night: Evening, no: int, path: str, method: str, times: int) -> dict[int, int]:
    """One person's requests, 500 a second or as fast as they are answered. Returns status → how many."""
    counts: dict[int, int] = {}
    headers = {"Cookie": night.cookie(no), "Accept": "application/json"}
    limits = httpx.Limits(max_connections=10)
    async with httpx.AsyncClient(base_url=night.server.url, headers=headers, limits=limits) as client:

        async def hammer() -> None:
            for _time in range(times // 10):
                started = asyncio.get_running_loop().time()
                status = (await client.request(method, f"/n/{night.code}{path}")).status_code
                counts[status] = counts.get(status, 0) + 1
                await asyncio.sleep(max(0.0, started + 10 / 500 - asyncio.get_running_loop().time()))

        await asyncio.gather(*(hammer() for _hand in range(10)))
    return counts


@pytest.mark.long
@pytest.mark.parametrize(("path", "method"), [at_length("/me/name", "POST"), ("", "GET")])
async def test_one_persons_flood_is_theirs_alone(
    night: Evening, witness: Witness, path: str, method: str
) -> None:
    """Given one person who acts, or loads a page, 500 times a second, then they are told to wait, and a whole
    room at the same address goes on voting.
    """
    others = [Voter(night, no, Account()) for no in range(2, 22)]
    flooding = asyncio.create_task(flood(night, 1, path, method, times=1_000))
    rounds = 0
    while not flooding.done():
        act = ("pitches/2/vote", "pitches/2/unvote")[rounds % 2]
        answers = await asyncio.gather(*(voter.once(act, f"round-{rounds}-{voter.no}") for voter in others))
        assert {answer and answer.status_code for answer in answers} == {200}
        await witness.is_served()
        rounds += 1
        await asyncio.sleep(0.2)
    counts = await flooding
    for voter in others:
        await voter.client.aclose()
    assert counts[429] > counts.get(200, 0) + counts.get(422, 0), counts
    assert rounds > 2
