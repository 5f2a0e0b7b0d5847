"""Limits: how many pitches, notes and comments each person may have, and how long a clip may be, as the host
says at any time."""

from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.quotas import Each, OfClip
from opennight.night.state import Night

MOST = 300
LEAST_SECONDS = 10


class LimitEach(Command, frozen=True):
    """From now on; what is there already stays. 0: no limit."""

    pitches: int
    notes: int
    comments: int


class EachLimited(Event, frozen=True):
    KIND = "each-limited"

    pitches: int
    notes: int
    comments: int


class LimitClips(Command, frozen=True):
    """From now on, a recording or film may have so many `seconds`, and a reporter's so many; 0: as many as
    the server allows, which is `most`."""

    seconds: int
    reporter: int
    most: OfClip


class ClipsLimited(Event, frozen=True):
    KIND = "clips-limited"

    seconds: int
    reporter: int


def limit_clips(night: Night, command: LimitClips) -> list[Event]:
    said = OfClip(command.seconds, command.reporter)
    for name, seconds, most in zip(OfClip._fields, said, command.most, strict=True):
        if seconds and not LEAST_SECONDS <= seconds <= most:
            raise Refused(
                _("Pick a number between %(least)s and %(most)s, or 0."),
                field=name,
                least=LEAST_SECONDS,
                most=most,
            )
    return [] if said == night.of_clip else [ClipsLimited(**said._asdict())]


def clips_limited(night: Night, event: ClipsLimited) -> None:
    night.of_clip = OfClip(event.seconds, event.reporter)


def limit(night: Night, command: LimitEach) -> list[Event]:
    each = Each(command.pitches, command.notes, command.comments)
    for noun, most in zip(("pitches", "notes", "comments"), each, strict=True):
        if not 0 <= most <= MOST:
            raise Refused(_("Pick a number between 0 and %(most)s."), field=noun, most=MOST)
    return [] if each == night.each else [EachLimited(**each._asdict())]


def limited(night: Night, event: EachLimited) -> None:
    night.each = Each(event.pitches, event.notes, event.comments)


DECIDE = {LimitEach: limit, LimitClips: limit_clips}
EVOLVE = {EachLimited: limited, ClipsLimited: clips_limited}
UNDO: dict[type[Event], Undo] = {
    EachLimited: (
        plain(_("changing how many each person may have")),
        lambda n, e: [EachLimited(**n.each._asdict())],
    ),
    ClipsLimited: (
        plain(_("changing how long a clip may be")),
        lambda n, e: [ClipsLimited(**n.of_clip._asdict())],
    ),
}
