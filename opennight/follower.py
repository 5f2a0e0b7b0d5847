"""Keeps this process up with the log, to which others may write, and notices when the log is away."""

import asyncio
import logging
import time

from opennight import clock
from opennight.errands import Errands
from opennight.live.hub import Hub
from opennight.store.bus import Bus
from opennight.store.catalogue import Catalogue, current
from opennight.store.log import Unavailable
from opennight.writers import Writers

logger = logging.getLogger("opennight")

EACH = 1.5
"""Seconds between two looks at the versions of the open nights, since rings can be lost."""
LISTED = 5.0
"""Seconds between two looks at what is new for the catalogue."""
PROBE = 1.0
"""Seconds for which it holds good that the log can, or cannot, be written to."""
LOST = 4.0
"""Seconds without an answer from the log after which the screens here can no longer be right."""


class Follower:
    """Hears what other processes have written, and has the writers read it.

    Once the log has been away for some time, the hub hangs up: screens must not go on showing what may be
    old, and try elsewhere, or here again, until it is back.
    """

    def __init__(self, writers: Writers, bus: Bus, hub: Hub, catalogue: Catalogue) -> None:
        self.writers = writers
        self.bus = bus
        self.hub = hub
        self.catalogue = catalogue
        self.answered = time.monotonic()
        self.wrote = False
        self.probed = -PROBE
        self.probing = asyncio.Lock()
        self.errands = Errands()
        for errand in (self.listen, self.look, self.list_nights):
            self.errands.begin(errand())

    async def listen(self) -> None:
        """Pass on what other processes ring."""
        while True:
            self.writers.hear(await self.bus.heard())

    async def look(self) -> None:
        """Ask the log at which versions the open nights are, again and again."""
        while True:
            asked = time.monotonic()
            try:
                await self.keep_up()
            except (Unavailable, TimeoutError) as error:
                self.missed(error)
            except Exception:  # a bug is no reason to stop looking
                logger.exception("the open nights are not kept up")
            await asyncio.sleep(max(0.0, asked + EACH - time.monotonic()))

    async def keep_up(self) -> None:
        """Have open nights read that have moved on, and forget those that are gone. Raises `Unavailable`, or
        `TimeoutError`."""
        there = [code for code in self.writers.open if self.writers.started(code)]
        async with asyncio.timeout(LOST):
            versions = await self.writers.log.versions(there)
        self.answered, self.hub.away = time.monotonic(), False
        self.writers.hear(versions)
        for code in set(there) - versions.keys():
            self.writers.forget(code)
            self.hub.forget(code)

    async def list_nights(self) -> None:
        """Keep the catalogue up, so that whoever asks it need not wait."""
        while True:
            try:
                await current(self.catalogue, ())
            except Unavailable as error:
                logger.warning("the catalogue is not kept up: %s", error)
            except Exception:  # a bug is no reason to stop looking
                logger.exception("the catalogue is not kept up")
            await asyncio.sleep(LISTED)

    async def writable(self) -> bool:
        """Whether the log can be written to. It is tried once a second at most, however many ask."""
        async with self.probing:
            if time.monotonic() > self.probed + PROBE:
                try:
                    async with asyncio.timeout(LOST):
                        await self.writers.log.probe(clock.now())
                    self.wrote = True
                except (Unavailable, TimeoutError) as error:
                    logger.error("the log cannot be written: %s", str(error) or "no answer")
                    self.wrote = False
                self.probed = time.monotonic()
            return self.wrote and not self.hub.away

    def missed(self, error: Exception) -> None:
        """The log did not answer. Hang up once that has gone on for LOST seconds."""
        if not self.hub.away and time.monotonic() - self.answered > LOST:
            logger.error("the log has been away for %.0f s: %s", LOST, str(error) or "no answer")
            self.hub.hang_up()

    async def end(self) -> None:
        await self.errands.end()
