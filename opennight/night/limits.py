"""Limits: how many pitches, notes and comments each person may have, as the host says at any time."""

from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.quotas import Each
from opennight.night.state import Night

MOST = 300


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


def limit(night: Night, command: LimitEach) -> list[Event]:
    each = Each(command.pitches, command.notes, command.comments)
    for noun, most in zip(("pitches", "notes", "comments"), each, strict=True):
        if not 0 <= most <= MOST:
            raise Refused(_("Pick a number between 0 and %(most)s."), field=noun, most=MOST)
    return [] if each == night.each else [EachLimited(**each._asdict())]


def limited(night: Night, event: EachLimited) -> None:
    night.each = Each(event.pitches, event.notes, event.comments)


DECIDE = {LimitEach: limit}
EVOLVE = {EachLimited: limited}
UNDO: dict[type[Event], Undo] = {
    EachLimited: (
        plain(_("changing how many each person may have")),
        lambda n, e: [EachLimited(**n.each._asdict())],
    ),
}
