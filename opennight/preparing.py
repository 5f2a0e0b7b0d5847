"""Makes sound and film ready while nobody waits: night/preparing.py says what becomes of a clip meanwhile.

What was sent lies in the folder of parts, under a name that the night knows, until the work is done. A server
that is killed in the middle begins again when the night is read next. Where several processes share the
folder, whoever holds the lock on what was sent does the work, and the others look again in case it dies.
"""

import asyncio
import contextlib
import logging
import pathlib
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from opennight import clock
from opennight.errands import break_off
from opennight.media.kinds import Made
from opennight.media.locks import locked
from opennight.media.studio import Studio
from opennight.media.uploads import Upload, Uploads
from opennight.media.withdrawn import forget
from opennight.night.clips import ClipAdded, longest
from opennight.night.consent import ClipWithdrawn
from opennight.night.kept.clips import Clip
from opennight.night.messages import SYSTEM, Recorded, Refused
from opennight.night.nights import NoSuchNight
from opennight.night.preparing import FailClip, PrepareClip, under_way
from opennight.night.state import Night
from opennight.writers import Writers

logger = logging.getLogger("opennight")

AGAIN = 2.0
"""Seconds until it is looked again whether somebody else got on with it, or the disk has room."""


class Preparing:
    """One task for each clip that is not ready."""

    def __init__(self, uploads: Uploads, studio: Studio) -> None:
        self.uploads, self.studio = uploads, studio
        self.tasks: dict[tuple[str, int], asyncio.Task[None]] = {}
        self.writers: Writers | None = None

    def open(self, writers: Writers) -> None:
        self.writers = writers

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events. A night that has been read to its end is told of with none."""
        events = [row.event for row in rows]
        if night.clips and (not rows or any(isinstance(event, ClipAdded) for event in events)):
            for clip in under_way(night):
                self.begin(night.code, clip.no)
        for event in events:
            if isinstance(event, ClipWithdrawn) and (task := self.tasks.get((night.code, event.clip))):
                task.cancel()

    def begin(self, code: str, no: int) -> None:
        if self.writers and (code, no) not in self.tasks:
            task = self.tasks[code, no] = asyncio.create_task(self.prepare(self.writers, code, no))
            task.add_done_callback(lambda _task: self.tasks.pop((code, no), None))

    async def end(self) -> None:
        """Leave the rest for when the nights are read again."""
        self.writers = None
        await break_off(self.tasks.values())

    async def prepare(self, writers: Writers, code: str, no: int) -> None:
        """Get one clip ready, or find out that it cannot be."""
        with contextlib.suppress(NoSuchNight):
            while True:
                if await self.tried(writers, code, no):
                    return
                await asyncio.sleep(AGAIN)

    async def tried(self, writers: Writers, code: str, no: int) -> bool:
        """Whether there is no more to be done for it."""
        try:
            clip = self.unready(await writers.current(code), no)
            return clip is None or await self.carried(writers, code, clip)
        except (OSError, Refused):  # of the disk or the log: neither is the clip's fault
            logger.exception("%s: clip %s is not ready yet", code, no)
            return False

    def unready(self, night: Night, no: int) -> Clip | None:
        return next((clip for clip in under_way(night) if clip.no == no), None)

    async def carried(self, writers: Writers, code: str, clip: Clip) -> bool:
        """Do the work, unless somebody else does or the disk is full; whether there is no more to be done."""
        sent = await asyncio.to_thread(self.uploads.held, code, clip.upload)
        if sent is None:
            await writers.send(code, FailClip(**said(), clip=clip.no, why="gone"))
            return True
        with sent.path.open("rb") as file, locked(file) as ours:
            if not ours or not self.uploads.media.has_room(sent.length):
                return False
            target = self.uploads.scratch(clip.upload)
            poster = self.uploads.scratch(f"{clip.upload}-poster")
            try:
                made = await self.studio.make(sent.path, longest(clip), target, poster)
                # Whoever withdraws it now does not stop this half way: it is refused, and cleans up.
                await asyncio.shield(self.settle(writers, code, Work(clip.no, sent, made, target, poster)))
            finally:
                target.unlink(missing_ok=True)
                poster.unlink(missing_ok=True)
            return True

    async def settle(self, writers: Writers, code: str, work: "Work") -> None:
        """Keep what was made, and say so; or say why there is nothing."""
        made, keep = work.made, self.uploads.media.keep
        if made.why:
            with contextlib.suppress(Withdrawn):
                await self.send(writers, code, FailClip(**said(), clip=work.clip, why=made.why))
        else:
            still = await asyncio.to_thread(keep, code, work.poster) if made.sort == "film" else ""
            hash = await asyncio.to_thread(keep, code, work.target)
            command = PrepareClip(
                **said(),
                clip=work.clip,
                hash=hash,
                poster=still,
                size=made.size,
                ms=made.ms,
                width=made.width,
                height=made.height,
            )
            try:
                await self.send(writers, code, command)
            except Withdrawn:
                forget(self.uploads.media, await writers.night(code), hash, still)
        self.uploads.drop(work.sent)

    async def send(self, writers: Writers, code: str, command: PrepareClip | FailClip) -> None:
        """Send it until the log takes it: there is work in it. Raises `Withdrawn`."""
        while True:
            try:
                await writers.send(code, command)
                return
            except Refused as refused:
                if refused.kind == "missing":
                    raise Withdrawn from None
                if not self.writers:
                    raise  # the server ends
            await asyncio.sleep(AGAIN)


class Withdrawn(Exception):
    """Nobody wants the clip any more."""


class Work(NamedTuple):
    """What became of what was `sent` for a clip."""

    clip: int
    sent: Upload
    made: Made
    target: pathlib.Path
    poster: pathlib.Path


def said() -> dict[str, Any]:
    return {"id": secrets.token_hex(16), "at": clock.now(), "actor": SYSTEM}
