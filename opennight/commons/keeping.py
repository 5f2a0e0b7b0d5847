"""Brings the index of the commons up to what the log says, night by night: for the process that does it."""

import asyncio
import contextlib
from typing import NamedTuple

from opennight import clock
from opennight.commons.things import shelve
from opennight.night.fold import evolve
from opennight.night.state import Night
from opennight.store.ahead import pieces
from opennight.store.commons import Commons
from opennight.store.log import Log

AT_ONCE = 4
"""Nights that are read at a time, and written in one transaction."""


class Kept(NamedTuple):
    """How many nights were read, with how many events; how many of them are listed, and what these say."""

    nights: int = 0
    events: int = 0
    listed: int = 0
    things: int = 0


async def read(log: Log, code: str) -> Night | None:
    """The night as the log has it now; None if it is gone."""
    night = Night(code)
    async with contextlib.aclosing(pieces(log, code, 0)) as found:
        async for piece in found:
            for recorded in piece:
                evolve(night, recorded)
    return night if night.version else None


async def catch_up(log: Log, commons: Commons) -> Kept:
    """Read all nights that the log knows better, a few at a time: those of one turn are written while the
    next are read. If it is stopped, the next one begins where it was."""
    behind, done, writing = await commons.behind(clock.today("UTC")), Kept(), None
    for start in range(0, len(behind.codes), AT_ONCE):
        codes = behind.codes[start : start + AT_ONCE]
        nights = [night for night in await asyncio.gather(*(read(log, code) for code in codes)) if night]
        listed = [found for night in nights if (found := shelve(night))]
        if writing:
            await writing
        writing = asyncio.create_task(commons.put(codes, listed))
        events, things = sum(night.version for night in nights), sum(len(one.things) for one in listed)
        done = Kept(
            done.nights + len(codes), done.events + events, done.listed + len(listed), done.things + things
        )
    if writing:
        await writing
        await commons.tidy()
    await commons.move(behind.cursor)
    return done


async def rebuild(log: Log, commons: Commons) -> Kept:
    """Read all listed nights again. Meanwhile what the index has is held against each (web/commons.py)."""
    await commons.rewind()
    return await catch_up(log, commons)
