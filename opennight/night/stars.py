"""Stars: the people of a group mark what matters most of what it wrote, each with one star at most."""

from opennight.night import groups, notes, people
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event
from opennight.night.state import Night


class StarNote(Command, frozen=True):
    person: int
    note: int


class UnstarNote(Command, frozen=True):
    person: int
    note: int


class NoteStarred(Event, frozen=True):
    KIND = "note-starred"

    person: int
    note: int


class NoteUnstarred(Event, frozen=True):
    KIND = "note-unstarred"

    person: int
    note: int


def star(night: Night, command: StarNote) -> list[Event]:
    people.require_self(night, command, command.person)
    note = notes.find_seen(night, command.note)
    groups.require_member(night, command, note.group)
    return [] if command.person in note.stars else [NoteStarred(person=command.person, note=note.no)]


def unstar(night: Night, command: UnstarNote) -> list[Event]:
    people.require_self(night, command, command.person)
    note = notes.find(night, command.note)
    groups.require_writing(night, note.group)
    return [NoteUnstarred(person=command.person, note=note.no)] if command.person in note.stars else []


def starred(night: Night, event: NoteStarred) -> None:
    night.notes[event.note].stars[event.person] = None
    night.people[event.person].stars[event.note] = None


def unstarred(night: Night, event: NoteUnstarred) -> None:
    night.notes[event.note].stars.pop(event.person, None)
    night.people[event.person].stars.pop(event.note, None)


def take_off(night: Night, person: Person) -> None:
    """The person's stars leave the counts; they stay listed with the person."""
    for note in person.stars:
        night.notes[note].stars.pop(person.no, None)


def put_back(night: Night, person: Person) -> None:
    for note in person.stars:
        night.notes[note].stars[person.no] = None


DECIDE = {StarNote: star, UnstarNote: unstar}
EVOLVE = {NoteStarred: starred, NoteUnstarred: unstarred}
