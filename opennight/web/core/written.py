"""What is made from a night, such as a file, kept until the night changes. It is made once, however many ask
for it at the same time, and nobody's vote waits for it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, Protocol, TypeVar

from opennight.errands import Shared

MOST = 64_000_000
"""Bytes that are kept, of all nights together; what was asked for longest ago goes first."""


class Weighed(Protocol):
    @property
    def weight(self) -> int:
        """Bytes that it takes in memory."""


T = TypeVar("T", bound=Weighed)


class Written(Generic[T]):
    """`key` names what is made, `version` what it is made of."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.kept: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()
        self.making = Shared()
        self.turn = asyncio.Semaphore(1)

    async def get(self, key: Hashable, version: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """What was made, or is made now: one after another, and what takes long in a thread."""
        there = self.kept.get(key)
        if there and there[0] == version:
            self.kept.move_to_end(key)
            return there[1]
        return await self.making.answer((key, version), lambda: self.make(key, version, make))

    async def make(self, key: Hashable, version: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        async with self.turn:
            made = await make()
        self.keep(key, version, made)
        return made

    def keep(self, key: Hashable, version: Hashable, made: T) -> None:
        self.kept.pop(key, None)
        self.kept[key] = version, made
        while sum(content.weight for _version, content in self.kept.values()) > self.most:
            self.kept.popitem(last=False)
