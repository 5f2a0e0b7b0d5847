"""The bytes of what was withdrawn leave the store: at once, and again whenever the night is read anew, should
the server have been killed in between, or the store be away."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from opennight.errands import Errands
from opennight.media.store import Media
from opennight.media.uploads import HELD
from opennight.night import clips
from opennight.night.consent import ClipWithdrawn
from opennight.night.flipcharts import ClipPutBack, ClipStraightened
from opennight.night.messages import Recorded
from opennight.night.rehearsals import CopyThrownAway
from opennight.night.state import Night

logger = logging.getLogger("opennight")

LEAVES = (ClipWithdrawn, ClipStraightened, ClipPutBack)
"""Events that take bytes out of the night."""
PAUSES = (0.0, 5.0, 60.0, 600.0)
"""Seconds before each try."""


def clear(media: Media, night: Night) -> bool:
    """Delete what must be nowhere any more; False if some of it is still there. `night` must be all there is:
    what was withdrawn once may have been sent again."""
    try:
        for hash in clips.withdrawn(night):
            media.remove(night.code, hash)
    except OSError:
        logger.exception("%s: a withdrawn clip is still in the store", night.code)
        return False
    for clip in list(night.clips.values()):
        if clip.withdrawn and clip.upload:
            for pattern in (f"{night.code}.{HELD}.{clip.upload}.*", f"scratch-{clip.upload}*"):
                for sent in media.parts.glob(pattern):
                    sent.unlink(missing_ok=True)
    return True


def forget(media: Media, night: Night, *hashes: str) -> None:
    """Delete those of these that no clip of the night names. What cannot be reached stays, and `check` says
    so."""
    those = list(night.clips.values())
    named = {hash for clip in those if not clip.withdrawn for hash in clip.hashes}
    for hash in {*hashes} - named - {""}:
        try:
            media.remove(night.code, hash)
        except OSError:
            logger.exception("%s: a file that nobody needs is still in the store", night.code)


async def patiently(media: Media, night: Night) -> None:
    """The same, several times if the store is away."""
    for pause in PAUSES:
        await asyncio.sleep(pause)
        if await asyncio.to_thread(clear, media, night):
            return


def clearing(media: Media) -> Callable[[Night, Sequence[Recorded]], None]:
    """To be told of all events. A night that has been read to its end is told of with none. A store may take
    its time: nobody waits for it here."""
    errands = Errands()

    def told(night: Night, rows: Sequence[Recorded]) -> None:
        work = []
        if any(isinstance(row.event, LEAVES) for row in rows) or (not rows and night.clips):
            work.append(patiently(media, night))
        if any(isinstance(row.event, CopyThrownAway) for row in rows):
            work.append(asyncio.to_thread(media.remove_night, night.code))
        for each in work:
            errands.begin(each)

    return told
