"""Short texts of people that are in no event, push, file or page of others: sealed, and kept beside the log
(store/between.py has the table). What each noun keeps there says when it goes."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import ClassVar

from opennight.clock import now
from opennight.errands import Errands
from opennight.night.messages import Event, Recorded
from opennight.night.state import Night
from opennight.sealing import Seals, Unreadable
from opennight.store.between import Between, Passed
from opennight.store.log import Unavailable

logger = logging.getLogger("opennight")

UNDER_WAY = 600_000
"""What is so young (ms) may belong to something that is still being written."""
PAUSES = (0.0, 0.5, 5.0, 60.0, 600.0)
"""Seconds before each try."""


def where(code: str, passed: Passed) -> str:
    """Where a sealed text belongs: it opens nowhere else."""
    return f"{code} {passed.one} {passed.other} {passed.kind}"


class Beside:
    """Keeps them on a `Between`, sealed with a key of 32 bytes. Before it is opened, there are none."""

    KINDS: ClassVar[tuple[str, ...]]
    """How the kinds of its rows begin."""
    ROOM: ClassVar[int]
    """Bytes of each text, whatever it says: its length tells nothing."""
    LEAVES: ClassVar[tuple[type[Event], ...]]
    """Events after which something is to be deleted."""

    def __init__(self, key: bytes) -> None:
        self.seals = Seals(key)
        self.between: Between | None = None
        self.certain: Callable[[str], Night | None] = lambda code: None
        self.swept = set[str]()
        self.errands = Errands()

    def has_some(self, night: Night) -> bool:
        """Whether anything of this night may be kept."""
        raise NotImplementedError

    def gone(self, night: Night, rows: list[Passed], at: int) -> list[Passed]:
        """Which of its rows nobody may see any more, at this moment (ms)."""
        raise NotImplementedError

    def open(self, between: Between, certain: Callable[[str], Night | None]) -> None:
        """`certain` gives a night that is in memory, all of it; None while it is read or written."""
        self.between, self.certain = between, certain

    async def write(self, code: str, one: int, other: int, kind: str, text: str) -> None:
        """Keep this, in place of what was there. Raises `Unavailable`."""
        if self.between is None:
            raise Unavailable("the store is not open")
        blank = Passed(one, other, kind, now(), "")
        sealed = self.seals.shut(text.encode().ljust(self.ROOM), where(code, blank))
        await self.between.put(code, blank._replace(data=sealed))

    def read(self, code: str, passed: Passed) -> str:
        try:
            return self.seals.unlock(passed.data, where(code, passed)).decode().strip()
        except Unreadable:
            logger.warning("%s: a text (%s) was sealed under another key", code, self.KINDS[0])
            return ""

    async def tidy(self, code: str) -> bool:
        """Delete what nobody may see any more; False if some of it may still be there."""
        night = self.certain(code)
        if self.between is None or night is None:
            return False
        try:
            rows = [row for row in await self.between.of_night(code) if row.kind.startswith(self.KINDS)]
            await self.between.remove(code, self.gone(night, rows, now()))
        except Unavailable as error:
            logger.warning("%s: texts (%s) not deleted yet: %s", code, self.KINDS[0], error)
            return False
        return True

    async def patiently(self, code: str) -> None:
        """The same, several times if the night is being read, or the store is away."""
        for pause in PAUSES:
            await asyncio.sleep(pause)
            if await self.tidy(code):
                return

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events. A night that has been read to its end is told of with none: then it is
        seen to once whether the server was killed before it had deleted something."""
        first = not rows and night.code not in self.swept
        if self.has_some(night) and (first or any(isinstance(row.event, self.LEAVES) for row in rows)):
            self.swept.add(night.code)
            self.errands.begin(self.patiently(night.code))

    async def end(self) -> None:
        await self.errands.end()
