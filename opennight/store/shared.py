"""Group commit: nights that want to write while a transaction is under way share the next one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from opennight import metrics
from opennight.night.messages import Recorded
from opennight.store.bus import Bus
from opennight.store.log import Idle, Log

SLOW = 0.05
"""Seconds after which the next transaction no longer waits for the one under way."""
PATIENCE = 2.0
"""Seconds for trying nights one by one after their transaction failed; then the others fail, too."""


@dataclass(slots=True)
class Part:
    """What one night wants to write; `written` is set once it is on the disk."""

    code: str
    rows: Sequence[Recorded]
    acts: Sequence[Idle]
    written: asyncio.Future[None]

    def fail(self, error: Exception) -> None:
        if not self.written.done():
            self.written.set_exception(error)

    def succeed(self) -> None:
        if not self.written.done():
            self.written.set_result(None)


class Shared:
    """Writes to a log for many nights at once. A night has one `append` under way at a time.

    Other processes hear on `bus` which nights have moved.
    """

    def __init__(self, log: Log, bus: Bus) -> None:
        self.log = log
        self.bus = bus
        self.waiting: list[Part] = []
        self.busy = False
        self.under_way: set[asyncio.Task[None]] = set()

    async def append(self, code: str, rows: Sequence[Recorded], acts: Sequence[Idle]) -> None:
        """Write this night's part, all of it or nothing. Raises what `Log.append` raises for this night."""
        part = Part(code, rows, acts, asyncio.get_running_loop().create_future())
        self.waiting.append(part)
        if not self.busy:
            self.start()
        await part.written

    def start(self) -> None:
        """Start a transaction for all who wait, if anybody does."""
        self.busy = bool(self.waiting)
        if self.busy:
            transaction = asyncio.create_task(self.write())
            self.under_way.add(transaction)
            transaction.add_done_callback(self.under_way.discard)

    async def write(self) -> None:
        """One transaction. The next one starts when it is over, or has turned out to be slow."""
        parts, self.waiting = self.waiting, []
        loop = asyncio.get_running_loop()
        slow = loop.call_later(SLOW, self.start)
        try:
            await self.commit(parts)
        except Exception as error:
            await self.one_by_one(parts, error)
        else:
            for part in parts:
                part.succeed()
        if loop.time() < slow.when():
            slow.cancel()
            self.start()

    async def one_by_one(self, parts: Sequence[Part], error: Exception) -> None:
        """The shared transaction failed with this error: try each alone, so that only faulty ones fail."""
        clock = asyncio.get_running_loop().time
        until = clock() + PATIENCE
        for part in parts:
            if len(parts) == 1 or clock() > until:
                part.fail(error)
                continue
            try:
                await self.commit([part])
            except Exception as own:
                part.fail(own)
            else:
                part.succeed()

    async def commit(self, parts: Sequence[Part]) -> None:
        """Write these parts in one transaction, and ring. Raises what `Log.append` raises."""
        rows = [(part.code, recorded) for part in parts for recorded in part.rows]
        acts = [act for part in parts for act in part.acts]
        metrics.BATCH.observe(len({recorded.command for _code, recorded in rows}) + len(acts))
        with metrics.COMMIT.time():
            await self.log.append(rows, acts)
        self.bus.ring({part.code: part.rows[-1].version for part in parts if part.rows})
