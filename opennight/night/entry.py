"""A night as a list of nights tells of it: a fold of its own, over few of its events."""

from collections.abc import Callable
from typing import Any

import msgspec

from opennight.night.door import NewcomersSentBack
from opennight.night.kept.parts import Phase
from opennight.night.kept.setups import Setup
from opennight.night.messages import Event, Recorded
from opennight.night.moderation import PersonLetBackIn, PersonRemoved
from opennight.night.nights import DeskKeyRenewed, NightStarted, PhaseMoved
from opennight.night.people import PersonJoined
from opennight.night.rehearsals import NightCopied
from opennight.night.removal import PeopleRemoved
from opennight.night.setups import SetupChanged
from opennight.night.taken_in import NightTakenIn


class Entry(msgspec.Struct, frozen=True):
    """`people` are those who joined and were not removed; `at` is when the night's last act was (ms).

    `desk_made` and `desk_by`: the version that the desk key follows from, and its command; 0 and "" if none.
    """

    code: str
    title: str = ""
    place: str = ""
    date: str = ""
    phase: Phase = "welcome"
    people: int = 0
    rehearsal: bool = False
    copy_of: str = ""
    desk_key: int = 1
    desk_made: int = 0
    desk_by: str = ""
    at: int = 0


def set_up(entry: Entry, setup: Setup, **more: object) -> Entry:
    return msgspec.structs.replace(entry, title=setup.title, place=setup.place, date=setup.date, **more)


def started(entry: Entry, event: NightStarted) -> Entry:
    return set_up(entry, event.setup, rehearsal=event.rehearsal)


def more_people(number: int) -> Callable[[Entry, Event], Entry]:
    return lambda entry, event: msgspec.structs.replace(entry, people=entry.people + number)


TOLD: dict[type[Event], Callable[[Entry, Any], Entry]] = {
    NightStarted: started,
    SetupChanged: lambda entry, event: set_up(entry, event.setup),
    PhaseMoved: lambda entry, event: msgspec.structs.replace(entry, phase=event.to),
    DeskKeyRenewed: lambda entry, event: msgspec.structs.replace(entry, desk_key=entry.desk_key + 1),
    NightTakenIn: lambda entry, event: msgspec.structs.replace(entry, desk_key=entry.desk_key + 1),
    PersonJoined: more_people(1),
    PersonRemoved: more_people(-1),
    PeopleRemoved: lambda entry, event: more_people(-len(event.people))(entry, event),
    PersonLetBackIn: more_people(1),
    NewcomersSentBack: lambda entry, event: more_people(-len(event.people))(entry, event),
    NightCopied: lambda entry, event: msgspec.structs.replace(entry, copy_of=event.of),
}
"""How each kind of event that matters changes an entry. What an undo takes back comes as such events."""


def told(entry: Entry, recorded: Recorded) -> Entry:
    """The entry after this event, which is of a kind in TOLD."""
    entry = TOLD[type(recorded.event)](entry, recorded.event)
    event = recorded.event
    if isinstance(event, DeskKeyRenewed | NightTakenIn) and event.bound:
        return msgspec.structs.replace(entry, desk_made=recorded.version, desk_by=recorded.command)
    if isinstance(event, DeskKeyRenewed):
        return msgspec.structs.replace(entry, desk_made=0, desk_by="")
    return entry
