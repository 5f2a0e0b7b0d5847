"""Files that are made of a night, kept until it changes: made once, however many ask for them at once, and in
a thread, so that nobody's vote waits for it."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST = 64_000_000
"""Bytes that are kept, of all nights together; what was asked for longest ago goes first."""

Making = Callable[[], bytes]


class Written:
    """`key` names a file, `version` what it was made of."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.kept: OrderedDict[Hashable, tuple[Hashable, bytes]] = OrderedDict()
        self.under_way: dict[tuple[Hashable, Hashable], asyncio.Task[bytes]] = {}
        self.turn = asyncio.Semaphore(1)

    async def get(self, key: Hashable, version: Hashable, prepare: Callable[[], Making]) -> bytes:
        """The file. `prepare` looks at the night, at once; what it returns works in a thread, and no longer
        looks at it."""
        there = self.kept.get(key)
        if there and there[0] == version:
            self.kept.move_to_end(key)
            return there[1]
        task = self.under_way.get((key, version))
        if task is None:
            task = asyncio.create_task(self.make(key, version, prepare()))
            self.under_way[key, version] = task
            task.add_done_callback(lambda _task: self.under_way.pop((key, version), None))
        return await asyncio.shield(task)  # whoever hangs up stops nobody else

    async def make(self, key: Hashable, version: Hashable, making: Making) -> bytes:
        async with self.turn:
            made = await asyncio.to_thread(making)
        self.keep(key, version, made)
        return made

    def keep(self, key: Hashable, version: Hashable, made: bytes) -> None:
        self.kept.pop(key, None)
        self.kept[key] = version, made
        while sum(len(content) for _version, content in self.kept.values()) > self.most:
            self.kept.popitem(last=False)
