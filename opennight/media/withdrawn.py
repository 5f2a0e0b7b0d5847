"""The bytes of what was withdrawn leave the store: at once, and again whenever the night is read anew, should
the server have been killed in between."""

import logging
from collections.abc import Callable, Sequence

from opennight.media.store import MediaStore
from opennight.media.uploads import HELD
from opennight.night import clips
from opennight.night.messages import Recorded
from opennight.night.rehearsals import CopyThrownAway
from opennight.night.state import Night

logger = logging.getLogger("opennight")


def clear(media: MediaStore, night: Night) -> None:
    """Delete what must be nowhere any more. `night` must be all there is: what was withdrawn once may have
    been sent again."""
    for hash in clips.withdrawn(night):
        try:
            media.remove(night.code, hash)
        except OSError:
            logger.exception("%s: a withdrawn clip is still in the store", night.code)
    for clip in night.clips.values():
        if clip.withdrawn and clip.upload:
            for pattern in (f"{night.code}.{HELD}.{clip.upload}.*", f"scratch-{clip.upload}*"):
                for sent in media.parts.glob(pattern):
                    sent.unlink(missing_ok=True)


def forget(media: MediaStore, night: Night, *hashes: str) -> None:
    """Delete those of these that no clip of the night names."""
    named = {hash for clip in night.clips.values() if not clip.withdrawn for hash in clip.hashes}
    for hash in {*hashes} - named - {""}:
        media.remove(night.code, hash)


def clearing(media: MediaStore) -> Callable[[Night, Sequence[Recorded]], None]:
    """To be told of all events. A night that has been read to its end is told of with none."""

    def told(night: Night, rows: Sequence[Recorded]) -> None:
        if not rows and night.clips:
            clear(media, night)
        if any(isinstance(row.event, CopyThrownAway) for row in rows):
            media.remove_night(night.code)

    return told
