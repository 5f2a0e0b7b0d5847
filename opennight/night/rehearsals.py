"""Rehearsals of somebody's own night: a copy of it, in which nothing that they try out happens to anybody."""

import msgspec

from opennight.night.messages import DESK, Command, Event, Refused, _
from opennight.night.pitches import PitchMade, visible, walking
from opennight.night.state import Night


class Topic(msgspec.Struct, frozen=True):
    """A pitch as a copy takes it over: as in `PitchMade`."""

    title: str
    more: str = ""
    hosted: bool = True
    needs: tuple[str, ...] = ()
    times: tuple[int, ...] = ()


class CopyNight(Command, frozen=True):
    """This night, which has just begun, is a copy of the night `of`: these are on its wall."""

    of: str
    topics: tuple[Topic, ...] = ()


class ThrowAway(Command, frozen=True):
    """Nothing happens in this copy any more: it is about to be deleted."""


class NightCopied(Event, frozen=True):
    KIND = "night-copied"

    of: str


class CopyThrownAway(Event, frozen=True):
    """The last event of a copy. What other processes have under way comes before it or is refused, so nothing
    can be written to a copy that has been deleted.
    """

    KIND = "copy-thrown-away"


def topics(night: Night) -> tuple[Topic, ...]:
    """What is on the wall, for a copy of the night. Whoever pitched it is not in the copy: where people open
    tables by themselves, anybody may run it."""
    slots = {slot.id for slot in night.setup.slots}
    return tuple(
        Topic(
            title=pitch.title,
            more=pitch.more,
            hosted=pitch.hosted and not walking(night),
            needs=pitch.needs,
            times=tuple(slot for slot in pitch.times if slot in slots),
        )
        for pitch in visible(night)
    )


def copy_night(night: Night, command: CopyNight) -> list[Event]:
    if night.copy_of:
        return []
    if night.people or night.pitches:
        raise Refused(_("This night has begun already."), "late")
    pitched = (
        PitchMade(
            no=no,
            person=DESK,
            title=topic.title,
            more=topic.more,
            hosted=topic.hosted,
            waiting=False,
            needs=topic.needs,
            times=topic.times,
        )
        for no, topic in enumerate(command.topics, 1)
    )
    return [NightCopied(of=command.of), *pitched]


def require_copy(night: Night) -> None:
    """Raise `Refused` unless this is a rehearsal of another night: nothing else is thrown away here."""
    if not night.copy_of:
        raise Refused(_("This is a night, not a rehearsal. Only a rehearsal can be thrown away."))


def throw_away(night: Night, command: ThrowAway) -> list[Event]:
    require_copy(night)
    return [] if night.thrown_away else [CopyThrownAway()]


def refuse_thrown_away(night: Night, command: Command) -> None:
    """Raise `Refused` if this copy is about to be deleted."""
    if night.thrown_away and not isinstance(command, ThrowAway):
        raise Refused(_("This rehearsal has been thrown away."), "missing")


def copied(night: Night, event: NightCopied) -> None:
    night.copy_of = event.of


def thrown_away(night: Night, event: CopyThrownAway) -> None:
    night.thrown_away = True


DECIDE = {CopyNight: copy_night, ThrowAway: throw_away}
EVOLVE = {NightCopied: copied, CopyThrownAway: thrown_away}
