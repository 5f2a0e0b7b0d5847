"""The order of what a group wrote: its people move an entry up or down, and every screen shows the same."""

from opennight.night import groups, notes
from opennight.night.kept.notes import Note
from opennight.night.messages import Command, Event
from opennight.night.state import Night


class MoveNote(Command, frozen=True):
    """Past the next one in its list that can be seen: `up`, or else down."""

    note: int
    up: bool


class NoteMoved(Event, frozen=True):
    """`before`: the note that it stands before now; 0 for the end of all."""

    KIND = "note-moved"

    note: int
    before: int


def beside(night: Night, note: Note) -> list[int]:
    """Those in the same list: the actions, the answers to one concern, or all else."""
    return [one.no for one in notes.of_group(night, note.group) if notes.list_of(one) == notes.list_of(note)]


def move(night: Night, command: MoveNote) -> list[Event]:
    note = notes.find_seen(night, command.note)
    groups.require_member(night, command, note.group)
    line = beside(night, note)
    place = line.index(note.no)
    if place == (0 if command.up else len(line) - 1):
        return []
    before = line[place - 1 : place] if command.up else line[place + 2 : place + 3]
    return [NoteMoved(note=note.no, before=before[0] if before else 0)]


def moved(night: Night, event: NoteMoved) -> None:
    order = night.groups[night.notes[event.note].group].order
    order.remove(event.note)
    order.insert(order.index(event.before) if event.before in order else len(order), event.note)


DECIDE = {MoveNote: move}
EVOLVE = {NoteMoved: moved}
