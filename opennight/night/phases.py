"""Moving the night from phase to phase, and what follows from each move."""

from collections.abc import Callable
from typing import Any

from opennight.night import rounds
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.nights import PhaseMoved
from opennight.night.state import PHASES, Night, Timer
from opennight.night.timer import timer_set


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
    # The talk's timer ends with the talk; that of a break may outlast a phase.
    stopped = timer_set(night, Timer()) if night.phase == "talk" else []
    return [PhaseMoved(to=command.to), *stopped, *rounds.follow(night, command.to, command.at)]


DECIDE = {MovePhase: move}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
