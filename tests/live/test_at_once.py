"""A whole room loads its page at once: what is sent meanwhile does not wait for all of it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import httpx

from opennight.night.board import Announce
from opennight.night.nights import StartNight
from opennight.web.core.visits import AT_ONCE
from tests.cast import host, setup
from tests.live.inside import CODE, Inside

PHONES = 5 * AT_ONCE


async def test_votes_have_a_turn_between_the_pages_of_a_room() -> None:
    """A few pages are drawn in a turn; and who waits for theirs gets the night as it is by then."""
    async with Inside() as inside:
        await inside.start("Ada")
        headers = {"Cookie": await inside.cookie(1)}
        drawn_in: list[int] = []
        texts: list[str] = []
        begun, turn = asyncio.Event(), 0

        async def load() -> None:
            texts.append((await inside.client.get(f"/n/{CODE}", headers=headers)).text)
            drawn_in.append(turn)
            begun.set()

        async def announce() -> None:
            await begun.wait()
            await inside.writers.send(CODE, host(Announce, text="Lemonade is ready"))

        room = asyncio.gather(announce(), *(load() for _phone in range(PHONES)))
        while not room.done():
            await asyncio.sleep(0)
            turn += 1
        assert max(map(drawn_in.count, drawn_in)) <= AT_ONCE
        assert "Lemonade is ready" in texts[-1]


async def test_a_night_that_stalls_holds_up_no_page_of_another() -> None:
    """Given readers who wait for a night whose commit hangs, then another night's page is there at once."""
    async with Inside() as inside:
        await inside.start("Ada")
        await inside.writers.send("OTHER2", host(StartNight, setup=setup()))
        inside.log.stalled[CODE] = asyncio.Event()

        def board(code: str) -> Coroutine[Any, Any, httpx.Response]:
            return inside.client.get(f"/n/{code}/board")

        loading = [asyncio.create_task(board(CODE)) for _reader in range(PHONES)]
        await asyncio.wait(loading, return_when=asyncio.FIRST_COMPLETED)
        stalled = asyncio.create_task(inside.writers.send(CODE, host(Announce, text="At last")))
        try:
            async with asyncio.timeout(5):
                assert (await board("OTHER2")).status_code == 200
        finally:
            inside.log.stalled[CODE].set()
            await asyncio.gather(stalled, *loading)
