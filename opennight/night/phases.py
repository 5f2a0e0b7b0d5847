"""Moving the night from phase to phase, and what follows from each move."""

from collections.abc import Callable
from typing import Any

from opennight.night import remote, rounds, runsheet
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.kept.timer import Timer
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.nights import PhaseMoved
from opennight.night.rounds import RoundsSet
from opennight.night.state import Night
from opennight.night.timer import MINUTE, timer_set


class MovePhase(Command, frozen=True):
    """`since` is the phase that the desk showed when it was pressed; empty if that does not matter."""

    to: str
    since: str = ""


def move(night: Night, command: MovePhase) -> list[Event]:
    if command.to not in PHASES:
        raise Refused(_("The night has no such phase."), field="to")
    if command.to == night.phase:
        return []
    if command.since not in ("", night.phase):
        raise Refused(
            _("The night had already moved on when you pressed that. Press again if you mean it."), "late"
        )
    remote.refuse_helper_s_jump(night, command, command.to)
    to, at = command.to, command.at
    followed = rounds.follow(night, to, at)
    slot = slot_after(night, followed)
    return [
        PhaseMoved(to=to),
        *(timed(night, to, slot, at) if to != "talk" else []),
        *followed,
        *runsheet.begin(night, to, slot, at),
    ]


def slot_after(night: Night, followed: list[Event]) -> int:
    """The slot of the part that begins with these events."""
    called = [one.rounds[-1].slot for one in followed if isinstance(one, RoundsSet) and one.rounds]
    return called[-1] if called else rounds.here(night)


def timed(night: Night, to: Phase, slot: int, at: int) -> list[Event]:
    """The timer starts anew with each part of the run sheet. The talk's ends with the talk, and that of a
    break may outlast a phase.
    """
    part = runsheet.part(night, to, slot)
    if part:
        return timer_set(night, Timer(part.minutes * MINUTE, ends=at + part.minutes * MINUTE))
    return timer_set(night, Timer()) if night.phase == "talk" or night.setup.sheet else []


DECIDE = {MovePhase: move}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
