"""The pitch queue: who will speak, in order, and who is at the front, for how long."""

from opennight.night import pitches
from opennight.night.closed import refuse_closed
from opennight.night.kept.queue import Speaker
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, ngettext, of_pitch
from opennight.night.state import Night

SECONDS = 60
MOST_SECONDS = 15 * 60


class LineUpToSpeak(Command, frozen=True):
    pitch: int


class LeaveQueue(Command, frozen=True):
    pitch: int


class MoveInQueue(Command, frozen=True):
    """To `place` in the queue, counted from 0."""

    pitch: int
    place: int


class CallSpeaker(Command, frozen=True):
    """The next in the queue, or the one named."""

    pitch: int | None = None
    seconds: int = SECONDS


class ExtendSpeaker(Command, frozen=True):
    seconds: int


class ThankSpeaker(Command, frozen=True):
    """The turn is over."""


class JoinedQueue(Event, frozen=True):
    KIND = "queue-joined"

    pitch: int


class LeftQueue(Event, frozen=True):
    KIND = "queue-left"

    pitch: int


class QueueOrdered(Event, frozen=True):
    KIND = "queue-ordered"

    pitches: tuple[int, ...]


class SpeakerCalled(Event, frozen=True):
    """`since`: when (ms), if not now. An undo sets it, to put back somebody who was there before."""

    KIND = "speaker-called"

    pitch: int
    seconds: int
    since: int | None = None


class SpeakerExtended(Event, frozen=True):
    KIND = "speaker-extended"

    seconds: int


class SpeakerThanked(Event, frozen=True):
    KIND = "speaker-thanked"


def line_up(night: Night, command: LineUpToSpeak) -> list[Event]:
    pitch = pitches.find_open(night, command.pitch)
    pitches.require_pitcher(night, command, pitch)
    pitches.require_pitching(night, command)
    if pitch.no in night.queue:
        return []
    return [JoinedQueue(pitch=pitch.no)]


def leave(night: Night, command: LeaveQueue) -> list[Event]:
    pitch = pitches.find(night, command.pitch)
    pitches.require_pitcher(night, command, pitch)
    if pitch.no not in night.queue:
        return []
    return [LeftQueue(pitch=pitch.no)]


def move(night: Night, command: MoveInQueue) -> list[Event]:
    if command.pitch not in night.queue:
        raise Refused(_("This pitch is not in the queue any more."), "late")
    order = [no for no in night.queue if no != command.pitch]
    order.insert(max(0, command.place), command.pitch)
    return [] if order == night.queue else [QueueOrdered(pitches=tuple(order))]


def call(night: Night, command: CallSpeaker) -> list[Event]:
    refuse_closed(night)
    if command.pitch is None and not night.queue:
        raise Refused(_("Nobody is waiting to speak."), "late")
    if not 5 <= command.seconds <= MOST_SECONDS:
        raise Refused(_("A turn can last from 5 seconds to 15 minutes."), field="seconds")
    pitch = pitches.find_open(night, night.queue[0] if command.pitch is None else command.pitch)
    return [SpeakerCalled(pitch=pitch.no, seconds=command.seconds)]


def extend(night: Night, command: ExtendSpeaker) -> list[Event]:
    if night.speaker is None:
        raise Refused(_("Nobody is at the front now."), "late")
    if not -MOST_SECONDS <= command.seconds <= MOST_SECONDS:
        raise Refused(_("A turn can last from 5 seconds to 15 minutes."), field="seconds")
    # Once time is up, more time counts from now: nobody wants 30 seconds that are already over.
    spent = max(0, command.at - night.speaker.since) // 1000
    seconds = max(night.speaker.seconds, spent) if command.seconds > 0 else night.speaker.seconds
    seconds = min(max(seconds + command.seconds, 0), spent + MOST_SECONDS)
    if seconds == night.speaker.seconds:
        return []
    return [SpeakerExtended(seconds=seconds)]


def thank(night: Night, command: ThankSpeaker) -> list[Event]:
    return [] if night.speaker is None else [SpeakerThanked()]


def joined(night: Night, event: JoinedQueue) -> None:
    night.queue.append(event.pitch)


def left(night: Night, event: LeftQueue) -> None:
    night.queue.remove(event.pitch)


def ordered(night: Night, event: QueueOrdered) -> None:
    """An undo brings an old order: pitches withdrawn since stay out, newer ones stay in, at the end."""
    order = dict.fromkeys((*event.pitches, *night.queue))
    night.queue = [no for no in order if pitches.is_open(night.pitches[no])]


def called(night: Night, event: SpeakerCalled) -> None:
    if event.pitch in night.queue:
        night.queue.remove(event.pitch)
    # An undo may call back somebody who withdrew since.
    if pitches.is_open(night.pitches[event.pitch]):
        night.speaker = Speaker(event.pitch, event.since or night.at, event.seconds)


def extended(night: Night, event: SpeakerExtended) -> None:
    if night.speaker:
        night.speaker = Speaker(night.speaker.pitch, night.speaker.since, event.seconds)


def thanked(night: Night, event: SpeakerThanked) -> None:
    night.speaker = None


def front_back(night: Night) -> list[Event]:
    """The speaker and the queue as they were."""
    back: list[Event] = [SpeakerThanked()]
    if speaker := night.speaker:
        back.append(SpeakerCalled(pitch=speaker.pitch, seconds=speaker.seconds, since=speaker.since))
    return back + order_back(night)


def order_back(night: Night) -> list[Event]:
    return [QueueOrdered(pitches=tuple(night.queue))]


def extended_called(night: Night, event: SpeakerExtended) -> Label:
    """More time counts from now if time was up (see `extend`)."""
    before = night.speaker.seconds if night.speaker else 0
    if event.seconds < before:
        less = before - event.seconds
        return Label(*ngettext("%(num)s second less", "%(num)s seconds less"), {"num": less})
    spent = (night.at - night.speaker.since) // 1000 if night.speaker else 0
    more = event.seconds - max(before, spent)
    return Label(*ngettext("%(num)s second more", "%(num)s seconds more"), {"num": more})


def extended_back(night: Night, event: SpeakerExtended) -> list[Event]:
    return [SpeakerExtended(seconds=night.speaker.seconds)] if night.speaker else []


def thanked_called(night: Night, event: SpeakerThanked) -> Label:
    if night.speaker is None:
        return Label(_("ending a turn"))
    return Label(_("thanking %(pitch)s"), about={"pitch": night.speaker.pitch})


def ordered_called(night: Night, event: QueueOrdered) -> Label:
    """After the one pitch without which the order is the same."""
    for no in event.pitches:
        before = [one for one in night.queue if one != no]
        if before == [one for one in event.pitches if one != no]:
            return Label(_("moving %(pitch)s in the queue"), about={"pitch": no})
    return Label(_("changing the queue"))


DECIDE = {
    LineUpToSpeak: line_up,
    LeaveQueue: leave,
    MoveInQueue: move,
    CallSpeaker: call,
    ExtendSpeaker: extend,
    ThankSpeaker: thank,
}
EVOLVE = {
    JoinedQueue: joined,
    LeftQueue: left,
    QueueOrdered: ordered,
    SpeakerCalled: called,
    SpeakerExtended: extended,
    SpeakerThanked: thanked,
}
UNDO: dict[type[Event], Undo] = {
    SpeakerCalled: (of_pitch(_("calling %(pitch)s")), lambda n, e: front_back(n)),
    SpeakerExtended: (extended_called, extended_back),
    SpeakerThanked: (thanked_called, lambda n, e: front_back(n)),
    QueueOrdered: (ordered_called, lambda n, e: order_back(n)),
    LeftQueue: (of_pitch(_("taking %(pitch)s out of the queue")), lambda n, e: order_back(n)),
}
