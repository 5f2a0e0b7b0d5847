"""Group commit: nights share a transaction, but not each other's delays and failures."""

import asyncio
from collections.abc import Sequence

import pytest

from opennight.night.messages import Recorded
from opennight.store import shared
from opennight.store.bus import Alone
from opennight.store.log import Idle, Unavailable
from opennight.store.shared import Shared
from tests.memory import MemoryLog
from tests.store.test_log import said


async def write(store: Shared, *codes: str) -> list[str]:
    """The outcome of each: the name of its error, or "written"."""
    appends = (store.append(code, [said(1)], []) for code in codes)
    results = await asyncio.gather(*appends, return_exceptions=True)
    return [type(result).__name__ if result else "written" for result in results]


async def test_who_comes_during_a_transaction_shares_the_next_one() -> None:
    log = MemoryLog()
    store = Shared(log, Alone())
    log.gate.clear()
    first = asyncio.create_task(write(store, "ONE"))
    await asyncio.sleep(0.01)
    others = asyncio.create_task(write(store, "TWO", "THREE", "FOUR"))
    await asyncio.sleep(0.01)
    log.gate.set()
    assert (await first, await others) == (["written"], ["written"] * 3)
    assert log.appends == [1, 3]


async def test_only_the_night_at_fault_suffers() -> None:
    log = MemoryLog()
    log.nights["TAKEN"] = [said(1)]
    assert await write(Shared(log, Alone()), "ONE", "TAKEN", "TWO") == ["written", "Conflict", "written"]
    assert {code: len(rows) for code, rows in log.nights.items()} == {"ONE": 1, "TAKEN": 1, "TWO": 1}


async def test_one_transaction_that_stalls_holds_up_the_next_for_a_moment_only() -> None:
    log = MemoryLog()
    log.stalled["SLOW"] = asyncio.Event()
    store = Shared(log, Alone())
    slow = asyncio.create_task(write(store, "SLOW"))
    await asyncio.sleep(0.01)
    assert await asyncio.wait_for(write(store, "ONE", "TWO"), 4 * shared.SLOW) == ["written"] * 2
    assert not slow.done()
    log.stalled["SLOW"].set()
    assert await slow == ["written"]


class Away(MemoryLog):
    """A store that is away, which each append finds out only after a while."""

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        self.appends.append(len(rows))
        await asyncio.sleep(0.01)
        raise Unavailable("away")


async def test_while_the_store_is_away_nobody_waits_for_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "PATIENCE", 0.025)
    log = Away()
    assert await write(Shared(log, Alone()), *(f"NIGHT{n}" for n in range(50))) == ["Unavailable"] * 50
    assert log.appends[0] == 50
    assert 2 <= len(log.appends) <= 5


async def test_who_is_alone_is_tried_once() -> None:
    log = Away()
    assert await write(Shared(log, Alone()), "ONE") == ["Unavailable"]
    assert log.appends == [1]


async def test_who_does_not_wait_any_more_is_written_all_the_same() -> None:
    log = MemoryLog()
    store = Shared(log, Alone())
    log.gate.clear()
    gone, stays = (asyncio.create_task(store.append(code, [said(1)], [])) for code in ("GONE", "STAYS"))
    await asyncio.sleep(0.01)
    gone.cancel()
    log.gate.set()
    await stays
    assert log.appends == [2]
