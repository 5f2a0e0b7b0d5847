"""Answers that take a while: a page waits for one a moment, then says that it is being worked out and comes
back for it."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, TypeVar, cast

from opennight.errands import break_off, heed

T = TypeVar("T")

AT_ONCE = 2.0
"""Seconds after which a page says that it takes a while."""
KEPT = 30.0
"""Seconds that an answer is there for a page that comes back for it."""


class Later:
    """What is being worked out, by what it is about: once for all pages that ask for it meanwhile."""

    def __init__(self) -> None:
        self.tasks: dict[Hashable, asyncio.Task[Any]] = {}

    async def answer(
        self, about: Hashable, work: Callable[[], Coroutine[Any, Any, T]], seconds: float | None = AT_ONCE
    ) -> T | None:
        """The answer; None if it is not there after so many seconds (None: wait until it is). It is handed
        out once, then worked out anew. Raises whatever the work raises."""
        task = self.tasks.get(about)
        if task is None:
            task = self.tasks[about] = asyncio.create_task(work())
            task.add_done_callback(lambda done: self.keep(about, done))
        await asyncio.wait({task}, timeout=seconds)
        if not task.done():
            return None
        self.forget(about, task)
        return cast("T", await task)

    def keep(self, about: Hashable, task: asyncio.Task[Any]) -> None:
        """Keep what nobody waits for now; an error that nobody comes back for is no news."""
        heed(task)
        asyncio.get_running_loop().call_later(KEPT, self.forget, about, task)

    def forget(self, about: Hashable, task: asyncio.Task[Any]) -> None:
        if self.tasks.get(about) is task:
            del self.tasks[about]

    async def end(self) -> None:
        """Break off what is not done."""
        await break_off(self.tasks.values())
