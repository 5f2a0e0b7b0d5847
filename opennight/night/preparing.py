"""Sound and film are made ready while nobody waits: a clip is there at once, and seen once it can be played.

The work is done outside of the domain (`opennight/preparing.py`); here it becomes events. What led to nothing
stays with whoever sent it, who learns why, until they put it away.
"""

from opennight.night.clips import find, longest, too_long
from opennight.night.kept.clips import Clip
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night


class PrepareClip(Command, frozen=True):
    """The server has made this of what was sent for the clip."""

    clip: int
    hash: str
    size: int
    ms: int
    width: int = 0
    height: int = 0
    poster: str = ""


class FailClip(Command, frozen=True):
    """The server could make nothing of it; `why` is a key of `REASONS`."""

    clip: int
    why: str


class ClipPrepared(Event, frozen=True):
    KIND = "clip-prepared"

    clip: int
    hash: str
    size: int
    ms: int
    width: int = 0
    height: int = 0
    poster: str = ""


class ClipFailed(Event, frozen=True):
    KIND = "clip-failed"

    clip: int
    why: str


REASONS = {
    "kind": _("This kind of recording cannot be played here. Use your phone's own camera or recorder."),
    "damaged": _("This recording is damaged, or only part of it arrived. Send it again."),
    "large": _("The picture of this film is too large: the limit is 4K."),
    "heavy": _("This recording takes too long to prepare. Send a shorter or a smaller one."),
    "gone": _("What you sent is no longer on the server. Send it again."),
}


def refusal(why: str, most: int) -> Refused:
    """Why sound or film cannot be had, where `most` milliseconds may be."""
    return too_long(most) if why == "long" else Refused(REASONS[why], field="file")


def failure(clip: Clip) -> Refused:
    """Why this clip led to nothing, in words."""
    return refusal(clip.failed, longest(clip))


def under_way(night: Night) -> list[Clip]:
    """Those that are yet to be made ready, oldest first."""
    return [clip for clip in night.clips.values() if clip.upload and not clip.withdrawn]


def prepare(night: Night, command: PrepareClip) -> list[Event]:
    clip = find(night, command.clip)
    if not clip.upload:
        return []
    return [
        ClipPrepared(
            clip=clip.no,
            hash=command.hash,
            size=command.size,
            ms=command.ms,
            width=command.width,
            height=command.height,
            poster=command.poster,
        )
    ]


def fail(night: Night, command: FailClip) -> list[Event]:
    clip = find(night, command.clip)
    return [ClipFailed(clip=clip.no, why=command.why)] if clip.upload else []


def prepared(night: Night, event: ClipPrepared) -> None:
    clip = night.clips[event.clip]
    clip.hash, clip.poster, clip.upload = event.hash, event.poster, ""
    clip.size, clip.ms, clip.width, clip.height = event.size, event.ms, event.width, event.height


def failed(night: Night, event: ClipFailed) -> None:
    clip = night.clips[event.clip]
    clip.failed, clip.upload = event.why, ""


DECIDE = {PrepareClip: prepare, FailClip: fail}
EVOLVE = {ClipPrepared: prepared, ClipFailed: failed}
