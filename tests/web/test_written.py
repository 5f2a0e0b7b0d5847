"""Files that are made of a night: once for all who ask, beside the votes, and kept within bounds."""

import asyncio
import threading

from opennight.web.core.written import Making, Written


class Maker:
    """Makes a file each time it is asked, and counts."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.times = 0
        self.threads = set[int]()

    def prepare(self) -> Making:
        def make() -> bytes:
            self.times += 1
            self.threads.add(threading.get_ident())
            return self.content

        return make


async def test_a_thousand_who_ask_at_once_get_the_one_that_is_made() -> None:
    written, maker = Written(), Maker(b"Bees")
    got = await asyncio.gather(*(written.get("json", 1, maker.prepare) for _time in range(1000)))
    assert set(got) == {b"Bees"}
    assert maker.times == 1
    assert threading.get_ident() not in maker.threads
    assert written.under_way == {}


async def test_it_is_made_anew_once_the_night_has_changed() -> None:
    written, maker = Written(), Maker(b"Bees")
    await written.get("json", 1, maker.prepare)
    await written.get("json", 1, maker.prepare)
    await written.get("json", 2, maker.prepare)
    await written.get("csv", 2, maker.prepare)
    assert maker.times == 3


async def test_what_was_asked_for_longest_ago_goes_first() -> None:
    written, maker = Written(most=9), Maker(b"Bees")
    for key in ("a", "b", "a", "c"):
        await written.get(key, 1, maker.prepare)
    assert list(written.kept) == ["a", "c"]


async def test_whoever_hangs_up_stops_nobody_else() -> None:
    written, maker = Written(), Maker(b"Bees")
    asks = [asyncio.create_task(written.get("json", 1, maker.prepare)) for _who in range(2)]
    await asyncio.sleep(0)
    asks[0].cancel()
    assert await asks[1] == b"Bees"
