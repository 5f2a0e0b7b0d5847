"""Work that is begun beside whatever led to it: nobody waits for it, or several do."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


class Errands:
    """Those that are under way; without a hold on them Python might forget them."""

    def __init__(self) -> None:
        self.under_way = set[asyncio.Task[Any]]()

    def begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)
        return task

    async def end(self) -> None:
        """Break off what is not done."""
        await break_off(self.under_way)


class Shared:
    """Work that is done once for all who ask for it while it is under way, by what it is about."""

    def __init__(self) -> None:
        self.under_way: dict[Hashable, asyncio.Task[Any]] = {}

    async def answer(self, about: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What comes of it. Raises whatever the work raises."""
        task: asyncio.Task[T] | None = self.under_way.get(about)
        if task is None:
            task = self.under_way[about] = asyncio.create_task(work())
            task.add_done_callback(lambda _task: self.under_way.pop(about, None))
            task.add_done_callback(heed)
        return await asyncio.shield(task)  # whoever hangs up stops nobody else


async def break_off(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel these, and wait until they have ended; what one of them failed with does not matter any more."""
    those = list(tasks)
    for task in those:
        task.cancel()
    await asyncio.gather(*those, return_exceptions=True)


def heed(task: asyncio.Task[Any]) -> None:
    """Take note of its error, as all who asked may have gone."""
    if not task.cancelled():
        task.exception()
