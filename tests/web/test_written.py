"""Files that are made of a night: once for all who ask, beside the votes, and kept within bounds."""

import asyncio

from opennight.web.core.ready import Ready
from opennight.web.core.written import Written

BEES = Ready(b"Bees", b"", "")


class Maker:
    """Makes a file each time it is asked, and counts."""

    def __init__(self) -> None:
        self.times = 0
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def make(self) -> Ready:
        self.times += 1
        await self.go_on.wait()
        return BEES


async def test_a_thousand_who_ask_at_once_get_the_one_that_is_made() -> None:
    written, maker = Written[Ready](), Maker()
    got = await asyncio.gather(*(written.get("json", 1, maker.make) for _time in range(1000)))
    assert set(got) == {BEES}
    assert maker.times == 1
    assert written.making.under_way == {}


async def test_it_is_made_anew_once_the_night_has_changed() -> None:
    written, maker = Written[Ready](), Maker()
    await written.get("json", 1, maker.make)
    await written.get("json", 1, maker.make)
    await written.get("json", 2, maker.make)
    await written.get("csv", 2, maker.make)
    assert maker.times == 3


async def test_what_was_asked_for_longest_ago_goes_first() -> None:
    written, maker = Written[Ready](most=9), Maker()
    for key in ("a", "b", "a", "c"):
        await written.get(key, 1, maker.make)
    assert list(written.kept) == ["a", "c"]


async def test_whoever_hangs_up_stops_nobody_else() -> None:
    written, maker = Written[Ready](), Maker()
    maker.go_on.clear()
    asks = [asyncio.create_task(written.get("json", 1, maker.make)) for _who in range(2)]
    await asyncio.sleep(0)
    asks[0].cancel()
    maker.go_on.set()
    assert await asks[1] == BEES
