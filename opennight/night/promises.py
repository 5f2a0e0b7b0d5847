"""Promises: people say “I'm in”, to an action or to something else that can be promised.

What a promise is about is one text, such as “note:12”: a word that says what kind of thing it is, and the
number of that thing. Each noun with things to promise puts its word into `SUBJECTS`: here they are all alike.
"""

from collections.abc import Callable
from typing import NamedTuple

from opennight.night import groups, names, people
from opennight.night.kept.notes import Note
from opennight.night.kept.people import Person
from opennight.night.kept.promises import Promise
from opennight.night.kept.publication import numbered
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night

MOST_A_PERSON = 100
NAMED = 8
"""So many of those who are in are named where everybody looks; the record names all of them."""


class Subject(NamedTuple):
    """Something that can be promised. `text` says what, `group` whose it is, `anchor` where the record and
    its group's page have it. `also`: the other group, if it is that of two; else 0."""

    text: str
    group: int
    anchor: str
    also: int = 0


Find = Callable[[Night, int], Subject | None]
"""(night, number) → what it is; None if there is none, or the room cannot see it."""
SUBJECTS: dict[str, Find] = {}
"""By the word before the number."""


class ImIn(Command, frozen=True):
    """`person` promises it, also after the close: that is when people read what others will do. The desk and
    helpers say so for people without a phone."""

    person: int
    about: str


class ImOut(Command, frozen=True):
    person: int
    about: str


class PromiseMade(Event, frozen=True):
    KIND = "promise-made"

    person: int
    about: str


class PromiseLeft(Event, frozen=True):
    KIND = "promise-left"

    person: int
    about: str


def subject(night: Night, about: str) -> Subject | None:
    """What a promise is about; None if the room cannot see it, or it never was."""
    what, no = numbered(about)
    found = SUBJECTS[what](night, no) if what in SUBJECTS else None
    return found if found and groups.is_seen(night, found.group) else None


def owners(night: Night, about: str) -> list[int]:
    """Who is in, in the order in which they came; also those who have left the night since."""
    promise = night.promises.get(about)
    return sorted(promise.owners, key=promise.owners.__getitem__) if promise else []


def besides(night: Night, note: Note) -> str:
    """Whom an action names to do it, unless they have said that they are in: nobody is named twice."""
    look = names.looks(note.who)
    those = (night.people[no] for no in owners(night, f"note:{note.no}"))
    return "" if any(look & names.their_looks(person) for person in those) else note.who


def of_person(night: Night, no: int) -> list[tuple[str, Subject]]:
    """What the person has promised and can be seen, oldest first: (about, what it is)."""
    found = ((about, subject(night, about)) for about in night.people[no].promises)
    return [(about, what) for about, what in found if what]


def find(night: Night, about: str) -> Subject:
    found = subject(night, about)
    if found is None:
        raise Refused(_("There is nothing like that to promise."), "missing")
    return found


def im_in(night: Night, command: ImIn) -> list[Event]:
    person = people.require_self(night, command, command.person)
    find(night, command.about)
    if command.about in person.promises:
        return []
    if len(person.promises) >= MOST_A_PERSON:
        raise Refused(
            _("You have promised %(most)s things already. Leave some to others."), "quota", most=MOST_A_PERSON
        )
    return [PromiseMade(person=person.no, about=command.about)]


def im_out(night: Night, command: ImOut) -> list[Event]:
    """At any time: nobody should stand in the record for what they will not do."""
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    return [PromiseLeft(person=person.no, about=command.about)] if command.about in person.promises else []


def made(night: Night, event: PromiseMade) -> None:
    night.people[event.person].promises[event.about] = night.at
    put_back(night, night.people[event.person], event.about)
    its = night.promises[event.about]
    if its.state == "let go":  # somebody takes it up after all
        its.state, its.changed, its.by = "open", night.at, event.person


def left(night: Night, event: PromiseLeft) -> None:
    night.people[event.person].promises.pop(event.about, None)
    night.people[event.person].pledges.pop(event.about, None)
    night.promises[event.about].owners.pop(event.person, None)


def take_off(night: Night, person: Person) -> None:
    """Nobody reads of the person's promises any more; they stay listed with the person."""
    for about in person.promises:
        night.promises[about].owners.pop(person.no, None)


def put_back(night: Night, person: Person, about: str) -> None:
    promise = night.promises.setdefault(about, Promise(about))
    promise.owners[person.no] = person.promises[about]


DECIDE = {ImIn: im_in, ImOut: im_out}
EVOLVE = {PromiseMade: made, PromiseLeft: left}
