"""Screening: the board plays the reel, in any part of the night, and nothing else meanwhile.

What plays follows from the time and from how long each clip takes: so all boards agree, and one that was
loaded anew goes on where the others are. Nobody tells the server that a clip has ended, except for one whose
length nobody knows: then a board says so that is open in the browser of whoever runs it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from opennight.night.kept.reel import ReelEnded
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, plain
from opennight.night.reel import find, length, listed, require_picked
from opennight.night.state import Night

LAST_WORDS = 20_000
"""How long the board tells where all of it can be seen, once it is over; and how long one that had to wait
for a film may be behind. In milliseconds."""


class PlayReel(Command, frozen=True):
    """From this clip on, from its beginning; 0: from the first."""

    clip: int = 0


class HoldReel(Command, frozen=True):
    """Stay where it is."""


class ResumeReel(Command, frozen=True):
    pass


class SkipClip(Command, frozen=True):
    """On to the one after this; after the last one, the reel ends. `over`: a board has played this one, whose
    length nobody knew, to its end."""

    clip: int
    over: bool = False


class EndReel(Command, frozen=True):
    """Give the board back."""


class FinishReel(Command, frozen=True):
    """By the server: it is over, and nobody has moved it since this `turn`."""

    turn: int


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


def place(night: Night, at: int) -> Place:
    """Where the reel is at this moment (ms since 1970)."""
    reel = night.reel
    if reel.clip not in reel.shown:
        return Place(0, 0)
    if reel.held is not None:
        return Place(reel.clip, reel.held)
    ms = max(0, at - reel.since)
    for no in reel.shown[reel.shown.index(reel.clip) :]:
        takes = length(night.clips[no])
        if ms < takes:
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


def require_on(night: Night) -> None:
    if not night.reel.on:
        raise Refused(_("The reel is not running."), "late")


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
    if command.over:
        return over(night, now, following)
    return [ReelPlayed(clip=following) if following else ReelEnded()]


def over(night: Night, now: int, following: int) -> list[Event]:
    """Only for one of unknown length, which would else have the time of the longest. The last one is over:
    the board tells where all of it can be seen."""
    clip = night.clips.get(now)
    if clip is None or clip.sort == "photo" or clip.ms or night.reel.held is not None:
        return []
    return [ReelPlayed(clip=following) if following else ReelPlayed(clip=now, ms=length(clip))]


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
        return Label(_("pausing the reel"))
    return Label(_("skipping a clip of the reel") if reel.held is None else _("resuming the reel"))


def put_back(night: Night, event: ReelPlayed | ReelEnded) -> list[Event]:
    """The reel as it was: off, or at its place."""
    if not night.reel.on:
        return [ReelEnded()]
    return [ReelPlayed(**place(night, night.at)._asdict(), held=night.reel.held is not None)]


DECIDE = {
    PlayReel: play,
    HoldReel: hold,
    ResumeReel: resume,
    SkipClip: skip,
    EndReel: end,
    FinishReel: finish,
}
EVOLVE = {ReelPlayed: played, ReelEnded: ended, ReelFinished: finished}
UNDO: dict[type[Event], Undo] = {
    ReelPlayed: (called, put_back),
    ReelEnded: (plain(_("ending the reel")), put_back),
}
