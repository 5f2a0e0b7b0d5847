"""The reel: clips one after another, for the board and for a page of its own. Here is what is in it; how the
board plays it is in screening.py."""

from opennight.night import clips
from opennight.night.clips import is_public
from opennight.night.kept.clips import Clip
from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.state import Night

PHOTO = 8_000
"""How long a photo is shown, in milliseconds."""
MOST = 100


class PickClip(Command, frozen=True):
    """Put it at the end of the reel; 0: all that are released and not in it yet."""

    clip: int


class DropClip(Command, frozen=True):
    clip: int


class MoveClip(Command, frozen=True):
    """Let it play so many places later, or earlier with a negative number."""

    clip: int
    by: int


class ReelOrdered(Event, frozen=True):
    KIND = "reel-ordered"

    clips: tuple[int, ...]


def length(clip: Clip) -> int:
    """How long it plays, in milliseconds. One whose length nobody knows has the time of the longest."""
    return PHOTO if clip.sort == "photo" else clip.ms or clips.longest(clip)


def listed(night: Night) -> list[Clip]:
    """What would play now: the clips of the reel that everybody may see."""
    return [night.clips[no] for no in night.reel.order if is_public(night, night.clips[no])]


def to_watch(night: Night) -> list[Clip]:
    """What the reel's own page has: the same; before the desk has picked any, all that everybody may see."""
    return listed(night) if night.reel.order else unlisted(night)


def unlisted(night: Night) -> list[Clip]:
    """What could be in it, too."""
    picked = set(night.reel.order)
    return [clip for clip in night.clips.values() if clip.no not in picked and is_public(night, clip)]


def find(night: Night, no: int) -> Clip:
    """A clip that everybody may see. Raises `Refused`."""
    clip = clips.find(night, no)
    if not is_public(night, clip):
        raise Refused(_("Only what was released can be in the reel."), "late")
    return clip


def require_picked(night: Night, no: int) -> None:
    if no not in night.reel.order:
        raise Refused(_("This is not in the reel any more."), "late")


def ordered(night: Night, order: list[int]) -> list[Event]:
    return [] if order == night.reel.order else [ReelOrdered(clips=tuple(order))]


def pick(night: Night, command: PickClip) -> list[Event]:
    new = [find(night, command.clip)] if command.clip else unlisted(night)
    order = night.reel.order + [clip.no for clip in new if clip.no not in night.reel.order]
    if sum(not night.clips[no].withdrawn for no in order) > MOST:
        raise Refused(_("The reel can have at most %(most)s clips."), "quota", most=MOST)
    return ordered(night, order)


def drop(night: Night, command: DropClip) -> list[Event]:
    return ordered(night, [no for no in night.reel.order if no != command.clip])


def move(night: Night, command: MoveClip) -> list[Event]:
    """Past those that are seen: what was hidden or withdrawn has no place that anybody could know."""
    require_picked(night, command.clip)
    shown = [clip.no for clip in listed(night)]
    if command.clip not in shown:
        raise Refused(_("Only what was released can be in the reel."), "late")
    now = shown.index(command.clip)
    beside = shown[min(max(0, now + command.by), len(shown) - 1)]
    order = [no for no in night.reel.order if no != command.clip]
    if beside != command.clip:
        order.insert(order.index(beside) + (command.by > 0), command.clip)
    return ordered(night, order) if beside != command.clip else []


def was_ordered(night: Night, event: ReelOrdered) -> None:
    night.reel.order = list(event.clips)


DECIDE = {PickClip: pick, DropClip: drop, MoveClip: move}
EVOLVE = {ReelOrdered: was_ordered}
UNDO: dict[type[Event], Undo] = {
    ReelOrdered: (
        plain(_("changing what is in the reel")),
        lambda n, e: [ReelOrdered(clips=tuple(n.reel.order))],
    ),
}
