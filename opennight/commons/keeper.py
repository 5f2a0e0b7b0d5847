"""Has the index of the commons kept up while the server runs: by a process of its own, when there is
something to do. No act in any night waits for it; what the index does not know yet is seen to where it is
read."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence

import msgspec

from opennight import clock
from opennight.config import Database
from opennight.errands import Errands
from opennight.night import commons as listed
from opennight.night.commons import CommonsLeft, CommonsListed
from opennight.night.messages import Recorded
from opennight.night.publication import RecordWithdrawn
from opennight.night.state import Night
from opennight.store.commons import Commons
from opennight.store.log import CheckedLog, Conflict, Unavailable
from opennight.store.opening import commons_beside
from opennight.thinking import think

logger = logging.getLogger("opennight")

FIRST = 5.0
"""Seconds after the start until the first look: a server that was killed may have left something undone."""
EACH = 60.0
"""Seconds between two looks, for what other processes wrote, and for a new day."""
SOON = 1.0
"""Seconds for which more may come that is read at one go."""
REST = 5.0
"""Seconds between two processes: a listed night that is open again may change all the time, and what the
index does not know is seen to all the same."""
LIMIT = 600.0
"""Seconds that the process may take: that of an index that is made anew reads all listed nights."""
NEWS = (CommonsListed, CommonsLeft, RecordWithdrawn)


def question(database: Database) -> bytes:
    """What the process is asked. It runs in another folder, so it is told the whole path of a file."""
    file = str(database.file.absolute()) if database.file else ""
    return msgspec.json.encode((file, database.url, database.listen))


class Keeper:
    """Also holds the index, for those who search in it. `told` is told of all events."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.wake = asyncio.Event()
        self.commons: Commons | None = None
        self.errands = Errands()
        self.seen = ""

    def open(self, log: CheckedLog) -> Commons:
        self.commons = commons_beside(log, self.database)
        self.errands.begin(self.run(self.commons))
        return self.commons

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        if rows and (listed.listing(night) or any(isinstance(row.event, NEWS) for row in rows)):
            self.wake.set()

    async def run(self, commons: Commons) -> None:
        pause = FIRST
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self.wake.wait()
                    await asyncio.sleep(SOON)
            self.wake.clear()
            pause = EACH
            try:
                behind = await commons.behind(clock.today("UTC"))
                if behind.codes:
                    await self.catch_up()
                    await asyncio.sleep(REST)
                elif behind.cursor != self.seen:
                    await commons.move(behind.cursor)
                self.seen = behind.cursor
            except (Unavailable, Conflict, OSError, TimeoutError) as error:
                logger.warning("the commons are not kept up: %s", str(error) or "it took too long")
            except Exception:  # a bug is no reason to stop looking
                logger.exception("the commons are not kept up")

    async def catch_up(self) -> None:
        """Have a process read what there is to read."""
        async with asyncio.timeout(LIMIT):
            await think("opennight.commons", question(self.database))

    async def end(self) -> None:
        await self.errands.end()
        if self.commons:
            await self.commons.close()
