"""A log in memory, for tests that need to look inside; it can be made to stall and to fail."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from opennight.night.messages import Recorded
from opennight.store.log import DAY, Conflict, Idle


class MemoryLog:
    """A `Log`. `fails` is raised by the next append; while `gate` is not set, appends wait.

    Calls for a night in `stalled` wait until its event is set.
    """

    def __init__(self) -> None:
        self.nights: dict[str, list[Recorded]] = defaultdict(list)
        self.acts: dict[tuple[str, str], Idle] = {}
        self.appends: list[int] = []
        self.fails: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.stalled: dict[str, asyncio.Event] = {}

    async def stall(self, *codes: str) -> None:
        await asyncio.sleep(0)
        for code in codes:
            if code in self.stalled:
                await self.stalled[code].wait()

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        await self.stall(*(code for code, _recorded in rows), *(act.night for act in acts))
        await self.gate.wait()
        if self.fails:
            failure, self.fails = self.fails, None
            raise failure
        self.refuse_late(rows, acts)
        for code, recorded in rows:
            self.nights[code].append(recorded)
        if acts:
            last = max(act.at for act in acts)
            self.acts |= {(act.night, act.key): act for act in acts}
            self.acts = {key: act for key, act in self.acts.items() if act.at >= last - DAY}
        self.appends.append(len(rows))

    def refuse_late(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle]) -> None:
        ends = {code: len(self.nights[code]) for code in {code for code, _recorded in rows}}
        for code, recorded in rows:
            ends[code] += 1
            if recorded.version != ends[code] or (code, recorded.key) in self.acts:
                raise Conflict
        for act in acts:
            if act.version < len(self.nights[act.night]) or (act.night, act.key) in self.acts:
                raise Conflict

    async def find(self, code: str, version: int) -> str | None:
        """It keeps no hashes."""
        return None

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        await self.stall(code)
        return self.nights[code][after : None if most < 0 else after + most]

    async def idle(self, code: str) -> list[Idle]:
        await self.stall(code)
        return sorted((act for act in self.acts.values() if act.night == code), key=lambda act: act.at)

    async def codes(self) -> list[str]:
        return [code for code, log in self.nights.items() if log]

    async def versions(self, codes: Sequence[str]) -> dict[str, int]:
        await self.stall(*codes)
        return {code: len(self.nights[code]) for code in codes if self.nights.get(code)}

    def turn(self, code: str) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    async def forget(self, code: str, versions: Sequence[int]) -> None:
        for version in set(versions).intersection(range(1, len(self.nights[code]) + 1)):
            row = self.nights[code][version - 1]
            blank = msgspec.structs.replace(row.event, **dict.fromkeys(row.event.PERSONAL, ""))
            self.nights[code][version - 1] = msgspec.structs.replace(row, event=blank)

    async def probe(self, at: int) -> None:
        await self.gate.wait()

    async def close(self) -> None: ...
