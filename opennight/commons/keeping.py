"""Brings the index of the commons up to what the log says, night by night: for the process that does it."""

import contextlib
from typing import NamedTuple

from opennight import clock
from opennight.commons.things import shelve
from opennight.night.fold import evolve
from opennight.night.state import Night
from opennight.store.ahead import pieces
from opennight.store.commons import Commons
from opennight.store.log import Log


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


async def keep(log: Log, commons: Commons, code: str) -> Kept:
    """Put what the record of this night says now into the index, or take all of it out."""
    night = await read(log, code)
    found = shelve(night) if night else None
    if found is None:
        await commons.remove(code)
        return Kept(1, night.version if night else 0)
    await commons.replace(*found)
    return Kept(1, found[0].version, 1, len(found[1]))


async def catch_up(log: Log, commons: Commons) -> Kept:
    """Read all nights that the log knows better. If it is stopped, the next one begins where it was."""
    behind = await commons.behind(clock.today("UTC"))
    done = [await keep(log, commons, code) for code in behind.codes]
    if done:
        await commons.tidy()
    await commons.move(behind.cursor)
    return Kept(*map(sum, zip(*done, strict=True))) if done else Kept()


async def rebuild(log: Log, commons: Commons) -> Kept:
    """Read all listed nights again. Meanwhile what the index has is held against each (web/commons.py)."""
    await commons.rewind()
    return await catch_up(log, commons)
