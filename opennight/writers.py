"""All nights that are open on this process. Each has a writer of its own, and none waits for another."""

import asyncio
from collections.abc import Callable

from opennight.answers import Answer
from opennight.night.messages import Command, Refused, _
from opennight.night.state import Night
from opennight.store.log import Log
from opennight.store.shared import Shared
from opennight.writer import Publish, Writer

NIGHTS_KEPT = 300
"""Nights that stay in memory; beyond that, those that were opened first and have no screens make place."""


class NoSuchNight(Refused):
    """Nobody has started a night with this code."""

    def __init__(self) -> None:
        super().__init__(_("There is no night with this code. Check the board and try again."), "missing")


class Writers:
    """Opens nights, and closes those that nobody needs.

    `publish` is handed to every writer. `let_go` is asked before a night leaves the memory: it forgets what
    it knows of the night, or says False, since screens listen to it.
    """

    def __init__(self, log: Log, publish: Publish, let_go: Callable[[str], bool]) -> None:
        self.log = log
        self.store = Shared(log)
        self.publish = publish
        self.let_go = let_go
        self.open: dict[str, Writer] = {}

    async def night(self, code: str) -> Night:
        """The night as it is on the disk. Use it without awaiting in between; it changes in place.

        Raises `NoSuchNight`, or `Unavailable` if it has to be read and cannot be.
        """
        while True:
            writer = self.writer(code)
            night = writer.certain
            if night is None:
                await writer.settle()  # a failed commit drops it, and meanwhile it may have made place
            elif night.version:
                return night
            else:
                self.close(writer)
                raise NoSuchNight

    async def send(self, code: str, command: Command) -> Answer:
        """Have the command carried out. Raises `Refused`; once it answers, what happened is on the disk."""
        writer = self.writer(code)
        try:
            return await writer.take(command)
        finally:
            if writer.night is not None and not writer.night.version:
                self.close(writer)  # it has not been started

    def certain(self, code: str) -> Night | None:
        """The night, if it is in memory and all of it is on the disk."""
        writer = self.open.get(code)
        return writer.certain if writer else None

    def writer(self, code: str) -> Writer:
        if code not in self.open:
            for first in list(self.open)[: max(0, len(self.open) - NIGHTS_KEPT + 1)]:
                self.close(self.open[first])
            self.open[code] = Writer(code, self.store, self.publish)
        return self.open[code]

    def close(self, writer: Writer) -> None:
        """Give back its memory, unless somebody needs it."""
        if writer.rests and self.open.get(writer.code) is writer and self.let_go(writer.code):
            del self.open[writer.code]

    async def end(self) -> None:
        """Come to an end once nobody sends any more; what waits is still carried out.

        Nothing is cancelled: a commit cut in two is neither done nor undone.
        """
        while tasks := [writer.task for writer in self.open.values() if writer.task]:
            await asyncio.wait(tasks)
