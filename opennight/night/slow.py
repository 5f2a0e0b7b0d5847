"""Slow mode: at most one pitch, one note and one comment a person in so many seconds."""

from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.state import Night

MOST = 600


class SlowDown(Command, frozen=True):
    """One of each in so many `seconds` from now on; 0: as fast as people like."""

    seconds: int


class SlowedDown(Event, frozen=True):
    KIND = "slowed-down"

    seconds: int


def refuse_haste(night: Night, command: Command, last: int | None) -> None:
    """Raise `Refused` if the person's `last` one (ms) was a moment ago. The desk is never slowed."""
    if not night.slow or command.at_desk or last is None:
        return
    left = night.slow - (command.at - last) / 1000
    if left > 0:
        raise Refused(
            _(
                "The host has slowed things down so that everybody can keep up. Send this again in "
                "%(seconds)s s."
            ),
            "quota",
            seconds=min(int(left) + 1, night.slow),
        )


def slow_down(night: Night, command: SlowDown) -> list[Event]:
    if not 0 <= command.seconds <= MOST:
        raise Refused(_("Pick between 0 and %(most)s seconds."), field="seconds", most=MOST)
    return [] if command.seconds == night.slow else [SlowedDown(seconds=command.seconds)]


def slowed_down(night: Night, event: SlowedDown) -> None:
    night.slow = event.seconds


DECIDE = {SlowDown: slow_down}
EVOLVE = {SlowedDown: slowed_down}
UNDO: dict[type[Event], Undo] = {
    SlowedDown: (plain(_("changing the slow mode")), lambda n, e: [SlowedDown(seconds=n.slow)]),
}
