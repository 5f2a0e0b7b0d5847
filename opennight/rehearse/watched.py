"""A desk that somebody else drives: the crowd follows where they take the night."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from opennight.rehearse.desk import Desk
from opennight.rehearse.wire import Answer

PHASES = ("welcome", "pitch", "vote", "groups", "talk", "share", "closed")
LEFT_ALONE = Answer(403)
LOOK = 0.1
"""Seconds between two looks at where the night is."""


class Watched(Desk):
    """Does nothing at the desk. What would move the night waits until its host has moved it."""

    @property
    def phase(self) -> str:
        """Where the night is; empty until the desk's screen has been told."""
        return self.screens[0].phase

    async def drive(self, path: str, **fields: str) -> Answer:
        return LEFT_ALONE

    async def enter(self, phase: str, command: str = "") -> bool:
        """Wait for the host to take the night to this phase, or past it. People come in at any time."""
        while True:
            if self.phase and PHASES.index(self.phase) >= PHASES.index(phase):
                return phase in (self.phase, "welcome")
            await asyncio.sleep(LOOK)

    async def calls_another(self) -> bool:
        """Wait for the host to call a round, or to go on."""
        while True:
            if self.phase != "talk":
                return self.phase == "groups"
            await asyncio.sleep(LOOK)

    async def during(self, play: Coroutine[Any, Any, None]) -> None:
        """Until it is done, or the host moves on: then everybody stops."""
        phase, playing = self.phase, asyncio.create_task(play)
        try:
            while not playing.done() and self.phase == phase:
                await asyncio.wait([playing], timeout=LOOK)
        finally:
            playing.cancel()
        await asyncio.wait([playing])
        if not playing.cancelled():
            playing.result()

    async def lineup(self) -> dict[str, Any]:
        """The record, as soon as the host has made a line-up."""
        while True:
            record = await self.record()
            if record["groups"] or self.phase != "groups":
                return record
            await asyncio.sleep(5 * LOOK)
