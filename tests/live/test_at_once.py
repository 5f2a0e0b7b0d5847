"""A whole room loads its page at once: what is sent meanwhile does not wait for all of it."""

import asyncio

from opennight.night.board import Announce
from opennight.web.core.visits import AT_ONCE
from tests.cast import host
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
