"""All nights that are open in this process. Each has its own writer, and none waits for another."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping

from opennight.answers import Answer
from opennight.errands import heed
from opennight.night.messages import Command, Refused, _
from opennight.night.nights import NoSuchNight
from opennight.night.state import Night
from opennight.store.asking import Asking
from opennight.store.bus import Alone, Bus
from opennight.store.log import Log, Unavailable
from opennight.store.shared import Shared
from opennight.writer import Folded, Publish, Writer

NIGHTS_KEPT = 300
"""Nights kept in memory; beyond that, those opened first are closed, unless screens listen to them."""

PATIENCE = 1.0
"""Seconds to wait for the log to say how far a night is."""


class Away(Refused):
    """The log cannot be read just now."""

    def __init__(self) -> None:
        super().__init__(_("The server cannot look this up just now. Try again in a moment."), "busy")


@contextlib.contextmanager
def or_away() -> Iterator[None]:
    """What the store cannot do just now raises `Away`."""
    try:
        yield
    except Unavailable as error:
        raise Away from error


class Writers:
    """Opens nights, and closes those that nobody needs.

    `publish` and `folded` are handed to every writer. `let_go` is asked before a night is dropped from
    memory: it forgets what it knows of the night, or returns False if screens still listen to it. `watched`
    tells whether any listen. Other processes hear on `bus` what is written here.
    """

    def __init__(
        self,
        log: Log,
        publish: Publish,
        let_go: Callable[[str], bool],
        watched: Callable[[str], bool] = lambda code: False,
        bus: Bus | None = None,
        folded: Folded = lambda night, recorded: None,
    ) -> None:
        self.log = log
        self.store = Shared(log, bus or Alone())
        self.publish = publish
        self.folded = folded
        self.let_go = let_go
        self.watched = watched
        self.asking = Asking(log) if self.store.bus.shared else None
        self.open: dict[str, Writer] = {}

    async def night(self, code: str, least: int = 0) -> Night:
        """The night as it is on the disk, at version `least` or a later one.

        It changes in place: await nothing while you use it, or fetch it again.

        Raises `NoSuchNight`; or `Away` if it has to be read and cannot be.
        """
        while True:
            writer = self.writer(code)
            night = writer.certain
            if night is None or night.version < least:
                # Then look again: it may have been dropped or closed while we waited.
                least = await self.settle(writer, least)
            elif night.version:
                return night
            else:
                self.close(writer)
                raise NoSuchNight

    async def settle(self, writer: Writer, least: int) -> int:
        """Wait for the commit under way, or read the log. Returns the version that is still to be reached."""
        if not writer.settled.is_set():
            await writer.settled.wait()
            return least
        reading, begins = writer.reading, False
        if reading is None or reading.done():
            writer.reading = reading = asyncio.create_task(writer.ready(least))
            reading.add_done_callback(heed)
            begins = True
        # All who wait go on, or fail, in one turn. A room that took the lock one by one would need a turn for
        # each, with whatever else there is to do in each of them.
        with or_away():
            await asyncio.shield(reading)
        return 0 if begins else least  # once it was read for this, it has all that the log had

    async def current(self, code: str) -> Night:
        """The same, and no older than what any process had acknowledged when this was called: for whoever
        comes from outside.

        While the log does not answer, it is the night as it was last known here.
        """
        least = 0
        if self.asking:
            with contextlib.suppress(Unavailable, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    least = await self.asking.version(code)
        return await self.night(code, least)

    async def send(self, code: str, command: Command) -> Answer:
        """Carry out the command. Once this returns, the result is on the disk. Raises `Refused`."""
        writer = self.writer(code)
        try:
            return await writer.take(command)
        finally:
            if writer.night is not None and not writer.night.version:
                self.close(writer)  # no such night has been started

    def hear(self, versions: Mapping[str, int]) -> None:
        """Other processes say that these nights are at these versions, which may be wrong or long known."""
        for code, version in versions.items():
            if writer := self.open.get(code):
                writer.hear(version, watched=self.watched(code))

    def started(self, code: str) -> bool:
        """Whether the night is in memory, and in the log at the moment."""
        night = self.certain(code)
        return night is not None and night.version > 0

    def forget(self, code: str) -> None:
        """The night was deleted from the log."""
        self.open.pop(code, None)

    def certain(self, code: str) -> Night | None:
        """The night, if it is in memory and all of it is on the disk."""
        writer = self.open.get(code)
        return writer.certain if writer else None

    def writer(self, code: str) -> Writer:
        """The writer of this night, made if there is none. Beyond NIGHTS_KEPT, the oldest are closed."""
        if code not in self.open:
            for first in list(self.open)[: max(0, len(self.open) - NIGHTS_KEPT + 1)]:
                self.close(self.open[first])
            self.open[code] = Writer(code, self.store, self.publish, self.folded)
        return self.open[code]

    def close(self, writer: Writer) -> None:
        """Drop it from memory, unless somebody needs it."""
        if writer.rests and self.open.get(writer.code) is writer and self.let_go(writer.code):
            del self.open[writer.code]

    async def end(self) -> None:
        """Wait for all commands to be carried out, once nobody sends any more.

        Nothing is cancelled: a commit cut off halfway is neither done nor undone.
        """
        while tasks := [writer.task for writer in self.open.values() if writer.task]:
            await asyncio.wait(tasks)
