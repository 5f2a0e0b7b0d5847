"""Sound and film, as the server sees them: a short look while the sender waits, and work that takes minutes.

Both are done by filming.py in processes of their own, two of each at a time. Looks do not wait for films.
"""

import asyncio
import logging
import pathlib
import signal

import msgspec

from opennight.media.kinds import EBML, Made, head, is_there
from opennight.media.processes import Died, paths, run
from opennight.night.messages import Refused, _
from opennight.night.preparing import refusal

logger = logging.getLogger("opennight")

MODULE = "opennight.media.filming"
AT_ONCE = 2
LOOKING = 30.0
"""Seconds that a look may take."""
KEEPING = 90.0
MAKING = 3600.0
STOPPED = (-signal.SIGXCPU, -signal.SIGKILL)
"""What ends a process that takes more of the machine than it may."""


class Studio:
    """`able`: whether PyAV is there, the extra [media]."""

    def __init__(self) -> None:
        self.able = is_there("av")
        self.looks = asyncio.Semaphore(AT_ONCE)
        self.work = asyncio.Semaphore(AT_ONCE)

    async def look(self, source: pathlib.Path, most: int) -> Made:
        """What is in it; `most` are the milliseconds that it may have. Raises `Refused`."""
        return await self.found(LOOKING, most, MODULE, "look", *paths(source), str(most))

    async def make(self, source: pathlib.Path, most: int, target: pathlib.Path, poster: pathlib.Path) -> Made:
        """Write what every phone can play into `target`, and a film's still into `poster`. The answer says
        `why` it could not be. Raises `OSError` if it can be tried again."""
        try:
            async with self.work, asyncio.timeout(MAKING):
                return await asked(MODULE, "make", *paths(source), str(most), *paths(target, poster))
        except (Died, TimeoutError) as error:
            logger.exception("no clip")
            return Made(why="damaged" if isinstance(error, Died) and error.status not in STOPPED else "heavy")

    async def keep(self, source: pathlib.Path, most: int, target: pathlib.Path) -> Made:
        """Without PyAV: write into `target` what a browser recorded as WebM, as it is. Raises `Refused`."""
        if not head(source).startswith(EBML):
            raise Refused(
                _(
                    "This server can play only WebM recordings made in a browser: its operator has not "
                    "installed opennight[media]."
                ),
                field="file",
            )
        its = (*paths(source), str(most), *paths(target))
        return await self.found(KEEPING, most, "opennight.media.webm", *its)

    async def found(self, patience: float, most: int, module: str, *given: str) -> Made:
        """What a process of its own finds in a clip while its sender waits. Raises `Refused`."""
        try:
            async with self.looks, asyncio.timeout(patience):
                made = await asked(module, *given)
        except Died:
            logger.exception("no look at a clip")
            raise refusal("damaged", most) from None
        except (OSError, TimeoutError):
            raise busy() from None
        if made.why:
            raise refusal(made.why, most)
        return made


def busy() -> Refused:
    return Refused(_("This could not be prepared just now. Try again."), "busy", field="file")


async def asked(module: str, *given: str) -> Made:
    return msgspec.json.decode(await run(module, *given), type=Made)
