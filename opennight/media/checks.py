"""Finds what is wrong with a media store: what is missing or damaged, and what should not be there."""

from collections.abc import Iterator

from opennight.media.store import Media
from opennight.night.state import Night


def wrong_with(media: Media, night: Night) -> Iterator[str]:
    """A sentence for each clip of a night whose bytes are not what was kept."""
    for clip in night.clips.values():
        for hash in () if clip.withdrawn else clip.hashes:
            where = media.where(night.code, hash)
            if media.size(night.code, hash) is None:
                yield f"{night.code}, clip {clip.no}: its file is missing: {where}"
            elif media.digest(night.code, hash) != hash:
                yield f"{night.code}, clip {clip.no}: its file is damaged: {where}"


def left_over(media: Media, nights: list[Night]) -> list[str]:
    """A sentence for each file that no clip of any of these nights, which are all there are, names."""
    named = {
        (night.code, hash)
        for night in nights
        for clip in night.clips.values()
        if not clip.withdrawn
        for hash in clip.hashes
    }
    return [f"no night names this file: {media.where(*one)}" for one in media.all() if one not in named]
