"""decide(night, command) → events, and evolve(night, recorded): the two doors of the domain."""

from collections.abc import Callable, Iterable
from typing import Any

from opennight.night import (
    board,
    groups,
    lineup,
    nights,
    notes,
    people,
    pitches,
    proposals,
    queue,
    sharing,
    steps,
    timer,
    votes,
    wall,
)
from opennight.night.state import Night
from opennight.night.words import Command, Event, Recorded

NOUNS = (nights, people, pitches, wall, votes, queue, lineup, proposals, groups, notes, timer, sharing, board)

DECIDE: dict[type[Command], Callable[[Night, Any], list[Event]]] = {}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
for noun in NOUNS:
    DECIDE.update(noun.DECIDE)
    EVOLVE.update(noun.EVOLVE)
DECIDE.update(steps.DECIDE)

EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in EVOLVE} | {"StepUndone": steps.StepUndone}
"""Every kind of event by the name it has in the log."""


def decide(night: Night, command: Command) -> list[Event]:
    """What follows from the command: events, none if it changes nothing, or `Refused`."""
    return DECIDE[type(command)](night, command)


def evolve(night: Night, recorded: Recorded) -> None:
    """Let the night become what the event says.

    Changes `night` in place: copying maps for each event is quadratic.
    """
    event = recorded.event
    if isinstance(event, steps.StepUndone):
        for back in night.steps.pop().back:
            EVOLVE[type(back)](night, back)
    else:
        steps.remember(night, recorded.key, event)
        EVOLVE[type(event)](night, event)
    night.version = recorded.version
    night.commands[recorded.key] = recorded.version
    night.trail.append(recorded.key)


def fold(code: str, log: Iterable[Recorded]) -> Night:
    """The night that this log tells of."""
    night = Night(code)
    for recorded in log:
        evolve(night, recorded)
    return night
