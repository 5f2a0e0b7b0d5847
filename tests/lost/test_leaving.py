"""The server is told to stop during a night: nothing is lost, and everybody comes back by themselves."""

import asyncio
import signal

import httpx
import pytest

from tests.lost import phones
from tests.lost.phones import current, phones_of
from tests.lost.voters import Account, at_the_vote, check_the_log, voting
from tests.server import Server
from tests.web.cast import Evening

PEOPLE = 15
AT_MOST = 10
"""Seconds that a clean shutdown may take: less than service managers wait before they kill."""


async def seen_leaving(server: Server, account: Account) -> list[tuple[int, int]]:
    """(status of /readyz, acts acknowledged so far), again and again until nobody answers."""
    seen: list[tuple[int, int]] = []
    async with httpx.AsyncClient(base_url=server.url) as client:
        while True:
            try:
                answer = await client.get("/readyz")
            except httpx.TransportError:
                return seen
            seen.append((answer.status_code, len(account.acknowledged)))
            await asyncio.sleep(0.02)


async def told_to_end(night: Evening, account: Account) -> None:
    """Tell it to stop: it says that it is not ready, still serves, then ends with all it acknowledged."""
    server = night.server
    assert server.process
    server.process.send_signal(signal.SIGTERM)
    seen = await seen_leaving(server, account)
    status = await asyncio.to_thread(server.process.wait, AT_MOST)
    assert status in (0, -signal.SIGTERM), server.output[-2000:]
    assert [status for status, _count in seen] == sorted(status for status, _count in seen)
    leaving = [count for status, count in seen if status == 503]
    assert leaving, f"it never said so: {seen}"
    assert len(account.acknowledged) > leaving[0], "it went on serving while it said so"
    check_the_log(night, account)


async def test_told_to_end_under_load(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a vote with phones that listen, when the server is told to stop, then every socket closes with
    1012; and when it is back, so are the phones.
    """
    monkeypatch.setattr(phones, "LONGEST_WAIT", 2.0)  # as in real life, only sooner
    night = at_the_vote(server, PEOPLE)
    async with phones_of(night, 2 * PEOPLE, PEOPLE) as room:
        async with voting(night, PEOPLE, seed=15) as account:
            await account.told.wait()
            await told_to_end(night, account)
            await asyncio.to_thread(server.restart)
            assert [phone.closed for phone in room] == [[1012]] * len(room)
            account.told.clear()
            await asyncio.wait_for(account.told.wait(), 20)
        night.move("groups")
        await current(room, night.version, within=30)
    check_the_log(night, account)
    assert "Traceback" not in server.output


@pytest.mark.long
async def test_told_to_end_with_lines_that_are_dead(server: Server) -> None:
    """Phones that no longer read, and a form that never ends, do not hold it up."""
    night = at_the_vote(server, 1)
    async with phones_of(night, 3, 1) as room:
        for phone in room:
            assert phone.line
            phone.line.transport.pause_reading()
        _reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"POST /n/%s/announcement HTTP/1.1\r\nHost: 127.0.0.1\r\n" % night.code.encode())
        writer.write(b"Content-Length: 100\r\n\r\ntext=")
        await writer.drain()
        assert server.process
        server.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(server.process.wait, AT_MOST)
        writer.transport.abort()
