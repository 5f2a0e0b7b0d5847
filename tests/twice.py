"""A pitch that runs twice: nobody has a button for that yet, but everything has to be ready for it."""

from collections.abc import Callable
from typing import Any

from opennight.night import fold, lineup, pitches
from opennight.night.nights import refuse_closed
from opennight.night.placing import running
from opennight.night.state import Night, Placement
from opennight.night.words import Command, Event, Refused


class RunTwice(Command, frozen=True):
    """One group more of a pitch that runs, in a free cell of another time."""

    pitch: int
    slot: int
    room: int


def run_twice(night: Night, command: RunTwice) -> list[Event]:
    refuse_closed(night)
    pitch = pitches.find_open(night, command.pitch).no
    times = {night.lineup[no].slot for no in running(night, pitch)}
    cell = (command.slot, command.room)
    if not times or command.slot in times or cell not in lineup.free_cells(night):
        raise Refused("Not there.", "full")
    more = Placement(-pitch, pitch, *cell)
    return lineup.lineup_set(night, command, night.lineup | {more.group: more})


KNOWN: dict[type[Command], Callable[[Night, Any], list[Event]]] = {RunTwice: run_twice}


def decide(night: Night, command: Command) -> list[Event]:
    """As the domain does, and this."""
    return KNOWN.get(type(command), fold.decide)(night, command)
