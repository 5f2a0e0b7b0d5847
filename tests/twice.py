"""A pitch that runs twice, wherever a test wants it: the desk may where it helps (see night/repeats.py)."""

from collections.abc import Callable
from typing import Any

from opennight.night import fold, lineup
from opennight.night.closed import refuse_closed
from opennight.night.kept.placements import Placement
from opennight.night.messages import Command, Event, Refused
from opennight.night.placing import running
from opennight.night.state import Night


class RunTwice(Command, frozen=True):
    """Add a group of a pitch that already runs, in a free cell at another time."""

    pitch: int
    slot: int
    room: int


def possible(night: Night) -> list[dict[str, int]]:
    """The pitch, slot and room of each group that could be added."""
    pitches = {
        p.pitch: {night.lineup[no].slot for no in running(night, p.pitch)} for p in night.lineup.values()
    }
    return [
        {"pitch": pitch, "slot": slot, "room": room}
        for pitch, times in pitches.items()
        for slot, room in lineup.free_cells(night)
        if slot not in times
    ]


def run_twice(night: Night, command: RunTwice) -> list[Event]:
    refuse_closed(night)
    if {"pitch": command.pitch, "slot": command.slot, "room": command.room} not in possible(night):
        raise Refused("Not there.", "full")
    more = Placement(-command.pitch, command.pitch, command.slot, command.room)
    return lineup.lineup_set(night, night.lineup | {more.group: more})


KNOWN: dict[type[Command], Callable[[Night, Any], list[Event]]] = {RunTwice: run_twice}


def decide(night: Night, command: Command) -> list[Event]:
    """Decide as the domain does, and `RunTwice` too."""
    return KNOWN.get(type(command), fold.decide)(night, command)
