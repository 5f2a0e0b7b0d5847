"""Has what is said in clips written down: one clip at a time, in a process of its own (media/captions/).

What waits is in no list that could be lost: it is whatever clip has a sound and no captions. So it is taken
up again when a night is read, should the server have been killed meanwhile. Where several processes share the
store, whoever holds the lock on a clip writes it down.
"""

import asyncio
import logging
import pathlib
import secrets
from collections.abc import Sequence

import msgspec

from opennight import clock
from opennight.media.captions.engine import Heard, kind_of
from opennight.media.locks import locked
from opennight.media.processes import Died, paths, run
from opennight.media.store import Media
from opennight.night.captions import WriteCaptions, wanted
from opennight.night.clips import ClipAdded
from opennight.night.messages import SYSTEM, Recorded, Refused
from opennight.night.nights import NoSuchNight
from opennight.night.preparing import ClipPrepared
from opennight.night.state import Night
from opennight.store.log import Unavailable
from opennight.writers import Away, Writers

logger = logging.getLogger("opennight")

NEW = (ClipAdded, ClipPrepared)
"""With these there may be something new to listen to."""
PATIENCE = 3600.0
"""Seconds for one clip: it gets only the time that nobody else wants. After that it has to wait until the
night is read again. Its processor time is limited, too."""


class Scribe:
    """`languages`: tags of those in which it can write; none if there is no engine."""

    def __init__(self, media: Media | None, engine: str) -> None:
        kind = kind_of(engine) if media else None
        self.media = media
        self.engine = engine
        self.languages: tuple[str, ...] = kind.languages if kind else ()
        self.writers: Writers | None = None
        self.waiting: dict[tuple[str, int], None] = {}
        self.task: asyncio.Task[None] | None = None

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events. A night that has been read to its end is told of with none: then what was
        left is taken up."""
        if self.languages and night.clips and (not rows or any(isinstance(row.event, NEW) for row in rows)):
            self.take_up(night)

    def take_up(self, night: Night) -> None:
        """Write down, in their turn, those clips of this night that nobody has written down."""
        self.waiting |= {(night.code, clip.no): None for clip in wanted(night, self.languages)}
        if self.waiting and self.task is None and self.media and self.writers:
            self.task = asyncio.create_task(self.run(self.media, self.writers))

    async def run(self, media: Media, writers: Writers) -> None:
        try:
            while self.waiting:
                code, no = next(iter(self.waiting))
                try:
                    await self.write(media, writers, code, no)
                except (Away, NoSuchNight, OSError, Refused, Unavailable) as error:
                    logger.warning("%s, clip %s: not written down: %s", code, no, error)
                except Exception:  # a bug with one clip is no reason to leave the others
                    logger.exception("%s, clip %s: not written down", code, no)
                finally:
                    self.waiting.pop((code, no), None)
        finally:
            self.task = None

    async def write(self, media: Media, writers: Writers, code: str, no: int) -> None:
        """Write down this clip, unless somebody else does or has."""
        place = media.scratch(f"captions-{code}-{no}")
        with place.open("wb") as file, locked(file) as ours:
            if ours:
                try:
                    await self.listened(media, writers, code, no)
                finally:
                    place.unlink(missing_ok=True)

    async def listened(self, media: Media, writers: Writers, code: str, no: int) -> None:
        night = await writers.current(code)
        clip = next((one for one in wanted(night, self.languages) if one.no == no), None)
        if clip is None:
            return
        async with media.at_hand(code, clip.hash) as file:
            heard = await listen(self.engine, file)
        await writers.send(code, written(no, heard))

    async def end(self) -> None:
        """Stop, also in the middle of a clip: it is taken up the next time."""
        self.waiting.clear()
        if self.task:
            self.task.cancel()
            await asyncio.wait([self.task])


def written(no: int, heard: Heard) -> WriteCaptions:
    id = secrets.token_hex(16)
    return WriteCaptions(id=id, at=clock.now(), actor=SYSTEM, clip=no, lines=heard.lines, why=heard.why)


async def listen(engine: str, file: pathlib.Path) -> Heard:
    """What is said in this file. Leaves no process behind. Raises `TimeoutError` if that takes too long."""
    try:
        async with asyncio.timeout(PATIENCE):
            said = await run("opennight.media.captions.worker", engine, *paths(file))
        return msgspec.json.decode(said, type=Heard)
    except (Died, msgspec.DecodeError):
        logger.exception("no captions")
        return Heard(why="failed")
