"""Takes a night in: its files first, which nobody sees, then all rows at once.

So it is here whole or not at all.
"""

import contextlib
import secrets
from collections.abc import Callable
from hashlib import sha256

from opennight import clock
from opennight.archive.manifest import Unfit
from opennight.archive.reading import Archive
from opennight.media.store import Media
from opennight.night.fold import decide, fold
from opennight.night.messages import Actor, Recorded
from opennight.night.state import Night
from opennight.night.taken_in import TakeIn
from opennight.store.envelope import Row, pack, unpack
from opennight.store.log import CheckedLog, Conflict, Idle

IMPORT = Actor("import")
TRIES = 20


async def take_in(
    archive: Archive,
    log: CheckedLog,
    media: Media | None,
    codes: Callable[[bytes], str],
    *,
    copy: bool = False,
) -> Night:
    """Make the same night here; another code if its own is taken. `codes` makes a code of a digest.

    Raises `Unfit` with a sentence, or `Unavailable`; then nothing of it is here.
    """
    if archive.media and media is None:
        raise Unfit("This night has clips, and OPENNIGHT_MEDIA does not say where to put them here.")
    if media and not media.has_room(archive.size):
        raise Unfit("The disk has no room for the clips of this night.")
    code = await free_code(archive, log, codes, copy=copy)
    rows = arrived(archive, code)
    try:
        if media:
            keep(archive, media, code)
        await log.bring(rows, [Idle(code, *act[1:]) for act in archive.acts])
    except BaseException as error:
        if media and not isinstance(error, Conflict):  # then another one has this code, and its files
            media.remove_night(code)
        if isinstance(error, Conflict):
            raise Unfit("Another night took this code just now. Try again.") from None
        raise
    return fold(code, map(unpack, rows))


async def free_code(archive: Archive, log: CheckedLog, codes: Callable[[bytes], str], *, copy: bool) -> str:
    """The night's own code, or the first free one that follows from it. Raises `Unfit` if the same night is
    here already, unless there may be a `copy`."""
    first = archive.manifest.code
    for attempt in range(TRIES):
        seed = f"{archive.manifest.hash} {attempt}".encode()
        code = first if not attempt else codes(sha256(seed).digest())
        if not await log.versions([code]):
            return code
        if not copy and await same(archive, log, code):
            raise Unfit(f"This night is already here, as {code}. To make a second one, add --copy.")
    raise Unfit("No code is free for this night. Try again.")


async def same(archive: Archive, log: CheckedLog, code: str) -> bool:
    """Whether the night with this code began as the one in the archive did."""
    [recorded] = await log.read(code, 0, 1)
    return recorded == unpack(archive.rows[0])


def arrived(archive: Archive, code: str) -> list[Row]:
    """The rows under this code, and one more that says where they come from."""
    rows = archive.rows_as(code)
    night = fold(code, map(unpack, rows))
    of, hash = archive.manifest.code, archive.manifest.hash
    # The id is new each time: the desk link follows from it.
    id = f"take-in-{secrets.token_hex(16)}"
    command = TakeIn(id=id, at=clock.now(), actor=IMPORT, of=of, hash=hash)
    for event in decide(night, command):
        version, last = rows[-1].version + 1, rows[-1].hash
        rows = [*rows, pack(code, Recorded(version, command.id, command.at, IMPORT, event), last)]
    return rows


def keep(archive: Archive, media: Media, code: str) -> None:
    """Keep its files. Each is written whole beside the others, and moved to its place by its own hash."""
    for hash in archive.media:
        made = media.scratch()
        try:
            with made.open("wb") as file:
                for piece in archive.content(hash):
                    file.write(piece)
            if media.keep(code, made) != hash:
                raise Unfit("This archive changed while it was read.")
        finally:
            with contextlib.suppress(FileNotFoundError):
                made.unlink()
