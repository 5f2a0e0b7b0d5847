"""Consent: a clip is released by whoever made it, by whoever can be seen in it, or by the desk; and withdrawn
by any of them, at any time, for good. Where several can be seen in it, each has a link: it is released once
all have said so, or for all of them by the desk or by whoever made it. No reporter releases by themselves
what shows somebody: whoever is in it does. Hiding one is moderation: it can be brought back."""

from opennight.night import captions, people, quoting, reporters, sight, why
from opennight.night.clips import find, is_own
from opennight.night.kept.clips import Clip
from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.state import Night


class ReleaseClip(Command, frozen=True):
    """`shown`: the sender holds the link of the first, second … who can be seen in it; 0: of none."""

    clip: int
    shown: int = 0


class WithdrawClip(Command, frozen=True):
    clip: int
    shown: int = 0


class HideClip(Command, frozen=True):
    """By the desk, which may say why."""

    clip: int
    why: str = ""


class ShowClip(Command, frozen=True):
    clip: int


class ClipReleased(Event, frozen=True):
    """By the first, second … of several who can be seen in it; 0: for all of them."""

    KIND = "clip-released"

    clip: int
    shown: int = 0


class ClipWithdrawn(Event, frozen=True):
    """Its words are blanked in the log, and its bytes leave the store."""

    KIND = "clip-withdrawn"

    clip: int


class ClipHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "clip-hidden"
    PERSONAL = ("why",)

    clip: int
    waiting: bool = False
    why: str = ""


class ClipShown(Event, frozen=True):
    KIND = "clip-shown"

    clip: int


def has_say(night: Night, clip: Clip, person: int, *, desk: bool, reporter: int = 0) -> bool:
    return desk or is_own(night, clip, person, reporter)


def may_release(clip: Clip, reporter: int) -> bool:
    """Whether this reporter (0: anybody else who has a say) may release it without the link of those who are
    in it. In sound and films there is somebody, also if the reporter names nobody."""
    return not reporter or (clip.sort == "photo" and not clip.who)


def says(night: Night, command: Command, clip: Clip) -> bool:
    return has_say(night, clip, command.by, desk=command.at_desk, reporter=command.reporter)


def require_say(night: Night, command: Command, no: int, *, shown: int) -> Clip:
    """The clip, if the sender may say what becomes of it. Also after the close. Raises `Refused`."""
    if command.reporter:
        reporters.require(night, command)
    elif not (command.at_desk or shown):
        people.known(night, command.by)
    clip = find(night, no)
    if shown > len(clip.shows):
        raise Refused(_("This night has no such clip."), "missing")
    if not shown and not says(night, command, clip):
        raise Refused(
            _("Only the person who made this clip, the people in it, or the host can do this."), "forbidden"
        )
    return clip


def release(night: Night, command: ReleaseClip) -> list[Event]:
    clip = require_say(night, command, command.clip, shown=command.shown)
    if sight.is_gone(clip) and not command.at_desk:
        raise Refused(_("The host has hidden this clip."), "forbidden")
    if not command.shown and not may_release(clip, command.reporter):
        raise Refused(_("The people in it release it: show them the code."), "forbidden")
    shown = command.shown if len(clip.shows) > 1 else 0
    return [] if clip.released or shown in clip.agreed else [ClipReleased(clip=clip.no, shown=shown)]


def withdraw(night: Night, command: WithdrawClip) -> list[Event]:
    clip = night.clips.get(command.clip)
    if clip and clip.withdrawn and (command.shown or says(night, command, clip)):
        return []
    clip = require_say(night, command, command.clip, shown=command.shown)
    return [ClipWithdrawn(clip=clip.no)]


def hide(night: Night, command: HideClip) -> list[Event]:
    clip = find(night, command.clip)
    return sight.hide(clip, ClipHidden(clip=clip.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowClip) -> list[Event]:
    clip = find(night, command.clip)
    return sight.show(clip, ClipShown(clip=clip.no))


def released(night: Night, event: ClipReleased) -> None:
    """Public once all have said so."""
    clip = night.clips[event.clip]
    clip.agreed = (*clip.agreed, event.shown) if event.shown else tuple(range(1, len(clip.shows) + 1))
    clip.released = len(clip.agreed) == len(clip.shows)


def withdrawn(night: Night, event: ClipWithdrawn) -> None:
    clip = night.clips[event.clip]
    clip.withdrawn, clip.title, clip.who = True, "", ""
    night.forgettable.append(clip.version)
    captions.forget(night, clip.no)
    quoting.forget(night, clip.no)


def hidden(night: Night, event: ClipHidden) -> None:
    sight.put(night.clips[event.clip], hidden=True, waiting=event.waiting)


def shown(night: Night, event: ClipShown) -> None:
    sight.put(night.clips[event.clip], hidden=False)


def sight_back(night: Night, event: ClipHidden | ClipShown) -> list[Event]:
    """What the clip was: seen, hidden, or waiting."""
    no = event.clip
    return sight.back(night.clips[no], lambda waits: ClipHidden(clip=no, waiting=waits), ClipShown(clip=no))


DECIDE = {ReleaseClip: release, WithdrawClip: withdraw, HideClip: hide, ShowClip: show}
EVOLVE = {ClipReleased: released, ClipWithdrawn: withdrawn, ClipHidden: hidden, ClipShown: shown}
UNDO: dict[type[Event], Undo] = {
    ClipHidden: (plain(_("hiding a clip")), sight_back),
    ClipShown: (plain(_("letting in a clip")), sight_back),
}
