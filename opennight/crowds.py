"""Crowds of simulated people, each a process of its own that comes into a night as phones do; and the copies
of nights in which hosts rehearse with one."""

import asyncio
import contextlib
import logging
import os
import sys
from dataclasses import dataclass

from opennight import clock
from opennight.errands import Errands
from opennight.live.hub import Hub
from opennight.night.messages import SYSTEM, Refused, _
from opennight.night.rehearsals import ThrowAway
from opennight.night.state import Night
from opennight.store.catalogue import Catalogue, current
from opennight.store.log import CheckedLog, Conflict, Unavailable
from opennight.writers import Writers

logger = logging.getLogger("opennight")

DRIVING = 2
FOLLOWING = 4
"""Crowds that may be under way at the same time: those that run a night of their own, and those in a copy."""
LOOK = 5.0
"""Seconds between two looks at the copies."""
IDLE = 2 * 3600 * 1000
"""Milliseconds without an act after which a copy is thrown away."""


@dataclass(frozen=True)
class Crowd:
    """A crowd in this night."""

    night: str
    process: asyncio.subprocess.Process

    @property
    def here(self) -> bool:
        return self.process.returncode is None

    async def go_home(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        await self.process.wait()


class Crowds:
    """The crowds that this process has sent out, by the commands that asked for them; and the copies of
    nights that it looks after: their codes, and of which night each is one.

    Every process looks after the copies that it has begun, and from its start on after those it finds.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.crowds: dict[str, Crowd] = {}
        self.copies: dict[str, str] = {}
        self.one_by_one = asyncio.Lock()
        self.errands = Errands()
        self.log: CheckedLog
        self.catalogue: Catalogue
        self.writers: Writers
        self.hub: Hub

    def open(self, log: CheckedLog, catalogue: Catalogue, writers: Writers, hub: Hub) -> None:
        """From now on, look after the copies."""
        self.log, self.catalogue, self.writers, self.hub = log, catalogue, writers, hub
        self.errands.begin(self.watch())

    def copy(self, of: str) -> str:
        """The copy in which this night is rehearsed; empty if there is none that this process knows of."""
        return next((copy for copy, night in self.copies.items() if night == of), "")

    def refuse_more(self) -> None:
        """Refuse another crowd that drives a night while enough do: each keeps this machine busy."""
        if len(self.under_way()) - len(self.rehearsing()) >= DRIVING:
            raise Refused(
                _("Two rehearsals are already running. Watch one of them, or try again in a minute."), "full"
            )

    def refuse_more_copies(self) -> None:
        """The same for crowds that follow a host, which stay longer and do less."""
        if len(self.rehearsing()) >= FOLLOWING:
            raise Refused(
                _("%(most)s nights are already being rehearsed on this server. Try again later."),
                "full",
                most=FOLLOWING,
            )

    def under_way(self) -> list[Crowd]:
        self.crowds = {id: crowd for id, crowd in self.crowds.items() if crowd.here}
        return list(self.crowds.values())

    def rehearsing(self) -> list[Crowd]:
        """The crowds in copies of nights."""
        return [crowd for crowd in self.under_way() if crowd.night in self.copies]

    async def send(self, command: str, night: Night, key: str, *words: str) -> None:
        """Send a crowd into this night, once for a command. `words` are arguments of `opennight rehearse`.

        The desk key goes through the environment, since process lists show arguments.
        """
        here = f"http://127.0.0.1:{self.port}"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "opennight", "rehearse", "--url", here, *words),
            env=os.environ | {"OPENNIGHT_DESK_LINK": f"{here}/n/{night.code}/desk?key={key}"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
        )
        self.crowds[command] = Crowd(night.code, process)
        if night.copy_of:
            self.copies[night.code] = night.copy_of

    async def watch(self) -> None:
        """Throw away copies in which nothing has happened for long, and end the crowds of those that are
        gone: whoever threw them away may have done so on another process."""
        found = False
        while True:
            try:
                if not found:
                    await self.find()
                found = True
                if self.copies:
                    await self.look()
            except (Unavailable, Conflict, Refused) as error:
                logger.warning("rehearsals are not looked after: %s", str(error) or "too much is written")
            except Exception:  # a bug is no reason to stop looking
                logger.exception("rehearsals are not looked after")
            await asyncio.sleep(LOOK)

    async def find(self) -> None:
        """Look for copies that an earlier process has left behind."""
        entries = await current(self.catalogue, await self.log.codes())
        self.copies |= {entry.code: entry.copy_of for entry in entries if entry.copy_of}

    async def look(self) -> None:
        copies = list(self.copies)
        there = await self.log.versions(copies)
        for copy in set(copies) - there.keys():
            await self.end_with(copy)
        for entry in await current(self.catalogue, list(there)):  # it may not know the latest of them yet
            if entry.at < clock.now() - IDLE:
                await self.throw_away(entry.code)

    async def end_with(self, night: str) -> None:
        """The crowd of this night goes home."""
        for crowd in [crowd for crowd in self.crowds.values() if crowd.night == night]:
            await crowd.go_home()
        self.copies.pop(night, None)

    async def throw_away(self, copy: str) -> None:
        """Delete this copy for good. Its screens are told. Raises `Refused` if it is not one."""
        night = await self.writers.current(copy)
        if not night.thrown_away:
            await self.writers.send(copy, ThrowAway(id="throw-away", at=clock.now(), actor=SYSTEM))
        await self.end_with(copy)
        while await self.log.versions([copy]):
            with contextlib.suppress(Conflict):  # another process is doing the same, or lists what it said
                await self.log.delete(copy, clock.now())
        self.writers.forget(copy)
        self.hub.forget(copy)

    async def end(self) -> None:
        """Send the crowds home; the server is going down."""
        await self.errands.end()
        await asyncio.gather(*(crowd.go_home() for crowd in self.crowds.values()))
