"""Reading a night piece by piece, and ahead: a long log is read while what came before is folded."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator

from opennight.errands import break_off
from opennight.night.messages import Recorded
from opennight.store.log import Log

PIECE = 2_000
"""Events read and folded before others get their turn: about five milliseconds."""
AHEAD = 2
"""Pieces asked for beyond the one that is being folded: the store always has the next one to work on."""


async def pieces(log: Log, code: str, after: int) -> AsyncGenerator[list[Recorded], None]:
    """The events of this night after that version, in pieces of PIECE; the last one may be empty.

    Versions have no gaps, so it is known where each piece begins. A log that has lost rows is read one piece
    at a time.
    """
    piece = await log.read(code, after, PIECE)
    reading: deque[asyncio.Task[list[Recorded]]] = deque()
    try:
        while len(piece) == PIECE:
            if piece[-1].version != after + PIECE:
                await stop(reading)
            after = piece[-1].version
            for number in range(len(reading), AHEAD):
                reading.append(asyncio.create_task(log.read(code, after + number * PIECE, PIECE)))
            yield piece
            piece = await reading.popleft()
        yield piece
    finally:
        await stop(reading)


async def stop(reading: deque[asyncio.Task[list[Recorded]]]) -> None:
    """Cancel these reads; whether they failed does not matter any more."""
    await break_off(reading)
    reading.clear()
