"""The reel: the board plays clips one after another, in any part of the night, and nothing else meanwhile.

What plays follows from the time and from how long each clip takes: so all boards agree, and one that was
loaded anew goes on where the others are. Nobody tells the server that a clip has ended.
"""

from collections.abc import Sequence
from typing import NamedTuple

from opennight.night import clips
from opennight.night.captured import Clip
from opennight.night.clips import is_public
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, plain
from opennight.night.playing import ReelEnded
from opennight.night.state import Night

PHOTO = 8_000
"""How long a photo is shown, in milliseconds."""
MOST = 100
LAST_WORDS = 20_000
"""How long the board tells where all of it can be seen, once it is over; and how long one that had to wait
for a film may be behind. In milliseconds."""


class PickClip(Command, frozen=True):
    """Put it at the end of the reel; 0: all that are released and not in it yet."""

    clip: int


class DropClip(Command, frozen=True):
    clip: int


class MoveClip(Command, frozen=True):
    """Let it play so many places later, or earlier with a negative number."""

    clip: int
    by: int


class PlayReel(Command, frozen=True):
    """From this clip on, from its beginning; 0: from the first."""

    clip: int = 0


class HoldReel(Command, frozen=True):
    """Stay where it is."""


class ResumeReel(Command, frozen=True):
    pass


class SkipClip(Command, frozen=True):
    """On to the one after this; after the last one, the reel ends."""

    clip: int


class EndReel(Command, frozen=True):
    """Give the board back."""


class FinishReel(Command, frozen=True):
    """By the server: it is over, and nobody has moved it since this `turn`."""

    turn: int


class ReelOrdered(Event, frozen=True):
    KIND = "reel-ordered"

    clips: tuple[int, ...]


class ReelPlayed(Event, frozen=True):
    """The board plays this clip, from so many `ms` after its beginning; or stays there, `held`."""

    KIND = "reel-played"

    clip: int
    ms: int = 0
    held: bool = False


class ReelFinished(Event, frozen=True):
    """It ended by itself."""

    KIND = "reel-finished"


class Place(NamedTuple):
    """`clip` has played for so many `ms`; 0: all are over."""

    clip: int
    ms: int


def length(clip: Clip) -> int:
    """How long it plays, in milliseconds; 0 if nobody knows."""
    return PHOTO if clip.sort == "photo" else clip.ms


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


def place(night: Night, at: int) -> Place:
    """Where the reel is at this moment (ms since 1970). One of unknown length plays on and on."""
    reel = night.reel
    if reel.clip not in reel.shown:
        return Place(0, 0)
    if reel.held is not None:
        return Place(reel.clip, reel.held)
    ms = max(0, at - reel.since)
    for no in reel.shown[reel.shown.index(reel.clip) :]:
        takes = length(night.clips[no])
        if ms < takes or not takes:
            return Place(no, ms)
        ms -= takes
    return Place(0, 0)


def is_over(night: Night, at: int) -> bool:
    """Whether all of it has been over for a while at this moment. One that is held never is."""
    return night.reel.on and night.reel.held is None and place(night, at - LAST_WORDS).clip == 0


def after(those: Sequence[int], clip: int, order: Sequence[int]) -> int:
    """The first of `those` that comes after the clip in this order; 0 if none does."""
    rest = order[order.index(clip) + 1 :] if clip in order else ()
    return next((no for no in rest if no in those), 0)


def find(night: Night, no: int) -> Clip:
    """A clip that everybody may see. Raises `Refused`."""
    clip = clips.find(night, no)
    if not is_public(night, clip):
        raise Refused(_("Only what was released can be in the reel."), "late")
    return clip


def require_picked(night: Night, no: int) -> None:
    if no not in night.reel.order:
        raise Refused(_("This is not in the reel any more."), "late")


def require_on(night: Night) -> None:
    if not night.reel.on:
        raise Refused(_("The reel is not running."), "late")


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


def play(night: Night, command: PlayReel) -> list[Event]:
    those = listed(night)
    if not those:
        raise Refused(_("There is nothing in the reel to play."), "late")
    if command.clip:
        require_picked(night, find(night, command.clip).no)
    return [ReelPlayed(clip=command.clip or those[0].no)]


def hold(night: Night, command: HoldReel) -> list[Event]:
    require_on(night)
    now = place(night, command.at)
    return [] if night.reel.held is not None or not now.clip else [ReelPlayed(**now._asdict(), held=True)]


def resume(night: Night, command: ResumeReel) -> list[Event]:
    require_on(night)
    return [] if night.reel.held is None else [ReelPlayed(clip=night.reel.clip, ms=night.reel.held)]


def skip(night: Night, command: SkipClip) -> list[Event]:
    require_on(night)
    now = place(night, command.at).clip
    if command.clip and command.clip != now:
        return []  # it ended by itself meanwhile
    following = after(night.reel.shown, now, night.reel.shown)
    return [ReelPlayed(clip=following) if following else ReelEnded()]


def end(night: Night, command: EndReel) -> list[Event]:
    return [ReelEnded()] if night.reel.on else []


def finish(night: Night, command: FinishReel) -> list[Event]:
    return [ReelFinished()] if command.turn == night.reel.turn and is_over(night, command.at) else []


def follow(night: Night) -> None:
    """Keep the place in the reel when what it has changes: what plays goes on, and if that is gone, the next
    one begins. Called after each event."""
    reel = night.reel
    if not reel.on:
        return
    those = tuple(clip.no for clip in listed(night))
    if those == reel.shown:
        return
    now = place(night, night.at)
    if now.clip not in those:
        now = Place(after(those, now.clip, reel.shown), 0)
    reel.shown, reel.clip, reel.since = those, now.clip, night.at - now.ms
    reel.held = None if reel.held is None else now.ms


def was_ordered(night: Night, event: ReelOrdered) -> None:
    night.reel.order = list(event.clips)


def played(night: Night, event: ReelPlayed) -> None:
    """An undo may name one that was withdrawn since: then the next one plays."""
    reel = night.reel
    reel.on, reel.shown = True, tuple(clip.no for clip in listed(night))
    there = not event.clip or event.clip in reel.shown
    reel.clip = event.clip if there else after(reel.shown, event.clip, reel.order)
    reel.since, reel.turn = night.at - event.ms * there, night.version
    reel.held = event.ms * there if event.held else None


def ended(night: Night, event: ReelEnded | ReelFinished) -> None:
    night.reel.on, night.reel.shown, night.reel.clip, night.reel.held = False, (), 0, None


def finished(night: Night, event: ReelFinished) -> None:
    """What the desk did with it is past: an undo would put the reel on the board once more."""
    ended(night, event)
    past = (ReelPlayed, ReelEnded)
    night.steps[:] = [step for step in night.steps if not all(isinstance(one, past) for one in step.back)]


def called(night: Night, event: ReelPlayed) -> Label:
    reel = night.reel
    if not reel.on:
        return Label(_("starting the reel"))
    if event.held:
        return Label(_("holding the reel"))
    return Label(_("moving on in the reel") if reel.held is None else _("going on with the reel"))


def put_back(night: Night, event: ReelPlayed | ReelEnded) -> list[Event]:
    """The reel as it was: off, or at its place."""
    if not night.reel.on:
        return [ReelEnded()]
    return [ReelPlayed(**place(night, night.at)._asdict(), held=night.reel.held is not None)]


DECIDE = {
    PickClip: pick,
    DropClip: drop,
    MoveClip: move,
    PlayReel: play,
    HoldReel: hold,
    ResumeReel: resume,
    SkipClip: skip,
    EndReel: end,
    FinishReel: finish,
}
EVOLVE = {ReelOrdered: was_ordered, ReelPlayed: played, ReelEnded: ended, ReelFinished: finished}
UNDO: dict[type[Event], Undo] = {
    ReelOrdered: (
        plain(_("changing what is in the reel")),
        lambda n, e: [ReelOrdered(clips=tuple(n.reel.order))],
    ),
    ReelPlayed: (called, put_back),
    ReelEnded: (plain(_("ending the reel")), put_back),
}
