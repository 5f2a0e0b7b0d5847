"""Asks which versions nights are at: one query answers all who want to know at the same time."""

import asyncio

from opennight.store.log import Log

Answer = asyncio.Future[dict[str, int]]


class Asking:
    """Questions to a log to which other processes write, too."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.asked: dict[str, None] = {}
        self.next: Answer | None = None
        self.task: asyncio.Task[None] | None = None

    async def version(self, code: str) -> int:
        """The version of this night in the log, now or later; 0 if there is none. Raises `Unavailable`."""
        self.asked[code] = None
        if self.next is None:
            self.next = asyncio.get_running_loop().create_future()
        if self.task is None:
            self.task = asyncio.create_task(self.run())
        return (await asyncio.shield(self.next)).get(code, 0)

    async def run(self) -> None:
        """Ask until nobody wants to know. Whoever comes while a question is under way gets the next one."""
        try:
            while self.next is not None:
                await asyncio.sleep(0)  # let all of this turn in
                asked, answer = list(self.asked), self.next
                self.asked, self.next = {}, None
                try:
                    answer.set_result(await self.log.versions(asked))
                except Exception as error:
                    answer.set_exception(error)
                    answer.exception()  # those who asked may have gone: asyncio is not to complain
        finally:
            self.task = None
