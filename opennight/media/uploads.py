"""Uploads under way: what has arrived of a file so far. They outlive a restart of the server.

Each is a file in the store's folder for parts, whose name says all there is to know of it:
CODE.WHO.ID.LENGTH. Its size is how much is there. One that nobody has added to for a day goes.
"""

import asyncio
import collections
import contextlib
import os
import pathlib
import re
import secrets
import time
from collections.abc import Iterator
from io import FileIO
from typing import NamedTuple

from opennight.media.store import Media, on_disk
from opennight.night.messages import Kind, Refused, _

DAY = 24 * 3600
MOST_EACH = 5
"""Under way at a time for one person: with the next one, the oldest goes."""
MOST_A_NIGHT = 500
HELD = "held"
"""In place of whose an upload is, while the night makes something of it."""
QUIET = 3.0
"""Seconds after which a request that has brought nothing may be taken over from."""
ID = re.compile(r"[0-9a-f]{32}")


class Busy(Exception):
    """Another request is adding to the same upload, or has taken over from this one."""


class Adding:
    """A request that adds to an upload, where it ends. One on a link that died says nothing any more, and
    another one may take over: both write the same bytes in the same places, so nothing gets torn."""

    def __init__(self, file: FileIO) -> None:
        self.file = file
        self.heard = time.monotonic()
        self.over = False

    @property
    def at(self) -> int:
        return self.file.tell()

    async def write(self, piece: bytes) -> None:
        """In a thread: a disk that is busy must not have votes wait. Raises `Busy` if another one has taken
        over."""
        if self.over:
            raise Busy
        self.heard = time.monotonic()
        await asyncio.to_thread(self.file.write, piece)


class Upload(NamedTuple):
    """`length`: how many bytes it will have."""

    id: str
    path: pathlib.Path
    length: int

    @property
    def offset(self) -> int:
        """How many bytes are there; none once it is dropped."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def whole(self) -> bool:
        return self.offset == self.length


def upload_at(path: pathlib.Path) -> Upload:
    _code, _who, id, length = path.name.split(".")
    return Upload(id, path, int(length))


class Uploads:
    """All uploads of this server; `most` are the bytes that one may have. None are taken unless all processes
    find what is under way in a folder that they have `shared`. `owner` arguments are (the night's code, whose
    it is): nobody else finds it."""

    def __init__(self, media: Media, most: int, *, shared: bool = True) -> None:
        self.media = media
        self.most = most
        self.shared = shared
        self.added_to = dict[str, Adding]()
        self.worked_on = collections.Counter[str]()
        self.settling = asyncio.Lock()

    def begin(self, owner: tuple[str, str], length: int, times: int = 1) -> Upload:
        """Make room for one of so many bytes, at most so many `times` the usual most. Raises `Refused`."""
        self.refuse_size(length, times)
        self.refuse_full(length, "quota")
        self.sweep()
        if len(self.of(owner[0])) >= MOST_A_NIGHT:
            raise Refused(_("Too many clips are being sent. Try again in a moment."), "busy", field="file")
        idle = [one for one in self.of(*owner) if not self.worked_on[one.id]]
        for old in idle[: 1 - MOST_EACH]:
            self.drop(old)
        id = secrets.token_hex(16)
        made = Upload(id, self.media.parts / ".".join((*owner, id, str(length))), length)
        made.path.touch()
        return made

    def take(self, owner: tuple[str, str], file: pathlib.Path, times: int = 1) -> Upload:
        """Make this file one that has arrived whole. Raises `Refused`."""
        made = self.begin(owner, file.stat().st_size, times)
        os.replace(file, made.path)
        return made

    def hold(self, code: str, upload: Upload) -> None:
        """Keep it for the night, which will name it, until what was sent is ready. Nobody sends to it now."""
        held = upload.path.with_name(f"{code}.{HELD}.{upload.id}.{upload.length}")
        os.utime(upload.path)
        os.replace(upload.path, held)

    def give_back(self, owner: tuple[str, str], id: str) -> None:
        """It is its sender's again."""
        if held := self.held(owner[0], id):
            os.replace(held.path, held.path.with_name(".".join((*owner, id, str(held.length)))))

    def held(self, code: str, id: str) -> Upload | None:
        return self.find((code, HELD), id)

    def scratch(self, name: str = "") -> pathlib.Path:
        """A name for a file that somebody is about to write, and to delete. With a `name` it is the same
        again, should they be killed before that."""
        return self.media.scratch(name)

    def refuse_size(self, length: int, times: int = 1) -> None:
        if length > self.most * times:
            raise Refused(
                _("That file is too large: the limit is %(most)s MB."),
                "too much",
                field="file",
                most=self.most * times // 1_000_000,
            )

    def refuse_full(self, more: int, kind: Kind = "busy") -> None:
        """Raise `Refused` if the disk would be nearly full with so many bytes more: the rest is for votes."""
        if not self.media.has_room(more):
            raise Refused(_("The server has no space for clips just now. Tell the host."), kind, field="file")

    def of(self, *owner: str) -> list[Upload]:
        """Those of a night, or of one of its people, the oldest first."""
        those = self.media.parts.glob(".".join((*owner, "*")))
        return [upload_at(path) for path in sorted(those, key=when)]

    def find(self, owner: tuple[str, str], id: str) -> Upload | None:
        return next((one for one in self.of(*owner) if one.id == id), None) if ID.fullmatch(id) else None

    @contextlib.contextmanager
    def adding(self, upload: Upload) -> Iterator[Adding]:
        """Add to it from where it ends. What was written stays, whatever happens. Raises `Busy`."""
        other = self.added_to.get(upload.id)
        if other and time.monotonic() - other.heard < QUIET:
            raise Busy
        if other:
            other.over = True
        with upload.path.open("r+b", buffering=0) as file:
            file.seek(0, os.SEEK_END)
            self.added_to[upload.id] = mine = Adding(file)
            try:
                yield mine
            finally:
                if not mine.over:
                    del self.added_to[upload.id]

    @contextlib.contextmanager
    def working_on(self, upload: Upload) -> Iterator[None]:
        """It stays meanwhile, however many others its sender begins."""
        self.worked_on[upload.id] += 1
        try:
            yield
        finally:
            self.worked_on -= collections.Counter([upload.id])

    async def settle(self, upload: Upload) -> None:
        """Once all of it is there, it survives a power cut. Not every piece does: the disk would have votes
        wait for it. One at a time, for the same reason."""
        if upload.whole:
            async with self.settling:
                await asyncio.to_thread(on_disk, upload.path)

    def drop(self, upload: Upload) -> None:
        upload.path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Drop whatever nobody has added to for a day."""
        for path in self.media.parts.iterdir():
            if when(path) < time.time() - DAY:
                path.unlink(missing_ok=True)


def when(path: pathlib.Path) -> float:
    """When something was last added to it; long ago if it has just gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
