"""Gives boards back to their nights once the reel on them is over: nobody may be at the desk by then."""

import asyncio
import logging

from opennight import clock
from opennight.night.messages import SYSTEM, Refused
from opennight.night.screening import FinishReel, is_over
from opennight.store.log import Conflict, Unavailable
from opennight.writers import Writers

logger = logging.getLogger("opennight")

LOOK = 2.0
"""Seconds between two looks at the nights that are open here."""


async def watch(writers: Writers) -> None:
    """Look again and again. Several processes may see the same end: it counts once."""
    while True:
        await asyncio.sleep(LOOK)
        for code in list(writers.open):
            try:
                await finish(writers, code, clock.now())
            except (Unavailable, Conflict, Refused) as error:
                logger.warning("%s: the reel goes on: %s", code, error)
            except Exception:  # a bug in one night is no reason to forget the others
                logger.exception("%s: the reel goes on", code)


async def finish(writers: Writers, code: str, at: int) -> None:
    """End the reel of this night, if it has been over for long enough at this moment."""
    night = writers.certain(code)
    if night and is_over(night, at):
        turn = night.reel.turn
        await writers.send(code, FinishReel(id=f"reel-{turn}", at=at, actor=SYSTEM, turn=turn))
