"""Has what is said in clips written down: one clip at a time, in a process of its own (media/captions/).

What waits is in no list that could be lost: it is whatever clip has a sound and no captions. So it is taken
up again when a night is read, should the server have been killed meanwhile. Where several processes share the
store, whoever holds the lock on a clip writes it down.
"""

import asyncio
import contextlib
import fcntl
import logging
import pathlib
import secrets
import sys
from collections.abc import Iterator, Sequence

import msgspec

from opennight import clock
from opennight.media.captions.engine import Heard, kind_of
from opennight.media.processes import paths
from opennight.media.store import Media
from opennight.night.captions import WriteCaptions, wanted
from opennight.night.clips import ClipAdded
from opennight.night.messages import SYSTEM, Recorded, Refused
from opennight.night.nights import NoSuchNight
from opennight.night.preparing import ClipPrepared
from opennight.night.state import Night
from opennight.places import PACKAGE
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
                finally:
                    self.waiting.pop((code, no), None)
        finally:
            self.task = None

    async def write(self, media: Media, writers: Writers, code: str, no: int) -> None:
        """Write down this clip, unless somebody else does or has."""
        with locked(media.scratch(f"captions-{code}-{no}")) as ours:
            night = await writers.current(code)
            clip = next((one for one in wanted(night, self.languages) if one.no == no), None)
            if clip is None or not ours:
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


@contextlib.contextmanager
def locked(file: pathlib.Path) -> Iterator[bool]:
    """Whether nobody else holds this file; they do not while this lasts."""
    with file.open("wb") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            try:
                yield True
            finally:
                file.unlink(missing_ok=True)


async def listen(engine: str, file: pathlib.Path) -> Heard:
    """What is said in this file. Leaves no process behind. Raises `TimeoutError` if that takes too long."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "opennight.media.captions.worker", engine, *paths(file)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=PACKAGE.parent,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, wrong = await process.communicate()
        return msgspec.json.decode(said, type=Heard)
    except msgspec.DecodeError:
        logger.error("no captions: %s: %s", process.returncode, wrong.decode(errors="replace")[-2000:])
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Heard(why="failed")
