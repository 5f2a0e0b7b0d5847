"""Flip charts: a photo of one is straightened and brightened, so that it can be read. The one that was taken
is kept, and can be put back."""

from collections.abc import Sequence

from opennight.night import sight
from opennight.night.closed import refuse_closed
from opennight.night.consent import require_say
from opennight.night.kept.clips import Clip
from opennight.night.messages import Command, Event, Refused, Undo, _
from opennight.night.state import Night

MOST_TIMES = 20
"""That one photo can be straightened, each time anew from the one that was taken."""
LEAST_AREA = 20_000
"""Of what lies between the corners, out of a million."""


class StraightenClip(Command, frozen=True):
    """`corners` are those of the sheet, from the top left clockwise: x and y of each, in thousandths of the
    picture's width and height. What came of it is as in `AddClip`; no `hash`: it has yet to be made."""

    clip: int
    corners: tuple[int, ...]
    hash: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    shown: int = 0


class PutClipBack(Command, frozen=True):
    """Show it again as it was taken."""

    clip: int
    shown: int = 0


class ClipStraightened(Event, frozen=True):
    KIND = "clip-straightened"

    clip: int
    corners: tuple[int, ...]
    original: str
    hash: str
    width: int
    height: int
    size: int


class ClipPutBack(Event, frozen=True):
    KIND = "clip-put-back"

    clip: int


def refuse_shape(corners: Sequence[int]) -> None:
    """Raise `Refused` unless they go round something, clockwise and without a dent."""
    if len(corners) != 8 or not all(0 <= each <= 1000 for each in corners):
        raise Refused(_("Each corner must be inside the photo."), field="corners")
    spots = list(zip(corners[::2], corners[1::2], strict=True))
    turns = [turn(spots[at - 2], spots[at - 1], spots[at]) for at in range(4)]
    whole = sum(spots[at - 1][0] * y - spots[at - 1][1] * x for at, (x, y) in enumerate(spots))
    if min(turns) <= 0 or whole < 2 * LEAST_AREA:
        raise Refused(
            _("These cannot be the corners of a sheet. Put each of the four at its own corner."),
            field="corners",
        )


def turn(one: tuple[int, int], then: tuple[int, int], last: tuple[int, int]) -> int:
    """Above 0 if it goes to the right at the second of three points."""
    return (then[0] - one[0]) * (last[1] - then[1]) - (then[1] - one[1]) * (last[0] - then[0])


def find(night: Night, command: StraightenClip | PutClipBack) -> Clip:
    """The photo. Raises `Refused` unless the sender may change how it is shown."""
    refuse_closed(night)
    clip = require_say(night, command, command.clip, shown=command.shown)
    if sight.is_gone(clip) and not command.at_desk:
        raise Refused(_("The host has hidden this clip."), "forbidden")
    return clip


def ready(night: Night, command: StraightenClip) -> Clip:
    """The photo, if all is right except the new picture. Raises `Refused`."""
    clip = find(night, command)
    if clip.sort != "photo":
        raise Refused(_("Only a photo can be straightened."))
    refuse_shape(command.corners)
    if len(clip.former) >= MOST_TIMES:
        raise Refused(_("This photo has been straightened too many times."), "quota")
    return clip


def straighten(night: Night, command: StraightenClip) -> list[Event]:
    clip = ready(night, command)
    if not command.hash:
        raise Refused(_("The photo could not be prepared just now. Try again."), "busy")
    return [
        ClipStraightened(
            clip=clip.no,
            corners=command.corners,
            original=clip.original or clip.hash,
            hash=command.hash,
            width=command.width,
            height=command.height,
            size=command.size,
        )
    ]


def put_back(night: Night, command: PutClipBack) -> list[Event]:
    clip = find(night, command)
    return [ClipPutBack(clip=clip.no)] if clip.original else []


def straightened(night: Night, event: ClipStraightened) -> None:
    clip = night.clips[event.clip]
    if clip.original:
        clip.former = (*clip.former, clip.hash)
    else:
        clip.taken = (clip.width, clip.height, clip.size)
    clip.original, clip.corners = event.original, event.corners
    clip.hash, clip.width, clip.height, clip.size = event.hash, event.width, event.height, event.size


def was_put_back(night: Night, event: ClipPutBack) -> None:
    clip = night.clips[event.clip]
    clip.former = (*clip.former, clip.hash)
    clip.hash, clip.original = clip.original, ""
    clip.width, clip.height, clip.size = clip.taken


DECIDE = {StraightenClip: straighten, PutClipBack: put_back}
EVOLVE = {ClipStraightened: straightened, ClipPutBack: was_put_back}
UNDO: dict[type[Event], Undo] = {}
"""None: putting it back is a button of its own, and bytes of former tries are gone."""
