"""A log in memory, for tests that need to see inside: it can be slow, and it can fail."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from opennight.night.words import Recorded
from opennight.store.log import Conflict


class MemoryLog:
    """A `Log`. `fails` is raised by the next append; while `gate` is closed, an append waits there."""

    def __init__(self) -> None:
        self.nights: dict[str, list[Recorded]] = defaultdict(list)
        self.appends: list[int] = []
        self.fails: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def append(self, rows: Sequence[tuple[str, Recorded]]) -> None:
        await asyncio.sleep(0)
        await self.gate.wait()
        if self.fails:
            failure, self.fails = self.fails, None
            raise failure
        ends = {code: len(self.nights[code]) for code, _recorded in rows}
        for code, recorded in rows:
            ends[code] += 1
            if recorded.version != ends[code]:
                raise Conflict
        for code, recorded in rows:
            self.nights[code].append(recorded)
        self.appends.append(len(rows))

    async def read(self, code: str, after: int = 0) -> list[Recorded]:
        await asyncio.sleep(0)
        return self.nights[code][after:]

    async def codes(self) -> list[str]:
        return [code for code, log in self.nights.items() if log]

    async def close(self) -> None: ...
