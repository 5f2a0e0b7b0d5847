"""A phone that stops reading delays nobody, is dropped, and costs little until then."""

import asyncio
import pathlib
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.lost.phones import current, phones_of
from tests.lost.rough import deaf_beside
from tests.lost.watch import becomes, memory, metric
from tests.server import Server
from tests.turned import Turned
from tests.web.cast import Evening

PHONES = 50
PEOPLE = 10
MOVES = 60
PITCHES = 60


def a_full_wall(server: Server) -> Evening:
    night = Evening(server)
    for number in range(PEOPLE):
        night.enter(f"Person {number}")
    night.move("pitch")
    for number in range(PITCHES):
        night.host.act("pitches", title=f"Topic number {number}", more="Some words. " * 20, hosted="1")
    return night


@pytest.fixture
def server(tmp_path: pathlib.Path) -> Iterator[Server]:
    """Drops deaf phones after 9 s, long before the system gives up on their connections after 15."""
    with Turned(tmp_path, {"opennight.live.ws_protocol.HEARTBEAT": 3.0}) as made:
        yield made


@pytest.mark.long
async def test_fifty_that_never_read_beside_fifty_that_do(server: Server) -> None:
    night = a_full_wall(server)
    async with phones_of(night, PHONES, PEOPLE) as phones:
        with ExitStack() as stack:
            await deaf_beside(night, PHONES, stack, PEOPLE)
            before, frames, read = memory(server), phones[0].frames, phones[0].bytes
            for move in range(MOVES):
                await asyncio.to_thread(night.move, ("vote", "pitch")[move % 2])
                await current(phones, night.version, within=10)
            assert {phone.asked for phone in phones} == {0}, "nobody missed a frame"
            assert min(phone.frames for phone in phones) >= frames + MOVES
            unread = (phones[0].bytes - read) * PHONES
            assert unread > 100_000_000
            assert memory(server) - before < unread / 4, "what is not read does not pile up"
            assert await metric(server, "opennight_behind_total") >= PHONES
            await becomes(server, "opennight_screens", PHONES, within=30)
            assert await metric(server, "opennight_dropped_total") == PHONES
        night.host.act("announcement", text="Who is still here?")
        await current(phones, night.version, within=10)
        assert {phone.connects for phone in phones} == {1}, "only the deaf were dropped"
